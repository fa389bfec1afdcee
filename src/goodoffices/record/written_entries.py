"""Entries of the record put into copies of the files: only the fields that differ change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NoReturn

from goodoffices.case.errors import CannotWrite
from goodoffices.case.yaml_edit import append_entries, put_entries
from goodoffices.case.yaml_head import put_head
from goodoffices.case.yaml_source import LIMIT_BYTES
from goodoffices.record.as_written import in_order_of_fields
from goodoffices.record.compartments import READING, Content
from goodoffices.record.folder import CASE_FILE, RECORD_FILE, UNDERTAKINGS_FILE, Folder
from goodoffices.record.replay import Key
from goodoffices.record.working_copy import HEAD, KINDS

_HEAD_FIELDS: Final = {
    CASE_FILE: ("title", "caution", "outcome"),
    UNDERTAKINGS_FILE: ("common_unit",),
}
_APART: Final = {"document": "text", "statement": "readings"}
"""What of an entry does not stand among its fields, by kind."""


def put_into_files(
    copies: Path,
    folder: Folder,
    files: Mapping[Key, Content],
    written: Mapping[Key, Content | None],
) -> None:
    """Make the copies of the files say what was decided; texts of documents are not in them.

    Parameters
    ----------
    copies
        The folder of the copies.
    folder, files
        The files as they were read, and their entries.
    written
        The new content of each entry; None for one that goes.

    Raises
    ------
    CannotWrite
        Where a file would become larger than what is read.
    InvalidCase
        Where a file has mistakes.
    """
    _refuse_too_many(copies, files, written)
    if written.get(HEAD) is not None:
        _put_head(copies, files.get(HEAD, {}), written[HEAD] or {})
    readings = _Readings(folder, files, written)
    for kind, (file, name) in KINDS.items():
        ids = [one for what, one in written if what == kind]
        ids += [one for one in readings.changed if kind == "statement" and one not in ids]
        entries = {one: _entry(kind, one, files, written) for one in ids}
        if kind == "statement":
            entries = {one: readings.under(one, entry) for one, entry in entries.items()}
        wanted = {
            one: entry if entry is None else in_order_of_fields(file, name, entry)
            for one, entry in entries.items()
        }
        if wanted:
            _refuse_too_large(copies / file, put_entries(copies / file, name, wanted))


def note_erased(copies: Path, folder: Folder, gone: Mapping[Key, Mapping[str, str]]) -> None:
    """Add to the copies what stays of erased entries: when they went, by whom and why.

    What the files say already is not said again.

    Parameters
    ----------
    copies, folder
        As for `put_into_files`.
    gone
        What to say of each: `on`, `by` and `reason`.
    """
    names = ("kind", "id", "by", "reason")
    told = {tuple(str(line.get(name)) for name in names) for _, _, line in folder.raw("erased")}
    lines = [{"kind": kind, "id": one, **line} for (kind, one), line in gone.items()]
    new = [line for line in lines if tuple(line[name] for name in names) not in told]
    if new:
        file = copies / RECORD_FILE
        _refuse_too_large(file, append_entries(file, "erased", new))


def _put_head(copies: Path, said: Content, wanted: Content) -> None:
    for file, names in _HEAD_FIELDS.items():
        fields = {name: str(wanted[name]) if name in wanted else None for name in names}
        fields = {name: fields[name] for name in names if fields[name] != said.get(name)}
        if "title" in fields and not fields["title"]:
            fields["title"] = ""  # a case without a title says so
        if fields:
            _refuse_too_large(copies / file, put_head(copies / file, fields))


def _entry(
    kind: str, entry_id: str, files: Mapping[Key, Content], written: Mapping[Key, Content | None]
) -> Content | None:
    key = (kind, entry_id)
    content = written[key] if key in written else files.get(key)
    if content is None:
        return None
    return {name: value for name, value in content.items() if name != _APART.get(kind)}


def _refuse_too_large(file: Path, text: str) -> None:
    size = len(text.encode())
    if size > LIMIT_BYTES:
        _refuse_size(file, size)


def _refuse_size(file: Path, size: int) -> NoReturn:
    reason = f"it would have {size / 1e6:.1f} MB, and at most {LIMIT_BYTES / 1e6:g} MB are read"
    raise CannotWrite(str(file), reason)


def _refuse_too_many(
    copies: Path, files: Mapping[Key, Content], written: Mapping[Key, Content | None]
) -> None:
    """Refuse at once what no file holds, not after minutes of writing a hundred thousand lines."""
    least: Counter[str] = Counter()
    places = {READING: RECORD_FILE} | {kind: file for kind, (file, _) in KINDS.items()}
    for (kind, name), content in written.items():
        if content is not None and kind in places and (kind, name) not in files:
            fields = {name: one for name, one in content.items() if name != _APART.get(kind)}
            least[places[kind]] += _least_bytes(fields)
    for file, size in least.items():
        if size > LIMIT_BYTES:
            _refuse_size(copies / file, size)


def _least_bytes(value: object) -> int:
    """How many bytes a value takes at least in a file, however it is laid out there."""
    if isinstance(value, Mapping):
        return sum(len(str(name)) + len(": ,") + _least_bytes(one) for name, one in value.items())
    if isinstance(value, list | tuple):
        return sum(len(", ") + _least_bytes(one) for one in value)
    return len(str(value).encode())


class _Readings:
    """The readings that each statement shall have, in the order of the files, new ones last."""

    def __init__(
        self, folder: Folder, files: Mapping[Key, Content], written: Mapping[Key, Content | None]
    ) -> None:
        self._lists = {
            str(entry["id"]): entry["readings"]
            for _, _, entry in folder.raw("statements")
            if "id" in entry and "readings" in entry
        }
        self._new: dict[str, dict[str, Content]] = {}
        self._gone: set[tuple[str, str]] = set()
        self.changed: dict[str, None] = {}
        """The statements whose readings change."""
        for key, content in written.items():
            if key[0] == READING:
                self._take(key[1], files.get(key), content)

    def _take(self, reading: str, said: Content | None, content: Content | None) -> None:
        before = None if said is None else str(said.get("statement"))
        after = None if content is None else str(content.get("statement"))
        if before is not None:
            self.changed[before] = None
        if before is not None and before != after:
            self._gone.add((before, reading))
        if after is not None and content is not None:
            self.changed[after] = None
            own = {name: value for name, value in content.items() if name != "statement"}
            self._new.setdefault(after, {})[reading] = own

    def under(self, statement: str, entry: Content | None) -> Content | None:
        """Return a statement with its readings."""
        if entry is None:
            return None
        said = self._lists.get(statement)
        new = dict(self._new.get(statement, {}))
        listed: list[object] = []
        for reading in said if isinstance(said, list) else ():
            name = str(reading.get("id")) if isinstance(reading, dict) else ""
            if (statement, name) not in self._gone:
                listed.append(new.pop(name, reading))
        listed += new.values()
        if listed or said == []:
            return {**entry, "readings": listed}
        return entry
