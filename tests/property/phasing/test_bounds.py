"""Bounds of shortfall and exposure against an exact linear programme and drawn valuations."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Importance, Undertaking, Weighing
from goodoffices.phasing.plan import compile_plan
from goodoffices.phasing.valuation import value_plan
from tests.unit.phasing.invented_plans import Shape, draw_case

z3 = pytest.importorskip("z3")


def _exactly(number: Fraction) -> Any:
    return z3.Q(number.numerator, number.denominator)


def _side(
    said: Weighing, known: Sequence[Undertaking], name: str
) -> tuple[dict[str, Any], list[Any]]:
    """A weight for each tranche, and what is known of them."""
    parts = {one.id: one.parts for one in known}
    parts |= {part: (part,) for one in known if one.groups for part in one.parts}
    weights = {part: z3.Real(f"{name} {part}") for one in known for part in one.parts}
    rules: list[Any] = [weight >= 0 for weight in weights.values()]
    for one in known:
        if not one.groups:
            rules += [weights[part] == weights[one.parts[0]] for part in one.parts]
    levels = [
        [z3.Sum([weights[part] for part in parts[str(item)]]) for item in level]
        for level in said.order
    ]
    for level in levels:
        rules += [item == level[0] for item in level]
    rules += [one[0] >= other[0] for one, other in pairwise(levels)]
    return weights, rules


def _total(weights: dict[str, Any], inside: frozenset[str]) -> Any:
    return z3.Sum([weight for part, weight in weights.items() if part in inside] or [z3.RealVal(0)])


def _bounds(case: Case, party: str, inside: frozenset[str]) -> tuple[Fraction, Fraction]:
    """Burdens less benefits of a set, from an exact optimiser; orders on both sides."""
    said = next(
        (one for one in case.importance if one.party == party), Importance(id="o", party=party)
    )
    does = [one for one in case.undertakings if one.responsible == party]
    gets = [one for one in case.undertakings if party in one.beneficiaries]
    everything = frozenset(part for one in case.undertakings for part in one.parts)
    burdens, rules = _side(said.does, does, "does")
    benefits, more = _side(said.gets, gets, "gets")
    rules += [*more, _total(benefits, everything) == 1]
    if does:
        rules += [
            _total(burdens, everything) >= _exactly(said.weighs[0]),
            _total(burdens, everything) <= _exactly(said.weighs[1]),
        ]
    found = []
    for is_most in (False, True):
        optimiser = z3.Optimize()
        optimiser.add(*rules)
        difference = _total(burdens, inside) - _total(benefits, inside)
        handle = optimiser.maximize(difference) if is_most else optimiser.minimize(difference)
        assert optimiser.check() == z3.sat
        value = optimiser.upper(handle) if is_most else optimiser.lower(handle)
        found.append(max(Fraction(), Fraction(str(value))))
    return found[0], found[1]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_bounds_under_orders_are_those_of_a_linear_programme(seed: int) -> None:
    case = draw_case(seed, Shape(numbers=False, reversible=False))
    plan = compile_plan(case)
    everything = frozenset(plan.places)
    draw = Random(seed)  # noqa: S311 -- draws cases, guards nothing
    for _ in range(2):
        counts = tuple(draw.randint(0, kind.count) for kind in plan.kinds)
        done = frozenset(
            part
            for kind, count in zip(plan.kinds, counts, strict=True)
            for part in kind.references[:count]
        )
        for party, one in value_plan(plan).by_party.items():
            assert one.shortfall(counts) == _bounds(case, party, everything - done)
            assert one.exposure(counts) == _bounds(case, party, done)


def _drawn(draw: Random, said: Weighing, known: Sequence[Undertaking]) -> dict[str, Fraction]:
    """Weights that agree with what is stated."""
    parts = {one.id: one.parts for one in known}
    parts |= {part: (part,) for one in known if one.groups for part in one.parts}
    levels = [[str(item) for item in level if item in parts] for level in said.order]
    named = {item: bounds for item, bounds in said.numbers.items() if item in parts}
    weights: dict[str, Fraction] = {}

    def spread(item: str, weight: Fraction) -> None:
        shares = [Fraction(1)] * len(parts[item])
        if len(shares) > 1 and not parts[item][0].rpartition(".")[2].isdigit():
            shares = [Fraction(draw.randint(1, 9)) for _ in shares]
        for part, share in zip(parts[item], shares, strict=True):
            weights[part] = weight * share / sum(shares)

    least = Fraction(0)
    for level in reversed(levels):
        least += draw.randint(0, 5)
        for item in level:
            spread(item, least)
    for item, (low, high) in named.items():
        spread(item, low + (high - low) * Fraction(draw.randint(0, 10), 10))
    for one in known:
        free = Fraction(0) if named else Fraction(draw.randint(0, 9))
        for part in one.parts:
            if one.groups and not named:
                free = Fraction(draw.randint(0, 9))
            weights.setdefault(part, free)
    return weights


@pytest.mark.parametrize("seed", range(200))
def test_a_drawn_valuation_lies_between_the_bounds(seed: int) -> None:
    case = draw_case(seed)
    plan = compile_plan(case)
    draw = Random(seed)  # noqa: S311 -- draws valuations, guards nothing
    kept = {part for one in case.undertakings if not one.reversible for part in one.parts}
    for party, one in value_plan(plan).by_party.items():
        said = plan.importance.get(party, Importance(id="o", party=party))
        does = [each for each in case.undertakings if each.responsible == party]
        gets = [each for each in case.undertakings if party in each.beneficiaries]
        for _ in range(20):
            burdens, benefits = _drawn(draw, said.does, does), _drawn(draw, said.gets, gets)
            whole, total = sum(burdens.values()), sum(benefits.values())
            if not total or (does and not whole):
                continue
            factor = Fraction(1)
            if not (said.gets.numbers and (said.does.numbers or not does)) and whole:
                low, high = said.weighs
                factor = (low + (high - low) * Fraction(draw.randint(0, 4), 4)) * total / whole
            counts = tuple(draw.randint(0, kind.count) for kind in plan.kinds)
            done = {
                part
                for kind, count in zip(plan.kinds, counts, strict=True)
                for part in kind.references[:count]
            } & kept
            given = sum(weight for part, weight in burdens.items() if part in done)
            got = sum(weight for part, weight in benefits.items() if part in done)
            exposure = max(Fraction(), (factor * given - got) / total)
            left = max(Fraction(), (factor * (whole - given) - (total - got)) / total)
            assert one.shortfall(counts)[0] <= left <= one.shortfall(counts)[1]
            assert one.exposure(counts)[0] <= exposure <= one.exposure(counts)[1]
            assert one.received(counts)[0] <= got / total <= one.received(counts)[1]
