"""Preference profiles: drawn uniformly from all that agree with what is stated, and only those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodoffices.bridging import party_draws, weight_draws
from goodoffices.bridging.profiles import Profiles, sample_profiles
from goodoffices.case.case import Case
from goodoffices.case.errors import (
    CannotBeTrue,
    NoPreferences,
    NothingToDraw,
    TooFewParties,
    TooManySamples,
)
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Value
from goodoffices.case.preferences import Preference
from tests.cases import make_case
from tests.strategies import every_package, issues_maps
from tests.unit.bridging.preference_strategies import hidden_preferences

FloatArray = NDArray[np.float64]

ISSUES = ("a: x, y", "b: x, y, z", "c: x, y")


def case_of(*preferences: dict[str, Any], issues: tuple[str, ...] = ISSUES) -> Case:
    """A case whose preferences are stated so; each names its party, or is north's."""
    stated = [
        Preference.model_validate({"id": f"p{at}", "party": "north", **one})
        for at, one in enumerate(preferences)
    ]
    case = make_case(issues=issues, parties=["north", "south"])
    return replace(case, preferences=tuple(stated))


def sample_north(
    *, number: int = 4_000, seed: int = 7, issues: tuple[str, ...] = ISSUES, **stated: Any
) -> Profiles:
    return sample_profiles(
        case_of(stated, issues=issues), number=number, seed=seed, parties=["north"]
    )


def shares(profiles: Profiles) -> FloatArray:
    """Weights of north: samples x issues, of a total of 1."""
    return profiles.weights[:, :, 0] / float(profiles.totals[0])


def by_hand(
    keeps: Any,
    *,
    size: int,
    number: int = 4_000,
    seed: int = 11,
) -> FloatArray:
    """The twin: points of the whole simplex, of which those are kept that agree."""
    stream = np.random.default_rng(seed)
    found = np.empty((0, size))
    while len(found) < number:
        rows = stream.dirichlet(np.ones(size), 200_000)
        found = np.concatenate([found, rows[keeps(rows)]])
    return found[:number]


def assert_alike(one: FloatArray, other: FloatArray, *, errors: float = 5.0) -> None:
    """Means and products of two samples (rows) differ by no more than sampling explains."""
    pairs = ((one, other), (one**2, other**2), (one * one[:, :1], other * other[:, :1]))
    for first, second in pairs:
        spread = np.sqrt(first.var(axis=0) / len(first) + second.var(axis=0) / len(second))
        assert (np.abs(first.mean(axis=0) - second.mean(axis=0)) <= errors * spread + 1e-12).all()


# ---------------------------------------------------------------------------- weights


def test_weights_in_an_order_are_the_order_statistics_of_the_simplex() -> None:
    drawn = shares(sample_north(order=["b", "a", "c"]))
    expected = np.array([5 / 18, 11 / 18, 2 / 18])
    assert np.abs(drawn.mean(axis=0) - expected).max() < 0.01
    assert_alike(drawn, by_hand(lambda w: (w[:, 1] >= w[:, 0]) & (w[:, 0] >= w[:, 2]), size=3))


def test_issues_on_one_level_weigh_the_same() -> None:
    drawn = shares(sample_north(order=[["b", "a"], "c"]))
    assert (drawn[:, 0] == drawn[:, 1]).all()
    # 2x + z = 1, x >= z >= 0: x is uniform from 1/3 to 1/2.
    assert abs(drawn[:, 0].mean() - 5 / 12) < 0.005
    assert abs(drawn[:, 0].var() - (1 / 6) ** 2 / 12) < 0.0002


def test_without_weights_and_order_every_weight_from_nothing_is_drawn() -> None:
    assert_alike(shares(sample_north()), by_hand(lambda w: w[:, 0] >= 0, size=3))


def test_an_issue_outside_the_order_weighs_anything() -> None:
    drawn = shares(sample_north(order=["c", "a"]))
    assert_alike(drawn, by_hand(lambda w: w[:, 2] >= w[:, 0], size=3))


