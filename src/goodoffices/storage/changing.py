"""How a change becomes an event: looked at against what stands now, checked, then recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeAlias, cast

from goodoffices.case.errors import ChangedMeanwhile, InvalidCase, Mistake
from goodoffices.case.yaml_plain import explain_no_text
from goodoffices.record.applying import LISTS, apply_contents
from goodoffices.record.archive import Archive
from goodoffices.record.archived import contents_of
from goodoffices.record.checking_changes import check_record
from goodoffices.record.compartments import READING, Content, compartments_of, lying_with
from goodoffices.record.recording import Edit, diff, steps_of
from goodoffices.record.replay import Json, Key
from goodoffices.record.verify import Event
from goodoffices.record.visibility import Viewer, ViewerKind, as_seen_by
from goodoffices.record.working_copy import HEAD
from goodoffices.storage.state import CaseState

_WORD: Final = re.compile(r"[\w-]+")
HELD_BY_OTHERS: Final = Mistake("the case", 0, 0, "something that others hold rests on this")
"""Stands for a mistake in an entry that whoever makes a change does not see."""


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
    _refuse_no_text(changed)
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
        raise InvalidCase(_as_told(mistakes, state, changed, to=by))
    edits = _edits(state, contents, changed)
    return archive.append_unlocked(steps_of(edits, by=by)) if edits else []


def _refuse_no_text(changed: Mapping[Key, Content | None]) -> None:
    """Refuse control characters: once recorded, the files could follow the archive no more."""
    mistakes = [
        Mistake(f"{kind} {name}", 0, 0, refusal)
        for (kind, name), content in changed.items()
        for text in _texts_in(_in_the_files(kind, content))
        if (refusal := explain_no_text(text))
    ]
    if mistakes:
        raise InvalidCase(sorted(set(mistakes)))


def _in_the_files(kind: str, content: Content | None) -> dict[str, object]:
    """What of a content is written in YAML; the words of a document lie in a file of their own."""
    own = {"text"} if kind == "document" else set()
    return {name: value for name, value in (content or {}).items() if name not in own}


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts_in(one)


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


def _as_told(
    mistakes: Sequence[Mistake],
    state: CaseState,
    changed: Mapping[Key, Content | None],
    *,
    to: str,
) -> list[Mistake]:
    """The mistakes as one member may be told: of what others hold, only that there is something."""
    eyes = state.same_eyes(Viewer(ViewerKind.MEMBER, to))
    seen = as_seen_by(state.record, eyes)
    known = {f"{kind} {name}" for kind, name in (*changed, HEAD)}
    known |= {f"{kind} {one.id}" for kind, name in LISTS.items() for one in getattr(seen, name)}
    known |= {f"{READING} {one.id}" for said in seen.statements for one in said.readings}
    hidden = {name for _, name in state.entries} - {one.partition(" ")[2] for one in known}
    return sorted({_told(one, known, hidden) for one in mistakes})


def _told(one: Mistake, known: Collection[str], hidden: Collection[str]) -> Mistake:
    """A mistake without a name that others hold: neither in its sentence nor among the allowed."""
    if one.file.partition(",")[0] not in known or any(
        word in hidden for word in _WORD.findall(one.message)
    ):
        return HELD_BY_OTHERS
    allowed = ", ".join(name for name in one.allowed.split(", ") if name not in hidden)
    return replace(one, allowed=allowed)


def _refuse_stale(state: CaseState, changes: Sequence[Change]) -> None:
    for one in changes:
        if one.seen is not None and state.version(*one.key) != one.seen:
            entry = state.entries.get(one.key)
            raise ChangedMeanwhile(*one.key, entry.changed_by if entry is not None else "")
