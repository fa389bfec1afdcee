"""Goods against money: no order needs less, and payments that need no more."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product

import pytest

from goodoffices.phasing.money import Good, needs_of, order_goods, plan_payments


@pytest.mark.parametrize("pairs", list(product([(0, 0), (1, 3), (2, 1), (3, 3), (4, 2)], repeat=3)))
def test_no_other_order_needs_less(pairs: tuple[tuple[int, int], ...]) -> None:
    goods = [Good(Fraction(cost), Fraction(value)) for cost, value in pairs]
    found = order_goods(goods)
    ordered = [goods[place] for place in found.order]
    assert sorted(found.order) == [0, 1, 2]
    assert found.needed == min(max(0, *needs_of(order)) for order in permutations(goods))
    if found.needed:
        assert needs_of(ordered)[found.tightest] == found.needed
    costs, values = sum(good.cost for good in goods), sum(good.value for good in goods)
    for price in {costs, values} if costs <= values else set():
        for part in (Fraction(0), Fraction(1, 3), Fraction(1)):
            paid = plan_payments(ordered, price=Fraction(price), giver_part=part)
            assert sum(paid.payments) == price
            assert min(paid.payments) >= 0
            assert paid.giver_shortfall <= part * found.needed
            assert paid.payer_shortfall <= (1 - part) * found.needed


def test_numbers_with_many_denominators_are_as_exact() -> None:
    goods = [
        Good(Fraction(1, 10**9 + number), Fraction(2, 10**9 + 3 * number)) for number in range(40)
    ]
    found = order_goods(goods)
    assert found.needed == max(needs_of([goods[place] for place in found.order]))


def test_no_goods_need_nothing() -> None:
    assert order_goods([]).needed == 0
    assert plan_payments([], price=Fraction(3)).payments == (Fraction(3),)


def test_what_is_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="not below 0"):
        order_goods([Good(Fraction(-1), Fraction(1))])
    with pytest.raises(ValueError, match="not below 0"):
        plan_payments([], price=Fraction(-1))
