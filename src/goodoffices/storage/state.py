"""The case at one point of its archive: every entry, and the record they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from goodoffices.case.errors import UnknownId
from goodoffices.case.model import Model
from goodoffices.record.compartments import Content
from goodoffices.record.following import Ends
from goodoffices.record.record import ENTRY_LISTS, Record
from goodoffices.record.replay import Entry, Erased, Key
from goodoffices.record.visibility import THE_TEAM, Viewer, ViewerKind


@dataclass(frozen=True)
class CaseState:
    """What stands in the archive up to `head`; nothing in it changes.

    `entries` are keyed by kind and id, a reading apart from its statement, those erased
    included; their order is that of the files. `ends` says how far each chain of the archive is
    in it.
    """

    head: str
    entries: Mapping[Key, Entry]
    record: Record
    ends: Ends = field(default_factory=dict)

    def content(self, kind: str, id: str) -> Content:
        """Return the content of an entry that stands.

        Raises
        ------
        UnknownId
            Where there is none, or it was erased.
        """
        entry = self.entries.get((kind, id))
        if entry is None or isinstance(entry.content, Erased):
            known = [one for of, one in self.entries if of == kind]
            raise UnknownId(kind, id, known)
        return cast("Content", entry.content)

    def version(self, kind: str, id: str) -> str:
        """Return what tells whether an entry was changed since it was shown; empty for none."""
        entry = self.entries.get((kind, id))
        return entry.changed_at.isoformat() if entry is not None else ""

    @cached_property
    def holders(self) -> frozenset[str]:
        """Members who hold some entry that others of the team do not see."""
        found: set[str] = set()
        for name in ENTRY_LISTS:
            for entry in getattr(self.record, name):
                found.update(_holders_of(entry))
        for statement in self.record.statements:
            for reading in statement.readings:
                found.update(reading.handling.held_by)
        return frozenset(found)

    def same_eyes(self, viewer: Viewer) -> Viewer:
        """Return the viewer who sees exactly the same: the team, for who holds nothing alone."""
        if viewer.kind is ViewerKind.MEMBER and viewer.id not in self.holders:
            return THE_TEAM
        return viewer


def _holders_of(entry: Model) -> tuple[str, ...]:
    handling = getattr(entry, "handling", None)
    return handling.held_by if handling is not None else ()