def test_weights_without_an_order_leave_nothing_to_other_issues() -> None:
    drawn = shares(sample_north(weights={"a": [20, 70], "c": [30, 80]}))
    assert (drawn[:, 1] == 0).all()
    assert abs(drawn[:, 0].mean() - 0.45) < 0.01


def test_exact_weights_stay_as_they_are() -> None:
    profiles = sample_north(weights={"a": 60, "b": "1/3", "c": "119/3"}, number=3)
    assert profiles.weights[:, :, 0].tolist() == [[60.0, 100 / 300, 119 / 3]] * 3
    assert profiles.convergence == ()


def test_intervals_and_an_order_cut_the_simplex() -> None:
    stated: dict[str, Any] = {"order": ["b", "a"], "weights": {"a": [10, 30], "c": [0, 50]}}
    drawn = shares(sample_north(**stated))
    kept = by_hand(
        lambda w: (w[:, 1] >= w[:, 0]) & (w[:, 0] >= 0.1) & (w[:, 0] <= 0.3) & (w[:, 2] <= 0.5),
        size=3,
    )
    assert_alike(drawn, kept)


def test_a_random_walk_draws_the_same_as_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    stated: dict[str, Any] = {"order": ["b", "a"], "weights": {"a": [10, 30], "c": [0, 50]}}
    drawn = shares(sample_north(**stated))
    monkeypatch.setattr(weight_draws, "LEAST_ACCEPTED", 2.0)
    walked = sample_north(**stated)
    assert len(walked.convergence) == 1
    assert walked.convergence[0].is_good
    assert_alike(drawn, shares(walked), errors=6)


def test_intervals_too_narrow_for_rejection_are_walked_through() -> None:
    issues = tuple(f"i{at}: x, y" for at in range(12))
    stated: dict[str, Any] = {
        "weights": {f"i{at}": [Fraction(at + 2), Fraction(at + 4)] for at in range(12)}
    }
    stated["weights"]["i11"] = [0, 100]
    profiles = sample_north(issues=issues, number=3_000, **stated)
    drawn = profiles.weights[:, :, 0]
    assert np.abs(drawn.sum(axis=1) - 100).max() < 1e-9
    means = drawn.mean(axis=0)
    assert np.abs(means[:11] - (np.arange(11) + 3)).max() < 0.1
    assert profiles.convergence == () or profiles.convergence[0].is_good


def test_many_issues_with_intervals_and_an_order_converge() -> None:
    """Sixty issues in an order, each within half a point of where the order would put it."""
    issues = tuple(f"i{at:02}: x, y" for at in range(60))
    centre = np.cumsum(1 / np.arange(60, 0, -1))[::-1] / 60 * 100
    weights = {
        f"i{at:02}": [max(0, round(float(one) - 0.4, 3)), round(float(one) + 0.4, 3)]
        for at, one in enumerate(centre)
    }
    order = [f"i{at:02}" for at in range(60)]
    profiles = sample_north(issues=issues, number=1_000, order=order, weights=weights)
    (told,) = profiles.convergence
    assert told.is_good
    drawn = profiles.weights[:, :, 0]
    assert (np.diff(drawn, axis=1) <= 1e-9).all()
    assert np.abs(drawn - centre).max() <= 0.4 + 1e-3


def test_bounds_that_leave_one_point_give_that_point() -> None:
    stated: dict[str, Any] = {"order": ["a", "b", "c"], "weights": {"c": [Fraction(100, 3), 50]}}
    drawn = shares(sample_north(number=5, **stated))
    assert np.abs(drawn - 1 / 3).max() < 1e-9


# ---------------------------------------------------------------------------- values


def values_of(profiles: Profiles, issue: int) -> FloatArray:
    """Values of north: options x samples."""
    found: FloatArray = profiles.worths[issue][:, :, 0] / profiles.weights[None, :, issue, 0]
    return found


