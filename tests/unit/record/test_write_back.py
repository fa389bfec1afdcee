"""The files follow what pages recorded, and keep what a hand wrote."""

# ruff: noqa: E501 -- one entry of the case stands on one line
from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goodoffices.case import yaml_edit
from goodoffices.case.errors import (
    ArchiveBusy,
    CannotWrite,
    InvalidCase,
    NotConfirmed,
)
from goodoffices.case.yaml_edit import append_entries, remove_entry, set_field
from goodoffices.record import written_entries
from goodoffices.record.archived import read_archived
from goodoffices.record.checks.check import load
from goodoffices.record.erasing import erase_entry
from goodoffices.record.files_point import holding_files, read_files_point
from goodoffices.record.folder import read_folder
from goodoffices.record.write_back import WrittenBack, begin, is_behind, write_back
from tests.interruptions import Disk, PowerCut
from tests.pages import Pages
from tests.records import write_case, yaml_data

CASE = """\
# what it is about
caution: Invented.   # for every page
parties:
  - id: north   # the host
    name: North
    organs:
      # decides
      - {id: cabinet, name: Cabinet}
  - {id: south, name: South}
issues:
  - {id: corridor, options: [{id: stays}, {id: out}]}
"""
ROUNDS = """\
meetings:
  # in the old house
  - id: m1
    where: Geneva
"""
RECORD = """\
documents:
  - id: d1   # the wire
    title: Report
    file: a.txt
statements:
  # the first
  - id: s1
    words: We stay.   # loudly
    chain:
      - speaker: north   # herself
        to: team
    said_on: 2026-01-02
    readings:
      # the hard one
      - id: r1
        party: north
        stance: insists
        proposition: corridor is stays   # to the end
      - {id: r2, status: alternative, alternative_to: r1, party: north, stance: demands, proposition: corridor is stays}
  # the second
  - id: s2
    words: It leaves.
    chain: [{speaker: south, to: public}]
    readings: [{id: r3, party: south, stance: insists, proposition: corridor is out}]

# what we think
notes:
  - id: n1   # ours
    text: They fear it.
"""
TEXT = "We stay. It leaves."


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for a real disk; what an interruption loses is told by a disk of its own."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(
        tmp_path / "talks", case=CASE, rounds=ROUNDS, record=RECORD, documents={"a.txt": TEXT}
    )


@pytest.fixture
def pages(case: Path) -> Pages:
    return Pages.of(case)


def unrecorded(case: Path) -> list[str]:
    return [str(edit) for edit in read_archived(read_folder(case)).edits]


def changed_lines(case: Path, name: str, before: str) -> tuple[list[str], list[str]]:
    """The lines that went from a file, and those that came."""
    old, new = before.splitlines(), (case / name).read_text("utf-8").splitlines()
    return [one for one in old if one not in new], [one for one in new if one not in old]


def files_of(case: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(case)): file.read_bytes()
        for file in sorted(case.rglob("*"))
        if file.is_file() and not {"archive", ".cache", "database"} & set(file.parts)
        if not file.name.startswith(".")
    }


# ------------------------------------------------------------------ beginning


def test_begin_says_with_which_point_the_files_agree(case: Path) -> None:
    pages = Pages.of(case)
    events = list(pages.archive.events())
    file = case / "database" / "files.json"
    assert json.loads(file.read_bytes()) == {
        "schema": "goodoffices/files/1",
        "head": pages.archive.head(),
        "at": f"{max(event.at for event in events):%Y-%m-%dT%H:%M:%S.%fZ}",
    }
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_begin_refuses_edits_that_are_not_recorded(case: Path) -> None:
    with pytest.raises(NotConfirmed, match="12 edits of the files waits for a person: record"):
        begin(case)
    assert read_files_point(case) is None


