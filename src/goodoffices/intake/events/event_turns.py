"""Constructions that turn a word into another act: "would only accept", "insists that ... must".

A table, each row with the reason why. What only one word decides is in `data/plover.csv`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.intake.events.event_clauses import (
    Modality,
    beside,
    complement_clauses,
    is_negated,
    lemma,
    modality,
    stands_with_to,
)
from goodoffices.intake.events.event_words import ENDING, choose_frame, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Turn:
    """A construction that turns a word's usual category into another."""

    rule: str
    words: frozenset[str]
    category: str
    holds: Callable[[Token], bool]
    is_stance: bool = False


def turn_of(verb: Token) -> Turn | None:
    """Return the construction that a verb stands in, the first of the table, if any."""
    word = lemma(verb)
    return next((turn for turn in TURNS if word in turn.words and turn.holds(verb)), None)


def asks_a_question(verb: Token) -> bool:
    """Whether somebody asks how, or whether: that requests nothing."""
    return lemma(verb) == "ask" and any(
        child.lower_ in _QUESTIONS
        for one in verb.children
        if one.dep_ in {"ccomp", "advcl"}
        for child in one.children
        if child.dep_ in {"advmod", "mark", "nsubj", "dobj", "attr"}
    )


_QUESTIONS: Final = frozenset({"how", "why", "whether", "if", "when", "where", "who", "what"})


def _has_only(verb: Token) -> bool:
    return any(child.lower_ == "only" for child in verb.children)


def _is_concession(verb: Token) -> bool:
    return any(
        child.dep_ == "mark" and child.lower_ in {"although", "though"} for child in verb.children
    )


def _content_is_owed(verb: Token) -> bool:
    return any(modality(one) is Modality.OWED for one in complement_clauses(verb))


def _content_is_denied(verb: Token) -> bool:
    return any(
        modality(one) in {Modality.POSSIBLE, Modality.FUTURE} and is_negated(one)
        for one in complement_clauses(verb)
    )


def _content_is_order(verb: Token) -> bool:
    return any(stands_with_to(one) for one in complement_clauses(verb))


def _content_is_support(verb: Token) -> bool:
    """Whether others are asked to stand by a third: nobody rallies support for himself."""
    for one in complement_clauses(verb):
        chosen = choose_frame(lemma(one), beside(one))
        backed = {child.lower_ for child in one.children if child.dep_ == "dobj"}
        if chosen and chosen[0].category == "SUPPORT" and backed.isdisjoint(_SELVES):
            return True
    return False


def _is_out_of_the_question(verb: Token) -> bool:
    return any(
        child.dep_ == "prep" and child.lower_ == "out" and "question" in beside(verb).complements
        for child in verb.children
    )


def _content_is_end(verb: Token) -> bool:
    """Whether an order puts an end to something: what it stops is stopped by force."""
    if not beside(verb).objects.isdisjoint(lexicon().classes["@envoy"]):
        return False
    return any(lemma(one) in _STOPPING for one in complement_clauses(verb) if stands_with_to(one))


def _is_to_disperse(verb: Token) -> bool:
    return any(
        lemma(child) in {"disperse", "quell", "suppress", "scatter"}
        for child in verb.children
        if child.dep_ in {"xcomp", "advcl", "acl"} and stands_with_to(child)
    )


_STOPPING: Final = ENDING | {"close", "leave", "shut", "vacate", "disband", "dissolve"}
_SELVES: Final = {"it", "them", "him", "her", "us", "me"}
_INSISTING: Final = frozenset({"insist", "maintain", "stress", "emphasize", "emphasise"})

TURNS: Final = (
    # "would only accept X" asks for X; it accepts nothing that is on the table
    Turn(
        "only_accept",
        frozenset({"accept", "agree", "settle"}),
        "REQUEST",
        _has_only,
        is_stance=True,
    ),
    # what is granted in an "although" gives way on what was just demanded
    Turn("although_accept", frozenset({"accept", "agree"}), "CONCEDE", _is_concession),
    Turn("insist_cannot", _INSISTING, "REJECT", _content_is_denied),
    Turn("insist_must", _INSISTING, "REQUEST", _content_is_owed),
    Turn("propose_should", frozenset({"propose", "suggest"}), "REQUEST", _content_is_owed),
    Turn("tell_to", frozenset({"tell"}), "REQUEST", _content_is_order),
    # an order to stop, by who can enforce it
    Turn("order_stop", frozenset({"order"}), "COERCE", _content_is_end),
    # force to break up a crowd is repression, whatever is fired
    Turn("disperse", frozenset({"open", "fire", "use", "shoot"}), "COERCE", _is_to_disperse),
    Turn("out_of_question", frozenset({"be", "remain"}), "REJECT", _is_out_of_the_question),
    # others are asked to stand by a third, which the manual counts as support for it
    Turn(
        "urge_support", frozenset({"urge", "ask", "appeal", "call"}), "SUPPORT", _content_is_support
    ),
)
