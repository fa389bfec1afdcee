"""What stands in the forms of the record before anybody types, and around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import Http404
from django.urls import reverse

from goodoffices.case.handling import Handling
from goodoffices.record.entries import Statement
from goodoffices.record.visibility import Viewer
from goodoffices.record.working_copy import READING
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.record_reading import ReadingForm
from goodoffices.web.forms.record_statement import MetadataForm, StatementForm, metadata_as_typed
from goodoffices.web.pages.record_forms import FormPage, ReadingFormPage, StatementFormPage
from goodoffices.web.queries.record.entry import ERASABLE_HERE
from goodoffices.web.queries.record.seen_entries import (
    seen_entries,
    seen_reading,
    seen_statement,
)

FormMaker = Callable[[Any], forms.Form]

_GOES: Final = {
    "statement": "Its words, its translation, its chain and its readings are destroyed, in the "
    "archive, in the files and in the drafts it came from. Positions that rest on it alone fall.",
    "document": "Its text, the file as it came, and everything that was drafted from it are "
    "destroyed. What was taken into the record from it has to be erased first.",
    "source": "Its description is destroyed, and every draft that names it. Statements that name "
    "it have to be erased first.",
}
_STAYS: Final = (
    "What stays: that there was an entry of this id, the day, your name and the reason you give. "
    "The archive can still be verified."
)
_ALL_SEE_WHAT_STAYS: Final = (
    "Only some hold this, but what stays is seen by the whole team: give a reason that tells "
    "nothing."
)


@dataclass(frozen=True, slots=True)
class Fill:
    """A form to be filled in, and the page around it."""

    form: FormMaker
    page: FormPage


@dataclass(frozen=True, slots=True)
class ReadingFill:
    """A reading to be filled in, of a statement."""

    form: FormMaker
    page: FormPage
    statement: Statement


@dataclass(frozen=True, slots=True)
class LinkFill:
    """A link to be filled in, and the statements that may be named."""

    page: FormPage
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class ErasureFill:
    """What is to be erased."""

    page: FormPage
    kind: str


def new_statement(desk: Desk, viewer: Viewer, place: str) -> Fill:
    """Return an empty statement; the document or meeting may be named in the address."""
    seen = desk.seen_by(viewer)
    initial = {"place": place, "hop1_to": "team"}
    page = StatementFormPage(
        title="Add a statement", about="", words="", button="Record it", back=reverse("record")
    )
    return Fill(lambda data: StatementForm(data, seen=seen, initial=dict(initial)), page)


def edit_statement(desk: Desk, viewer: Viewer, statement: str) -> Fill:
    """Return what is known of a statement.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    _require(desk, viewer, statement)

    def make(data: Any) -> forms.Form:  # noqa: ANN401 -- as Django has it
        state = desk.state()
        one = _require(desk, viewer, statement)
        version = state.version("statement", one.id)
        initial = {**metadata_as_typed(one), "seen_version": version}
        seen = desk.seen_by(viewer)
        return MetadataForm(data, seen=seen, initial=initial, hops=len(one.chain))

    lead = ("Its words stay as they are: to correct what was said, record a new statement.",)
    return Fill(make, _about(_require(desk, viewer, statement), "Edit", "Save", lead=lead))


def supersede(desk: Desk, viewer: Viewer, statement: str) -> Fill:
    """Return a new statement in the place of another, begun with what is known of that one.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    one, seen = _require(desk, viewer, statement), desk.seen_by(viewer)
    initial = {
        **metadata_as_typed(one),
        "words": one.words,
        "place": one.document or one.meeting,
    }
    lead = ("Both are kept; the new one counts, and this one is shown as superseded.",)
    page = _about(one, "Correct", "Record it in its place", lead=lead)
    return Fill(
        lambda data: StatementForm(data, seen=seen, initial=dict(initial), hops=len(one.chain)),
        page,
    )


def link(desk: Desk, viewer: Viewer, statement: str) -> LinkFill:
    """Return the statements to which this one may be linked.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    one = _require(desk, viewer, statement)
    known = frozenset(each.id for each in desk.seen_by(viewer).statements)
    page = FormPage(
        title=f"Link {one.id} to another",
        about=one.id,
        words=one.words,
        lead=("You say so yourself, so the link counts at once.",),
        button="Link them",
        back=reverse("entry", args=[one.id]),
    )
    return LinkFill(page, known)


def add_reading(desk: Desk, viewer: Viewer, statement: str) -> ReadingFill:
    """Return an empty reading of a statement.

    Raises
    ------
    Http404
        Where there is no such statement that the viewer may see.
    """
    one, seen = _require(desk, viewer, statement), desk.seen_by(viewer)
    return ReadingFill(
        lambda data: ReadingForm(data, seen=seen, statement=one),
        _reading_page(one, f"Add a reading of {one.id}", "Add it"),
        one,
    )


def change_reading(desk: Desk, viewer: Viewer, reading: str) -> ReadingFill:
    """Return a reading as it stands.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """

    def make(data: Any) -> forms.Form:  # noqa: ANN401 -- as Django has it
        version = desk.state().version(READING, reading)
        found = seen_reading(desk, viewer, reading)
        if found is None:
            raise Http404
        seen = desk.seen_by(viewer)
        return ReadingForm(data, seen=seen, statement=found[0], reading=found[1], version=version)

    found = seen_reading(desk, viewer, reading)
    if found is None:
        raise Http404
    title = f"Change reading {reading} of {found[0].id}"
    return ReadingFill(make, _reading_page(found[0], title, "Save"), found[0])


def erasure(desk: Desk, viewer: Viewer, entry_id: str) -> ErasureFill:
    """Return what erasing an entry would destroy, and what stays.

    Raises
    ------
    Http404
        Where there is none that the viewer may see, or that can be erased here.
    """
    found = seen_entries(desk, viewer).get(entry_id)
    if found is None or found.kind not in ERASABLE_HERE:
        raise Http404
    goes = _GOES.get(found.kind, "Its content is destroyed, in the archive and in the files.")
    entry = found.entry
    words = next(
        (str(getattr(entry, n)) for n in ("words", "text", "title") if hasattr(entry, n)), ""
    )
    handling = getattr(entry, "handling", None)
    is_held = isinstance(handling, Handling) and bool(handling.held_by)
    stays = (_STAYS, _ALL_SEE_WHAT_STAYS) if is_held else (_STAYS,)
    page = FormPage(
        title=f"Erase {found.kind} {entry_id}",
        about=entry_id,
        words=words,
        lead=(goes, *stays, "This cannot be taken back."),
        button="Destroy its content",
        back=reverse("entry", args=[entry_id]),
        is_danger=True,
    )
    return ErasureFill(page, found.kind)


def _require(desk: Desk, viewer: Viewer, statement: str) -> Statement:
    one = seen_statement(desk, viewer, statement)
    if one is None or one.id != statement:
        raise Http404
    return one


def _about(one: Statement, verb: str, button: str, *, lead: tuple[str, ...]) -> StatementFormPage:
    return StatementFormPage(
        title=f"{verb} statement {one.id}",
        about=one.id,
        words=one.words,
        lead=lead,
        button=button,
        back=reverse("entry", args=[one.id]),
    )


def _reading_page(one: Statement, title: str, button: str) -> ReadingFormPage:
    back = reverse("entry", args=[one.id])
    return ReadingFormPage(title=title, about=one.id, words=one.words, button=button, back=back)
