"""One cell of the matrix: what is on record of one party on one issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from goodoffices.case.stances import Register, Stance
from goodoffices.gaps.sentences import unique


class EntryKind(StrEnum):
    """What an entry of a cell is."""

    POSITION = "position"
    LIGHTER = "lighter"
    PERMISSION = "permission"
    RESERVATION = "reservation"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class CellEntry:
    """One thing that a party holds, as one register knows it.

    Attributes
    ----------
    id
        The position's id; for anything else the id of its reading.
    proposition, words
        What the stance is about, as text and in plain words; `condition` likewise.
    constraint, constraint_words
        What a package must satisfy not to cross a position, with everything that widens it;
        for a permission what it lets be, with its condition.
    original, original_words
        The position as first stated, where a permission widened it since; else empty.
    relaxed_by
        The readings of the permissions that widened it.
    shared_with
        The other holders of a shared position.
    rivals
        Other readings of the same words, in the place of which one of these is used.
    """

    kind: EntryKind
    id: str
    stance: Stance
    proposition: str
    words: str
    condition: str
    condition_words: str
    constraint: str
    constraint_words: str
    statements: tuple[str, ...]
    readings: tuple[str, ...]
    shared_with: tuple[str, ...] = ()
    original: str = ""
    original_words: str = ""
    relaxed_by: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    instrument: str = ""

    @property
    def is_relaxed(self) -> bool:
        """Whether a permission of its holder widens it."""
        return bool(self.relaxed_by)


@dataclass(frozen=True, slots=True)
class PastEntry:
    """A reading that was taken away: what it said, in which register, and why it is gone."""

    reading: str
    statement: str
    register: Register
    stance: Stance
    proposition: str
    words: str
    condition: str
    condition_words: str
    why: str


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A reading that is not in use: another way to take words on this issue."""

    reading: str
    in_place_of: str
    statement: str
    register: Register
    stance: Stance
    proposition: str
    words: str
    condition: str
    condition_words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What is on record of one party on one issue, by register, with its history.

    Attributes
    ----------
    entries
        By register, only those with something in them; within one in the order of the
        record: positions, lighter ones, permissions, reservations and denials.
    history
        Readings that were superseded or taken back, in the order of the record.
    others
        Readings not in use that rival one in use.
    differs
        What the party holds in public and what it confides cannot both stand, or the one
        widens the other. The most delicate thing on the page: never for a party's eyes.
    """

    issue: str
    party: str
    entries: Mapping[Register, tuple[CellEntry, ...]] = field(default_factory=dict)
    history: tuple[PastEntry, ...] = ()
    others: tuple[OtherReading, ...] = ()
    differs: bool = False

    def __iter__(self) -> Iterator[CellEntry]:
        for register in Register:
            yield from self.entries.get(register, ())

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is on record, not even something taken back since."""
        return not (self.entries or self.history or self.others)

    @property
    def is_heard(self) -> bool:
        """Whether it is known what the party asks for or lets be: more than a reservation."""
        said = {EntryKind.POSITION, EntryKind.LIGHTER, EntryKind.PERMISSION}
        return any(entry.kind in said for entry in self)

    @property
    def strongest(self) -> Stance | None:
        """The strongest stance of a position; without one, the first stance on record."""
        stances = [entry.stance for entry in self]
        return max(stances, key=lambda stance: stance.rank, default=None)

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements it rests on, those of what was taken back last."""
        return unique(
            (
                *(one for entry in self for one in entry.statements),
                *(other.statement for other in self.others),
                *(past.statement for past in self.history),
            )
        )

    @property
    def has_rivals(self) -> bool:
        """Whether some of it depends on how words are read."""
        return bool(self.others) or any(entry.rivals for entry in self)