def test_begin_again_leaves_what_is_said(pages: Pages) -> None:
    agreed = read_files_point(pages.path)
    pages.put(("note", "n1"), text="They do not.")
    begin(pages.path)
    assert read_files_point(pages.path) == agreed


def test_without_pages_nothing_is_written_back(case: Path) -> None:
    before = files_of(case)
    assert write_back(case) == WrittenBack()
    assert not (case / "database").exists()
    assert files_of(case) == before


def test_files_that_are_up_to_date_stay_as_they_are(pages: Pages) -> None:
    before = files_of(pages.path)
    assert not is_behind(pages.path)
    assert write_back(pages.path) == WrittenBack()
    assert files_of(pages.path) == before


# ------------------------------------------------------------------ following


def test_only_the_field_that_changed_changes(pages: Pages, case: Path) -> None:
    before = (case / "record.yaml").read_text("utf-8")
    pages.put(("statement", "s1"), words="We will stay.", note="Calmly.")
    assert is_behind(case)
    assert write_back(case) == WrittenBack((("statement", "s1"),))
    assert changed_lines(case, "record.yaml", before) == (
        ["    words: We stay.   # loudly"],
        ["    words: We will stay. # loudly", "    note: Calmly."],
    )
    assert (unrecorded(case), is_behind(case)) == ([], False)


def test_a_reading_changes_within_its_statement(pages: Pages, case: Path) -> None:
    before = (case / "record.yaml").read_text("utf-8")
    pages.put(("reading", "r1"), stance="demands")
    assert write_back(case) == WrittenBack((("reading", "r1"),))
    assert changed_lines(case, "record.yaml", before) == (
        ["        stance: insists"],
        ["        stance: demands"],
    )
    assert unrecorded(case) == []


def test_a_new_reading_stands_last_and_one_that_goes_leaves_the_others(
    pages: Pages, case: Path
) -> None:
    new = {"party": "north", "stance": "prefers", "proposition": "corridor is stays"}
    before = (case / "record.yaml").read_text("utf-8")
    pages.put(("reading", "r4"), statement="s1", **new)
    pages.remove(("reading", "r2"))
    assert write_back(case) == WrittenBack((("reading", "r2"), ("reading", "r4")))
    gone, come = changed_lines(case, "record.yaml", before)
    assert ([line.split(",")[0] for line in gone], come) == (
        ["      - {id: r2"],
        [
            "      - id: r4",
            "        stance: prefers",
            "        proposition: corridor is stays",
        ],
    )
    assert unrecorded(case) == []


def test_the_last_reading_that_goes_takes_its_list(pages: Pages, case: Path) -> None:
    pages.remove(("reading", "r3"))
    write_back(case)
    assert list(yaml_data(case / "record.yaml")["statements"][1]) == ["id", "words", "chain"]
    assert unrecorded(case) == []


def test_a_reading_moves_to_another_statement(pages: Pages, case: Path) -> None:
    pages.put(("reading", "r3"), statement="s1")
    assert write_back(case) == WrittenBack((("reading", "r3"),))
    first, second = yaml_data(case / "record.yaml")["statements"]
    assert ([one["id"] for one in first["readings"]], "readings" in second) == (
        ["r1", "r2", "r3"],
        False,
    )
    assert unrecorded(case) == []


def test_a_new_statement_begins_with_its_id_and_has_its_readings(pages: Pages, case: Path) -> None:
    pages.put(("statement", "s3"), words="Perhaps.", chain=[{"to": "team", "speaker": "south"}])
    pages.put(("reading", "r9"), statement="s3", party="south", stance="reserves")
    assert write_back(case) == WrittenBack((("reading", "r9"), ("statement", "s3")))
    text = (case / "record.yaml").read_text("utf-8")
    assert (
        """\
  - id: s3
    words: Perhaps.
    chain:
      - speaker: south
        to: team
    readings:
      - id: r9
        party: south
        stance: reserves

# what we think
"""
        in text
    )
    assert unrecorded(case) == []


