"""The archive of a case: what was recorded, when and by whom; it is only ever added to.

Each compartment is one chain of events (see `verify` for the two files of a chain and what
makes an archive whole). What is written in one step is confirmed as a whole, in all the
chains it touches, or not at all. It may import `goodoffices.case` for the errors alone.

How a step is written, so that it can be interrupted anywhere
-------------------------------------------------------------
1. `unfinished.json` says how long each file is that the step touches.
2. The contents are added, then the events, each chain's by one write.
3. `heads.json` names the new last events. From here on the step is confirmed.
4. `unfinished.json` is removed.

Every write reaches the disk before the next begins. Whoever writes next finds
`unfinished.json` and, if the step was not confirmed, cuts the files back to the lengths it
names, having checked that what is left ends in the events that were confirmed. Nothing else
is ever taken back, except half a line after the last confirmed event.
"""

from __future__ import annotations

import contextlib
import heapq
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from goodoffices.case.errors import CannotRecord, CannotWrite, RecordTampered
from goodoffices.case.safe_write import explain_failure
from goodoffices.record import durability
from goodoffices.record.collecting import collector_paused
from goodoffices.record.replay import IN_TIME, Entry, Json, Key, Replay
from goodoffices.record.tails import last_line, size_of, torn_end
from goodoffices.record.verify import (
    CONTENTS,
    EVENT_SCHEMA,
    EVENTS,
    HEADS,
    LOCK,
    UNFINISHED,
    Confirmed,
    Event,
    Malformed,
    Reader,
    Unfinished,
    Verification,
    canonical,
    check_archive,
    format_content,
    format_time,
    may_name_compartment,
    parse_event,
    read_confirmed,
    read_unfinished,
    reading,
    scan,
    sha256,
)

SALT_BYTES: Final = 16
TICK: Final = timedelta(microseconds=1)
"""The least time between two steps."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something to record: an entry added, changed, removed or erased, or a mark.

    Parameters
    ----------
    what
        `added`, `changed`, `removed`, `erased` or `mark`.
    kind, id
        The entry; empty for a mark. They stay readable after an erasure, so they must not
        say what the entry says.
    by
        Who did it.
    content
        Of an addition or a change: any JSON value, as it shall be read back.
    reason
        Of an erasure.
    name
        Of a mark.
    """

    what: str
    kind: str = ""
    id: str = ""
    by: str = ""
    content: Json = None
    reason: str = ""
    name: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.kind} {self.id}{self.name}".replace("  ", " ").strip()


