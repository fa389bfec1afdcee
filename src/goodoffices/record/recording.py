"""What was edited since it was last recorded, and its recording.

`diff` compares the entries of the working files with those of the archive; `record` turns
the difference into events. The caller reads the files and says in which compartment each
entry belongs; this module knows neither files nor what an entry means.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from goodoffices.case.errors import CannotRecord, NotConfirmed
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.replay import Entry, Erased, Json, Key
from goodoffices.record.verify import Event, canonical


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry whose working copy differs from what is recorded.

    Parameters
    ----------
    what
        `added`, `changed`, `moved` (to another compartment, perhaps changed too) or
        `removed`.
    kind, id
        The entry.
    compartment
        Where it is now; for a removal, where it was.
    content
        Its content now; None for a removal.
    fields
        The fields that differ, sorted; empty when the content is the same or is no mapping.
    moved_from
        The compartment it was moved from.
    recorded_at, recorded_by
        When and by whom the version it replaces was recorded; None and empty for a new one.
    erased
        The erasure of what had this id before, if it was erased.
    """

    what: str
    kind: str
    id: str
    compartment: str
    content: Json = None
    fields: tuple[str, ...] = ()
    moved_from: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""
    erased: Erased | None = None

    @property
    def key(self) -> Key:
        """The kind and the id of the entry."""
        return self.kind, self.id

    def __str__(self) -> str:
        moved = f" from {self.moved_from} to {self.compartment}" if self.moved_from else ""
        fields = f": {', '.join(self.fields)}" if self.fields else ""
        return f"{self.what} {self.kind} {self.id}{moved}{fields}"


def diff(current: Mapping[Key, tuple[str, Json]], replayed: Mapping[Key, Entry]) -> list[Edit]:
    """Return what differs between the working files and the record, by kind and id.

    This answers "what have I not recorded yet". An entry that was erased and is not in the
    files is no difference; one that is in them again is an addition that says so.

    Parameters
    ----------
    current
        The compartment and the content of each entry of the working files.
    replayed
        The entries of the archive, from `Archive.replay`.

    Raises
    ------
    CannotRecord
        When a content is not JSON.

    Examples
    --------
    >>> for edit in diff({("statement", "s1"): ("team", {"words": "No."})}, {}):
    ...     print(edit)
    added statement s1
    """
    found = [
        _compare(key, *current[key], replayed.get(key)) if key in current else _gone(replayed[key])
        for key in sorted({*current, *replayed})
    ]
    return [edit for edit in found if edit is not None]


def _compare(key: Key, compartment: str, content: Json, entry: Entry | None) -> Edit | None:
    if entry is None:
        return Edit("added", *key, compartment, content)
    if isinstance(entry.content, Erased):
        return Edit("added", *key, compartment, content, erased=entry.content)
    is_same = _written(key, content) == _written(key, entry.content)
    if is_same and compartment == entry.compartment:
        return None
    return Edit(
        "changed" if compartment == entry.compartment else "moved",
        *key,
        compartment,
        content,
        fields=() if is_same else _changed_fields(key, content, entry.content),
        moved_from="" if compartment == entry.compartment else entry.compartment,
        recorded_at=entry.changed_at,
        recorded_by=entry.changed_by,
    )


def _gone(entry: Entry) -> Edit | None:
    if entry.erased is not None:
        return None
    return Edit(
        "removed",
        entry.kind,
        entry.id,
        entry.compartment,
        recorded_at=entry.changed_at,
        recorded_by=entry.changed_by,
    )


def _changed_fields(key: Key, new: Json, old: Json) -> tuple[str, ...]:
    if not isinstance(new, dict) or not isinstance(old, dict):
        return ()
    names = sorted({*new, *old})
    return tuple(name for name in names if _field(key, new, name) != _field(key, old, name))


def _field(key: Key, content: dict[str, Json], name: str) -> bytes | None:
    return _written(key, content[name]) if name in content else None


def _written(key: Key, content: Json) -> bytes:
    try:
        return canonical(content)
    except (ValueError, TypeError, RecursionError) as error:
        raise CannotRecord(" ".join(key), "its content is not JSON") from error


def record(
    archive: Archive,
    edits: Sequence[Edit],
    *,
    by: str,
    at: datetime | None = None,
    again: Collection[Key] = (),
) -> list[Event]:
    """Record edits as one step, in whatever compartments they touch, and return the events.

    An entry that moved is removed from the one and added in the other at the same time.

    Parameters
    ----------
    archive
        Where they are recorded.
    edits
        From `diff`, all of them or those a person chose.
    by
        Who records them.
    at
        When; now, when it is not given.
    again
        Erased entries that a person wants recorded again under the same id.

    Raises
    ------
    NotConfirmed
        When an erased entry would be recorded again and nobody asked for it: what was
        destroyed must not come back because a file still had it.
    CannotRecord
        When a content is not JSON, or nobody is named.
    """
    return archive.append_step(steps_of(edits, by=by, again=again), at=at)


def steps_of(
    edits: Sequence[Edit], *, by: str, again: Collection[Key] = ()
) -> dict[str, list[NewEvent]]:
    """Return the events of edits, by the compartment in which each is recorded.

    Raises
    ------
    NotConfirmed
        As for `record`.
    """
    step: dict[str, list[NewEvent]] = {}
    for edit in edits:
        if edit.erased is not None and edit.key not in again:
            how = "take it out of the files, or say that it shall be recorded again"
            raise NotConfirmed(f"{edit.kind} {edit.id}, {edit.erased},", how)
        for compartment, event in _events(edit, by):
            step.setdefault(compartment, []).append(event)
    return step


def _events(edit: Edit, by: str) -> list[tuple[str, NewEvent]]:
    """Return the events of an edit, each with its compartment."""
    if edit.what == "moved":
        return [
            (edit.moved_from, NewEvent("removed", edit.kind, edit.id, by)),
            (edit.compartment, NewEvent("added", edit.kind, edit.id, by, edit.content)),
        ]
    return [(edit.compartment, NewEvent(edit.what, edit.kind, edit.id, by, edit.content))]