def test_what_went_in_the_pages_goes_and_comments_around_it_stay(pages: Pages, case: Path) -> None:
    before = (case / "record.yaml").read_text("utf-8")
    pages.remove(("statement", "s1"), ("reading", "r1"), ("reading", "r2"), ("note", "n1"))
    write_back(case)
    text = (case / "record.yaml").read_text("utf-8")
    kept = ["  # the first", "  # the second", "# what we think"]
    assert [line for line in before.splitlines() if line in kept] == kept
    assert [line for line in text.splitlines() if line in kept] == kept
    assert [one["id"] for one in yaml_data(case / "record.yaml")["statements"]] == ["s2"]
    assert unrecorded(case) == []


def test_a_file_that_is_missing_is_begun(pages: Pages, case: Path) -> None:
    pages.put(("undertaking", "leave"), responsible="north", title="Leave the corridor")
    assert write_back(case) == WrittenBack((("undertaking", "leave"),))
    assert (case / "undertakings.yaml").read_text("utf-8") == (
        "schema: goodoffices/undertakings/1\nundertakings:\n  - id: leave\n"
        "    title: Leave the corridor\n    responsible: north\n"
    )
    assert unrecorded(case) == []


def test_what_the_case_says_of_itself_stands_in_two_files(pages: Pages, case: Path) -> None:
    pages.put(("undertaking", "leave"), responsible="north")
    pages.put(("case", "case"), title="The talks", caution=None, common_unit="eur_m")
    assert write_back(case) == WrittenBack((("case", "case"), ("undertaking", "leave")))
    assert (case / "case.yaml").read_text("utf-8") == (
        "schema: goodoffices/case/1\ntitle: The talks\n"
        + CASE.replace("caution: Invented.   # for every page\n", "")
    )
    assert yaml_data(case / "undertakings.yaml")["common_unit"] == "eur_m"
    assert unrecorded(case) == []


def test_a_part_of_a_party_changes_beside_its_comments(pages: Pages, case: Path) -> None:
    before = (case / "case.yaml").read_text("utf-8")
    organs = [{"id": "cabinet", "name": "The cabinet"}, {"id": "bureau", "name": "Bureau"}]
    pages.put(("party", "north"), organs=organs)
    write_back(case)
    assert changed_lines(case, "case.yaml", before) == (
        ["      - {id: cabinet, name: Cabinet}"],
        ["      - {id: cabinet, name: The cabinet}", "      - id: bureau", "        name: Bureau"],
    )
    assert unrecorded(case) == []


# ------------------------------------------------------------------ texts


def test_a_new_document_brings_its_text(pages: Pages, case: Path) -> None:
    text = "\ufeffA second.\r\nEnd."
    pages.put(("document", "d2"), title="Letter", file="letters/b.txt", text=text)
    assert write_back(case) == WrittenBack((("document", "d2"),))
    assert read_folder(case).texts == {"d1": TEXT, "d2": text}
    assert unrecorded(case) == []


def test_a_text_changes_and_a_name_that_nobody_uses_goes(pages: Pages, case: Path) -> None:
    pages.put(("document", "d1"), file="new.txt", text="We stayed.")
    write_back(case)
    assert sorted(one.name for one in (case / "documents").iterdir()) == ["new.txt"]
    assert (case / "documents" / "new.txt").read_text("utf-8") == "We stayed."
    assert unrecorded(case) == []


def test_a_text_never_replaces_a_file_that_was_not_recorded(pages: Pages, case: Path) -> None:
    (case / "documents" / "b.txt").write_text("By hand.", "utf-8")
    pages.put(("document", "d2"), file="b.txt", text="From the pages.")
    assert write_back(case) == WrittenBack((), (("document", "d2"),))
    assert (case / "documents" / "b.txt").read_text("utf-8") == "By hand."
    assert unrecorded(case) == ["removed document d2"]


