"""Robust packages: against every package, and their numbers worked out again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from goodoffices.bridging.most_acceptable import find_most_acceptable
from goodoffices.bridging.problem import Table
from goodoffices.bridging.profiles import Profiles
from goodoffices.bridging.results import PackageSearch
from goodoffices.bridging.robust import find_best_worst_case, find_least_regret, list_choices
from goodoffices.bridging.uncertainty_check import check_uncertain
from goodoffices.case.errors import NoNoAgreement
from goodoffices.case.status import Status
from tests.unit.bridging.profiles_by_hand import (
    Instance,
    every_choice,
    make_instance,
    regrets_by_hand,
)

KINDS: list[dict[str, Any]] = [
    {"sizes": (3, 2, 4)},
    {"sizes": (3, 2, 1, 4), "whole": True, "parties": 3},
    {"sizes": (2, 3, 3, 2), "limited": True, "interactions": 2},
    {"sizes": (2, 3, 3, 2), "limited": True, "interactions": 4, "whole": True, "parties": 4},
]


def gains_by_hand(instance: Instance) -> np.ndarray[Any, np.dtype[np.float64]]:
    """For each package the smallest gain, as a share of the party's range."""
    profiles, every = instance.profiles, every_choice(instance)
    worth = profiles.utilities(every)
    floors = np.stack([one for one in profiles.no_agreement if one is not None], axis=1)
    width = worth.max(axis=0) - worth.min(axis=0)
    gains = np.where(width > 0, (worth - floors) / np.where(width > 0, width, 1), 0)
    return np.asarray(gains.min(axis=(1, 2)))


def packages_at(instance: Instance, places: Any) -> tuple[dict[str, Any], ...]:
    profiles = instance.profiles
    return tuple(
        {
            issue: values[option]
            for issue, values, option in zip(profiles.issues, profiles.values, row, strict=True)
        }
        for row in every_choice(instance)[places].tolist()
    )


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("seed", range(4))
def test_no_package_has_a_larger_smallest_gain(kind: dict[str, Any], seed: int) -> None:
    instance = make_instance(seed, **kind)
    found = find_best_worst_case(instance.profiles, **instance.limits)
    gains = gains_by_hand(instance)
    assert found.status is Status.PROVEN
    assert found.value == found.bound
    assert abs(float(found.value or 0) - gains.max()) < 1e-8
    assert found.packages == packages_at(instance, gains >= gains.max() - 1e-9)
    assert check_uncertain(found, instance.profiles, **instance.limits) == ()


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("seed", range(4))
def test_no_package_has_a_smaller_greatest_regret(kind: dict[str, Any], seed: int) -> None:
    instance = make_instance(seed, **kind)
    found = find_least_regret(instance.profiles, **instance.limits)
    regrets = regrets_by_hand(instance, every_choice(instance)).max(axis=(1, 2))
    assert abs(float(found.value or 0) + regrets.min()) < 1e-8
    assert found.packages == packages_at(instance, regrets <= regrets.min() + 1e-9)
    assert check_uncertain(found, instance.profiles, **instance.limits) == ()


def test_regret_needs_no_agreement_values_of_nobody() -> None:
    profiles = Profiles.of([[[60, 0], [0, 40]], [[40, 0], [0, 60]]])
    assert find_least_regret(profiles).status is Status.PROVEN
    with pytest.raises(NoNoAgreement):
        find_best_worst_case(profiles)


def test_among_named_packages_the_best_is_no_more_than_found() -> None:
    instance = make_instance(1, sizes=(3, 2, 4), limited=True)
    choices = np.indices((3, 2, 4), dtype=np.int32).reshape(3, -1).T[::2]
    found = find_best_worst_case(instance.profiles, choices, **instance.limits)
    assert found.status is Status.BEST_FOUND
    assert found.bound is None
    kept = [row for row in every_choice(instance).tolist() if row in choices.tolist()]
    gains = gains_by_hand(instance)
    places = [every_choice(instance).tolist().index(row) for row in kept]
    assert abs(float(found.value or 0) - gains[places].max()) < 1e-8


def test_where_nothing_is_left_it_says_so() -> None:
    profiles = Profiles.of([[[1], [3]], [[2], [4]]], no_agreement=[1])
    none = Table((0, 1), np.zeros((2, 2), dtype=np.bool_))
    found = find_best_worst_case(profiles, tables=[none])
    assert (found.status, found.packages, found.value) == (Status.INFEASIBLE, (), None)


def test_too_many_packages_are_not_listed() -> None:
    with pytest.raises(ValueError, match="1,048,576 packages, where 100,000 are listed at most"):
        list_choices([2] * 20)


def test_scaling_a_party_changes_nothing() -> None:
    instance = make_instance(3, sizes=(3, 2, 4), parties=2)
    profiles = instance.profiles
    scaled = Profiles.of(
        [one * [1, 4] for one in profiles.worths],
        no_agreement=[
            factor * floor
            for factor, floor in zip((1, 4), profiles.no_agreement, strict=True)
            if floor is not None
        ],
    )
    for find in (find_best_worst_case, find_least_regret):
        one, other = find(profiles), find(scaled)
        assert (one.packages, one.value) == (other.packages, other.value)


# ---------------------------------------------------------------------------- the checker


@pytest.mark.parametrize("seed", range(3))
def test_the_checker_confirms_the_most_acceptable(seed: int) -> None:
    instance = make_instance(seed, sizes=(2, 3, 3, 2), limited=True, interactions=2, whole=True)
    found = find_most_acceptable(instance.profiles, **instance.limits)
    assert check_uncertain(found, instance.profiles, **instance.limits) == ()


def wrong(found: PackageSearch, profiles: Profiles) -> tuple[str, ...]:
    assert found.value is not None
    return check_uncertain(replace(found, value=found.value + Fraction(1, 5)), profiles)


def test_the_checker_finds_what_is_wrong() -> None:
    profiles = Profiles.of([[[60, 0], [0, 40]], [[40, 0], [0, 60]]], no_agreement=[10, 20])
    best = find_best_worst_case(profiles)
    package = {"i0": "o0", "i1": "o1"}
    assert wrong(best, profiles) == (f"{package} does not reach 3/5",)
    other = replace(best, packages=({"i0": "o0", "i1": "o0"},), value=Fraction(-1, 5))
    assert check_uncertain(other, profiles) == tuple(
        f"{one} reaches more than -1/5" for one in ((0, 1), (1, 0), (1, 1))
    )
    limit = (np.array([False, True]), np.array([True, True]))
    assert check_uncertain(best, profiles, allowed=limit) == (f"{package} breaks a limit",)
