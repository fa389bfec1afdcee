"""Short labels for positions on one page: P1, P2 and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.case.case import Case
from goodoffices.case.grammar import words
from goodoffices.case.positions import Position


class Labels:
    """The positions of a page with their labels, in the order of the parties.

    A label holds for one page only; what identifies a position is its id.
    """

    def __init__(self, case: Case, positions: Sequence[Position]) -> None:
        self.case = case
        place = {party: number for number, party in enumerate(case.parties)}
        self.positions = sorted(
            positions, key=lambda one: min((place.get(p, len(place)) for p in one.holders), default=0)
        )
        self._labels = {one.id: f"P{number}" for number, one in enumerate(self.positions, 1)}
        self._by_id: Mapping[str, Position] = {one.id: one for one in self.positions}

    def __getitem__(self, position: str) -> str:
        return self._labels[position]

    def position(self, position: str) -> Position:
        """The position with this id."""
        return self._by_id[position]

    def sort(self, positions: Sequence[str]) -> list[str]:
        """Ids of positions in the order of their labels."""
        order = list(self._labels)
        return sorted(positions, key=order.index)

    def listed(self, positions: Sequence[str]) -> str:
        """The labels of some positions, joined: P1, P4."""
        return ", ".join(self._labels[one] for one in self.sort(positions))

    def holders(self, position: Position) -> str:
        """The names of those who hold a position."""
        names = [self.case.parties[party].name for party in position.holders]
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

    def stated(self, position: Position) -> str:
        """Say a position with its stance: "insists: X, if Y"; what widens it is said too."""
        return stated_in_words(position, self.case)

    def sets(self, sets: Sequence[Sequence[str]]) -> str:
        """Sets of positions on one line: P1 with P4; P1 with P5."""
        said = [" with ".join(self._labels[one] for one in self.sort(each)) for each in sets]
        return "; ".join(said)


def stated_in_words(position: Position, case: Case) -> str:
    """Say a position as stated: the stance, what it is about, the condition, what widens it."""
    form = position.forms[0]
    stance = form.stance.words
    text = f"{stance}: {words(form.proposition, case.issues)}"
    if form.condition is not None:
        text += f", if {words(form.condition, case.issues)}"
    for permission in form.relaxed_by:
        text += f"; {permission.stance.words}: {words(permission.proposition, case.issues)}"
        if permission.condition is not None:
            text += f", if {words(permission.condition, case.issues)}"
    return text
