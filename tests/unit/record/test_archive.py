"""What is recorded is there, as it was, in its order, whatever interrupted the writing."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from unittest.mock import patch

import pytest

from goodoffices.case.errors import ArchiveBusy, CannotRecord, CannotWrite, RecordTampered
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.durability import locked
from goodoffices.record.replay import Erased
from goodoffices.record.verify import UNFINISHED
from tests.interruptions import Disk, PowerCut

T0 = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True, scope="module")
def quick_disk() -> Iterator[None]:
    """Do not wait for a real disk: tests that switch it off use one of their own."""
    with patch.object(os, "fsync", lambda _: None):
        yield


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive", wait_s=5)


def added(id: str, words: object = "words", *, by: str = "ana") -> NewEvent:
    return NewEvent("added", "statement", id, by, {"words": words})  # type: ignore[dict-item]


def changed(id: str, words: str, *, by: str = "ben") -> NewEvent:
    return NewEvent("changed", "statement", id, by, {"words": words})


def removed(id: str, *, by: str = "ben") -> NewEvent:
    return NewEvent("removed", "statement", id, by)


def contents(archive: Archive, known_at: datetime | None = None) -> dict[str, object]:
    return {id: entry.content for (_, id), entry in archive.replay(known_at).items()}


def test_archive_that_does_not_exist_is_empty_and_whole(archive: Archive) -> None:
    assert archive.replay() == {}
    assert list(archive.events()) == []
    assert archive.marks() == {}
    assert archive.compartments() == []
    assert archive.verify().is_whole
    assert not archive.folder.exists()


def test_event_line_is_exactly_as_documented(archive: Archive) -> None:
    archive.append("team", [added("s1"), NewEvent("mark", by="ana", name="briefed")], at=T0)
    lines = (archive.folder / "team.jsonl").read_bytes().splitlines(keepends=True)
    content = json.loads((archive.folder / "team.contents").read_bytes())
    assert set(content) == {"content", "digest", "salt"}
    assert content["content"] == {"words": "words"}
    assert lines[0].decode() == (
        f'{{"at":"2026-01-05T09:00:00.000000Z","by":"ana","digest":"{content["digest"]}",'
        '"id":"s1","kind":"statement","n":0,"name":"","previous":"","reason":"",'
        '"schema":"goodoffices/event/1","what":"added"}\n'
    )
    assert json.loads(lines[1])["name"] == "briefed"


def test_append_returns_the_events_it_recorded(archive: Archive) -> None:
    events = archive.append("team", [added("s1"), added("s2")], at=T0)
    assert [(each.n, each.id, each.at) for each in events] == [(0, "s1", T0), (1, "s2", T0)]
    assert list(archive.events()) == events


def test_append_of_nothing_writes_nothing(archive: Archive) -> None:
    assert archive.append("team", []) == []
    assert not archive.folder.exists()


def test_replay_gives_the_last_content_and_who_recorded_it_first_and_last(
    archive: Archive,
) -> None:
    archive.append("team", [added("s1", "old"), added("s2")], at=T0)
    archive.append("team", [changed("s1", "new"), removed("s2")], at=T0 + HOUR)
    entries = archive.replay()
    assert list(entries) == [("statement", "s1")]
    entry = entries["statement", "s1"]
    assert entry.content == {"words": "new"}
    assert (entry.recorded_at, entry.recorded_by) == (T0, "ana")
    assert (entry.changed_at, entry.changed_by) == (T0 + HOUR, "ben")
    assert [each.what for each in entry.history] == ["added", "changed"]
    assert entry.compartment == "team"


def test_replay_leaves_out_what_was_recorded_later(archive: Archive) -> None:
    archive.append("team", [added("s1", "old")], at=T0)
    archive.append("team", [changed("s1", "new"), added("s2")], at=T0 + HOUR)
    archive.append("team", [removed("s1")], at=T0 + 2 * HOUR)
    assert contents(archive, T0 - HOUR) == {}
    assert contents(archive, T0) == {"s1": {"words": "old"}}
    assert contents(archive, T0 + HOUR) == {"s1": {"words": "new"}, "s2": {"words": "words"}}
    assert contents(archive) == {"s2": {"words": "words"}}


def test_replay_takes_known_at_in_any_time_zone(archive: Archive) -> None:
    archive.append("team", [added("s1")], at=T0)
    doha = timezone(timedelta(hours=3))
    assert list(contents(archive, T0.astimezone(doha))) == ["s1"]


def test_entry_removed_and_added_again_is_recorded_anew(archive: Archive) -> None:
    archive.append("team", [added("s1")], at=T0)
    archive.append("team", [removed("s1")], at=T0 + HOUR)
    archive.append("team", [added("s1", by="ben")], at=T0 + 2 * HOUR)
    entry = archive.replay()["statement", "s1"]
    assert (entry.recorded_at, entry.recorded_by) == (T0 + 2 * HOUR, "ben")
    assert [each.what for each in entry.history] == ["added", "removed", "added"]


@pytest.mark.parametrize(("old", "new"), [("north", "team"), ("team", "north")])
def test_move_keeps_when_and_by_whom_it_was_first_recorded(
    archive: Archive, old: str, new: str
) -> None:
    archive.append(old, [added("s1", "first")], at=T0)
    archive.append_step({old: [removed("s1")], new: [added("s1", by="ben")]}, at=T0 + HOUR)
    entry = archive.replay()["statement", "s1"]
    assert (entry.compartment, entry.recorded_at, entry.recorded_by) == (new, T0, "ana")
    assert (entry.changed_at, entry.changed_by) == (T0 + HOUR, "ben")
    archive.append_step({new: [removed("s1")], old: [added("s1", "back")]}, at=T0 + HOUR)
    assert archive.replay()["statement", "s1"].compartment == old
    archive.append(old, [removed("s1")])
    assert archive.replay() == {}


def test_marks_say_when_each_was_set_last(archive: Archive) -> None:
    for hours, name in enumerate(("briefed", "round-1", "briefed")):
        archive.append("team", [NewEvent("mark", by="ana", name=name)], at=T0 + hours * HOUR)
    assert archive.marks() == {"round-1": T0 + HOUR, "briefed": T0 + 2 * HOUR}
    assert list(archive.marks()) == ["round-1", "briefed"]
    assert archive.replay() == {}


def test_no_two_steps_have_the_same_time(archive: Archive) -> None:
    """A later step is a microsecond later when a clock stands still or goes back."""
    tick = timedelta(microseconds=1)
    times = [
        archive.append(compartment, [added(id)], at=at)[0].at
        for compartment, id, at in (
            ("team", "s1", T0),
            ("north", "s2", T0),
            ("team", "s3", T0 - HOUR),
        )
    ]
    assert times == [T0, T0 + tick, T0 + 2 * tick]


def test_time_without_its_zone_is_refused(archive: Archive) -> None:
    with pytest.raises(CannotRecord, match="the time zone is missing"):
        archive.append("team", [added("s1")], at=datetime(2026, 1, 5))  # noqa: DTZ001 -- the point
    assert archive.replay() == {}


def test_events_are_in_the_order_of_time_across_chains(archive: Archive) -> None:
    for hours, compartment in enumerate(("team", "north", "team", "south")):
        archive.append(compartment, [added(f"s{hours}")], at=T0 + hours * HOUR)
    assert [event.id for event in archive.events()] == ["s0", "s1", "s2", "s3"]
    assert [event.id for event in archive.events("team")] == ["s0", "s2"]
    assert list(archive.events("nowhere")) == []
    assert archive.compartments() == ["north", "south", "team"]


def test_same_content_has_another_digest_each_time(archive: Archive) -> None:
    first, second = archive.append("team", [added("s1"), added("s2")])
    assert first.digest != second.digest


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (NewEvent("added", "statement", "", "ana", {}), "the fields filled are not those of"),
        (
            NewEvent("erased", "statement", "s1", "ana"),
            'the fields filled are not those of "erased"',
        ),
        (NewEvent("mark", by="ana"), 'the fields filled are not those of "mark"'),
        (NewEvent("forgotten", "statement", "s1", "ana"), "what happened is none of added, "),
        (NewEvent("added", "statement", "s1", "ana", float("nan")), "its content is not JSON"),
        (NewEvent("added", "statement", "s1", "ana", "\ud800"), "its content is not JSON"),
        (NewEvent("removed", "statement", "s\ud800", "ana"), "half a character"),
        (added("s1", {9: "a", 10: "b"}), "would not be read back the same"),
        (added("s1", T0), "its content is not JSON"),
    ],
)
def test_what_cannot_be_an_event_is_refused_and_nothing_is_written(
    archive: Archive, event: NewEvent, reason: str
) -> None:
    with pytest.raises(CannotRecord, match=reason):
        archive.append("team", [added("s0"), event])
    assert archive.replay() == {}
    assert archive.verify().is_whole


@pytest.mark.parametrize("name", ["", "Team", "../team", "a b", ".team", "x" * 64])
def test_compartment_is_named_like_a_file(archive: Archive, name: str) -> None:
    with pytest.raises(CannotRecord, match="a-z, 0-9, - and _ only"):
        archive.append(name, [added("s1")])


def test_words_of_all_scripts_and_signs_come_back(archive: Archive) -> None:
    words = 'الانسحاب على مرحلتين "phased"\n\\ \u2028 \x7f 🕊'
    archive.append("team", [NewEvent("added", 'kind "x"\n', "é\\", "Ана", words)])
    assert contents(archive) == {"é\\": words}
    assert archive.verify().is_whole


def test_append_refuses_an_end_that_was_not_confirmed(archive: Archive) -> None:
    """A whole event more or less is damage: it is never taken back or passed over silently."""
    archive.append("team", [added("s1"), added("s2")])
    chain = archive.folder / "team.jsonl"
    lines = chain.read_bytes().splitlines(keepends=True)
    for damaged in ([lines[0]], [lines[1], lines[0]], [*lines, lines[1]], []):
        chain.write_bytes(b"".join(damaged))
        with pytest.raises(RecordTampered, match=r"team\.jsonl:2: the last event is not the one"):
            archive.append("team", [added("s3")])
        assert chain.read_bytes() == b"".join(damaged)


def test_append_cuts_off_half_a_line_after_the_last_confirmed_event(archive: Archive) -> None:
    archive.append("team", [added("s1")])
    with (archive.folder / "team.jsonl").open("ab") as stream:
        stream.write(b'{"at":"2026-')
    found = archive.verify()
    assert [each.kind for each in found.findings] == ["interrupted"]
    assert "the last line is cut off" in str(found.findings[0])
    assert list(contents(archive)) == ["s1"]
    archive.append("team", [added("s2")])
    assert archive.verify().is_whole
    assert list(contents(archive)) == ["s1", "s2"]


def test_append_refuses_a_last_event_that_was_confirmed_and_is_cut_off(archive: Archive) -> None:
    archive.append("team", [added("s1"), added("s2")])
    chain = archive.folder / "team.jsonl"
    os.truncate(chain, chain.stat().st_size - 5)
    assert "event 1 is altered: the line is cut off" in str(archive.verify().findings[0])
    with pytest.raises(RecordTampered):
        archive.append("team", [added("s3")])


def test_reading_names_the_damaged_event(archive: Archive) -> None:
    archive.append("team", [added("s1"), added("s2"), added("s3")])
    path = archive.folder / "team.contents"
    path.write_bytes(path.read_bytes().replace(b"words", b"wordz", 3))
    with pytest.raises(RecordTampered, match=r"team\.contents:1: .*event 0 \(statement s1\)"):
        archive.replay()
    chain = archive.folder / "team.jsonl"
    chain.write_bytes(chain.read_bytes().replace(b'"id":"s2"', b'"id":"s9"'))
    with pytest.raises(RecordTampered, match=r"team\.jsonl:3"):
        list(archive.events())


def test_archive_without_its_heads_is_not_taken_for_an_empty_one(archive: Archive) -> None:
    archive.append("team", [added("s1")])
    (archive.folder / "heads.json").unlink()
    for use in (archive.compartments, archive.head, archive.replay, archive.marks):
        with pytest.raises(RecordTampered, match=r"heads\.json: *.*missing"):
            use()
    with pytest.raises(RecordTampered, match="missing"):
        archive.append("team", [added("s2")])


def test_second_writer_waits_and_then_says_so(archive: Archive) -> None:
    archive.append("team", [added("s1")])
    archive.wait_s = 0.05
    with (
        locked(archive.folder / ".lock", wait_s=0),
        pytest.raises(ArchiveBusy, match="another program has been writing"),
    ):
        archive.append("team", [added("s2")])
    archive.append("team", [added("s3")])
    assert list(contents(archive)) == ["s1", "s3"]


WRITER = """
import sys
from goodoffices.record.archive import Archive, NewEvent
archive = Archive(sys.argv[1], wait_s=60)
for number in range(15):
    archive.append("team", [NewEvent("added", "note", f"{sys.argv[2]}{number}", "ana", number)])
