"""The command `note`: from options, and asked line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import note
from tests.unit.cli.conftest import Run

SAID = ("--said", "qatar:A date will be named.")


def test_a_note_is_made_of_drafts(run: Run, doha: Path) -> None:
    shown = run(
        *("note", "doha-round", "--where", "Doha", "--on", "2024-08-29", *SAID),
        *("--asked", "israel>hamas:Names first.", "--promised", "qatar:A map by Monday"),
    )
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.splitlines()[1:] == [
        "Wrote 4 drafts: m1, s16, msg1, n5.",
        "Read them back, then confirm those that are right:",
        "  goodoffices confirm doha-round m1 s16 msg1 n5",
    ]
    waiting = run("check", "doha-round").out
    for name in ("m1", "s16", "msg1", "n5"):
        assert f"{name} is a draft and counts nowhere" in waiting


def test_a_draft_changes_nothing_but_the_basis(run: Run, doha: Path) -> None:
    before = run("explain", "doha-round").out
    run("note", "doha-round", *SAID)
    after = run("explain", "doha-round").out
    assert " 2 drafts left out until confirmed." in " ".join(after.split())
    assert before.partition("Reported positions")[2] == after.partition("Reported positions")[2]


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (("--said", "no colon"), '--said: "no colon" is not of the form WHO:WORDS'),
        (("--said", "qatar:"), '--said: "qatar:" is not of the form WHO:WORDS'),
        (("--asked", "israel:words"), '--asked: "israel:words" is not of the form FROM>TO:WORDS'),
        (("--promised", ":x"), '--promised: ":x" is not of the form TO:TEXT'),
        (("--channel", "telex"), '--channel: there is no "telex"'),
        (
            ("--said", "isreal:x"),
            'there is no party, organ or source "isreal"; did you mean "israel"?',
        ),
        (("--on", "today", *SAID), '--on: "today" is no day; write it like 2024-08-28'),
    ],
)
def test_what_is_not_understood_is_refused(
    run: Run, doha: Path, option: tuple[str, ...], sentence: str
) -> None:
    before = (doha / "record.yaml").read_bytes()
    shown = run("note", "doha-round", *option)
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith(f"goodoffices: {sentence}")
    assert (doha / "record.yaml").read_bytes() == before


def test_json_lists_the_drafts(run: Run, doha: Path) -> None:
    shown = run("note", "doha-round", *SAID, "--json")
    assert shown.json == {"schema": "goodoffices/noted/1", "drafts": ["m1", "s16"]}
    assert run("note", "doha-round", "--json").json["drafts"] == []


def asked(case: Path, *lines: str) -> str:
    result = CliRunner().invoke(note.command, [str(case), "--by", "mira"], input="\n".join(lines))
    assert result.exception is None, result.exception
    return result.output


def test_without_options_it_asks(doha: Path) -> None:
    said = asked(
        doha,
        *("Doha", "Vera, an envoy", "proximity"),
        *("qatr", "qatar", "A date will be named.", ""),
        *("israel", "hamas", "Names first.", ""),
        *("A map", "qatar", "soon", "2024-09-02", "", ""),
    )
    assert 'There is no "qatr" here. Did you mean "qatar"?' in said
    assert '"soon" is no day' in said
    assert "Wrote 4 drafts: m1, s16, msg1, n5." in said
    rounds = (doha / "rounds.yaml").read_text("utf-8")
    assert "Doha" in rounds
    assert "an envoy" in rounds


def test_what_was_given_before_the_end_is_kept(doha: Path) -> None:
    """Ctrl-C, or the end of the input, loses nothing that was said."""
    said = asked(doha, "Doha", "", "phone", "qatar", "A date will be named.", "")
    assert "Stopped; keeping what was given." in said
    assert "Wrote 2 drafts: m1, s16." in said


def test_nothing_noted_is_nothing_written(doha: Path) -> None:
    before = (doha / "record.yaml").read_bytes()
    assert "Nothing noted; nothing written." in asked(doha, "", "", "", "", "", "", "")
    assert (doha / "record.yaml").read_bytes() == before
