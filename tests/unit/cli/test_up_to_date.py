"""Before a command opens a case, its files are brought up to what pages recorded."""

from __future__ import annotations

from pathlib import Path

from goodoffices.case.yaml_edit import set_field
from goodoffices.record.write_back import is_behind
from tests.pages import Pages
from tests.unit.cli.conftest import Run

BROUGHT = "Brought the files up to what was recorded in the pages: "


def test_a_command_says_once_what_was_brought_up_to_date(run: Run, doha: Path) -> None:
    pages = Pages.of(doha)
    pages.put(("statement", "s9"), note="As told in the pages.")
    pages.put(("document", "new"), title="A letter", file="new.txt", text="Words.")
    shown = run("check", "doha-round", "--json")
    assert (shown.status, shown.err) == (0, f"{BROUGHT}2 entries.\n")
    assert shown.json["mistakes"] == []
    assert run("check", "doha-round").err == ""


def test_an_edit_by_hand_is_kept_and_named(run: Run, doha: Path) -> None:
    pages = Pages.of(doha)
    set_field(doha / "record.yaml", "statements", "s9", "note", "By hand.")
    pages.put(("statement", "s9"), note="In the pages.")
    pages.put(("party", "hamas"), name="Hamas (the movement)")
    assert run("matrix", "doha-round").err == (
        f"{BROUGHT}1 entry.\n"
        "Kept as edited by hand, where the pages recorded otherwise: statement s9.\n"
    )
    assert run("record", "doha-round", "--dry-run").out == (
        "  changed statement s9: note\n1 edit would be recorded.\n"
    )


def test_record_and_mark_record_after_the_files_are_up_to_date(run: Run, doha: Path) -> None:
    pages = Pages.of(doha)
    pages.put(("statement", "s9"), note="In the pages.")
    set_field(doha / "record.yaml", "statements", "s8", "note", "By hand.")
    shown = run("record", "doha-round")
    assert (shown.out.splitlines()[:2], shown.err) == (
        ["  changed statement s8: note", "Recorded 1 edit as mira."],
        f"{BROUGHT}1 entry.\n",
    )
    set_field(doha / "record.yaml", "statements", "s8", "note", "Again.")
    assert run("mark", "doha-round", "briefed").out.splitlines()[0] == "Recorded 1 edit first."
    assert run("check", "doha-round").err == ""
    assert not is_behind(doha)


def test_verify_and_help_leave_the_files_alone(run: Run, doha: Path) -> None:
    pages = Pages.of(doha)
    pages.put(("statement", "s9"), note="In the pages.")
    before = (doha / "record.yaml").read_bytes()
    assert run("verify", "doha-round").status == 0
    assert run("check", "--help").status == 0
    assert (is_behind(doha), (doha / "record.yaml").read_bytes()) == (True, before)


def test_files_that_cannot_be_read_are_left_to_the_command(run: Run, doha: Path) -> None:
    pages = Pages.of(doha)
    pages.put(("statement", "s9"), note="In the pages.")
    (doha / "rounds.yaml").write_text("rounds: [\n")
    shown = run("check", "doha-round")
    assert (shown.status, shown.err) == (1, "")
    assert shown.out.startswith("rounds.yaml:")


def test_erasing_takes_what_pages_recorded_too(run: Run, doha: Path) -> None:
    pages = Pages.of(doha)
    pages.put(("note", "told"), text="A secret of the pages.")
    shown = run("erase", "doha-round", "told", "--reason", "asked", "--yes")
    assert (shown.status, shown.err) == (0, f"{BROUGHT}1 entry.\n")
    assert shown.out == ("Erased note told in the archive.\nErased note told in record.yaml.\n")
    assert run("check", "doha-round").err == ""
    assert not is_behind(doha)
