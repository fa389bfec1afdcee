"""What the explanation says: its parts as values, with what is and is not certain of them.

Sets name positions by id, in the order of the case, smallest sets first. They are not
ranked beyond their size, and nothing in them says who should move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from goodoffices.case.case import Choice, Limit
from goodoffices.case.passages import Basis
from goodoffices.case.positions import Position
from goodoffices.case.status import Status

PositionSets: TypeAlias = tuple[tuple[str, ...], ...]
"""Sets of position ids: members in the order of the case, smallest sets first."""

CAVEAT: Final = (
    "Movement on any one of these, or a formula not yet tabled, would remove the incompatibility."
    " This is no view on who should move. Mandate, timing, trust and will are not in this record."
)
"""The words that stand beside every list of movement sets; they are fixed."""


@dataclass(frozen=True, slots=True)
class Admission:
    """A minimal set of positions that would have to admit a formula nobody has tabled.

    Attributes
    ----------
    positions
        Empty where no standing position is in its way.
    withdrawing_suffices
        Whether withdrawing these same positions would do, without the formula.
    """

    positions: tuple[str, ...]
    withdrawing_suffices: bool


@dataclass(frozen=True, slots=True)
class Untabled:
    """An issue on which a formula that nobody has tabled could remove every incompatibility.

    Attributes
    ----------
    issue, choice
        The issue, and the choice of readings under which this holds.
    admitted_by
        Every minimal set of positions whose widening leaves a package with the formula.
    ask_first
        Positions that refuse something about the issue: was the idea refused, or only the
        wording? To be asked before anything is tabled.
    wording_only
        Those of `ask_first` of which it is known that the wording was refused, not the idea.
    complete
        Whether `admitted_by` is all there is.
    """

    issue: str
    choice: Choice
    admitted_by: tuple[Admission, ...]
    ask_first: tuple[str, ...] = ()
    wording_only: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class ReadingSets:
    """What cannot all stand, and where movement would matter, under one choice of readings.

    Attributes
    ----------
    choice
        {leading reading id: chosen reading id}; empty for the leading readings themselves.
    positions
        Those that stand under this choice. Two choices may give one id with different forms.
    incompatible
        Minimal sets of positions that leave no package within rules and norms.
    movement
        Minimal sets of positions whose withdrawal leaves one; empty where nothing has to move.
    untabled
        Issues on which a formula that nobody has tabled could help.
    status, incompatible_complete, movement_complete
        How sure `incompatible` and `movement` are, and whether they are all there is.
    incompatible_up_to, movement_up_to
        Every set of at most so many members is there, even where not all sets are.
    """

    choice: Choice
    positions: tuple[Position, ...]
    incompatible: PositionSets
    movement: PositionSets
    untabled: tuple[Untabled, ...]
    status: Status
    incompatible_complete: bool
    movement_complete: bool
    incompatible_up_to: int = 0
    movement_up_to: int = 0

    @property
    def complete(self) -> bool:
        """Whether neither list misses a set."""
        return self.incompatible_complete and self.movement_complete

    @property
    def allows(self) -> Mapping[str, str]:
        """For each position's id the digest of the choices that it allows."""
        return {position.id: position.allows for position in self.positions}


@dataclass(frozen=True, slots=True)
class UnderEveryReading:
    """The sets that hold whichever readings are chosen."""

    incompatible: PositionSets
    movement: PositionSets


@dataclass(frozen=True, slots=True)
class OwnConflict:
    """Positions of one party that cannot all stand; reported before anything else.

    `choice` is the first choice of readings under which they stand together;
    `under_every_reading` says whether they do under all.
    """

    party: str
    positions: tuple[str, ...]
    choice: Choice
    under_every_reading: bool


@dataclass(frozen=True, slots=True)
class InstrumentEffect:
    """What an instrument that a party invokes changes, under the leading readings.

    Attributes
    ----------
    instrument, title, invoked_by
        Which it is.
    is_on
        Whether it counts in the rest of the explanation.
    positions
        The positions that it makes, alone or together with statements, while it is on.
    with_it, without_it
        The sets while it is on and while it is off, everything else being equal.
    only_with, only_without
        Incompatible sets that are there in the one case and not in the other. A set is the
        same where its positions allow the same choices, whoever holds them.
    """

    instrument: str
    title: str
    invoked_by: str
    is_on: bool
    positions: tuple[str, ...]
    with_it: ReadingSets
    without_it: ReadingSets
    only_with: PositionSets
    only_without: PositionSets

    @property
    def changes(self) -> bool:
        """Whether the sets differ."""
        return bool(self.only_with or self.only_without)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why there is no agreement in what was said, as far as the record tells.

    Attributes
    ----------
    status, complete
        Proven and complete only where every choice of readings was looked at to the end.
    basis
        What the record rests on.
    positions
        Those that stand under any choice of readings, once by id; the leading choice first.
    readings
        The sets under each choice, the leading one first.
    under_every_reading
        What does not hang on how anything is read.
    depends_on
        Statements whose rival readings, changed alone, alter the sets.
    fragile_on, fragile_complete
        Statements without any one of which the answer under the leading readings would be
        another, and whether all were tried to the end.
    own
        Parties whose own positions cannot all stand. To be said first.
    instruments
        What each instrument with a proposition changes.
    untabled, untabled_complete
        All of `readings`, and whether the search for them came to its end everywhere.
    limits
        The rules and norms that no package may cross.
    method, caveat
        How it was found, and the words that go with it.
    """

    status: Status
    complete: bool
    basis: Basis
    positions: tuple[Position, ...]
    readings: tuple[ReadingSets, ...]
    under_every_reading: UnderEveryReading
    depends_on: tuple[str, ...]
    fragile_on: tuple[str, ...]
    fragile_complete: bool
    own: tuple[OwnConflict, ...]
    instruments: tuple[InstrumentEffect, ...]
    untabled: tuple[Untabled, ...]
    untabled_complete: bool
    limits: tuple[Limit, ...]
    method: str
    caveat: str = CAVEAT

    @property
    def leading(self) -> ReadingSets:
        """The sets under the leading readings."""
        return self.readings[0]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices of readings that were looked at, the leading one first."""
        return tuple(reading.choice for reading in self.readings)

    @property
    def cites(self) -> tuple[str, ...]:
        """The statements that its positions rest on, each once."""
        return tuple(
            dict.fromkeys(one for position in self.positions for one in position.statements)
        )