@pytest.mark.parametrize("name", ["../outside.txt", "", "."])
def test_a_text_never_leaves_its_folder(pages: Pages, case: Path, name: str) -> None:
    pages.put(("document", "d2"), file=name, text="From the pages.")
    assert write_back(case) == WrittenBack((), (("document", "d2"),))
    assert not (case / "outside.txt").exists()


# ------------------------------------------------------------------ erasures


def test_what_was_erased_leaves_the_files_with_a_line(pages: Pages, case: Path) -> None:
    pages.erase(("statement", "s1"), ("reading", "r1"), ("reading", "r2"))
    write_back(case)
    assert not (case / ".cache").exists()
    data = yaml_data(case / "record.yaml")
    day = f"{max(event.at for event in pages.archive.events()):%Y-%m-%d}"
    line = {"on": date.fromisoformat(day), "by": "ana", "reason": "asked"}
    assert [one["id"] for one in data["statements"]] == ["s2"]
    assert data["erased"] == [
        {"kind": "reading", "id": "r1", **line},
        {"kind": "reading", "id": "r2", **line},
        {"kind": "statement", "id": "s1", **line},
    ]
    assert unrecorded(case) == []


def test_an_erasure_takes_what_a_hand_wrote_on_the_entry(pages: Pages, case: Path) -> None:
    """Erased words must not stay because somebody had corrected a letter of them."""
    set_field(case / "record.yaml", "statements", "s1", "words", "We stay!")
    hand = {"id": "r8", "party": "north", "stance": "reserves"}
    set_field(case / "record.yaml", "statements", "s1", "readings", [hand])
    pages.erase(("statement", "s1"), ("reading", "r1"), ("reading", "r2"))
    assert write_back(case).kept == ()
    data = yaml_data(case / "record.yaml")
    assert [one["id"] for one in data["statements"]] == ["s2"]
    assert [one["id"] for one in data["erased"]] == ["r1", "r2", "r8", "s1"]


def test_an_erased_document_takes_its_text_and_its_drafts(pages: Pages, case: Path) -> None:
    (case / "drafts").mkdir()
    (case / "drafts" / "d1.json").write_text('{"document": {"id": "d1"}, "drafts": []}')
    pages.erase(("document", "d1"))
    assert write_back(case) == WrittenBack((("document", "d1"),))
    assert list((case / "documents").iterdir()) == []
    assert not (case / "drafts" / "d1.json").exists()
    assert unrecorded(case) == []


def test_erased_and_recorded_again_is_there_again(pages: Pages, case: Path) -> None:
    pages.erase(("note", "n1"))
    pages.put(("note", "n1"), text="They fear nothing.")
    assert write_back(case) == WrittenBack((("note", "n1"),))
    data = yaml_data(case / "record.yaml")
    assert (data["notes"], "erased" in data) == (
        [{"id": "n1", "text": "They fear nothing."}],
        False,
    )


def test_erasing_by_the_command_line_needs_no_second_line(pages: Pages, case: Path) -> None:
    erase_entry(case, "n1", by="vera", reason="asked")
    assert write_back(case) == WrittenBack()
    assert [one["id"] for one in yaml_data(case / "record.yaml")["erased"]] == ["n1"]
    assert not is_behind(case)


# ------------------------------------------------------------------ edits by hand


def test_an_edit_by_hand_elsewhere_stays_unrecorded(pages: Pages, case: Path) -> None:
    set_field(case / "record.yaml", "notes", "n1", "text", "By hand.")
    append_entries(case / "record.yaml", "notes", [{"id": "n2", "text": "New."}])
    pages.put(("statement", "s1"), words="We will stay.")
    assert write_back(case) == WrittenBack((("statement", "s1"),))
    assert unrecorded(case) == ["changed note n1: text", "added note n2"]


