"""A record that stands in no files, as the checks of a folder take it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from goodoffices.case.yaml_source import Source, Where
from goodoffices.record.applying import LISTS
from goodoffices.record.checks.references import HEARERS, NAMED_LISTS, Names
from goodoffices.record.compartments import READING, Content
from goodoffices.record.entries import EVERYONE, TEAM, UNKNOWN
from goodoffices.record.entry_source import EntrySource
from goodoffices.record.folder import UNDERTAKINGS_FILE, Folder, Located
from goodoffices.record.record import Record
from goodoffices.record.replay import Key

_KINDS: Final = {name: kind for kind, name in LISTS.items()}


@dataclass
class FolderInMemory(Folder):
    """Some entries of a record, located by kind and id, and the contents of all."""

    contents: Mapping[Key, Content] = field(default_factory=dict)
    erased: Collection[str] = ()

    def raw(self, name: str) -> Iterator[tuple[Source, Where, Mapping[str, object]]]:
        """The entries of one list as plain data, whether or not they are among those located."""
        if name == "erased":
            yield from ((EntrySource(name, one, {}), (), {"id": one}) for one in self.erased)
            return
        readings: dict[object, list[Content]] = {}
        if name == "statements":
            for (kind, _), content in self.contents.items():
                if kind == READING:
                    readings.setdefault(content.get("statement"), []).append(content)
        for (kind, id), content in self.contents.items():
            if kind == _KINDS[name]:
                entry = {**content, "readings": readings[id]} if id in readings else content
                yield EntrySource(kind, id, entry), (), entry


def locate_entries(
    record: Record,
    contents: Mapping[Key, Content],
    *,
    only: Mapping[str, Collection[BaseModel]],
) -> FolderInMemory:
    """Return the entries of a record as a folder.

    Parameters
    ----------
    record
        The record of the contents.
    only
        For some lists the entries that are wanted; all of any other list.
    """
    folder = FolderInMemory(
        Path(),
        texts=dict(record.texts),
        contents=contents,
        erased=[one.id for one in record.erased],
    )
    unit = {"common_unit": record.common_unit}
    folder.sources[UNDERTAKINGS_FILE] = EntrySource("case", "case", unit)
    for kind, name in LISTS.items():
        wanted = only[name] if name in only else getattr(record, name)
        folder.parts[name] = [locate_entry(kind, entry) for entry in wanted]
    return folder


def locate_entry(kind: str, entry: BaseModel) -> Located[BaseModel]:
    """Return an entry with the place that mistakes in it name."""
    return Located(entry, EntrySource(kind, str(getattr(entry, "id", "")), entry), ())


class NamesInMemory(Names):
    """Every name of a record by kind, looked up among the contents instead of collected."""

    def __init__(self, record: Record, contents: Mapping[Key, Content]) -> None:
        super().__init__()
        self.record = record
        self.contents = contents
        self.others: Mapping[str, Collection[str]] = {
            "organ": [organ.id for party in record.parties for organ in party.organs],
            "erased": {one.id for one in record.erased},
            HEARERS: (TEAM, EVERYONE, UNKNOWN),
        }

    def all(self, *kinds: str) -> Collection[str]:
        """The names of some kinds, in the order of the record."""
        found = self._all.get(kinds)
        if found is None:
            found = self._all[kinds] = _NamesOf(self, kinds)
        return found

    def bearers(self, name: str) -> int:
        """How many things have this name, of those that share one name space."""
        kinds = (*NAMED_LISTS.values(), READING)
        entries = sum(1 for kind in kinds if (kind, name) in self.contents)
        return entries + sum(1 for organ in self.others["organ"] if organ == name)


class _NamesOf(Collection[str]):
    """The names of some kinds."""

    def __init__(self, names: NamesInMemory, kinds: tuple[str, ...]) -> None:
        self._contents = names.contents
        self._record = names.record
        self._kinds = [kind for kind in kinds if kind not in names.others]
        self._others = [names.others[kind] for kind in kinds if kind in names.others]
        self._order = kinds
        self._names = names

    def __contains__(self, name: object) -> bool:
        for kind in self._kinds:  # asked some hundred thousand times: no generator
            if (kind, name) in self._contents:
                return True
        return any(name in others for others in self._others)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(chain.from_iterable(map(self._of, self._order))))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _of(self, kind: str) -> Iterator[str]:
        if kind in self._names.others:
            yield from self._names.others[kind]
        elif kind == READING:
            yield from (one.id for each in self._record.statements for one in each.readings)
        else:
            yield from (one.id for one in getattr(self._record, LISTS[kind]))