class Archive:
    """The archive in a folder, which need not exist yet.

    Parameters
    ----------
    folder
        Where its files are, such as `doha-round/archive`.
    wait_s
        How long to wait for another program that is writing.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     archive = Archive(folder)
    ...     words = {"words": "We would accept a phased withdrawal."}
    ...     noted = NewEvent("added", "statement", "s1", by="ana", content=words)
    ...     _ = archive.append("team", [noted])
    ...     _ = archive.append("team", [NewEvent("mark", by="ana", name="briefed")])
    ...     archive.replay()["statement", "s1"].content["words"]
    ...     sorted(archive.marks()), archive.verify().is_whole
    'We would accept a phased withdrawal.'
    (['briefed'], True)
    """

    def __init__(self, folder: Path | str, *, wait_s: float = 10.0) -> None:
        self.folder = Path(folder)
        self.wait_s = wait_s

    # -------------------------------------------------------------- reading

    def compartments(self) -> list[str]:
        """Return the compartments that have a chain, sorted."""
        return sorted(self._confirmed().chains)

    def ends(self) -> Mapping[str, tuple[int, str]]:
        """Return the length and the head of each chain, as last confirmed."""
        return self._confirmed().chains

    def head(self) -> str:
        """Return the head of the whole archive, which a person may write down."""
        return self._confirmed().head

    def events(self, compartment: str | None = None) -> Iterator[Event]:
        """Yield the confirmed events of one chain, or of all in the order of time.

        The chains are checked on the way; contents are not.

        Raises
        ------
        RecordTampered
            At the first event that is altered, missing or moved.
        """
        with reading(self.folder, wait_s=self.wait_s):
            chains = dict(self._confirmed().chains)
        if compartment is not None:
            chains = {name: end for name, end in chains.items() if name == compartment}
        walks = [self._walk(name, *end) for name, end in chains.items()]
        return heapq.merge(*walks, key=IN_TIME)

    def replay(self, known_at: datetime | None = None) -> dict[Key, Entry]:
        """Return every entry as it stood at some time, having checked the whole archive.

        Parameters
        ----------
        known_at
            A moment with its time zone: what was recorded later is left out. Contents that
            were erased since are erased all the same.

        Returns
        -------
        dict
            Entries by kind and id, those erased included and those removed left out.

        Raises
        ------
        RecordTampered
            When the archive is damaged. What an interrupted write left is passed over.
        """
        replay = Replay(known_at)
        with collector_paused():
            self.scan(replay)
            return replay.entries()

    def removed(self) -> dict[Key, Json]:
        """Return what entries that were removed said last, by kind and id.

        Raises
        ------
        RecordTampered
            When the archive is damaged.
        """
        replay = Replay()
        with collector_paused():
            self.scan(replay)
            return replay.removed()

    def marks(self) -> dict[str, datetime]:
        """Return when each mark was set last, in the order of time."""
        found: dict[str, datetime] = {}
        for event in self.events():
            if event.what == "mark":
                found.pop(event.name, None)
                found[event.name] = event.at
        return found

    def verify(self, heads: Sequence[str] = ()) -> Verification:
        """Return whether it is whole and only grew; see `verify_archive`."""
        return check_archive(self.folder, heads)

    def scan(self, reader: Reader) -> Verification:
        """Give a reader all that is confirmed, and return what was found.

        Raises
        ------
        RecordTampered
            When the archive is damaged.
        """
        with reading(self.folder, wait_s=self.wait_s):
            return self.scan_unlocked(reader)

    def scan_unlocked(self, reader: Reader) -> Verification:
        """Do what `scan` does, for a caller that holds the lock."""
        found = scan(self.folder, reader)
        if found.damage is not None:
            damage = found.damage
            raise RecordTampered(damage.file, damage.line, damage.what)
        return found

    def _walk(self, compartment: str, count: int, head: str) -> Iterator[Event]:
        path = self._path(compartment, EVENTS)
        previous, height = "", 0
        with path.open("rb") as stream:
            for height in range(count):
                line = stream.readline()
                event = _parse(line, path, height)
                if event.n != height or event.previous != previous:
                    raise RecordTampered(
                        path.name, height + 1, "does not follow from the one before"
                    )
                previous = sha256(line)
                yield event
        if previous != head:
            raise RecordTampered(path.name, height + 1, f"{HEADS} names another last event")

    # -------------------------------------------------------------- writing

    def append(
        self, compartment: str, events: Iterable[NewEvent], *, at: datetime | None = None
    ) -> list[Event]:
        """Record events in one chain, as one step; see `append_step`."""
        return self.append_step({compartment: list(events)}, at=at)

    def append_step(
        self, step: Mapping[str, Sequence[NewEvent]], *, at: datetime | None = None
    ) -> list[Event]:
        """Record events in several chains: all of them, or none.

        Parameters
        ----------
        step
            The events of each compartment, in their order.
        at
            When, with its time zone; now, when it is not given. No step is given a time
            that another has: if need be it is a microsecond after the latest.

        Returns
        -------
        list
            The events as recorded. Once they are returned no interruption loses them.

        Raises
        ------
        CannotRecord
            When an event is not complete, or its content is not JSON.
        ArchiveBusy
            When another program is writing.
        CannotWrite
            When the disk refuses; nothing is recorded then.
        RecordTampered
            When the end of a chain is not what was confirmed.
        """
        step = {name: list(events) for name, events in step.items() if events}
        for name in step:
            if not may_name_compartment(name):
                raise CannotRecord(f'compartment "{name}"', "a-z, 0-9, - and _ only")
        if not step:
            return []
        with self.writing():
            return self.append_unlocked(step, at=at)

    def settle(self) -> None:
        """Put right what an interrupted write has left; do nothing where none has.

        Raises
        ------
        ArchiveBusy, CannotWrite, RecordTampered
            As for `append_step`.
        """
        with self.writing():
            pass

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the archive for one writer, and first settle what an interruption left.

        Raises
        ------
        ArchiveBusy
            When another program is writing.
        CannotWrite
            When the disk refuses.
        RecordTampered
            When the end of a chain is not what was confirmed.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with durability.locked(self.folder / LOCK, wait_s=self.wait_s):
                self._settle()
                yield
        except OSError as error:
            raise CannotWrite(str(self.folder), explain_failure(error)) from error

    def append_unlocked(
        self, step: Mapping[str, Sequence[NewEvent]], *, at: datetime | None = None
    ) -> list[Event]:
        """Do what `append_step` does, for a caller that holds the archive."""
        confirmed = self._confirmed()
        moment = format_time(self._moment(confirmed, at))
        drafts = [
            _draft(name, events, confirmed.chains.get(name, (0, "")), moment)
            for name, events in sorted(step.items())
        ]
        ends = {draft.compartment: draft.end for draft in drafts}
        wanted = Confirmed({**confirmed.chains, **ends})
        try:
            self._write(drafts, confirmed, wanted)
        except OSError:
            with contextlib.suppress(OSError):
                self._settle()
            if self._confirmed() != wanted:
                raise
        return [event for draft in drafts for event in draft.events]

    def _write(self, drafts: Sequence[_Draft], confirmed: Confirmed, wanted: Confirmed) -> None:
        sizes = {
            draft.compartment: (
                size_of(self._path(draft.compartment, EVENTS)),
                size_of(self._path(draft.compartment, CONTENTS)),
            )
            for draft in drafts
        }
        is_erasure = any(event.what == "erased" for draft in drafts for event in draft.events)
        unfinished = Unfinished("erasure" if is_erasure else "recording", confirmed.head, sizes)
        durability.replace(self.folder / UNFINISHED, [unfinished.as_bytes()])
        for draft in drafts:
            if draft.contents:
                durability.append(self._path(draft.compartment, CONTENTS), draft.contents)
        for draft in drafts:
            durability.append(self._path(draft.compartment, EVENTS), draft.lines)
        durability.sync_folder(self.folder)
        durability.replace(self.folder / HEADS, [wanted.as_bytes()])
        durability.remove(self.folder / UNFINISHED)
        durability.sync_folder(self.folder)

    def _moment(self, confirmed: Confirmed, at: datetime | None) -> datetime:
        """Return the time of the next step: later than that of any before it."""
        moment = datetime.now(UTC) if at is None else at
        if moment.tzinfo is None:
            raise CannotRecord(f"{moment:%Y-%m-%d %H:%M}", "the time zone is missing")
        latest = [self._last(name).at for name in confirmed.chains]
        return max(moment, max(latest, default=moment - TICK) + TICK)

    # -------------------------------------------------------------- after an interruption

    def _settle(self) -> None:
        """Finish or take back an interrupted write, and check that each chain ends as confirmed."""
        confirmed = self._confirmed()
        try:
            unfinished = read_unfinished(self.folder)
        except Malformed as why:
            raise RecordTampered(UNFINISHED, 1, f"altered: {why}") from why
        if unfinished is not None:
            if unfinished.before == confirmed.head:
                self._take_back(unfinished, confirmed)
            durability.remove(self.folder / UNFINISHED)
            durability.sync_folder(self.folder)
        for path in self.folder.glob(f"*{durability.NEW}"):
            durability.remove(path)
        self._check_ends(confirmed)

    def _take_back(self, unfinished: Unfinished, confirmed: Confirmed) -> None:
        for name, sizes in unfinished.sizes.items():
            for suffix, size in zip((EVENTS, CONTENTS), sizes, strict=True):
                path = self._path(name, suffix)
                if size_of(path) < size:
                    raise RecordTampered(path.name, 0, "shorter than before the interrupted write")
            self._check_end(name, sizes[0], confirmed.chains.get(name, (0, "")))
        for name, sizes in unfinished.sizes.items():
            for suffix, size in zip((EVENTS, CONTENTS), sizes, strict=True):
                path = self._path(name, suffix)
                if size_of(path) > size or not size:
                    durability.cut(path, size)
        durability.sync_folder(self.folder)

    def _check_ends(self, confirmed: Confirmed) -> None:
        """Refuse to add to a chain whose end is not what was confirmed."""
        found = {path.stem for path in self.folder.glob(f"[!.]*{EVENTS}")}
        for name in sorted(found | set(confirmed.chains)):
            end = confirmed.chains.get(name, (0, ""))
            path = self._path(name, EVENTS)
            size = size_of(path) - len(torn_end(path))
            self._check_end(name, size, end)
            if size < size_of(path):
                durability.cut(path, size)
            contents = self._path(name, CONTENTS)
            if torn_end(contents):
                raise RecordTampered(contents.name, 0, "the last line is cut off")

    def _check_end(self, name: str, size: int, end: tuple[int, str]) -> None:
        """Check that a chain of a given length ends in the event that was confirmed."""
        path = self._path(name, EVENTS)
        line = last_line(path, size)
        before = last_line(path, size - len(line))
        is_confirmed = (sha256(line) if line else "") == end[1]
        if not is_confirmed or (before and _parse(line, path, end[0]).previous != sha256(before)):
            reason = f"the last event is not the one that {HEADS} names"
            raise RecordTampered(path.name, end[0], reason)

    # -------------------------------------------------------------- files

    def _path(self, compartment: str, suffix: str) -> Path:
        return self.folder / f"{compartment}{suffix}"

    def _confirmed(self) -> Confirmed:
        try:
            confirmed = read_confirmed(self.folder)
        except Malformed as why:
            raise RecordTampered(HEADS, 1, f"altered: {why}") from why
        if confirmed is None and self._has_events() and not (self.folder / UNFINISHED).exists():
            raise RecordTampered(HEADS, 0, "missing: nothing vouches for the last events")
        return confirmed or Confirmed()

    def _has_events(self) -> bool:
        return any(path.stat().st_size for path in self.folder.glob(f"[!.]*{EVENTS}"))

    def _last(self, compartment: str) -> Event:
        path = self._path(compartment, EVENTS)
        return _parse(last_line(path, size_of(path)), path, 0)