def test_values_in_an_order_are_order_statistics() -> None:
    issues = ("a: x, y", "b: o1, o2, o3, o4, o5")
    profiles = sample_north(
        issues=issues, weights={"b": 100}, options={"b": ["o5", "o1", ["o3", "o4"], "o2"]}
    )
    values = values_of(profiles, 1)
    assert (values[4] == 1).all()
    assert (values[1] == 0).all()
    assert (values[2] == values[3]).all()
    assert abs(values[0].mean() - 2 / 3) < 0.01
    assert abs(values[2].mean() - 1 / 3) < 0.01
    assert abs(values[0].var() - 1 / 18) < 0.003


def test_numbers_between_stated_ones_lie_on_a_line_in_every_sample() -> None:
    profiles = sample_north(
        issues=("n: 0..4", "b: x, y"), weights={"n": 100}, values={"n": {0: [0, 0.5], 4: 1}}
    )
    values = values_of(profiles, 0)
    assert (values[0] <= 0.5).all()
    assert abs(values[0].mean() - 0.25) < 0.01
    line = np.linspace(values[0], values[4], 5)
    assert np.abs(values - line).max() < 1e-12


def test_options_of_which_nothing_is_said_are_drawn_from_nothing_to_all() -> None:
    values = values_of(sample_north(weights={"b": 100}), 1)
    assert abs(values.mean() - 0.5) < 0.01
    assert values.min() < 0.01
    assert values.max() > 0.99


def test_interactions_and_no_agreement_are_uniform_in_their_intervals() -> None:
    profiles = sample_north(
        weights={"a": 50, "b": 50},
        interactions=[{"when": "a is x and b is y", "worth": [-10, 10]}],
        no_agreement=[20, 40],
    )
    (one,) = profiles.interactions
    assert one.scope == (0, 1)
    assert one.holds.tolist() == [[False, True, False], [False, False, False]]
    assert abs(one.worth.mean()) < 0.5
    assert abs(one.worth.var() - 400 / 12) < 1.5
    (floor,) = profiles.no_agreement
    assert floor is not None
    assert 20 <= floor.min() < 20.1
    assert 39.9 < floor.max() <= 40


def test_an_interaction_of_one_issue_counts_with_its_options() -> None:
    said = [
        {"when": "not a is x", "worth": 7},
        {"when": "true", "worth": 2},
        {"when": "false", "worth": 90},
    ]
    profiles = sample_north(
        number=2,
        weights={"a": 100},
        values={"a": {"x": 1, "y": 0}},
        interactions=said,
    )
    assert profiles.interactions == ()
    assert profiles.no_agreement == (None,)
    choices = np.array([[0, 0, 0], [1, 2, 1]], dtype=np.int32)
    assert profiles.utilities(choices)[:, :, 0].tolist() == [[102, 102], [9, 9]]


# ---------------------------------------------------------------------------- comparisons


SAID_BOTH: dict[str, Any] = {
    "options": {"a": ["x", "y"], "b": ["x", "y", "z"], "c": ["y", "x"]},
    "comparisons": [
        {"better": {"a": "x", "b": "y"}, "than": {"a": "y", "b": "x"}},
        {"better": {"b": "y", "c": "x"}, "than": {"b": "z", "c": "y"}},
    ],
}


def test_comparisons_keep_the_profiles_that_agree_with_them() -> None:
    profiles = sample_north(**SAID_BOTH)
    everything = sample_north(number=40_000, seed=3, options=SAID_BOTH["options"])
    drawn, every = shares(profiles), shares(everything)
    value, values = values_of(profiles, 1)[1], values_of(everything, 1)[1]

    def agree(w: FloatArray, v: FloatArray) -> NDArray[np.bool_]:
        kept: NDArray[np.bool_] = (w[:, 0] >= w[:, 1] * (1 - v)) & (w[:, 1] * v >= w[:, 2])
        return kept

    assert agree(drawn, value).all()
    assert profiles.convergence == ()
    kept = agree(every, values)
    assert_alike(np.column_stack([drawn, value]), np.column_stack([every[kept], values[kept]]))


