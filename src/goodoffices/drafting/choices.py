"""How rival readings are taken, in words: "s10 read as “would accept”"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from goodoffices.case.case import Case, Choice
from goodoffices.case.grammar import parse, words
from goodoffices.case.passages import ReadingView
from goodoffices.gaps.sentences import listed

MOST_NAMED: Final = 3
"""Rival readings up to which all are named; beyond, only those that are changed."""


def choice_in_words(choice: Choice, choices: Sequence[Choice], case: Case) -> str:
    """Say how rival readings are taken, of all choices: "s10 read as “would accept”"."""
    rivals = dict.fromkeys(one for each in choices for one in each)
    if not rivals:
        return "the leading readings"
    said = {leading: _read_as(leading, choice, case) for leading in rivals}
    if len(said) <= MOST_NAMED:
        return listed(said.values())
    changed = [text for leading, text in said.items() if leading in choice]
    return listed(changed) if changed else "the leading readings"


def _read_as(leading: str, choice: Choice, case: Case) -> str:
    statement, ways = ways_to_read(leading, case)
    chosen = choice.get(leading, leading)
    return f"{statement} read as “{ways.get(chosen, chosen)}”"


def ways_to_read(leading: str, case: Case) -> tuple[str, Mapping[str, str]]:
    """The statement that carries a reading, and how it may be read: the stance tells, or more."""
    for passage in case.passages.values():
        if any(one.id == leading for one in passage.readings):
            rivals = [one for one in passage.readings if leading in {one.id, one.alternative_to}]
            stances = {one.stance for one in rivals}
            if len(stances) == len(rivals):
                return passage.statement, {one.id: one.stance.words for one in rivals}
            said = {one.id: one.in_words or _said(one, case) for one in rivals}
            return passage.statement, said
    return leading, {}


def _said(reading: ReadingView, case: Case) -> str:
    """A reading in computed words: the stance, what it is about, and on what condition."""
    text = reading.stance.words
    if reading.proposition:
        text += f": {words(parse(reading.proposition, case.issues), case.issues)}"
    if reading.condition:
        text += f", if {words(parse(reading.condition, case.issues), case.issues)}"
    return text
