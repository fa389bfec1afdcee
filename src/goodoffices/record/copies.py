"""Two copies of one case: what their archives share, and what each has done since.

A copy is read and verified whole. What both hold up to the first event in which they differ
is their common beginning. Where one copy has taken in the other before, a mark says so, and
what the other was then is a later state that both know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeAlias

from goodoffices.case.errors import NotACopy
from goodoffices.record.archive import TICK, Archive
from goodoffices.record.collecting import collector_paused
from goodoffices.record.replay import Entry, Erased, Json, Key, Replay
from goodoffices.record.verify import Event, archive_head, canonical

MERGED: Final = "merged "
"""How the name of the mark begins that a merge leaves; the head of the other copy follows."""

Signature: TypeAlias = tuple[str, str]
"""By whom and why something was erased: what stays the same when an erasure is passed on."""


@dataclass(frozen=True, slots=True)
class Version:
    """How an entry stands in one copy: what it says, where, by whom and since when.

    `is_there` is false where it was removed; it says nothing then.
    """

    compartment: str
    content: Json
    by: str
    at: datetime
    is_there: bool = True

    def says_the_same_as(self, other: Version | None) -> bool:
        """Whether both stand in one compartment and say the same."""
        if other is None:
            return False
        return self.compartment == other.compartment and canonical(self.content) == canonical(
            other.content
        )


State: TypeAlias = "Mapping[Key, Version]"
"""The entries that stand, those erased or removed left out."""


@dataclass
class _Whole(Replay):
    """Takes an archive as `Replay` does, and keeps the events of each chain."""

    chains: dict[str, list[Event]] = field(default_factory=dict)

    def event(self, event: Event) -> None:
        """Take the next event of a chain."""
        self.chains.setdefault(event.compartment, []).append(event)
        super().event(event)


@dataclass(frozen=True)
class Copy:
    """The archive of one copy, verified: its events, and its entries as they stand.

    `hashes` holds the hash of each event's line, which stands for all that went before it.
    """

    archive: Archive
    head: str
    chains: Mapping[str, Sequence[Event]]
    hashes: Mapping[str, Sequence[str]]
    entries: Mapping[Key, Entry]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever recorded in it."""
        return not self.chains

    def standing(self) -> dict[Key, Version]:
        """Return the entries that stand now."""
        return _standing(self.entries)

    def standing_at(self, moment: datetime) -> dict[Key, Version]:
        """Return the entries that stood at a moment; what was erased since is left out."""
        return _standing(self.archive.replay(moment))

    def last_event(self, key: Key) -> Event | None:
        """Return the last event of an entry, whatever it was."""
        events = [e for chain in self.chains.values() for e in chain if e.entry == key]
        return max(events, key=attrgetter("at"), default=None)

    def last_merge(self) -> Event | None:
        """Return the mark of the last merge into this copy."""
        marks = [
            event
            for chain in self.chains.values()
            for event in chain
            if event.what == "mark" and event.name.startswith(MERGED)
        ]
        return max(marks, key=attrgetter("at"), default=None)

    def steps(self) -> Iterator[tuple[datetime, str]]:
        """Yield the time of each step, and the head of the archive after it."""
        places = [
            (event.at, name, line)
            for name, events in self.chains.items()
            for event, line in zip(events, self.hashes[name], strict=True)
        ]
        heads: dict[str, str] = {}
        for at, step in groupby(sorted(places, key=lambda one: one[0]), key=lambda one: one[0]):
            heads |= {name: line for _, name, line in step}
            yield at, archive_head(heads)

    def merges_since(self, moment: datetime | None) -> dict[str, datetime]:
        """Return the heads of the copies that this one has taken in since, and when."""
        return {
            event.name.removeprefix(MERGED): event.at
            for events in self.chains.values()
            for event in events
            if event.what == "mark" and event.name.startswith(MERGED)
            if moment is None or event.at >= moment
        }

    def erasures(self, until: datetime | None = None) -> dict[Key, Counter[Signature]]:
        """Return how often each entry was erased by whom and why, a step counting once."""
        found: dict[Key, set[tuple[datetime, Signature]]] = {}
        for events in self.chains.values():
            for event in events:
                if event.what == "erased" and (until is None or event.at <= until):
                    one = (event.at, (event.by, event.reason))
                    found.setdefault(event.entry, set()).add(one)
        return {key: Counter(signature for _, signature in all_) for key, all_ in found.items()}

    def holding(self, key: Key) -> tuple[str, ...]:
        """Return the compartments that hold a version of an entry which was not erased."""
        held = []
        for name, events in self.chains.items():
            own = [event for event in events if event.entry == key]
            erased = max((event.n for event in own if event.what == "erased"), default=-1)
            if any(event.digest and event.n > erased for event in own):
                held.append(name)
        return tuple(sorted(held))


