"""What the archive's events amount to: each entry as it stood at some time.

A pure fold of events and contents; reading them is the archive's business. It may import
`verify` and nothing else of the package.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeAlias

from goodoffices.record.verify import Event, Reader

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""What a content may hold."""

Key: TypeAlias = tuple[str, str]
"""The kind and the id of an entry."""

IN_TIME: Final = attrgetter("at", "compartment", "n")
"""What puts events of several chains in the order of time."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What stays of an erased content: when it was destroyed, by whom and why."""

    on: datetime
    by: str
    reason: str

    def __str__(self) -> str:
        return f"erased on {self.on:%Y-%m-%d} by {self.by}: {self.reason}"


@dataclass(slots=True)
class Entry:
    """An entry as the record holds it.

    `recorded_at` and `recorded_by` say when and by whom it was first recorded (a move to
    another compartment does not change that; a removal ends it), `changed_at` and
    `changed_by` the last time. `history` has all its events, in the order of time.
    """

    kind: str
    id: str
    compartment: str
    content: Json | Erased
    recorded_at: datetime
    recorded_by: str
    changed_at: datetime
    changed_by: str
    history: tuple[Event, ...]

    @property
    def erased(self) -> Erased | None:
        """The erasure, when its content was destroyed."""
        return self.content if isinstance(self.content, Erased) else None


@dataclass
class Replay(Reader):
    """Takes the events and contents of an archive, and gives its entries.

    Parameters
    ----------
    known_at
        Leave out what was recorded later; None for nothing. Erasures count whenever they
        were made: nobody can know again what was destroyed.
    """

    known_at: datetime | None = None
    _histories: dict[Key, list[Event]] = field(default_factory=dict)
    _erasures: dict[tuple[str, str, str], Event] = field(default_factory=dict)
    _latest: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _wanted: dict[str, Json | Erased] = field(default_factory=dict)

    def event(self, event: Event) -> None:
        """Take the next event of a chain."""
        if event.what == "mark":
            return
        place = (event.compartment, event.kind, event.id)
        if event.what == "erased":
            self._erasures[place] = event
        if self.known_at is not None and event.at > self.known_at:
            return
        self._histories.setdefault((event.kind, event.id), []).append(event)
        if event.digest:
            self._wanted.pop(self._latest.get(place, ""), None)
            self._latest[place] = event.digest
            self._wanted[event.digest] = None

    def content(self, digest: str, value: Json) -> None:
        """Take the next content of a chain, and keep it when it is the last of its entry."""
        if digest in self._wanted:
            self._wanted[digest] = value

    def entries(self) -> dict[Key, Entry]:
        """Return the entries that stand, those erased included, by kind and id."""
        found = ((key, entry_of(events, self._content)) for key, events in self._histories.items())
        return {key: entry for key, entry in found if entry is not None}

    def removed(self) -> dict[Key, Json]:
        """Return what the entries that were removed said last, where that is still there."""
        found: dict[Key, Json] = {}
        for key, events in self._histories.items():
            named = [event for event in events if event.digest]
            if not named or entry_of(events, self._content) is not None:
                continue
            content = self._content(max(named, key=IN_TIME))
            if not isinstance(content, Erased):
                found[key] = content
        return found

    def _content(self, last: Event) -> Json | Erased:
        erasure = self._erasures.get((last.compartment, last.kind, last.id))
        if erasure is not None and erasure.n >= last.n:
            return Erased(erasure.at, erasure.by, erasure.reason)
        return self._wanted[last.digest]


def entry_of(events: list[Event], content: Callable[[Event], Json | Erased]) -> Entry | None:
    """Return the entry that its events amount to, or None where it was removed.

    Parameters
    ----------
    events
        All events of the entry; they are put in the order of time.
    content
        What the last event that counts leaves of its content.
    """
    if len(events) == 1 and events[0].digest:
        return _build(events[0], events[0], events, content)
    standing = _Standing()
    events.sort(key=IN_TIME)
    for _, step in groupby(events, key=attrgetter("at")):
        standing.take({event.compartment: event for event in step})
    if standing.last is None or standing.is_gone:
        return None
    return _build(standing.first or standing.last, standing.last, events, content)


def _build(
    first: Event,
    last: Event,
    events: Sequence[Event],
    content: Callable[[Event], Json | Erased],
) -> Entry:
    return Entry(
        last.kind,
        last.id,
        last.compartment,
        content(last),
        first.at,
        first.by,
        last.at,
        last.by,
        tuple(events),
    )


@dataclass(slots=True)
class _Standing:
    """How an entry stands after each step: by which event, and since which."""

    first: Event | None = None
    last: Event | None = None
    is_gone: bool = True

    def take(self, step: Mapping[str, Event]) -> None:
        """Take the last event of each chain in the next step.

        A move removes an entry from one compartment and adds it in another in one step: the
        addition says how it stands. A removal or an erasure elsewhere than where it stands
        changes nothing.
        """
        added = [event for event in step.values() if event.digest]
        if added:
            self._add(added[-1])
            return
        home = self.last.compartment if self.last is not None else next(iter(step))
        event = step.get(home)
        if event is None:
            return
        if event.what == "removed":
            self.is_gone = True
        else:
            self.first, self.last, self.is_gone = self.first or event, event, False

    def _add(self, event: Event) -> None:
        if self.is_gone or self.first is None:
            self.first = event
        self.last, self.is_gone = event, False
