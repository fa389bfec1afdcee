"""What was recorded after some point of the archive, and all that was recorded before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, TypeAlias

from goodoffices.record.archive import Archive
from goodoffices.record.collecting import collector_paused
from goodoffices.record.replay import Entry, Erased, Json, Key, Replay
from goodoffices.record.verify import Event, Reader, canonical


@dataclass(frozen=True, slots=True)
class Absent:
    """How an entry stands that is not there."""


ABSENT: Final = Absent()

State: TypeAlias = "Json | Absent"
"""What an entry says, or that it is not there."""


@dataclass(frozen=True)
class Growth:
    """How the archive grew after a moment.

    Parameters
    ----------
    head, at
        The head of the archive now, and the time of its last event.
    now
        Every entry as it stands.
    states
        Of each entry that was recorded anew, changed, removed or erased since: how it stood at
        the moment, and each way in which it stood since. What was erased is missing here.
    erased
        Of the entries that were erased since and not recorded again: the erasure.
    destroyed
        The entries of which something was erased since.
    """

    head: str
    at: datetime
    now: Mapping[Key, Entry]
    states: Mapping[Key, Sequence[State]]
    erased: Mapping[Key, Erased]
    destroyed: frozenset[Key]


def is_written_the_same(one: State, other: State) -> bool:
    """Whether two states say the same, to the letter.

    Examples
    --------
    >>> is_written_the_same({"a": 1, "b": 2}, {"b": 2, "a": 1}), is_written_the_same(1, True)
    (True, False)
    """
    if isinstance(one, Absent) or isinstance(other, Absent):
        return one is other
    return canonical(one) == canonical(other)


def growth_since(archive: Archive, moment: datetime) -> Growth:
    """Return what was recorded after a moment, having checked the whole archive.

    Raises
    ------
    RecordTampered
        When the archive is damaged.
    """
    reader = _Reader(moment)
    with collector_paused():
        found = archive.scan(reader)
        before, now = reader.before.entries(), reader.now.entries()
    destroyed = {
        key
        for key, events in reader.events.items()
        if any(event.what == "erased" for event in events)
    }
    erased = {
        key: entry.erased
        for key, entry in now.items()
        if key in destroyed and entry.erased is not None
    }
    states = {
        key: [*_states_at(before.get(key)), *reader.states_since(key)] for key in reader.events
    }
    return Growth(found.head, reader.last, now, states, erased, frozenset(destroyed))


def _states_at(entry: Entry | None) -> list[State]:
    if entry is None:
        return [ABSENT]
    return [] if isinstance(entry.content, Erased) else [entry.content]


@dataclass
class _Reader(Reader):
    """Takes an archive once, for how it stood at a moment, how it stands, and the way there."""

    moment: datetime
    before: Replay = field(init=False)
    now: Replay = field(default_factory=Replay)
    events: dict[Key, list[Event]] = field(default_factory=dict)
    contents: dict[str, Json] = field(default_factory=dict)
    last: datetime = field(init=False)
    _wanted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.before = Replay(self.moment)
        self.last = datetime.min.replace(tzinfo=UTC)

    def event(self, event: Event) -> None:
        """Take the next event of a chain."""
        self.before.event(event)
        self.now.event(event)
        self.last = max(self.last, event.at)
        if event.at <= self.moment:
            return
        if event.what == "mark":
            return
        self.events.setdefault(event.entry, []).append(event)
        if event.digest:
            self._wanted.add(event.digest)

    def content(self, digest: str, value: Json) -> None:
        """Take the next content of a chain."""
        self.before.content(digest, value)
        self.now.content(digest, value)
        if digest in self._wanted:
            self.contents[digest] = value

    def states_since(self, key: Key) -> list[State]:
        """Each way in which an entry stood since; one that moved was there all the time."""
        events = self.events[key]
        added = {event.at for event in events if event.digest}
        states: list[State] = [
            self.contents[event.digest] for event in events if event.digest in self.contents
        ]
        if any(event.what == "removed" and event.at not in added for event in events):
            states.append(ABSENT)
        return states
