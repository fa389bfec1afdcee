"""Fronted conditions: "if A leaves, B stays", before the clause that they tie.

Parsers lose the border between the two now and then; the comma before the main clause's
subject is where the condition ends.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from goodoffices.intake.positions.conditions import Tie, end_of_stretch
from goodoffices.intake.positions.found_position import ConditionKind
from goodoffices.intake.positions.stance_clauses import SUBJECTS, VERBAL, child, top_of
from goodoffices.intake.positions.stance_objects import Object

if TYPE_CHECKING:
    from spacy.tokens import Token

MARKS: Final = {
    "if": ConditionKind.IF,
    "once": ConditionKind.AFTER,
    "unless": ConditionKind.UNLESS,
    "until": ConditionKind.UNLESS,
    "provided": ConditionKind.PROVIDED,
    "without": ConditionKind.UNLESS,
}


def split_if_clause(found: Object) -> tuple[Object, Tie] | None:
    """Part an object such as "if it leaves, monitors should come" into its two clauses.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> text = "It insists that if the dam is opened, monitors must come."
    >>> doc = parse(RepairedText.unchanged(text, ())).doc
    >>> inner, tie = split_if_clause(Object(doc[10], 3, 12, "clause"))
    >>> doc[inner.start : inner.end].text, doc[tie.start : tie.end].text
    ('monitors must come', 'the dam is opened')
    """
    doc, head = found.head.doc, found.head
    opening = next((t for t in doc[found.start : found.end] if not t.is_punct), None)
    if opening is None or opening.lower_ not in MARKS or head.pos_ not in VERBAL:
        return None
    if head.i <= opening.i + 1 or opening.head.i == head.i:
        return None
    comma = _border(opening, head)
    if comma is None or comma <= opening.i + 1:
        return None
    tie = Tie(opening.i, opening.i + 1, comma, MARKS[opening.lower_])
    return replace(found, start=comma + 1, stands_for=None), tie


def _border(opening: Token, main: Token) -> int | None:
    """The comma before the main clause: before its subject where that is known."""
    doc = opening.doc
    subject = next((t for t in main.children if t.dep_ in SUBJECTS and t.i > opening.i), None)
    before = subject.left_edge.i if subject is not None else main.i
    commas = [t.i for t in doc[opening.i : before] if t.text == ","]
    return commas[-1] if commas else None


def fronted_tie(clause: Token) -> Tie | None:
    """Return the condition that stands before a clause, or None."""
    top = top_of(clause)
    for verb in (clause, top):
        for one in verb.children:
            if one.i >= verb.i or one.dep_ not in {"advcl", "prep", "csubj"}:
                continue
            mark = _mark(one)
            if mark is None:
                continue
            kind = MARKS[mark.lower_]
            opening = mark.i
            if opening > 0 and mark.nbor(-1).lower_ == "only":
                kind, opening = ConditionKind.ONLY_IF, opening - 1
            end = end_of_stretch(verb.doc, mark.i + 1, end=_stop(one, verb))
            if end > mark.i + 1:
                return Tie(opening, mark.i + 1, end, kind)
    return None


def _mark(one: Token) -> Token | None:
    if one.dep_ == "prep":
        return one if one.lower_ in {"without", "until"} else None
    return next((t for t in one.children if t.lower_ in MARKS and t.i < one.i), None)


def _stop(one: Token, verb: Token) -> int:
    subject = child(verb, *SUBJECTS)
    if subject is not None and subject.i > one.i:
        return min(one.right_edge.i + 1, subject.left_edge.i)
    return one.right_edge.i + 1
