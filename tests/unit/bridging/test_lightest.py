"""The lightest crossings: those of the twin, all of them, and none by chance."""

from __future__ import annotations

import pytest

from goodoffices.bridging.lightest import find_lightest
from goodoffices.bridging.lightest_check import check_lightest
from goodoffices.case.enumeration import Budget
from goodoffices.case.errors import EnginesDisagree, NoPackage, NothingLeft
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.positions import Position
from goodoffices.case.propositions import FALSE
from goodoffices.case.stances import Stance
from goodoffices.case.status import Status
from tests.unit.bridging.lightest_by_hand import lightest_by_hand
from tests.unit.bridging.positions import position

ISSUES = {
    "border": Issue(id="border", options=tuple(Option(id=one) for one in ("open", "closed"))),
    "toll": Issue(id="toll", kind=IssueKind.QUANTITY, low=0, high=1_000_000),
}


def said(name: str, words: str, **strength: Stance) -> Position:
    return position(name, parse(words, ISSUES), **strength)


OPEN = said("open", "border is open", north=Stance.DEMANDS)
CLOSED = said("closed", "border is closed", south=Stance.INSISTS)
HIGH = said("high", "toll >= 500", south=Stance.INSISTS)
LOW = said("low", "toll < 500", north=Stance.INSISTS)


def crossings(*positions: Position, **more: object) -> list[list[str]]:
    found = find_lightest(positions, issues=ISSUES, **more)  # type: ignore[arg-type]
    return [sorted(one.crossed) for one in found.crossings]


def test_each_way_to_hurt_as_little_as_can_be_is_found_once() -> None:
    """Closed and low together weigh more on the north than open and high, and on nobody less."""
    assert crossings(OPEN, CLOSED, HIGH, LOW) == [
        ["high", "open"],
        ["low", "open"],
        ["closed", "high"],
    ]


def test_a_weaker_position_is_crossed_rather_than_a_stronger_one_of_the_same_party() -> None:
    strong = said("strong", "border is closed", north=Stance.RULES_OUT)
    assert crossings(OPEN, strong) == [["open"]]


def test_equally_heavy_crossings_are_all_listed() -> None:
    second = said("second", "border is closed", north=Stance.DEMANDS)
    assert crossings(OPEN, second) == [["open"], ["second"]]


def test_without_contradiction_nothing_is_crossed() -> None:
    assert crossings(OPEN, HIGH) == [[]]


def test_a_limit_and_what_is_never_crossed_are_kept() -> None:
    never = {"South (s1)": HIGH.proposition}
    assert crossings(OPEN, LOW, limits=[CLOSED.proposition], never=never) == [["low", "open"]]


def test_what_leaves_no_package_is_named_as_few_as_can_be() -> None:
    never = {one.id: one.proposition for one in (OPEN, HIGH, LOW)}
    with pytest.raises(NoPackage) as caught:
        find_lightest([CLOSED], issues=ISSUES, never=never)
    assert caught.value.names == ("high", "low")


def test_limits_that_leave_no_package_are_refused() -> None:
    with pytest.raises(NothingLeft):
        find_lightest([OPEN], issues=ISSUES, limits=[FALSE], never={"n": HIGH.proposition})


def test_a_cut_off_search_says_so_and_what_it_lists_is_still_lightest() -> None:
    found = find_lightest([OPEN, CLOSED, HIGH, LOW], issues=ISSUES, most=1)
    assert (found.status, len(found.crossings)) == (Status.BEST_FOUND, 1)
    every = lightest_by_hand(
        [OPEN, CLOSED], {"border": ISSUES["border"]}
    )  # the other two are told apart by a range too wide to list
    assert {one.crossed & {"open", "closed"} for one in found.crossings} <= every


def test_a_spent_budget_is_out_of_time() -> None:
    found = find_lightest([OPEN, CLOSED], issues=ISSUES, budget=Budget(work=1))
    assert (found.status, found.crossings) == (Status.OUT_OF_TIME, ())


def test_check_refuses_a_crossing_that_is_beaten() -> None:
    """With a position crossed that need not be."""
    honest = find_lightest([OPEN, HIGH], issues=ISSUES)
    from_less = find_lightest([HIGH], issues=ISSUES, limits=[CLOSED.proposition])
    forged = type(honest)(
        tuple(
            type(one)(one.crossed | {"open"}, {"north": (3,), "south": ()}, one.package)
            for one in from_less.crossings
        ),
        (),
        Status.PROVEN,
        "a forger",
    )
    assert check_lightest(honest, [OPEN, HIGH], issues=ISSUES)
    with pytest.raises(EnginesDisagree, match="whether a package is beaten"):
        check_lightest(forged, [OPEN, HIGH], issues=ISSUES)


def test_check_refuses_a_contradiction_that_is_none() -> None:
    honest = find_lightest([OPEN, HIGH], issues=ISSUES)
    forged = type(honest)(honest.crossings, (frozenset({"open", "high"}),), honest.status, "x")
    with pytest.raises(EnginesDisagree, match="can all hold"):
        check_lightest(forged, [OPEN, HIGH], issues=ISSUES)
