"""The commands `record` and `mark`: edits become events, and a moment gets a name."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Run


def test_edits_become_events_once(run: Run, doha: Path) -> None:
    shown = run("record", "doha-round", "--by", "vera")
    assert shown.status == 0
    *edits, recorded, head = shown.out.splitlines()
    assert "  added statement s9" in edits
    assert recorded == f"Recorded {len(edits)} edits as vera."
    assert head.startswith("The head of the archive is now ")
    assert run("record", "doha-round").out == (
        "Nothing to record: the archive has everything as it stands in the files.\n"
    )


def test_dry_run_records_nothing(run: Run, doha: Path) -> None:
    shown = run("record", "doha-round", "--dry-run")
    assert shown.out.splitlines()[-1].endswith(" edits would be recorded.")
    assert not list(doha.glob("archive/*.jsonl"))


def test_json_says_what_was_recorded(run: Run, doha: Path) -> None:
    run("record", "doha-round")
    record = doha / "record.yaml"
    record.write_text(
        record.read_text("utf-8")
        .replace("Own words", "")
        .replace("note: The cause of", "note: The reported cause of"),
        "utf-8",
    )
    found = run("record", "doha-round", "--json").json
    assert found["schema"] == "goodoffices/recorded/1"
    assert [(one["what"], one["kind"], one["id"]) for one in found["edits"]] == [
        ("changed", "statement", "s9")
    ]
    assert found["edits"][0]["fields"] == ["note"]
    assert len(found["head"]) == 64


def test_unrecorded_edits_are_in_the_basis(run: Run, doha: Path) -> None:
    run("record", "doha-round")
    assert "not yet recorded" not in run("brief", "doha-round").out
    record = doha / "record.yaml"
    record.write_text(
        record.read_text("utf-8").replace("note: The cause of", "note: The reported cause of"),
        "utf-8",
    )
    assert "Includes 1 edit not yet recorded." in " ".join(run("brief", "doha-round").out.split())


def test_a_mark_records_first(run: Run, doha: Path) -> None:
    shown = run("mark", "doha-round", "briefed")
    assert shown.status == 0
    first, second, third = shown.out.splitlines()
    assert first.startswith("Recorded ")
    assert first.endswith(" edits first.")
    assert (second, third) == (
        'Set mark "briefed".',
        "Later: goodoffices gaps doha-round --since briefed",
    )
    listed = run("mark", "doha-round", "--list").out
    assert listed.startswith("briefed  2")
    assert listed.endswith(" UTC\n")
    (mark,) = run("mark", "doha-round", "--list", "--json").json["marks"]
    assert list(mark) == ["name", "at"]


def test_without_marks_the_list_says_so(run: Run, doha: Path) -> None:
    assert run("mark", "doha-round", "--list").out == "No mark is set.\n"
    assert run("mark", "doha-round", "--list", "--json").json["marks"] == []


def test_a_mark_has_a_name(run: Run, doha: Path) -> None:
    shown = run("mark", "doha-round")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith("goodoffices: what is the mark called? goodoffices mark CASE NAME")
