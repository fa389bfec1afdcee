"""Pages that record, without any pages: entries put into the archive beside the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from goodoffices.record.archive import Archive
from goodoffices.record.archived import read_archived
from goodoffices.record.compartments import Content, compartments_of
from goodoffices.record.erasure import erase
from goodoffices.record.folder import ARCHIVE_FOLDER, read_folder
from goodoffices.record.recording import diff, record
from goodoffices.record.replay import Erased, Json, Key
from goodoffices.record.write_back import begin


@dataclass(frozen=True)
class Pages:
    """What records in the archive of a case and leaves its files alone."""

    path: Path

    @classmethod
    def of(cls, path: Path) -> Pages:
        """Record what the files say, and let them follow from there."""
        archived = read_archived(read_folder(path))
        record(archived.archive, archived.edits, by="vera")
        begin(path)
        return cls(path)

    @property
    def archive(self) -> Archive:
        """The archive of the case."""
        return Archive(self.path / ARCHIVE_FOLDER)

    def contents(self) -> dict[Key, dict[str, Any]]:
        """The contents of all entries that are there."""
        return {
            key: dict(cast("Mapping[str, Any]", entry.content))
            for key, entry in self.archive.replay().items()
            if not isinstance(entry.content, Erased)
        }

    def put(self, key: Key, **fields: object) -> None:
        """Give fields of an entry their values, or begin one with them; None takes one away."""
        contents = self.contents()
        begun: dict[str, Any] = {"id": key[1]} if key[0] != "case" else {}
        entry = {**contents.get(key, begun), **fields}
        contents[key] = {name: value for name, value in entry.items() if value is not None}
        self.record(contents)

    def remove(self, *keys: Key) -> None:
        """Take entries away."""
        self.record({key: said for key, said in self.contents().items() if key not in keys})

    def record(self, contents: Mapping[Key, Content], *, at: datetime | None = None) -> None:
        """Make these the contents of all entries, those erased before included."""
        where = compartments_of(contents, contents)
        current = {key: (where[key], content) for key, content in contents.items()}
        edits = diff(cast("Mapping[Key, tuple[str, Json]]", current), self.archive.replay())
        record(self.archive, edits, by="ana", at=at, again=list(contents))

    def erase(self, *keys: Key) -> None:
        """Erase entries."""
        for kind, name in keys:
            erase(self.archive, kind, name, by="ana", reason="asked")
