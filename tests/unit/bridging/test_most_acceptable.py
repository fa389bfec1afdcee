"""The most acceptable package: against every package, and what is said when it is not proven."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from goodoffices.bridging.most_acceptable import find_most_acceptable
from goodoffices.bridging.problem import Table
from goodoffices.bridging.profiles import Profiles
from goodoffices.bridging.results import PackageSearch
from goodoffices.case.errors import NoNoAgreement
from goodoffices.case.status import Status
from tests.unit.bridging.profiles_by_hand import (
    Instance,
    every_choice,
    make_instance,
    shares_by_hand,
)

KINDS: list[dict[str, Any]] = [
    {"sizes": (3, 2, 4)},
    {"sizes": (3, 2, 4), "parties": 1, "floor": 0.8},
    {"sizes": (3, 2, 1, 4), "whole": True, "parties": 3, "floor": 0.55},
    {"sizes": (2, 3, 3, 2), "limited": True, "interactions": 2, "floor": 0.6},
    {"sizes": (2, 3, 3, 2), "limited": True, "interactions": 4, "whole": True, "parties": 4},
    {"sizes": (2,) * 6, "interactions": 5, "number": 300, "floor": 0.6, "limited": True},
    {"sizes": (3, 3, 2, 2), "parties": 6, "floor": 0.35, "interactions": 1},
]


def choice_of(instance: Instance, found: PackageSearch) -> list[int]:
    (package,) = found.packages
    return [
        values.index(package[issue])
        for issue, values in zip(instance.profiles.issues, instance.profiles.values, strict=True)
    ]


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("seed", range(6))
def test_no_package_is_accepted_in_more_profiles(kind: dict[str, Any], seed: int) -> None:
    instance = make_instance(seed, **kind)
    choices = every_choice(instance)
    found = find_most_acceptable(instance.profiles, **instance.limits)
    if not len(choices):
        assert found.status is Status.INFEASIBLE
        assert found.packages == ()
        return
    shares = shares_by_hand(instance.profiles, choices)
    assert found.status is Status.PROVEN
    assert found.value == found.bound == max(shares)
    place = choices.tolist().index(choice_of(instance, found))
    assert shares[place] == max(shares)


def test_twenty_issues_are_proven() -> None:
    """95 million million packages, three parties, a thousand profiles."""
    stream = np.random.default_rng(1)
    weights = stream.dirichlet(np.ones(20), (1, 3)) * np.exp(
        0.3 * stream.normal(size=(1000, 3, 20))
    )
    weights *= 100 / weights.sum(axis=2, keepdims=True)
    values = stream.random((20, 5, 1, 3)) + 0.15 * stream.normal(size=(20, 5, 1000, 3))
    worths = [weights[None, :, :, at] * values[at].clip(0, 1) for at in range(20)]
    profiles = Profiles.of(worths, no_agreement=[65.0] * 3)
    found = find_most_acceptable(profiles)
    assert found.status is Status.PROVEN
    assert found.value == found.bound
    again = find_most_acceptable(profiles, seed=5)
    assert again.value == found.value


def test_without_time_there_is_a_package_and_a_bound() -> None:
    instance = make_instance(2, sizes=(4,) * 7, parties=3, number=200, floor=0.6)
    found = find_most_acceptable(instance.profiles, deadline_s=0)
    assert found.status is Status.BEST_FOUND
    best = find_most_acceptable(instance.profiles)
    assert best.status is Status.PROVEN
    assert found.value is not None
    assert found.bound is not None
    assert best.value is not None
    assert found.value <= best.value <= found.bound


def test_with_few_options_looked_at_the_bound_is_honest() -> None:
    instance = make_instance(4, sizes=(4,) * 8, parties=3, number=100, floor=0.62)
    best = find_most_acceptable(instance.profiles)
    assert best.status is Status.PROVEN
    assert best.value is not None
    bounds = []
    for nodes in (1, 50, 500, 5_000):
        found = find_most_acceptable(instance.profiles, most_nodes=nodes)
        assert found.bound is not None
        assert best.value <= found.bound
        bounds.append(found.bound)
    assert bounds == sorted(bounds, reverse=True)


def test_the_search_is_repeatable() -> None:
    instance = make_instance(5, sizes=(3,) * 6, interactions=2, limited=True)
    one, other = (find_most_acceptable(instance.profiles, **instance.limits) for _ in range(2))
    assert one == other


def test_limits_that_leave_nothing_are_told() -> None:
    profiles = Profiles.of([[[1], [3]], [[2], [4]]], no_agreement=[1])
    none = Table((0, 1), np.zeros((2, 2), dtype=np.bool_))
    found = find_most_acceptable(profiles, tables=[none])
    assert found.status is Status.INFEASIBLE
    assert found.packages == ()
    assert found.value is None


def test_limits_that_hang_together_are_kept() -> None:
    """Each issue like its neighbour: two packages are left of a million."""
    worths = [[[1 + at % 2, 0], [0, 1 + at % 2]] for at in range(20)]
    profiles = Profiles.of(worths, no_agreement=[10, 0])
    alike = np.eye(2, dtype=np.bool_)
    tables = [Table((at, at + 1), alike) for at in range(19)]
    found = find_most_acceptable(profiles, tables=tables)
    assert found.packages == ({f"i{at}": "o0" for at in range(20)},)
    assert found.status is Status.PROVEN
    assert found.value == 1


def test_no_agreement_has_to_be_stated() -> None:
    with pytest.raises(NoNoAgreement):
        find_most_acceptable(Profiles.of([[[1, 2], [3, 4]]]))


def test_the_result_says_that_a_share_is_no_probability() -> None:
    profiles = Profiles.of([[[60, 0], [0, 30]]], no_agreement=[50, 0])
    found = find_most_acceptable(profiles)
    assert found.assumptions == (
        "Worths given directly.",
        "The share of profiles is no probability of acceptance.",
    )
    assert found.certificate is not None
    assert found.certificate.data == {"choices": [[0]], "accepting": [1], "number": 1}
    assert found.value == Fraction(1)
