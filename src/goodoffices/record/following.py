"""What was recorded since somebody last looked: only the bytes that were added are read.

A program that keeps the whole record in memory asks this before each answer. Where an
archive did more than grow (an erasure rewrote contents, a damage), it says that all must be
read again, and `Archive.replay` then says what is wrong, if anything is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeAlias

from goodoffices.record.archive import Archive
from goodoffices.record.collecting import collector_paused
from goodoffices.record.replay import IN_TIME, Entry, Json, Key, Replay, entry_of
from goodoffices.record.replay import Erased as Gone
from goodoffices.record.tails import size_of, torn_end
from goodoffices.record.verify import (
    CONTENTS,
    EVENTS,
    Event,
    Malformed,
    archive_head,
    parse_content,
    parse_event,
    read_unfinished,
    reading,
    sha256,
)


@dataclass(frozen=True, slots=True)
class End:
    """How far one chain is known: its events, its head, and the bytes of its two files."""

    events: int = 0
    head: str = ""
    event_bytes: int = 0
    content_bytes: int = 0


Ends: TypeAlias = Mapping[str, End]
"""How far each chain of an archive is known."""


@dataclass(frozen=True)
class News:
    """What was recorded since: events in the order of time, and their contents by digest.

    `ends` says how far the archive is known now. Where `must_reread` is true there is nothing
    else in it: the archive did not only grow, and is to be read from its beginning.
    """

    ends: Ends
    events: tuple[Event, ...] = ()
    contents: Mapping[str, Json] = field(default_factory=dict)
    must_reread: bool = False


@dataclass(frozen=True)
class Start:
    """Every entry of an archive, and how far its chains went when they were read."""

    entries: dict[Key, Entry]
    ends: Ends


class _DidMoreThanGrowError(Exception):
    """A chain does not follow from what is known of it."""


def start_following(archive: Archive) -> Start:
    """Return every entry as it stands, the whole archive checked, and where to go on from.

    Raises
    ------
    RecordTampered
        When the archive is damaged.
    """
    with reading(archive.folder, wait_s=archive.wait_s):
        return start_following_unlocked(archive)


def start_following_unlocked(archive: Archive) -> Start:
    """Do what `start_following` does, for a caller that holds the archive."""
    replay = Replay()
    with collector_paused():
        archive.scan_unlocked(replay)
        return Start(replay.entries(), _ends_unlocked(archive))


def ends_of(archive: Archive) -> Ends:
    """Return how far each chain goes now, without looking into it.

    Raises
    ------
    RecordTampered
        When what was confirmed cannot be told.
    """
    with reading(archive.folder, wait_s=archive.wait_s):
        return _ends_unlocked(archive)


def has_news(archive: Archive, known: Ends) -> bool:
    """Whether anything was recorded since; this reads one small file.

    Raises
    ------
    RecordTampered
        When what was confirmed cannot be told.
    """
    return archive.ends() != {name: (end.events, end.head) for name, end in known.items()}


def follow(archive: Archive, known: Ends) -> News:
    """Return what was recorded since the ends that are known.

    Parameters
    ----------
    archive
        Of which `known` was once true.
    known
        From `start_following`, or from the news before.

    Raises
    ------
    RecordTampered
        When what was confirmed cannot be told.

    Examples
    --------
    >>> import tempfile
    >>> from goodoffices.record.archive import NewEvent
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     archive = Archive(folder)
    ...     start = start_following(archive)
    ...     said = NewEvent("added", "statement", "s1", by="ana", content={"words": "No."})
    ...     _ = archive.append("north", [said])
    ...     news = follow(archive, start.ends)
    ...     changed = fold_news(start.entries, news)
    ...     changed["statement", "s1"].content, follow(archive, news.ends).events
    ({'words': 'No.'}, ())
    """
    if not has_news(archive, known):
        return News(known)
    with reading(archive.folder, wait_s=archive.wait_s):
        return follow_unlocked(archive, known)


def follow_unlocked(archive: Archive, known: Ends) -> News:
    """Do what `follow` does, for a caller that holds the archive."""
    try:
        return _read_news(archive, known)
    except (_DidMoreThanGrowError, Malformed, FileNotFoundError):
        return News(known, must_reread=True)


def _read_news(archive: Archive, known: Ends) -> News:
    confirmed, limits = archive.ends(), _limits(archive)
    if not known.keys() <= confirmed.keys():
        raise _DidMoreThanGrowError
    ends: dict[str, End] = {}
    events: list[Event] = []
    contents: dict[str, Json] = {}
    for name, (count, head) in confirmed.items():
        end = known.get(name, End())
        if (end.events, end.head) != (count, head):
            added = _Added(archive.folder, name, end, limit=limits.get(name))
            events += added.events(count, head)
            contents |= added.contents()
            end = End(count, head, added.event_bytes, added.content_bytes)
        ends[name] = end
    return News(ends, tuple(sorted(events, key=IN_TIME)), contents)


def fold_news(entries: Mapping[Key, Entry], news: News) -> dict[Key, Entry | None]:
    """Return the entries that news changed, as they stand now; None for one that was removed.

    An entry that was removed before and is added again begins anew, and so does its history.

    Parameters
    ----------
    entries
        Those that stood before, from `start_following`, kept up with each news since.
    news
        From `follow`, and not such as must be read again.
    """
    new: dict[Key, list[Event]] = {}
    for event in news.events:
        if event.what != "mark":
            new.setdefault(event.entry, []).append(event)
    found: dict[Key, Entry | None] = {}
    for key, events in new.items():
        before = entries.get(key)
        history = [*before.history, *events] if before is not None else events
        after = entry_of(history, partial(_content, before=before, news=news))
        if before is not None or after is not None:
            found[key] = after
    return found


def _content(last: Event, *, before: Entry | None, news: News) -> Json | Gone:
    if last.what == "erased":
        return Gone(last.at, last.by, last.reason)
    if last.digest in news.contents or before is None:
        return news.contents[last.digest]
    return before.content


class _Added:
    """What was added to the two files of one chain, read from where they were known to end."""

    def __init__(
        self, folder: Path, compartment: str, known: End, *, limit: tuple[int, int] | None
    ) -> None:
        self._paths = folder / f"{compartment}{EVENTS}", folder / f"{compartment}{CONTENTS}"
        self._compartment = compartment
        self._known = known
        self._limit = limit
        self._digests: list[str] = []
        self.event_bytes = known.event_bytes
        self.content_bytes = known.content_bytes

    def events(self, count: int, head: str) -> Sequence[Event]:
        """The events up to the confirmed end, each checked to follow from the one before."""
        found: list[Event] = []
        previous, at = self._known.head, None
        with self._paths[0].open("rb") as stream:
            stream.seek(self._known.event_bytes)
            for height in range(self._known.events, count):
                line = stream.readline()
                event = parse_event(line, self._compartment)
                follows = (event.n, event.previous) == (height, previous)
                if not follows or event.what == "erased" or (at and event.at < at):
                    raise _DidMoreThanGrowError
                previous, at = sha256(line), event.at
                found.append(event)
            self.event_bytes = stream.tell()
            # what an interrupted write left is at most half a line, or named by its limit
            if self._limit is None and b"\n" in stream.read():
                raise _DidMoreThanGrowError
        if previous != head:
            raise _DidMoreThanGrowError
        self._digests = [event.digest for event in found if event.digest]
        return found

    def contents(self) -> dict[str, Json]:
        """The contents that the events name, each checked to be what its digest says."""
        path = self._paths[1]
        end = self._limit[1] if self._limit is not None else size_of(path)
        if end == self._known.content_bytes and not self._digests:
            return {}
        found: dict[str, Json] = {}
        with path.open("rb") as stream:
            stream.seek(self._known.content_bytes)
            for line in _lines_to(stream, end):
                content = parse_content(line)
                found[content.digest] = content.value()
                if not content.is_intact:
                    raise _DidMoreThanGrowError
        if list(found) != self._digests or end < self._known.content_bytes:
            raise _DidMoreThanGrowError
        self.content_bytes = end
        return found


def _lines_to(stream: BinaryIO, end: int) -> Iterator[bytes]:
    """The lines from where a stream stands up to a place in the file."""
    left = end - stream.tell()
    while left > 0:
        line = stream.readline(left)
        if not line:
            return
        left -= len(line)
        yield line


def _ends_unlocked(archive: Archive) -> dict[str, End]:
    limits = _limits(archive)
    found: dict[str, End] = {}
    for name, (count, head) in archive.ends().items():
        events, contents = (archive.folder / f"{name}{suffix}" for suffix in (EVENTS, CONTENTS))
        whole = size_of(events) - len(torn_end(events)), size_of(contents)
        found[name] = End(count, head, *limits.get(name, whole))
    return found


def _limits(archive: Archive) -> Mapping[str, tuple[int, int]]:
    """The bytes that count of files to which an interrupted write was adding."""
    unfinished = read_unfinished(archive.folder)
    head = archive_head({name: head for name, (_, head) in archive.ends().items()})
    return unfinished.sizes if unfinished is not None and unfinished.before == head else {}
