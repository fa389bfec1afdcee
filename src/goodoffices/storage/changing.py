"""How a change becomes an event: looked at against what stands now, checked, then recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, cast

from goodoffices.case.errors import ChangedMeanwhile, InvalidCase
from goodoffices.record.applying import apply_contents
from goodoffices.record.archive import Archive
from goodoffices.record.archived import contents_of
from goodoffices.record.checking_changes import check_record
from goodoffices.record.compartments import Content, compartments_of, lying_with
from goodoffices.record.recording import Edit, diff, steps_of
from goodoffices.record.replay import Json, Key
from goodoffices.record.verify import Event
from goodoffices.storage.state import CaseState


@dataclass(frozen=True, slots=True)
class Change:
    """One entry as it shall stand from now on; no content removes it.

    `seen` is the version that somebody had before their eyes, from `CaseState.version`: empty
    for an entry that shall be new. None asks nothing.
    """

    kind: str
    id: str
    content: Content | None
    seen: str | None = None

    @property
    def key(self) -> Key:
        """The kind and the id of the entry."""
        return self.kind, self.id


Maker: TypeAlias = Callable[[CaseState], Sequence[Change]]
"""What makes changes from the state of the case at the moment of writing."""


def record_changes(archive: Archive, state: CaseState, make: Maker, *, by: str) -> list[Event]:
    """Record changes as one step, for a caller that holds the archive; see `Desk.change`."""
    changes = tuple(make(state))
    _refuse_stale(state, changes)
    changed = {one.key: one.content for one in changes}
    contents = contents_of(state.entries)
    for key, content in changed.items():
        if content is None:
            contents.pop(key, None)
        else:
            contents[key] = content
    record = apply_contents(state.record, changed, contents=contents)
    today = date.today()  # noqa: DTZ011 -- the team's day
    mistakes = check_record(contents, record, changed=changed.keys(), today=today)
    if mistakes:
        raise InvalidCase(mistakes)
    edits = _edits(state, contents, changed)
    return archive.append_unlocked(steps_of(edits, by=by)) if edits else []


def _edits(
    state: CaseState, contents: Mapping[Key, Content], changed: Mapping[Key, Content | None]
) -> list[Edit]:
    """What is to be recorded, with the entries that lie in another compartment for it."""
    lying = lying_with(contents, changed.keys())
    homes = compartments_of(contents, [*changed, *lying])
    moved = [key for key in lying if homes[key] != state.entries[key].compartment]
    keys = [*changed, *moved]
    current = {key: (homes[key], cast("Json", contents[key])) for key in keys if key in contents}
    before = {key: state.entries[key] for key in keys if key in state.entries}
    return diff(current, before)


def _refuse_stale(state: CaseState, changes: Sequence[Change]) -> None:
    for one in changes:
        if one.seen is not None and state.version(*one.key) != one.seen:
            entry = state.entries.get(one.key)
            raise ChangedMeanwhile(*one.key, entry.changed_by if entry is not None else "")
