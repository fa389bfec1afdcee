"""Every entry that a viewer may see, by its id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.model import Model
from goodoffices.record.entries import Reading, Statement
from goodoffices.record.record import ENTRY_LISTS, Record
from goodoffices.record.view import View
from goodoffices.record.visibility import Viewer
from goodoffices.record.working_copy import KINDS, READING
from goodoffices.storage.desk import Desk
from goodoffices.web.queries.choosing import Looking

_KIND_OF: Final[Mapping[str, str]] = {name: kind for kind, (_, name) in KINDS.items()}


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry with its kind; a reading with the statement it belongs to."""

    kind: str
    entry: Model
    statement: str = ""


def seen_entries(desk: Desk, viewer: Viewer) -> Mapping[str, SeenEntry]:
    """Return by id what a viewer may see; all else is missing, whether it is there or not."""
    return desk.kept(
        ("seen entries", desk.state().same_eyes(viewer)), lambda: _by_id(desk.seen_by(viewer))
    )


def _by_id(seen: Record) -> dict[str, SeenEntry]:
    found: dict[str, SeenEntry] = {
        one.id: SeenEntry("erased", one) for one in seen.erased if one.kind != READING
    }
    for name in ENTRY_LISTS:
        for entry in getattr(seen, name):
            found[entry.id] = SeenEntry(_KIND_OF[name], entry)
    for statement in seen.statements:
        for reading in statement.readings:
            found[reading.id] = SeenEntry(READING, reading, statement.id)
    return found


def seen_statement(desk: Desk, viewer: Viewer, entry_id: str) -> Statement | None:
    """Return a statement by its id or by that of one of its readings; None where there is none."""
    entries = seen_entries(desk, viewer)
    found = entries.get(entry_id)
    if found is not None and found.kind == READING:
        found = entries.get(found.statement)
    return found.entry if found is not None and isinstance(found.entry, Statement) else None


def seen_reading(desk: Desk, viewer: Viewer, reading_id: str) -> tuple[Statement, Reading] | None:
    """Return a reading with its statement; None where there is none for this viewer."""
    found = seen_entries(desk, viewer).get(reading_id)
    if found is None or not isinstance(found.entry, Reading):
        return None
    statement = seen_statement(desk, viewer, found.statement)
    return (statement, found.entry) if statement is not None else None


def case_of(desk: Desk, viewer: Viewer) -> Case:
    """Return what the fold of the record leaves for a viewer, under the leading readings."""
    return Looking(desk, viewer, View()).case()
