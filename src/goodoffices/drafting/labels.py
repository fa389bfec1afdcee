"""Short labels for positions on one page: P1, P2 and so on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from goodoffices.case.case import Case
from goodoffices.case.grammar import words
from goodoffices.case.positions import Form, Position
from goodoffices.gaps.sentences import listed


class Labels:
    """The positions of a page with their labels, in the order of the parties.

    A label holds for one page only; what identifies a position is its id.
    """

    def __init__(self, case: Case, positions: Sequence[Position]) -> None:
        self.case = case
        place = {party: number for number, party in enumerate(case.parties)}
        self.positions = sorted(
            positions,
            key=lambda one: min((place.get(p, len(place)) for p in one.holders), default=0),
        )
        self._labels = {one.id: f"P{number}" for number, one in enumerate(self.positions, 1)}
        self._by_id: Mapping[str, Position] = {one.id: one for one in self.positions}

    @property
    def all(self) -> tuple[str, ...]:
        """Every label, in the order of the page."""
        return tuple(self._labels.values())

    def __getitem__(self, position: str) -> str:
        return self._labels[position]

    def position(self, position: str) -> Position:
        """The position with this id."""
        return self._by_id[position]

    def sort(self, positions: Sequence[str]) -> list[str]:
        """Ids of positions in the order of their labels."""
        order = list(self._labels)
        return sorted(positions, key=order.index)

    def order(self, sets: Iterable[Sequence[str]]) -> list[list[str]]:
        """Sets of positions, smallest first, then in the order of their labels."""
        place = {one: number for number, one in enumerate(self._labels)}
        found = [self.sort(each) for each in sets]
        return sorted(found, key=lambda each: (len(each), [place[one] for one in each]))

    def listed(self, positions: Sequence[str]) -> str:
        """The labels of some positions, joined: P1 and P4."""
        return listed(self._labels[one] for one in self.sort(positions))

    def cites(self, positions: Sequence[str]) -> tuple[str, ...]:
        """The statements that some positions rest on, what widens them included.

        Each once, in the order of the record.
        """
        held = [self._by_id[one] for one in positions]
        found = {cite for one in held for cite in one.statements}
        found |= {
            permission.statement
            for one in held
            for form in one.forms
            for permission in form.relaxed_by
        }
        place = self._place
        return tuple(sorted((one for one in found if one in place), key=place.__getitem__))

    @cached_property
    def _place(self) -> Mapping[str, int]:
        """The place of each statement in the record."""
        return {statement: place for place, statement in enumerate(self.case.passages)}

    def holders(self, position: Position) -> str:
        """The names of those who hold a position."""
        return listed(self.case.parties[party].name for party in position.holders)

    def stated(self, position: Position) -> str:
        """Say a position as stated: in the team's words where it gave them, else computed.

        Where holders said it in different ways that allow the same choices, each is given its
        own words: nobody is made to say what another said.
        """
        said = {holder: self._stated_by(position, holder) for holder in position.holders}
        if len(set(said.values())) == 1:
            return next(iter(said.values()))
        names = self.case.parties
        each = ". ".join(f"{names[holder].name} {text}" for holder, text in said.items())
        return f"{each}. These are true of the same choices"

    def _stated_by(self, position: Position, holder: str) -> str:
        form = next(form for form in position.forms if form.party == holder)
        return self._given(form) or stated_in_words(form, self.case)

    def _given(self, form: Form) -> str:
        """The team's words for the reading that made the form, and for what widens it."""
        readings = [form.reading, *(permission.reading for permission in form.relaxed_by)]
        statements = [form.statement, *(permission.statement for permission in form.relaxed_by)]
        said = [
            in_words_of(reading, statement, self.case)
            for reading, statement in zip(readings, statements, strict=True)
        ]
        return "; ".join(said) if all(said) else ""

    def sets(self, sets: Sequence[Sequence[str]]) -> str:
        """Sets of positions on one line: P1 and P4; P2, P3 and P5."""
        return "; ".join(listed(self._labels[one] for one in self.sort(each)) for each in sets)


def in_words_of(reading: str, statement: str, case: Case) -> str:
    """The team's words for a reading, where it gave them; the reading may be a repeated one's."""
    passage = case.passages.get(statement)
    while passage is not None:
        for one in passage.readings:
            if one.id == reading:
                return one.in_words
        passage = case.passages.get(passage.repeats) if passage.repeats else None
    return ""


def stated_in_words(form: Form, case: Case) -> str:
    """Say a form as stated: the stance, what it is about, the condition, what widens it."""
    text = f"{form.stance.words}: {words(form.proposition, case.issues)}"
    if form.condition is not None:
        text += f", if {words(form.condition, case.issues)}"
    for permission in form.relaxed_by:
        text += f"; {permission.stance.words}: {words(permission.proposition, case.issues)}"
        if permission.condition is not None:
            text += f", if {words(permission.condition, case.issues)}"
    return text
