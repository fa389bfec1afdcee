"""Following an archive step by step amounts to reading it whole, for the bytes added alone."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.case.errors import RecordTampered
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.erasure import erase
from goodoffices.record.following import (
    Ends,
    News,
    ends_of,
    fold_news,
    follow,
    follow_unlocked,
    has_news,
    start_following,
)
from goodoffices.record.recording import diff, record
from goodoffices.record.replay import Entry, Erased, Json, Key
from goodoffices.record.verify import UNFINISHED, Unfinished

KEYS = st.tuples(st.sampled_from(["statement", "party"]), st.sampled_from(["a", "b", "é"]))
STATES = st.dictionaries(
    KEYS, st.tuples(st.sampled_from(["team", "north"]), st.integers(0, 2)), max_size=4
)
STEPS = st.lists(
    st.tuples(STATES, st.lists(KEYS, max_size=1), st.booleans()), min_size=1, max_size=6
)


@pytest.fixture(autouse=True, scope="module")
def quick_disk() -> Iterator[None]:
    """Do not wait for a real disk."""
    with patch.object(os, "fsync", lambda _: None):
        yield


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive in which one statement was recorded."""
    archive = Archive(tmp_path / "archive")
    archive.append("team", [said("s1", "first")])
    return archive


def said(name: str, words: Json, what: str = "added") -> NewEvent:
    return NewEvent(what, "statement", name, by="ana", content=words)


def without_history(entries: Mapping[Key, Entry]) -> dict[Key, Entry]:
    """Entries as compared here: those removed and added again have a shorter history."""
    return {key: replace(entry, history=()) for key, entry in entries.items()}


def folded(entries: Mapping[Key, Entry], news: News) -> dict[Key, Entry]:
    after = {**entries, **fold_news(entries, news)}
    return {key: entry for key, entry in after.items() if entry is not None}


