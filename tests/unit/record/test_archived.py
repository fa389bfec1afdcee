"""What the archive tells of a case: when things were recorded, and what was known when."""

# ruff: noqa: E501 -- one entry of the case stands on one line
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goodoffices.case.errors import NotRecorded, UnknownId
from goodoffices.case.yaml_edit import append_entries, remove_entry, set_field
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.archived import Archived, read_archived
from goodoffices.record.checks.check import load
from goodoffices.record.erasing import erase_entry
from goodoffices.record.fold import Fold
from goodoffices.record.folder import read_folder
from goodoffices.record.record import Recorded
from goodoffices.record.recording import record as record_edits
from tests.records import write_case

CASE = """\
parties:
  - {id: north, name: North, roles: [negotiating], organs: [{id: cabinet, name: Cabinet}]}
  - {id: south, name: South, roles: [negotiating]}
issues:
  - {id: corridor, options: [{id: stays}, {id: out}]}
"""
RECORD = """\
documents:
  - {id: d1, dated: 2026-01-01, file: a.txt}
statements:
  - id: s1
    words: We stay.
    document: d1
    span: {start: 0, end: 8}
    chain: [{speaker: north, to: public}]
    readings:
      - {id: r1, party: north, stance: insists, proposition: corridor is stays}
      - {id: r1b, party: north, stance: demands, proposition: corridor is stays, status: alternative, alternative_to: r1}
"""
FIRST, SECOND = (datetime(2026, 1, day, 12, tzinfo=UTC) for day in (10, 20))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(
        tmp_path / "talks", case=CASE, record=RECORD, documents={"a.txt": "We stay. No."}
    )


def archived(case: Path) -> Archived:
    return read_archived(read_folder(case))


def record_at(case: Path, at: datetime, by: str = "vera") -> None:
    record_edits(Archive(case / "archive"), archived(case).edits, by=by, at=at)


def test_a_case_without_an_archive_says_how_to_start_it(case: Path) -> None:
    found = archived(case)
    assert (found.is_started, load(case).record.recorded) == (False, {})
    with pytest.raises(NotRecorded, match="goodoffices record"):
        found.known_at(FIRST)


def test_recording_leaves_nothing_to_record(case: Path) -> None:
    before = [str(one) for one in archived(case).edits]
    assert before == [
        "added case case",
        "added document d1",
        "added issue corridor",
        "added party north",
        "added party south",
        "added reading r1",
        "added reading r1b",
        "added statement s1",
    ]
    record_at(case, FIRST)
    assert archived(case).edits == []
    assert load(case).record.recorded["statement", "s1"] == Recorded(FIRST, "vera")


def test_an_entry_edited_since_counts_as_recorded_when_it_was_first(case: Path) -> None:
    record_at(case, FIRST)
    set_field(case / "record.yaml", "statements", "s1", "note", "Said twice.")
    assert [str(one) for one in archived(case).edits] == ["changed statement s1: note"]
    assert load(case).record.unrecorded == 1
    record_at(case, SECOND, by="joao")
    record = load(case).record
    assert (record.recorded["statement", "s1"], record.unrecorded) == (Recorded(FIRST, "vera"), 0)


def _add(case: Path) -> None:
    added = {
        "id": "s2",
        "words": "No.",
        "document": "d1",
        "chain": [{"speaker": "south", "to": "public"}],
    }
    append_entries(case / "record.yaml", "statements", [added])


def _remove(case: Path) -> None:
    remove_entry(case / "record.yaml", "statements", "s1")


def _reread(case: Path) -> None:
    where = ("readings", 0, "proposition")
    set_field(case / "record.yaml", "statements", "s1", where, "corridor is out")


def _retext(case: Path) -> None:
    (case / "documents" / "a.txt").write_text("We stay. No. Yes.")


def _retitle(case: Path) -> None:
    text = (case / "case.yaml").read_text().replace("A case", "Another case")
    (case / "case.yaml").write_text(text)


@pytest.mark.parametrize("change", [_add, _remove, _reread, _retext, _retitle])
def test_what_was_known_is_known_again_whatever_was_changed_since(
    case: Path, change: Callable[[Path], None]
) -> None:
    record_at(case, FIRST)
    then = load(case).record
    page = repr(Fold(then).case().positions)
    change(case)
    record_at(case, SECOND)
    assert load(case).record != then
    known = archived(case).known_at(FIRST)
    assert known == then
    assert repr(Fold(known).case().positions) == page
    assert archived(case).known_at(SECOND) == load(case).record


def test_nothing_was_known_before_the_first_recording(case: Path) -> None:
    record_at(case, SECOND)
    known = archived(case).known_at(FIRST)
    assert (known.statements, known.parties, known.texts) == ((), (), {})


def test_what_is_erased_is_known_at_no_moment_but_that_it_was(case: Path) -> None:
    record_at(case, FIRST)
    erase_entry(case, "s1", by="vera", reason="asked to")
    known = archived(case).known_at(FIRST)
    assert known.statements == ()
    assert sorted((one.kind, one.id, one.reason) for one in known.erased) == [
        ("reading", "r1", "asked to"),
        ("reading", "r1b", "asked to"),
        ("statement", "s1", "asked to"),
    ]


def test_a_moment_is_a_mark_a_time_or_the_end_of_a_day(case: Path) -> None:
    record_at(case, FIRST)
    mark = NewEvent("mark", by="vera", name="briefed")
    Archive(case / "archive").append("team", [mark], at=SECOND)
    found = archived(case)
    assert found.moment("briefed") == SECOND
    assert found.moment("2026-01-10T09:30+00:00") == datetime(2026, 1, 10, 9, 30, tzinfo=UTC)
    day = found.moment("2026-01-10").replace(tzinfo=None)
    assert day == datetime(2026, 1, 10, 23, 59, 59, 999999)  # noqa: DTZ001 -- the team's own day
    with pytest.raises(UnknownId) as caught:
        found.moment("brief")
    assert str(caught.value) == (
        'there is no mark, date or time "brief"; did you mean "briefed"? (there are: briefed)'
    )


def test_what_an_organ_confided_is_in_the_compartment_of_its_party(case: Path) -> None:
    """A compartment is what one confider told in confidence; the team's own is another."""
    for name, given_by in (("s2", "south"), ("s3", "cabinet"), ("s4", "someone")):
        words = {"id": name, "words": "x", "handling": {"given_by": given_by}}
        append_entries(case / "record.yaml", "statements", [words])
    opened = {"id": "s5", "words": "x", "handling": {"given_by": "south", "level": "public"}}
    append_entries(case / "record.yaml", "statements", [opened])
    record_at(case, FIRST)
    found = {one.id: one.compartment for one in archived(case).entries.values()}
    assert {name: found[name] for name in ("s1", "s2", "s3", "s4", "s5", "r1")} == {
        "s1": "team",
        "s2": "south",
        "s3": "north",
        "s4": "team",
        "s5": "team",
        "r1": "team",
    }
