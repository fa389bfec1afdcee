"""Conditional frames: "made its withdrawal conditional on a vote", "is conditional on a vote".

The words name both what a party would let be and what it wants for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from goodoffices.case.stances import Stance
from goodoffices.intake.drafts import Band
from goodoffices.intake.positions import stance_words as words
from goodoffices.intake.positions.conditions import Tie, end_of_stretch
from goodoffices.intake.positions.found_position import ConditionKind
from goodoffices.intake.positions.modality import mood_of
from goodoffices.intake.positions.stance_clauses import child, limit_of, subject_of
from goodoffices.intake.positions.stance_objects import taken
from goodoffices.intake.positions.stance_use import Use

if TYPE_CHECKING:
    from spacy.tokens import Token

MADE_CONDITIONAL: Final = frozenset({"conditional", "contingent", "dependent"})


def find_conditional_use(token: Token) -> Use | None:
    """Return the stance of "made X conditional on Y": X would be accepted, if and only if Y."""
    # The adjective hangs on the verb, or on the noun that it is said of.
    verb = token.head.head if token.head.dep_ == "dobj" else token.head
    if verb.lemma_ != "make" or token.i < verb.i:
        return None
    matter = child(token, "nsubj") or child(verb, "dobj")
    holder, mood = subject_of(verb), mood_of(verb)
    prep = next(
        (
            t
            for t in (*token.children, *verb.children)
            if t.lower_ in {"on", "upon"} and t.i > token.i
        ),
        None,
    )
    if matter is None or holder is None or prep is None or mood.is_open or mood.negated:
        return None
    end = end_of_stretch(token.doc, prep.i + 1, end=min(prep.right_edge.i + 1, limit_of(verb)))
    if end <= prep.i + 1:
        return None
    found = taken(matter, trigger=verb, route=words.THING)
    found = replace(found, start=min(found.start, verb.i + 1), end=min(found.end, token.i))
    tie = Tie(token.i, prep.i + 1, end, ConditionKind.ONLY_IF)
    rule = "made conditional"
    start = holder.left_edge.i
    return Use(
        token, Stance.WOULD_ACCEPT, found, holder, mood, rule, start, Band.MIDDLE, (), verb, tie=tie
    )
