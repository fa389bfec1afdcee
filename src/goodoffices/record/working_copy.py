"""The working files as entries of the record, and entries of the record as working files.

An entry's content is its plain data as written, so that the archive needs no model to be
read; a reading is an entry of its own, apart from its statement, and a document's content
holds its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from goodoffices.record.compartments import (
    READING,
    TEAM_COMPARTMENT,
    Content,
    compartment_of,
    confiders_of,
)
from goodoffices.record.folder import FILES, UNDERTAKINGS_FILE, Folder
from goodoffices.record.replay import Key

__all__ = [
    "HEAD",
    "KINDS",
    "READING",
    "TEAM_COMPARTMENT",
    "Content",
    "Key",
    "as_files",
    "current_entries",
    "texts_of",
]

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "member": ("case.yaml", "team"),
    "party": ("case.yaml", "parties"),
    "issue": ("case.yaml", "issues"),
    "rule": ("case.yaml", "rules"),
    "norm": ("case.yaml", "norms"),
    "instrument": ("case.yaml", "instruments"),
    "round": ("rounds.yaml", "rounds"),
    "meeting": ("rounds.yaml", "meetings"),
    "document": ("record.yaml", "documents"),
    "source": ("record.yaml", "sources"),
    "statement": ("record.yaml", "statements"),
    "link": ("record.yaml", "links"),
    "message": ("record.yaml", "messages"),
    "note": ("record.yaml", "notes"),
    "preference": ("preferences.yaml", "preferences"),
    "undertaking": ("undertakings.yaml", "undertakings"),
    "linkage": ("undertakings.yaml", "linkages"),
    "importance": ("undertakings.yaml", "importance"),
    "schedule": ("undertakings.yaml", "schedules"),
    "erased": ("record.yaml", "erased"),
}
"""Each kind of entry: the file and the list in which it stands."""

HEAD: Final = ("case", "case")
"""The entry that holds title, caution, outcome, and a common unit."""


def current_entries(folder: Folder) -> dict[Key, tuple[str, Content]]:
    """Return every entry of the working files, with its compartment and content.

    A compartment is what one confider told in confidence; the team's own is another.
    """
    entries: dict[Key, tuple[str, Content]] = {}
    source = folder.sources.get("case.yaml")
    if source is not None and isinstance(source.data, dict):
        names = ("title", "caution", "outcome")
        head = {name: source.data[name] for name in names if source.data.get(name)}
        entries[HEAD] = (TEAM_COMPARTMENT, head | _common_unit(folder))
    confiders = confiders_of(party for _, _, party in folder.raw("parties"))
    for kind, (_, name) in KINDS.items():
        if kind == "erased":
            continue
        for _, _, entry in folder.raw(name):
            compartment = compartment_of(entry, confiders)
            content = dict(entry)
            if kind == "statement":
                for reading in _readings(content.pop("readings", ())):
                    of = {"statement": content.get("id"), **reading}
                    where = compartment_of(reading, confiders, otherwise=compartment)
                    entries[READING, str(reading.get("id"))] = (where, of)
            if kind == "document" and entry.get("id") in folder.texts:
                content["text"] = folder.texts[str(entry["id"])]
            entries[kind, str(entry.get("id"))] = (compartment, content)
    return entries


def _common_unit(folder: Folder) -> dict[str, object]:
    source = folder.sources.get(UNDERTAKINGS_FILE)
    data = source.data if source is not None else None
    unit = data.get("common_unit") if isinstance(data, dict) else None
    return {"common_unit": unit} if unit else {}


def _readings(readings: object) -> Iterable[Mapping[str, object]]:
    return [one for one in readings if isinstance(one, dict)] if isinstance(readings, list) else []


def as_files(entries: Mapping[Key, Content]) -> dict[str, dict[str, object]]:
    """Return entries of the record as the data of the working files.

    Texts of documents are not in it; see `texts_of`.
    """
    files: dict[str, dict[str, object]] = {
        name: {"schema": f"goodoffices/{name.removesuffix('.yaml')}/1"} for name in FILES
    }
    head = dict(entries.get(HEAD, {}))
    files[UNDERTAKINGS_FILE]["common_unit"] = head.pop("common_unit", "")
    files["case.yaml"] |= {"title": "", **head}
    readings: dict[object, list[Content]] = {}
    for (kind, _), content in entries.items():
        if kind == READING:
            own = {name: value for name, value in content.items() if name != "statement"}
            readings.setdefault(content.get("statement"), []).append(own)
    for (kind, entry_id), content in entries.items():
        if kind not in KINDS:
            continue
        file, name = KINDS[kind]
        data = {key: value for key, value in content.items() if key != "text" or kind != "document"}
        if kind == "statement" and entry_id in readings:
            data["readings"] = readings[entry_id]
        listed = files[file].setdefault(name, [])
        if isinstance(listed, list):
            listed.append(data)
    return files


def texts_of(entries: Mapping[Key, Content]) -> dict[str, str]:
    """Return the words of the documents among these entries, by document."""
    return {
        entry_id: str(content["text"])
        for (kind, entry_id), content in entries.items()
        if kind == "document" and "text" in content
    }
