"""Named points without the frontier, for spaces whose frontier is too large to list.

Where issues do not hang together too tightly, by corridors (`corridor_points`). What these
leave open goes to a solver: it is given whole numbers that never say less than the truth; what
it finds is compared exactly, and it is asked again until nothing better can be left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, exp, floor, log
from typing import Any, Final

import numpy as np

from goodoffices.bridging.corridor_points import lay_out, measure, search_point
from goodoffices.bridging.corridor_search import Searched
from goodoffices.bridging.gains import Reference
from goodoffices.bridging.points import POINTS, Point
from goodoffices.bridging.problem import PackageRows, Problem, UtilityRows
from goodoffices.bridging.results import Certificate, PackageSearch
from goodoffices.bridging.solver_model import Solved, SolverModel
from goodoffices.case.deadline import Deadline
from goodoffices.case.errors import TooPrecise
from goodoffices.case.status import Status

FINE: Final = 10**6
"""Parts in which shares and logarithms are counted.

Not more: with a thousand times as many CP-SAT 9.15 with presolve called a worse package optimal.
"""

ROUGH: Final = 10**4
"""Parts of the largest range in which sums of shares are counted."""

STRICT: Final = 10**9
"""Beyond such numbers the solver is asked for another package, not for a strictly better one."""

MOST: Final = 2**60
"""No number that the solver handles exceeds this."""

TANGENTS: Final = 24
"""Tangents to each party's logarithm at the beginning."""

SHARE: Final = 1 / 2
"""Part of the time that corridors may take before the solver is asked."""

BY_CORRIDORS: Final = (
    "Largest {}: a bound from weighted sums of gains, issue by issue, then every package that"
    " comes near enough to it by such sums; these are compared exactly"
)

METHOD: Final = (
    "Largest {}, by CP-SAT in whole numbers that never say less than the truth; each package"
    " found is compared exactly, and the search goes on until none better can be left"
)

Worth = tuple[int, ...]
Key = tuple[Fraction, ...]


def find_point(
    problem: Problem, point: Point, *, deadline_s: float | None = 20.0, seed: int = 0
) -> PackageSearch:
    """Return one package at a named point, without the frontier.

    A researcher asks: where would that solution lie, among more packages than can be listed?

    Parameters
    ----------
    problem : Problem
    point : Point
    deadline_s : float, optional
        Seconds after which the best found is returned, with its bound.
    seed : int
        Of the solver.

    Returns
    -------
    PackageSearch
        One package; `value` is what it reaches, of leximin the smallest share. `proven`
        where no package reaches more; `infeasible` where there is none, or of Nash none that
        brings every party a gain.

    Raises
    ------
    TooPrecise
        Where numbers are too large for the solver's 64 bits.

    Notes
    -----
    First by corridors (`search_corridors`), for half of the time. Beyond, by the solver, which
    begins from the best package found, and the lower of both bounds is given.

    Kalai-Smorodinsky: the smallest share in parts of a million, then strictly better ones in
    exact whole numbers until there is none. Leximin: the same once for each place in the
    sorted shares. Nash: the sum of logarithms from above by tangents (a concave function lies
    below them), with a new tangent where the solver stands; packages at which it is exact
    are left out one by one. Utilitarian: weights rounded up.

    Source: outer approximation, M. Duran and I. Grossmann (1986); leximin by counting, as
    W. Ogryczak and T. Śliwiński (2006).

    Examples
    --------
    >>> problem = Problem.of([[[100, 0], [90, 34], [30, 35], [0, 100]]], no_agreement=[0, 0])
    >>> found = find_point(problem, Point.KALAI_SMORODINSKY)
    >>> found.packages[0], found.value, found.status.value
    ({'i0': 'o1'}, Fraction(17, 50), 'proven')
    """
    deadline = Deadline(deadline_s)
    sums = None if deadline.is_over else lay_out(problem)
    reference: Reference | Status | None = None
    method = BY_CORRIDORS
    if sums is not None:
        with deadline.share(SHARE):
            reference = measure(sums, deadline)
    if reference is None:
        method, reference = METHOD, _measure(problem, deadline, seed)
    if reference is None or isinstance(reference, Status):
        return _nothing(problem, point, reference or Status.OUT_OF_TIME, method)
    if max(reference.spans, default=0) ** 2 > MOST // FINE * FINE:
        raise TooPrecise(problem.parties[int(np.argmax(reference.spans))])
    known = Searched(None, None, None, is_proven=False)
    if sums is not None and any(reference.spans):
        with deadline.share(SHARE):
            known = search_point(sums, point, reference, deadline)
    if known.is_proven:
        found, method = None, BY_CORRIDORS
        if known.choice is not None and known.worth is not None:
            found = _Found(known.choice, known.worth)
    else:
        method, run = METHOD, _Run(problem, reference, deadline, seed, known.choice)
        find = {
            Point.KALAI_SMORODINSKY: lambda: _level(run, ()),
            Point.LEXIMIN: lambda: _leximin(run),
            Point.NASH: lambda: _nash(run),
            Point.UTILITARIAN: lambda: _utilitarian(run),
        }
        found = _better(point, reference, find[point](), known)
    if found is None:
        is_out = deadline.is_over and not known.is_proven
        status = Status.OUT_OF_TIME if is_out else Status.INFEASIBLE
        return _nothing(problem, point, status, method)
    key = POINTS[point].key(reference.shares(found.worth))
    choices = np.array([found.choice], dtype=np.int32)
    return PackageSearch(
        packages=PackageRows(problem, choices),
        utilities=UtilityRows(problem, np.array([found.worth], dtype=np.int64)),
        status=Status.PROVEN if found.bound is None else Status.BEST_FOUND,
        method=method.format(POINTS[point].words),
        value=key[0],
        bound=key[0] if found.bound is None else max(found.bound, key[0]),
        assumptions=reference.assumptions(problem),
        seed=seed,
        cites=problem.cites,
        certificate=Certificate("point", {"point": point, "reference": reference, "key": key}),
    )