def test_an_entry_edited_in_both_keeps_the_hand_and_says_so(pages: Pages, case: Path) -> None:
    set_field(case / "record.yaml", "notes", "n1", "text", "By hand.")
    pages.put(("note", "n1"), text="In the pages.")
    assert write_back(case) == WrittenBack((), (("note", "n1"),))
    assert unrecorded(case) == ["changed note n1: text"]
    assert write_back(case) == WrittenBack()
    assert yaml_data(case / "record.yaml")["notes"][0]["text"] == "By hand."


def test_the_same_edit_in_both_is_no_news(pages: Pages, case: Path) -> None:
    set_field(case / "record.yaml", "notes", "n1", "text", "The same.")
    pages.put(("note", "n1"), text="The same.")
    assert write_back(case) == WrittenBack()
    assert unrecorded(case) == []


def test_an_entry_removed_by_hand_does_not_come_back(pages: Pages, case: Path) -> None:
    remove_entry(case / "record.yaml", "notes", "n1")
    pages.put(("note", "n1"), text="In the pages.")
    assert write_back(case) == WrittenBack((), (("note", "n1"),))
    assert unrecorded(case) == ["removed note n1"]


def test_a_statement_stays_where_a_reading_by_hand_needs_it(pages: Pages, case: Path) -> None:
    set_field(case / "record.yaml", "statements", "s1", ("readings", 0, "why"), "By hand.")
    pages.remove(("statement", "s1"), ("reading", "r1"), ("reading", "r2"))
    assert write_back(case) == WrittenBack(
        (("reading", "r2"),), (("reading", "r1"), ("statement", "s1"))
    )
    assert unrecorded(case) == ["added reading r1", "added statement s1"]


def test_a_reading_of_a_statement_removed_by_hand_has_no_place(pages: Pages, case: Path) -> None:
    remove_entry(case / "record.yaml", "statements", "s2")
    pages.put(("reading", "r1"), statement="s2")
    assert write_back(case) == WrittenBack((), (("reading", "r1"),))
    assert unrecorded(case) == [
        "moved reading r1 from team to north: statement",
        "removed reading r3",
        "removed statement s2",
    ]


def test_a_damaged_files_point_loses_no_edit_by_hand(pages: Pages, case: Path) -> None:
    set_field(case / "record.yaml", "notes", "n1", "text", "By hand.")
    pages.put(("statement", "s1"), words="We will stay.")
    (case / "database" / "files.json").write_text("{")
    assert write_back(case) == WrittenBack((("statement", "s1"),), (("note", "n1"),))
    assert unrecorded(case) == ["changed note n1: text"]
    assert not is_behind(case)


# ------------------------------------------------------------------ refusals


