"""The pages of documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document in the list."""

    id: str
    title: str
    outlet: str
    dated: str
    date_basis: str
    language: str
    statements: int
    hash: str
    held_by: str
    is_draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage(WebPage):
    """The documents on record; where they are many, the last, and how many there are before."""

    template: ClassVar[str] = "documents/list.html"
    documents: tuple[ListedDocument, ...]
    before: int
    may_write: bool


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of a text; marked where some statement was taken from it."""

    text: str
    is_marked: bool
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage(WebPage):
    """One document: its words, with every statement that was taken from it marked."""

    template: ClassVar[str] = "documents/document.html"
    id: str
    facts: tuple[tuple[str, str], ...]
    language: str
    pieces: tuple[MarkedPiece, ...]
    statements: tuple[tuple[str, str], ...]
    unplaced: tuple[tuple[str, str], ...]
    """Statements from it whose place in the text is not known: id and words."""
    has_file: bool
    may_write: bool