"""


def test_two_programs_do_not_interleave(archive: Archive) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(archive.folder), name])
        for name in ("a", "b")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert archive.verify().is_whole
    assert len(archive.replay()) == 30


def test_read_only_archive_can_be_read_and_not_written(archive: Archive) -> None:
    archive.append("team", [added("s1")])
    (archive.folder / ".lock").unlink()
    (archive.folder / ".lock").mkdir()
    assert list(contents(archive)) == ["s1"]
    with pytest.raises(CannotWrite, match="nothing was changed"):
        archive.append("team", [added("s2")])
    assert list(contents(archive)) == ["s1"]


# ---------------------------------------------------------------------- interruptions

BEFORE = {"s1": {"words": "first"}, "s2": {"words": "words"}}
AFTER = {"s1": {"words": "second"}, "s2": {"words": "words"}, "s3": {"words": "words"}}


def make(folder: Path) -> Archive:
    archive = Archive(folder)
    archive.append("team", [added("s1", "first"), added("s2")], at=T0)
    return archive


def interrupted_step(archive: Archive) -> None:
    """Change, move, add in a compartment that is new: two chains in one step."""
    archive.append_step(
        {"team": [changed("s1", "second"), removed("s2")], "north": [added("s2"), added("s3")]},
        at=T0 + HOUR,
    )


def count_operations(folder: Path) -> int:
    archive = make(folder)
    with Disk().in_use(archive.folder) as disk:
        interrupted_step(archive)
    return disk.operations


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("forgets", [False, True])
def test_power_cut_at_every_write_loses_nothing_confirmed(
    tmp_path: Path, half: bool, forgets: bool
) -> None:
    """Before and after the next write the step is there as a whole or not at all."""
    outcomes = []
    for stop_at in range(count_operations(tmp_path / "count")):
        archive = make(tmp_path / str(stop_at))
        with Disk(stop_at, half, forgets).in_use(archive.folder), contextlib.suppress(PowerCut):
            interrupted_step(archive)
        found = archive.verify()
        assert found.damage is None, (stop_at, found.findings)
        outcomes.append(contents(archive))
        assert outcomes[-1] in (BEFORE, AFTER)
        archive.append("team", [added("s9")])
        assert archive.verify().findings == ()
        assert contents(archive) == {**outcomes[-1], "s9": {"words": "words"}}
        left = {path.name for path in archive.folder.iterdir()}
        assert not {name for name in left if name.endswith(".new") or name == UNFINISHED}
    assert outcomes[0] == BEFORE
    assert outcomes[-1] == AFTER


def test_full_disk_at_every_write_changes_nothing_or_records_all(tmp_path: Path) -> None:
    """The writer itself takes back what it began; a step that was confirmed is no failure."""
    for stop_at in range(count_operations(tmp_path / "count")):
        archive = make(tmp_path / str(stop_at))
        with Disk(stop_at, half=True, full=True).in_use(archive.folder):
            try:
                interrupted_step(archive)
            except CannotWrite:
                assert contents(archive) == BEFORE
            else:
                assert contents(archive) == AFTER
        assert archive.verify().is_whole, stop_at
        archive.append("team", [added("s9")])
        assert archive.verify().is_whole


def test_power_cut_while_taking_back_is_taken_back_later(tmp_path: Path) -> None:
    total = count_operations(tmp_path / "count")
    for stop_at in range(total):
        archive = make(tmp_path / str(stop_at))
        with Disk(total - 5, half=True).in_use(archive.folder), contextlib.suppress(PowerCut):
            interrupted_step(archive)
        with Disk(stop_at).in_use(archive.folder), contextlib.suppress(PowerCut):
            archive.append("team", [added("s8")])
        assert archive.verify().damage is None
        archive.append("team", [added("s9")])
        assert archive.verify().is_whole


def test_interrupted_write_is_named_and_not_taken_for_damage(tmp_path: Path) -> None:
    archive = make(tmp_path / "archive")
    total = count_operations(tmp_path / "count")
    found = []
    for stop_at in range(total):
        again = make(tmp_path / f"again-{stop_at}")
        with Disk(stop_at, half=True).in_use(again.folder), contextlib.suppress(PowerCut):
            interrupted_step(again)
        found += [each.what for each in again.verify().findings]
    assert {what.split(":")[0] for what in found} == {"recording interrupted"}
    assert archive.verify().is_whole


def test_unfinished_write_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    """Only what an interruption of our own left is taken back."""
    archive = make(tmp_path / "archive")
    total = count_operations(tmp_path / "count")
    with Disk(total - 4).in_use(archive.folder), contextlib.suppress(PowerCut):
        interrupted_step(archive)
    unfinished = json.loads((archive.folder / UNFINISHED).read_bytes())
    chain = archive.folder / "team.jsonl"
    chain.write_bytes(chain.read_bytes()[: unfinished["sizes"]["team"][0] - 1])
    with pytest.raises(RecordTampered, match="shorter than before the interrupted write"):
        archive.append("team", [added("s9")])
    (archive.folder / UNFINISHED).write_bytes(b"{}\n")
    with pytest.raises(RecordTampered, match=r"unfinished\.json:1: altered"):
        archive.append("team", [added("s9")])


def test_erased_content_is_never_replayed_even_as_it_was_known_before(archive: Archive) -> None:
    archive.append("team", [added("s1")], at=T0)
    gone = NewEvent("erased", "statement", "s1", "ben", reason="asked by the source")
    archive.append("team", [gone], at=T0 + HOUR)
    erased = Erased(T0 + HOUR, "ben", "asked by the source")
    assert contents(archive) == {"s1": erased}
    assert contents(archive, T0) == {"s1": erased}
    assert str(erased) == "erased on 2026-01-05 by ben: asked by the source"
