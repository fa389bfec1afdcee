"""Edits of the files become events, also where pages record from the same case."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case.errors import ArchiveBusy, InvalidCase, NotConfirmed
from goodoffices.case.yaml_edit import append_entries, set_field
from goodoffices.record import recording_files
from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.archived import read_archived
from goodoffices.record.files_point import holding_files, read_files_point
from goodoffices.record.folder import read_folder
from goodoffices.record.recording_files import FilesRecorded, record_files
from goodoffices.record.write_back import WrittenBack, is_behind, write_back
from tests.pages import Pages
from tests.records import write_case, yaml_data

CASE = "parties:\n  - {id: north, name: North}\n"
RECORD = "notes:\n  - {id: n1, text: One.}\n  - {id: n2, text: Two.}\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "talks", case=CASE, record=RECORD)


def vera() -> str:
    return "vera"


def nobody() -> str:
    raise AssertionError("nobody needs to be asked for")


def notes(case: Path) -> dict[str, str]:
    return {one["id"]: one["text"] for one in yaml_data(case / "record.yaml")["notes"]}


def unrecorded(case: Path) -> list[str]:
    return [str(edit) for edit in read_archived(read_folder(case)).edits]


def test_without_pages_edits_are_recorded_and_nothing_is_agreed(case: Path) -> None:
    done = record_files(case, by=vera)
    assert [str(edit) for edit in done.edits] == [
        "added case case",
        "added note n1",
        "added note n2",
        "added party north",
    ]
    assert done.head == Archive(case / "archive").head()
    assert not (case / "database").exists()


def test_nobody_is_asked_for_where_there_is_nothing_to_record(case: Path) -> None:
    head = record_files(case, by=vera).head
    assert record_files(case, by=nobody) == FilesRecorded([], head)


def test_recording_first_takes_over_what_pages_recorded(case: Path) -> None:
    """Files that do not know it yet must not take it back."""
    pages = Pages.of(case)
    pages.put(("note", "n1"), text="In the pages.")
    set_field(case / "record.yaml", "notes", "n2", "text", "By hand.")
    done = record_files(case, by=vera)
    assert [str(edit) for edit in done.edits] == ["changed note n2: text"]
    assert notes(case) == {"n1": "In the pages.", "n2": "By hand."}
    assert (unrecorded(case), is_behind(case)) == ([], False)


def test_an_edit_kept_is_recorded_over_what_the_pages_recorded(case: Path) -> None:
    pages = Pages.of(case)
    set_field(case / "record.yaml", "notes", "n1", "text", "By hand.")
    pages.put(("note", "n1"), text="In the pages.")
    done = record_files(case, by=vera)
    assert [str(edit) for edit in done.edits] == ["changed note n1: text"]
    assert pages.contents()["note", "n1"]["text"] == "By hand."
    assert not is_behind(case)


def test_an_interruption_before_the_point_moves_on_does_no_harm(case: Path) -> None:
    pages = Pages.of(case)
    agreed = (case / "database" / "files.json").read_bytes()
    set_field(case / "record.yaml", "notes", "n1", "text", "By hand.")
    record_files(case, by=vera)
    (case / "database" / "files.json").write_bytes(agreed)
    pages.put(("note", "n1"), text="In the pages.")
    assert write_back(case) == WrittenBack((("note", "n1"),))
    assert unrecorded(case) == []


def test_of_several_edits_those_meant_alone_are_recorded(case: Path) -> None:
    """What a review did is recorded as its own; an edit by hand waits for who made it."""
    Pages.of(case)
    set_field(case / "record.yaml", "notes", "n1", "text", "In the review.")
    set_field(case / "record.yaml", "notes", "n2", "text", "By hand.")
    done = record_files(case, by=vera, only=lambda edit: edit.id == "n1")
    assert [str(edit) for edit in done.edits] == ["changed note n1: text"]
    assert (unrecorded(case), is_behind(case)) == (["changed note n2: text"], False)
    assert write_back(case) == WrittenBack()
    assert notes(case) == {"n1": "In the review.", "n2": "By hand."}


def test_what_pages_record_in_between_is_looked_at_again(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = Pages.of(case)
    set_field(case / "record.yaml", "notes", "n2", "text", "By hand.")
    asked: list[str] = []

    def slow_vera() -> str:
        if not asked:
            pages.put(("note", "n1"), text="In the pages.")
        asked.append("vera")
        return "vera"

    done = record_files(case, by=slow_vera)
    assert [str(edit) for edit in done.edits] == ["changed note n2: text"]
    assert (len(asked), notes(case)) == (2, {"n1": "In the pages.", "n2": "By hand."})
    monkeypatch.setattr(recording_files, "ATTEMPTS", 1)
    asked.clear()
    set_field(case / "record.yaml", "notes", "n2", "text", "Again.")
    pages.put(("note", "n1"), text="Something else.")

    def never_done() -> str:
        pages.put(("note", "n1"), text="In the pages again.")
        return "vera"

    with pytest.raises(ArchiveBusy):
        record_files(case, by=never_done)
    assert unrecorded(case)[-1] == "changed note n2: text"


def test_a_mark_of_the_pages_moves_the_point_and_no_file(case: Path) -> None:
    pages = Pages.of(case)
    before = (case / "record.yaml").read_bytes()
    pages.archive.append("team", [NewEvent("mark", by="ana", name="briefed")])
    assert write_back(case) == WrittenBack()
    agreed = read_files_point(case)
    assert agreed is not None
    assert (agreed.head, agreed.at) == (pages.archive.head(), pages.archive.marks()["briefed"])
    assert (case / "record.yaml").read_bytes() == before


def test_what_was_erased_is_not_recorded_again(case: Path) -> None:
    pages = Pages.of(case)
    pages.erase(("note", "n1"))
    write_back(case)
    append_entries(case / "record.yaml", "notes", [{"id": "n1", "text": "One."}])
    with pytest.raises(NotConfirmed, match="note n1, erased on"):
        record_files(case, by=vera)


def test_a_case_with_mistakes_is_not_recorded(case: Path) -> None:
    append_entries(case / "record.yaml", "notes", [{"id": "n3"}])
    with pytest.raises(InvalidCase):
        record_files(case, by=nobody)
    assert not (case / "archive").exists()


def test_recording_waits_for_whoever_writes_the_files(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Pages.of(case)
    monkeypatch.setattr(recording_files, "WAIT_S", 0)
    with holding_files(case, wait_s=0), pytest.raises(ArchiveBusy):
        record_files(case, by=vera)
