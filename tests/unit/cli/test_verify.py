"""The command `verify`."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Run


def test_a_whole_record_is_confirmed(run: Run, doha: Path) -> None:
    run("record", "doha-round")
    shown = run("verify", "doha-round")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith("whole\n")
    assert run("verify", "doha-round/archive").status == 0


def test_an_altered_event_is_named(run: Run, doha: Path) -> None:
    run("record", "doha-round")
    path = doha / "archive" / "team.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[4] = lines[4].replace('"by":"mira"', '"by":"vera"')
    path.write_text("".join(lines), "utf-8")
    shown = run("verify", "doha-round")
    assert shown.status == 1
    assert "team.jsonl:5" in shown.out
    found = run("verify", "doha-round", "--json")
    assert found.status == 1
    assert "team.jsonl" in found.out
    assert isinstance(found.json, dict)


def test_an_altered_record_is_not_read(run: Run, doha: Path) -> None:
    run("record", "doha-round")
    path = doha / "archive" / "team.jsonl"
    path.write_text(path.read_text("utf-8").replace('"by":"mira"', '"by":"vera"', 1), "utf-8")
    shown = run("brief", "doha-round")
    assert (shown.status, shown.out) == (2, "")
    assert "team.jsonl:1" in shown.err


def test_growth_from_a_head_is_proven(run: Run, doha: Path) -> None:
    head = run("record", "doha-round", "--json").json["head"]
    run("mark", "doha-round", "later")
    assert run("verify", "doha-round", "--head", head).status == 0
    other = run("verify", "doha-round", "--head", "0" * 64)
    assert other.status == 1


def test_a_case_without_an_archive_says_how_to_start_one(run: Run, doha: Path) -> None:
    shown = run("verify", "doha-round")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith(
        "goodoffices: doha-round holds no archive yet; `goodoffices record doha-round` starts one"
    )
