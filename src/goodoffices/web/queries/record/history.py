"""The history of an entry, from the archive: when it was recorded and changed, by whom, in what."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from goodoffices.record.archive import Archive
from goodoffices.record.replay import Key
from goodoffices.record.verify import CONTENTS, Event, Malformed, parse_content
from goodoffices.storage.desk import Desk
from goodoffices.web.pages.record_entry import HistoryLine
from goodoffices.web.queries.record.listing import moment_in_words

_DONE: Final = {
    "added": "recorded",
    "changed": "changed",
    "erased": "erased",
}


def history_of(desk: Desk, keys: Sequence[Key]) -> tuple[HistoryLine, ...]:
    """Return every event of some entries that a viewer may see, the latest first.

    Of a change the names of the fields are told, and nothing of what stood in them before.
    """
    return desk.kept(("history", tuple(keys)), lambda: tuple(_lines(desk, keys)))


def _lines(desk: Desk, keys: Sequence[Key]) -> Iterator[HistoryLine]:
    entries = desk.state().entries
    events = [event for key in keys if key in entries for event in entries[key].history]
    contents = read_contents(desk.archive, events)
    told = [
        (event, _what(event, before, contents))
        for event, before in _with_before(events)
        if event.what != "removed"  # half of a move: an entry that was taken out has no page
    ]
    for event, what in sorted(told, key=lambda one: (one[0].at, one[0].n), reverse=True):
        about = f"{event.kind} {event.id}" if len(keys) > 1 else ""
        yield HistoryLine(moment_in_words(event.at), event.by, what, about)


def _with_before(events: Iterable[Event]) -> Iterator[tuple[Event, Event | None]]:
    """Each event with the one of the same entry before it."""
    last: dict[Key, Event] = {}
    for event in events:
        yield event, last.get(event.entry)
        last[event.entry] = event


def _what(event: Event, before: Event | None, contents: dict[str, object]) -> str:
    if event.what == "erased":
        return f"erased: {event.reason}"
    if before is not None and event.what == "added":
        return f"moved to the compartment {event.compartment}"
    now, then = contents.get(event.digest), contents.get(before.digest if before else "")
    if event.what == "changed" and isinstance(now, dict) and isinstance(then, dict):
        fields = sorted(name for name in {*now, *then} if now.get(name) != then.get(name))
        return f"changed: {', '.join(fields).replace('_', ' ')}"
    return _DONE.get(event.what, event.what)


def read_contents(archive: Archive, events: Iterable[Event]) -> dict[str, object]:
    """Return the contents that events name, by their digests; without those that were destroyed.

    The files are searched for the digests alone: nothing else of a long archive is read.
    """
    wanted: dict[str, list[str]] = {}
    for event in events:
        if event.digest:
            wanted.setdefault(event.compartment, []).append(event.digest)
    found: dict[str, object] = {}
    for compartment, digests in wanted.items():
        file = archive.folder / f"{compartment}{CONTENTS}"
        if not file.is_file() or not file.stat().st_size:
            continue
        with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, prot=mmap.PROT_READ) as all_:
            for digest in digests:
                line = _line_with(all_, f'"digest":"{digest}"'.encode())
                try:
                    content = parse_content(line)
                    found[digest] = content.value()
                except Malformed:
                    continue  # destroyed meanwhile, or the rest of a longer word
    return found


def _line_with(all_: mmap.mmap, mark: bytes) -> bytes:
    place = all_.find(mark)
    if place < 0:
        return b""
    start = all_.rfind(b"\n", 0, place) + 1
    end = all_.find(b"\n", place)
    return all_[start : end + 1]
