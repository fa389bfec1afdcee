"""What no sum of worths exceeds: two bounds, each rested on whole numbers alone.

Floating point numbers choose how a bound is argued; whole numbers then say what it comes to.
The arguments stand in docs/book/frontier.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.largest_sum_kernels import (
    Layout,
    invert,
    pass_messages,
    relate_triples,
)
from goodoffices.bridging.largest_sum_model import SumModel
from goodoffices.bridging.problem import Allowed, IntArray
from goodoffices.case.deadline import Deadline

Floats: TypeAlias = NDArray[np.float64]
Wide: TypeAlias = NDArray[np.object_]
"""Whole numbers of any length."""
Triple: TypeAlias = tuple[int, int, int, int, int]
"""Three places i < j < k and two signs: s yᵢyⱼ + r yᵢyₖ + sr yⱼyₖ is never below -1."""

MOST_BINARY: Final = 400
"""Beyond so many issues the bound by squares is not looked for."""

SWEEPS: Final = 40
MOST_SWEEPS: Final = 400
"""Messages are passed so many times before their bound is looked at, and in all."""

ROUNDS: Final = 5
TRIPLES: Final = 300
"""So often so many triples are taken in at most."""

NEAR: Final = 0.01
NEARER: Final = 0.0005
"""How near, as a share, to the best squares before triples are taken in, and at the end."""

_STEP_BACK: Final = 0.95
_DIGITS: Final = 60


# ---------------------------------------------------------------------------- messages


@dataclass(frozen=True, slots=True)
class Messages:
    """A bound, and what was moved between tables and options to get it.

    Attributes
    ----------
    bound
        In parts of the common unit.
    sent
        For each table, each of its issues and each option left: what the table gives to it,
        in whole numbers.
    fineness
        So many of these are one part.
    """

    bound: int
    sent: tuple[tuple[IntArray, ...], ...]
    fineness: int


def bound_by_messages(
    model: SumModel, layout: Layout, allowed: Allowed, *, value: int | None, deadline: Deadline
) -> Messages:
    """Return what no sum exceeds, table by table, after worth was moved between tables.

    Parameters
    ----------
    model : SumModel
        Every issue has an option left.
    layout, allowed
        Of the same, as the compiled loops take them.
    value : int, optional
        A sum that is reached; a bound that equals it needs no more work.

    Notes
    -----
    Whatever a table gives to the options of its issues, it is taken from its cells, so that
    no package's sum changes. No package has more than the best of each. What is given is
    chosen in floating point and rounded; the sum of the best is then taken in whole numbers.

    Source: A. Globerson and T. Jaakkola, *Fixing max-product* (2007): MPLP, for tables of any
    number of issues; the bound itself D. Schlesinger's (M. Schlesinger 1976).

    Examples
    --------
    >>> from goodoffices.bridging.largest_sum import lay_out
    >>> from goodoffices.bridging.problem import Problem, Table
    >>> table = Table((0, 1), worth=np.array([[[3], [0]], [[0], [1]]]))
    >>> model = SumModel.of(Problem.of([[[0], [1]], [[0], [1]]], tables=[table]))
    >>> layout, cells = lay_out(model)
    >>> found = bound_by_messages(model, layout, cells, value=None, deadline=Deadline(None))
    >>> model.most, found.bound
    (5, 3)
    """
    members = [len(model.options[issue]) for one in model.tables for issue in one.scope]
    starts = np.concatenate([[0], np.cumsum(members, dtype=np.int64)]).astype(np.int64)
    sent = np.zeros(int(starts[-1]), dtype=np.float64)
    whole = np.concatenate(model.alone).astype(np.float64)
    best = _rounded(model, np.zeros_like(sent), starts)
    last = float(best.bound)
    done = 0
    while done < MOST_SWEEPS and len(sent) and not deadline.is_over and best.bound != value:
        pass_messages(layout, allowed, starts, sent, whole, SWEEPS)
        done += SWEEPS
        found = _rounded(model, sent, starts)
        best = min(best, found, key=lambda one: one.bound)
        if last - found.bound <= 1e-4 * abs(last):
            break
        last = float(found.bound)
    return best


def _rounded(model: SumModel, sent: Floats, starts: IntArray) -> Messages:
    """The bound by messages in whole numbers."""
    reach = max(1, *(int(np.abs(one.total).max()) for one in model.tables), 1)
    largest = float(np.abs(sent).sum()) if len(sent) else 0.0
    size = max(reach, int(max(np.abs(one).max() for one in model.alone)), 1)
    fineness = 1 << max(0, min(20, 59 - size.bit_length(), 59 - int(largest).bit_length()))
    if largest >= 2.0**59:
        sent, fineness = np.zeros_like(sent), 1
    whole = np.rint(sent * fineness).astype(np.int64)
    given = [fineness * one for one in model.alone]
    total = 0
    kept: list[tuple[IntArray, ...]] = []
    place = 0
    for table in model.tables:
        cells = fineness * table.total
        rows = []
        for axis, issue in enumerate(table.scope):
            row = whole[starts[place] : starts[place + 1]]
            place += 1
            shape = [1] * len(table.scope)
            shape[axis] = -1
            cells -= row.reshape(shape)
            given[issue] += row
            rows.append(row)
        total += int((cells if table.allowed is None else cells[table.allowed]).max())
        kept.append(tuple(rows))
    total += sum(int(one.max()) for one in given)
    return Messages(total // fineness, tuple(kept), fineness)


# ---------------------------------------------------------------------------- squares


@dataclass(frozen=True, slots=True)
class Squares:
    """A bound for issues of two options and tables of two, and the squares it rests on.

    Attributes
    ----------
    bound
        In parts of the common unit.
    matrix, constant
        Eight times the sum is the constant and yᵀ(matrix)y for y of 1 and -1: `y[0]` is 1, and
        the others say which option each of `issues` takes.
    issues
        The issues with two options left.
    squares
        Whole numbers L: |Lᵀy|² is not below 0.
    triples, multipliers
        What three y never fall below, and how often, not below 0.
    fineness
        So many times the matrix was taken.
    """

    bound: int
    matrix: Wide
    constant: int
    issues: tuple[int, ...]
    squares: IntArray
    triples: tuple[Triple, ...]
    multipliers: tuple[int, ...]
    fineness: int


def bound_by_squares(model: SumModel, *, value: int | None, deadline: Deadline) -> Squares | None:
    """Return what no sum exceeds where issues have two options and tables join two issues.

    Parameters
    ----------
    model : SumModel
        Every issue has an option left; those with one are settled.
    value : int, optional
        A sum that is reached; a bound that equals it needs no more work.

    Returns
    -------
    Squares or None
        None where an issue has more options, or a table joins more that are open.

    Notes
    -----
    With options as 1 and -1 the sum is a quadratic form. The diagonal that has to be added to
    make it a sum of squares is made small by an interior point method; then triples of issues
    that the solution treats as no package could are taken in, some rounds long. What whole
    numbers L of squares come to is evaluated exactly, whatever L is.

    Source: S. Poljak and F. Rendl, *Solving the max-cut problem using eigenvalues* (1995); C.
    Helmberg, F. Rendl, R. Vanderbei and H. Wolkowicz, *An interior-point method for
    semidefinite programming* (1996), with triples as in C. Helmberg and F. Rendl (1998).

    Examples
    --------
    >>> from goodoffices.bridging.problem import Problem, Table
    >>> pair = np.array([[[0], [0]], [[0], [-2]]])
    >>> tables = [Table(scope, worth=pair) for scope in [(0, 1), (0, 2), (1, 2)]]
    >>> model = SumModel.of(Problem.of([[[0], [1]]] * 3, tables=tables))
    >>> bound_by_squares(model, value=1, deadline=Deadline(None)).bound
    1
    """
    issues = tuple(issue for issue, size in enumerate(model.sizes) if size == 2)
    if not issues or len(issues) > MOST_BINARY or max(model.sizes) > 2:
        return None
    formed = _form(model, issues)
    if formed is None:
        return None
    matrix, constant = formed
    run = _Diagonal(matrix, constant, value)
    run.run(deadline)
    return run.certified(issues)


def _form(model: SumModel, issues: Sequence[int]) -> tuple[Wide, int] | None:
    """Eight times the sum as a constant and a matrix; None where a table joins too many issues."""
    place = {issue: at for at, issue in enumerate(issues, 1)}
    matrix: Wide = np.zeros((len(issues) + 1, len(issues) + 1), dtype=object)
    constant = 0
    parts = [((issue,), alone, None) for issue, alone in enumerate(model.alone)]
    tables = [(one.scope, one.total, one.allowed) for one in model.tables]
    for scope, total, allowed in [*parts, *tables]:
        places = [place[issue] for issue in scope if issue in place]
        if len(places) > 2:
            return None
        # A cell that may not be counts as any other would: as the least of those that may.
        cells = total if allowed is None else np.where(allowed, total, total[allowed].min())
        flat = [int(one) for one in cells.ravel()]
        if not places:
            constant += 8 * flat[0]
        elif len(places) == 1:
            low, high = flat
            constant += 4 * (low + high)
            _add(matrix, 0, places[0], 2 * (high - low))
        else:
            none, second, first, both = flat
            constant += 2 * (none + second + first + both)
            _add(matrix, 0, places[0], first + both - none - second)
            _add(matrix, 0, places[1], second + both - none - first)
            _add(matrix, places[0], places[1], none + both - first - second)
    return matrix, constant


def _add(matrix: Wide, row: int, column: int, amount: int) -> None:
    matrix[row, column] += amount
    matrix[column, row] += amount


@dataclass(slots=True)
class _Diagonal:
    """The least diagonal that makes a form one of squares, with triples: an interior point.

    The form is divided by its largest number. `diagonal` and `weights` (of triples) are what is
    sought; `solution` is the matrix that they are tested against.
    """

    matrix: Wide
    constant: int
    value: int | None
    size: int = field(init=False)
    form: Floats = field(init=False)
    diagonal: Floats = field(init=False)
    solution: Floats = field(init=False)
    weights: Floats = field(init=False)
    spare: Floats = field(init=False)
    triples: list[Triple] = field(init=False)
    best: tuple[float, Floats, Floats, list[Triple]] = field(init=False)
    _ends: tuple[IntArray, IntArray, Floats] = field(init=False)

    def __post_init__(self) -> None:
        number = len(self.matrix)
        self.size = max(1, *(abs(one) for one in self.matrix.ravel()))
        self.form = (self.matrix / self.size).astype(np.float64)
        self.diagonal = np.abs(self.form).sum(axis=1) + 1.0
        self.solution = np.eye(number)
        self.weights = self.spare = np.zeros(0)
        self.triples = []
        self._join()
        self._keep(is_first=True)

    def run(self, deadline: Deadline) -> None:
        """Go on until nothing better is in sight, or time is up."""
        rounds = 0
        while not deadline.is_over and not self._is_enough():
            slack = self._slack()
            inside = float((slack * self.solution).sum() + self.weights @ self.spare)
            near = inside / max(1e-9, float(self.diagonal.sum() + self.weights.sum()))
            if near > (NEAR if rounds < ROUNDS else NEARER):
                if not self._go(slack, inside / (len(slack) + len(self.weights))):
                    return
                self._keep()
            elif rounds < ROUNDS and self._take_triples():
                rounds += 1
            elif rounds < ROUNDS:
                rounds = ROUNDS
            else:
                return

    def _is_enough(self) -> bool:
        """Whether the bound would already be the sum that is reached."""
        if self.value is None:
            return False
        return (self.best[0] * self.size + self.constant) / 8 < self.value + 0.5

    def _join(self) -> None:
        """Where the triples stand: three pairs of places each, with their signs."""
        rows = np.array(self.triples, dtype=np.int64).reshape(-1, 5).T
        one, two, three, sign, other = rows
        self._ends = (
            np.stack([one, one, two]),
            np.stack([two, three, three]),
            np.stack([sign, other, sign * other]).astype(np.float64),
        )

    def _keep(self, *, is_first: bool = False) -> None:
        reached = float(self.diagonal.sum() + self.weights.sum())
        if is_first or reached < self.best[0]:
            self.best = (
                reached, self.diagonal.copy(), self.weights.copy(), list(self.triples),
            )  # fmt: skip

    def _spread(self, weights: Floats) -> Floats:
        """The sum of the triples' matrices, so many times each."""
        first, second, sign = self._ends
        half = np.zeros_like(self.form)
        np.add.at(half, (first, second), weights * sign / 2)
        return half + half.T

    def _read(self, matrix: Floats) -> Floats:
        """What each triple comes to in a matrix."""
        first, second, sign = self._ends
        found: Floats = (sign * matrix[first, second]).sum(axis=0)
        return found

    def _slack(self) -> Floats:
        return np.diag(self.diagonal) - self._spread(self.weights) - self.form

    def _go(self, slack: Floats, middle: float) -> bool:
        """One step towards where both sides are a seventh as far apart; whether there was one."""
        number = len(slack)
        target = 0.15 * middle
        inverse: Floats = invert(slack)
        inverse = (inverse + inverse.T) / 2
        ratio, aim = self.spare / self.weights, target / self.weights
        system = self._system(inverse, ratio)
        wanted = np.concatenate(
            [target * np.diag(inverse) - 1, aim - 1 - target * self._read(inverse)]
        )
        try:
            step = np.linalg.solve(system, wanted)
        except np.linalg.LinAlgError:
            return False
        by_place, by_triple = step[:number], step[number:]
        change = np.diag(by_place) - self._spread(by_triple)
        moved = (
            target * inverse - self.solution - _product(_product(inverse, change), self.solution)
        )
        moved = (moved + moved.T) / 2
        spared = aim - self.spare - ratio * by_triple
        if not (np.isfinite(step).all() and np.isfinite(moved).all()):
            return False
        far = min(_reach(slack, change), _stay(self.weights, by_triple))
        near = min(_reach(self.solution, moved), _stay(self.spare, spared))
        if max(far, near) < 1e-6:
            return False
        self.diagonal = self.diagonal + far * by_place
        self.weights = self.weights + far * by_triple
        self.solution = self.solution + near * moved
        self.spare = self.spare + near * spared
        return True

    def _system(self, inverse: Floats, ratio: Floats) -> Floats:
        first, second, sign = self._ends
        number, triples = len(inverse), first.shape[1]
        system = np.zeros((number + triples, number + triples))
        system[:number, :number] = inverse * self.solution
        if not triples:
            return system
        solution = self.solution
        across = np.zeros((number, triples))
        for a, b, s in zip(first, second, sign, strict=True):
            across += s / 2 * (inverse[:, a] * solution[:, b] + inverse[:, b] * solution[:, a])
        system[:number, number:] = -across
        system[number:, :number] = -across.T
        related = relate_triples(inverse, solution, first, second, sign)
        system[number:, number:] = related + np.diag(ratio)
        return system

    def _take_triples(self) -> bool:
        """Take in the triples that the solution breaks most; whether there are any."""
        root = np.sqrt(np.diag(self.solution))
        even = self.solution / np.outer(root, root)
        new = _broken(even, set(self.triples))
        if not new:
            return False
        self.triples = [*self.triples, *new]
        self._join()
        # Back from the edge, so that there is room on all sides.
        self.solution = 0.8 * even + 0.2 * np.eye(len(even))
        self.weights = np.concatenate([self.weights, np.full(len(new), 0.05)])
        self.spare = np.maximum(1 + self._read(self.solution), 0.1)
        least = float(np.linalg.eigvalsh(self._slack())[0])
        self.diagonal = self.diagonal + max(0.0, -least) + 0.2
        return True

    def certified(self, issues: tuple[int, ...]) -> Squares:
        """The best that was found, in whole numbers."""
        _, self.diagonal, self.weights, self.triples = self.best
        self._join()
        fineness = 1 << max(0, _DIGITS - self.size.bit_length())
        root = _root(self._slack())
        squares = np.rint(root * float(fineness * self.size) ** 0.5).astype(np.int64)
        multipliers = tuple(int(one * self.size * fineness / 2) for one in self.weights)
        found = Squares(
            bound=0,
            matrix=self.matrix,
            constant=self.constant,
            issues=issues,
            squares=squares,
            triples=tuple(self.triples),
            multipliers=multipliers,
            fineness=fineness,
        )
        return Squares(
            evaluate_squares(found), self.matrix, self.constant, issues, squares,
            found.triples, multipliers, fineness,
        )  # fmt: skip


