"""The page of settings, and that of edits of the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class Setting:
    """A place among the settings: where it is, and what it is for."""

    label: str
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Where the case lies on this machine, and the head of its archive to write down."""

    folder: str
    database: str
    head: str
    head_at: datetime | None
    version: str
    last_backup: datetime | None
    unrecorded: int | None
    """How many edits of the files are not recorded; None where it was not counted."""
    files_notice: str = ""
    """Why the files could not follow the archive the last time; empty where they could."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage(WebPage):
    """The settings: one's own, and for who leads those of the case."""

    template: ClassVar[str] = "settings.html"
    own: tuple[Setting, ...]
    of_case: tuple[Setting, ...]
    facts: CaseFacts | None
    may_switch: bool


@dataclass(frozen=True, slots=True)
class EditRow:
    """One edit of the files that is not recorded."""

    entry: str
    what: str
    fields: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesPage(WebPage):
    """What was edited in the files and is not recorded."""

    template: ClassVar[str] = "files.html"
    folder: str
    edits: tuple[EditRow, ...]
    hidden: int
    mistakes: tuple[str, ...]
