"""Review: one draft at a time, and what waits beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage
from goodoffices.web.pages.record_entry import ShownPassage


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A part of what is shown of a draft: a word for it, and its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftReadingShown:
    """A way to take the draft: whether it is chosen, and why it cannot be, if it cannot."""

    id: str
    number: int
    head: str
    lines: tuple[str, ...]
    rivals: str
    state: str
    is_chosen: bool
    refusal: str
    new_option: str


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """The draft that is looked at, with its words in their document."""

    id: str
    kind: str
    document: str
    version: str
    state: str
    is_open: bool
    passage: ShownPassage
    sections: tuple[ShownSection, ...]
    readings: tuple[DraftReadingShown, ...]


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """An entry of the record that waits to be confirmed."""

    id: str
    kind: str
    words: str
    who: str
    said: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage(WebPage):
    """The review, at one draft; `draft` is missing where nothing waits any more."""

    template: ClassVar[str] = "review/review.html"
    draft: ShownDraft | None
    progress: str
    done: int
    total: int
    before: str
    after: str
    undoes: str
    waiting: tuple[WaitingEntry, ...]
    was_read: bool
    keys: tuple[tuple[str, str], ...] = (
        ("j", "next draft"),
        ("k", "draft before"),
        ("1", "to 9: choose a reading, or leave it out"),
        ("a", "accept"),
        ("e", "edit"),
        ("r", "reject"),
        ("d", "defer"),
        ("u", "undo"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFormPage(WebPage):
    """A draft to be corrected, or an option to be added for one of its readings."""

    template: ClassVar[str] = "review/edit.html"
    words: str
    lead: tuple[str, ...]
    button: str
    back: str
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage(WebPage):
    """A report to be read into drafts; `missing` says what to install, where it cannot be."""

    template: ClassVar[str] = "review/read.html"
    missing: str
    back: str
