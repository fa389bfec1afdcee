"""The command `erase`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from goodoffices.cli import erase
from tests.unit.cli.conftest import Run

WORDS = "About the coming round they gave no details"


def test_content_is_gone_and_the_chain_verifies(run: Run, doha: Path) -> None:
    run("record", "doha-round")
    shown = run("erase", "doha-round", "s13", "--reason", "withdrawn", "--yes")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "Erased statement s13 in the archive.",
        "Erased statement s13 in record.yaml.",
        "Its words still stand in document efe_report, which is an entry of its own.",
    ]
    assert run("verify", "doha-round").status == 0
    assert WORDS not in (doha / "record.yaml").read_text("utf-8")
    contents = (doha / "archive" / "team.contents").read_text("utf-8").splitlines()
    # The document is an entry of its own, and keeps its text until it is erased itself.
    assert ["efe_report" in line for line in contents if WORDS in line] == [True]


def test_nothing_is_erased_without_a_yes(doha: Path) -> None:
    before = (doha / "record.yaml").read_bytes()
    result = CliRunner().invoke(
        erase.command, [str(doha), "s13", "--reason", "x", "--by", "mira"], input="n\n"
    )
    assert result.exit_code == 1
    assert "Destroy s13 in" in result.output
    assert "It cannot be brought back" in result.output
    assert (doha / "record.yaml").read_bytes() == before


def test_json_says_what_is_gone(run: Run, doha: Path) -> None:
    run("record", "doha-round")
    found = run("erase", "doha-round", "s13", "--reason", "x", "--yes", "--json").json
    assert (found["schema"], found["id"]) == ("goodoffices/erased/1", "s13")
    assert len(found["done"]) == 3


def test_an_unknown_entry_gets_the_nearest(run: Run, doha: Path) -> None:
    shown = run("erase", "doha-round", "s99", "--reason", "x", "--yes")
    assert (shown.status, shown.out) == (2, "")
    assert 'there is no entry to erase "s99"; did you mean "s9"?' in shown.err


def test_a_reason_is_needed(run: Run, doha: Path) -> None:
    shown = run("erase", "doha-round", "s13", "--yes")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == "goodoffices: --reason is missing; see `goodoffices erase --help`\n"
