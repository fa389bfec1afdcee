"""A single text improved by positions alone: changes that make it heavier for nobody.

Needs no numbers, and imports no NumPy. Small changes are listed; that nothing else is left
follows from the lightest crossings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from goodoffices.bridging.difference import Distances
from goodoffices.bridging.lightest import find_lightest
from goodoffices.bridging.results import Package
from goodoffices.bridging.single_text import (
    Attempt,
    Basis,
    Change,
    SingleText,
    Step,
    count_changes,
    improve,
)
from goodoffices.bridging.strengths import Strengths, crossed_strengths, is_beaten
from goodoffices.case.deadline import Deadline
from goodoffices.case.domains import domains_of, is_wide
from goodoffices.case.enumeration import Budget
from goodoffices.case.errors import OutsideLimits
from goodoffices.case.evaluation import truth
from goodoffices.case.grammar import show
from goodoffices.case.issues import Issue, Value
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition, Sum, atoms, issues_of
from goodoffices.case.stances import Stance
from goodoffices.case.status import Status

MOST_LISTED: Final = 50_000
"""Packages that are listed at most in the search for one step."""

MOST_NUMBERS: Final = 100
"""Of a quantity in a sum with others, so many numbers are tried at most."""


def improve_by_strengths(
    positions: Sequence[Position],
    start: Package,
    *,
    issues: Mapping[str, Issue],
    limits: Sequence[Proposition] = (),
    most: int | None = None,
    deadline_s: float | None = None,
) -> SingleText:
    """Return how a text is improved by the smallest changes that make it heavier for nobody.

    A mediator asks: what is the least I could change in this paper so that less is said
    against it? Stances alone are looked at; what matters to whom is not.

    Parameters
    ----------
    positions : sequence of Position
        What the text may cross. Those that a holder rules out are never newly crossed.
    start : package
        Within the limits.
    issues : mapping of issue id to Issue
    limits : sequence of Proposition
        Rules and norms.
    most : int, optional
        The largest change looked at, in issues; by default any.
    deadline_s : float, optional
        Seconds.

    Returns
    -------
    SingleText

    Raises
    ------
    OutsideLimits
        Where the start breaks a limit.

    Notes
    -----
    A change does where the strengths of what is crossed (`strengths`) are heavier for no
    holder and lighter for one. Of all that do, those on the fewest issues; of these, those
    that cross nothing new, if any; of these, those that no other beats; of these, those of
    the least distance; of these, the one that stands first in the order of options.

    Source: see `improve`; strengths: `docs/book/bridging.md`.

    Examples
    --------
    >>> from goodoffices.case.grammar import parse
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> position = Position(
    ...     id="p", allows="", holders=("north",), strength={"north": Stance.INSISTS},
    ...     proposition=parse("a is y", issues), forms=(), statements=(),
    ... )
    >>> found = improve_by_strengths([position], {"a": "x"}, issues=issues)
    >>> found.steps[0].dropped, found.steps[0].better, found.status.words
    (('p',), ('north',), 'proven')
    """
    refuse_outside(limits, start, issues=issues)
    by_strengths = ByStrengths(positions, issues=issues, limits=limits, most=most)
    return improve(start, improvers=[by_strengths], deadline_s=deadline_s)


def refuse_outside(
    limits: Sequence[Proposition], start: Package, *, issues: Mapping[str, Issue]
) -> None:
    """Refuse a package that breaks a limit, and name each limit that it breaks.

    Raises
    ------
    OutsideLimits
    """
    broken = [show(one) for one in limits if truth(one, start, issues=issues) is not True]
    if broken:
        raise OutsideLimits(broken)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A changed text and what it crosses."""

    package: Package
    crossed: frozenset[str]
    strengths: Mapping[str, Strengths]


