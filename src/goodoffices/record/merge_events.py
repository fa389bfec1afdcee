"""The events by which a merge is recorded, once every conflict was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from goodoffices.case.errors import NotConfirmed, UnknownId
from goodoffices.record.archive import NewEvent
from goodoffices.record.compartments import READING, TEAM_COMPARTMENT
from goodoffices.record.copies import Version
from goodoffices.record.merges import Choice, Conflict, Merge
from goodoffices.record.renaming import rename_references
from goodoffices.record.replay import Json, Key

STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class _Change:
    """How an entry stands here before and after the merge."""

    key: Key
    before: Version | None
    after: Version


def events_of_merge(
    merge: Merge, *, choices: Mapping[Key, Choice], by: str
) -> dict[str, list[NewEvent]]:
    """Return what to append to each compartment of our archive, as one step.

    Whoever records entries by a way of its own, as the pages do, asks this; others ask
    `apply_merge`.

    Parameters
    ----------
    merge
        From `plan_merge`.
    choices
        What was decided for each conflict.
    by
        Who merges. What they recorded keeps the name of the one who recorded it there.

    Raises
    ------
    NotConfirmed
        Where a conflict has no choice, or one that is not offered for it; or nobody is named.
    UnknownId
        Where a choice is for no conflict of this merge.
    """
    if not by.strip():
        raise NotConfirmed("merging another copy", "say who merges it")
    _check_choices(merge, choices)
    step: dict[str, list[NewEvent]] = {}
    if merge.is_empty:
        return step
    for one in merge.erasures:
        for compartment in one.compartments:
            erased = NewEvent("erased", one.kind, one.id, one.by, reason=one.reason)
            step.setdefault(compartment, []).append(erased)
    for change in _changes(merge, choices, by):
        for compartment, event in _events(change):
            step.setdefault(compartment, []).append(event)
    step.setdefault(TEAM_COMPARTMENT, []).append(NewEvent("mark", by=by, name=merge.mark))
    return step


def _check_choices(merge: Merge, choices: Mapping[Key, Choice]) -> None:
    known = {conflict.key: conflict for conflict in merge.conflicts}
    for kind, entry_id in choices:
        if (kind, entry_id) not in known:
            raise UnknownId("conflict", f"{kind} {entry_id}", [" ".join(key) for key in known])
    for key, conflict in known.items():
        if choices.get(key) not in conflict.choices:
            raise NotConfirmed(
                f"{conflict.kind} {conflict.id}, {conflict.why},",
                f"choose one of {', '.join(conflict.choices)}",
            )


def _changes(merge: Merge, choices: Mapping[Key, Choice], by: str) -> Iterator[_Change]:
    """Yield the changes, references to what gets another id included."""
    names = {
        conflict.id: conflict.rename_to
        for conflict in merge.conflicts
        if choices[conflict.key] is Choice.RENAME_THEIRS
    }
    gone = _statements_gone(merge, choices)
    settled: set[Key] = set()
    for change in _taken(merge, choices):
        content = rename_references(change.after.content, names)
        if change.after.is_there and _is_left_out(change.key, content, gone):
            continue
        settled.add(change.key)
        yield replace(change, after=replace(change.after, content=content))
    for reading in merge.readings:
        key = (READING, reading.id)
        if reading.statement in gone and key not in settled:
            after = replace(reading.version, content=None, by=by, is_there=False)
            yield _Change(key, reading.version, after)


def _is_left_out(key: Key, content: Json, gone: frozenset[str]) -> bool:
    """Whether it reads a statement that does not stand after the merge."""
    return key[0] == READING and isinstance(content, dict) and content.get(STATEMENT) in gone


def _statements_gone(merge: Merge, choices: Mapping[Key, Choice]) -> frozenset[str]:
    chosen = [(one.key, one.chosen(choices[one.key])) for one in merge.conflicts]
    after = [(one.key, one.theirs) for one in merge.news] + chosen
    return frozenset(
        entry_id for (kind, entry_id), one in after if kind == STATEMENT and not one.is_there
    )


def _taken(merge: Merge, choices: Mapping[Key, Choice]) -> Iterator[_Change]:
    """Yield what is taken from them."""
    for one in merge.news:
        yield _Change(one.key, one.ours, _with_file(one.theirs, one.file_to))
    for conflict in merge.conflicts:
        choice = choices[conflict.key]
        if choice is Choice.THEIRS:
            before = conflict.ours if conflict.ours.is_there else None
            if before is not None or conflict.theirs.is_there:
                yield _Change(conflict.key, before, conflict.theirs)
        elif choice is Choice.RENAME_THEIRS:
            yield _renamed(conflict)


def _renamed(conflict: Conflict) -> _Change:
    after = _with_file(conflict.theirs, conflict.file_to)
    content = after.content
    if isinstance(content, dict):
        content = {**content, "id": conflict.rename_to}
    return _Change((conflict.kind, conflict.rename_to), None, replace(after, content=content))


def _with_file(version: Version, file: str) -> Version:
    if not file or not isinstance(version.content, dict):
        return version
    return replace(version, content={**version.content, "file": file})


def _events(change: _Change) -> list[tuple[str, NewEvent]]:
    """Return the events of a change, each with its compartment; a move has two."""
    before, after = change.before, change.after
    kind, entry_id = change.key
    if not after.is_there:
        if before is None:
            return []
        return [(before.compartment, NewEvent("removed", kind, entry_id, after.by))]
    if before is not None and before.compartment == after.compartment:
        changed = NewEvent("changed", kind, entry_id, after.by, after.content)
        return [(after.compartment, changed)]
    added = [(after.compartment, NewEvent("added", kind, entry_id, after.by, after.content))]
    if before is None:
        return added
    return [(before.compartment, NewEvent("removed", kind, entry_id, after.by)), *added]
