"""Undertakings in the record: checked where they stand, seen only by whoever may, archived."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.cli.main import main
from goodoffices.record.checks.check import check, load
from goodoffices.record.fold import Fold
from goodoffices.record.visibility import as_seen_by, viewer_named
from tests.briefs import copy_example

HEAD = "schema: goodoffices/undertakings/1\n"
PUBLIC = "handling: public"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return copy_example("doha-round", tmp_path)


def write(case: Path, *lines: str) -> None:
    (case / "undertakings.yaml").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def mistakes(case: Path) -> list[str]:
    return [str(one) for one in check(case).mistakes]


def messages(case: Path) -> list[tuple[int, int, str, str]]:
    return [(one.line, one.column, one.message, one.found) for one in check(case).mistakes]


RELEASE = "  - {id: release, responsible: hamas, beneficiaries: [israel], tranches: 3}"
GROUPS = "groups: [{id: north}, {id: south}]"
LEAVE = f"  - {{id: leave, responsible: israel, beneficiaries: [hamas], {GROUPS}}}"


def test_the_example_has_orders_only_and_says_that_they_are_assumed(case: Path) -> None:
    folded = Fold(load(case).record).case()
    assert [one.id for one in folded.undertakings] == [
        "hostages_release",
        "prisoners_release",
        "philadelphi_withdrawal",
    ]
    assert all(one.assumed for one in folded.importance)
    assert not any(one.does.numbers or one.gets.numbers for one in folded.importance)
    assert folded.common_unit == ""


def test_a_case_without_the_file_has_none(case: Path) -> None:
    (case / "undertakings.yaml").unlink()
    assert Fold(load(case).record).case().undertakings == ()


def test_names_that_are_not_there_are_named_with_their_place(case: Path) -> None:
    write(
        case,
        "undertakings:",
        RELEASE,
        LEAVE,
        "  - {id: third, responsible: isreal, beneficiaries: [hamas], after: [releas]}",
        "linkages:",
        "  - {id: l, step: leave.east, after: release.4, asked_by: nobody}",
        "importance:",
        "  - {id: i, party: israel, does: {order: [leave, release.1]}, cites: [s99]}",
    )
    assert messages(case) == [
        (5, 30, 'there is no party of this name; did you mean "israel"?', "isreal"),
        (5, 70, 'there is no undertaking of this name; did you mean "release"?', "releas"),
        (7, 19, "leave has no such tranche", "leave.east"),
        (7, 38, "release has no such tranche", "release.4"),
        (7, 59, "there is no party of this name", "nobody"),
        (9, 50, "release has no groups to be weighed apart", "release.1"),
        (9, 71, 'there is no entry of this name; did you mean "s9"?', "s99"),
    ]


def test_what_waits_for_itself_shows_its_circle(case: Path) -> None:
    write(
        case,
        "undertakings:",
        "  - {id: release, responsible: hamas, after: [leave]}",
        "  - {id: leave, responsible: israel, after: [money]}",
        "  - {id: money, responsible: israel, after: [release]}",
        "  - {id: alone, responsible: israel, after: [alone]}",
        "linkages:",
        "  - {id: l, step: leave, after: leave.1}",
    )
    assert [(line, message) for line, _, message, _ in messages(case)] == [
        (4, "these wait for each other in a circle: leave after money after release after leave"),
        (6, "an undertaking does not wait for itself"),
        (8, "a step does not wait for itself"),
    ]


def test_what_cannot_be_weighed_is_refused(case: Path) -> None:
    """No number is put on persons; nobody bears what others do."""
    write(
        case,
        "undertakings:",
        RELEASE[:-1] + ", persons: true}",
        LEAVE,
        "importance:",
        "  - {id: i, party: israel, gets: {numbers: {release: 5}}}",
        "  - {id: h, party: hamas, does: {order: [leave]}, gets: {order: [leave.north, leave]}}",
        "  - {id: again, party: hamas}",
        "  - {id: e, party: egypt, gets: {order: [release]}}",
        "  - {id: q, party: qatar, gets: {order: [release, release]}}",
    )
    found = [(line, message) for line, _, message, _ in messages(case)]
    assert found == [
        (6, "release is about persons, and no number is put on them: give an order"),
        (7, "it is not hamas that does this"),
        (7, "leave is weighed as a whole and by its groups: one of both"),
        (8, "hamas has an importance already: h; one says it all"),
        (9, "this is not done for egypt"),
        (10, "this is not done for qatar"),
        (10, "this is not done for qatar"),
        (10, "this order goes in a circle: release > release"),
    ]


def test_what_does_not_fit_one_undertaking_is_said_where_it_stands(case: Path) -> None:
    write(
        case,
        "undertakings:",
        "  - {id: money, responsible: israel, beneficiaries: [hamas], amount: 100, smallest: 30}",
        "  - {id: late, responsible: israel, earliest: 20, due: 10}",
        "  - {id: minus, responsible: israel, days: -1}",
        "  - {id: own, responsible: israel, beneficiaries: [israel]}",
        "importance:",
        "  - {id: i, party: israel, weighs: [1, 0]}",
    )
    said = "\n".join(mistakes(case))
    assert "the amount does not divide: 100 is no whole number of tranches of 30" in said
    assert "due on D+10, and not before D+20" in said
    assert "a party undertakes something for others, not for itself" in said
    assert "the interval is upside down: 1 is above 0" in said
    assert "undertakings.yaml:5:" in said


def test_a_step_of_a_schedule_is_done_once(case: Path) -> None:
    write(
        case,
        "undertakings:",
        RELEASE,
        "schedules:",
        "  - id: tabled",
        "    phases:",
        "      - steps: [{does: [release.1]}, {does: [release]}, {does: [relase]}]",
    )
    assert [(line, message) for line, _, message, _ in messages(case)] == [
        (7, "this is done already, as release.1"),
        (7, 'there is no undertaking of this name; did you mean "release"?'),
    ]


def test_without_handling_a_party_sees_nothing_of_it(case: Path) -> None:
    write(
        case,
        "undertakings:",
        RELEASE,
        "linkages:",
        "  - {id: l, step: release.2, after: release.1}",
    )
    record = load(case).record
    assert [one.id for one in as_seen_by(record, viewer_named("", record)).linkages] == ["l"]
    seen = as_seen_by(record, viewer_named("egypt", record))
    assert (seen.undertakings, seen.linkages) == ((), ())


def test_what_names_a_hidden_undertaking_goes_with_it_or_loses_the_name(case: Path) -> None:
    loosened = "[{id: x, after: leave}]"
    steps = "[{does: [leave, open]}, {does: [leave.north]}]"
    write(
        case,
        "undertakings:",
        RELEASE[:-1] + f", {PUBLIC}}}",
        LEAVE,
        f"  - {{id: open, responsible: israel, beneficiaries: [hamas], after: [leave], {PUBLIC}}}",
        "linkages:",
        f"  - {{id: l, step: release.3, after: leave, {PUBLIC}}}",
        f"  - {{id: m, step: release.2, after: open, loosenings: {loosened}, {PUBLIC}}}",
        "importance:",
        f"  - {{id: i, party: israel, does: {{order: [leave, open]}}, {PUBLIC}}}",
        f"  - {{id: h, party: hamas, gets: {{order: [open]}}, source: ours, {PUBLIC}}}",
        "schedules:",
        f"  - {{id: s, phases: [{{steps: {steps}}}], {PUBLIC}}}",
    )
    (case / "undertakings.yaml").write_text(
        (case / "undertakings.yaml").read_text().replace(", {does: [leave.north]}", "")
    )
    record = load(case).record
    seen = as_seen_by(record, viewer_named("egypt", record))
    assert [(one.id, one.after) for one in seen.undertakings] == [("release", ()), ("open", ())]
    assert [(one.id, one.loosenings) for one in seen.linkages] == [("m", ())]
    assert [(one.id, one.source) for one in seen.importance] == [("h", "")]
    assert [step.does for phase in seen.schedules[0].phases for step in phase.steps] == [("open",)]


def test_what_rests_on_statements_that_do_not_count_does_not_count(case: Path) -> None:
    write(
        case,
        "undertakings:",
        RELEASE[:-1] + ", cites: [s3]}",
        LEAVE,
        "linkages:",
        "  - {id: l, step: leave, after: release.1, cites: [s14]}",
    )
    fold = Fold(load(case).record)
    assert [one.id for one in fold.case().linkages] == ["l"]
    without = fold.case(without=frozenset({"s3"}))
    assert ([one.id for one in without.undertakings], without.linkages) == (["leave"], ())


def test_undertakings_are_recorded_and_come_back_from_the_archive(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODOFFICES_BY", "mira")
    assert main(["record", str(case)]) == 0
    checked = load(case)
    archived = checked.archived.known_at(checked.archived.moment("2999-01-01"))
    for name in ("undertakings", "linkages", "importance", "schedules"):
        assert {one.id: one for one in getattr(archived, name)} == {
            one.id: one for one in getattr(checked.record, name)
        }
    assert checked.record.unrecorded == 0


def test_a_linkage_can_be_erased(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_BY", "mira")
    assert main(["record", str(case)]) == 0
    name = "second_phase_after_prisoners"
    assert main(["erase", str(case), name, "--reason", "withdrawn", "--yes"]) == 0
    record = load(case).record
    assert name not in [one.id for one in record.linkages]
    assert (name, "linkage") in [(one.id, one.kind) for one in record.erased]


def test_an_undertaking_that_others_name_is_erased_after_them(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOODOFFICES_BY", "mira")
    assert main(["record", str(case)]) == 0
    words = ["erase", str(case), "hostages_release", "--reason", "withdrawn", "--yes"]
    assert main(words) == 2
    assert (
        "erase first what rests on it: second_phase_after_hostages, israel_matters, hamas_matters"
        in capsys.readouterr().err
    )


def test_a_unit_is_common_only_where_all_have_numbers_in_it(case: Path) -> None:
    numbers = "numbers: {money: 3}"
    write(
        case,
        "undertakings:",
        "  - {id: money, responsible: israel, beneficiaries: [hamas]}",
        "importance:",
        f"  - {{id: i, party: israel, does: {{{numbers}}}, unit: euro}}",
        f"  - {{id: h, party: hamas, gets: {{{numbers}}}, unit: euro}}",
    )
    assert Fold(load(case).record).case().common_unit == "euro"
    text = (
        (case / "undertakings.yaml")
        .read_text()
        .replace(f"gets: {{{numbers}}}", "gets: {order: [money]}")
    )
    (case / "undertakings.yaml").write_text(text)
    assert Fold(load(case).record).case().common_unit == ""
