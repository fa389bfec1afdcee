"""Confirming drafts: what a person has looked at counts from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from goodoffices.case.errors import UnknownId
from goodoffices.case.yaml_edit import remove_field, set_field
from goodoffices.record.checks.check import load
from goodoffices.record.folder import Folder
from goodoffices.record.working_copy import KINDS


def confirm_drafts(path: Path, ids: Sequence[str], *, by: str) -> list[str]:
    """Make drafts count, and return what was done in words.

    A draft entry loses its `draft`; a link gets who confirmed it; a draft reading becomes
    leading, or an alternative where it names what it rivals.

    Raises
    ------
    UnknownId
        Where an id is none of a draft; nothing is changed then.
    """
    drafts = _drafts(load(path).folder)
    for one in ids:
        if one not in drafts:
            raise UnknownId("draft", one, drafts)
    return [_confirm(path, one, *drafts[one], by=by) for one in ids]


_Draft = tuple[str, str, str, int, Mapping[str, object]]
"""Kind, list, id of the entry, place of the reading in it (or -1), plain data."""


def _drafts(folder: Folder) -> dict[str, _Draft]:
    found: dict[str, _Draft] = {}
    for kind, (_, name) in KINDS.items():
        for _, _, entry in folder.raw(name):
            entry_id = str(entry.get("id"))
            waits = entry.get("draft") is True or (kind == "link" and not entry.get("confirmed_by"))
            if waits:
                found[entry_id] = (kind, name, entry_id, -1, entry)
            readings = entry.get("readings") if kind == "statement" else None
            for place, reading in enumerate(readings if isinstance(readings, list) else ()):
                if isinstance(reading, dict) and reading.get("status") == "draft":
                    found[str(reading.get("id"))] = ("reading", name, entry_id, place, reading)
    return found


def _confirm(
    path: Path,
    asked: str,
    kind: str,
    name: str,
    entry_id: str,
    place: int,
    data: Mapping[str, object],
    *,
    by: str,
) -> str:
    file = path / next(file for file, listed in KINDS.values() if listed == name)
    if kind == "reading":
        status = "alternative" if data.get("alternative_to") else "leading"
        set_field(file, name, entry_id, ("readings", place, "status"), status)
        set_field(file, name, entry_id, ("readings", place, "read_by"), by)
        return f"Reading {asked} of {entry_id} is now {status}."
    if kind == "link":
        set_field(file, name, entry_id, "confirmed_by", by)
    if data.get("draft") is True:
        remove_field(file, name, entry_id, "draft")
    return f"Confirmed {kind} {asked}."
