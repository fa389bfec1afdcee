"""Acceptability and regret: against every package and every sample, one by one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from goodoffices.bridging.acceptability import (
    assess_afresh,
    assess_packages,
    choose_most_accepted,
    find_acceptance,
    screen_acceptance,
)
from goodoffices.bridging.problem import Table
from goodoffices.bridging.profiles import Profiles, sample_profiles
from goodoffices.bridging.ranges import measure_ranges
from goodoffices.bridging.slacks import compile_slacks
from goodoffices.case.errors import NoNoAgreement, NoPackage, TooPrecise, TooWide
from goodoffices.case.preferences import Preference
from tests.cases import make_case
from tests.unit.bridging.profiles_by_hand import (
    every_choice,
    make_instance,
    regrets_by_hand,
    shares_by_hand,
)

KINDS = [
    {"sizes": (3, 2, 4)},
    {"sizes": (3, 2, 4), "whole": True, "parties": 3},
    {"sizes": (2, 3, 3, 2), "limited": True, "interactions": 2},
    {"sizes": (2, 3, 3, 2), "limited": True, "interactions": 3, "whole": True, "parties": 4},
    {"sizes": (2,) * 7, "interactions": 4, "number": 300, "floor": 0.45},
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("seed", range(3))
def test_shares_and_regrets_are_those_of_plain_counting(kind: dict[str, object], seed: int) -> None:
    instance = make_instance(seed, **kind)  # type: ignore[arg-type]
    choices = every_choice(instance)
    found = assess_packages(instance.profiles, choices, **instance.limits)
    number = instance.profiles.number
    assert [Fraction(round(one * number), number) for one in found.shares] == shares_by_hand(
        instance.profiles, choices
    )
    assert np.allclose(found.errors, np.sqrt(found.shares * (1 - found.shares) / number))
    regrets = regrets_by_hand(instance, choices)
    assert np.allclose(found.mean_regret, regrets.mean(axis=1))
    assert np.allclose(found.most_regret, regrets.max(axis=1))


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_screening_in_16_bits_never_excludes_the_exact_number(kind: dict[str, object]) -> None:
    for seed in range(10):
        instance = make_instance(seed, **kind)  # type: ignore[arg-type]
        choices = every_choice(instance)
        slacks = compile_slacks(instance.profiles)
        exact = find_acceptance(slacks, choices).sum(axis=1)
        sure, possible = screen_acceptance(slacks, choices)
        assert (sure <= exact).all()
        assert (exact <= possible).all()


@pytest.mark.parametrize("number", [1, 63, 64, 65, 200])
def test_screening_adds_up_what_plain_arrays_do(number: int) -> None:
    """Blocks of samples, the last one filled up or not, of which some accept and some do not."""
    instance = make_instance(number, sizes=(3, 2, 4, 5, 3, 2), parties=3, number=number, floor=0.5)
    choices = every_choice(instance)
    slacks = compile_slacks(instance.profiles)
    worth = slacks.worth.astype(np.float64)
    starts = (*slacks.starts, len(worth))
    spans = [slice(a, b) for a, b in pairwise(starts)]
    least = np.stack([worth[span].min(axis=0) for span in spans])
    most = np.stack([worth[span].max(axis=0) for span in spans])
    scale = 30_000 / (most - least).sum(axis=0)
    needed = np.ceil((slacks.need - least.sum(axis=0)) * scale + 1e-6)
    total = -needed
    for group in ((0, 1, 2), (3, 4, 5)):
        joint = sum((worth[spans[at]][choices[:, at]] - least[at]) * scale for at in group)
        total = total + np.floor(joint - 1e-6).clip(min=0)
    worst = total.min(axis=1)
    sure, possible = screen_acceptance(slacks, choices)
    assert sure.tolist() == (worst >= 0).sum(axis=1).tolist()
    assert possible.tolist() == (worst >= -4).sum(axis=1).tolist()


def test_screening_of_many_packages_is_close() -> None:
    """20 issues of 5 options: within a hundredth of the samples."""
    instance = make_instance(1, sizes=(5,) * 20, parties=3, number=500, floor=0.55)
    choices = np.random.default_rng(2).integers(0, 5, (400, 20)).astype(np.int32)
    slacks = compile_slacks(instance.profiles)
    exact = find_acceptance(slacks, choices).sum(axis=1)
    sure, possible = screen_acceptance(slacks, choices)
    assert (sure <= exact).all()
    assert (exact <= possible).all()
    assert (possible - sure).max() <= 5
    assert exact.max() > 50


def test_the_most_accepted_are_chosen_exactly_and_the_earlier_of_equal_ones() -> None:
    instance = make_instance(3, sizes=(3, 3, 3, 3), whole=True)
    choices = every_choice(instance)
    slacks = compile_slacks(instance.profiles)
    counts = [int(30 * share) for share in shares_by_hand(instance.profiles, choices)]
    expected = sorted(range(len(counts)), key=lambda place: (-counts[place], place))[:7]
    places, found = choose_most_accepted(slacks, choices, k=7)
    assert places.tolist() == expected
    assert found.tolist() == [counts[place] for place in expected]
    every, _ = choose_most_accepted(slacks, choices[:3], k=9)
    assert sorted(every.tolist()) == [0, 1, 2]


def test_what_is_worth_exactly_as_much_as_no_agreement_is_accepted() -> None:
    """Thirds are not whole in floating point: 100/3 + 100/3 against 200/3."""
    third = 100 / 3
    worths = [[[third], [0]], [[0.1 * third * 10], [0]], [[third], [0]]]
    profiles = Profiles.of(worths, no_agreement=[200 / 3])
    choices = np.array([[0, 0, 1], [1, 0, 0], [1, 1, 0]], dtype=np.int32)
    assert assess_packages(profiles, choices).shares.tolist() == [1.0, 1.0, 0.0]


def test_no_agreement_has_to_be_stated_by_all() -> None:
    profiles = Profiles.of([[[1, 2], [3, 4]]], no_agreement=[1, 1])
    unknown = replace(profiles, no_agreement=(None, profiles.no_agreement[1]))
    with pytest.raises(NoNoAgreement) as refused:
        assess_packages(unknown, np.array([[0]], dtype=np.int32))
    assert refused.value.names == ("P0",)


def test_interactions_beyond_64_bits_are_refused() -> None:
    profiles = Profiles.of([[[1e9], [3]]], no_agreement=[1], total=1)
    with pytest.raises(TooPrecise):
        compile_slacks(profiles)


def test_ranges_need_a_package_within_the_limits() -> None:
    profiles = Profiles.of([[[1], [3]], [[2], [4]]], no_agreement=[1])
    none = Table((0, 1), np.zeros((2, 2), dtype=np.bool_))
    with pytest.raises(NoPackage):
        measure_ranges(profiles, tables=[none])


def test_limits_that_join_too_much_are_refused() -> None:
    profiles = Profiles.of([[[at] for at in range(300)]] * 3, no_agreement=[1])
    pairs = [
        Table((one, other), np.ones((300, 300), dtype=np.bool_))
        for one, other in ((0, 1), (0, 2), (1, 2))
    ]
    with pytest.raises(TooWide) as refused:
        measure_ranges(profiles, tables=pairs)
    assert refused.value.issues == ("i0", "i1", "i2")


def test_a_long_chain_of_limits_is_settled_issue_by_issue() -> None:
    """Forty issues in a ring: neighbours must not both take the better option."""
    worths = [[[1 + at % 3], [0]] for at in range(40)]
    profiles = Profiles.of(worths, no_agreement=[0])
    not_both = np.array([[False, True], [True, True]])
    ring = [Table((at, at + 1), not_both) for at in range(39)] + [Table((0, 39), not_both)]
    ranges = measure_ranges(profiles, tables=ring)
    best = _best_on_a_ring([1 + at % 3 for at in range(40)])
    assert ranges.best.tolist() == [[best]]
    assert ranges.least.tolist() == [[0.0]]


def _best_on_a_ring(gains: list[int]) -> int:
    best = 0
    for first in (False, True):
        taken, left = (gains[0], -(10**9)) if first else (-(10**9), 0)
        for gain in gains[1:]:
            taken, left = left + gain, max(taken, left)
        best = max(best, left if first else max(taken, left))
    return best


def test_limits_set_what_the_best_package_is() -> None:
    profiles = Profiles.of([[[10], [4], [0]]], no_agreement=[0])
    choices = np.array([[1], [2]], dtype=np.int32)
    allowed = (np.array([False, True, True]),)
    assert assess_packages(profiles, choices).most_regret.tolist() == [[0.6], [1.0]]
    found = assess_packages(profiles, choices, allowed=allowed)
    assert found.most_regret.tolist() == [[0.0], [1.0]]


def test_other_profiles_give_another_look_at_the_same_package() -> None:
    said = {"order": ["a", "b"], "no_agreement": [20, 60]}
    ways = {
        "north": {"a": ["x", "y"], "b": ["x", "y"]},
        "south": {"a": ["y", "x"], "b": ["y", "x"]},
    }
    preferences = tuple(
        Preference.model_validate({"id": party, "party": party, "options": options, **said})
        for party, options in ways.items()
    )
    case = make_case(
        issues=["a: x, y", "b: x, y"], parties=["north", "south"], rules={"r": "not a is y"}
    )
    case = replace(case, preferences=preferences)
    choices = np.array([[0, 1]], dtype=np.int32)
    first = assess_packages(sample_profiles(case, number=4_000, seed=3), choices)
    second = assess_afresh(case, choices, number=4_000, seed=3)
    assert second.seed != 3
    assert second.number == 4_000
    assert first.shares[0] != second.shares[0]
    assert abs(first.shares[0] - second.shares[0]) < 5 * (first.errors[0] + second.errors[0])
    # Under the rule a is x: north's best package has both, and south's worst has none.
    assert second.most_regret[0, 1] == 0.0
