"""What was edited is told exactly, and recording it makes the record what the files say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from goodoffices.case.errors import CannotRecord, NotConfirmed
from goodoffices.record.archive import Archive
from goodoffices.record.erasure import erase
from goodoffices.record.recording import Edit, diff, record
from goodoffices.record.replay import Json, Key

T0 = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

Current = Mapping[Key, tuple[str, Json]]

FIRST: Current = {
    ("statement", "s2"): ("north", {"words": "two", "said_on": "2026-01-04"}),
    ("statement", "s1"): ("team", {"words": "one"}),
    ("party", "north"): ("team", {"name": "North"}),
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive")
    record(archive, diff(FIRST, {}), by="ana", at=T0)
    return archive


def standing(archive: Archive) -> Current:
    return {key: (each.compartment, each.content) for key, each in archive.replay().items()}  # type: ignore[misc]


def test_first_recording_adds_everything_in_one_step(archive: Archive) -> None:
    events = list(archive.events())
    assert [(each.what, each.kind, each.id, each.compartment) for each in events] == [
        ("added", "statement", "s2", "north"),
        ("added", "party", "north", "team"),
        ("added", "statement", "s1", "team"),
    ]
    assert {(each.at, each.by) for each in events} == {(T0, "ana")}
    assert standing(archive) == FIRST


def test_recorded_files_differ_in_nothing(archive: Archive) -> None:
    assert diff(FIRST, archive.replay()) == []
    assert record(archive, [], by="ana") == []
    assert len(list(archive.events())) == 3


def test_diff_tells_what_changed_and_who_recorded_it_before(archive: Archive) -> None:
    current: Current = {
        ("statement", "s2"): ("north", {"words": "two!", "speaker": "x", "said_on": "2026-01-04"}),
        ("statement", "s1"): ("north", {"words": "one"}),
        ("statement", "s3"): ("team", {"words": "three"}),
    }
    edits = diff(current, archive.replay())
    before = {"recorded_at": T0, "recorded_by": "ana"}
    assert edits == [
        Edit("removed", "party", "north", "team", **before),  # type: ignore[arg-type]
        Edit(
            "moved",
            "statement",
            "s1",
            "north",
            {"words": "one"},
            moved_from="team",
            **before,  # type: ignore[arg-type]
        ),
        Edit(
            "changed",
            "statement",
            "s2",
            "north",
            current["statement", "s2"][1],
            ("speaker", "words"),
            **before,  # type: ignore[arg-type]
        ),
        Edit("added", "statement", "s3", "team", {"words": "three"}),
    ]
    assert [str(edit) for edit in edits] == [
        "removed party north",
        "moved statement s1 from team to north",
        "changed statement s2: speaker, words",
        "added statement s3",
    ]
    record(archive, edits, by="ben", at=T0 + HOUR)
    assert diff(current, archive.replay()) == []
    assert standing(archive) == current
    assert archive.verify().is_whole
    moved = archive.replay()["statement", "s1"]
    assert (moved.recorded_by, moved.changed_by) == ("ana", "ben")


def test_entry_that_moved_and_changed_says_both(archive: Archive) -> None:
    current: Current = {**FIRST, ("statement", "s1"): ("north", {"words": "uno"})}
    (edit,) = diff(current, archive.replay())
    assert str(edit) == "moved statement s1 from team to north: words"


def test_order_of_entries_and_of_fields_makes_no_difference(archive: Archive) -> None:
    current = {
        key: (compartment, dict(reversed(content.items())))  # type: ignore[union-attr]
        for key, (compartment, content) in reversed(list(FIRST.items()))
    }
    assert diff(current, archive.replay()) == []


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ({"n": 1}, {"n": True}, ("n",)),
        ({"n": 1}, {"n": 1.0}, ("n",)),
        ({"n": None}, {}, ("n",)),
        (["a"], ["b"], ()),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, ("a",)),
    ],
)
def test_values_differ_when_they_are_written_differently(
    archive: Archive, old: Json, new: Json, fields: tuple[str, ...]
) -> None:
    key = ("note", "n1")
    record(archive, diff({key: ("team", old)}, {}), by="ana")
    (edit,) = diff({**FIRST, key: ("team", new)}, archive.replay())
    assert (edit.what, edit.fields) == ("changed", fields)


def test_content_that_is_not_json_is_refused_by_its_name(archive: Archive) -> None:
    current = {**FIRST, ("statement", "s1"): ("team", {"words": T0})}
    with pytest.raises(CannotRecord, match="statement s1 cannot be recorded: its content is not"):
        diff(current, archive.replay())  # type: ignore[arg-type]


def test_erased_entry_is_no_edit_once_the_files_are_without_it(archive: Archive) -> None:
    erase(archive, "statement", "s1", by="ben", reason="asked by the source")
    current = {key: value for key, value in FIRST.items() if key != ("statement", "s1")}
    assert diff(current, archive.replay()) == []


def test_erased_entry_comes_back_only_when_a_person_wants_it(archive: Archive) -> None:
    """What was destroyed does not come back because a file still had it."""
    erase(archive, "statement", "s1", by="ben", reason="asked by the source", at=T0 + HOUR)
    edits = diff(FIRST, archive.replay())
    assert [str(edit) for edit in edits] == ["added statement s1"]
    with pytest.raises(
        NotConfirmed, match="s1, erased on 2026-01-05 by ben: asked by the source, waits"
    ):
        record(archive, edits, by="ana")
    record(archive, edits, by="ana", again=[("statement", "s1")])
    assert standing(archive) == FIRST
    assert archive.verify().is_whole