@dataclass(frozen=True, slots=True)
class _Draft:
    """The lines that a step adds to one chain."""

    compartment: str
    events: tuple[Event, ...]
    lines: bytes
    contents: bytes
    end: tuple[int, str]


def _draft(
    compartment: str, events: Sequence[NewEvent], end: tuple[int, str], moment: str
) -> _Draft:
    height, previous = end
    lines, contents, recorded = [], [], []
    for event in events:
        digest, content = _seal(event)
        line = _line(event, height, previous, moment, digest)
        try:
            recorded.append(parse_event(line, compartment))
        except Malformed as why:
            raise CannotRecord(str(event), str(why)) from why
        lines.append(line)
        contents.append(content)
        height, previous = height + 1, sha256(line)
    return _Draft(
        compartment, tuple(recorded), b"".join(lines), b"".join(contents), (height, previous)
    )


def _line(event: NewEvent, height: int, previous: str, moment: str, digest: str) -> bytes:
    fields = {
        "schema": EVENT_SCHEMA,
        "n": height,
        "previous": previous,
        "at": moment,
        "by": event.by,
        "what": event.what,
        "kind": event.kind,
        "id": event.id,
        "digest": digest,
        "reason": event.reason,
        "name": event.name,
    }
    try:
        return canonical(fields) + b"\n"
    except ValueError as error:
        raise CannotRecord(str(event), "its text holds half a character") from error


def _seal(event: NewEvent) -> tuple[str, bytes]:
    """Return the salted digest of a content and its line; both empty where there is none."""
    if event.what not in ("added", "changed"):
        return "", b""
    try:
        content = canonical(event.content)
        again = canonical(json.loads(content))
    except (ValueError, TypeError, RecursionError) as error:
        raise CannotRecord(str(event), "its content is not JSON") from error
    if again != content:
        raise CannotRecord(str(event), "its content would not be read back the same")
    salt = secrets.token_bytes(SALT_BYTES)
    digest = sha256(salt + content)
    return digest, format_content(content, digest, salt)


def _parse(line: bytes, path: Path, height: int) -> Event:
    try:
        return parse_event(line, path.stem)
    except Malformed as why:
        raise RecordTampered(path.name, height + 1, f"altered: {why}") from why
