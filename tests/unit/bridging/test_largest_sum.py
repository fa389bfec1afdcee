"""The largest sum of worths: against every package, and its bounds argued anew."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from goodoffices.bridging.largest_sum import find_largest_sum, lay_out
from goodoffices.bridging.largest_sum_bounds import (
    Messages,
    Squares,
    _rounded,
    bound_by_squares,
    evaluate_squares,
)
from goodoffices.bridging.largest_sum_kernels import (
    invert,
    pass_messages,
    relate_triples,
    search_by_changes,
)
from goodoffices.bridging.largest_sum_model import SumModel
from goodoffices.bridging.problem import Problem, Table
from goodoffices.bridging.results import PackageSearch
from goodoffices.bridging.streams import open_stream
from goodoffices.case.deadline import Deadline
from goodoffices.case.errors import TooPrecise
from goodoffices.case.status import Status


def drawn(
    seed: int, *, issues: int = 5, options: int = 4, joined: int = 3, is_limited: bool = True
) -> Problem:
    """A problem at random: tables of two and three issues, worths below 0, limits, floors."""
    random = np.random.default_rng(seed)
    parties = int(random.integers(1, 4))
    sizes = random.integers(2, options + 1, size=issues)
    tables = []
    for _ in range(int(random.integers(2, 8))):
        number = int(random.integers(2, joined + 1))
        scope = tuple(sorted(random.choice(issues, size=number, replace=False).tolist()))
        shape = tuple(int(sizes[one]) for one in scope)
        kind = random.integers(3) if is_limited else 0
        added = random.integers(-9, 10, size=(*shape, parties)) if kind < 2 else None
        allowed = random.random(shape) < 0.8 if kind > 0 else None
        tables.append(Table(scope, allowed, added))
    worth = [random.integers(-9, 10, size=(int(size), parties)) for size in sizes]
    if not is_limited:
        return Problem.of(worth, tables=tables)
    return Problem.of(
        worth,
        tables=tables,
        allowed=[np.append(random.random(int(size) - 1) < 0.8, [True]) for size in sizes],
        no_agreement=[
            int(random.integers(-20, 8)) if random.random() < 0.4 else None for _ in range(parties)
        ],
    )


def largest(problem: Problem, weights: tuple[int, ...] | None = None) -> int | None:
    """The largest sum of all packages within the limits, each looked at."""
    choices = np.array(list(product(*map(range, problem.sizes))), dtype=np.int32)
    worth = problem.utilities(choices)
    kept = problem.keeps_limits(choices)
    for party, least in enumerate(problem.no_agreement):
        if least is not None:
            kept &= worth[:, party] >= least
    totals = worth @ np.array(weights or (1,) * len(problem.parties))
    return int(totals[kept].max()) if kept.any() else None


def check(problem: Problem, found: PackageSearch, best: int | None) -> None:
    """What is said of a package is so, by numbers worked out from the problem alone."""
    if best is None:
        assert (found.status, list(found.packages)) == (Status.INFEASIBLE, [])
        return
    (package,) = found.packages
    choice = [
        values.index(package[issue])
        for issue, values in zip(problem.issues, problem.values, strict=True)
    ]
    choices = np.array([choice], dtype=np.int32)
    worth = problem.utilities(choices)[0].tolist()
    assert problem.keeps_limits(choices).tolist() == [True]
    assert all(
        least is None or amount >= least
        for amount, least in zip(worth, problem.no_agreement, strict=True)
    )
    assert [int(one) for one in found.utilities[0].values()] == worth
    assert found.value == best
    assert found.bound is not None
    assert found.bound >= best
    assert found.status is (Status.PROVEN if found.bound == best else Status.BEST_FOUND)


@pytest.mark.parametrize("seed", range(40))
def test_largest_sum_is_that_of_all_packages(seed: int) -> None:
    problem = drawn(seed)
    check(problem, find_largest_sum(problem, deadline_s=None, seed=seed), largest(problem))


@pytest.mark.parametrize("seed", range(40, 70))
def test_largest_sum_of_binary_issues_and_pairs_is_that_of_all_packages(seed: int) -> None:
    problem = drawn(seed, issues=7, options=2, joined=2, is_limited=seed % 2 == 0)
    check(problem, find_largest_sum(problem, deadline_s=None, seed=seed), largest(problem))


def dense(seed: int, issues: int) -> Problem:
    """Binary issues of which every pair has a table."""
    random = np.random.default_rng(seed)
    pairs = [(one, other) for one in range(issues) for other in range(one + 1, issues)]
    tables = [Table(pair, worth=random.integers(-50, 51, size=(2, 2, 2))) for pair in pairs]
    return Problem.of(list(random.integers(-50, 51, size=(issues, 2, 2))), tables=tables)


@pytest.mark.parametrize("seed", range(5))
def test_dense_problems_are_proven_by_squares(seed: int) -> None:
    """Messages alone leave a gap there; with triples squares close it at this size."""
    problem = dense(seed, 10)
    found = find_largest_sum(problem, deadline_s=None)
    check(problem, found, largest(problem))
    assert found.certificate is not None
    proof = found.certificate.data["proof"]
    assert (found.status, type(proof)) == (Status.PROVEN, Squares)


@pytest.mark.parametrize("seed", range(4))
def test_squares_are_squares(seed: int) -> None:
    """The form is the sum of worths, and what is left of the diagonal is never below 0."""
    problem = dense(seed, 6)
    model = SumModel.of(problem)
    found = bound_by_squares(model, value=None, deadline=Deadline(None))
    assert found is not None
    number = len(found.matrix)
    for signs in product((-1, 1), repeat=number - 1):
        y = (1, *signs)
        form = sum(found.matrix[i, j] * y[i] * y[j] for i in range(number) for j in range(number))
        choices = np.array([[(one + 1) // 2 for one in signs]], dtype=np.int32)
        assert found.constant + form == 8 * int(problem.utilities(choices).sum())
        for i, j, k, s, r in found.triples:
            assert s * y[i] * y[j] + r * y[i] * y[k] + s * r * y[j] * y[k] >= -1
    added = [[found.fineness * int(one) for one in row] for row in found.matrix]
    constant = found.fineness * found.constant
    for (i, j, k, s, r), often in zip(found.triples, found.multipliers, strict=True):
        assert often >= 0
        constant += 2 * often
        for one, other, sign in ((i, j, s), (i, k, r), (j, k, s * r)):
            added[one][other] += sign * often
            added[other][one] += sign * often
    rows = [[int(one) for one in row] for row in found.squares]
    squared = [[sum(map(int.__mul__, one, other)) for other in rows] for one in rows]
    diagonal = [
        added[i][i]
        + squared[i][i]
        + sum(abs(added[i][j] + squared[i][j]) for j in range(number) if j != i)
        for i in range(number)
    ]
    left = [[diagonal[i] * (i == j) - added[i][j] for j in range(number)] for i in range(number)]
    assert is_never_negative(left)
    assert found.bound == (constant + sum(diagonal)) // (8 * found.fineness)


def is_never_negative(matrix: list[list[int]]) -> bool:
    """Whether a form is nowhere below 0: symmetric elimination without fractions (Bareiss)."""
    rows = [list(row) for row in matrix]
    last = 1
    for k, pivot_row in enumerate(rows):
        pivot = pivot_row[k]
        if pivot < 0 or (pivot == 0 and any(pivot_row[k:])):
            return False
        if pivot == 0:
            continue
        for row in rows[k + 1 :]:
            first = row[k]
            for j in range(k, len(row)):
                row[j] = (pivot * row[j] - first * pivot_row[j]) // last
        last = pivot
    return True


def test_a_form_that_falls_below_nothing_is_noticed() -> None:
    assert [is_never_negative(one) for one in ([[2, 1], [1, 2]], [[1, 2], [2, 1]])] == [True, False]


@pytest.mark.parametrize("seed", range(10))
def test_any_messages_give_a_bound(seed: int) -> None:
    problem = drawn(seed)
    model = SumModel.of(problem)
    best = largest(problem)
    if best is None:
        pytest.skip("no package")
    sizes = [len(model.options[issue]) for one in model.tables for issue in one.scope]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    sent = np.random.default_rng(seed).normal(0.0, 5.0, int(starts[-1]))
    found = _rounded(model, sent, starts)
    assert isinstance(found, Messages)
    assert best <= found.bound


@pytest.mark.parametrize("seed", range(10))
def test_any_squares_give_a_bound(seed: int) -> None:
    problem = dense(seed, 6)
    found = bound_by_squares(SumModel.of(problem), value=None, deadline=Deadline(0))
    assert found is not None
    random = np.random.default_rng(seed)
    other = dataclasses.replace(
        found,
        squares=random.integers(-(10**9), 10**9, size=found.squares.shape),
        triples=((0, 1, 2, 1, -1), (1, 2, 4, -1, -1)),
        multipliers=(10**17, 3),
    )
    best = largest(problem)
    assert best is not None
    assert best <= evaluate_squares(other)


def test_squares_are_for_binary_issues_and_pairs() -> None:
    two = Problem.of([[[0], [1]]] * 3, tables=[Table((0, 1, 2), worth=np.zeros((2, 2, 2, 1), int))])
    three = Problem.of([[[0], [1], [2]]])
    found = [
        bound_by_squares(SumModel.of(one), value=None, deadline=Deadline(None))
        for one in (two, three)
    ]
    assert found == [None, None]


# ---------------------------------------------------------------------------- twins


def searched_plainly(
    problem: Problem, chosen: list[int], stream: np.random.Generator, steps: int
) -> tuple[int, list[int]]:
    """The same search without limits, each change evaluated from the problem."""

    def total(choice: list[int]) -> int:
        return int(problem.utilities(np.array([choice], dtype=np.int32)).sum())

    rows = [(i, o) for i, size in enumerate(problem.sizes) for o in range(size)]
    until = dict.fromkeys(rows, 0)
    wait = 2 + len(chosen) // 10
    best: tuple[int, list[int]] = (-(10**9), [])
    for moment in range(steps):
        now = total(chosen)
        if now > best[0]:
            best = (now, list(chosen))
        turn = int(stream.random() * len(rows))
        top: tuple[int, tuple[int, int] | None] = (-(10**9), None)
        for issue, option in rows[turn:] + rows[:turn]:
            if option == chosen[issue]:
                continue
            after = total([*chosen[:issue], option, *chosen[issue + 1 :]])
            may = until[issue, option] <= moment or after > best[0]
            if may and after - now > top[0]:
                top = (after - now, (issue, option))
        if top[1] is not None:
            issue, option = top[1]
            until[issue, chosen[issue]] = moment + wait + int(stream.random() * wait)
            chosen[issue] = option
    return best


@pytest.mark.parametrize("seed", range(5))
def test_compiled_search_is_the_plain_one(seed: int) -> None:
    problem = drawn(seed, issues=8, is_limited=False)
    best, state = np.zeros(8, dtype=np.int64), np.zeros(2, dtype=np.int64)
    search_by_changes(
        open_stream(seed), lay_out(SumModel.of(problem))[0], np.zeros(0, dtype=np.int64),
        np.zeros(8, dtype=np.int64), best, state, 60,
    )  # fmt: skip
    plainly = searched_plainly(problem, [0] * 8, open_stream(seed), 60)
    assert (int(state[0]), best.tolist()) == plainly


@pytest.mark.parametrize("seed", range(5))
def test_compiled_search_within_limits_is_the_uncompiled_one(seed: int) -> None:
    problem = drawn(seed)
    model = SumModel.of(problem)
    if not min(model.sizes):
        pytest.skip("no package")
    least = np.array([one for one in problem.no_agreement if one is not None], dtype=np.int64)
    found = []
    for search in (search_by_changes, search_by_changes.py_func):
        chosen, best = np.zeros(5, dtype=np.int64), np.zeros(5, dtype=np.int64)
        state = np.zeros(2, dtype=np.int64)
        search(open_stream(seed), lay_out(model)[0], least, chosen, best, state, 60)
        found.append((chosen.tolist(), best.tolist(), state.tolist()))
    assert found[0] == found[1]


def test_messages_never_raise_the_bound() -> None:
    for seed in range(10):
        model = SumModel.of(drawn(seed, is_limited=False))
        layout, allowed = lay_out(model)
        sizes = [len(model.options[issue]) for one in model.tables for issue in one.scope]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        sent, whole = np.zeros(int(starts[-1])), np.concatenate(model.alone).astype(np.float64)
        bounds = [_rounded(model, sent, starts).bound]
        for _ in range(6):
            pass_messages(layout, allowed, starts, sent, whole, 1)
            bounds.append(_rounded(model, sent, starts).bound)
        assert bounds == sorted(bounds, reverse=True)


def test_small_matrices_are_inverted_and_related() -> None:
    random = np.random.default_rng(1)
    root = random.normal(size=(6, 6))
    matrix, solution = root @ root.T + np.eye(6), root.T @ root
    inverse = invert(matrix)
    assert np.allclose(inverse, np.linalg.inv(matrix))
    triples = [(0, 1, 2, 1, -1), (1, 3, 5, -1, -1)]
    dense_triples = []
    for one, two, three, sign, other in triples:
        table: Any = np.zeros((6, 6))
        table[one, two], table[one, three], table[two, three] = sign, other, sign * other
        dense_triples.append((table + table.T) / 2)
    one, two, three, sign, other = np.array(triples).T
    related = relate_triples(
        inverse, solution, np.stack([one, one, two]), np.stack([two, three, three]),
        np.stack([sign, other, sign * other]).astype(np.float64),
    )  # fmt: skip
    traces = [[np.trace(t @ inverse @ u @ solution) for u in dense_triples] for t in dense_triples]
    assert np.allclose(related, traces)


# ---------------------------------------------------------------------------- edges


def test_without_time_the_best_found_is_given_with_a_bound() -> None:
    problem = dense(1, 30)
    found = find_largest_sum(problem, deadline_s=0.0)
    assert (found.status, len(found.packages)) == (Status.BEST_FOUND, 1)
    assert found.value is not None
    assert found.bound is not None
    assert found.bound > found.value


def never_equal() -> list[Table]:
    """Three issues of two options, all different: no package, though each table has cells."""
    unlike = np.array([[False, True], [True, False]])
    return [Table(scope, unlike) for scope in ((0, 1), (0, 2), (1, 2))]


def test_limits_that_leave_no_package_are_infeasible_or_out_of_time() -> None:
    problem = Problem.of([[[1], [2]]] * 3, tables=never_equal())
    assert [find_largest_sum(problem, deadline_s=one).status for one in (None, 0.0)] == [
        Status.INFEASIBLE,
        Status.OUT_OF_TIME,
    ]
    closed = Problem.of([[[1], [2]]], allowed=[[False, False]])
    assert find_largest_sum(closed, deadline_s=0.0).status is Status.INFEASIBLE


def test_an_option_without_a_cell_is_left_out() -> None:
    limits = [Table((0, 1), np.array([[False, False], [True, True]]))]
    problem = Problem.of([[[9], [0]], [[1], [2]]], tables=limits)
    assert SumModel.of(problem).sizes == (1, 2)
    check(problem, find_largest_sum(problem), 2)


def test_a_no_agreement_value_out_of_reach_is_infeasible() -> None:
    problem = Problem.of([[[3, 0], [0, 9]]], no_agreement=[4, None])
    assert find_largest_sum(problem).status is Status.INFEASIBLE


@pytest.mark.parametrize("seed", range(8))
def test_weights_count_worths_several_times(seed: int) -> None:
    problem = drawn(seed)
    weights = tuple(np.random.default_rng(seed).integers(0, 4, len(problem.parties)).tolist())
    found = find_largest_sum(problem, deadline_s=None, weights=weights)
    check(problem, found, largest(problem, weights))


def test_worths_are_added_in_the_own_units() -> None:
    problem = dataclasses.replace(
        Problem.of([[[3, 0], [0, 5]]]), scales=(Fraction(2), Fraction(3, 1))
    )
    found = find_largest_sum(problem)
    assert (found.value, found.bound, found.packages[0]) == (
        Fraction(5, 3),
        Fraction(5, 3),
        {"i0": "o1"},
    )


def test_the_same_seed_finds_the_same() -> None:
    problem = drawn(3, issues=9)
    one, other = (find_largest_sum(problem, deadline_s=None, seed=7) for _ in range(2))
    assert (list(one.packages), one.value, one.bound) == (
        list(other.packages),
        other.value,
        other.bound,
    )


@pytest.mark.parametrize("weights", [(1,), (1, -1)])
def test_weights_are_one_a_party_and_not_below_nothing(weights: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"\("):
        find_largest_sum(Problem.of([[[3, 0], [0, 5]]]), weights=weights)


def test_sums_of_more_than_sixty_bits_are_refused() -> None:
    problem = Problem.of([[[2**59, 0], [0, 2**59 + 1]]])
    with pytest.raises(TooPrecise):
        find_largest_sum(problem)


def test_numbers_near_sixty_bits_are_exact() -> None:
    pair = np.array([[[2**56 + 1], [-(2**56)]], [[3], [2**56 - 1]]])
    tables = [Table(scope, worth=pair) for scope in [(0, 1), (0, 2), (1, 2)]]
    problem = Problem.of([[[0], [2**55 + 1]]] * 3, tables=tables)
    check(problem, find_largest_sum(problem), largest(problem))
