"""The command `gaps`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

NEW_WORDS = """
  - id: s16
    words: they did not say whether progress may be hoped
    document: efe_report
    said_on: 2024-09-02
    chain:
      - {speaker: israel, to: public, capacity: official, channel: press, grade: B2}
    readings:
      - id: r16
        party: israel
        stance: insists
        proposition: netzarim is stays
        read_by: mira
        read_on: 2024-09-02
        why: Added by a test.
    handling: public

links:
"""


def test_states_silences_and_questions(run: Run, doha: Path) -> None:
    shown = run("gaps", "doha-round")
    assert (shown.status, shown.err) == (0, "")
    for title in ("Reported positions", "Issue by issue", "Not reported", "Ask next"):
        assert f"\n\n{title}\n" in shown.out
    assert "What changed" not in shown.out


def test_since_a_mark(run: Run, doha: Path) -> None:
    run("mark", "doha-round", "briefed")
    assert (
        "What changed\n  Nothing changed.\n" in run("gaps", "doha-round", "--since", "briefed").out
    )
    record = doha / "record.yaml"
    record.write_text(record.read_text("utf-8").replace("\nlinks:\n", NEW_WORDS, 1), "utf-8")
    shown = run("gaps", "doha-round", "--since", "briefed")
    assert shown.status == 0, shown.err
    changed = shown.out.partition("What changed\n")[2].partition("\n\n")[0]
    assert changed.strip().startswith("- New: Israel: Netzarim corridor: Israeli forces stay")


@pytest.mark.parametrize("since", ["2024-08-30", "2024-09-01"])
def test_since_a_day(run: Run, doha: Path, since: str) -> None:
    """What was said later than that day is new."""
    record = doha / "record.yaml"
    record.write_text(record.read_text("utf-8").replace("\nlinks:\n", NEW_WORDS, 1), "utf-8")
    out = run("gaps", "doha-round", "--since", since).out
    assert "- New: Israel: Netzarim corridor" in out


def test_since_a_round(run: Run, doha: Path) -> None:
    shown = run("gaps", "doha-round", "--since", "cairo_round")
    assert (shown.status, shown.err) == (0, "")
    assert "What changed\n" in shown.out


def test_since_a_round_of_which_the_end_is_not_known(run: Run, doha: Path) -> None:
    shown = run("gaps", "doha-round", "--since", "doha_round")
    assert (shown.status, shown.out) == (2, "")
    assert 'it is not known when round "doha_round" ended; give a date' in shown.err


def test_since_nothing_known_gets_the_nearest(run: Run, doha: Path) -> None:
    shown = run("gaps", "doha-round", "--since", "cairo_rond")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err == (
        'goodoffices: there is no date, round or mark "cairo_rond"; did you mean "cairo_round"? '
        "(there are: cairo_round, doha_round)\n"
    )


def test_json_has_changes_where_asked_for(run: Run, doha: Path) -> None:
    plain = run("gaps", "doha-round", "--json").json
    assert plain["schema"] == "goodoffices/gaps/1"
    since = run("gaps", "doha-round", "--json", "--since", "cairo_round").json
    assert since["changes"]