def evaluate_squares(found: Squares) -> int:
    """Return what squares and triples say that no sum exceeds, in whole numbers alone.

    Notes
    -----
    Let A be the matrix, so many times, with every triple added so often. Then yᵀAy = yᵀ(A + LLᵀ)y
    - |Lᵀy|², which is at most the sum of the diagonal of A + LLᵀ and of the amounts beside it.
    """
    added: Wide = found.fineness * found.matrix
    constant = found.fineness * found.constant
    for (one, two, three, sign, other), often in zip(found.triples, found.multipliers, strict=True):
        constant += 2 * often
        _add(added, one, two, sign * often)
        _add(added, one, three, other * often)
        _add(added, two, three, sign * other * often)
    whole = added + _times_itself(found.squares)
    total = int(np.abs(whole).sum()) - sum(abs(one) - one for one in np.diag(whole))
    return int((constant + total) // (8 * found.fineness))


def _times_itself(squares: IntArray) -> Wide:
    """L times itself turned over, exactly: in two halves, whose products keep to 64 bits."""
    high, low = squares >> 18, squares & (2**18 - 1)
    outer, cross, inner = high @ high.T, high @ low.T, low @ low.T
    found: Wide = outer.astype(object) * 2**36 + (cross + cross.T).astype(object) * 2**18 + inner
    return found


def _root(slack: Floats) -> Floats:
    """A matrix that times itself turned over is the slack; nearly so where it is not one."""
    try:
        return np.asarray(np.linalg.cholesky(slack), dtype=np.float64)
    except np.linalg.LinAlgError:
        values, vectors = np.linalg.eigh(slack)
        return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)), dtype=np.float64)


