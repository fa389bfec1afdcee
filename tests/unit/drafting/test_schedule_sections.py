"""A schedule in words: steps with their days, and how far each side is from what it is owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from goodoffices.case.case import Case
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Step
from goodoffices.drafting.page import Section
from goodoffices.drafting.schedule_sections import (
    CAUTION,
    MOST_ROWS,
    TITLE,
    UNCHECKED,
    acting,
    alternative_section,
    exposure_section,
    moment_in_words,
    named,
    schedule_pointer,
    schedule_section,
    what_is_done,
)
from goodoffices.phasing.results import (
    Moment,
    Objective,
    Place,
    PlannedStep,
    ScheduleSearch,
    Standing,
)
from goodoffices.phasing.schedules import find_schedule
from tests.unit.drafting.phased_cases import (
    ASKED,
    payments_for_withdrawal,
    withdrawal_for_release,
)

LINKED = withdrawal_for_release(ASKED)
JOINT = Step(does=("payments.1", "withdrawal.coast"), held_by="east")


def found_in(case: Case, *joint: Step) -> ScheduleSearch:
    return find_schedule(case, joint=joint)


def said(section: Section) -> list[tuple[str, list[str]]]:
    return [(name, [one.text for one in sentences]) for name, sentences in section.groups]


def step(*does: str, amount: int | None = None) -> PlannedStep:
    ids = tuple(dict.fromkeys(one.partition(".")[0] for one in does))
    return PlannedStep(does, ids, ("south",), ("north",), 1, 0, 2, 2, amount=amount, unit="million")


def test_every_schedule_is_an_order_to_test_and_no_proposal() -> None:
    section = schedule_section(found_in(LINKED), LINKED)
    assert (section.title, section.note) == ("An order to test, not a proposal", CAUTION)
    assert "What would make anybody keep to it is not in this record." in CAUTION


def test_steps_stand_in_their_phases_with_their_days() -> None:
    case = payments_for_withdrawal()
    assert said(schedule_section(found_in(case), case)) == [
        (
            "Phase 1, D+0 to D+7",
            ["South: Payments, 2,000 million, for North (D+0 to D+4, verified D+7)."],
        ),
        ("Phase 2, D+7 to D+17", ["North: Withdrawal, for South (D+7 to D+17)."]),
        (
            "Phase 3, D+17 to D+24",
            ["South: Payments, 2,000 million, for North (D+17 to D+21, verified D+24)."],
        ),
    ]


def test_a_joint_step_names_both_sides_and_who_holds_it() -> None:
    case = payments_for_withdrawal()
    section = schedule_section(found_in(case, JOINT), case)
    assert said(section)[0] == (
        "Phase 1, D+0 to D+8",
        [
            (
                "South and North: Payments, tranche 1 of 4 and Withdrawal: the coast, for North"
                " and South (D+0 to D+5, verified D+8). Held by East until all of it is there."
            )
        ],
    )


def test_what_takes_no_time_has_one_day() -> None:
    case = payments_for_withdrawal()
    at_once = tuple(
        one.model_copy(update={"days": 0, "verified_in": 0}) for one in case.undertakings
    )
    case = replace(case, undertakings=at_once)
    (name, steps), *_ = said(schedule_section(found_in(case), case))
    assert name == "Phase 1, D+0"
    assert all(one.endswith("(D+0).") for one in steps)


def test_the_timeline_has_dates_where_there_is_a_day_zero() -> None:
    found = found_in(LINKED)
    (plain,) = schedule_section(found, LINKED).figures
    (dated,) = schedule_section(found, LINKED, day_zero=date(2030, 1, 1)).figures
    assert plain.table.rows[1][-2:] == ("D+2", "D+4")
    assert dated.table.rows[1][-2:] == ("D+2 (2030-01-03)", "D+4 (2030-01-05)")


def test_many_steps_are_drawn_on_several_sheets_of_whole_phases() -> None:
    found = found_in(LINKED)
    first, second = found.phases
    many = replace(first, steps=first.steps * MOST_ROWS)
    figures = schedule_section(replace(found, phases=(many, second)), LINKED).figures
    assert [(one.id, len(one.table.rows)) for one in figures] == [
        ("timeline", MOST_ROWS),
        ("timeline-2", 1),
    ]


@pytest.mark.parametrize(
    ("does", "amount", "words"),
    [
        (("payments.2", "payments.3"), 2000, "Payments, 2,000 million"),
        (("withdrawal.coast", "withdrawal.hills"), None, "Withdrawal"),
        (("withdrawal.hills",), None, "Withdrawal: hills"),
        (
            ("payments.1", "withdrawal.coast", "withdrawal.hills"),
            None,
            "Payments, tranche 1 of 4 and Withdrawal",
        ),
    ],
)
def test_all_of_something_is_called_by_its_name(
    does: tuple[str, ...], amount: int | None, words: str
) -> None:
    assert what_is_done(step(*does, amount=amount), payments_for_withdrawal()) == words


def test_a_proven_order_says_so_and_how_it_was_found() -> None:
    found = replace(found_in(LINKED), method="by hand")
    assert found.status is Status.PROVEN
    assert schedule_section(found, LINKED).footnote.startswith(
        "No order makes the largest shortfall smaller for one party without making it larger for"
        " another."
    )
    assert schedule_section(found, LINKED).footnote.endswith("Method: by hand.")


@pytest.mark.parametrize(
    ("objective", "words"),
    [
        (
            Objective.SHARES,
            "In what was found the largest shortfall is half; none can be below a quarter.",
        ),
        (
            Objective.EACH,
            (
                "In what was found the largest shortfall is 0.5 points; none can be below"
                " 0.25 points."
            ),
        ),
        (
            Objective.TOGETHER,
            (
                "In what was found the sum of the largest shortfalls is 0.5 points; none can be"
                " below 0.25 points."
            ),
        ),
    ],
)
def test_what_is_not_proven_says_how_far_off_it_may_be(objective: Objective, words: str) -> None:
    """In the unit in which it was searched: an amount is no share."""
    case = withdrawal_for_release(ASKED, unit="points")
    found = replace(
        found_in(case),
        status=Status.BEST_FOUND,
        objective=objective,
        value=Fraction(1, 2),
        bound=Fraction(1, 4),
        phases_proven=False,
        least_phases=1,
    )
    footnote = schedule_section(found, case).footnote
    assert footnote.startswith(f"{words} Whether fewer phases would do was not proven.")
    assert "No order makes" not in footnote


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (
            Status.INFEASIBLE,
            (
                "What waits for one another does not fit into so few phases: 2 are needed at the"
                " least."
            ),
        ),
        (Status.OUT_OF_TIME, "Nothing was found before the search was cut off."),
    ],
)
def test_without_an_order_it_is_said_why(status: Status, words: str) -> None:
    found = ScheduleSearch((), (), {}, {}, Objective.SHARES, status, "", least_phases=2)
    section = schedule_section(found, LINKED)
    assert (section.is_empty, section.empty, section.footnote) == (True, words, "")


@pytest.mark.parametrize(("count", "phases"), [(1, "one phase"), (2, "2 phases")])
def test_the_first_page_points_to_the_order(count: int, phases: str) -> None:
    found = found_in(LINKED)
    section = schedule_pointer(replace(found, phases=found.phases[:count]))
    assert section.title == TITLE
    assert [one.text for one in section.sentences] == [
        (
            f"What is undertaken, in {phases}, with how exposed each side is and what each “only"
            " after” does: in the detail."
        )
    ]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place.BEGINNING, "before anything is done"),
        (Place.MIDST, "in the midst of phase 2"),
        (Place.END, "after phase 2"),
        (Place.COMPLETED, "when all is carried out"),
    ],
)
def test_each_moment_has_its_words(place: Place, words: str) -> None:
    assert moment_in_words(Moment(place, 2, {})) == words


def test_exposure_and_gain_are_said_of_each_party_at_their_worst_moment() -> None:
    assert said(exposure_section(found_in(LINKED), LINKED)) == [
        (
            "North",
            [
                "It is never exposed: what it cannot take back never weighs more than what it got.",
                (
                    "It would gain most by stopping after phase 1: half of all that it gets; a"
                    " guarantee to the others would have to cover that."
                ),
            ],
        ),
        (
            "South",
            [
                (
                    "Most exposed after phase 1: a quarter of all that it gets. By then it has"
                    " done all of what it gives, and received nothing of what it gets."
                ),
                "It never gains by stopping.",
            ],
        ),
    ]


def test_the_worst_moment_is_where_the_most_may_be_at_stake() -> None:
    """What it is at the least decides only between moments that are alike at the most."""
    found = found_in(LINKED)
    nothing, quarter, half = Fraction(0), Fraction(1, 4), Fraction(1, 2)
    moments = tuple(
        Moment(
            Place.END,
            number,
            dict.fromkeys(("north", "south"), Standing(bounds, bounds, bounds, bounds)),
        )
        for number, bounds in enumerate([(quarter, quarter), (nothing, half)], start=1)
    )
    (_, (exposed, gain)), _ = said(exposure_section(replace(found, moments=moments), LINKED))
    assert exposed.startswith("Most exposed after phase 2: up to half of all that it gets.")
    assert gain.startswith("It would gain most by stopping after phase 2: up to half")


def test_the_curves_leave_out_the_moment_at_which_all_is_done() -> None:
    exposure, shortfall = exposure_section(found_in(LINKED), LINKED).figures
    assert exposure.table.rows == (
        ("before", "0 %", "0 %"),
        ("after phase 1", "0 %", "25 %"),
        ("midst of phase 2", "0 %", "25 %"),
    )
    assert [row[1:] for row in shortfall.table.rows] == [
        ("0 %", "0 %"),
        ("50 %", "0 %"),
        ("50 %", "0 %"),
    ]


def test_of_whom_nothing_is_asked_there_is_no_curve_and_it_is_said() -> None:
    case = payments_for_withdrawal()
    watched = case.undertakings[1].model_copy(update={"beneficiaries": ("south", "east")})
    case = replace(case, undertakings=(case.undertakings[0], watched))
    found = found_in(case)
    section = exposure_section(found, case)
    assert list(found.largest_exposure) == ["north", "south", "east"]
    assert acting(found) == ["north", "south"]
    assert [name for name, _ in section.groups] == ["North", "South"]
    assert "Nothing is asked of East here." in section.footnote


def test_who_is_not_measured_and_whom_no_order_helps_are_named() -> None:
    found = replace(found_in(LINKED), left_out={"north": "it gets nothing"}, beginning=("south",))
    footnote = exposure_section(found, LINKED).footnote
    assert footnote.startswith(
        "North is not measured: it gets nothing. For South what is to be done weighs more, or may"
        " weigh more, than what is to be got: no order helps."
    )


def test_ids_in_a_sentence_of_an_analysis_become_names() -> None:
    assert named("what matters to north and to northern south", LINKED) == (
        "What matters to North and to northern South."
    )


def test_other_orders_say_who_would_gain_less_and_who_more() -> None:
    case = withdrawal_for_release()
    found = found_in(case)
    section = alternative_section(found, case)
    (table,) = section.tables
    assert table.head == ("Order", "North", "South")
    assert table.rows == (
        ("this order", "nothing", "at most 12 %"),
        ("another, 1", "at most a quarter", "nothing"),
    )
    assert said(section) == [
        (
            "Another, 1",
            [
                (
                    "release, tranche 1 of 2; then withdrawal, tranche 1 of 2; then release,"
                    " tranche 2 of 2; then withdrawal, tranche 2 of 2."
                )
            ],
        )
    ]
    assert "Unranked." in section.note


def test_where_there_may_be_more_orders_it_is_said() -> None:
    case = withdrawal_for_release()
    found = found_in(case)
    ways = (replace(found, alternatives_complete=one) for one in (True, False))
    assert [alternative_section(one, case).footnote for one in ways] == ["", "There may be more."]
    none = alternative_section(replace(found, alternatives=()), case)
    assert (none.is_empty, none.footnote) == (True, "")


def test_of_so_many_phases_it_is_said_for_so_many_alone() -> None:
    """With more of them there may be a better order, and with fewer none was asked for."""
    found = find_schedule(LINKED, phases=2)
    footnote = schedule_section(found, LINKED).footnote
    assert footnote.startswith("In at most 2 phases no order makes the largest shortfall smaller")
    assert "fewer phases" not in footnote


def test_that_no_other_code_checked_an_order_is_said() -> None:
    footnotes = [
        schedule_section(found_in(LINKED), LINKED, is_checked=one).footnote for one in (True, False)
    ]
    assert footnotes[1] == f"{footnotes[0]} {UNCHECKED}"