class ByStrengths:
    """Looks for the smallest change that makes a text heavier for nobody and lighter for one.

    Parameters
    ----------
    positions, issues, limits, most
        As `improve_by_strengths` has them.
    admits : callable, optional
        Told the text before and after, whether such a change may be.
    """

    def __init__(
        self,
        positions: Sequence[Position],
        *,
        issues: Mapping[str, Issue],
        limits: Sequence[Proposition] = (),
        most: int | None = None,
        admits: Callable[[Package, Package], bool] | None = None,
    ) -> None:
        self._positions, self._issues, self._limits = positions, issues, limits
        self._most = len(issues) if most is None else min(most, len(issues))
        self._admits = admits
        self._distances = Distances(issues)
        every = [atom for one in positions for atom in atoms(one.proposition)]
        every += [atom for one in limits for atom in atoms(one)]
        self._domains = domains_of(issues, every)
        self._wide = {
            issue
            for atom in every
            if isinstance(atom, Sum) and is_wide(atom)
            for _, issue in atom.terms
        }
        # Where some numbers that are told apart are too many to be tried.
        self._is_cut = any(len(issues[one].numbers) > MOST_NUMBERS for one in self._wide)
        self._touching = {
            issue: [one for one in positions if issue in issues_of(one.proposition)]
            for issue in issues
        }
        self.method = "fewest changes by listing, and lightest crossings beyond"

    def find(self, package: Package, *, deadline: Deadline) -> Attempt:
        """Return the smallest change that makes a text heavier for nobody and lighter for one."""
        now = self._weigh(package)
        every = {issue: self._alternatives(issue, package) for issue in self._issues}
        alternatives = {issue: options for issue, options in every.items() if options}
        counts = count_changes([len(options) for options in alternatives.values()])
        most = min(self._most, len(alternatives))
        left = MOST_LISTED
        size = 0
        while size < most and left >= counts[size + 1]:
            size += 1
            left -= counts[size]
            found: list[_Weighed] = []
            for scope in combinations(alternatives, size):
                if deadline.is_over:
                    return Attempt(None, package, self._tried(size - 1))
                found += self._improved(scope, now, alternatives)
            if found:
                tried = self._tried(size - 1)
                return self._attempt(now, found, size, tried=tried, is_listed=not self._is_cut)
        if size == len(alternatives) and not self._is_cut:
            return Attempt(None, package, len(self._issues), is_proven=True)
        if deadline.is_over:
            return Attempt(None, package, self._tried(size))
        return self._beyond(now, self._tried(size), deadline)

    # -------------------------------------------------------------- by listing

    def _tried(self, size: int) -> int:
        """Up to how many issues all changes were tried, where all up to a size were listed."""
        return 0 if self._is_cut else size

    def _alternatives(self, issue: str, package: Package) -> tuple[Value, ...]:
        """Other values of an issue: of those that nothing tells apart, the nearest one."""
        now = package[issue]
        known = self._issues[issue]
        if issue in self._wide and len(known.numbers) <= MOST_NUMBERS:
            return tuple(one for one in known.values if one != now)
        domain = self._domains[issue]
        found: list[Value] = []
        ends = [*domain.starts[1:], len(known.numbers)]
        for first, end in zip(domain.starts, ends, strict=False):
            run = known.numbers[first:end]
            if not isinstance(now, int):
                found.append(run[0])
            elif now not in run:
                found.append(run[0] if now < run[0] else run[-1])
        nearest = [
            min(names, key=lambda one: self._distance(package, {issue: one}))
            for names in domain.groups
            if now not in names
        ]
        return (*found, *nearest)

    def _distance(self, package: Package, changes: Package) -> int:
        before = self._distances.row(package)
        return self._distances.between(before, self._distances.row({**package, **changes}))

    def _improved(
        self, scope: Sequence[str], now: _Weighed, alternatives: Mapping[str, Sequence[Value]]
    ) -> Iterator[_Weighed]:
        """Yield what a change of all these issues may lead to, where that helps."""
        touched = {one.id: one for issue in scope for one in self._touching[issue]}
        if now.crossed.isdisjoint(touched):
            return
        untouched = now.crossed.difference(touched)
        for values in product(*(alternatives[issue] for issue in scope)):
            package = {**now.package, **dict(zip(scope, values, strict=True))}
            crossed = untouched | self._crossed(touched.values(), package)
            weighed = _Weighed(package, crossed, crossed_strengths(self._positions, crossed))
            if self._helps(now, weighed):
                yield weighed

    def _crossed(self, positions: Iterable[Position], package: Package) -> frozenset[str]:
        return frozenset(
            one.id
            for one in positions
            if truth(one.proposition, package, issues=self._issues) is not True
        )

    def _weigh(self, package: Package) -> _Weighed:
        crossed = self._crossed(self._positions, package)
        return _Weighed(package, crossed, crossed_strengths(self._positions, crossed))

    def _helps(self, now: _Weighed, then: _Weighed) -> bool:
        """Whether a change is allowed, heavier for nobody and lighter for one."""
        return (
            is_beaten(now.strengths, by=then.strengths)
            and not any(one.id in then.crossed for one in self._never(now))
            and all(truth(one, then.package, issues=self._issues) is True for one in self._limits)
            and (self._admits is None or self._admits(now.package, then.package))
        )

    def _never(self, now: _Weighed) -> list[Position]:
        """Positions that a holder rules out, and that the text does not cross."""
        return [
            one
            for one in self._positions
            if one.id not in now.crossed and Stance.RULES_OUT in one.strength.values()
        ]

    # -------------------------------------------------------------- the choice

    def _attempt(
        self, now: _Weighed, found: Sequence[_Weighed], size: int, *, tried: int, is_listed: bool
    ) -> Attempt:
        """The step that is taken, of changes on equally many issues."""
        fresh = [one for one in found if one.crossed <= now.crossed] or found
        kept = [
            one
            for one in fresh
            if not any(is_beaten(one.strengths, by=other.strengths) for other in fresh)
        ]
        distances = [self._distance(now.package, one.package) for one in kept]
        near = [one for one, far in zip(kept, distances, strict=True) if far == min(distances)]
        then = min(near, key=self._place)
        step = Step(
            tuple(
                Change(issue, now.package[issue], then.package[issue])
                for issue in self._issues
                if now.package[issue] != then.package[issue]
            ),
            tuple(holder for holder, one in now.strengths.items() if then.strengths[holder] < one),
            Basis.STRENGTHS,
            now.strengths,
            then.strengths,
            dropped=self._named(now.crossed - then.crossed),
            newly_crossed=self._named(then.crossed - now.crossed),
            alike=len(near) - 1 if is_listed else None,
            is_smallest=size == tried + 1,
        )
        return Attempt(step, then.package, tried)

    def _named(self, crossed: frozenset[str]) -> tuple[str, ...]:
        return tuple(one.id for one in self._positions if one.id in crossed)

    def _place(self, weighed: _Weighed) -> tuple[tuple[int, int], ...]:
        """Where a package stands in the order of options: names, numbers, what is unsettled."""
        found = []
        for name, issue in self._issues.items():
            value = weighed.package[name]
            options = [option.id for option in issue.options]
            if isinstance(value, int):
                found.append((1, value))
            elif value in options:
                found.append((0, options.index(value)))
            else:
                found.append((2, list(map(str, issue.allows)).index(value)))
        return tuple(found)

    # -------------------------------------------------------------- beyond what is listed

    def _beyond(self, now: _Weighed, size: int, deadline: Deadline) -> Attempt:
        """A larger change, or a proof that there is none, from the lightest crossings."""
        never = self._never(now)
        lightest = find_lightest(
            [one for one in self._positions if one not in never],
            issues=self._issues,
            limits=self._limits,
            never={one.id: one.proposition for one in never},
            budget=Budget(deadline_s=deadline.left()),
        )
        every = [self._weigh(one.package) for one in lightest.crossings]
        lighter = [one for one in every if is_beaten(now.strengths, by=one.strengths)]
        if not lighter and lightest.status is Status.PROVEN:
            return Attempt(None, now.package, len(self._issues), is_proven=True)
        by_count: dict[int, list[_Weighed]] = {}
        for one in lighter:
            if self._helps(now, one):
                less = self._undone(now, one)
                by_count.setdefault(self._count(now, less), []).append(less)
        fewest = min(by_count, default=self._most + 1)
        if fewest > self._most:
            return Attempt(None, now.package, size)
        return self._attempt(now, by_count[fewest], fewest, tried=size, is_listed=False)

    def _count(self, now: _Weighed, then: _Weighed) -> int:
        return sum(now.package[issue] != then.package[issue] for issue in self._issues)

    def _undone(self, now: _Weighed, then: _Weighed) -> _Weighed:
        """The same with every change undone that it can do without, one after the other."""
        for issue, value in now.package.items():
            less = self._weigh({**then.package, issue: value})
            if self._helps(now, less):
                then = less
        return then
