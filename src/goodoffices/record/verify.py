"""Whether an archive is whole: every event and every content, checked without trusting us.

This one file needs nothing but Python. Copy it to another machine and run it there:

    python verify.py ARCHIVE_OR_CASE_FOLDER [--head HASH]... [--json]

It exits with 0 when the archive is whole, 1 when it is not, and 2 when it was used wrongly
or a file cannot be read. It must import nothing outside the standard library.

What an archive is
------------------
Each compartment has two files. `<compartment>.jsonl` is a chain of events, one a line, in
canonical JSON (sorted keys, no spaces, UTF-8). Each line names its height `n` from 0 and,
in `previous`, the SHA-256 of the exact bytes of the line before, its line end included.
`<compartment>.contents` holds what the events recorded, in the order of the events; an
event names a content only by the SHA-256 of its salt and its canonical JSON. So a content
can be destroyed later and the chain still verifies: an `erased` event says which entry,
when, by whom and why.

`heads.json` names the last event of each chain and the head of the whole archive: the
SHA-256 of the sorted lines "<compartment> <SHA-256 of its last line>". It tells damage to a
last event. It is no protection from a person who rewrites everything: a head that was
written down somewhere else is. While events are being written, `unfinished.json` says how
long each file was before; what comes after that was never confirmed to anybody.

Earlier heads
-------------
All events that are written in one step carry the same time, and each step a later time than
every step before it, in all chains. So each earlier state of an archive is the archive cut
off at some time, and `--head` looks for the cut whose head was given:

- *same*: the archive is exactly what it was;
- *only grew*: it holds all that it held then, unchanged, and more;
- *rewritten*: no earlier state of it has this head (or the head was copied wrongly);
- *cannot be told*: the archive is damaged.

`--head COMPARTMENT:HASH` says the same of one chain, by the head of that chain.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, NoReturn

try:
    import fcntl
except ImportError:  # Windows: an archive can be verified there, not written
    fcntl = None  # type: ignore[assignment,unused-ignore]

EVENT_SCHEMA: Final = "goodoffices/event/1"
HEADS_SCHEMA: Final = "goodoffices/heads/1"
UNFINISHED_SCHEMA: Final = "goodoffices/unfinished/1"
VERIFICATION_SCHEMA: Final = "goodoffices/verification/1"

EVENTS: Final = ".jsonl"
CONTENTS: Final = ".contents"
HEADS: Final = "heads.json"
UNFINISHED: Final = "unfinished.json"
LOCK: Final = ".lock"

DAMAGE: Final = "damage"
INTERRUPTED: Final = "interrupted"

SAME: Final = "same"
GREW: Final = "only grew"
REWRITTEN: Final = "rewritten"
UNTOLD: Final = "cannot be told"

LONGEST_LIST: Final = 20
"""How many findings are printed; the rest are counted, and `--json` has all."""

WAIT_S: Final = 10.0
"""How long a reader waits for a program that is writing."""


# ------------------------------------------------------------------ lines and their fields


class Malformed(ValueError):
    """A line is not what an archive holds; the text says why."""


class Event(NamedTuple):
    """One line of a chain: who recorded, changed, removed, erased or marked what, and when.

    `digest` names the content of an addition or a change; `reason` is given with an
    erasure and `name` with a mark. The other fields are empty where they say nothing.
    `compartment` is the chain it stands in.
    """

    n: int
    previous: str
    at: datetime
    by: str
    what: str
    kind: str
    id: str
    digest: str
    reason: str
    name: str
    compartment: str

    @property
    def entry(self) -> tuple[str, str]:
        """The kind and the id of the entry it is about."""
        return self.kind, self.id

    def __str__(self) -> str:
        return f"event {self.n} ({_label(self.kind, self.id or self.name)})"


FIELDS: Final = (
    "at",
    "by",
    "digest",
    "id",
    "kind",
    "n",
    "name",
    "previous",
    "reason",
    "schema",
    "what",
)
"""The fields of an event, in the order of its line."""

FILLED: Final[Mapping[str, tuple[bool, bool, bool, bool, bool]]] = {
    "added": (True, True, True, False, False),
    "changed": (True, True, True, False, False),
    "removed": (True, True, False, False, False),
    "erased": (True, True, False, True, False),
    "mark": (False, False, False, False, True),
}
"""For each kind of event, whether its kind, id, digest, reason and name are filled."""

_HASH = re.compile(r"[0-9a-f]{64}\Z")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z\Z")
_WORD = r'"([^"\\\x00-\x1f]*)"'
_HASH_OR_NOT = r'"([0-9a-f]{64}|)"'
_PLAIN_EVENT = re.compile(
    rf'{{"at":{_WORD},"by":{_WORD},"digest":{_HASH_OR_NOT},"id":{_WORD},"kind":{_WORD},'
    rf'"n":(0|[1-9][0-9]{{,17}}),"name":{_WORD},"previous":{_HASH_OR_NOT},"reason":{_WORD},'
    rf'"schema":"{EVENT_SCHEMA}","what":"({"|".join(FILLED)})"}}\n\Z'
)
"""An event none of whose text is escaped: most are, and need no JSON parser."""
_COMPARTMENT = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}\Z")
_CONTENT_START = b'{"content":'
_CONTENT_END = re.compile(rb',"digest":"([0-9a-f]{64})","salt":"([0-9a-f]{32})"\}\n\Z')
_CONTENT_END_LENGTH = 120
_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical(value: object) -> bytes:
    """Return the one way in which an archive writes a JSON value.

    Raises
    ------
    ValueError
        When it holds what JSON has no word for: infinity, or half a character.

    Examples
    --------
    >>> canonical({"b": [1, "é"], "a": None}).decode()
    '{"a":null,"b":[1,"é"]}'
    """
    return _ENCODER.encode(value).encode()


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def archive_head(heads: Mapping[str, str]) -> str:
    r"""Return the head of an archive from the head of each chain.

    Examples
    --------
    >>> archive_head({}) == sha256(b"")
    True
    >>> archive_head({"team": "0a", "north": "0b"}) == sha256(b"north 0b\nteam 0a\n")
    True
    """
    return sha256("".join(f"{name} {heads[name]}\n" for name in sorted(heads)).encode())


def may_name_compartment(name: str) -> bool:
    """Whether a compartment may be called so; its name is the name of its files.

    Examples
    --------
    >>> [may_name_compartment(name) for name in ("team", "north-2", "North", "../team", "")]
    [True, True, False, False, False]
    """
    return _COMPARTMENT.match(name) is not None


def parse_event(line: bytes, compartment: str) -> Event:
    """Return the event a line of a chain holds.

    Raises
    ------
    Malformed
        When the line is not an event exactly as an archive writes one.
    """
    if not line.endswith(b"\n"):
        raise Malformed("the line is cut off, as a power cut leaves it")
    try:
        plain = _PLAIN_EVENT.match(line.decode())
    except ValueError as error:
        raise Malformed("it is not valid JSON") from error
    words = plain.groups() if plain else _event_words(line)
    at, by, digest, id_, kind, height, name, previous, reason, what = words
    if (kind != "", id_ != "", digest != "", reason != "", name != "") != FILLED[what]:
        raise Malformed(f'the fields filled are not those of "{what}"')
    return Event(
        int(height),
        previous,
        parse_time(at),
        by,
        what,
        sys.intern(kind),
        id_,
        digest,
        reason,
        name,
        compartment,
    )


def _event_words(line: bytes) -> tuple[str, ...]:
    """Return the fields of an event some of whose text is escaped, or say what is wrong."""
    value = parse_json(line[:-1])
    if type(value) is not dict or tuple(value) != FIELDS:
        raise Malformed("it does not have the fields of an event")
    if any(type(value[name]) is not (int if name == "n" else str) for name in FIELDS):
        raise Malformed("a field is no text, or its height is no whole number")
    if value["schema"] != EVENT_SCHEMA:
        raise Malformed(f'its schema is not "{EVENT_SCHEMA}"')
    if value["what"] not in FILLED:
        raise Malformed(f"what happened is none of {', '.join(FILLED)}")
    if any(value[name] and not _HASH.match(value[name]) for name in ("digest", "previous")):
        raise Malformed("its digest, or the hash of the event before, is no hash")
    if value["n"] < 0:
        raise Malformed("its height is below 0")
    return tuple(str(value[name]) for name in FIELDS if name != "schema")


@functools.lru_cache(maxsize=256)
def parse_time(text: str) -> datetime:
    """Return a moment as an archive writes it, such as 2026-01-31T08:00:00.000000Z.

    Raises
    ------
    Malformed
        When it is written in any other way, or is no moment.
    """
    if not _TIME.match(text):
        raise Malformed("its time is not a UTC time with microseconds")
    try:
        return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
    except ValueError as error:
        raise Malformed("its time does not exist") from error


def format_time(moment: datetime) -> str:
    """Return a moment as an archive writes it.

    Examples
    --------
    >>> format_time(parse_time("2026-01-31T08:00:00.000000Z"))
    '2026-01-31T08:00:00.000000Z'
    """
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


def parse_json(data: bytes) -> Any:  # noqa: ANN401 -- JSON holds anything
    """Return the value of canonical JSON.

    Raises
    ------
    Malformed
        When it is not canonical, or no JSON.
    """
    try:
        value = json.loads(data.decode())
        again = canonical(value)
    except (ValueError, RecursionError) as error:
        raise Malformed("it is not valid JSON") from error
    if again != data:
        raise Malformed("it is not canonical JSON")
    return value


class ContentLine(NamedTuple):
    """What a line of a contents file says, and what its content really hashes to."""

    digest: str
    recomputed: str
    content: bytes

    @property
    def is_intact(self) -> bool:
        """Whether the content is what its digest says."""
        return self.digest == self.recomputed

    def value(self) -> Any:  # noqa: ANN401 -- JSON holds anything
        """Return the content, or raise Malformed when it is no JSON.

        Its bytes were hashed as they stand, so that they need not be written again here.
        """
        try:
            return json.loads(self.content.decode())
        except (ValueError, RecursionError) as error:
            raise Malformed("it is not valid JSON") from error


def parse_content(line: bytes) -> ContentLine:
    """Return the parts of a line of a contents file.

    Raises
    ------
    Malformed
        When the line is not written as an archive writes it.
    """
    digest, salt = digest_and_salt(line)
    content = line[len(_CONTENT_START) : -_CONTENT_END_LENGTH]
    return ContentLine(digest, sha256(bytes.fromhex(salt) + content), content)


def digest_and_salt(line: bytes) -> tuple[str, str]:
    """Return what a line of a contents file says of its content, without checking it.

    Raises
    ------
    Malformed
        When the line is not written as an archive writes it.
    """
    if not line.endswith(b"\n"):
        raise Malformed("the line is cut off, as a power cut leaves it")
    end = _CONTENT_END.match(line[-_CONTENT_END_LENGTH:])
    if end is None or not line.startswith(_CONTENT_START):
        raise Malformed("it is not a content with its digest and salt")
    return end[1].decode(), end[2].decode()


def format_content(content: bytes, digest: str, salt: bytes) -> bytes:
    """Return a line of a contents file, from a content in canonical JSON."""
    end = f',"digest":"{digest}","salt":"{salt.hex()}"}}\n'
    return _CONTENT_START + content + end.encode()


# ------------------------------------------------------------------ what is found


@dataclass(frozen=True, order=True)
class Finding:
    """Something that is not as it should be: in which file, on which line, at which event.

    `line` counts from 1 and is 0 when it is about the whole file; `event` is the height of
    the event concerned, -1 when there is none. `kind` is `damage`, or `interrupted` for
    what an interrupted write leaves: nothing that was confirmed is lost then.
    """

    event: int
    file: str
    line: int
    what: str
    kind: str = DAMAGE

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}"


@dataclass
class Chain:
    """What a chain holds, as far as it could be read."""

    compartment: str
    events: int = 0
    contents: int = 0
    erased: int = 0
    head: str = ""
    last_at: datetime | None = None
    is_broken: bool = False


@dataclass(frozen=True)
class HeadCheck:
    """Whether the archive equals, or only grew from, the one whose head was given."""

    given: str
    result: str
    why: str


@dataclass(frozen=True)
class Verification:
    """What a check of a whole archive found.

    `findings` are in the order of the compartments and, within one, of the events; what
    concerns the whole archive comes first. `head` is the head of the archive as it is now.
    """

    folder: str
    chains: tuple[Chain, ...]
    findings: tuple[Finding, ...]
    head: str
    heads: tuple[HeadCheck, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing to say against it."""
        return not self.findings

    @property
    def is_confirmed(self) -> bool:
        """Whether it is whole, and is or grew from whatever heads were given."""
        return self.is_whole and all(check.result in (SAME, GREW) for check in self.heads)

    @property
    def damage(self) -> Finding | None:
        """The first finding that no interrupted write explains, if there is one."""
        return next((each for each in self.findings if each.kind == DAMAGE), None)

    def as_json(self) -> dict[str, Any]:
        """Return it as the documented object of `--json`."""
        return {
            "schema": VERIFICATION_SCHEMA,
            "whole": self.is_whole,
            "confirmed": self.is_confirmed,
            "head": self.head,
            "chains": [
                {
                    "compartment": chain.compartment,
                    "events": chain.events,
                    "contents": chain.contents,
                    "erased": chain.erased,
                    "head": chain.head,
                }
                for chain in self.chains
            ],
            "findings": [
                {
                    "file": each.file,
                    "line": each.line,
                    "event": each.event,
                    "kind": each.kind,
                    "what": each.what,
                }
                for each in self.findings
            ],
            "heads": [
                {"given": each.given, "result": each.result, "why": each.why} for each in self.heads
            ],
        }

    def as_text(self) -> str:
        """Return it for a person, one statement a line."""
        counted = f"{len(self.findings)} finding{'s' if len(self.findings) != 1 else ''}"
        lines = ["whole" if self.is_whole else f"not whole: {counted}"]
        lines += [f"  {each}" for each in self.findings[:LONGEST_LIST]]
        if len(self.findings) > LONGEST_LIST:
            lines.append(f"  and {len(self.findings) - LONGEST_LIST} more (--json lists all)")
        lines += [_chain_text(chain) for chain in self.chains]
        if self.is_whole:
            lines.append(f"head {self.head}")
            lines.append("Write the head down somewhere else: --head proves growth from it later.")
        lines += [f"{each.result}: {each.given}: {each.why}" for each in self.heads]
        return "\n".join(lines) + "\n"


