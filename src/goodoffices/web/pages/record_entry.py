"""One entry of the record, as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What somebody did with an entry, and when."""

    when: str
    by: str
    what: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document: whether it is the words at hand, and which readings begin here."""

    text: str
    is_marked: bool
    name: str = ""
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """Words in their document, with the text around them."""

    document: str
    title: str
    pieces: tuple[Piece, ...]
    is_begin: bool
    is_end: bool


@dataclass(frozen=True, slots=True)
class ShownHop:
    """One step of a relay chain; a grade is said in words, hop by hop."""

    who: str
    how: str
    grade: str
    grade_in_words: str


@dataclass(frozen=True, slots=True)
class ShownReading:
    """How the team takes a statement, as a row of the table of its readings."""

    id: str
    status: str
    party: str
    stance: str
    is_against: bool
    proposition: str
    in_words: str
    condition: str
    offer_status: str
    authority: str
    elicited_by: str
    why: str
    read: str
    handling: str
    rivals: str
    may_lead: bool
    waits: bool
    version: str


@dataclass(frozen=True, slots=True)
class ShownLink:
    """How another statement stands to this one."""

    id: str
    how: str
    other: str
    words: str
    confirmed_by: str
    why: str
    version: str


@dataclass(frozen=True, slots=True)
class Resting:
    """Something that rests on an entry; a position has no page of its own here."""

    kind: str
    words: str
    id: str


@dataclass(frozen=True, slots=True)
class Leave:
    """What the one who looks may do with an entry."""

    may_write: bool
    may_erase: bool
    may_confirm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(WebPage):
    """A statement: its words, through whom, how it is read, what differs, what rests on it."""

    template: ClassVar[str] = "record/statement.html"
    id: str
    version: str
    words: str
    language: str
    translation: str
    is_draft: bool
    superseded_by: tuple[str, ...]
    chain: tuple[ShownHop, ...]
    registers: tuple[tuple[str, str], ...]
    passage: ShownPassage | None
    facts: tuple[tuple[str, str], ...]
    meeting: str
    readings: tuple[ShownReading, ...]
    links: tuple[ShownLink, ...]
    resting: tuple[Resting, ...]
    history: tuple[HistoryLine, ...]
    leave: Leave
    keys: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage(WebPage):
    """Any other entry: what it says, what rests on it, its history."""

    template: ClassVar[str] = "record/entry.html"
    id: str
    version: str
    kind: str
    words: str
    is_draft: bool
    facts: tuple[tuple[str, str], ...]
    related: tuple[Resting, ...]
    document: str
    resting: tuple[Resting, ...]
    history: tuple[HistoryLine, ...]
    leave: Leave
    is_erased: bool = False
