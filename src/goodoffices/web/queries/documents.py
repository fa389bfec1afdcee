"""What the pages of documents show, and what stands in their form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.http import Http404
from django.urls import reverse

from goodoffices.drafting.passages import mark_text
from goodoffices.record.entries import Document, Statement
from goodoffices.record.folder import DOCUMENTS_FOLDER
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.record_when import written_when
from goodoffices.web.pages.documents import (
    DocumentPage,
    DocumentsPage,
    ListedDocument,
    MarkedPiece,
)
from goodoffices.web.pages.record_forms import FormPage
from goodoffices.web.queries.case_seen import require_seen
from goodoffices.web.queries.record.seen_entries import case_of
from goodoffices.web.queries.record.wording import handling_in_words

HASH_SHOWN = 12
"""Characters of a digest that stand in a list."""
AT_ONCE: Final = 200
"""Documents that are listed at once."""


def documents_page(desk: Desk, viewer: Viewer, *, may_write: bool) -> DocumentsPage:
    """Return the documents that a viewer may see, the last of them where they are many."""
    seen = desk.seen_by(viewer)
    eyes = desk.state().same_eyes(viewer)
    count = desk.kept(
        ("statements by document", eyes), lambda: Counter(one.document for one in seen.statements)
    )
    shown = seen.documents[-AT_ONCE:]
    return DocumentsPage(
        title="Documents",
        caution=seen.caution,
        documents=tuple(_listed(one, count[one.id]) for one in shown),
        before=len(seen.documents) - len(shown),
        may_write=may_write,
    )


def _listed(one: Document, statements: int) -> ListedDocument:
    return ListedDocument(
        id=one.id,
        title=one.title or one.id,
        outlet=", ".join(part for part in (one.outlet, one.author) if part),
        dated=str(one.dated) if one.dated is not None else "no date known",
        date_basis=date_basis(one),
        language=one.language,
        statements=statements,
        hash=one.sha256[:HASH_SHOWN],
        held_by=", ".join(one.handling.held_by),
        is_draft=one.draft,
    )


def date_basis(document: Document) -> str:
    """Return how the date of a document is known, in words.

    Examples
    --------
    >>> date_basis(Document(id="d", dated="2024-08-28"))
    'as printed'
    """
    if document.dated is None:
        return ""
    said = document.dated.basis.rstrip(".")
    if document.date_set_by:
        return f"set by {document.date_set_by}{f': {said}' if said else ''}"
    return said or "as printed"


def document_page(
    desk: Desk, viewer: Viewer, document_id: str, *, may_write: bool, may_take: bool
) -> DocumentPage:
    """Return one document with its words.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    one = require_seen(desk, viewer, Document, document_id)
    seen, case = desk.seen_by(viewer), case_of(desk, viewer)
    text = case.texts.get(one.id)
    marked = mark_text(text, case) if text is not None and text.text else None
    pieces = tuple(
        MarkedPiece(segment.text, bool(segment.statements), segment.begins)
        for segment in (marked.segments if marked is not None else ())
    )
    placed = {name for piece in pieces for name in piece.begins}
    from_it = [each for each in seen.statements if each.document == one.id]
    return DocumentPage(
        title=one.title or one.id,
        caution=seen.caution,
        id=one.id,
        facts=tuple(_facts(one, Speakers(seen))),
        language=one.language,
        pieces=pieces,
        statements=tuple(_named(each) for each in from_it if each.id in placed),
        unplaced=tuple(_named(each) for each in from_it if each.id not in placed),
        has_file=may_take and _file(desk, one) is not None,
        may_write=may_write,
    )


def _named(statement: Statement) -> tuple[str, str]:
    return statement.id, statement.words


def _facts(one: Document, speakers: Speakers) -> Iterator[tuple[str, str]]:
    yield "Outlet", one.outlet or "not noted"
    if one.author:
        yield "Author", one.author
    yield "Date", str(one.dated) if one.dated is not None else "not known: set it where you can"
    if one.dated is not None:
        yield "How the date is known", date_basis(one)
    yield "Language", one.language or "not noted"
    if one.note:
        yield "Note of the team", one.note
    if one.sha256:
        yield "SHA-256 of the text", one.sha256
    if one.original_sha256:
        yield "SHA-256 of the file as it came", one.original_sha256
    yield "Handling", handling_in_words(one.handling, speakers)


def file_of(desk: Desk, viewer: Viewer, document_id: str) -> Path:
    """Return the file of a document as it came, or its text where that is all there is.

    Raises
    ------
    Http404
        Where there is no such document that the viewer may see, or no file of it.
    """
    file = _file(desk, require_seen(desk, viewer, Document, document_id))
    if file is None:
        raise Http404
    return file


def _file(desk: Desk, document: Document) -> Path | None:
    """The file in the folder of documents; a name that leads out of it is none."""
    name = document.original or document.file
    folder = (desk.path / DOCUMENTS_FOLDER).resolve()
    file = (folder / name).resolve()
    return file if name and file.is_relative_to(folder) and file.is_file() else None


def document_to_edit(
    desk: Desk, viewer: Viewer, document_id: str
) -> tuple[FormPage, dict[str, object]]:
    """Return what is known of a document: the page, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("document", document_id)
    one = require_seen(desk, viewer, Document, document_id)
    page = FormPage(
        title=f"Edit what is known of {one.title or one.id}",
        about=one.id,
        words="",
        lead=("Its words stay as they are.",),
        button="Save",
        back=reverse("document", args=[one.id]),
    )
    initial: dict[str, object] = {
        "title": one.title,
        "outlet": one.outlet,
        "author": one.author,
        "dated": written_when(one.dated),
        "basis": one.dated.basis if one.dated is not None else "",
        "is_printed": one.dated is not None and not one.date_set_by,
        "language": one.language,
        "note": one.note,
        "seen_version": version,
    }
    return page, initial
