"""Laws of the archive, on random histories."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.erasure import erase, finish_erasures
from goodoffices.record.recording import diff, record
from goodoffices.record.replay import Erased, Json, Key
from goodoffices.record.verify import GREW, SAME, canonical, parse_content, parse_event
from tests.interruptions import Disk, PowerCut

ERASED = "erased"
COMPARTMENTS = ("team", "north", "south-2")

texts = st.text(max_size=8)
contents = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
).filter(lambda value: "\\ud" not in ascii(value))
keys = st.tuples(st.sampled_from(["statement", "party"]), st.sampled_from(["a", "b", "é", '"']))
states = st.dictionaries(keys, st.tuples(st.sampled_from(COMPARTMENTS), contents), max_size=5)


@dataclass
class History:
    """What the files say at one time after another, and which entries are erased then."""

    steps: Sequence[tuple[Mapping[Key, tuple[str, Json]], Sequence[Key]]]

    def apply(self, archive: Archive, number: int) -> None:
        """Record one step and then its erasures."""
        current, erasures = self.steps[number]
        record(archive, diff(current, archive.replay()), by="ana", again=list(current))
        for key in erasures:
            if key in {event.entry for event in archive.events()}:
                erase(archive, *key, by="ben", reason="asked")

    def run(self, archive: Archive) -> None:
        """Record all of it."""
        for number in range(len(self.steps)):
            self.apply(archive, number)


histories = st.builds(
    History, st.lists(st.tuples(states, st.lists(keys, max_size=2)), min_size=1, max_size=4)
)


@pytest.fixture(autouse=True, scope="module")
def quick_disk() -> Iterator[None]:
    """Do not wait for a real disk: the test that switches it off uses one of its own."""
    with patch.object(os, "fsync", lambda _: None):
        yield


@contextlib.contextmanager
def archived(history: History) -> Iterator[Archive]:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(folder)
        history.run(archive)
        yield archive


def model(history: History) -> dict[Key, str]:
    """Return what should stand in the end: contents and compartments, or that it was erased."""
    known: set[Key] = set()
    stands: dict[Key, str] = {}
    for current, erasures in history.steps:
        gone = {key: value for key, value in stands.items() if value == ERASED}
        stands = gone | {key: written(*place) for key, place in current.items()}
        known |= set(current)
        stands |= dict.fromkeys((key for key in erasures if key in known), ERASED)
    return stands


def written(compartment: str, content: Json) -> str:
    """Return a content and its place as text, so that 1 and true differ."""
    return f"{compartment}: {canonical(content).decode()}"


def standing(archive: Archive, known_at: datetime | None = None) -> dict[Key, str]:
    return {
        key: ERASED if isinstance(each.content, Erased) else written(each.compartment, each.content)
        for key, each in archive.replay(known_at).items()
    }


@given(histories)
@settings(max_examples=40, deadline=None)
def test_record_holds_what_the_files_said_and_is_whole(history: History) -> None:
    with archived(history) as archive:
        assert archive.verify().is_whole
        assert standing(archive) == model(history)


@given(histories)
@settings(max_examples=20, deadline=None)
def test_each_moment_can_be_known_again_and_each_head_is_found(history: History) -> None:
    """But for what was erased since, which nobody can know again."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder, "archive"))
        moments = []
        for number in range(len(history.steps)):
            history.apply(archive, number)
            last = max((event.at for event in archive.events()), default=None)
            moments.append((last, archive.head(), standing(archive)))
        heads = archive.verify([head for _, head, _ in moments]).heads
        assert {check.result for check in heads} <= {SAME, GREW}
        erasures = [event for event in archive.events() if event.what == "erased"]
        for last, _, then in moments:
            if last is not None:
                since = {event.entry for event in erasures if event.at > last}
                assert standing(archive, last) == then | dict.fromkeys(since & set(then), ERASED)


@given(histories)
@settings(max_examples=20, deadline=None)
def test_no_digest_and_no_salt_occurs_twice(history: History) -> None:
    with archived(history) as archive:
        lines = [
            line
            for path in archive.folder.glob("*.contents")
            for line in path.read_bytes().splitlines(keepends=True)
        ]
        digests = [event.digest for event in archive.events() if event.digest]
        assert len(set(digests)) == len(digests)
        assert len({line[-36:] for line in lines}) == len(lines)


def event_of(path: Path, lines: Sequence[bytes], place: int) -> int:
    """Return the event that a line is, or whose content it is."""
    if path.suffix == ".jsonl":
        return place
    digest = parse_content(lines[place]).digest
    chain = path.with_suffix(".jsonl").read_bytes().splitlines(keepends=True)
    return next(n for n, line in enumerate(chain) if parse_event(line, "c").digest == digest)


def damage(data: st.DataObject, lines: list[bytes]) -> tuple[list[bytes], int]:
    """Alter a byte, delete a line or swap two; return the lines, and which is the first hit."""
    place = data.draw(st.integers(0, len(lines) - 1), label="line")
    kind = data.draw(st.sampled_from(["byte", "line", "swap"][: 2 + (len(lines) > 1)]))
    if kind == "byte":
        line = bytearray(lines[place])
        where = data.draw(st.integers(0, len(line) - 1), label="byte")
        line[where] = data.draw(
            st.integers(0, 255).filter(lambda new: new != lines[place][where]), label="new"
        )
        return [*lines[:place], bytes(line), *lines[place + 1 :]], place
    if kind == "line":
        return lines[:place] + lines[place + 1 :], place
    other = data.draw(st.integers(0, len(lines) - 1).filter(lambda each: each != place))
    swapped = list(lines)
    swapped[place], swapped[other] = lines[other], lines[place]
    return swapped, min(place, other)


@given(histories, st.data())
@settings(max_examples=120, deadline=None)
def test_any_damage_is_found_and_the_first_event_named(
    history: History, data: st.DataObject
) -> None:
    with archived(history) as archive:
        paths = [
            path
            for path in sorted(archive.folder.iterdir())
            if path.suffix in (".jsonl", ".contents") and path.stat().st_size
        ]
        if not paths:
            return
        path = data.draw(st.sampled_from(paths), label="file")
        lines = path.read_bytes().splitlines(keepends=True)
        damaged, first = damage(data, lines)
        expected = event_of(path, lines, first)
        path.write_bytes(b"".join(damaged))
        found = archive.verify()
        assert found.damage is not None
        assert found.findings[0].event == expected, found.findings
        assert found.findings[0].file.startswith(path.stem)


@given(histories, st.integers(0, 80), st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_power_cut_loses_nothing_confirmed(
    history: History, stop_at: int, half: bool, forgets: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder, "archive"))
        archive.folder.mkdir()
        confirmed: list[object] = []
        heads: list[str] = []
        with (
            Disk(stop_at, half, forgets).in_use(archive.folder),
            contextlib.suppress(PowerCut),
        ):
            for number in range(len(history.steps)):
                history.apply(archive, number)
                confirmed = list(archive.events())
                heads.append(archive.head())
        assert archive.verify().damage is None
        assert list(archive.events())[: len(confirmed)] == confirmed
        archive.append("team", [NewEvent("added", "note", "last", "ana", 1)])
        finish_erasures(archive)
        found = archive.verify(heads)
        assert found.is_whole
        assert {check.result for check in found.heads} <= {GREW}
        assert archive.replay()["note", "last"].content == 1
