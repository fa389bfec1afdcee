"""Backup, merge, export and destroy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsPage(WebPage):
    """What can leave this machine or come to it; backups and merges for who leads alone."""

    template: ClassVar[str] = "backups/backups.html"
    leads: bool
    last_backup: datetime | None
    waiting: tuple[str, ...]
    files_notice: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries of one kind."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class NewsRow:
    """An entry that only they changed."""

    kind: str
    id: str
    what: str
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of an entry that both copies changed, as it stands in each."""

    name: str
    ours: str
    theirs: str
    differs: bool


@dataclass(frozen=True, slots=True)
class ConflictShown:
    """An entry that both copies changed: why it needs a choice, and both versions."""

    kind: str
    id: str
    why: str
    rests: tuple[str, ...]
    ours_by: str
    ours_at: datetime
    theirs_by: str
    theirs_at: datetime
    is_here: bool
    is_there: bool
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePage(WebPage):
    """What taking in the copy would change here, and what a person has to decide."""

    template: ClassVar[str] = "backups/merge.html"
    is_wide: bool = True
    token: str
    is_empty: bool
    counts: tuple[Counted, ...]
    news: tuple[NewsRow, ...]
    more_news: int
    hidden_news: int
    same: int
    erasures: tuple[str, ...]
    withheld: int
    marks: tuple[str, ...]
    conflicts: tuple[ConflictShown, ...]
    hidden_conflicts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyPage(WebPage):
    """The end of a case on this machine: what goes, and what does not."""

    template: ClassVar[str] = "backups/destroy.html"
    case_title: str
    folder: str
    last_backup: datetime | None
