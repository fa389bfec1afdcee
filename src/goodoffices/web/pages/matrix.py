"""The matrix, and one cell of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.drafting.page import Section
from goodoffices.web.frame import Link
from goodoffices.web.pages.choosing import ViewToolbar
from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class CellLine:
    """One thing that a party holds: its stance, and what it is about.

    The stance is left out where the team's own words begin with it.
    """

    stance: str
    words: str


@dataclass(frozen=True, slots=True)
class CellSummary:
    """A cell as the matrix shows it.

    Attributes
    ----------
    registers
        By register, what the party holds as it is known there.
    more
        How many further lines the cell has.
    marks
        What is to be minded: accounts that differ, words that can be read otherwise.
    changed
        What became of it since the time that was asked for.
    """

    party: str
    url: str
    registers: tuple[tuple[str, tuple[CellLine, ...]], ...]
    more: int
    marks: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue with its state, the kind of gap, and a cell for each party."""

    id: str
    name: str
    state: str
    gap: str
    cells: tuple[CellSummary, ...]


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """Issues as rows, parties as columns."""

    caption: str
    parties: tuple[str, ...]
    rows: tuple[IssueRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage(WebPage):
    """Who holds what on which issue, and what changed.

    Attributes
    ----------
    changes
        What changed since the time that was asked for; None where nothing was.
    notice
        What is not certain about the states of the issues; empty where nothing.
    exports
        Where the same table is had as a file, for who may take it out.
    """

    template: ClassVar[str] = "matrix/matrix.html"
    toolbar: ViewToolbar
    tabs: tuple[Link, ...]
    table: MatrixTable
    changes: Section | None
    notice: str
    exports: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry of a cell in full."""

    stance: str
    is_against: bool
    words: str
    kind: str
    shared_with: str
    first_stated: str
    widened_to: str
    instrument: str
    depends_on_reading: bool
    statements: tuple[str, ...]
    widened_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadOtherwise:
    """A reading that is not in use, or that no longer counts, with why."""

    register: str
    stance: str
    is_against: bool
    words: str
    why: str
    statement: str


@dataclass(frozen=True, slots=True)
class HopShown:
    """One step of a relay chain."""

    who: str
    how: str
    grade: str


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement that a cell rests on, with its words and through whom they came."""

    id: str
    words: str
    translation: str
    said_on: str
    where: str
    repeats: str
    hops: tuple[HopShown, ...]
    readings: tuple[str, ...]
    contradicts: tuple[str, ...]
    new_reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPage(WebPage):
    """What is on record of one party on one issue, with the words it rests on.

    Attributes
    ----------
    registers
        By register, what the party holds.
    statements
        In the order in which the entries above name them; those beyond a page are counted.
    note_url
        Where a meeting note is written, for who may.
    """

    template: ClassVar[str] = "matrix/cell.html"
    shows: str
    state: str
    gap: str
    marks: tuple[str, ...]
    registers: tuple[tuple[str, tuple[EntryShown, ...]], ...]
    others: tuple[ReadOtherwise, ...]
    history: tuple[ReadOtherwise, ...]
    statements: tuple[StatementShown, ...]
    more_statements: int
    back: str
    note_url: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on record, not even what no longer counts."""
        return not (self.registers or self.others or self.history)
