"""Preferences: kept exactly as written, and nothing made up."""

from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import ValidationError

from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.preference_facts import find_contradictions, unknown_names
from goodoffices.case.preferences import Preference, read_bounds, read_exact

ISSUES = {
    "water": Issue(id="water", options=tuple(Option(id=one) for one in ("much", "some", "none"))),
    "border": Issue(id="border", options=(Option(id="open"), Option(id="closed"))),
    "days": Issue(id="days", kind=IssueKind.QUANTITY, low=0, high=90, step=30),
}


def said(**more: object) -> Preference:
    return Preference.model_validate({"id": "p", "party": "north", **more})


def contradictions(**more: object) -> list[tuple[tuple[str | int, ...], str]]:
    return [(one.where, one.message) for one in find_contradictions(said(**more), ISSUES)]


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        (35, Fraction(35)),
        (0.35, Fraction(7, 20)),
        ("1/3", Fraction(1, 3)),
        ("-2.5", Fraction(-5, 2)),
    ],
)
def test_a_number_is_what_was_written(written: object, exact: Fraction) -> None:
    assert read_exact(written) == exact


@pytest.mark.parametrize("written", [True, "much", "1/0", None, [1], 1e300, "0x10"])
def test_what_is_no_number_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"a number is written|not divided by 0"):
        read_exact(written)


def test_an_interval_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="upside down: 40 is above 30"):
        read_bounds([40, 30])


def test_what_is_read_is_written_the_same() -> None:
    written = {
        "id": "p",
        "party": "north",
        "weights": {"water": [30, "1/2"]},
    }
    with pytest.raises(ValidationError):
        Preference.model_validate(written)
    written["weights"] = {"water": [30, "121/2"], "border": 10}
    preference = Preference.model_validate(written)
    again = preference.model_dump(mode="json", exclude_defaults=True)
    assert again["weights"] == {"water": [30, "121/2"], "border": 10}
    assert Preference.model_validate(again) == preference


def test_numbers_of_a_quantity_stay_numbers_through_json() -> None:
    preference = said(values={"days": {0: 1, 90: 0}})
    again = Preference.model_validate_json(preference.model_dump_json())
    assert list(again.values["days"]) == [0, 90]


def test_every_name_that_is_not_there_is_found_where_it_stands() -> None:
    preference = said(
        weights={"oil": 1},
        order=["water", "gas"],
        values={"water": {"much": 1, "little": 0}},
        options={"days": [15, 30]},
        comparisons=[{"better": {"border": "ajar"}, "than": {"border": "closed"}}],
    )
    assert [(one.where, one.found) for one in unknown_names(preference, ISSUES)] == [
        (("weights", "oil"), "oil"),
        (("order", 1), "gas"),
        (("values", "water", "little"), "little"),
        (("options", "days", 0), "15"),
        (("comparisons", 0, "better", "border"), "ajar"),
    ]


def test_weights_have_to_sum_to_the_total() -> None:
    assert contradictions(weights={"water": 60, "border": 36}) == [
        (("weights",), "the weights sum to 96")
    ]
    assert contradictions(weights={"water": 60, "border": 36}, total=96) == []


def test_intervals_have_to_leave_room_for_the_total() -> None:
    assert contradictions(weights={"water": [70, 80], "border": [40, 50]}) == [
        (("weights",), "the weights sum to 110 at least")
    ]
    assert contradictions(weights={"water": [10, 30], "border": [10, 60]}) == [
        (("weights",), "the weights sum to 90 at most")
    ]
    assert contradictions(weights={"water": [10, 50], "border": [10, 60]}) == []


def test_values_lie_between_nothing_and_all_and_none_is_missing() -> None:
    assert contradictions(values={"water": {"much": 1.5, "none": 0}}) == [
        (("values", "water", "much"), "a value lies between 0 and 1"),
        (("values", "water"), "no value for some"),
    ]
    assert contradictions(values={"days": {0: 0, 90: 1}}) == []


def test_an_order_that_names_something_twice_shows_its_circle() -> None:
    assert contradictions(order=["water", "border", "water"]) == [
        (("order", 2), "this order goes in a circle: water > border > water")
    ]


def test_an_order_against_the_weights_is_found() -> None:
    found = contradictions(weights={"water": 30, "border": 70}, order=["water", "border"])
    assert found == [
        (("order", 0), "water stands before border, and its weight is lower: 30 and 70")
    ]


def test_comparisons_that_close_a_circle_show_it() -> None:
    found = contradictions(
        options={"water": ["much", "some", "none"]},
        comparisons=[{"better": {"water": "none"}, "than": {"water": "much"}}],
    )
    assert found == [
        (("comparisons", 0), "this closes a circle on water: none > much > some > none")
    ]


def test_a_comparison_against_exact_numbers_is_found() -> None:
    numbers = {
        "weights": {"water": 50, "border": 50},
        "values": {
            "water": {"much": 1, "some": 0.3, "none": 0},
            "border": {"open": 1, "closed": 0},
        },
    }
    against = {"better": {"water": "some"}, "than": {"water": "much"}}
    along = {"better": {"water": "much"}, "than": {"water": "some"}}
    assert contradictions(**numbers, comparisons=[along]) == []
    assert contradictions(**numbers, comparisons=[against]) == [
        (("comparisons", 0), "this goes against the weights and values: 15 is less than 50")
    ]
    interaction = {"when": "water is some", "worth": 40}
    assert contradictions(**numbers, comparisons=[against], interactions=[interaction]) == []


def test_numbers_in_a_message_are_as_a_person_writes_them() -> None:
    assert contradictions(weights={"water": 60.5, "border": 30}) == [
        (("weights",), "the weights sum to 90.5")
    ]


def test_a_no_agreement_value_above_the_best_package_is_found() -> None:
    values = {"water": {"much": 1, "some": 0.5, "none": 0}, "border": {"open": 0.5, "closed": 0}}
    found = contradictions(weights={"water": 60, "border": 40}, values=values, no_agreement=81)
    assert found == [(("no_agreement",), "no package is worth more than 80")]
    at_most = {"weights": {"water": 60, "border": 40}, "values": values, "no_agreement": 80}
    assert contradictions(**at_most) == []