def _product(left: Floats, right: Floats) -> Floats:
    """A product on one core; see `invert`."""
    found: Floats = np.einsum("ij,jk->ik", left, right, optimize=False)
    return found


def _reach(matrix: Floats, change: Floats) -> float:
    """How much of a change leaves a matrix with positive eigenvalues alone."""
    share = 1.0
    while share > 1e-7:
        try:
            np.linalg.cholesky(matrix + share * change)
        except np.linalg.LinAlgError:
            share *= 0.8
        else:
            return share if share == 1.0 else _STEP_BACK * share
    return 0.0


def _stay(amounts: Floats, change: Floats) -> float:
    """How much of a change leaves amounts above 0."""
    falling = change < 0
    if not falling.any():
        return 1.0
    return min(1.0, _STEP_BACK * float((amounts[falling] / -change[falling]).min()))


def _broken(solution: Floats, taken: set[Triple]) -> list[Triple]:
    """The triples that a matrix breaks most, in a fixed order."""
    number = len(solution)
    amounts, rows = [], []
    for one in range(number - 2):
        two, three = np.triu_indices(number - one - 1, 1)
        two, three = two + one + 1, three + one + 1
        first, second, third = solution[one, two], solution[one, three], solution[two, three]
        for sign, other in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
            amount = sign * first + other * second + sign * other * third
            at = np.flatnonzero(amount < -1.01)
            amounts.append(amount[at])
            fixed = np.ones(len(at), dtype=np.int64)
            rows.append(np.stack([one * fixed, two[at], three[at], sign * fixed, other * fixed]))
    if not rows:
        return []
    amount, row = np.concatenate(amounts), np.concatenate(rows, axis=1).T
    found: list[Triple] = []
    for place in np.argsort(amount, kind="stable").tolist():
        one, two, three, sign, other = row[place].tolist()
        if (triple := (one, two, three, sign, other)) not in taken:
            found.append(triple)
        if len(found) == TRIPLES:
            break
    return found
