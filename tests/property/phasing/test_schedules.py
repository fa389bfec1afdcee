"""Schedules against brute force over all orders and phases, and laws that hold for any case."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from goodoffices.case.case import Case
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Importance, Undertaking
from goodoffices.phasing.plan import compile_plan
from goodoffices.phasing.results import ScheduleSearch
from goodoffices.phasing.schedule_check import check_schedule
from goodoffices.phasing.schedules import find_curve, find_schedule
from tests.property.phasing.by_hand import ByHand, unbeaten
from tests.unit.phasing.invented_plans import Shape, draw_case

BATCHES = 20
CASES = 100


def _vector(found: ScheduleSearch, hand: ByHand) -> tuple[Fraction, ...]:
    return tuple(found.largest_shortfall[party][1] for party in hand.parties)


def _key(vector: tuple[Fraction, ...]) -> list[Fraction]:
    return sorted(vector, reverse=True)


def _with_days(case: Case, seed: int) -> Case:
    draw = Random(seed)  # noqa: S311 -- draws cases, guards nothing
    return replace(
        case,
        undertakings=tuple(
            one.model_copy(
                update={
                    "days": draw.randint(0, 5),
                    "verified_in": draw.randint(0, 3),
                    "earliest": draw.choice([0, 0, 4]),
                }
            )
            for one in case.undertakings
        ),
    )


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_order_is_better_than_the_one_found(batch: int) -> None:
    for seed in range(batch * CASES, (batch + 1) * CASES):
        case = draw_case(seed)
        hand, plan = ByHand(case), compile_plan(case)
        found, vectors = find_schedule(plan), hand.vectors()
        mine = _vector(found, hand)
        assert found.status is Status.PROVEN, seed
        assert _key(mine) == min(map(_key, vectors)), seed
        others = {
            tuple(one.largest_shortfall[party] for party in hand.parties)
            for one in found.alternatives
        }
        if found.alternatives_complete:
            assert {mine, *others} == unbeaten(vectors), seed
        else:
            assert len(others) == 5, seed
            assert {mine, *others} < unbeaten(vectors), seed
        if seed % 5 == 0:
            assert check_schedule(found, plan).broken == (), seed


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(2))
def test_no_schedule_in_so_many_phases_is_better(batch: int) -> None:
    for seed in range(batch * CASES, (batch + 1) * CASES):
        case = _with_days(draw_case(seed, Shape(most_tranches=4)), seed)
        hand = ByHand(case)
        schedules = [(one, hand.largest(one)) for one in hand.schedules()]
        known = [(len(one) - 1, vector) for one, vector in schedules]
        least = min(number for number, _ in known)
        free = find_schedule(case)
        limits = _vector(free, hand)
        fewest = min(n for n, one in known if all(map(Fraction.__le__, one, limits)))
        assert free.least_phases == least, seed
        assert len(free.phases) == fewest or not free.phases_proven, seed
        days = min(
            hand.days(one)
            for one, vector in schedules
            if len(one) - 1 <= len(free.phases) and all(map(Fraction.__le__, vector, limits))
        )
        assert free.days_proven == (not any(one.reversible for one in case.undertakings)), seed
        assert free.phases[-1].ends == days or (not free.days_proven), seed
        assert free.phases[-1].ends >= days, seed
        for most in range(1, len(hand.all) + 1):
            found = find_schedule(case, phases=most)
            if most < least:
                assert found.status is Status.INFEASIBLE, (seed, most)
                continue
            best = min((one for number, one in known if number <= most), key=_key)
            mine = _vector(found, hand)
            assert len(found.phases) <= most, (seed, most)
            assert _key(mine) >= _key(best), (seed, most)
            assert found.status is not Status.PROVEN or _key(mine) == _key(best), (seed, most)
            assert found.bound is not None, (seed, most)
            assert found.bound <= max(best, default=Fraction()), (seed, most)


@pytest.mark.parametrize("seed", range(40))
def test_a_curve_never_rises_and_keeps_its_bounds(seed: int) -> None:
    case = draw_case(seed, Shape(most_tranches=4))
    hand = ByHand(case)
    known = [(len(one) - 1, hand.largest(one)) for one in hand.schedules()]
    points = find_curve(case)
    values = [point.value for point in points]
    assert values == sorted(values, reverse=True)
    for point in points:
        best = min(max(one, default=0) for number, one in known if number <= point.phases)
        assert point.bound <= best <= point.value
        assert not point.is_proven or point.value == best


def _renamed(case: Case) -> Case:
    """South comes first and is called north; undertakings in another order."""
    names = {"north": "south", "south": "north", "east": "east"}
    parties = dict(reversed(list(case.parties.items())))
    return replace(
        case,
        parties={names[name]: party for name, party in parties.items()},
        undertakings=tuple(
            one.model_copy(
                update={
                    "responsible": names[one.responsible],
                    "beneficiaries": tuple(names[party] for party in one.beneficiaries),
                }
            )
            for one in reversed(case.undertakings)
        ),
        importance=tuple(
            one.model_copy(update={"party": names[one.party]}) for one in case.importance
        ),
    )


@pytest.mark.parametrize("seed", range(60))
def test_names_and_the_order_of_the_case_change_no_number(seed: int) -> None:
    found, other = (find_schedule(case) for case in (draw_case(seed), _renamed(draw_case(seed))))
    assert (found.value, found.status) == (other.value, other.status)
    assert sorted(high for _, high in found.largest_shortfall.values()) == sorted(
        high for _, high in other.largest_shortfall.values()
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_units_of_one_party_change_nothing(seed: int) -> None:
    case = draw_case(seed, Shape(orders=False))

    def scaled(one: Importance) -> Importance:
        if one.party != "north":
            return one
        sides = {
            name: side.model_copy(
                update={"numbers": {k: (7 * a, 7 * b) for k, (a, b) in side.numbers.items()}}
            )
            for name, side in (("does", one.does), ("gets", one.gets))
        }
        return one.model_copy(update=sides)

    other = replace(case, importance=tuple(map(scaled, case.importance)))
    found, again = find_schedule(case), find_schedule(other)
    assert found.largest_shortfall == again.largest_shortfall
    assert found.as_phases == again.as_phases


@pytest.mark.parametrize("seed", range(60))
def test_a_party_that_gives_and_gets_nothing_changes_nothing(seed: int) -> None:
    case = draw_case(seed)
    north = case.parties["north"]
    other = replace(case, parties={**case.parties, "west": north})
    assert find_schedule(case) == find_schedule(other)


@pytest.mark.parametrize("seed", range(60))
def test_leaving_a_linkage_out_makes_the_largest_shortfall_no_larger(seed: int) -> None:
    case = draw_case(seed)
    held, free = find_schedule(case), find_schedule(replace(case, linkages=()))
    assert held.value is not None
    assert free.value is not None
    assert free.value <= held.value


@pytest.mark.parametrize("seed", range(60))
def test_a_guarantor_is_left_out_and_changes_nobody_else(seed: int) -> None:
    case = draw_case(seed)
    pledge = Undertaking(id="pledge", responsible="west", beneficiaries=())
    west = case.parties["north"].model_copy(update={"id": "west"})
    other = replace(
        case,
        parties={**case.parties, "west": west},
        undertakings=(*case.undertakings, pledge),
    )
    found = find_schedule(other)
    assert "west" in found.left_out
    assert found.value == find_schedule(case).value