def test_a_random_walk_through_comparisons_draws_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = sample_north(**SAID_BOTH)
    monkeypatch.setattr(party_draws, "LEAST_ACCEPTED", 2.0)
    walked = sample_north(**SAID_BOTH)
    assert walked.convergence[0].is_good
    assert_alike(
        np.column_stack([shares(drawn), values_of(drawn, 1)[1]]),
        np.column_stack([shares(walked), values_of(walked, 1)[1]]),
        errors=6,
    )


def test_comparisons_with_interactions_walk_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    stated: dict[str, Any] = {
        "order": ["a", "b"],
        "options": {"a": ["x", "y"], "b": ["x", "y", "z"]},
        "interactions": [{"when": "a is x and c is x", "worth": [-60, 20]}],
        "comparisons": [{"better": {"a": "x", "b": "z"}, "than": {"a": "y", "b": "x"}}],
    }
    drawn = sample_north(**stated)
    monkeypatch.setattr(party_draws, "LEAST_ACCEPTED", 2.0)
    walked = sample_north(**stated)
    assert walked.convergence[0].is_good
    columns = [
        np.column_stack([shares(one), one.interactions[0].worth / 100]) for one in (drawn, walked)
    ]
    assert_alike(*columns, errors=6)
    # Whatever is done about c: a weighs at least as much as b and the loss together.
    for rows in columns:
        assert (rows[:, 0] + np.minimum(rows[:, 3], 0) >= rows[:, 1] - 1e-9).all()


def test_comparisons_that_hold_with_equality_only_are_refused() -> None:
    one, other = {"a": "x", "b": "y"}, {"a": "y", "b": "x"}
    with pytest.raises(NothingToDraw) as refused:
        sample_north(
            options=SAID_BOTH["options"],
            comparisons=[{"better": one, "than": other}, {"better": other, "than": one}],
        )
    assert refused.value.why == "comparison 1, 2 can hold with equality only"


def test_what_nothing_agrees_with_is_refused() -> None:
    with pytest.raises(CannotBeTrue) as refused:
        sample_north(order=["a", "b"], weights={"b": [40, 60], "c": [30, 60]})
    assert refused.value.statements == ("no weights within their bounds and order sum to 100",)
    with pytest.raises(CannotBeTrue) as refused:
        sample_north(
            weights={"a": 10, "b": 90},
            options=SAID_BOTH["options"],
            comparisons=[{"better": {"a": "x", "b": "z"}, "than": {"a": "y", "b": "x"}}],
        )
    assert refused.value.statements == ("no weights and values agree with all of it",)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_sample_agrees_with_all_that_is_stated(data: st.DataObject) -> None:
    """For preferences made from a hidden function that they are true of."""
    issues = data.draw(issues_maps(most=3))
    preference, _ = data.draw(hidden_preferences(issues))
    case = replace(make_case(issues=issues.values(), parties=["north"]), preferences=(preference,))
    try:
        profiles = sample_profiles(case, number=20, seed=1)
    except NothingToDraw:
        reject()
    for sample in range(profiles.number):
        _assert_agrees(profiles, sample, preference, case)


