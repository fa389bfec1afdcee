"""An order that a person arranged: what it does not keep, and exposure before and after a move."""

from __future__ import annotations

import pytest

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Step
from goodoffices.drafting.moving_sections import ARRANGED, moved_section, order_section
from goodoffices.drafting.page import Section
from goodoffices.drafting.schedule_sections import UNCHECKED
from goodoffices.phasing.moving import Way, look_at_order, move_undertaking
from goodoffices.phasing.schedule_check import MOST_EXTREMES
from tests.briefs import analysis_of
from tests.unit.drafting.phased_cases import (
    ASKED,
    payments_for_withdrawal,
    withdrawal_for_release,
)

LINKED = withdrawal_for_release(ASKED)


def moved(case: Case, *order: str, step: str, to: int | Way) -> Section:
    return moved_section(move_undertaking(case, order, step, to=to), case)


def texts(section: Section) -> list[str]:
    return [one.text for one in section.sentences]


def test_a_step_that_comes_sooner_says_before_what() -> None:
    section = moved(LINKED, "withdrawal.1", "withdrawal.2", "release", step="release", to=1)
    assert section.title == "“release” moved"
    assert texts(section) == [
        (
            "From step 3 to step 1: now before “withdrawal, tranche 1 of 2” and"
            " “withdrawal, tranche 2 of 2”."
        ),
        "Everything comes after what it waits for.",
        "“the withdrawal only after the release” is kept now.",
    ]
    assert section.note == ARRANGED


def test_a_step_that_comes_later_says_after_what() -> None:
    section = moved(LINKED, "release", "withdrawal", step="release", to=Way.LATER)
    assert texts(section) == [
        "From step 1 to step 2: now after “withdrawal”.",
        "“the withdrawal only after the release” is no longer kept: step 1 comes too early.",
    ]


def test_what_is_still_not_kept_is_told_from_what_no_longer_is() -> None:
    order = ("withdrawal.1", "withdrawal.2", "release.1", "release.2")
    section = moved(LINKED, *order, step="release.1", to=Way.EARLIER)
    assert texts(section)[1:] == [
        "“the withdrawal only after the release” is still not kept: step 1 comes too early."
    ]


def test_a_step_that_stays_says_so() -> None:
    section = moved(LINKED, "release", "withdrawal", step="release", to=Way.EARLIER)
    assert texts(section)[0] == "It stays step 1 of 2."


def test_a_linkage_that_is_not_kept_leads_to_what_it_rests_on() -> None:
    case = analysis_of("doha-round").case
    order = ["philadelphi_withdrawal", "hostages_release", "prisoners_release"]
    section = order_section(look_at_order(case, order), case)
    assert [one.cites for one in section.sentences] == [("s14",), ("s14",)]


def test_what_is_out_of_turn_parted_or_left_out_is_said() -> None:
    case = payments_for_withdrawal()
    joint = Step(does=("payments.1", "withdrawal.coast"), held_by="east")
    look = look_at_order(case, ["payments.2", "payments.1", "withdrawal.coast"], joint=[joint])
    assert texts(order_section(look, case)) == [
        "“Payments, tranche 2 of 4” stands before an earlier tranche of it.",
        (
            "What East is to hold until all of it is there is parted:"
            " Payments, tranche 1 of 4 and Withdrawal: the coast."
        ),
        "Left out: Payments, tranches 3 and 4 of 4 and Withdrawal: hills.",
    ]


def test_steps_stand_in_a_table_with_who_does_them_for_whom() -> None:
    case = payments_for_withdrawal()
    order = ["payments.1~withdrawal.coast", "payments.2~payments.3~payments.4", "withdrawal.hills"]
    (steps,) = order_section(look_at_order(case, order), case).tables
    assert steps.rows == (
        (
            "1",
            "Payments, tranche 1 of 4 and Withdrawal: the coast",
            "South and North",
            "North and South",
        ),
        ("2", "Payments, tranches 2 to 4 of 4", "South", "North"),
        ("3", "Withdrawal: hills", "North", "South"),
    )


def test_each_party_has_its_own_row_before_and_after() -> None:
    case = withdrawal_for_release()
    section = moved(case, "withdrawal", "release", step="release", to=1)
    assert [one.head for one in section.tables[1:]] == [("Party", "Before", "As moved")] * 2
    assert [one.rows for one in section.tables[1:]] == [
        (("North", "half", "nothing"), ("South", "nothing", "a quarter")),
        (("North", "nothing", "half"), ("South", "a quarter", "nothing")),
    ]


def test_charts_of_both_orders_are_told_apart() -> None:
    section = moved(withdrawal_for_release(), "withdrawal", "release", step="release", to=1)
    assert [one.id for one in section.figures] == [
        "exposure-before",
        "shortfall-before",
        "exposure-after",
        "shortfall-after",
    ]
    assert [one.title.partition(":")[0] for one in section.figures] == [
        "Before the move",
        "Before the move",
        "As moved",
        "As moved",
    ]
    before, _, after, _ = (one.table.rows for one in section.figures)
    assert before == (
        ("before", "0 %", "0 %"),
        ("after step 1", "50 %", "0 %"),
        ("midst of step 2", "50 %", "0 %"),
    )
    assert after[1] == ("after step 1", "0 %", "25 %")


def test_how_sure_it_is_is_said() -> None:
    case = withdrawal_for_release(ASKED)
    kept = order_section(look_at_order(case, ["release", "withdrawal"]), case)
    broken = order_section(look_at_order(case, ["withdrawal", "release"]), case)
    assert [kept.footnote, broken.footnote] == [
        "That it is kept, and the largest shares, were checked again by other code.",
        "No other code has checked it: that is done for a whole order that keeps everything.",
    ]


def test_what_is_too_much_to_check_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_EXTREMES > 0
    monkeypatch.setattr("goodoffices.phasing.schedule_check.MOST_EXTREMES", 0)
    case = withdrawal_for_release()
    section = order_section(look_at_order(case, ["release", "withdrawal"]), case)
    assert section.footnote == UNCHECKED
