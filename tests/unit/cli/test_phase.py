"""The command `phase`, and the JSON that others rely on."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from goodoffices.drafting.linkage_sections import CAUTION
from tests.unit.cli.conftest import Run

HOSTAGES, PRISONERS = "second_phase_after_hostages", "second_phase_after_prisoners"

KEYS = frozenset(
    [
        "schema",
        "checked",
        "status",
        "basis",
        "objective",
        "value",
        "bound",
        "phases_proven",
        "least_phases",
        "phases",
        "steps",
        "moments",
        "shortfall",
        "exposure",
        "given",
        "received",
        "largest",
        "alternatives",
        "alternatives_complete",
        "curve",
        "linkages",
        "incompatible",
        "loosenings",
        "findings",
        "tabled",
        "beginning",
        "left_out",
        "method",
        "assumptions",
        "cites",
    ]
)

CIRCLE = """\
  - id: hostages_after_withdrawal
    title: the hostages only after the withdrawal
    step: hostages_release
    after: philadelphi_withdrawal
    cites: [s9]
    handling: public

importance:
"""


def words_of(text: str) -> str:
    """A text of a terminal without its line ends."""
    return " ".join(text.split())


def ranges(value: object) -> list[dict[str, Any]]:
    """Every object with a low and a high in an answer."""
    if isinstance(value, list):
        return [found for one in value for found in ranges(one)]
    if isinstance(value, dict):
        if set(value) == {"low", "high"}:
            return [value]
        return [found for one in value.values() for found in ranges(one)]
    return []


def events_of(file: Path) -> list[Any]:
    """The entries of a calendar."""
    return list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


def go_round_in_a_circle(case: Path) -> None:
    file = case / "undertakings.yaml"
    file.write_text(file.read_text().replace("importance:\n", CIRCLE, 1))


def test_json_has_the_documented_shape(run: Run, doha: Path) -> None:
    """Keys may be added to it without a new number, never changed or taken away."""
    found = run("phase", "doha-round", "--json").json
    assert set(found) >= KEYS
    assert (found["schema"], found["status"]) == ("goodoffices/schedule/1", "proven")
    assert (found["objective"], found["value"], found["bound"]) == ("shares", "1/2", "1/2")
    assert (found["least_phases"], len(found["phases"])) == (2, 5)
    assert found["phases"][1] == {"number": 2, "begins": 1, "ends": 8}
    assert found["steps"][0] == {
        "does": ["hostages_release.1"],
        "undertakings": ["hostages_release"],
        "givers": ["hamas"],
        "getters": ["israel"],
        "phase": 1,
        "begins": 0,
        "done": 1,
        "verified": 1,
        "held_by": "",
        "amount": None,
        "unit": "",
    }
    assert (found["curve"], found["incompatible"], found["loosenings"]) == ([], [], None)
    assert (found["tabled"], found["beginning"], found["left_out"]) == ([], [], {})


def test_json_has_a_range_of_each_party_for_each_moment(run: Run, doha: Path) -> None:
    found = run("phase", "doha-round", "--json").json
    assert found["moments"][0] == {"place": "beginning", "phase": 0}
    assert found["moments"][-1] == {"place": "completed", "phase": 5}
    for kind in ("shortfall", "exposure", "given", "received"):
        assert {party: len(one) for party, one in found[kind].items()} == dict.fromkeys(
            ("israel", "hamas", "egypt"), len(found["moments"])
        )
    assert found["exposure"]["hamas"][1] == {"low": 0, "high": "1/3"}
    assert found["largest"]["shortfall"]["israel"] == {"low": 0, "high": "1/2"}
    assert all(0 <= Fraction(one["low"]) <= Fraction(one["high"]) for one in ranges(found))


def test_json_has_each_linkage_with_it_without_it_and_loosened(run: Run, doha: Path) -> None:
    first, second = run("phase", "doha-round", "--json").json["linkages"]
    assert list(first) == ["id", "step", "after", "with", "without", "loosened"]
    assert (first["id"], first["step"], first["after"]) == (
        HOSTAGES,
        "philadelphi_withdrawal.2",
        "hostages_release",
    )
    assert [
        [one["shortfall"][party]["high"] for party in ("israel", "hamas")]
        for one in (first["with"], first["without"], *first["loosened"])
    ] == [["1/2", "1/6"], ["1/3", "1/3"], ["1/3", "1/3"]]
    assert [one["id"] for one in first["loosened"]] == ["after_two_groups"]
    assert (second["id"], second["with"], second["loosened"]) == (PRISONERS, second["without"], [])


def test_json_has_the_questions_that_the_order_leaves_open(run: Run, doha: Path) -> None:
    """That sides take turns is no question; that one side alone acts at the end is."""
    findings = run("phase", "doha-round", "--json").json["findings"]
    assert [(one["kind"], one["where"]) for one in findings] == [
        ("one_sided_completion", ["phase 4", "phase 5"]),
        ("no_judge", [HOSTAGES, "philadelphi_withdrawal.2", "hostages_release"]),
        ("no_judge", [PRISONERS, "philadelphi_withdrawal.2", "prisoners_release"]),
        ("no_judge", ["philadelphi_withdrawal"]),
        ("no_consequence", ["hostages_release", "philadelphi_withdrawal.2"]),
        ("no_consequence", ["prisoners_release", "philadelphi_withdrawal.2"]),
    ]
    assert list(findings[0]) == ["kind", "where", "question", "why", "elsewhere", "cites"]


def test_a_tabled_schedule_is_measured_and_asked_about(run: Run, shalit: Path) -> None:
    (tabled,) = run("phase", "shalit-2011", "--json").json["tabled"]
    assert (tabled["id"], tabled["measured"]) == ("agreed_2011", True)
    assert [(one["place"], one["phase"]) for one in tabled["moments"]] == [
        ("beginning", 0),
        ("midst", 1),
        ("end", 1),
        ("completed", 2),
    ]
    assert tabled["exposure"]["hamas"][2] == {"low": 0, "high": "1/3"}
    assert [
        one["where"] for one in tabled["findings"] if one["kind"] == "one_sided_completion"
    ] == [["phase 2"]]


def test_the_page_says_what_it_is_and_what_it_is_not(run: Run, doha: Path) -> None:
    shown = run("phase", "doha-round")
    said = words_of(shown.out)
    assert shown.status == 0
    assert "An order to test, not a proposal" in said
    assert CAUTION in said
    assert "nothing here says that it has to give way" in CAUTION


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_the_same_input_gives_the_same_bytes(run: Run, doha: Path, words: tuple[str, ...]) -> None:
    asked = ("phase", "doha-round", "--curve", "--at-most", "1/3", *words)
    assert run(*asked).out == run(*asked).out


def test_a_linkage_is_dropped(run: Run, doha: Path) -> None:
    found = run("phase", "doha-round", "--loosen", HOSTAGES, "--json").json
    assert [one["id"] for one in found["linkages"]] == [PRISONERS]
    assert found["value"] == "1/3"


def test_a_looser_form_stands_in_the_place_of_a_linkage(run: Run, doha: Path) -> None:
    words = ("--loosen", f"{HOSTAGES}=after_two_groups", "--json")
    found = run("phase", "doha-round", *words).json
    assert [(one["id"], one["after"]) for one in found["linkages"]] == [
        (HOSTAGES, "hostages_release.2"),
        (PRISONERS, "prisoners_release"),
    ]
    assert found["value"] == "1/3"


def test_all_linkages_may_be_dropped_at_once(run: Run, doha: Path) -> None:
    words = ("--loosen", HOSTAGES, "--loosen", PRISONERS, "--json")
    found = run("phase", "doha-round", *words).json
    assert (found["linkages"], found["least_phases"]) == ([], 1)


def test_what_somebody_holds_is_one_step(run: Run, doha: Path) -> None:
    words = ("--escrow", "hostages_release.1 + prisoners_release.1=egypt", "--json")
    steps = run("phase", "doha-round", *words).json["steps"]
    assert [
        (one["does"], one["givers"], one["getters"], one["held_by"])
        for one in steps
        if one["held_by"]
    ] == [
        (
            ["hostages_release.1", "prisoners_release.1"],
            ["hamas", "israel"],
            ["israel", "hamas"],
            "egypt",
        )
    ]
    done = sorted(part for one in steps for part in one["does"])
    assert done == [
        "hostages_release.1",
        "hostages_release.2",
        "hostages_release.3",
        "philadelphi_withdrawal.1",
        "philadelphi_withdrawal.2",
        "prisoners_release.1",
        "prisoners_release.2",
    ]


def test_the_page_names_who_holds_it(run: Run, doha: Path) -> None:
    shown = run("phase", "doha-round", "--escrow", "hostages_release.1+prisoners_release.1=egypt")
    assert "Held by Egypt until all of it is there." in words_of(shown.out)


@pytest.mark.parametrize(
    ("share", "exact", "status", "sets"),
    [
        ("1/2", "1/2", "proven", [[]]),
        ("50%", "1/2", "proven", [[]]),
        ("1/3", "1/3", "proven", [[HOSTAGES]]),
        ("25%", "1/4", "infeasible", []),
        ("0.25", "1/4", "infeasible", []),
    ],
)
def test_which_linkages_would_have_to_give_way(
    run: Run, doha: Path, share: str, exact: str, status: str, sets: list[list[str]]
) -> None:
    found = run("phase", "doha-round", "--at-most", share, "--json").json["loosenings"]
    assert (found["at_most"], found["status"]) == (exact, status)
    assert [one["linkages"] for one in found["sets"]] == sets


def test_a_looser_form_is_named_where_it_suffices(run: Run, doha: Path) -> None:
    words = ("phase", "doha-round", "--at-most", "1/3")
    (found,) = run(*words, "--json").json["loosenings"]["sets"]
    assert found["ways"] == [[{"linkage": HOSTAGES, "loosening": "after_two_groups"}]]
    assert (
        "The second phase of the withdrawal only after all hostages are released: becomes “the"
        " second phase after two of three parts”."
    ) in words_of(run(*words).out)


def test_too_few_phases_are_said_with_how_many_are_needed(run: Run, doha: Path) -> None:
    words = ("phase", "doha-round", "--phases", "1")
    found = run(*words, "--json")
    assert found.status == 1
    assert (found.json["status"], found.json["least_phases"]) == ("infeasible", 2)
    assert (found.json["phases"], found.json["findings"]) == ([], [])
    shown = run(*words)
    assert shown.status == 1
    assert (
        "What waits for one another does not fit into so few phases: 2 are needed at the least."
    ) in words_of(shown.out)


def test_no_more_phases_than_asked_for(run: Run, doha: Path) -> None:
    found = run("phase", "doha-round", "--phases", "3", "--json").json
    assert (len(found["phases"]), found["value"]) == (3, "2/3")


def test_more_phases_never_cost_more(run: Run, doha: Path) -> None:
    curve = run("phase", "doha-round", "--curve", "--json").json["curve"]
    values = [Fraction(one["value"]) for one in curve]
    assert [one["phases"] for one in curve] == [2, 3, 4, 5]
    assert values == sorted(values, reverse=True)
    assert (values[0], values[-1]) == (Fraction(1), Fraction(1, 2))
    assert all(Fraction(one["bound"]) <= Fraction(one["value"]) for one in curve)


def test_a_package_leaves_out_what_only_other_options_bring(run: Run, doha: Path) -> None:
    """With the forces staying there is no withdrawal, and nothing that waits for it."""
    found = run("phase", "doha-round", "philadelphi is stays", "--json").json
    undertaken = {one for step in found["steps"] for one in step["undertakings"]}
    assert undertaken == {"hostages_release", "prisoners_release"}
    assert found["linkages"] == []


def test_a_package_keeps_what_one_of_its_options_brings(run: Run, doha: Path) -> None:
    package = "philadelphi is stays or philadelphi is complete_withdrawal"
    found = run("phase", "doha-round", package, "--json").json
    assert found == run("phase", "doha-round", "--json").json


def test_a_package_may_leave_nothing_to_undertake(run: Run, doha: Path) -> None:
    """Where an option brings each undertaking, a package without these brings nothing."""
    file = doha / "case.yaml"
    brings = "brings: [philadelphi_withdrawal"
    text = file.read_text()
    file.write_text(text.replace(brings, f"{brings}, hostages_release, prisoners_release"))
    shown = run("phase", "doha-round", "philadelphi is stays")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith("goodoffices: nothing is undertaken here")
    assert run("phase", "doha-round").status == 0


NO_SHARE = "is no share from 0 to 1, such as 1/3 or 25%; see `goodoffices phase --help`"
NO_ESCROW = (
    "is not of the form STEP+STEP=WHO, such as release.1+withdrawal.1=egypt;"
    " see `goodoffices phase --help`"
)
NO_TRANCHE = (
    "names no tranche: one is written release, release.2 or release.women;"
    " see `goodoffices phase --help`"
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("--loosen", "gone"),
            f'there is no linkage "gone" (there are: {HOSTAGES}, {PRISONERS})',
        ),
        (
            ("--loosen", f"{HOSTAGES}=gone"),
            f'there is no loosening of {HOSTAGES} "gone" (there are: after_two_groups)',
        ),
        (("--escrow", "release.1+withdrawal.1"), f'--escrow: "release.1+withdrawal.1" {NO_ESCROW}'),
        (("--escrow", "release.1+=egypt"), f'--escrow: "release.1+=egypt" {NO_ESCROW}'),
        (("--escrow", "release.1= "), f'--escrow: "release.1= " {NO_ESCROW}'),
        (("--escrow", "=egypt"), f'--escrow: "=egypt" {NO_ESCROW}'),
        (("--escrow", "Release.0=egypt"), f'--escrow: "Release.0=egypt" {NO_TRANCHE}'),
        (
            ("--escrow", "gone.1+hostages_release.1=egypt"),
            (
                'there is no undertaking "gone" (there are: hostages_release, prisoners_release,'
                " philadelphi_withdrawal)"
            ),
        ),
        (
            ("--escrow", "hostages_release.1=egypt", "--escrow", "hostages_release=egypt"),
            "hostages_release.1 is done twice, and there is one of it",
        ),
        (("--at-most", "2"), f'--at-most: "2" {NO_SHARE}'),
        (("--at-most=-1/3",), f'--at-most: "-1/3" {NO_SHARE}'),
        (("--at-most", "101%"), f'--at-most: "101%" {NO_SHARE}'),
        (("--at-most", "1/0"), f'--at-most: "1/0" {NO_SHARE}'),
        (("--at-most", "half"), f'--at-most: "half" {NO_SHARE}'),
        (
            ("--phases", "0"),
            '--phases: "0" is no number of phases above 0; see `goodoffices phase --help`',
        ),
        (
            ("philadelphi is leaves",),
            (
                "PACKAGE: proposition:1:16: unknown option of philadelphi;"
                ' found "leaves"; allowed: stays, two_phase_withdrawal, complete_withdrawal;'
                " see `goodoffices phase --help`"
            ),
        ),
        (
            ("philadelphi is stays and philadelphi is complete_withdrawal",),
            "PACKAGE: nothing is left of philadelphi; see `goodoffices phase --help`",
        ),
        (
            ("philadelphi is stays or management is none",),
            (
                "PACKAGE: say one issue at a time, joined by and: philadelphi, management;"
                " see `goodoffices phase --help`"
            ),
        ),
        (
            ("-o", "plan.ics"),
            "a calendar has dates: say --day-zero DATE; see `goodoffices phase --help`",
        ),
        (
            ("-o", "plan.pdf"),
            (
                'a schedule is written as .html, .md or .ics, not ".pdf";'
                " see `goodoffices phase --help`"
            ),
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    run: Run, doha: Path, words: tuple[str, ...], sentence: str
) -> None:
    shown = run("phase", "doha-round", *words)
    assert (shown.status, shown.out, shown.err) == (2, "", f"goodoffices: {sentence}\n")


@pytest.mark.parametrize("name", ["plan.html", "plan.ics"])
def test_json_and_a_file_are_not_written_at_once(run: Run, doha: Path, name: str) -> None:
    shown = run("phase", "doha-round", "--json", "--day-zero", "2026-12-01", "-o", name)
    assert (shown.status, shown.out, Path(name).exists()) == (2, "", False)
    assert "--json writes to standard output, and -o writes a page: use one" in shown.err


@pytest.mark.parametrize("example", ["camp_david", "valley_orders"])
def test_a_case_without_undertakings_says_where_they_go(
    run: Run, request: pytest.FixtureRequest, example: str
) -> None:
    case = request.getfixturevalue(example)
    shown = run("phase", case.name)
    assert (shown.status, shown.out, shown.err) == (
        2,
        "",
        (
            "goodoffices: nothing is undertaken here, so there is nothing to put in phases:"
            " undertakings.yaml takes what a package obliges somebody to do\n"
        ),
    )


def test_a_calendar_has_each_step_on_its_days(run: Run, doha: Path) -> None:
    first = date(2026, 12, 1)
    steps = run("phase", "doha-round", "--json").json["steps"]
    done = run("phase", "doha-round", "--day-zero", first.isoformat(), "-o", "plan.ics")
    assert (done.status, done.out) == (0, "Wrote plan.ics.\n")
    events = events_of(Path("plan.ics"))
    assert [
        (one["SUMMARY"].partition(":")[0], one["DTSTART"].dt, one["DTEND"].dt) for one in events
    ] == [
        (
            f"D+{step['begins']}",
            first + timedelta(days=step["begins"]),
            first + timedelta(days=step["done"] + 1),
        )
        for step in steps
    ]
    assert events[1]["DTSTART"].dt == date(2026, 12, 2)
    assert all(
        one["DESCRIPTION"].startswith("INTERNAL.")
        and one["DESCRIPTION"].endswith("An order to test, not a proposal.")
        for one in events
    )


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_page_is_written_to_a_file(run: Run, doha: Path, ending: str) -> None:
    done = run("phase", "doha-round", "-o", f"plan.{ending}")
    assert (done.status, done.out) == (0, f"Wrote plan.{ending}.\n")
    text = Path(f"plan.{ending}").read_text(encoding="utf-8")
    assert "An order to test, not a proposal" in text
    assert ("<svg" in text) is (ending == "html")


def test_linkages_that_go_round_in_a_circle_are_shown(run: Run, doha: Path) -> None:
    """Nothing else can be computed; no linkage is called the wrong one."""
    go_round_in_a_circle(doha)
    found = run("phase", "doha-round", "--json")
    assert (found.status, found.json["status"]) == (1, "infeasible")
    assert found.json["incompatible"] == [[HOSTAGES, "hostages_after_withdrawal"]]
    assert set(found.json) >= KEYS
    assert (found.json["steps"], found.json["linkages"]) == ([], [])
    shown = run("phase", "doha-round")
    said = words_of(shown.out)
    assert (shown.status, shown.err) == (1, "")
    assert "Linkages that cannot all hold" in said
    assert (
        "“the second phase of the withdrawal only after all hostages are released” and “the"
        " hostages only after the withdrawal”."
    ) in said
    assert "The circle: Release of hostages, tranche 1 of 3 waits for Withdrawal" in said
    assert "An order to test" not in said


def test_what_a_package_brings_is_not_told_to_a_party(run: Run, doha: Path) -> None:
    shown = run("phase", "doha-round", "philadelphi is stays", "--for", "egypt")
    assert (shown.status, shown.out) == (2, "")
    assert "what an option brings is for the team, and no party sees it: leave out PACKAGE" in (
        shown.err
    )


def test_a_held_step_that_makes_a_circle_is_shown_beside_it(run: Run, doha: Path) -> None:
    held = "philadelphi_withdrawal.2+hostages_release.1=egypt"
    shown = run("phase", "doha-round", "--escrow", held)
    assert (shown.status, shown.err) == (1, "")
    assert (
        "Held until all of it is there - Withdrawal from Philadelphi, tranche 2 of 2 and Release"
        " of hostages, tranche 1 of 3, by Egypt: at one instant"
    ) in words_of(shown.out)


def test_where_there_is_no_order_no_calendar_is_written(run: Run, doha: Path) -> None:
    go_round_in_a_circle(doha)
    shown = run("phase", "doha-round", "--day-zero", "2026-12-01", "-o", "plan.ics")
    assert (shown.status, shown.out, Path("plan.ics").exists()) == (1, "", False)
    assert shown.err == "goodoffices: there is no order, so no calendar is written\n"


def test_a_circle_is_opened_by_loosening(run: Run, doha: Path) -> None:
    go_round_in_a_circle(doha)
    assert run("phase", "doha-round", "--loosen", "hostages_after_withdrawal").status == 0
    assert run("phase", "doha-round", "philadelphi is stays").status == 0
