"""The command `confirm`."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Run


def test_confirmed_drafts_count(run: Run, doha: Path) -> None:
    run("note", "doha-round", "--said", "qatar:A date will be named.")
    shown = run("confirm", "doha-round", "m1", "s16")
    assert (shown.status, shown.err) == (0, "")
    assert len(shown.out.splitlines()) == 2
    assert "is a draft" not in run("check", "doha-round").out
    assert "16 statements" in run("brief", "doha-round").out


def test_all_or_none(run: Run, doha: Path) -> None:
    run("note", "doha-round", "--said", "qatar:A date will be named.")
    before = (doha / "record.yaml").read_bytes()
    shown = run("confirm", "doha-round", "s16", "s17")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == (
        'goodoffices: there is no draft "s17"; did you mean "s16"? (there are: m1, s16)\n'
    )
    assert (doha / "record.yaml").read_bytes() == before


def test_json_lists_what_is_confirmed(run: Run, doha: Path) -> None:
    run("note", "doha-round", "--said", "qatar:A date will be named.")
    assert run("confirm", "doha-round", "s16", "--json").json == {
        "schema": "goodoffices/confirmed/1",
        "confirmed": ["s16"],
    }


def test_somebody_confirms(run: Run, doha: Path) -> None:
    shown = run("confirm", "doha-round", "s16", "--by", " ")
    assert (shown.status, shown.out) == (2, "")
    assert "who does this? give --by NAME, or set GOODOFFICES_BY" in shown.err