def _better(
    point: Point, reference: Reference, found: _Found | None, known: Searched
) -> _Found | None:
    """The better of what the solver and corridors found, with the lower of their bounds."""
    if found is not None and found.bound is None:
        return found
    if known.choice is not None and known.worth is not None and known.bound is not None:
        other = _Found(known.choice, known.worth, known.bound)
        key = POINTS[point].key
        shares = reference.shares
        if found is None or key(shares(other.worth)) > key(shares(found.worth)):
            limit = known.bound if found is None or found.bound is None else found.bound
            found = replace(other, bound=limit)
    if found is None or found.bound is None or known.bound is None:
        return found
    return replace(found, bound=min(found.bound, known.bound))


@dataclass(frozen=True, slots=True)
class _Found:
    """A package, what it is worth, and what none exceeds where that is not proven to be it."""

    choice: tuple[int, ...]
    worth: Worth
    bound: Fraction | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    problem: Problem
    reference: Reference
    deadline: Deadline
    seed: int
    known: tuple[int, ...] | None = None

    def model(self) -> SolverModel:
        model = SolverModel(self.problem, seed=self.seed)
        if self.known is not None:
            model.hint(self.known)
        return model

    def gains(self, model: SolverModel) -> list[Any]:
        return [u - low for u, low in zip(model.worth, self.reference.least, strict=True)]

    def solve(self, model: SolverModel, objective: Any) -> Solved:  # noqa: ANN401 -- the solver's expressions
        return model.maximise(objective, deadline_s=self.deadline.left())

    def worth(self, choice: tuple[int, ...]) -> Worth:
        return _worth(self.problem, choice)

    def shares(self, worth: Worth) -> Key:
        return self.reference.shares(worth)


def _worth(problem: Problem, choice: tuple[int, ...]) -> Worth:
    return tuple(problem.utilities(np.array([choice], dtype=np.int32))[0].tolist())


def _nothing(problem: Problem, point: Point, status: Status, method: str) -> PackageSearch:
    return PackageSearch(
        packages=(),
        utilities=(),
        status=status,
        method=method.format(POINTS[point].words),
        cites=problem.cites,
    )