def test_a_file_too_large_to_be_read_is_not_written(
    pages: Pages, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.put(("party", "north"), name="The North")
    pages.put(("document", "d2"), file="b.txt", text="From the pages.")
    pages.put(("note", "n1"), text="x" * 5_000)
    before = files_of(case)
    monkeypatch.setattr(written_entries, "LIMIT_BYTES", 4_000)
    said = r"record.yaml: it would have 0.0 MB, and at most 0.004 MB are read; nothing was changed"
    with pytest.raises(CannotWrite, match=said):
        write_back(case)
    assert files_of(case) == before
    assert is_behind(case)


def test_an_entry_that_grows_until_its_file_is_too_large_is_not_written(
    pages: Pages, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.put(("note", "n1"), text="short")
    write_back(case)
    before = files_of(case)
    pages.put(("note", "n1"), text="x" * 5_000)
    monkeypatch.setattr(written_entries, "LIMIT_BYTES", 4_000)
    with pytest.raises(CannotWrite, match=r"it would have 0\.0 MB"):
        write_back(case)
    assert files_of(case) == before


def test_files_that_cannot_be_read_wait(pages: Pages, case: Path) -> None:
    pages.put(("note", "n1"), text="In the pages.")
    (case / "rounds.yaml").write_text("meetings: [\n")
    before = files_of(case)
    with pytest.raises(InvalidCase):
        write_back(case)
    assert (files_of(case), is_behind(case)) == (before, True)


def test_words_that_no_file_holds_are_refused(pages: Pages, case: Path) -> None:
    pages.put(("note", "n1"), text="a bell \x07")
    before = files_of(case)
    with pytest.raises(CannotWrite, match="no text"):
        write_back(case)
    assert files_of(case) == before


def test_two_programs_do_not_do_it_at_once(pages: Pages, case: Path) -> None:
    pages.put(("note", "n1"), text="In the pages.")
    with holding_files(case, wait_s=0), pytest.raises(ArchiveBusy):
        write_back(case, wait_s=0)
    assert write_back(case) == WrittenBack((("note", "n1"),))


# ------------------------------------------------------------------ interruptions


def _record_much(pages: Pages) -> None:
    pages.put(("case", "case"), title="The talks", common_unit="eur_m")
    pages.put(("undertaking", "leave"), responsible="north")
    pages.put(("meeting", "m2"), where="Vienna")
    pages.put(("document", "d1"), title="The talks", text="We stayed.")
    pages.put(("document", "d2"), file="b.txt", text="A second.")
    pages.put(("reading", "r1"), stance="demands")
    pages.erase(("note", "n1"))


def _say(pages: Pages, title: str, unit: str, where: str, text: str) -> None:
    """Record in one step what stands in several files."""
    contents = pages.contents()
    contents["case", "case"] |= {"title": title, "common_unit": unit}
    contents["meeting", "m2"] |= {"where": where}
    contents["document", "d1"] |= {"title": title, "text": text}
    pages.record(contents)


def test_interrupted_anywhere_it_is_finished_by_doing_it_again(case: Path, tmp_path: Path) -> None:
    """Also where more was recorded between the interruption and the second time."""
    _record_much(Pages.of(case))
    shutil.copytree(case, tmp_path / "whole")
    with Disk().in_use(tmp_path / "whole") as disk:
        write_back(tmp_path / "whole")
    wanted = files_of(tmp_path / "whole")
    for number, stop in enumerate(range(0, disk.operations, 3)):
        path = tmp_path / f"stopped_{stop}"
        shutil.copytree(case, path)
        with suppress(PowerCut), Disk(stop_at=stop).in_use(path):
            write_back(path)
        if number % 2:
            _say(Pages(path), "Later", "usd_m", "Oslo", "They stayed.")
            assert write_back(path).kept == ()
            assert unrecorded(path) == []
            _say(Pages(path), "The talks", "eur_m", "Vienna", "We stayed.")
        assert write_back(path).kept == ()
        assert (unrecorded(path), is_behind(path)) == ([], False)
        assert files_of(path) == wanted


def test_a_file_changed_meanwhile_is_left_alone(
    pages: Pages, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.put(("note", "n1"), text="In the pages.")
    real: Callable[..., str] = yaml_edit.put_entries

    def edited_meanwhile(*args: object) -> str:
        set_field(case / "record.yaml", "statements", "s1", "note", "By hand.")
        return real(*args)

    monkeypatch.setattr(written_entries, "put_entries", edited_meanwhile)
    with pytest.raises(CannotWrite, match="somebody else meanwhile"):
        write_back(case)
    monkeypatch.undo()
    assert write_back(case) == WrittenBack((("note", "n1"),))
    assert unrecorded(case) == ["changed statement s1: note"]


def test_the_files_are_fit_for_use_afterwards(pages: Pages, case: Path) -> None:
    contents = pages.contents() | {("note", "n1"): {"id": "n1", "text": "In the pages."}}
    pages.record(contents, at=datetime(2030, 1, 1, tzinfo=UTC))  # its clock was ahead
    pages.put(("note", "n2"), text="Later.")
    write_back(case)
    assert [one.id for one in load(case).record.notes] == ["n1", "n2"]
    assert unrecorded(case) == []
