"""The working files as entries of the record, and entries of the record as working files.

An entry's content is its plain data as written, so that the archive needs no model to be
read; a reading is an entry of its own, apart from its statement, and a document's content
holds its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from goodoffices.record.entries import TEAM
from goodoffices.record.folder import FILES, UNDERTAKINGS_FILE, Folder

TEAM_COMPARTMENT: Final = "team"

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

READING: Final = "reading"
HEAD: Final = ("case", "case")
"""The entry that holds title, caution, outcome, and a common unit."""

Key = tuple[str, str]
Content = Mapping[str, object]


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
    parties = _confiders(folder)
    for kind, (_, name) in KINDS.items():
        if kind == "erased":
            continue
        for _, _, entry in folder.raw(name):
            compartment = _compartment(entry, parties)
            content = dict(entry)
            if kind == "statement":
                for reading in _readings(content.pop("readings", ())):
                    of = {"statement": content.get("id"), **reading}
                    where = _compartment(reading, parties, otherwise=compartment)
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


def _confiders(folder: Folder) -> dict[str, str]:
    """Who may confide as which party: each party as itself, and its organs."""
    found: dict[str, str] = {}
    for _, _, party in folder.raw("parties"):
        name = str(party.get("id"))
        organs = party.get("organs")
        found[name] = name
        for organ in organs if isinstance(organs, list) else ():
            if isinstance(organ, dict):
                found[str(organ.get("id"))] = name
    return found


def _compartment(
    entry: Mapping[str, object], parties: Mapping[str, str], otherwise: str = TEAM_COMPARTMENT
) -> str:
    """Whose confidence an entry is in: of the party that gave its handling, or that told us.

    What is public is in nobody's confidence.
    """
    handling = entry.get("handling")
    level = handling.get("level") if isinstance(handling, dict) else handling
    if level == "public":
        return otherwise
    given_by = handling.get("given_by") if isinstance(handling, dict) else None
    if isinstance(given_by, str) and given_by in parties:
        return parties[given_by]
    return parties.get(_teller(entry.get("chain")), otherwise)


def _teller(chain: object) -> str:
    """Who told us: the speaker of the first hop to us, if any."""
    for hop in chain if isinstance(chain, list) else ():
        if isinstance(hop, dict) and hop.get("to") == TEAM:
            return str(hop.get("speaker"))
    return ""


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
