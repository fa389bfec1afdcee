"""Confirming drafts: what a person has looked at counts from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from goodoffices.case.errors import UnknownId
from goodoffices.case.yaml_edit import remove_field, set_field
from goodoffices.record.checks.check import load
from goodoffices.record.folder import Folder
from goodoffices.record.one_step import edit_in_one_step
from goodoffices.record.working_copy import KINDS


def confirm_drafts(path: Path, ids: Sequence[str], *, by: str) -> list[str]:
    """Make drafts count, and return what was done in words.

    A draft entry loses its `draft`; a link gets who confirmed it; a draft reading becomes
    leading, or an alternative where it names what it rivals.

    All of them are confirmed, or none.

    Raises
    ------
    UnknownId
        Where an id is none of a draft; nothing is changed then.
    CannotWrite
        Where the files cannot be written; nothing is changed then.
    """
    drafts = _drafts(load(path).folder)
    for one in ids:
        if one not in drafts:
            raise UnknownId("draft", one, drafts)
    asked = dict.fromkeys(ids)
    return edit_in_one_step(
        path, lambda copies: [_confirm(copies, one, drafts[one], by=by) for one in asked]
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """What waits: its kind, its list, the entry, the place of the reading in it (or -1)."""

    kind: str
    list: str
    entry: str
    place: int
    data: Mapping[str, object]


def _drafts(folder: Folder) -> dict[str, _Draft]:
    found: dict[str, _Draft] = {}
    for kind, (_, name) in KINDS.items():
        for _, _, entry in folder.raw(name):
            entry_id = str(entry.get("id"))
            waits = entry.get("draft") is True or (kind == "link" and not entry.get("confirmed_by"))
            if waits:
                found[entry_id] = _Draft(kind, name, entry_id, -1, entry)
            readings = entry.get("readings") if kind == "statement" else None
            for place, reading in enumerate(readings if isinstance(readings, list) else ()):
                if isinstance(reading, dict) and reading.get("status") == "draft":
                    draft = _Draft("reading", name, entry_id, place, reading)
                    found[str(reading.get("id"))] = draft
    return found


def _confirm(path: Path, asked: str, draft: _Draft, *, by: str) -> str:
    name, entry = draft.list, draft.entry
    file = path / next(file for file, listed in KINDS.values() if listed == name)
    if draft.kind == "reading":
        status = "alternative" if draft.data.get("alternative_to") else "leading"
        set_field(file, name, entry, ("readings", draft.place, "status"), status)
        set_field(file, name, entry, ("readings", draft.place, "read_by"), by)
        return f"Reading {asked} of {entry} is now {status}."
    if draft.kind == "link":
        set_field(file, name, entry, "confirmed_by", by)
    if draft.data.get("draft") is True:
        remove_field(file, name, entry, "draft")
    return f"Confirmed {draft.kind} {asked}."
