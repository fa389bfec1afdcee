"""One entry of the record by its id: a statement, or anything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import Final

from django.http import Http404

from goodoffices.case.handling import Handling
from goodoffices.case.model import Model
from goodoffices.case.when import When
from goodoffices.record.entries import Document, Erased, Meeting, Source, Statement
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account
from goodoffices.web.pages.record_entry import EntryPage, Leave, Resting, StatementPage
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.record.history import history_of
from goodoffices.web.queries.record.listing import moment_in_words
from goodoffices.web.queries.record.resting import resting_on
from goodoffices.web.queries.record.seen_entries import (
    SeenEntry,
    case_of,
    seen_entries,
    seen_statement,
)
from goodoffices.web.queries.record.statement import statement_page
from goodoffices.web.queries.record.wording import handling_in_words
from goodoffices.web.requests import viewer_of

TITLES: Final = ("words", "text", "title", "name", "description", "where")
"""Where an entry says what it is, in the order in which it is looked for."""
APART: Final = frozenset({"id", "draft", "handling", "readings", "organs", "options", *TITLES[:1]})
"""Fields that are shown in a place of their own, or nowhere on this page."""
ERASABLE_HERE: Final = frozenset({"document", "source", "statement", "link", "message", "note"})


def entry_page(desk: Desk, account: Account, entry_id: str) -> StatementPage | EntryPage:
    """Return the page of an entry.

    Raises
    ------
    Http404
        Where there is none of this id that the viewer may see.
    """
    viewer = viewer_of(account)
    found = seen_entries(desk, viewer).get(entry_id)
    if found is None:
        raise Http404
    statement = seen_statement(desk, viewer, entry_id)
    if statement is not None:
        leave = leave_of(account, SeenEntry("statement", statement))
        return statement_page(desk, viewer, statement, leave=leave)
    return _other_page(desk, viewer, found, leave=leave_of(account, found))


def leave_of(account: Account, found: SeenEntry) -> Leave:
    """Return what somebody may do with an entry that they see."""
    entry = found.entry
    waits = bool(getattr(entry, "draft", False))
    if found.kind == "link":
        waits = waits or not getattr(entry, "confirmed_by", "")
    may_write = may(account, Deed.KEEP) and found.kind != "erased"
    may_erase = may(account, Deed.ERASE) and found.kind in ERASABLE_HERE
    return Leave(may_write, may_erase, may_write and waits)


def _other_page(desk: Desk, viewer: Viewer, found: SeenEntry, *, leave: Leave) -> EntryPage:
    seen, entry = desk.seen_by(viewer), found.entry
    entry_id = str(getattr(entry, "id", ""))
    case = case_of(desk, viewer)
    speakers = Speakers(seen)
    kind = str(getattr(entry, "kind", "")) if isinstance(entry, Erased) else found.kind
    words = next((str(getattr(entry, one)) for one in TITLES if getattr(entry, one, "")), entry_id)
    facts = [*_facts(entry, speakers), *_recorded(seen, kind, entry_id)]
    return EntryPage(
        title=f"{kind.capitalize()} {entry_id}",
        caution=seen.caution,
        id=entry_id,
        version=desk.state().version(kind, entry_id),
        kind=kind,
        words="" if isinstance(entry, Erased) else words,
        is_draft=bool(getattr(entry, "draft", False)),
        facts=tuple(facts),
        related=tuple(_related(seen, desk, viewer, entry)),
        document=entry_id if isinstance(entry, Document) else "",
        resting=resting_on(seen, case, frozenset({entry_id})),
        history=history_of(desk, [(kind, entry_id)]),
        leave=leave,
        is_erased=isinstance(entry, Erased),
    )


def _facts(entry: Model, speakers: Speakers) -> Iterator[tuple[str, str]]:
    """What an entry says, field by field, in words."""
    title = next((one for one in TITLES if getattr(entry, one, "")), "")
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name in APART or name == title or value in (None, "", (), False):
            continue
        said = _said(value, speakers)
        if said:
            yield name.replace("_", " ").capitalize(), said
    handling = getattr(entry, "handling", None)
    if isinstance(handling, Handling):
        yield "Handling", handling_in_words(handling, speakers)


def _said(value: object, speakers: Speakers) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, When):
        basis = f" ({value.basis.rstrip('.')})" if value.basis else ""
        return f"{value}{basis}"
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, Model):
        return ""  # a part with fields of its own has a page of its own
    if isinstance(value, tuple | list):
        return ", ".join(filter(None, (_said(one, speakers) for one in value)))
    if isinstance(value, str):
        return speakers[value].name if value in speakers else value
    return str(value) if isinstance(value, date | int) else ""


def _recorded(seen: Record, kind: str, entry_id: str) -> Iterator[tuple[str, str]]:
    recorded = seen.recorded.get((kind, entry_id))
    if recorded is not None:
        yield "Recorded", f"{moment_in_words(recorded.at)}, by {recorded.by}"


def _related(seen: Record, desk: Desk, viewer: Viewer, entry: Model) -> Iterator[Resting]:
    """Entries that this one names, and statements that were made in it or through it."""
    entries = seen_entries(desk, viewer)
    for name in _named_in(entry):
        found = entries.get(name)
        if found is not None and found.kind != "erased":
            yield Resting(found.kind, _title(found.entry), name)
    if isinstance(entry, Document | Meeting | Source):
        for statement in seen.statements:
            if entry.id in _places(statement, entry):
                yield Resting("statement", statement.words, statement.id)


def _places(statement: Statement, entry: Model) -> Iterable[str]:
    if isinstance(entry, Source):
        return [one for hop in statement.chain for one in (hop.speaker, hop.to)]
    return (statement.document, statement.meeting)


def _named_in(entry: Model) -> Iterator[str]:
    for name in ("statement", "other", "meeting", "document", "round", "cause"):
        value = getattr(entry, name, "")
        if isinstance(value, str) and value:
            yield value
    for name in ("rests_on", "documents_tabled", "cites", "reason_for"):
        yield from getattr(entry, name, ())


def _title(entry: Model) -> str:
    return next((str(getattr(entry, one)) for one in TITLES if getattr(entry, one, "")), "")
