"""An erased entry is gone, nothing else is, and the record still verifies and says so."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from goodoffices.case.errors import NotConfirmed, RecordTampered, UnknownId
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.erasure import erase, finish_erasures
from goodoffices.record.replay import Erased
from tests.interruptions import Disk, PowerCut

T0 = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CANARY = "the canary sings in Larnaca"
ERASED = Erased(T0 + 9 * HOUR, "ben", "asked by the source")


@pytest.fixture(autouse=True, scope="module")
def quick_disk() -> Iterator[None]:
    """Do not wait for a real disk: tests that switch it off use one of their own."""
    with patch.object(os, "fsync", lambda _: None):
        yield


def said(what: str, id: str, words: str = "words") -> NewEvent:
    return NewEvent(what, "statement", id, "ana", {"words": words} if what != "removed" else None)


def make(folder: Path) -> Archive:
    """Make an archive in which s1 changed, moved and changed again, among others."""
    archive = Archive(folder)
    archive.append("team", [said("added", "s0"), said("added", "s1", f"{CANARY} 1")], at=T0)
    archive.append("team", [said("changed", "s1", f"{CANARY} 2"), said("added", "s2")], at=T0)
    move = {"team": [said("removed", "s1")], "north": [said("added", "s1", f"{CANARY} 3")]}
    archive.append_step(move, at=T0 + HOUR)
    archive.append(
        "north", [said("added", "s3"), said("changed", "s1", f"{CANARY} 4")], at=T0 + HOUR
    )
    return archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return make(tmp_path / "archive")


def erase_s1(archive: Archive) -> list[str]:
    events = erase(
        archive, "statement", "s1", by="ben", reason="asked by the source", at=T0 + 9 * HOUR
    )
    return [f"{event.what} in {event.compartment}" for event in events]


def contents(archive: Archive) -> dict[str, object]:
    return {id: entry.content for (_, id), entry in archive.replay().items()}


def holds_canary(archive: Archive) -> bool:
    return any(
        CANARY.encode() in path.read_bytes() for path in archive.folder.iterdir() if path.is_file()
    )


OTHERS = {id: {"words": "words"} for id in ("s0", "s2", "s3")}


def test_erasure_destroys_every_version_in_every_compartment(archive: Archive) -> None:
    assert holds_canary(archive)
    assert erase_s1(archive) == ["erased in north", "erased in team"]
    assert not holds_canary(archive)
    assert archive.verify().is_whole


def test_erasure_leaves_all_else_byte_for_byte(archive: Archive) -> None:
    before = {
        path.name: path.read_bytes().splitlines() for path in archive.folder.glob("*.contents")
    }
    erase_s1(archive)
    for name, lines in before.items():
        kept = [line for line in lines if CANARY.encode() not in line]
        assert (archive.folder / name).read_bytes().splitlines() == kept


def test_erased_entry_says_when_by_whom_and_why(archive: Archive) -> None:
    erase_s1(archive)
    assert contents(archive) == {**OTHERS, "s1": ERASED}
    entry = archive.replay()["statement", "s1"]
    assert entry.erased == ERASED
    assert (entry.compartment, entry.recorded_at, entry.recorded_by) == ("north", T0, "ana")
    assert [each.what for each in entry.history] == [
        *("added", "changed", "added", "removed", "changed", "erased", "erased")
    ]
    assert archive.replay(T0)["statement", "s1"].content == ERASED


def test_erasing_again_does_nothing(archive: Archive) -> None:
    erase_s1(archive)
    head = archive.head()
    assert erase_s1(archive) == []
    assert archive.head() == head


def test_entry_that_was_removed_can_still_be_erased(archive: Archive) -> None:
    archive.append("north", [said("removed", "s1")], at=T0 + HOUR)
    erase_s1(archive)
    assert not holds_canary(archive)
    assert contents(archive) == {**OTHERS, "s1": ERASED}


def test_erased_entry_can_be_recorded_and_erased_again(archive: Archive) -> None:
    erase_s1(archive)
    archive.append("team", [said("added", "s1", f"{CANARY} 5")])
    assert contents(archive)["s1"] == {"words": f"{CANARY} 5"}
    assert erase_s1(archive) == ["erased in team"]
    assert not holds_canary(archive)
    assert archive.verify().is_whole


def test_erasing_the_only_entry_leaves_a_whole_archive(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.append("team", [said("added", "s1", CANARY)])
    erase_s1(archive)
    archive.append("team", [said("added", "s2")])
    assert archive.verify().is_whole
    assert (tmp_path / "archive" / "team.contents").read_bytes().count(b"\n") == 1


def test_unknown_entry_is_refused_with_the_nearest(archive: Archive) -> None:
    with pytest.raises(UnknownId, match='there is no statement "s11"; did you mean "s1"'):
        erase(archive, "statement", "s11", by="ben", reason="asked")
    with pytest.raises(UnknownId, match='there is no party "s1"'):
        erase(archive, "party", "s1", by="ben", reason="asked")


@pytest.mark.parametrize(("by", "reason"), [("", "asked"), ("ben", " ")])
def test_erasure_needs_a_person_and_a_reason(archive: Archive, by: str, reason: str) -> None:
    with pytest.raises(NotConfirmed, match="say who erases it, and why"):
        erase(archive, "statement", "s1", by=by, reason=reason)
    assert holds_canary(archive)


def test_damaged_archive_is_not_erased_from(archive: Archive) -> None:
    path = archive.folder / "team.contents"
    path.write_bytes(path.read_bytes().replace(b"canary", b"Canary", 1))
    with pytest.raises(RecordTampered):
        erase_s1(archive)


def test_permissions_of_the_contents_stay(archive: Archive) -> None:
    (archive.folder / "team.contents").chmod(0o600)
    erase_s1(archive)
    assert (archive.folder / "team.contents").stat().st_mode & 0o777 == 0o600


def count_operations(folder: Path) -> int:
    archive = make(folder)
    with Disk().in_use(archive.folder) as disk:
        erase_s1(archive)
    return disk.operations


@pytest.mark.parametrize("finish", ["erase", "finish_erasures"])
@pytest.mark.parametrize("forgets", [False, True])
def test_power_cut_at_every_write_of_an_erasure(tmp_path: Path, finish: str, forgets: bool) -> None:
    """Whole, or "erasure interrupted"; once it is recorded nobody is given the content."""
    said_so = 0
    for stop_at in range(count_operations(tmp_path / "count")):
        archive = make(tmp_path / str(stop_at))
        with (
            Disk(stop_at, half=True, forgets=forgets).in_use(archive.folder),
            contextlib.suppress(PowerCut),
        ):
            erase_s1(archive)
        found = archive.verify()
        assert all("erasure interrupted" in each.what for each in found.findings)
        said_so += bool(found.findings)
        now = contents(archive)
        assert now in ({**OTHERS, "s1": {"words": f"{CANARY} 4"}}, {**OTHERS, "s1": ERASED})
        if finish == "erase":
            erase_s1(archive)
        else:
            finish_erasures(archive)
        assert archive.verify().is_whole
        if finish == "erase" or now["s1"] == ERASED:
            assert not holds_canary(archive)
            assert contents(archive) == {**OTHERS, "s1": ERASED}
    assert said_so


def test_finishing_names_whose_contents_it_destroyed(tmp_path: Path) -> None:
    total = count_operations(tmp_path / "count")
    archive = make(tmp_path / "archive")
    with Disk(total - 2).in_use(archive.folder), contextlib.suppress(PowerCut):
        erase_s1(archive)
    assert finish_erasures(archive) == [("statement", "s1")]
    assert finish_erasures(archive) == []
    assert not holds_canary(archive)


def test_archive_can_be_added_to_while_an_erasure_is_unfinished(tmp_path: Path) -> None:
    total = count_operations(tmp_path / "count")
    archive = make(tmp_path / "archive")
    with Disk(total - 6).in_use(archive.folder), contextlib.suppress(PowerCut):
        erase_s1(archive)
    assert not archive.verify().is_whole
    archive.append("team", [said("added", "s9")])
    assert "erasure interrupted" in archive.verify().findings[0].what
    erase(archive, "statement", "s9", by="ben", reason="asked")
    assert archive.verify().is_whole
    assert not holds_canary(archive)
