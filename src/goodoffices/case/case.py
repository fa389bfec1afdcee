"""The Case: what the analyses take.

A case is what the fold of a record leaves, for one viewer, up to one date, under one
choice of readings: parties, issues, limits, standing positions, and the passages they
rest on. The analyses need nothing else, and change nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from goodoffices.case.issues import Issue
from goodoffices.case.limits import Instrument
from goodoffices.case.parties import Party
from goodoffices.case.passages import (
    Basis,
    MeetingView,
    MessageView,
    NoteView,
    Passage,
    SourceText,
)
from goodoffices.case.positions import Permission, Position
from goodoffices.case.preferences import Preference
from goodoffices.case.propositions import Proposition
from goodoffices.case.rounds import Round
from goodoffices.case.undertakings import Importance, Linkage, Schedule, Undertaking

Choice = Mapping[str, str]
"""Which reading is used in the place of a leading one: {leading id: chosen id}."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A rule or a norm with its proposition read: no package may cross it."""

    id: str
    title: str
    proposition: Proposition
    is_norm: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What the fold of a record leaves for one viewer under one choice of readings.

    Attributes
    ----------
    positions
        Those at or above the threshold, in the order of the record; shared ones once.
    lighter
        Positions below the threshold (proposals, preferences): shown, never constraints.
    permissions
        What parties would let be, whether or not it relaxes a position.
    withdrawn
        Reading ids that a `no_longer_insists` or a superseding statement took away, with why.
    common_unit
        In which the team declared that all numbers of `importance` are; empty where it did not.
    """

    title: str
    viewer: str
    parties: Mapping[str, Party]
    issues: Mapping[str, Issue]
    limits: tuple[Limit, ...]
    instruments: tuple[Instrument, ...]
    rounds: tuple[Round, ...]
    positions: tuple[Position, ...]
    lighter: tuple[Position, ...]
    permissions: tuple[Permission, ...]
    withdrawn: Mapping[str, str]
    passages: Mapping[str, Passage]
    texts: Mapping[str, SourceText]
    meetings: Mapping[str, MeetingView]
    notes: tuple[NoteView, ...]
    messages: tuple[MessageView, ...]
    basis: Basis
    choice: Choice
    threshold: str
    as_of: str = ""
    known_at: str = ""
    caution: str = ""
    outcome: str = ""
    links: tuple[tuple[str, str, str], ...] = ()
    instruments_off: frozenset[str] = field(default_factory=frozenset)
    preferences: tuple[Preference, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    importance: tuple[Importance, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    common_unit: str = ""

    @property
    def negotiating(self) -> tuple[Party, ...]:
        """The parties that negotiate, in the order of the case."""
        return tuple(party for party in self.parties.values() if party.is_negotiating)

    def position(self, position_id: str) -> Position:
        """Return the standing position with this id.

        Raises
        ------
        KeyError
            Where no standing position has it.
        """
        for position in (*self.positions, *self.lighter):
            if position.id == position_id:
                return position
        raise KeyError(position_id)


class CaseSource(Protocol):
    """Gives the same case under other readings, without a statement, or without an instrument.

    `goodoffices.record.fold.Fold` is one; tests may write their own. The analyses know
    this protocol only, never the record.
    """

    def choices(self) -> tuple[Sequence[Choice], bool]:
        """Return the choices of readings, the leading one first, and whether they are all."""
        ...

    def case(
        self,
        choice: Choice | None = None,
        *,
        without: frozenset[str] = frozenset(),
        instruments_off: frozenset[str] | None = None,
    ) -> Case:
        """Return the case under a choice of readings, without some statements or instruments."""
        ...
