"""Adjusted Winner: by hand, at its edges, and against its own promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goodoffices.bridging.adjusted_winner import Transfer, adjust, adjust_case
from goodoffices.bridging.adjusted_winner_check import (
    check_adjusted_winner,
    is_efficient,
    is_envy_free,
    is_equitable,
)
from goodoffices.bridging.valuing import NOTHING
from goodoffices.case.case import Case, Limit
from goodoffices.case.errors import NoPreferences, NotExact, NotItems, TooFewParties
from goodoffices.case.grammar import parse
from goodoffices.case.preferences import Interaction, Preference
from tests.cases import make_case

BOTH = ("ann", "ben")
Points = dict[str, dict[str, Fraction]]


def points_of(*pairs: tuple[int, int]) -> Points:
    return {f"i{n}": {"ann": Fraction(a), "ben": Fraction(b)} for n, (a, b) in enumerate(pairs)}


def test_ties_go_to_the_party_behind_and_come_back_first() -> None:
    """The worked account of New York University: Carol 65, Bob 40, a tie of 10 goes to Bob."""
    points = {
        "retirement": {"carol": Fraction(50), "bob": Fraction(40)},
        "home": {"carol": Fraction(20), "bob": Fraction(30)},
        "cottage": {"carol": Fraction(15), "bob": Fraction(10)},
        "investments": {"carol": Fraction(10), "bob": Fraction(10)},
        "other": {"carol": Fraction(5), "bob": Fraction(10)},
    }
    found = adjust(points, parties=("carol", "bob"))
    assert found.tied == ("investments",)
    assert found.won["investments"] == "bob"
    assert found.winner_sums == {"carol": 65, "bob": 50}
    assert found.transfers == (
        Transfer("retirement", "carol", "bob", Fraction(5, 4), Fraction(1, 6)),
    )
    assert set(found.final.values()) == {Fraction(170, 3)}
    assert check_adjusted_winner(found) == ()


def test_a_tie_that_puts_its_new_holder_ahead_goes_back_first() -> None:
    found = adjust(points_of((40, 30), (10, 20), (50, 50)), parties=BOTH)
    assert found.winner_sums == {"ann": 40, "ben": 70}
    assert found.transfers == (Transfer("i2", "ben", "ann", Fraction(1), Fraction(3, 10)),)
    assert check_adjusted_winner(found) == ()


def test_whole_items_pass_before_one_is_split() -> None:
    found = adjust(points_of((5, 4), (45, 30), (45, 15), (5, 51)), parties=BOTH)
    assert [(one.item, one.share) for one in found.transfers] == [
        ("i0", Fraction(1)),
        ("i1", Fraction(35, 75)),
    ]
    assert found.split_item == "i1"
    assert found.final == {"ann": 69, "ben": 69}


def test_nothing_passes_and_nothing_is_split_where_both_have_the_same() -> None:
    found = adjust(points_of((60, 40), (40, 60)), parties=BOTH)
    assert (found.transfers, found.split_item, found.fraction) == ((), None, None)


def test_an_item_that_is_worth_nothing_to_both_goes_somewhere_and_never_passes() -> None:
    found = adjust(points_of((100, 60), (0, 40), (0, 0)), parties=BOTH)
    assert found.tied == ("i2",)
    assert [one.item for one in found.transfers] == ["i0"]
    assert check_adjusted_winner(found) == ()


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (points_of((-1, 2), (3, 4)), "points on i0 are below 0"),
        (points_of((1, 0), (3, 0)), "ben puts no points on anything"),
        ({}, "ann puts no points on anything"),
        (points_of((90, 0), (10, 5)), "ann puts 90 points on what is worth nothing to ben"),
    ],
)
def test_points_that_make_no_sense_are_refused(points: Points, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        adjust(points, parties=BOTH)


@st.composite
def same_sums(draw: st.DrawFn) -> Points:
    """Points of both with one sum; many ties and zeros."""
    some = draw(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=6))
    sums = [sum(pair[side] for pair in some) for side in (0, 1)]
    assume(all(sums))
    return {
        f"i{n}": {"ann": Fraction(a, sums[0]), "ben": Fraction(b, sums[1])}
        for n, (a, b) in enumerate(some)
    }


@given(same_sums())
def test_all_promises_hold(points: Points) -> None:
    found = adjust(points, parties=BOTH)
    assert check_adjusted_winner(found) == ()
    assert is_envy_free(points, found.shares, parties=BOTH)
    assert min(found.final.values()) >= Fraction(1, 2)


@given(same_sums(), st.permutations(range(6)))
def test_names_and_order_decide_nothing_of_the_points(points: Points, order: list[int]) -> None:
    """Of each party, in its own points; a tie may change which item is split."""
    found = adjust(points, parties=BOTH)
    items = [f"i{n}" for n in order if f"i{n}" in points]
    again = adjust({item: points[item] for item in items}, parties=("ben", "ann"))
    assert again.final == found.final


@given(same_sums(), st.integers(1, 50))
def test_scale_changes_nothing_but_the_unit(points: Points, scale: int) -> None:
    found = adjust(points, parties=BOTH)
    more = {item: {p: scale * one for p, one in by.items()} for item, by in points.items()}
    again = adjust(more, parties=BOTH)
    assert again.shares == found.shares
    assert again.final == {party: scale * one for party, one in found.final.items()}


def most_for_second(points: Points, least: Fraction) -> Fraction:
    """The most the second can have while the first has so much: a knapsack that may be cut."""
    left = sum((by["ann"] for by in points.values()), Fraction()) - least
    most = Fraction(0)
    for by in points.values():
        most += by["ben"] if not by["ann"] else 0
    rest = [by for by in points.values() if by["ann"]]
    for by in sorted(rest, key=lambda by: by["ben"] / by["ann"], reverse=True):
        part = min(Fraction(1), left / by["ann"])
        most += part * by["ben"]
        left -= part * by["ann"]
    return most


@settings(max_examples=200)
@given(same_sums(), st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_exchange_test_tells_exactly_the_efficient_divisions(
    points: Points, halves: list[int]
) -> None:
    """Against the most that one can have while the other has no less."""
    shares = {
        item: {"ann": Fraction(half, 2), "ben": 1 - Fraction(half, 2)}
        for item, half in zip(points, halves, strict=False)
    }
    ann, ben = (
        sum((by[party] * shares[item][party] for item, by in points.items()), Fraction())
        for party in BOTH
    )
    # The first keeps what it has, and the second has the most: or the first could have more.
    swapped = {item: {"ann": by["ben"], "ben": by["ann"]} for item, by in points.items()}
    best = most_for_second(points, ann) == ben and most_for_second(swapped, ben) == ann
    assert is_efficient(points, shares, parties=BOTH) is best


def broken(found_points: Points, **changed: object) -> tuple[str, ...]:
    found = adjust(found_points, parties=BOTH)
    return check_adjusted_winner(replace(found, **changed))  # type: ignore[arg-type]


def test_checker_finds_what_is_wrong() -> None:
    points = points_of((60, 50), (40, 50))
    ann, ben = {"ann": Fraction(1), "ben": Fraction(0)}, {"ann": Fraction(0), "ben": Fraction(1)}
    half = {"ann": Fraction(1, 2), "ben": Fraction(1, 2)}
    assert broken(points) == ()
    assert broken(points, shares={"i0": ann}) == ("the items given out are not those with points",)
    assert broken(points, shares={"i0": ann, "i1": {"ann": Fraction(1), "ben": Fraction(1)}}) == (
        "the shares of i1 are no division of it",
    )
    assert broken(points, shares={"i0": ben, "i1": ann}) == (
        "the winner phase and the transfers do not give the shares",
        "the final points are not what the shares are worth",
        "ann has 40 and ben 50: not the same",
        "split are: none; said: i0",
        "another division gives one party more and the other no less",
        "ann would rather have the side of ben",
    )
    assert broken(points, shares={"i0": half, "i1": half})[3:] == (
        "another division gives one party more and the other no less",
    )
    assert broken(points, won={"i0": "ben", "i1": "ben"}) == (
        "i0 did not go to a party with most points on it",
    )
    assert broken(points, tied=("i0",)) == ("i0 is wrongly said to be tied or not",)
    assert broken(points, winner_sums={"ann": Fraction(60), "ben": Fraction(51)}) == (
        "the winner phase does not give ben 51",
    )
    transfer = Transfer("i0", "ann", "ben", Fraction(1), Fraction(1, 11))
    assert broken(points, transfers=(transfer,)) == ("the ratio of i0 is not 1",)


def test_checker_sees_transfers_out_of_order() -> None:
    found = adjust(points_of((5, 4), (45, 30), (45, 15), (5, 51)), parties=BOTH)
    turned = replace(found, transfers=tuple(reversed(found.transfers)))
    assert check_adjusted_winner(turned) == ("the transfers are not in the order of their ratios",)


def test_sums_that_differ_may_leave_envy() -> None:
    """The promise of no envy rests on one sum."""
    points = points_of((1, 19), (1, 21))
    found = adjust(points, parties=BOTH)
    assert is_equitable(points, found.shares, parties=BOTH)
    assert not is_envy_free(points, found.shares, parties=BOTH)
    assert check_adjusted_winner(found) == ("ben would rather have the side of ann",)


def said_by(
    party: str, weights: Mapping[str, object], **values: Mapping[str, object]
) -> Preference:
    made: Preference = Preference.model_validate(
        {"id": f"{party}_points", "party": party, "weights": weights, "values": values,
         "total": str(sum(Fraction(str(one)) for one in weights.values())), "cites": ["s1"]}
    )  # fmt: skip
    return made


ISSUES = ("water: open, half, shut", "border: open, shut")


def case_of(*said: Preference, parties: tuple[str, ...] = ("north", "south")) -> Case:
    return replace(make_case(issues=ISSUES, parties=parties), preferences=said)


NORTH = said_by(
    "north",
    {"water": 30, "border": 20},
    water={"open": 1, "half": "1/4", "shut": 0},
    border={"open": 1, "shut": 0},
)
SOUTH = said_by(
    "south",
    {"water": 20, "border": 60},
    water={"open": 0, "half": "3/4", "shut": 1},
    border={"open": 0, "shut": 1},
)


def test_issues_of_a_case_are_items_of_100_points_each() -> None:
    found = adjust_case(case_of(NORTH, SOUTH))
    assert found.points == {
        "water": {"north": 60, "south": 25},
        "border": {"north": 40, "south": 75},
    }
    assert found.won == {"water": "north", "border": "south"}
    assert (found.split_item, found.fraction) == ("border", Fraction(15, 115))
    assert found.cites == ("s1",)
    assert found.assumptions == (
        "the points of each party are brought to 100",
        "the issue that is split can be split at any place",
    )
    assert check_adjusted_winner(found) == ()


def test_an_issue_that_is_nothing_to_one_is_an_item_and_to_both_is_none() -> None:
    south = said_by("south", {"border": 10}, border={"open": 0, "shut": 1})
    found = adjust_case(case_of(NORTH, south))
    assert found.points["water"] == {"north": 60, "south": 0}
    north = said_by("north", {"border": 10}, border={"open": 1, "shut": 0})
    assert list(adjust_case(case_of(north, south)).points) == ["border"]


def limited(case: Case, text: str) -> Case:
    limit = Limit("r1", "a rule", parse(text, case.issues), is_norm=False)
    return replace(case, limits=(limit,))


def test_a_rule_on_one_issue_changes_what_is_at_stake() -> None:
    found = adjust_case(limited(case_of(NORTH, SOUTH), "not water is open"))
    assert found.points == {
        "water": {"north": Fraction(300, 11), "south": Fraction(100, 13)},
        "border": {"north": Fraction(800, 11), "south": Fraction(1200, 13)},
    }


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (
            case_of(NORTH, SOUTH, parties=("north", "south", "east")),
            "the case has 3 negotiating parties, not two",
        ),
        (
            limited(case_of(NORTH, SOUTH), "if water is open then border is open"),
            "water and border are joined by a rule or norm",
        ),
        (
            case_of(
                NORTH.model_copy(
                    update={
                        "interactions": (
                            Interaction(when="water is open and border is open", worth=NOTHING),
                        )
                    }
                ),
                SOUTH,
            ),
            "water and border are joined by an interaction",
        ),
        (
            case_of(
                NORTH,
                said_by(
                    "south",
                    {"water": 20, "border": 60},
                    water={"open": 0, "half": "1/2", "shut": 1},
                    border={"open": 0, "shut": 1},
                ),
            ),
            (
                "water has an option, half, that does not give the one what it takes from the "
                "other: it is worth 1/4 and 1/2 of what is at stake"
            ),
        ),
        (
            limited(case_of(NORTH, SOUTH), "not border is open and not border is shut"),
            "border has no option that rules and norms leave",
        ),
        (
            case_of(NORTH, said_by("south", {"border": 10}, border={"open": 1, "shut": 1})),
            "south has nothing at stake on any issue",
        ),
    ],
)
def test_a_case_whose_issues_are_no_items_is_refused(case: Case, words: str) -> None:
    with pytest.raises(NotItems) as caught:
        adjust_case(case)
    assert str(caught.value) == (f"issues are divided like items between two parties only: {words}")


def test_one_party_alone_divides_nothing() -> None:
    with pytest.raises(TooFewParties):
        adjust_case(case_of(NORTH, parties=("north",)))


def test_numbers_that_are_not_there_are_never_made_up() -> None:
    with pytest.raises(NoPreferences):
        adjust_case(case_of(NORTH))
    with pytest.raises(NotExact):
        adjust_case(case_of(NORTH, said_by("south", {"water": 20, "border": 60})))
