"""One entry of a list that a viewer may see, or no such page."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404

from goodoffices.case.issues import Issue
from goodoffices.case.limits import Instrument, Norm, Rule
from goodoffices.case.parties import Party
from goodoffices.case.rounds import Round
from goodoffices.case.undertakings import Importance, Linkage, Undertaking
from goodoffices.record.entries import Document, Meeting, Message, Note, Source, Statement
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk

EntryT = TypeVar(
    "EntryT",
    Party,
    Issue,
    Rule,
    Norm,
    Instrument,
    Round,
    Document,
    Source,
    Meeting,
    Message,
    Note,
    Statement,
    Undertaking,
    Linkage,
    Importance,
)

_LISTS: dict[type, str] = {
    Party: "parties",
    Issue: "issues",
    Rule: "rules",
    Norm: "norms",
    Instrument: "instruments",
    Round: "rounds",
    Document: "documents",
    Source: "sources",
    Meeting: "meetings",
    Message: "messages",
    Note: "notes",
    Statement: "statements",
    Undertaking: "undertakings",
    Linkage: "linkages",
    Importance: "importance",
}


def require_seen(desk: Desk, viewer: Viewer, of: type[EntryT], entry_id: str) -> EntryT:
    """Return an entry by its id.

    Raises
    ------
    Http404
        Where there is none that the viewer may see, whether or not there is one.
    """
    for one in getattr(desk.seen_by(viewer), _LISTS[of]):
        if isinstance(one, of) and one.id == entry_id:
            return one
    raise Http404
