"""Goods against money that divides at will: an order, and what to pay when.

One side delivers goods, each worth something to the other and costing itself something, and
the other pays as it goes. Nothing waits for anything; with linkages it is a plan like others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm
from typing import Final

from goodoffices.case.status import Status

LARGEST_WHOLE: Final = 2**256
"""A denominator of all numbers above it is worth less than fractions themselves."""


@dataclass(frozen=True, slots=True)
class Good:
    """What is delivered: what it costs the giver, and what it is worth to the payer.

    Both not below 0, in one unit, which is that of the money.
    """

    cost: Fraction
    value: Fraction


@dataclass(frozen=True, slots=True)
class GoodsOrder:
    """In which order goods leave the two sides least to gain by stopping.

    Attributes
    ----------
    order
        Places of the goods as they were given.
    needed
        What the two largest shortfalls sum to at the least, in this order and in any other.
    tightest
        The delivery, from 0, at which that much is needed.
    """

    order: tuple[int, ...]
    needed: Fraction
    tightest: int
    status: Status = Status.PROVEN
    method: str = "losses by increasing value, then gains by decreasing cost; exact"


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """What is paid before each delivery, and after the last.

    Attributes
    ----------
    payments
        One before each delivery, and one after the last; they sum to the price.
    giver_shortfall, payer_shortfall
        The largest that each side ever would gain by stopping.
    """

    payments: tuple[Fraction, ...]
    giver_shortfall: Fraction
    payer_shortfall: Fraction


def order_goods(goods: Sequence[Good]) -> GoodsOrder:
    """Return the order of goods against money in which the sides gain least by stopping.

    A mediator asks: one side pays, the other delivers, neither trusts the other; what should
    come first? Only where the goods do not wait for each other and money divides at will.

    Parameters
    ----------
    goods : sequence of Good
        Any number; the money is what the other side gives.

    Returns
    -------
    GoodsOrder
        No other order needs less. Equal ones stay as they were given.

    Raises
    ------
    ValueError
        Where a cost or a value is below 0.

    Notes
    -----
    With R what remains before a delivery and R' what remains after it, the two largest
    shortfalls together are at least cost(R) - value(R'), and payments exist that need no more.
    Goods with a value below their cost come first, of smaller value first; then the others, of
    larger cost first. n log n.

    Source: the problem: T. Sandholm and V. Ferrandon, Safe exchange planner (2000); the order:
    after H. Abdel-Wahab and T. Kameda (1978), argued in `docs/book/phasing.md`.

    Examples
    --------
    >>> pairs = [(5, 8), (3, 2), (4, 4), (2, 6), (6, 5)]
    >>> found = order_goods([Good(Fraction(cost), Fraction(value)) for cost, value in pairs])
    >>> found.order, found.needed
    ((1, 4, 0, 2, 3), Fraction(2, 1))
    """
    if any(good.cost.numerator < 0 or good.value.numerator < 0 for good in goods):
        raise ValueError("what a good costs, and what it is worth, is not below 0")
    whole, costs, values = _scaled(goods)
    losses = [place for place in range(len(goods)) if values[place] < costs[place]]
    gains = [place for place in range(len(goods)) if values[place] >= costs[place]]
    losses.sort(key=values.__getitem__)
    gains.sort(key=lambda place: -costs[place])
    order = (*losses, *gains)
    needed: int | Fraction = 0
    tightest = 0
    cost_left: int | Fraction = 0
    value_left: int | Fraction = 0
    for delivery in range(len(order) - 1, -1, -1):
        cost_left += costs[order[delivery]]
        if cost_left - value_left >= needed:
            needed, tightest = cost_left - value_left, delivery
        value_left += values[order[delivery]]
    return GoodsOrder(order, Fraction(needed) / whole, tightest)


def _scaled(
    goods: Sequence[Good],
) -> tuple[int, Sequence[int | Fraction], Sequence[int | Fraction]]:
    """Costs and values as whole numbers, and by how much they are multiplied."""
    denominators = {good.cost.denominator for good in goods}
    denominators |= {good.value.denominator for good in goods}
    whole = 1
    for one in denominators:
        whole = lcm(whole, one)
        if whole > LARGEST_WHOLE:
            return 1, [good.cost for good in goods], [good.value for good in goods]
    return (
        whole,
        [good.cost.numerator * (whole // good.cost.denominator) for good in goods],
        [good.value.numerator * (whole // good.value.denominator) for good in goods],
    )


def needs_of(goods: Sequence[Good]) -> list[Fraction]:
    """Return for each delivery, in this order, what the two shortfalls sum to at the least."""
    costs = list(accumulate((good.cost for good in reversed(goods)), initial=Fraction()))
    values = list(accumulate((good.value for good in reversed(goods)), initial=Fraction()))
    costs.reverse()
    values.reverse()
    return [cost - value for cost, value in zip(costs, values[1:], strict=False)]


def plan_payments(
    goods: Sequence[Good], *, price: Fraction, giver_part: Fraction = Fraction(1, 2)
) -> PaymentPlan:
    """Return what to pay before each delivery so that neither side gains more than its part.

    Parameters
    ----------
    goods : sequence of Good
        In the order of delivery (`order_goods`).
    price : Fraction
        What is paid for all of it.
    giver_part : Fraction
        Which part of what is needed the giver's shortfall may be, from 0 to 1; the rest is the
        payer's.

    Raises
    ------
    ValueError
        Where the price is below 0.

    Notes
    -----
    A price above the value of all, or below their cost, leaves a side a shortfall before
    anything is done; then the largest ones are more than what the order needs. As much as the
    payer can bear is left to pay at every moment, so that what is paid is paid late: P(j) is
    the smaller of P(j - 1) and the value that remains after delivery j plus the payer's part.

    Examples
    --------
    >>> goods = [Good(Fraction(4), Fraction(6)), Good(Fraction(4), Fraction(6))]
    >>> plan = plan_payments(goods, price=Fraction(10))
    >>> plan.payments, plan.giver_shortfall, plan.payer_shortfall
    ((Fraction(2, 1), Fraction(6, 1), Fraction(2, 1)), Fraction(2, 1), Fraction(2, 1))
    """
    if price < 0:
        raise ValueError(f"a price is not below 0: {price}")
    needed = max((Fraction(0), *needs_of(goods)))
    for_payer = needed * (1 - giver_part)
    values = list(accumulate((good.value for good in reversed(goods)), initial=Fraction()))
    costs = list(accumulate((good.cost for good in reversed(goods)), initial=Fraction()))
    values.reverse()
    costs.reverse()
    left = price
    payments: list[Fraction] = []
    giver, payer = max(Fraction(), costs[0] - price), max(Fraction(), price - values[0])
    for place in range(len(goods)):
        before = min(left, values[place + 1] + for_payer)
        payments.append(left - before)
        left = before
        giver = max(giver, costs[place] - left)
        payer = max(payer, left - values[place + 1])
    payments.append(left)
    return PaymentPlan(tuple(payments), giver, payer)
