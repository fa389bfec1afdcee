"""Forms of the record, as they are shown; the form itself is Django's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class Now:
    """A field that somebody else has changed meanwhile: what it says now, and what was typed."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(WebPage):
    """Something to fill in, with the words that it is about."""

    template: ClassVar[str] = "record/form.html"
    about: str
    words: str
    lead: tuple[str, ...] = ()
    button: str
    back: str
    is_danger: bool = False
    changed: tuple[Now, ...] = ()
    changed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFormPage(FormPage):
    """A statement to fill in, its chain step by step."""

    template: ClassVar[str] = "record/statement_form.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFormPage(FormPage):
    """A reading to fill in."""

    template: ClassVar[str] = "record/reading_form.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFormPage(FormPage):
    """An entry of the case to fill in: what it says, its parts row by row, its handling.

    `links` lead to what belongs to it: where it is taken out, or kept.
    """

    template: ClassVar[str] = "record/entry_form.html"
    links: tuple[tuple[str, str], ...] = ()
