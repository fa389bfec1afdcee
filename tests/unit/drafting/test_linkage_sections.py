"""What each "only after" does, in words and tables; and which would have to give way."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from goodoffices.case.case import Case
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Linkage
from goodoffices.drafting.linkage_sections import (
    CAUTION,
    conflict_section,
    curve_section,
    effect_section,
    loosening_section,
    name_of,
)
from goodoffices.drafting.page import Section
from goodoffices.phasing.linkages import (
    LinkageEffect,
    Loosened,
    find_incompatible_linkages,
    weigh_linkages,
)
from goodoffices.phasing.loosenings import LooseningSearch, find_loosenings
from goodoffices.phasing.results import Objective, ScheduleSearch
from goodoffices.phasing.schedules import find_curve, find_schedule
from tests.unit.drafting.phased_cases import ASKED, withdrawal_for_release

CASE = withdrawal_for_release(ASKED)
NO_ORDER = ScheduleSearch((), (), {}, {}, Objective.SHARES, Status.INFEASIBLE, "")
NOT_FOUND = replace(NO_ORDER, status=Status.OUT_OF_TIME)
FOUND = find_schedule(CASE)


def texts(section: Section) -> list[str]:
    return [one.text for one in section.sentences]


def grouped(section: Section) -> list[tuple[str, list[str]]]:
    return [(name, [one.text for one in sentences]) for name, sentences in section.groups]


def loosenings(at_most: Fraction, case: Case = CASE) -> Section:
    return loosening_section(find_loosenings(case, at_most=at_most), case)


def test_beside_every_comparison_stands_that_nothing_has_to_give_way() -> None:
    section = effect_section(weigh_linkages(CASE), CASE)
    assert section.note == CAUTION
    assert CAUTION == (
        "Each line holds the order found with a linkage against those found without it and in a"
        " looser form, all others holding; gains from stopping are made small, exposure is what"
        " comes of it. Who asked for it had a reason, and nothing here says that it has to give"
        " way."
    )


def test_what_becomes_larger_or_smaller_without_a_linkage_is_said_for_both_sides() -> None:
    (sentence,) = effect_section(weigh_linkages(CASE), CASE).sentences
    assert sentence.text == (
        "The withdrawal only after the release. Without it the largest gain from stopping of North"
        " is nothing, not half, the largest gain from stopping of South is 12 %, not nothing, the"
        " largest exposure of North is a quarter, not nothing, the largest exposure of South is"
        " 12 %, not a quarter, there are 3 phases, not 2 and the last day is D+3, not D+4."
    )
    assert sentence.cites == ("s1",)


def test_the_table_has_the_linkage_its_absence_and_its_looser_forms() -> None:
    (table,) = effect_section(weigh_linkages(CASE), CASE).tables
    assert table.caption == (
        "The withdrawal only after the release: at most, in the order found, as a share of all"
        " that the party gets"
    )
    assert table.head == (
        "Form",
        "North: gain from stopping",
        "South: gain from stopping",
        "North: exposure",
        "South: exposure",
    )
    assert table.rows == (
        ("as stated", "half", "nothing", "nothing", "a quarter"),
        ("without it", "nothing", "12 %", "a quarter", "12 %"),
        ("after half of the release", "nothing", "12 %", "nothing", "12 %"),
    )


def test_a_linkage_without_a_title_is_called_by_what_it_says() -> None:
    bare = Linkage(id="bare", step="withdrawal.2", after="release")
    effect = LinkageEffect(bare, FOUND, FOUND)
    assert name_of(effect, CASE) == "Withdrawal, tranche 2 of 2 only after release"


@pytest.mark.parametrize(
    ("with_it", "without", "words"),
    [
        (FOUND, FOUND, "Without it nothing that is measured here is different."),
        (NO_ORDER, NO_ORDER, "Without it there is no such order either."),
        (NO_ORDER, FOUND, "With it there is no such order, and without it there is one."),
        (NOT_FOUND, FOUND, "What it does was not found before the search was cut off."),
        (FOUND, NOT_FOUND, "What it does was not found before the search was cut off."),
        (NO_ORDER, NOT_FOUND, "What it does was not found before the search was cut off."),
    ],
)
def test_without_two_orders_there_is_nothing_to_compare(
    with_it: ScheduleSearch, without: ScheduleSearch, words: str
) -> None:
    section = effect_section([LinkageEffect(ASKED, with_it, without)], CASE)
    assert texts(section) == [f"The withdrawal only after the release. {words}"]


def test_the_table_says_where_there_is_no_order_or_none_was_found() -> None:
    loosened = (Loosened(ASKED.loosenings[0], NOT_FOUND),)
    (table,) = effect_section([LinkageEffect(ASKED, NO_ORDER, FOUND, loosened)], CASE).tables
    assert [set(row[1:]) for row in table.rows] == [
        {"no order"},
        {"half", "nothing", "a quarter"},
        {"not known"},
    ]


def test_without_any_order_there_is_no_table() -> None:
    assert effect_section([LinkageEffect(ASKED, NO_ORDER, NO_ORDER)], CASE).tables == ()


def test_a_comparison_that_is_not_proven_says_so() -> None:
    unsure = replace(FOUND, status=Status.BEST_FOUND)
    pairs = ((FOUND, FOUND), (FOUND, unsure), (unsure, FOUND))
    assert [effect_section([LinkageEffect(ASKED, *pair)], CASE).footnote for pair in pairs] == [
        "",
        "Not all of it is proven.",
        "Not all of it is proven.",
    ]


def test_a_linkage_gives_way_in_the_looser_form_that_suffices() -> None:
    section = loosenings(Fraction(1, 4))
    assert grouped(section) == [
        (
            "Set 1",
            [("The withdrawal only after the release: becomes “after half of the release”.")],
        )
    ]
    assert section.note == (
        "Where one of these sets gives way there is an order, in whatever number of phases, of"
        " which it is sure, from what is on record, that no gain from stopping exceeds a quarter"
        " of all that the party gets; where only a part of a set does, there is none. Unranked;"
        " who asked for a linkage had a reason."
    )
    assert section.footnote == ""


def test_a_linkage_without_a_looser_form_falls_away() -> None:
    bare = ASKED.model_copy(update={"loosenings": (), "title": ""})
    section = loosenings(Fraction(1, 4), withdrawal_for_release(bare))
    assert grouped(section) == [
        ("Set 1", ["Withdrawal, tranche 1 of 2 only after release: falls away."])
    ]


@pytest.mark.parametrize(
    ("at_most", "words"),
    [
        (
            Fraction(1, 2),
            (
                "None has to give way: there is an order of which it is sure, from what is on"
                " record, that no gain from stopping exceeds half of all that the party gets."
            ),
        ),
        (
            Fraction(0),
            (
                "Even without any linkage there is no order of which it is sure, from what is on"
                " record, that no gain from stopping exceeds nothing of all that the party gets."
            ),
        ),
    ],
)
def test_where_no_linkage_decides_that_is_said(at_most: Fraction, words: str) -> None:
    section = loosenings(at_most)
    assert (texts(section), section.groups, section.note) == ([words], (), "")


def test_a_search_that_was_cut_off_says_so() -> None:
    nothing = LooseningSearch((), Fraction(1, 4), None, Status.OUT_OF_TIME)
    section = loosening_section(nothing, CASE)
    assert section.is_empty
    assert section.empty == "Nothing was found before the search was cut off."
    some = replace(find_loosenings(CASE, at_most=Fraction(1, 4)), status=Status.BEST_FOUND)
    assert loosening_section(some, CASE).footnote == "There may be more."


def test_each_number_of_phases_has_a_line() -> None:
    case = withdrawal_for_release()
    curve = find_curve(case)
    (table,) = curve_section(curve, case).tables
    assert table.head == (
        "Phases",
        "North: gain from stopping",
        "South: gain from stopping",
        "North: exposure",
        "South: exposure",
    )
    assert [row[0] for row in table.rows] == [str(one.phases) for one in curve]
    assert table.rows[-1][1:3] == ("nothing", "12 %")


def test_a_curve_says_where_a_line_is_not_proven() -> None:
    curve = find_curve(CASE)
    unsure = (*curve[:-1], replace(curve[-1], bound=Fraction(0)))
    assert [curve_section(one, CASE).footnote for one in (curve, unsure)] == [
        "",
        "Not every line is proven: another order may have smaller ones.",
    ]


def test_a_circle_is_shown_with_the_linkages_that_make_it() -> None:
    back = Linkage(id="back", step="release.1", after="withdrawal.2", cites=("s2", "s1"))
    case = withdrawal_for_release(ASKED, back)
    section = conflict_section(find_incompatible_linkages(case), case)
    ((name, (linkages, circle)),) = section.groups
    assert (name, linkages.text) == (
        "Set 1",
        (
            "“the withdrawal only after the release” and “release, tranche 1 of 2 only after"
            " withdrawal, tranche 2 of 2”."
        ),
    )
    assert linkages.cites == ("s1", "s2")
    lead, _, waits = circle.text.removesuffix(".").partition(": ")
    assert lead == "The circle"
    steps = [one.split(" waits for ") for one in waits.split("; ")]
    assert {one for one, _ in steps} == {one for _, one in steps}
    assert ["release, tranche 1 of 2", "withdrawal, tranche 2 of 2"] in steps
    assert section.note.endswith(
        "Movement on any one of a set would open it. This is no view on who should move."
    )
    assert section.footnote == ""


def test_circles_that_may_not_be_all_say_so() -> None:
    back = Linkage(id="back", step="release.1", after="withdrawal.2")
    case = withdrawal_for_release(ASKED, back)
    found = replace(find_incompatible_linkages(case), status=Status.BEST_FOUND)
    assert conflict_section(found, case).footnote == "There may be more."
