"""Values of safe exchange: equal units and mixed goods for money, barter, two phases.

The facts stand here under neutral names, so that they run anywhere; where the shared tables
are there, each is held against them as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from goodoffices.case.status import Status
from goodoffices.case.undertakings import Linkage, Step
from goodoffices.phasing.measures import largest, measure
from goodoffices.phasing.money import Good, needs_of, order_goods, plan_payments
from goodoffices.phasing.plan import compile_plan
from goodoffices.phasing.results import Objective
from goodoffices.phasing.schedules import find_schedule
from tests.unit.phasing.invented_plans import after, make_exchange

TABLE = Path(__file__).parents[3] / "shared" / "tables" / "safe_exchange_cases.json"

EQUAL_UNITS = ((1, 8), (2, 4), (4, 2), (8, 1))
MIXED = ((5, 8), (3, 2), (4, 4), (2, 6), (6, 5))
BARTER = (
    (1, 1, Fraction(6)),
    (2, 2, Fraction(3)),
    (3, 3, Fraction(2)),
    (5, 5, Fraction(6, 5)),
    (1, 3, Fraction(8, 3)),
    (2, 4, Fraction(3, 2)),
)
NORTH = {"a1": (8, 10), "a2": (8, 10), "a3": (10, 14), "a4": (20, 26)}
SOUTH = {"b1": (10, 16), "b2": (10, 16), "b3": (12, 18)}


def _goods(pairs: Sequence[Sequence[float | Fraction]]) -> list[Good]:
    return [Good(Fraction(cost), Fraction(value)) for cost, value in pairs]


@pytest.mark.parametrize(("number", "needed"), EQUAL_UNITS)
def test_equal_units_for_money(number: int, needed: int) -> None:
    goods = _goods([(Fraction(8, number), Fraction(12, number))] * number)
    assert order_goods(goods).needed == needed
    paid = plan_payments(goods, price=Fraction(10))
    assert paid.giver_shortfall + paid.payer_shortfall <= needed


@pytest.mark.parametrize(("number", "needed"), EQUAL_UNITS)
def test_equal_units_for_money_in_many_tranches_need_no_less(number: int, needed: int) -> None:
    case = make_exchange({"a": (8, 12, number)}, {"b": (10, 10, 40)})
    found = find_schedule(case, objective=Objective.TOGETHER)
    assert found.together is not None
    assert needed <= found.together <= needed + Fraction(10, 40)


def test_mixed_goods_for_money() -> None:
    found = order_goods(_goods(MIXED))
    assert found.order == (1, 4, 0, 2, 3)
    needs = [max(needs_of(_goods(order))) for order in permutations(MIXED)]
    assert [found.needed, min(needs), max(needs)] == [2, 2, 7]


@pytest.mark.parametrize(("first", "second", "value"), BARTER)
def test_barter_of_equal_tranches(first: int, second: int, value: Fraction) -> None:
    found = find_schedule(make_exchange({"a": (6, 10, first)}, {"b": (6, 10, second)}))
    assert (found.objective, found.status) == (Objective.EACH, Status.PROVEN)
    assert (found.value, found.bound, found.each) == (value, value, value)


@pytest.mark.parametrize(
    ("linkages", "value"),
    [
        ([], 8),
        (after("a4", "b1", "b2", "b3"), 20),
        (after("b3", "a4"), 8),
    ],
)
def test_two_phases_with_and_without_linkages(linkages: list[Linkage], value: int) -> None:
    found = find_schedule(make_exchange(NORTH, SOUTH, linkages=linkages))
    assert found.status is Status.PROVEN
    assert found.each == value


def test_two_phases_as_two_lots() -> None:
    lots = [Step(does=tuple(NORTH), held_by="bank"), Step(does=tuple(SOUTH), held_by="bank")]
    case = make_exchange(NORTH, SOUTH)
    found = find_schedule(case, joint=lots)
    assert found.status is Status.PROVEN
    assert found.each == 32
    assert len(found.phases) == 2
    plan = compile_plan(case, joint=lots)
    shortfalls = largest(measure(plan, [[lots[0]], [lots[1]]]), "shortfall")
    assert {party: high for party, (_, high) in shortfalls.items()} == {
        "north": 0,
        "south": Fraction(32, 60),
    }


def _table() -> Mapping[str, Any]:
    if not TABLE.exists():
        pytest.skip(f"the shared tables are not here: {TABLE}")
    found: Mapping[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return found


def test_the_facts_here_are_those_of_the_table() -> None:
    table = _table()
    assert tuple((one["n"], one["D_min"]) for one in table["money_equal_units"]) == EQUAL_UNITS
    mixed = table["money_mixed"]
    assert tuple(map(tuple, mixed["items_cost_value"])) == MIXED
    assert (mixed["order"], mixed["D_min"], mixed["D_worst"]) == ([1, 4, 0, 2, 3], 2, 7)
    barter = [
        (one["n"], one["m"], round(Fraction(one["d_star"]), 6))
        for one in table["barter_equal_units_give6_get10"]
    ]
    assert barter == [(n, m, round(value, 6)) for n, m, value in BARTER]
    phases = table["stylised_two_phase"]
    assert [tuple(one) for one in phases["A"].values()] == list(NORTH.values())
    assert [tuple(one) for one in phases["B"].values()] == list(SOUTH.values())
    values = {name: one[0] for name, one in phases.items() if name not in {"A", "B", "note"}}
    assert values == {
        "lump": 32,
        "free": 8,
        "two_phase": 8,
        "withdraw2_after_all_hostages": 20,
        "last_hostages_after_withdraw2": 8,
    }