def _chain_text(chain: Chain) -> str:
    counts = f"{chain.events} events, {chain.contents} contents, {chain.erased} erasures"
    head = f", head {chain.head}" if chain.head and not chain.is_broken else ""
    return f"  {chain.compartment}: {counts}{head}"


def _label(kind: str, id_: str) -> str:
    return f"{kind} {id_}" if kind else f"mark {id_}"


# ------------------------------------------------------------------ what was confirmed


@dataclass(frozen=True)
class Confirmed:
    """What the last finished write left: the length and the last event of each chain."""

    chains: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The head of the whole archive."""
        return archive_head({name: head for name, (_, head) in self.chains.items()})

    def as_bytes(self) -> bytes:
        """Return the bytes of `heads.json`."""
        chains = {
            name: {"events": count, "head": head} for name, (count, head) in self.chains.items()
        }
        value = {"schema": HEADS_SCHEMA, "head": self.head, "chains": chains}
        return canonical(value) + b"\n"


@dataclass(frozen=True)
class Unfinished:
    """A write under way: what it is, the head and the length of each file before it."""

    what: str
    before: str
    sizes: Mapping[str, tuple[int, int]]

    def as_bytes(self) -> bytes:
        """Return the bytes of `unfinished.json`."""
        sizes = {name: list(pair) for name, pair in self.sizes.items()}
        value = {
            "schema": UNFINISHED_SCHEMA,
            "what": self.what,
            "before": self.before,
            "sizes": sizes,
        }
        return canonical(value) + b"\n"


def read_confirmed(folder: Path) -> Confirmed | None:
    """Return what `heads.json` says; None when there is no such file.

    Raises
    ------
    Malformed
        When it is damaged.
    """
    data = _read_small(folder / HEADS)
    if data is None:
        return None
    value = parse_json(data[:-1])
    try:
        chains = {
            name: (int(each["events"]), str(each["head"])) for name, each in value["chains"].items()
        }
        confirmed = Confirmed(chains)
        written = confirmed.as_bytes()
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise Malformed("it does not have the fields of the heads") from error
    if written != data:
        raise Malformed("it does not agree with itself")
    return confirmed


def read_unfinished(folder: Path) -> Unfinished | None:
    """Return what `unfinished.json` says; None when no write was interrupted.

    Raises
    ------
    Malformed
        When it is damaged.
    """
    data = _read_small(folder / UNFINISHED)
    if data is None:
        return None
    value = parse_json(data[:-1])
    try:
        sizes = {name: (int(pair[0]), int(pair[1])) for name, pair in value["sizes"].items()}
        unfinished = Unfinished(str(value["what"]), str(value["before"]), sizes)
        written = unfinished.as_bytes()
    except (TypeError, KeyError, AttributeError, ValueError, IndexError) as error:
        raise Malformed("it does not have the fields of an unfinished write") from error
    if written != data:
        raise Malformed("it does not agree with itself")
    return unfinished


def _read_small(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


# ------------------------------------------------------------------ reading


class Reader:
    """What is done with each event and each content while they are checked.

    This one does nothing. Each chain gives all its events and then all its contents.
    """

    def event(self, event: Event) -> None:
        """Take the next event of a chain."""

    def content(self, digest: str, value: Any) -> None:  # noqa: ANN401 -- any JSON
        """Take the next content of a chain; contents that are due are given, no others."""


@contextlib.contextmanager
def reading(folder: Path, *, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold off whoever would write to the archive meanwhile.

    Where there is no lock to hold (nothing was ever written, a read-only copy, another
    system) it reads without one.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            if fcntl is not None:
                stream = stack.enter_context((folder / LOCK).open("rb"))
                _lock_shared(stream, wait_s)
        yield


def _lock_shared(stream: BinaryIO, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                return
            time.sleep(0.02)


def find_archive(folder: Path) -> Path:
    """Return the archive in a case folder, or the folder itself when it is one.

    Raises
    ------
    FileNotFoundError
        When there is neither.
    """
    inside = folder / "archive"
    if inside.is_dir():
        return inside
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is no folder")
    if folder.name != "archive" and not any(_stems(folder)) and not (folder / HEADS).exists():
        raise FileNotFoundError(f"{folder} holds no archive")
    return folder


def _stems(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in (EVENTS, CONTENTS) and not path.name.startswith("."):
            yield path.stem


def verify_archive(folder: Path | str, heads: Sequence[str] = ()) -> Verification:
    """Return whether an archive is whole, and whether it only grew from earlier heads.

    Each chain's events and contents are read once, in time and memory linear in their
    number; contents are never held.

    Parameters
    ----------
    folder
        An archive, or the folder of a case that has one.
    heads
        Heads that were written down before: of the whole archive, or `compartment:head`.

    Returns
    -------
    Verification
        With every finding; the first altered, missing or reordered event of each chain is
        named, and what follows it in that chain is then not checked.

    Raises
    ------
    OSError
        When there is no archive, or one of its files cannot be read.
    ValueError
        When a head is not written as one.
    """
    return check_archive(find_archive(Path(folder)), heads)


def check_archive(archive: Path, heads: Sequence[str] = ()) -> Verification:
    """Do what `verify_archive` does, for the very folder of an archive, which may be missing."""
    given = [_parse_head(head) for head in heads]
    with reading(archive):
        found = scan(archive, Reader())
        checks = tuple(_check_head(archive, found, *pair) for pair in given)
    return Verification(found.folder, found.chains, found.findings, found.head, checks)


def scan(archive: Path, reader: Reader) -> Verification:
    """Check an archive, and give each event and content that holds to a reader.

    The caller holds the lock (`reading`). An interrupted write is passed over: the reader
    is given what was confirmed, or all of it when the write had been confirmed.
    """
    findings: list[Finding] = []
    confirmed, unfinished = _read_state(archive, findings)
    named = confirmed.chains if confirmed else {}
    chains = []
    for compartment in sorted({*_stems(archive), *named}):
        check = _ChainCheck(archive, compartment, reader)
        if confirmed is not None:
            check.confirmed = confirmed.chains.get(compartment, (0, ""))
        if unfinished is not None:
            check.limits = unfinished.sizes.get(compartment)
            check.interrupted = unfinished.what
        check.run()
        findings += sorted(check.findings)
        if check.chain.events or check.findings:
            chains.append(check.chain)
    head = archive_head({chain.compartment: chain.head for chain in chains if chain.events})
    return Verification(str(archive), tuple(chains), tuple(findings), head)


def _read_state(
    archive: Path, findings: list[Finding]
) -> tuple[Confirmed | None, Unfinished | None]:
    """Return what was confirmed, and the write that was interrupted before it was."""
    confirmed: Confirmed | None = None
    unfinished: Unfinished | None = None
    try:
        unfinished = read_unfinished(archive)
    except Malformed as why:
        findings.append(Finding(-1, UNFINISHED, 1, f"altered: {why}"))
    try:
        confirmed = read_confirmed(archive)
    except Malformed as why:
        findings.append(Finding(-1, HEADS, 1, f"altered: {why}"))
        return None, None
    if confirmed is None and (unfinished is not None or not any(_stems(archive))):
        confirmed = Confirmed()
    if confirmed is None:
        findings.append(Finding(-1, HEADS, 0, "missing: nothing vouches for the last events"))
    elif unfinished is not None and unfinished.before != confirmed.head:
        unfinished = None
    return confirmed, unfinished


def _lines(path: Path, limit: int | None) -> Iterator[bytes]:
    """Yield the lines of a file, up to a number of bytes."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return
    with stream:
        if limit is None:
            yield from stream
            return
        for line in stream:
            limit -= len(line)
            if limit < 0:
                rest = line[:limit]
                if rest:
                    yield rest
                return
            yield line


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


