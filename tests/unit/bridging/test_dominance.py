"""Dominance: what is sure for a party of which only so much is known."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest

from goodoffices.bridging.dominance import Relation, compare, undominated
from goodoffices.bridging.dominance_check import check_dominance
from goodoffices.bridging.results import Package
from goodoffices.case.errors import CannotBeTrue, MissingExtra
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.preferences import Preference
from goodoffices.case.status import Status

ISSUES = {
    name: Issue(id=name, options=tuple(Option(id=one) for one in ("good", "fair", "bad")))
    for name in ("water", "border", "prisoners")
}
BEST_FIRST = ["good", "fair", "bad"]
ORDERS = {"options": dict.fromkeys(ISSUES, BEST_FIRST)}


def said(**stated: object) -> Preference:
    return Preference.model_validate({"id": "p", "party": "north", **stated})


def package(words: str) -> Package:
    return dict(zip(ISSUES, words.split(), strict=True))


def relation(first: str, second: str, preference: Preference) -> Relation:
    one, other = package(first), package(second)
    found = compare(one, other, preference=preference, issues=ISSUES)
    check_dominance(found, one, other, preference=preference, issues=ISSUES)
    return found.relation


RANKED = said(order=["water", "border", "prisoners"], **ORDERS)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("good bad bad", "bad good bad", Relation.NECESSARILY_BETTER),
        ("bad good bad", "good bad bad", Relation.NECESSARILY_WORSE),
        ("bad good good", "good bad bad", Relation.POSSIBLY_EITHER),
        ("fair bad bad", "bad fair bad", Relation.POSSIBLY_EITHER),
        ("good fair bad", "fair good bad", Relation.POSSIBLY_EITHER),
        ("good bad good", "bad good good", Relation.NECESSARILY_BETTER),
        ("fair fair fair", "fair fair fair", Relation.NECESSARILY_EQUAL),
        ("fair good bad", "fair bad good", Relation.NECESSARILY_BETTER),
    ],
)
def test_orders_say_what_they_say_and_no_more(first: str, second: str, expected: Relation) -> None:
    assert relation(first, second, RANKED) is expected


def test_issues_on_one_level_weigh_the_same() -> None:
    level = said(order=[["water", "border"], "prisoners"], **ORDERS)
    assert relation("good bad fair", "bad good fair", level) is Relation.NECESSARILY_EQUAL


def test_an_issue_that_the_order_leaves_out_may_matter_most() -> None:
    partial = said(order=["water", "border"], **ORDERS)
    assert relation("good bad bad", "bad bad good", partial) is Relation.POSSIBLY_EITHER
    assert relation("good bad fair", "bad good fair", partial) is Relation.NECESSARILY_BETTER


def test_an_option_that_no_order_names_may_be_as_good_as_any() -> None:
    partial = said(options={"water": ["good", "bad"]})
    assert relation("good bad bad", "fair bad bad", partial) is Relation.NECESSARILY_BETTER
    assert relation("fair bad bad", "bad bad bad", partial) is Relation.NECESSARILY_BETTER
    assert relation("bad fair bad", "bad bad bad", partial) is Relation.POSSIBLY_EITHER


def test_weights_alone_leave_nothing_to_an_issue_that_they_do_not_name() -> None:
    weighed = said(weights={"water": 60, "border": 40}, **ORDERS)
    assert relation("good bad good", "good bad bad", weighed) is Relation.NECESSARILY_EQUAL


def test_intervals_of_weights_bound_the_difference() -> None:
    """Water for border: 55 to 70 against 30 to 45, so the difference is 10 to 40."""
    weights = {"water": [50, 70], "border": [30, 45], "prisoners": 0}
    weighed = said(weights=weights, **ORDERS)
    one, other = package("good bad bad"), package("bad good bad")
    found = compare(one, other, preference=weighed, issues=ISSUES)
    check_dominance(found, one, other, preference=weighed, issues=ISSUES)
    assert found.least == 10
    assert found.most == 40


def test_numbers_between_two_stated_ones_lie_on_a_line() -> None:
    issues = {"days": Issue(id="days", kind=IssueKind.QUANTITY, low=0, high=1_000_000)}
    stated = said(weights={"days": 100}, values={"days": {0: [0, "1/2"], 1_000_000: 1}})
    found = compare({"days": 750_000}, {"days": 250_000}, preference=stated, issues=issues)
    assert found.least == 25
    assert found.most == 50
    check_dominance(found, {"days": 750_000}, {"days": 250_000}, preference=stated, issues=issues)


def test_an_interaction_counts_within_its_interval() -> None:
    joined = said(
        weights={"water": 50, "border": 50},
        interactions=[{"when": "water is fair and border is good", "worth": [-5, 10]}],
        values={
            "water": {"good": 1, "fair": 0, "bad": 0},
            "border": {"good": 1, "fair": 0, "bad": 0},
        },
    )
    one, other = package("fair good bad"), package("bad good bad")
    found = compare(one, other, preference=joined, issues=ISSUES)
    check_dominance(found, one, other, preference=joined, issues=ISSUES)
    assert found.least == -5
    assert found.most == 10


COMPARED = said(
    comparisons=[
        {
            "better": {"border": "good", "prisoners": "bad"},
            "than": {"border": "bad", "prisoners": "good"},
        },
        {
            "better": {"water": "good", "border": "bad"},
            "than": {"water": "bad", "border": "good"},
        },
    ],
    **ORDERS,
)


def test_two_comparisons_together_say_a_third_thing() -> None:
    expected = Relation.NECESSARILY_BETTER
    assert relation("good fair bad", "bad fair good", COMPARED) is expected
    assert relation("good fair fair", "fair fair good", COMPARED) is Relation.POSSIBLY_EITHER


def test_a_comparison_holds_however_the_rest_is_settled() -> None:
    """So what water and border bring together cannot outweigh what border alone does."""
    stated = {
        "interactions": [{"when": "water is good and border is bad", "worth": [0, 50]}],
        "comparisons": [{"better": {"border": "good"}, "than": {"border": "bad"}}],
        **ORDERS,
    }
    both = "good good fair", "good bad fair"
    assert relation(*both, said(**stated)) is Relation.NECESSARILY_BETTER
    stated.pop("comparisons")
    assert relation(*both, said(**stated)) is Relation.POSSIBLY_EITHER


def test_an_order_of_issues_narrows_intervals_of_their_weights() -> None:
    weights = {"water": [20, 60], "border": [20, 60], "prisoners": [0, 30]}
    assert (
        relation("good bad bad", "bad good bad", said(weights=weights, **ORDERS))
        is Relation.POSSIBLY_EITHER
    )
    ordered = said(weights=weights, order=["water", "border", "prisoners"], **ORDERS)
    assert relation("good bad bad", "bad good bad", ordered) is Relation.NECESSARILY_BETTER


def test_statements_that_cannot_all_be_true_are_named_and_only_those() -> None:
    against = {"better": {"water": "bad", "prisoners": "good"}}
    against["than"] = {"water": "good", "prisoners": "bad"}
    weights = {"water": [60, 70], "border": [0, 40], "prisoners": [10, 20]}
    impossible = said(weights=weights, comparisons=[against], **ORDERS)
    with pytest.raises(CannotBeTrue) as caught:
        relation("good bad bad", "bad good bad", impossible)
    assert caught.value.statements == (
        "the weight of water is from 60 to 70",
        "the weight of prisoners is from 10 to 20",
        "the value of good on water is 1",
        "the value of bad on water is 0",
        "the value of good on prisoners is 1",
        "the value of bad on prisoners is 0",
        "rather water bad and prisoners good than water good and prisoners bad",
    )


def test_an_order_in_a_circle_is_shown() -> None:
    circle = said(order=["water", "border", "water"])
    with pytest.raises(CannotBeTrue, match="water > border > water"):
        relation("good bad bad", "bad good bad", circle)


def test_orders_need_neither_z3_nor_numpy() -> None:
    script = (
        "import sys; sys.modules['z3'] = sys.modules['numpy'] = None\n"
        "from tests.unit.bridging.test_dominance import *\n"
        "print(relation('good bad bad', 'bad good bad', RANKED).value)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "necessarily_better\n"


def test_comparisons_without_z3_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    with pytest.raises(MissingExtra, match=r"pip install 'goodoffices\[research\]'"):
        relation("good bad bad", "bad good bad", COMPARED)


# ---------------------------------------------------------------------------- many packages

LISTED = [
    package(words)
    for words in ("bad good bad", "good bad bad", "good bad bad", "good fair bad", "bad bad good")
]
OPPOSED = said(options=dict.fromkeys(ISSUES, BEST_FIRST[::-1]), order=["water"])


def test_undominated_packages_are_listed_with_what_dominates_the_others() -> None:
    found = undominated(LISTED, preferences=[RANKED], issues=ISSUES)
    assert found.places == (3,)
    assert found.dominated_by == {0: 1, 1: 3, 2: 3, 4: 3}
    assert found.status is Status.PROVEN


def test_necessarily_equal_packages_are_all_kept() -> None:
    found = undominated(LISTED[1:3], preferences=[RANKED], issues=ISSUES)
    assert (found.places, found.dominated_by) == ((0, 1), {})


def test_a_package_is_dominated_only_if_nobody_may_lose() -> None:
    found = undominated(LISTED, preferences=[RANKED, OPPOSED], issues=ISSUES)
    assert found.places == (0, 1, 2, 3, 4)


def test_comparisons_tell_packages_apart_too() -> None:
    found = undominated(LISTED, preferences=[COMPARED], issues=ISSUES)
    assert (found.places, found.dominated_by) == ((3,), {0: 1, 1: 3, 2: 3, 4: 3})


def test_without_time_everything_is_kept_and_said_so() -> None:
    found = undominated(LISTED, preferences=[RANKED], issues=ISSUES, deadline_s=0)
    assert (found.places, found.status) == ((0, 1, 2, 3, 4), Status.BEST_FOUND)


def test_worths_in_own_units_follow_the_total() -> None:
    first, second = package("good bad bad"), package("bad bad bad")
    for total in (1, 100):
        stated = said(order=["water", "border", "prisoners"], total=total, **ORDERS)
        found = compare(first, second, preference=stated, issues=ISSUES)
        assert found.least == Fraction(total, 3)
        assert found.most == total
