"""How an archive grew after a moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from goodoffices.case.errors import RecordTampered
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.erasure import erase
from goodoffices.record.growth import ABSENT, growth_since

DAY = timedelta(days=1)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def put(archive: Archive, name: str, content: object, day: int, what: str = "changed") -> None:
    event = NewEvent(what, "note", name, by="ana", content=content)  # type: ignore[arg-type]
    archive.append("team", [event], at=FIRST + day * DAY)


def test_each_way_in_which_an_entry_stood_since(archive: Archive) -> None:
    for day, what in enumerate(("added", "changed", "changed")):
        put(archive, "n1", day, day, what)
    put(archive, "n2", "same", 3, "added")
    grown = growth_since(archive, FIRST)
    assert grown.states == {("note", "n1"): [0, 1, 2], ("note", "n2"): [ABSENT, "same"]}
    assert (grown.head, grown.at) == (archive.head(), FIRST + 3 * DAY)
    assert {key: entry.content for key, entry in grown.now.items()} == {
        ("note", "n1"): 2,
        ("note", "n2"): "same",
    }


def test_nothing_grew_after_the_last_moment(archive: Archive) -> None:
    put(archive, "n1", 0, 0, "added")
    grown = growth_since(archive, FIRST)
    assert (grown.states, grown.erased, grown.destroyed) == ({}, {}, frozenset())


def test_what_was_removed_was_absent_and_what_moved_was_not(archive: Archive) -> None:
    put(archive, "n1", 0, 0, "added")
    put(archive, "n2", 0, 1, "added")
    archive.append("team", [NewEvent("removed", "note", "n1", by="ana")], at=FIRST + 2 * DAY)
    moved = {
        "team": [NewEvent("removed", "note", "n2", by="ana")],
        "north": [NewEvent("added", "note", "n2", by="ana", content=1)],
    }
    archive.append_step(moved, at=FIRST + 3 * DAY)
    grown = growth_since(archive, FIRST + DAY)
    assert grown.states == {("note", "n1"): [0, ABSENT], ("note", "n2"): [0, 1]}


def test_of_what_was_erased_only_the_erasure_is_known(archive: Archive) -> None:
    put(archive, "n1", 0, 0, "added")
    put(archive, "n1", 1, 1)
    put(archive, "n2", 0, 2, "added")
    for name in ("n1", "n2"):
        erase(archive, "note", name, by="ben", reason="asked", at=FIRST + 3 * DAY)
    put(archive, "n2", 5, 4, "added")
    grown = growth_since(archive, FIRST)
    assert grown.states == {("note", "n1"): [], ("note", "n2"): [ABSENT, 5]}
    assert {key: one.reason for key, one in grown.erased.items()} == {("note", "n1"): "asked"}
    assert grown.destroyed == {("note", "n1"), ("note", "n2")}


def test_a_damaged_archive_is_refused(archive: Archive) -> None:
    put(archive, "n1", 0, 0, "added")
    file = archive.folder / "team.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"by":"ana"', b'"by":"ben"'))
    with pytest.raises(RecordTampered):
        growth_since(archive, FIRST)