class _Place(NamedTuple):
    """The event that names a content, and the entry it is about."""

    height: int
    kind: str
    id: str

    def __str__(self) -> str:
        return f"event {self.height} ({_label(self.kind, self.id)})"


class _ChainCheck:
    """One pass over a chain and its contents."""

    def __init__(self, archive: Path, compartment: str, reader: Reader) -> None:
        self.events_file = archive / f"{compartment}{EVENTS}"
        self.contents_file = archive / f"{compartment}{CONTENTS}"
        self.reader = reader
        self.chain = Chain(compartment)
        self.confirmed: tuple[int, str] | None = None
        self.limits: tuple[int, int] | None = None
        self.interrupted = ""
        self.findings: list[Finding] = []
        self.named: dict[str, _Place] = {}
        self.erased: dict[tuple[str, str], int] = {}

    def run(self) -> None:
        """Check events, their end, and contents."""
        limits = self.limits or (None, None)
        lines = _lines(self.events_file, limits[0])
        for event in self._walk(lines):
            self._learn(event)
        if not self.chain.is_broken:
            self._check_end()
        self._check_contents(_lines(self.contents_file, limits[1]))
        if self.limits is not None:
            self._check_rest(self.limits)

    # -------------------------------------------------------------- events

    def _walk(self, lines: Iterator[bytes]) -> Iterator[Event]:
        """Yield the events up to the first that does not follow from the one before."""
        chain = self.chain
        for height, line in enumerate(lines):
            try:
                event = parse_event(line, chain.compartment)
            except Malformed as why:
                self._refuse(height, line, why)
                return
            if event.n != height or event.previous != chain.head:
                self._diagnose(height, event, line, lines)
                return
            if chain.last_at is not None and event.at < chain.last_at:
                self._break(height, height, f"{event} is earlier than the one before it")
                return
            chain.events, chain.head, chain.last_at = height + 1, sha256(line), event.at
            yield event

    def _refuse(self, height: int, line: bytes, why: Malformed) -> None:
        """Name a line that cannot be read; a torn one after all that was confirmed is no loss."""
        if not line.endswith(b"\n") and self.confirmed == (height, self.chain.head):
            what = "the last line is cut off: a write was interrupted before it was confirmed"
            self._find(height, EVENTS, height + 1, what, kind=INTERRUPTED)
        else:
            self._break(height, height, f"event {height} is altered: {why}")

    def _learn(self, event: Event) -> None:
        if event.digest:
            if event.digest in self.named:
                self._find(event.n, EVENTS, event.n + 1, f"{event} names a content named before")
            self.named[event.digest] = _Place(event.n, event.kind, event.id)
        elif event.what == "erased":
            self.erased[event.entry] = event.n
            self.chain.erased += 1
        self.reader.event(event)

    def _diagnose(self, height: int, event: Event, line: bytes, rest: Iterator[bytes]) -> None:
        """Name the event that is altered, missing or moved, where a line does not follow."""
        if event.previous == self.chain.head:
            self._break(height, height, f"event {height} is altered: its height says {event.n}")
        elif event.n == height:
            self._blame(height, event, line, rest)
        else:
            place = self._find_height(height, height + 2, rest)
            if place:
                what = f"event {height} is not in its place: it stands on line {place}"
            else:
                what = f"event {height} is missing: {event} stands here"
            self._break(height, height, what)

    def _blame(self, height: int, event: Event, line: bytes, rest: Iterator[bytes]) -> None:
        """Tell an altered event from one after it whose link was altered."""
        if height == 0 or not self._is_vouched_for(height, line, rest):
            self._break(height, height, f"{event} is altered: it does not name the one before")
        else:
            culprit = height - 1
            self._break(culprit, culprit, f"event {culprit} is altered: its hash is not the next's")

    def _is_vouched_for(self, height: int, line: bytes, rest: Iterator[bytes]) -> bool:
        following = next(rest, None)
        if following is None:
            return self.confirmed is not None and self.confirmed == (height + 1, sha256(line))
        try:
            return parse_event(following, self.chain.compartment).previous == sha256(line)
        except Malformed:
            return True

    def _find_height(self, height: int, number: int, rest: Iterable[bytes]) -> int:
        """Return the line on which an event stands that should stand earlier; 0 for none."""
        for place, line in enumerate(rest, start=number):
            with contextlib.suppress(Malformed):
                if parse_event(line, self.chain.compartment).n == height:
                    return place
        return 0

    def _check_end(self) -> None:
        """Compare the end of the chain with what was confirmed."""
        if self.confirmed is None:
            return
        chain, (count, head) = self.chain, self.confirmed
        if chain.events < count:
            what = f"event {chain.events} is missing: {count} were confirmed"
            self._break(chain.events, chain.events, what)
        elif chain.events > count:
            what = f"event {count} was never confirmed: {HEADS} ends before it"
            self._break(count, count, what)
        elif chain.head != head:
            last = max(count - 1, 0)
            self._break(last, last, f"event {last} is altered: {HEADS} names another")
        elif not count and not self.limits and self.events_file.exists():
            self._break(-1, -1, "the chain has no events")

    def _check_rest(self, limits: tuple[int, int]) -> None:
        """Say what an interrupted write left behind."""
        pairs = ((self.events_file, limits[0]), (self.contents_file, limits[1]))
        for path, limit in pairs:
            extra = _size(path) - limit
            if extra > 0:
                what = (
                    f"{self.interrupted} interrupted: the last {extra} bytes were never confirmed, "
                    "and the next write takes them back"
                )
                self._find(self.chain.events, path.suffix, 0, what, kind=INTERRUPTED)

    # -------------------------------------------------------------- contents

    def _check_contents(self, lines: Iterator[bytes]) -> None:
        """Compare each content with the event that names it."""
        places = _Places(self.named.values(), self.is_due)
        for number, line in enumerate(lines, start=1):
            try:
                content = parse_content(line)
                value = content.value() if content.is_intact else None
            except Malformed as why:
                self._find_content(places.take_next(), number, f"is altered: {why}")
                continue
            self.chain.contents += 1
            if content.is_intact and self.chain.is_broken:
                continue  # which contents are due hangs on events that cannot be trusted
            if content.is_intact and content.digest in self.named:
                self._check_place(places, content.digest, number, value)
            else:
                self._check_stranger(places, content, number)
        if not self.chain.is_broken:
            self._check_missing(places)

    def is_due(self, place: _Place) -> bool:
        """Whether the content that an event names was not erased later."""
        return self.erased.get((place.kind, place.id), -1) < place.height

    def _check_place(
        self,
        places: _Places,
        digest: str,
        number: int,
        value: Any,  # noqa: ANN401 -- any JSON
    ) -> None:
        """Check that an intact content stands once, in its place, and was not erased."""
        place = self.named[digest]
        if place.height in places.taken:
            self._find_content(place, number, "stands here a second time")
        elif not self.is_due(place):
            places.taken.add(place.height)
            what = "is still here: erasure interrupted; erasing it again finishes"
            self._find_content(place, number, what, kind=INTERRUPTED)
        elif not places.take(place):
            self._find_content(place, number, "is not in its place")
        else:
            self.reader.content(digest, value)

    def _check_stranger(self, places: _Places, content: ContentLine, number: int) -> None:
        """Name the event of a content that does not match, or say that there is none."""
        place = self.named.get(content.recomputed) or self.named.get(content.digest)
        if place is not None:
            places.take(place)
            self._find_content(place, number, "is altered: it is not what its digest says")
        elif not content.is_intact:
            self._find_content(places.take_next(), number, "is altered")
        else:
            self._find_content(None, number, "stands here, and no event names it")

    def _check_missing(self, places: _Places) -> None:
        missing = [
            place
            for place in self.named.values()
            if place.height not in places.taken and self.is_due(place)
        ]
        if missing and not self.contents_file.exists():
            what = f"missing: {len(missing)} contents, the first of {missing[0]}"
            self._find(missing[0].height, CONTENTS, 0, what)
            return
        for place in missing:
            self._find(place.height, EVENTS, place.height + 1, f"the content of {place} is missing")

    # -------------------------------------------------------------- findings

    def _find(self, event: int, suffix: str, line: int, what: str, *, kind: str = DAMAGE) -> None:
        file = f"{self.chain.compartment}{suffix}"
        self.findings.append(Finding(event, file, line, what, kind))

    def _find_content(
        self, place: _Place | None, number: int, what: str, *, kind: str = DAMAGE
    ) -> None:
        height = self.chain.events if place is None else place.height
        subject = "a content" if place is None else f"the content of {place}"
        self._find(height, CONTENTS, number, f"{subject} {what}", kind=kind)

    def _break(self, height: int, event: int, what: str) -> None:
        self.chain.is_broken = True
        self._find(event, EVENTS, height + 1, what)


