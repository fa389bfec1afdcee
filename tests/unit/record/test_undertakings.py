"""Undertakings in the record: checked where they stand, seen only by whoever may, archived."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from goodoffices.case.undertakings import OPEN_WEIGHT
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
        (7, 19, "leave has no such group", "leave.east"),
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
    assert seen.schedules == ()


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


NUMBERS = "numbers: {money: 3}"
MONEY = "  - {id: money, responsible: israel, beneficiaries: [hamas]}"


def test_a_unit_is_common_only_where_the_file_declares_it(case: Path) -> None:
    """Two parties may call their own units by one word, which makes them no common unit."""
    entries = (
        "undertakings:",
        MONEY,
        "importance:",
        f"  - {{id: i, party: israel, does: {{{NUMBERS}}}, unit: points}}",
        f"  - {{id: h, party: hamas, gets: {{{NUMBERS}}}, unit: points}}",
    )
    write(case, *entries)
    assert Fold(load(case).record).case().common_unit == ""
    write(case, "common_unit: points", *entries)
    record = load(case).record
    assert Fold(record).case().common_unit == "points"
    assert as_seen_by(record, viewer_named("", record)).common_unit == "points"
    assert as_seen_by(record, viewer_named("hamas", record)).common_unit == ""


def test_what_is_no_number_in_the_common_unit_is_named(case: Path) -> None:
    write(
        case,
        "common_unit: euro",
        "undertakings:",
        MONEY,
        "  - {id: open, responsible: hamas, beneficiaries: [israel]}",
        "importance:",
        "  - id: i",
        "    party: israel",
        "    does: {numbers: {money: [3, 7/2]}}",
        "    gets: {order: [open]}",
        f"  - {{id: h, party: hamas, gets: {{{NUMBERS}}}, unit: points}}",
    )
    said = "the common unit of this file is euro, and"
    assert [(one.line, one.column, one.message, one.found) for one in check(case).mistakes] == [
        (9, 29, f"{said} amounts in it are exact: an interval is none", "3 to 7/2"),
        (10, 19, f"{said} an order has none: give numbers, or take out common_unit", ""),
        (11, 62, "another unit than the common unit that this file declares", "points"),
    ]


def test_a_common_unit_is_recorded_and_comes_back_from_the_archive(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOODOFFICES_BY", "mira")
    lines = ("undertakings:", MONEY)
    write(case, *lines)
    assert main(["record", str(case)]) == 0
    assert main(["mark", str(case), "before"]) == 0
    write(case, "common_unit: euro", *lines)
    capsys.readouterr()
    assert main(["record", str(case)]) == 0
    assert "case: common_unit" in capsys.readouterr().out
    archived = load(case).archived
    units = [archived.known_at(archived.moment(at)).common_unit for at in ("before", "2999-01-01")]
    assert units == ["", "euro"]
    assert load(case).record.unrecorded == 0
    assert main(["verify", str(case)]) == 0


def test_an_export_has_all_of_it_and_a_party_gets_what_it_may_see(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        case,
        "common_unit: euro",
        "undertakings:",
        MONEY,
        RELEASE[:-1] + f", {PUBLIC}}}",
        "linkages:",
        "  - {id: l, step: money, after: release.2}",
    )
    found = {}
    for viewer in ("team", "egypt"):
        assert main(["export", str(case), "--as", "json", "--for", viewer]) == 0
        exported = json.loads(capsys.readouterr().out)
        found[viewer] = (
            exported["common_unit"],
            [one["id"] for one in exported["undertakings"]],
            exported["linkages"],
            exported["importance"],
        )
    assert found == {
        "team": (
            "euro",
            ["money", "release"],
            [{"id": "l", "step": "money", "after": "release.2"}],
            [],
        ),
        "egypt": ("", ["release"], [], []),
    }


def test_an_undertaking_can_be_erased_once_nothing_names_it(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODOFFICES_BY", "mira")
    words = "What nobody should read again"
    write(
        case,
        "undertakings:",
        RELEASE,
        f"  - {{id: money, title: {words}, responsible: israel, after: [release.1]}}",
    )
    assert main(["record", str(case)]) == 0
    how = ["--reason", "withdrawn", "--yes"]
    assert main(["erase", str(case), "release", *how]) == 2
    assert main(["erase", str(case), "money", *how]) == 0
    checked = load(case)
    assert [one.id for one in checked.record.undertakings] == ["release"]
    assert [(one.id, one.kind) for one in checked.record.erased] == [("money", "undertaking")]
    files = [one for one in case.rglob("*") if one.is_file()]
    assert not any(words.encode() in one.read_bytes() for one in files)
    assert main(["verify", str(case)]) == 0
    assert main(["erase", str(case), "release", *how]) == 0


def test_each_circle_is_shown(case: Path) -> None:
    write(
        case,
        "undertakings:",
        "  - {id: a, responsible: hamas, after: [b]}",
        "  - {id: b, responsible: israel, after: [a]}",
        "  - {id: c, responsible: hamas, after: [d.1, a]}",
        "  - {id: d, responsible: israel, after: [c]}",
    )
    said = "these wait for each other in a circle:"
    assert [(line, message) for line, _, message, _ in messages(case)] == [
        (3, f"{said} a after b after a"),
        (5, f"{said} c after d after c"),
    ]


def test_a_name_close_to_that_of_a_group_is_offered_and_what_is_allowed_is_said(
    case: Path,
) -> None:
    write(
        case,
        "undertakings:",
        LEAVE,
        RELEASE,
        "  - {id: third, responsible: hamas, after: [leave.norht, release.30]}",
    )
    assert [(one.message, one.allowed) for one in check(case).mistakes] == [
        (
            'leave has no such group; did you mean "leave.north"?',
            "leave, leave.north, leave.south",
        ),
        ("release has no such tranche", "release, release.1 to release.3"),
    ]


def test_a_last_day_that_nobody_can_keep_is_a_question(case: Path) -> None:
    """It may be meant so; linkages may fall, and play no part."""
    write(
        case,
        "undertakings:",
        "  - {id: money, responsible: israel, days: 5, earliest: 3, verified_in: 2}",
        "  - {id: release, responsible: hamas, tranches: 3, days: 4, after: [money], due: 14}",
        "  - {id: early, responsible: hamas, after: [release.1], due: 12}",
        "  - {id: late, responsible: hamas, after: [release.1], due: 8}",
        "  - {id: slow, responsible: israel, tranches: 10, days: 3, due: 19}",
        "  - {id: once, responsible: israel, days: 20, groups: [{id: a}, {id: b}], due: 19}",
        "linkages:",
        "  - {id: l, step: once, after: release}",
    )
    checked = check(case)
    assert checked.mistakes == ()
    which = "which day is to move?"
    found = [one for one in checked.questions if one.kind == "day"]
    assert [one.about for one in found] == [("release",), ("late",), ("slow",)]
    assert [(one.line, one.text.removesuffix(f"; {which}")) for one in found] == [
        (4, late("release", 14, 15, "money", 6)),
        (6, late("late", 8, 9, "release.1", 9)),
        (7, "slow is due by D+19, and is done on D+20 at the earliest"),
    ]


def late(undertaking: str, due: int, day: int, waits_for: str, verified: int) -> str:
    said = f"{undertaking} is due by D+{due}, and is done on D+{day} at the earliest"
    return f"{said}: it waits for {waits_for}, verified on D+{verified}"


def test_an_option_may_bring_an_undertaking_a_linkage_or_plain_words(case: Path) -> None:
    file = case / "case.yaml"
    text = file.read_text(encoding="utf-8")
    named = "hostages_release, second_phase_after_hostages, nothing_of_this_name, monitors"
    edited = text.replace("brings: [philadelphi_withdrawal]", f"brings: [{named}]", 1)
    assert edited != text
    file.write_text(edited, encoding="utf-8")
    assert mistakes(case) == []


def test_a_party_is_not_told_of_a_source_or_an_organ_that_verifies(case: Path) -> None:
    """Who verifies is said in free words, and words that name nobody are shown."""
    file = case / "record.yaml"
    text = file.read_text(encoding="utf-8")
    edited = text.replace("description: Efe news agency, handling: public", "description: Efe", 1)
    assert edited != text
    file.write_text(edited, encoding="utf-8")
    names = ("efe", "mossad", "a commission", "egypt")
    lines = [f"verified_by: {name}" for name in names]
    write(
        case,
        "undertakings:",
        *(
            f"  - {{id: u{place}, responsible: israel, {line}, {PUBLIC}}}"
            for place, line in enumerate(lines)
        ),
    )
    record = load(case).record
    seen = as_seen_by(record, viewer_named("qatar", record)).undertakings
    assert [one.verified_by for one in seen] == ["", "", "a commission", "egypt"]
    seen = as_seen_by(record, viewer_named("", record)).undertakings
    assert [one.verified_by for one in seen] == list(names)


def test_a_party_is_not_told_what_somebody_could_live_with(case: Path) -> None:
    looser = "[{id: x, title: could be, after: release.1}]"
    write(
        case,
        "undertakings:",
        RELEASE.replace("tranches: 3", "tranches: 3, handling: public"),
        "linkages:",
        f"  - {{id: l, step: release.3, after: release.2, loosenings: {looser}, {PUBLIC}}}",
    )
    record = load(case).record
    told = as_seen_by(record, viewer_named("hamas", record)).linkages
    assert [(one.id, one.loosenings) for one in told] == [("l", ())]
    assert [one.id for one in record.linkages[0].loosenings] == ["x"]


def test_what_all_of_it_weighs_is_not_told_where_a_part_is_hidden(case: Path) -> None:
    write(
        case,
        "undertakings:",
        "  - {id: open, responsible: israel, beneficiaries: [hamas], handling: public}",
        "  - {id: hidden, responsible: israel, beneficiaries: [hamas]}",
        "  - {id: back, responsible: hamas, beneficiaries: [israel], handling: public}",
        "importance:",
        f"  - {{id: i, party: israel, weighs: 1/2, {PUBLIC}}}",
    )
    record = load(case).record
    (told,) = as_seen_by(record, viewer_named("egypt", record)).importance
    assert record.importance[0].weighs == (Fraction(1, 2), Fraction(1, 2))
    assert told.weighs == OPEN_WEIGHT


def test_what_all_of_it_weighs_puts_no_number_on_persons(case: Path) -> None:
    write(
        case,
        "undertakings:",
        "  - {id: home, responsible: israel, beneficiaries: [hamas], persons: true}",
        "  - {id: back, responsible: hamas, beneficiaries: [israel]}",
        "importance:",
        "  - {id: i, party: israel, weighs: 1/2}",
    )
    (mistake,) = mistakes(case)
    assert "this would put a number on persons: give orders, and leave it out" in mistake
