"""The page of undertakings, and the form of what matters to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage
from goodoffices.web.pages.record_forms import EntryFormPage


@dataclass(frozen=True, slots=True)
class UndertakingCard:
    """An undertaking in words, with the options of issues that bring it."""

    id: str
    name: str
    responsible: str
    says: str
    brought_by: tuple[tuple[str, str], ...]
    """The options that bring it: issue and option, and where they are told."""
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkageCard:
    """A linkage in words, with looser forms of it."""

    id: str
    name: str
    says: str
    looser: tuple[str, ...]
    brought_by: tuple[tuple[str, str], ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportanceLine:
    """What matters more to a party, in words; nothing is ranked between parties."""

    party: str
    says: tuple[str, ...]
    cites: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndertakingsPage(WebPage):
    """What is undertaken, what waits for what, and what matters more to whom."""

    template: ClassVar[str] = "undertakings/list.html"
    undertakings: tuple[UndertakingCard, ...]
    linkages: tuple[LinkageCard, ...]
    importance: tuple[ImportanceLine, ...]
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportanceFormPage(EntryFormPage):
    """In which order undertakings matter to a party, to fill in."""

    template: ClassVar[str] = "undertakings/importance_form.html"