class _Places:
    """Which contents have been met, and which comes next in the order of the events."""

    def __init__(self, places: Iterable[_Place], is_due: Callable[[_Place], bool]) -> None:
        self.taken: set[int] = set()
        self._highest = -1
        self._due = (place for place in places if is_due(place))

    def take(self, place: _Place) -> bool:
        """Mark a content as met, and say whether it stands after all met before."""
        self.taken.add(place.height)
        if place.height < self._highest:
            return False
        self._highest = place.height
        return True

    def take_next(self) -> _Place | None:
        """Mark the next content that is due as met, and return its event."""
        for place in self._due:
            if place.height > self._highest and place.height not in self.taken:
                self.take(place)
                return place
        return None


# ------------------------------------------------------------------ earlier heads


def _parse_head(text: str) -> tuple[str, str]:
    """Return the compartment, empty for the whole archive, and the hash of a given head."""
    compartment, _, head = text.strip().rpartition(":")
    if not _HASH.match(head.lower()):
        raise ValueError(f'"{text}" is no head: 64 hexadecimal digits, or compartment:digits')
    return compartment, head.lower()


def _check_head(archive: Path, found: Verification, compartment: str, head: str) -> HeadCheck:
    given = f"{compartment}:{head}" if compartment else head
    concerned = [each for each in found.chains if compartment in ("", each.compartment)]
    if found.damage is not None and (not compartment or any(c.is_broken for c in concerned)):
        return HeadCheck(given, UNTOLD, "the archive is damaged, so growth proves nothing")
    if compartment:
        return _check_chain_head(archive, concerned, head, given)
    if head == found.head:
        return HeadCheck(given, SAME, "the archive has exactly this head")
    return _check_growth(archive, concerned, head)