def read_copy(archive: Archive) -> Copy:
    """Return what an archive holds, having checked all of it.

    Raises
    ------
    RecordTampered
        When it is damaged.
    """
    whole = _Whole()
    with collector_paused():
        found = archive.scan(whole)
        entries = whole.entries()
    heads = {chain.compartment: chain.head for chain in found.chains}
    hashes = {
        name: [*(event.previous for event in events[1:]), heads[name]]
        for name, events in whole.chains.items()
    }
    return Copy(archive, found.head, whole.chains, hashes, entries)


def common_lengths(ours: Copy, theirs: Copy) -> dict[str, int]:
    """Return how many events of each compartment both copies begin with."""
    return {
        name: _common_length(ours.hashes.get(name, ()), theirs.hashes.get(name, ()))
        for name in sorted({*ours.chains, *theirs.chains})
    }


def find_bases(ours: Copy, theirs: Copy, common: Mapping[str, int]) -> list[State]:
    """Return the latest states that both copies know, against which changes are told.

    There are two where each took in the other at the same time; most often there is one.

    Raises
    ------
    NotACopy
        Where both hold something and share no beginning.
    """
    parting = _parting(ours, theirs, common)
    if parting is None:
        return [ours.standing()]
    if not ours.is_empty and not theirs.is_empty and not any(common.values()):
        raise NotACopy(str(ours.archive.folder), str(theirs.archive.folder))
    here = _latest_merge(ours.merges_since(parting), theirs)
    there = _latest_merge(theirs.merges_since(parting), ours)
    bases: list[State] = []
    if here and not (there and here.noted_at <= there.state_at):
        bases.append(theirs.standing_at(here.state_at))
    if there and not (here and there.noted_at <= here.state_at):
        bases.append(ours.standing_at(there.state_at))
    if bases:
        return bases
    if ours.is_empty or theirs.is_empty:
        return [{}]
    return [theirs.standing_at(parting - TICK)]


def erasures_unknown_to(other: Copy, of: Copy) -> dict[Key, Counter[Signature]]:
    """Return the erasures of one copy that the other does not know, by entry.

    An erasure that was passed on keeps by whom and why it was made, so that it is known again;
    and whatever went before the state that the other has taken in is known to it.
    """
    taken_in = _latest_merge(other.merges_since(None), of)
    before = of.erasures(taken_in.state_at) if taken_in else {}
    own, none = other.erasures(), Counter[Signature]()
    left = {
        key: found - (own.get(key, none) | before.get(key, none))
        for key, found in of.erasures().items()
    }
    return {key: found for key, found in left.items() if found}


@dataclass(frozen=True, slots=True)
class _Merge:
    """A merge on record: when it was noted, and since when the copy taken in stood so."""

    noted_at: datetime
    state_at: datetime


def _latest_merge(merges: Mapping[str, datetime], other: Copy) -> _Merge | None:
    """The merge that took in the latest state of the other copy, if any did."""
    if not merges:
        return None
    found = [_Merge(merges[head], at) for at, head in other.steps() if head in merges]
    return found[-1] if found else None


def _parting(ours: Copy, theirs: Copy, common: Mapping[str, int]) -> datetime | None:
    """The time of the first event that only one copy has; None where there is no such event."""
    firsts = [
        copy.chains[name][length].at
        for name, length in common.items()
        for copy in (ours, theirs)
        if length < len(copy.chains.get(name, ()))
    ]
    return min(firsts, default=None)


def _common_length(ours: Sequence[str], theirs: Sequence[str]) -> int:
    length = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        length += 1
    return length


def _standing(entries: Mapping[Key, Entry]) -> dict[Key, Version]:
    return {
        key: Version(entry.compartment, entry.content, entry.changed_by, entry.changed_at)
        for key, entry in entries.items()
        if not isinstance(entry.content, Erased)
    }