def _measure(problem: Problem, deadline: Deadline, seed: int) -> Reference | Status | None:
    """From what and up to what gains are measured; None where time is up before that is known."""
    within = SolverModel(problem, seed=seed)
    free = SolverModel(_without_floors(problem), seed=seed)
    least, ideal = [], []
    for place, stated in enumerate(problem.no_agreement):
        most = within.maximise(within.worth[place], deadline_s=deadline.left())
        if most.is_proven and most.choice is None:
            return Status.INFEASIBLE
        worst = stated
        if stated is None:
            fewest = free.maximise(-free.worth[place], deadline_s=deadline.left())
            if not fewest.is_proven or fewest.choice is None:
                return None
            worst = _worth(problem, fewest.choice)[place]
        if not most.is_proven or most.choice is None:
            return None
        least.append(worst or 0)
        ideal.append(_worth(problem, most.choice)[place])
    stated_for = tuple(one is not None for one in problem.no_agreement)
    return Reference(tuple(least), tuple(ideal), stated_for)


def _without_floors(problem: Problem) -> Problem:
    return Problem(
        problem.issues,
        problem.values,
        problem.parties,
        problem.worth,
        problem.allowed,
        problem.tables,
        (None,) * len(problem.parties),
        problem.scales,
        problem.cites,
    )


def _level(run: _Run, above: Sequence[Fraction]) -> _Found | None:
    """The package whose next smallest share is largest, given how large the smaller ones are."""
    place, spans = len(above), run.reference.spans
    parties = [one for one, span in enumerate(spans) if span]
    model = run.model()
    gains = run.gains(model)
    if not parties:
        solved = run.solve(model, 0)
        return None if solved.choice is None else _Found(solved.choice, run.worth(solved.choice))
    for before, level in enumerate(above):
        _hold(model, gains, spans, parties, level, len(parties) - before, strict=False)
    share = model.model.new_int_var(0, FINE, "share")
    _reach(model, [FINE * gains[one] - spans[one] * share for one in parties], len(parties) - place)
    best: _Found | None = None
    reached = bound = Fraction(0)
    while True:
        solved = run.solve(model, share)
        if solved.choice is None:
            if solved.is_proven or best is None:
                return best
            return _Found(best.choice, best.worth, bound)
        worth, bound = run.worth(solved.choice), Fraction(solved.bound + 1, FINE)
        level = _sorted(run, worth, parties)[place]
        if best is None or level > reached:
            best, reached = _Found(solved.choice, worth), level
        if not solved.is_proven:
            return _Found(best.choice, best.worth, bound)
        # What is left to find is strictly better, within one part of a million.
        model.model.add(share >= floor(reached * FINE))
        model.hint(best.choice)
        if reached.denominator * max(spans) <= STRICT:
            _hold(model, gains, spans, parties, reached, len(parties) - place, strict=True)
        else:
            model.exclude(solved.choice)


def _sorted(run: _Run, worth: Worth, parties: Sequence[int]) -> Key:
    shares = run.shares(worth)
    return tuple(sorted(shares[one] for one in parties))


def _hold(
    model: SolverModel,
    gains: Sequence[Any],
    spans: Sequence[int],
    parties: Sequence[int],
    level: Fraction,
    number: int,
    *,
    strict: bool,
) -> None:
    """At least so many parties reach a level, or exceed it."""
    above = [
        level.denominator * gains[one] - level.numerator * spans[one] - int(strict)
        for one in parties
    ]
    _reach(model, above, number)


def _reach(model: SolverModel, amounts: Sequence[Any], number: int) -> None:
    """At least so many amounts are not below 0; without a choice where all have to."""
    if number == len(amounts):
        for amount in amounts:
            model.model.add(amount >= 0)
        return
    kept = [model.model.new_bool_var("") for _ in amounts]
    model.model.add(sum(kept) >= number)
    for amount, is_kept in zip(amounts, kept, strict=True):
        model.model.add(amount >= 0).only_enforce_if(is_kept)