def _check_chain_head(archive: Path, chains: Sequence[Chain], head: str, given: str) -> HeadCheck:
    if not chains:
        return HeadCheck(given, REWRITTEN, "this chain is not in the archive")
    chain = chains[0]
    if chain.head == head:
        return HeadCheck(given, SAME, "the chain has exactly this head")
    for height, (_, each) in enumerate(_trail(archive, chain)):
        if each == head:
            later = chain.events - height - 1
            return HeadCheck(given, GREW, f"the chain holds it and {later} later events")
    return HeadCheck(given, REWRITTEN, "no event of the chain has this head, or it was miscopied")


def _check_growth(archive: Path, chains: Sequence[Chain], head: str) -> HeadCheck:
    """Look for the time at which the whole archive had this head."""
    steps = sorted(
        (at, chain.compartment, height, each)
        for chain in chains
        for height, (at, each) in enumerate(_trail(archive, chain))
    )
    heads: dict[str, str] = {}
    if head == archive_head(heads):
        return HeadCheck(head, GREW, "the archive was empty then")
    for number, (at, compartment, _, each) in enumerate(steps, start=1):
        heads[compartment] = each
        if archive_head(heads) == head:
            later = len(steps) - number
            why = f"it had this head at {format_time(at)}, and {later} events came later"
            return HeadCheck(head, GREW, why)
    why = (
        "no earlier state of these chains has this head: events were rewritten or removed, "
        "a whole chain is not here, or the head was miscopied"
    )
    return HeadCheck(head, REWRITTEN, why)


def _trail(archive: Path, chain: Chain) -> Iterator[tuple[datetime, str]]:
    """Yield the time and the hash of each event of a chain that was found whole."""
    for height, line in enumerate(_lines(archive / f"{chain.compartment}{EVENTS}", None)):
        if height >= chain.events:
            return
        yield parse_event(line, chain.compartment).at, sha256(line)


# ------------------------------------------------------------------ the command


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify the archive named on the command line, and return the exit status."""
    parser = _Parser(prog="verify.py", description="Is an archive whole and untouched?")
    parser.add_argument("folder", help="an archive, or the folder of a case")
    parser.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="HASH",
        help="a head written down before (of the archive, or compartment:hash); repeatable",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    try:
        found = verify_archive(options.folder, options.head)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"verify.py: {error}\n")
        return 2
    text = json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n"
    sys.stdout.write(text if options.json else found.as_text())
    return 0 if found.is_confirmed else 1


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
