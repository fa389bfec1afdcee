"""The list of the record, as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.storage.search import Stretch
from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry in the list; `words` is cut where what was searched for stands."""

    id: str
    kind: str
    url: str
    words: tuple[Stretch, ...]
    who: str
    said: str
    recorded: str
    registers: tuple[str, ...]
    stances: tuple[str, ...]
    is_draft: bool
    held_by: str


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Where the pages of a long list are; a number of 0 stands for those left out."""

    number: int
    first: int
    last: int
    total: int
    before: str
    next: str
    pages: tuple[tuple[int, str], ...]

    @property
    def is_one(self) -> bool:
        """Whether everything stands on one page."""
        return len(self.pages) < 2


@dataclass(frozen=True, slots=True)
class Toolbar:
    """What the list shows now, in words, and which part of the page changes."""

    now: str
    action: str
    plain: str
    target: str = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage(WebPage):
    """The record: what was asked for, and what of it there is."""

    template: ClassVar[str] = "record/list.html"
    toolbar: Toolbar
    asked: str
    entries: tuple[ListedEntry, ...]
    links: PageLinks
    is_empty: bool
    may_write: bool
    keys: tuple[tuple[str, str], ...] = ()
