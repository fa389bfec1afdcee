"""The package with the largest sum of worths, where worths are in a common unit.

Adding up what a package is worth to several parties means something only where somebody
declared that their worths are in one unit, as money is. Elsewhere worths are never summed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

import numpy as np

from goodoffices.bridging.largest_sum_bounds import bound_by_messages, bound_by_squares
from goodoffices.bridging.largest_sum_kernels import BEST, FOUND, Layout, search_by_changes
from goodoffices.bridging.largest_sum_model import SumModel
from goodoffices.bridging.problem import Allowed, IntArray, PackageRows, Problem, UtilityRows
from goodoffices.bridging.results import Certificate, PackageSearch
from goodoffices.bridging.solver_model import SolverModel
from goodoffices.bridging.streams import open_stream
from goodoffices.case.deadline import Deadline
from goodoffices.case.status import Status

STARTS: Final = 8
"""Packages from which options are changed; every second one is the best with some changed."""

STEPS: Final = 5_000
BOUTS: Final = 4
"""So many steps are made before the clock is looked at, and so often from each start."""

COMMON_UNIT: Final = (
    "Somebody declared that the worths of all parties are in one common unit; elsewhere they are"
    " never summed."
)

METHOD: Final = "Largest sum of worths: single options changed, from {} packages (tabu search)"


def find_largest_sum(
    problem: Problem,
    *,
    deadline_s: float | None = 15.0,
    seed: int = 0,
    weights: Sequence[int] | None = None,
) -> PackageSearch:
    """Return a package with a large sum of worths, and what no sum exceeds.

    A researcher asks: how much is there to be had in all? Only where somebody declared that
    the worths of all parties are in one common unit; elsewhere worths are never summed, and
    `find_points` compares shares instead. It says nothing of who gets what.

    Parameters
    ----------
    problem : Problem
        m issues x p parties. Its no-agreement values are limits too.
    deadline_s : float, optional
        Seconds after which the best found is returned, with its bound. A first short search
        is made in any case.
    seed : int
        Of the packages to begin with and of the order of changes.
    weights : sequence of int, optional
        For each party how often its worths count, not below 0; by default once.

    Returns
    -------
    PackageSearch
        One package. `value` is its sum of worths in the common unit, `bound` what none
        exceeds; `proven` where they are equal, `best_found` else. `infeasible` where no
        package is within the limits; `out_of_time` where none was found.

    Raises
    ------
    TooPrecise
        Where a sum may leave 60 bits.
    ValueError
        Where there is not one weight for each party, not below 0.

    Notes
    -----
    Found by tabu search: always the best change of one option, back or not, that does not
    undo one of the last changes. Limits are crossed at a price that rises while they are. If
    that finds no package within them, CP-SAT looks for one. The bound is the smaller one of
    two (`largest_sum_bounds`): by messages; and by squares, where issues have two options and
    tables join two. No-agreement values, and cells that may not be in the second, are not used
    by the bounds. Sums are whole numbers throughout.

    Source: F. Glover, *Tabu search* (1989, 1990); for the bounds A. Globerson and T. Jaakkola
    (2007), S. Poljak and F. Rendl (1995). Argued in docs/book/frontier.md.

    Examples
    --------
    >>> problem = Problem.of([[[3, 0], [0, 5]], [[4, 0], [0, 2]]])
    >>> found = find_largest_sum(problem)
    >>> found.packages[0], int(found.value), found.status.value
    ({'i0': 'o1', 'i1': 'o0'}, 9, 'proven')
    """
    deadline = Deadline(deadline_s)
    model = SumModel.of(problem, weights=weights)
    assumptions = _assumptions(problem, weights)
    if min(model.sizes) == 0:
        return _nothing(problem, Status.INFEASIBLE, seed, assumptions)
    search = _Search.of(model, seed)
    search.start()
    proof = _bound(model, search, deadline)
    if not search.has_found and not deadline.is_over and not search.ask_solver(deadline):
        return _nothing(problem, Status.INFEASIBLE, seed, assumptions)
    bound = Fraction(proof.bound, model.parts)
    if not search.has_found:
        return _nothing(problem, Status.OUT_OF_TIME, seed, assumptions, bound)
    worth = model.worth(search.best)
    value = Fraction(model.total(search.best), model.parts)
    choice = model.choice(search.best).astype(np.int32)
    return PackageSearch(
        packages=PackageRows(problem, choice[None]),
        utilities=UtilityRows(problem, np.array([worth], dtype=np.int64)),
        status=Status.PROVEN if value == bound else Status.BEST_FOUND,
        method=f"{METHOD.format(search.starts)}; {proof.words}",
        value=value,
        bound=bound,
        assumptions=assumptions,
        seed=seed,
        cites=problem.cites,
        certificate=Certificate("largest_sum", {"factors": model.factors, "proof": proof.data}),
    )


def _assumptions(problem: Problem, weights: Sequence[int] | None) -> tuple[str, ...]:
    if weights is None:
        return (COMMON_UNIT,)
    counted = ", ".join(
        f"{party} {weight}" for party, weight in zip(problem.parties, weights, strict=True)
    )
    return (COMMON_UNIT, f"How often each party's worths count was given: {counted}.")


def _nothing(
    problem: Problem,
    status: Status,
    seed: int,
    assumptions: tuple[str, ...],
    bound: Fraction | None = None,
) -> PackageSearch:
    return PackageSearch(
        packages=(),
        utilities=(),
        status=status,
        method=METHOD.format(STARTS),
        bound=bound,
        assumptions=assumptions,
        seed=seed,
        cites=problem.cites,
    )


@dataclass(frozen=True, slots=True)
class _Proof:
    """What no sum exceeds, in parts; why; and what it rests on."""

    bound: int
    words: str
    data: object


def _bound(model: SumModel, search: _Search, deadline: Deadline) -> _Proof:
    """Search on, and find what no sum exceeds, until they are equal or all was tried."""
    with deadline.share(1 / 3):
        found = bound_by_messages(
            model, search.layout, search.allowed, value=search.value, deadline=deadline
        )
    proof = _Proof(found.bound, "bound by messages between tables", found)
    if proof.bound != search.value:
        with deadline.share(1 / 3):
            search.go_on(deadline)
    if proof.bound != search.value and not deadline.is_over:
        with deadline.share(9 / 10):
            squares = bound_by_squares(model, value=search.value, deadline=deadline)
        if squares is not None and squares.bound < proof.bound:
            return _Proof(squares.bound, "bound by sums of squares", squares)
    return proof


# ---------------------------------------------------------------------------- search


def lay_out(model: SumModel) -> tuple[Layout, Allowed]:
    """Return a problem as the compiled loops take it, and for each cell whether it may be.

    Examples
    --------
    >>> layout, allowed = lay_out(SumModel.of(Problem.of([[[3, 0], [0, 5]], [[1, 0]]])))
    >>> layout[0].tolist(), layout[1].tolist(), allowed.tolist()
    ([0, 2, 3], [[3], [5], [1]], [])
    """
    problem = model.problem
    floors = [place for place, least in enumerate(problem.no_agreement) if least is not None]
    is_limited = bool(floors) or any(one.allowed is not None for one in model.tables)
    columns = 2 + len(floors) if is_limited else 1
    alone, cells, allowed = [], [], [np.zeros(0, dtype=np.bool_)]
    for total, worth, kept in zip(model.alone, problem.worth, model.options, strict=True):
        rows = np.zeros((len(total), columns), dtype=np.int64)
        rows[:, 0] = total
        if is_limited:
            rows[:, 2:] = worth[kept][:, floors]
        alone.append(rows)
    first, member, step, offset = [0], [], [], []
    size = 0
    for table in model.tables:
        rows = np.zeros((table.total.size, columns), dtype=np.int64)
        rows[:, 0] = table.total.ravel()
        may = np.ones(len(rows), dtype=np.bool_)
        if table.allowed is not None:
            may = table.allowed.ravel()
            rows[:, 1] = ~may
        added = problem.tables[table.number].worth
        if floors and added is not None:
            cut = added[np.ix_(*(model.options[issue] for issue in table.scope))]
            rows[:, 2:] = cut.reshape(len(rows), -1)[:, floors]
        cells.append(rows)
        allowed.append(may)
        member += list(table.scope)
        step += [int(np.prod(table.total.shape[axis + 1 :])) for axis in range(len(table.scope))]
        first.append(len(member))
        offset.append(size)
        size += len(rows)
    joined = np.array(member, dtype=np.int64)
    place = np.argsort(joined, kind="stable").astype(np.int64)
    ends = np.array(first, dtype=np.int64)
    layout = (
        np.concatenate([[0], np.cumsum(model.sizes)]).astype(np.int64),
        np.concatenate(alone),
        ends,
        joined,
        np.array(step, dtype=np.int64),
        np.array(offset, dtype=np.int64),
        np.concatenate([np.zeros((0, columns), dtype=np.int64), *cells]),
        np.searchsorted(joined[place], np.arange(len(alone) + 1)).astype(np.int64),
        (np.searchsorted(ends, place, side="right") - 1).astype(np.int64),
        place,
    )
    return layout, np.concatenate(allowed)


@dataclass(slots=True)
class _Search:
    """A tabu search while it goes on."""

    model: SumModel
    layout: Layout
    allowed: Allowed
    least: IntArray
    stream: np.random.Generator
    chosen: IntArray
    best: IntArray
    state: IntArray = field(default_factory=lambda: np.zeros(2, dtype=np.int64))
    starts: int = 0

    @classmethod
    def of(cls, model: SumModel, seed: int) -> _Search:
        """A search that has not begun."""
        layout, allowed = lay_out(model)
        floors = [one for one in model.problem.no_agreement if one is not None]
        issues = len(model.options)
        return cls(
            model=model,
            layout=layout,
            allowed=allowed,
            least=np.array(floors, dtype=np.int64),
            stream=open_stream(seed, "largest sum"),
            chosen=np.zeros(issues, dtype=np.int64),
            best=np.zeros(issues, dtype=np.int64),
        )

    @property
    def has_found(self) -> bool:
        """Whether there is a package within the limits."""
        return bool(self.state[FOUND])

    @property
    def value(self) -> int | None:
        """The largest sum found, in parts; None where no package was."""
        return int(self.state[BEST]) if self.has_found else None

    def start(self) -> None:
        """Search from another package: one at random, or the best with some options changed."""
        drawn = self.stream.integers(np.array(self.model.sizes))
        if self.starts % 2 and self.has_found:
            drawn = np.where(self.stream.random(len(drawn)) < 1 / 4, drawn, self.best)
        self.chosen[:] = drawn
        self.starts += 1
        self._change()

    def go_on(self, deadline: Deadline) -> None:
        """Search from all packages that are still to begin with, as far as time allows."""
        for bout in range(1, STARTS * BOUTS):
            if deadline.is_over:
                return
            if bout % BOUTS:
                self._change()
            else:
                self.start()

    def ask_solver(self, deadline: Deadline) -> bool:
        """Search from a package that the solver finds; False where it proves there is none."""
        asked = SolverModel(self.model.problem, seed=self.stream.integers(2**31).item())
        solved = asked.maximise(0, deadline_s=deadline.left())
        if solved.choice is None:
            return not solved.is_proven
        for issue, option in enumerate(solved.choice):
            self.chosen[issue] = np.searchsorted(self.model.options[issue], option)
        self._change()
        return True

    def _change(self) -> None:
        search_by_changes(
            self.stream, self.layout, self.least, self.chosen, self.best, self.state, STEPS
        )
