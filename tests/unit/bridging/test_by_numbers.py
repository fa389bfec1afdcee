"""Research by exact numbers: the shipped example, limits, and what is missing."""

from __future__ import annotations

import dataclasses
import re
from fractions import Fraction
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from goodoffices.bridging import by_numbers
from goodoffices.bridging.by_numbers import ByNumbers, weigh_by_numbers
from goodoffices.bridging.fairness import RangeShares
from goodoffices.bridging.frontier import list_points
from goodoffices.bridging.frontier_check import Complete, check_frontier
from goodoffices.bridging.ideas import Ideas, find_ideas
from goodoffices.bridging.point_check import check_point
from goodoffices.bridging.points import Point
from goodoffices.bridging.research import study_ideas
from goodoffices.case.case import Case
from goodoffices.case.errors import NotExact
from goodoffices.case.grammar import parse
from goodoffices.case.preferences import Preference
from goodoffices.case.status import Status
from goodoffices.record.fold import Fold
from goodoffices.record.folder import read_folder
from tests.cases import make_case


def camp_david() -> Ideas:
    with as_file(files("goodoffices.examples") / "camp-david-1978") as folder:
        return find_ideas(Fold(read_folder(Path(folder)).record()))


@pytest.fixture(scope="module")
def ideas() -> Ideas:
    return camp_david()


@pytest.fixture(scope="module")
def numbers(ideas: Ideas) -> ByNumbers:
    found = study_ideas(ideas).numbers
    assert found is not None
    return found


def small(**fields: object) -> Case:
    said = [
        Preference.model_validate(
            {
                "id": f"{party}_points",
                "party": party,
                "weights": {"water": 60, "border": 40},
                "values": {
                    "water": {"all": first, "half": "1/2", "none": 1 - first},
                    "border": {"open": first, "closed": 1 - first},
                },
            }
            | fields
        )
        for party, first in (("north", 1), ("south", 0))
    ]
    return made(said)


def made(preferences: list[Preference]) -> Case:
    case = make_case(
        issues=["water: all, half, none", "border: open, closed"], parties=["north", "south"]
    )
    return dataclasses.replace(case, preferences=tuple(preferences))


def test_the_example_s_frontier_is_confirmed_by_every_package(numbers: ByNumbers) -> None:
    checked = check_frontier(numbers.problem, numbers.frontier)
    assert (checked.holds, checked.complete) == (True, Complete.LISTED)
    assert len(numbers.frontier.packages) == 28


def test_the_example_s_points_are_confirmed_by_every_package(numbers: ByNumbers) -> None:
    assert list(numbers.points) == list(Point)
    assert {check_point(numbers.problem, one) for one in numbers.points.values()} == {True}


def test_points_are_on_the_frontier_and_marked(numbers: ByNumbers) -> None:
    for point, search in numbers.points.items():
        package = search.packages[0]
        assert numbers.is_on_frontier(package)
        assert {"pareto", point.value} <= set(numbers.marks(package))


def test_ideas_are_worth_what_the_preferences_say(ideas: Ideas, numbers: ByNumbers) -> None:
    case = ideas.readings[0].case
    package = ideas.ideas[0].partial.package
    by_hand = {
        one.party: sum(
            (
                one.weights[issue][0] * one.values[issue][option][0]
                for issue, option in package.items()
            ),
            Fraction(0),
        )
        for one in case.preferences
    }
    assert numbers.utilities(package) == by_hand


def test_what_is_ruled_out_or_fixed_is_in_no_package() -> None:
    case = small()
    found = weigh_by_numbers(case, limits=[parse("not water is all", case.issues)])
    assert {one["water"] for one in found.frontier.packages} == {"half", "none"}
    assert {one["water"] for search in found.points.values() for one in search.packages} <= {
        "half",
        "none",
    }


def test_an_unreachable_no_agreement_value_leaves_no_package() -> None:
    found = weigh_by_numbers(small(no_agreement=70))
    assert (found.frontier.status, found.points) == (Status.INFEASIBLE, {})
    package = {"water": "all", "border": "open"}
    assert found.is_on_frontier(package) is None
    assert found.range_shares(package) is None


def test_range_shares_need_a_stated_no_agreement_value() -> None:
    package = {"water": "half", "border": "open"}
    unstated = weigh_by_numbers(small()).range_shares(package)
    stated = weigh_by_numbers(small(no_agreement=20)).range_shares(package)
    assert unstated is not None
    assert list(unstated.unsaid) == ["north", "south"]
    assert stated == RangeShares(
        {"north": Fraction(70), "south": Fraction(30)},
        {"north": Fraction(1), "south": Fraction(1, 5)},
        {},
        Fraction(4, 5),
    )


def test_without_preferences_the_study_says_so() -> None:
    with as_file(files("goodoffices.examples") / "doha-round") as folder:
        found = study_ideas(find_ideas(Fold(read_folder(Path(folder)).record())))
    assert found.numbers is None
    assert found.no_numbers.startswith("no preferences of Israel, Hamas are on record")


def test_an_order_alone_is_no_number() -> None:
    order = (("water",), ("border",))
    case = made([Preference(id=f"p_{one}", party=one, order=order) for one in ("north", "south")])
    with pytest.raises(NotExact, match=re.escape("what any issue weighs")):
        weigh_by_numbers(case)


def test_where_the_frontier_is_coarse_points_are_found_directly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exact = weigh_by_numbers(small())
    monkeypatch.setattr(by_numbers, "list_points", partial(list_points, most_points=2))
    coarse = weigh_by_numbers(small())
    assert coarse.frontier.status is Status.BEST_FOUND
    assert {one.status for one in coarse.points.values()} == {Status.PROVEN}
    assert {point: one.value for point, one in coarse.points.items()} == {
        point: one.value for point, one in exact.points.items()
    }


@pytest.mark.parametrize(
    "fields",
    [{"weights": {}, "values": {}, "no_agreement": 40}, {"weights": {}}],
    ids=["only a no-agreement value", "values without weights"],
)
def test_without_weights_nothing_is_known_exactly(fields: dict[str, object]) -> None:
    """What is not said is open; it is not nothing."""
    with pytest.raises(NotExact, match="what any issue weighs is not known exactly"):
        weigh_by_numbers(small(**fields))


def test_a_package_above_all_within_the_limits_has_a_share_above_all_of_it() -> None:
    """It leaves the other below its no-agreement value, so it is on no frontier."""
    found = weigh_by_numbers(small(no_agreement=40))
    shares = found.range_shares({"water": "all", "border": "open"})
    assert shares is not None
    assert shares.shares["north"] > 1
    assert shares.shares["south"] < 0
