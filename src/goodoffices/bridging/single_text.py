"""The single text: one package, improved step by step by the smallest changes that help.

The loop, and what its steps say. What a change is weighed on is for `single_text_worths`
(numbers) and `single_text_strengths` (positions alone). Imports no NumPy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from goodoffices.bridging.results import Package
from goodoffices.bridging.strengths import Strengths
from goodoffices.case.deadline import Deadline
from goodoffices.case.issues import Value
from goodoffices.case.status import Status


class Basis(StrEnum):
    """What a change was weighed on."""

    WORTHS = "worths"
    STRENGTHS = "strengths"


@dataclass(frozen=True, slots=True)
class Change:
    """One issue settled otherwise."""

    issue: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Step:
    """A change of the text that is worse for nobody it was weighed for, and better for some.

    Attributes
    ----------
    changes
        In the order of the case's issues.
    better
        The parties for which it is better.
    basis
        What it was weighed on.
    before, after
        That itself, by party: worths in its own units, or the strengths of what is crossed.
    dropped, newly_crossed
        Positions that are no longer crossed, and that are from now on; empty where it was
        weighed on worths.
    alike
        How many other changes were as small and beaten by none: this one stands first in the
        order of the case's options. None where that was not counted.
    is_smallest
        Whether it is known that no change of fewer issues would do.
    """

    changes: tuple[Change, ...]
    better: tuple[str, ...]
    basis: Basis
    before: Mapping[str, Fraction] | Mapping[str, Strengths]
    after: Mapping[str, Fraction] | Mapping[str, Strengths]
    dropped: tuple[str, ...] = ()
    newly_crossed: tuple[str, ...] = ()
    alike: int | None = 0
    is_smallest: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one look for a change gave.

    Attributes
    ----------
    step
        None where no change was found.
    package
        The text after the step, or as it was.
    tried
        No change of up to so many issues does, the step aside.
    is_proven
        Without a step: whether it is certain that there is none of any size.
    """

    step: Step | None
    package: Package
    tried: int
    is_proven: bool = False


class Improver(Protocol):
    """Looks for the smallest change that helps, as weighed in one way."""

    @property
    def method(self) -> str:
        """How it looks, in words."""
        ...

    def find(self, package: Package, *, deadline: Deadline) -> Attempt:
        """Return the smallest change of a package that helps."""
        ...


@dataclass(frozen=True, slots=True)
class SingleText:
    """How a text was improved, step by step, and where that ends.

    Attributes
    ----------
    start, final
        The package at the beginning and at the end.
    steps
        The report: each step begins where the one before it ended.
    status
        `proven`: nothing improves the final text, whatever is changed. `best_found`: no change
        of up to `largest_change_tried` issues does. `out_of_time`: it was stopped before.
    largest_change_tried
        In issues, at the final text.
    method
        In words.
    """

    start: Package
    steps: tuple[Step, ...]
    final: Package
    status: Status
    largest_change_tried: int
    method: str


def improve(
    start: Package, *, improvers: Sequence[Improver], deadline_s: float | None = None
) -> SingleText:
    """Return how a text is improved by the smallest changes, until none is left.

    A mediator asks: we have a paper on the table; what is the least I could change in it that
    nobody loses by, and then? Not: is the paper fair, or any good.

    Parameters
    ----------
    start : package
        A value for every issue.
    improvers : sequence of Improver
        In this order: the second one is asked only where the first finds nothing.
    deadline_s : float, optional
        Seconds.

    Returns
    -------
    SingleText
        `proven` only where every improver proved that nothing is left to it.

    Notes
    -----
    Where it ends depends on where it starts: another text may end elsewhere, and no end is
    better than another for everybody. It does end: each step raises some worth and lowers
    none, or, at equal worths, lightens what is crossed.

    Source: single negotiating text: R. Fisher (1978), and H. Raiffa, The Art and Science of
    Negotiation (1982), chapter 14; search for joint gains from a tentative text: H. Ehtamo,
    R. Hämäläinen et al. (1999, 2001). The smallest change: ours, argued in
    `docs/book/single-text.md`.
    """
    deadline = Deadline(deadline_s)
    package = start
    steps: list[Step] = []
    while True:
        attempts: list[Attempt] = []
        for improver in improvers:
            attempts.append(improver.find(package, deadline=deadline))
            if attempts[-1].step is not None:
                break
        step = attempts[-1].step if attempts else None
        if step is None:
            break
        steps.append(step)
        package = attempts[-1].package
    if all(one.is_proven for one in attempts):
        status = Status.PROVEN
    else:
        status = Status.OUT_OF_TIME if deadline.is_over else Status.BEST_FOUND
    tried = min((one.tried for one in attempts), default=0)
    method = "; then ".join(one.method for one in improvers)
    return SingleText(start, tuple(steps), package, status, tried, method)


def count_changes(alternatives: Sequence[int]) -> list[int]:
    """Return how many packages differ from one on just 0, 1, 2... issues.

    Parameters
    ----------
    alternatives : sequence of int
        How many other options each issue has.

    Examples
    --------
    >>> count_changes([2, 1])
    [1, 3, 2]
    """
    counts = [1]
    for number in alternatives:
        more = [*counts, 0]
        for size, count in enumerate(counts):
            more[size + 1] += count * number
        counts = more
    return counts