@given(STEPS)
@settings(max_examples=80, deadline=None)
def test_following_equals_replaying(
    steps: Sequence[tuple[Mapping[Key, tuple[str, Json]], Sequence[Key], bool]],
) -> None:
    """Additions, changes, removals, moves between compartments; erasures are read again."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(folder)
        start = start_following(archive)
        entries, ends, was_erased = start.entries, start.ends, False
        for number, (state, erasures, looks) in enumerate(steps):
            edits = diff(state, archive.replay())
            record(archive, edits, by=f"person {number}", again=list(state))
            for key in erasures:
                if key in {event.entry for event in archive.events()}:
                    was_erased = bool(erase(archive, *key, by="ben", reason="asked")) or was_erased
            if not looks:
                continue
            news = follow(archive, ends)
            assert news.must_reread == was_erased
            if news.must_reread:
                start = start_following(archive)
                entries, ends, was_erased = start.entries, start.ends, False
            else:
                entries, ends = folded(entries, news), news.ends
            assert without_history(entries) == without_history(archive.replay())
            assert ends == ends_of(archive)


def test_news_has_the_events_in_the_order_of_time_with_their_contents(archive: Archive) -> None:
    known = ends_of(archive)
    archive.append("team", [said("s2", "second"), NewEvent("mark", by="ana", name="briefed")])
    archive.append("north", [said("s3", "third")])
    archive.append("team", [said("s1", "first, corrected", "changed")])
    news = follow(archive, known)
    assert [str(event.id or event.name) for event in news.events] == ["s2", "briefed", "s3", "s1"]
    words = [news.contents[event.digest] for event in news.events if event.digest]
    assert words == ["second", "third", "first, corrected"]
    assert news.ends == ends_of(archive)


def test_a_change_keeps_when_an_entry_was_first_recorded(archive: Archive) -> None:
    start = start_following(archive)
    later = datetime(2100, 1, 1, tzinfo=UTC)
    change = NewEvent("changed", "statement", "s1", by="ben", content="corrected")
    archive.append("team", [change], at=later)
    (entry,) = fold_news(start.entries, follow(archive, start.ends)).values()
    assert entry is not None
    before = start.entries["statement", "s1"]
    assert (entry.recorded_at, entry.recorded_by) == (before.recorded_at, "ana")
    assert (entry.changed_at, entry.changed_by, entry.content) == (later, "ben", "corrected")
    assert [event.what for event in entry.history] == ["added", "changed"]


def test_a_removal_gives_nothing_and_an_entry_never_known_is_left_out(archive: Archive) -> None:
    start = start_following(archive)
    gone = NewEvent("removed", "statement", "s1", by="ana")
    archive.append("team", [said("s2", "x"), gone])
    archive.append("team", [NewEvent("removed", "statement", "s2", by="ana")])
    news = follow(archive, start.ends)
    assert fold_news(start.entries, news) == {("statement", "s1"): None}


def test_an_erasure_in_the_news_says_by_whom_and_why(archive: Archive) -> None:
    start = start_following(archive)
    events = erase(archive, "statement", "s1", by="ben", reason="asked")
    (entry,) = fold_news(start.entries, News(start.ends, tuple(events))).values()
    assert entry is not None
    assert entry.content == Erased(events[0].at, "ben", "asked")


def test_nothing_new_is_told_by_the_heads_alone(archive: Archive) -> None:
    known = ends_of(archive)
    assert (has_news(archive, known), follow(archive, known)) == (False, News(known))
    archive.append("north", [said("s2", "x")])
    assert has_news(archive, known)


def test_an_archive_that_is_not_there_yet_is_followed_from_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    start = start_following(archive)
    assert (start.entries, start.ends) == ({}, {})
    archive.append("team", [said("s1", "x")])
    assert list(fold_news({}, follow(archive, start.ends))) == [("statement", "s1")]


def test_only_what_was_added_is_read(archive: Archive) -> None:
    """What was known before is not looked at again, so it may even have become unreadable."""
    known = ends_of(archive)
    archive.append("team", [said("s2", "second")])
    for suffix, size in (
        (".jsonl", known["team"].event_bytes),
        (".contents", known["team"].content_bytes),
    ):
        path = archive.folder / f"team{suffix}"
        path.write_bytes(b"?" * size + path.read_bytes()[size:])
    assert list(follow(archive, known).contents.values()) == ["second"]


def test_a_writer_follows_while_it_holds_the_archive(archive: Archive) -> None:
    known = ends_of(archive)
    archive.append("team", [said("s2", "x")])
    with archive.writing():
        news = follow_unlocked(archive, known)
        archive.append_unlocked({"team": [said("s3", "y")]})
        own = follow_unlocked(archive, news.ends)
    assert [event.id for event in (*news.events, *own.events)] == ["s2", "s3"]


# ---------------------------------------------------------------------------- what is refused


def altered(archive: Archive, file: str, old: bytes, new: bytes) -> None:
    path = archive.folder / file
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("team.contents", b"second", b"edited"),
        ("team.jsonl", b'"by":"ben"', b'"by":"bob"'),
        ("team.jsonl", b'"n":1', b'"n":2'),
        ("team.jsonl", b'"what":"added"}\n', b'"what":"added"}'),
    ],
)
def test_what_was_altered_is_to_be_read_again(
    archive: Archive, file: str, old: bytes, new: bytes
) -> None:
    known = ends_of(archive)
    second = NewEvent("added", "statement", "s2", by="ben", content="second")
    archive.append("team", [second])
    altered(archive, file, old, new)
    assert follow(archive, known) == News(known, must_reread=True)
    with pytest.raises(RecordTampered):
        archive.replay()


def test_an_event_that_nobody_confirmed_is_to_be_read_again(archive: Archive) -> None:
    known = ends_of(archive)
    archive.append("team", [said("s2", "x")])
    path = archive.folder / "team.jsonl"
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[-1])
    assert follow(archive, known).must_reread


@pytest.mark.parametrize("suffix", [".jsonl", ".contents"])
def test_a_file_that_is_missing_or_shorter_is_to_be_read_again(
    archive: Archive, suffix: str
) -> None:
    known = ends_of(archive)
    archive.append("team", [said("s2", "x")])
    path = archive.folder / f"team{suffix}"
    path.write_bytes(path.read_bytes()[:20])
    assert follow(archive, known).must_reread
    path.unlink()
    assert follow(archive, known).must_reread


def test_contents_that_shrank_are_to_be_read_again(archive: Archive) -> None:
    """As when an interrupted erasure was finished later; the step itself brings no content."""
    known = ends_of(archive)
    archive.append("team", [NewEvent("mark", by="ana", name="briefed")])
    (archive.folder / "team.contents").write_bytes(b"")
    assert follow(archive, known).must_reread


def test_an_older_copy_of_the_archive_is_to_be_read_again(archive: Archive, tmp_path: Path) -> None:
    shutil.copytree(archive.folder, tmp_path / "copy")
    archive.append("north", [said("s2", "x")])
    archive.append("team", [said("s3", "x")])
    known = ends_of(archive)
    assert follow(Archive(tmp_path / "copy"), known).must_reread


def interrupt(archive: Archive) -> Ends:
    """Leave what a power cut leaves while a step is being written; return the ends before."""
    known = ends_of(archive)
    sizes = {name: (end.event_bytes, end.content_bytes) for name, end in known.items()}
    unfinished = Unfinished("recording", archive.head(), sizes)
    (archive.folder / UNFINISHED).write_bytes(unfinished.as_bytes())
    for suffix in (".jsonl", ".contents"):
        path = archive.folder / f"team{suffix}"
        path.write_bytes(path.read_bytes() * 2 + b"half a l")
    return known


def test_what_an_interrupted_write_left_is_passed_over(archive: Archive) -> None:
    before = ends_of(archive)
    archive.append("team", [said("s2", "second")])
    known = interrupt(archive)
    assert follow(archive, before).ends == ends_of(archive) == known
    archive.append("team", [said("s3", "third")])
    assert list(follow(archive, known).contents.values()) == ["third"]


def test_half_a_line_after_the_last_event_is_passed_over(archive: Archive) -> None:
    before = ends_of(archive)
    archive.append("team", [said("s2", "second")])
    known = ends_of(archive)
    path = archive.folder / "team.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at":')
    assert follow(archive, before).ends == ends_of(archive) == known


def test_a_step_that_was_confirmed_before_the_cut_is_followed(archive: Archive) -> None:
    """Only the note of a write under way was left behind."""
    known = ends_of(archive)
    interrupted = Unfinished("recording", archive.head(), {"team": (0, 0)})
    archive.append("team", [said("s2", "second")])
    (archive.folder / UNFINISHED).write_bytes(interrupted.as_bytes())
    news = follow(archive, known)
    assert (list(news.contents.values()), news.ends) == (["second"], ends_of(archive))
    assert news.ends["team"].content_bytes == (archive.folder / "team.contents").stat().st_size
