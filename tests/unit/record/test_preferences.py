"""Preferences in the record: checked where they stand, seen only by whoever may, archived."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.cli.main import main
from goodoffices.record.checks.check import check, load
from goodoffices.record.fold import Fold
from goodoffices.record.visibility import as_seen_by, viewer_named
from tests.briefs import copy_example

HEAD = "schema: goodoffices/preferences/1\npreferences:\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return copy_example("camp-david-1978", tmp_path)


def write(case: Path, *lines: str) -> None:
    (case / "preferences.yaml").write_text(HEAD + "\n".join(lines) + "\n")


def mistakes(case: Path) -> list[str]:
    return [str(one) for one in check(case).mistakes]


def test_the_example_has_the_published_points(case: Path) -> None:
    preferences = Fold(load(case).record).case().preferences
    assert [(one.party, int(one.total)) for one in preferences] == [("israel", 80), ("egypt", 95)]


def test_a_case_without_the_file_has_none(case: Path) -> None:
    (case / "preferences.yaml").unlink()
    assert Fold(load(case).record).case().preferences == ()


def test_every_mistake_is_named_with_its_place(case: Path) -> None:
    write(
        case,
        "  - id: one",
        "    party: isreal",
        "    weights: {linkage: 50, frieze: 50}",
        "  - id: two",
        "    party: egypt",
        "    weights: {linkage: 50, freeze: 46}",
        "    interactions:",
        "      - {when: linkage is tight, worth: 1}",
        "    cites: [s99]",
        "  - id: three",
        "    party: egypt",
    )
    found = [(one.line, one.column, one.message, one.found) for one in check(case).mistakes]
    assert found == [
        (4, 12, 'there is no party of this name; did you mean "israel"?', "isreal"),
        (5, 36, "there is no issue of this name", "frieze"),
        (8, 14, "the weights sum to 96", ""),
        (10, 27, "unknown option of linkage", "tight"),
        (11, 13, 'there is no entry of this name; did you mean "s9"?', "s99"),
        (13, 12, "egypt has preferences already: two; one entry says all of them", "three"),
    ]


def test_an_interval_upside_down_is_a_mistake_at_its_place(case: Path) -> None:
    write(case, "  - {id: one, party: egypt, weights: {linkage: [60, 40]}}")
    assert mistakes(case) == ["preferences.yaml:3:48: the interval is upside down: 60 is above 40"]


def test_without_handling_a_party_sees_none_that_cites_nothing(case: Path) -> None:
    """In confidence to the team: not even its own, which somebody judged."""
    write(case, "  - {id: one, party: egypt, order: [linkage], source: a scholar}")
    record = load(case).record
    assert [one.id for one in as_seen_by(record, viewer_named("", record)).preferences] == ["one"]
    assert as_seen_by(record, viewer_named("egypt", record)).preferences == ()


def test_a_party_that_may_see_one_is_not_told_who_says_so(case: Path) -> None:
    record = load(case).record
    seen = as_seen_by(record, viewer_named("egypt", record)).preferences
    assert [(one.id, one.source) for one in seen] == [("israel_points", ""), ("egypt_points", "")]


def test_one_that_names_what_a_viewer_may_not_see_is_not_shown(case: Path) -> None:
    file = case / "case.yaml"
    hidden = file.read_text().replace(
        "    cites: [s1, s2, s15]\n    handling: public", "    handling: in_confidence", 1
    )
    assert hidden != file.read_text()
    file.write_text(hidden)
    record = load(case).record
    assert as_seen_by(record, viewer_named("egypt", record)).preferences == ()
    assert len(as_seen_by(record, viewer_named("", record)).preferences) == 2


def test_what_rests_on_statements_that_do_not_count_does_not_count(case: Path) -> None:
    write(case, "  - {id: one, party: egypt, order: [linkage], cites: [s5]}")
    fold = Fold(load(case).record)
    assert [one.cites for one in fold.case().preferences] == [("s5",)]
    assert fold.case(without=frozenset({"s5"})).preferences == ()


def test_preferences_are_recorded_and_come_back_from_the_archive(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODOFFICES_BY", "mira")
    assert main(["record", str(case)]) == 0
    checked = load(case)
    archived = checked.archived.known_at(checked.archived.moment("2999-01-01"))
    assert {one.id: one for one in archived.preferences} == {
        one.id: one for one in checked.record.preferences
    }
    assert checked.record.unrecorded == 0


def test_looking_back_keeps_an_order_of_options(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--known-at` and `--since` show a preference as it was recorded."""
    monkeypatch.setenv("GOODOFFICES_BY", "mira")
    write(
        case,
        "  - id: orders",
        "    party: egypt",
        "    options: {linkage: [close, loose, no_link]}",
        "    cites: [s4]",
    )
    assert main(["mark", str(case), "before"]) == 0
    for words in (["--known-at", "before"], ["--since", "before"]):
        assert main(["gaps", str(case), *words]) == 0
    capsys.readouterr()
