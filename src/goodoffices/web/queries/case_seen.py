"""One entry of a list that a viewer may see, or no such page."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404

from goodoffices.case.parties import Party
from goodoffices.case.rounds import Round
from goodoffices.record.entries import Document, Meeting, Message, Note, Statement
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk

EntryT = TypeVar("EntryT", Party, Round, Document, Meeting, Message, Note, Statement)

_LISTS: dict[type, str] = {
    Party: "parties",
    Round: "rounds",
    Document: "documents",
    Meeting: "meetings",
    Message: "messages",
    Note: "notes",
    Statement: "statements",
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