def _assert_agrees(profiles: Profiles, sample: int, said: Preference, case: Case) -> None:
    nearly = 1e-7 * float(said.total)
    weights = dict(zip(profiles.issues, profiles.weights[sample, :, 0], strict=True))
    assert abs(sum(weights.values()) - said.total) < nearly
    for issue, (low, high) in said.weights.items():
        assert low - nearly <= weights[issue] <= high + nearly
    for level, after in pairwise(said.order):
        assert min(weights[str(one)] for one in level) >= weights[str(after[0])] - nearly
    for issue, options in said.options.items():
        place = profiles.issues.index(issue)
        values: Mapping[Value, float] = dict(
            zip(profiles.values[place], profiles.worths[place][:, sample, 0], strict=True)
        )
        single = {parse(one.when, case.issues) for one in said.interactions}
        if not any(str(issue) in str(one) for one in single):
            for above, below in pairwise(options):
                assert min(values[one] for one in above) >= max(values[b] for b in below) - nearly
    packages = every_package(case.issues)
    rows = [
        [
            values.index(package[issue])
            for issue, values in zip(profiles.issues, profiles.values, strict=True)
        ]
        for package in packages
    ]
    worths = profiles.utilities(np.array(rows, dtype=np.int32))[:, sample, 0]
    of = {tuple(package.items()): worth for package, worth in zip(packages, worths, strict=True)}
    for one in said.comparisons:
        for package in packages:
            better, than = {**package, **one.better}, {**package, **one.than}
            assert of[tuple(better.items())] >= of[tuple(than.items())] - nearly


# ---------------------------------------------------------------------------- streams, refusals


NORTH: dict[str, Any] = {"order": ["a", "b", "c"], "no_agreement": [10, 30]}
SOUTH: dict[str, Any] = {
    "party": "south",
    "weights": {"a": [20, 60], "c": [30, 80]},
    "no_agreement": 40,
}


def test_another_party_changes_nothing_for_the_first() -> None:
    case = case_of(NORTH, SOUTH)
    alone = sample_profiles(case, number=50, seed=2, parties=["north"])
    both = sample_profiles(case, number=50, seed=2)
    turned = sample_profiles(case, number=50, seed=2, parties=["south", "north"])
    assert both.parties == ("north", "south")
    for issue in range(3):
        assert (alone.worths[issue][:, :, 0] == both.worths[issue][:, :, 0]).all()
        assert (turned.worths[issue][:, :, ::-1] == both.worths[issue]).all()
    assert (both.weights[:, :, 0] != both.weights[:, :, 1]).any()


def test_the_order_of_issues_changes_nothing() -> None:
    there = sample_profiles(case_of(NORTH, SOUTH), number=50, seed=2)
    back = sample_profiles(case_of(NORTH, SOUTH, issues=ISSUES[::-1]), number=50, seed=2)
    for one, other in zip(there.worths, back.worths[::-1], strict=True):
        assert (one == other).all()


def test_a_seed_gives_the_same_samples_and_another_gives_others() -> None:
    one, same, other = (sample_north(seed=seed, number=9, **NORTH) for seed in (5, 5, 6))
    assert (one.weights == same.weights).all()
    assert (one.weights != other.weights).any()


@pytest.mark.parametrize("number", [0, -1, 100_001, 10**6])
def test_too_many_samples_or_none_are_refused(number: int) -> None:
    with pytest.raises(TooManySamples) as refused:
        sample_north(number=number, **NORTH)
    assert str(refused.value) == f"{number:,} samples were asked for: from 1 to 100,000 are drawn"


def test_nothing_is_drawn_for_a_party_of_which_nothing_is_known() -> None:
    with pytest.raises(NoPreferences) as refused:
        sample_profiles(case_of(NORTH), number=5, seed=1)
    assert refused.value.names == ("South",)


def test_somebody_has_to_negotiate() -> None:
    with pytest.raises(TooFewParties):
        sample_profiles(make_case(issues=ISSUES, parties=["east (mediator)"]), number=5, seed=1)


def test_the_method_says_what_was_assumed() -> None:
    profiles = sample_profiles(case_of(NORTH, SOUTH), number=1_000, seed=1)
    options = (
        "nothing is stated of the options of a, b, c: each was drawn from nothing to the whole"
    )
    assert profiles.method == (
        "1,000 preference profiles, drawn uniformly from all that agree with what is stated.",
        "North: each draw independent of the others.",
        f"North: {options} weight.",
        "South: each draw independent of the others.",
        "South: issues without a weight weigh nothing: b.",
        f"South: {options} weight.",
    )
