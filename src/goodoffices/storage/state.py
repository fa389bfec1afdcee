"""The case at one point of its archive: every entry, and the record they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from goodoffices.case.errors import UnknownId
from goodoffices.record.compartments import Content
from goodoffices.record.following import Ends
from goodoffices.record.record import Record
from goodoffices.record.replay import Entry, Erased, Key
from goodoffices.record.visibility import THE_TEAM, Viewer, ViewerKind


@dataclass(frozen=True)
class CaseState:
    """What stands in the archive up to `head`; nothing in it changes.

    `entries` are keyed by kind and id, a reading apart from its statement, those erased
    included; their order is that of the files. `ends` says how far each chain of the archive
    is in it. `holders` are the members who hold something that others of the team do not see.
    """

    head: str
    entries: Mapping[Key, Entry]
    record: Record
    ends: Ends = field(default_factory=dict)
    holders: frozenset[str] = frozenset()

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

    def same_eyes(self, viewer: Viewer) -> Viewer:
        """Return the viewer who sees exactly the same: the team, for who holds nothing alone."""
        if viewer.kind is ViewerKind.MEMBER and viewer.id not in self.holders:
            return THE_TEAM
        return viewer


def holders_in(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the members who hold something in these entries, a part of one included.

    Examples
    --------
    >>> _held_by({"options": [{"handling": {"held_by": ["ana"]}}], "held_by": "the court"})
    ['ana']
    """
    return frozenset(name for entry in entries for name in _held_by(entry.content))


def _held_by(content: object) -> list[str]:
    """Who holds a content, or anything inside it: only what has handling of its own is held."""
    if isinstance(content, list):
        return [name for one in content if isinstance(one, dict) for name in _held_by(one)]
    if not isinstance(content, dict):
        return []
    found: list[str] = []
    for name, value in content.items():
        if name == "handling":
            held_by = value.get("held_by") if isinstance(value, dict) else None
            found += held_by if isinstance(held_by, list) else ()
        elif isinstance(value, list):
            found += _held_by(value)
    return found