def _leximin(run: _Run) -> _Found | None:
    parties = [one for one, span in enumerate(run.reference.spans) if span]
    above: list[Fraction] = []
    found = _level(run, ())
    while found is not None and found.bound is None and len(above) + 1 < len(parties):
        above.append(_sorted(run, found.worth, parties)[len(above)])
        further = _level(run, above)
        if further is None or further.bound is not None:
            # The smallest share is the largest there can be; the others may be improved.
            best = further or found
            return _Found(best.choice, best.worth, above[0])
        found = further
    return found


def _utilitarian(run: _Run) -> _Found | None:
    spans = run.reference.spans
    parties = [one for one, span in enumerate(spans) if span]
    scale = ROUGH * max([1, *spans])
    excluded: list[tuple[int, ...]] = []
    best: _Found | None = None
    while True:
        model = run.model()
        gains = run.gains(model)
        for one in excluded:
            model.exclude(one)
        # Rounded up: what the solver sees is never less than the truth.
        total = sum(-(-scale // spans[one]) * gains[one] for one in parties)
        solved = run.solve(model, total)
        limit = Fraction(solved.bound, scale) + len(spans) - len(parties)
        if solved.choice is None:
            is_over = solved.is_proven or best is None
            return best if is_over else _Found(best.choice, best.worth, limit)  # type: ignore[union-attr]
        worth = run.worth(solved.choice)
        if best is None or sum(run.shares(worth)) > sum(run.shares(best.worth)):
            best = _Found(solved.choice, worth)
        if limit <= sum(run.shares(best.worth)):
            return best
        if not solved.is_proven:
            return _Found(best.choice, best.worth, limit)
        excluded.append(solved.choice)


def _nash(run: _Run) -> _Found | None:
    """The largest product of gains: their logarithms from above, by tangents."""
    parties = [one for one, span in enumerate(run.reference.spans) if span]
    spans = {one: run.reference.spans[one] for one in parties}
    scale = min(FINE, MOST // (64 * max([1, *spans.values()])))
    model = run.model()
    gains = run.gains(model)
    logs = {
        one: model.model.new_int_var(0, ceil(scale * log(span)) + 1, "")
        for one, span in spans.items()
    }
    touched: dict[int, set[int]] = {one: set() for one in parties}

    def touch(party: int, point: int) -> None:
        """A tangent to a party's logarithm, rounded up."""
        if point not in touched[party]:
            touched[party].add(point)
            height = ceil(scale * log(point) * point) + point
            model.model.add(point * logs[party] <= height + scale * (gains[party] - point))

    for one, span in spans.items():
        model.model.add(gains[one] >= 1)
        for step in range(TANGENTS):
            touch(one, max(1, round(span * exp(-step * log(64) / TANGENTS))))
    best: _Found | None = None
    while True:
        solved = run.solve(model, sum(logs.values()))
        if solved.choice is None:
            if solved.is_proven or best is None:
                return best
            return _Found(best.choice, best.worth, _above(run, solved.bound, scale))
        worth = run.worth(solved.choice)
        if best is None or _product(run, worth) > _product(run, best.worth):
            best = _Found(solved.choice, worth)
        reached = sum(log(best.worth[one] - run.reference.least[one]) for one in parties)
        if solved.bound < floor(scale * reached) - len(parties):
            return best
        if not solved.is_proven:
            return _Found(best.choice, best.worth, _above(run, solved.bound, scale))
        model.exclude(solved.choice)
        model.hint(best.choice)
        for one in parties:
            touch(one, worth[one] - run.reference.least[one])


def _product(run: _Run, worth: Worth) -> Fraction:
    return POINTS[Point.NASH].key(run.shares(worth))[0]


def _above(run: _Run, bound: int, scale: int) -> Fraction:
    """What the product of shares cannot exceed, from a bound on the sum of logarithms."""
    total = bound / scale - sum(log(span) for span in run.reference.spans if span)
    return min(Fraction(1), Fraction(exp(total) * (1 + 1e-9)))
