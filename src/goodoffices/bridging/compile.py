"""From a case to a problem in whole numbers, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm, prod
from typing import Final

import numpy as np

from goodoffices.bridging.problem import LARGEST_WORTH, Allowed, IntArray, Problem, Table
from goodoffices.bridging.valuing import NOTHING, Between, values_of
from goodoffices.case.case import Case
from goodoffices.case.errors import NoPreferences, NotExact, TooPrecise, TooWide
from goodoffices.case.evaluation import hold
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue
from goodoffices.case.preferences import Preference
from goodoffices.case.propositions import And, Constant, Proposition, issues_of

MOST_CELLS: Final = 4_000_000
"""How many combinations of options a table lists at most."""


@dataclass(frozen=True)
class _Numbers:
    """One party's exact numbers: by issue and option, and what interactions add."""

    party: str
    worths: list[list[Fraction]]
    interactions: list[tuple[Proposition, Fraction]]
    no_agreement: Fraction | None

    @cached_property
    def scale(self) -> int:
        """The least number that makes all of them whole."""
        numbers = [number for values in self.worths for number in values]
        numbers += [amount for _, amount in self.interactions]
        return lcm(*(number.denominator for number in (*numbers, self.no_agreement or Fraction(0))))

    def whole(self, number: Fraction) -> int:
        """A number in whole units."""
        scaled = number * self.scale
        if abs(scaled) > LARGEST_WORTH:
            raise TooPrecise(self.party)
        return int(scaled)


def compile_case(
    case: Case, *, limits: Sequence[Proposition] = (), parties: Sequence[str] = ()
) -> Problem:
    """Return a case in whole numbers, once, for every search over worths.

    Parameters
    ----------
    case : Case
        With exact preferences of the parties asked for.
    limits : sequence of Proposition
        Positions taken as limits, beside the case's own rules and norms.
    parties : sequence of party ids
        By default every negotiating party, in the order of the case.

    Returns
    -------
    Problem
        With each party's numbers multiplied by the least number that makes them whole
        (`scales`): nothing is rounded.

    Raises
    ------
    NoPreferences
        Where nothing is on record of what matters to one of the parties.
    NotExact
        Where only an order or an interval is known.
    TooPrecise
        Where numbers need more digits than 64 bits hold.
    TooWide
        Where a limit or an interaction joins more combinations than a table may list.
    """
    asked = tuple(parties) or tuple(party.id for party in case.negotiating)
    by_party = {one.party: one for one in case.preferences}
    missing = [party for party in asked if party not in by_party]
    if missing:
        raise NoPreferences([case.parties[party].name for party in missing])
    preferences = [by_party[party] for party in asked]
    read = [_read(one, case) for one in preferences]
    issues = list(case.issues.values())
    worth = tuple(
        np.array([[one.whole(value) for value in one.worths[i]] for one in read], dtype=np.int64).T
        for i in range(len(issues))
    )
    builder = _limited(case, limits, len(asked))
    for place, one in enumerate(read):
        for when, amount in one.interactions:
            builder.interaction(when, place, one.whole(amount))
    builder.add_to(worth)
    problem = Problem(
        issues=tuple(case.issues),
        values=tuple(issue.values for issue in issues),
        parties=asked,
        worth=worth,
        allowed=tuple(builder.allowed),
        tables=builder.tables(),
        no_agreement=tuple(
            None if one.no_agreement is None else one.whole(one.no_agreement) for one in read
        ),
        scales=tuple(Fraction(one.scale) for one in read),
        cites=tuple(dict.fromkeys(cite for one in preferences for cite in one.cites)),
    )
    _refuse_overflow(problem)
    return problem


def compile_limits(
    case: Case, *, limits: Sequence[Proposition] = ()
) -> tuple[tuple[Allowed, ...], tuple[Table, ...]]:
    """Return what packages may be, once, for every search that draws the worths.

    Parameters
    ----------
    case : Case
        Preferences are not looked at.
    limits : sequence of Proposition
        Positions taken as limits, beside the case's own rules and norms.

    Returns
    -------
    allowed, tables
        As `Problem` has them: which options may stand at all, and what joins issues.

    Raises
    ------
    TooWide
        Where a limit joins more combinations of options than a table may list.
    """
    builder = _limited(case, limits, 0)
    return tuple(builder.allowed), builder.tables()


def _limited(case: Case, limits: Sequence[Proposition], parties: int) -> _Tables:
    """Tables with the limits in them: rules and norms, and what is taken as a limit."""
    builder = _Tables(case.issues, parties)
    for limit in (*(one.proposition for one in case.limits), *limits):
        for part in _conjuncts(limit):
            builder.limit(part)
    return builder


def _read(preference: Preference, case: Case) -> _Numbers:
    """One party's numbers, or what of them is not known exactly."""
    name = case.parties[preference.party].name
    if not preference.weights:
        raise NotExact(name, "what any issue weighs")
    worths = []
    for issue in case.issues.values():
        low, high = preference.weights.get(issue.id, NOTHING)
        if low != high or (issue.id not in preference.weights and preference.order):
            raise NotExact(name, f"the weight of {issue.name}")
        worths.append(
            [
                low * _exact(bounds, name, f"the value of {option} on {issue.id}") if low else low
                for option, bounds in zip(issue.values, values_of(preference, issue), strict=True)
            ]
        )
    interactions = [
        (parse(one.when, case.issues), _exact(one.worth, name, f'the worth of "{one.when}"'))
        for one in preference.interactions
    ]
    stated = preference.no_agreement
    # An interval of what no agreement is worth limits nothing: that is for `uncertainty`.
    floor = stated[0] if stated is not None and stated[0] == stated[1] else None
    return _Numbers(name, worths, interactions, floor)


def _exact(bounds: Between, party: str, what: str) -> Fraction:
    if bounds[0] != bounds[1]:
        raise NotExact(party, what)
    return bounds[0]


def _conjuncts(proposition: Proposition) -> Iterator[Proposition]:
    if isinstance(proposition, And):
        for part in proposition.parts:
            yield from _conjuncts(part)
    else:
        yield proposition


def tabulate(
    proposition: Proposition, issues: Mapping[str, Issue]
) -> tuple[tuple[int, ...], Allowed]:
    """Return the issues of a proposition by number, ascending, and where on their grid it holds.

    Raises
    ------
    TooWide
        Where it joins more combinations than a table may list.

    Examples
    --------
    >>> issues = {name: Issue(id=name, options=[{"id": "x"}, {"id": "y"}]) for name in "ab"}
    >>> scope, holds = tabulate(parse("a is x or b is x", issues), issues)
    >>> scope, holds.tolist()
    ((0, 1), [[True, True], [True, False]])
    """
    named = issues_of(proposition)
    names = [issue for issue in issues if issue in named]
    sizes = [len(issues[name].values) for name in names]
    if prod(sizes) > MOST_CELLS:
        raise TooWide(names, prod(sizes), MOST_CELLS)
    grid = dict(zip(names, np.indices(sizes), strict=True))
    scope = tuple(place for place, issue in enumerate(issues) if issue in named)
    return scope, np.asarray(hold(proposition, grid, issues=issues))


class _Tables:
    """Limits and interactions, gathered by the issues they join."""

    def __init__(self, issues: Mapping[str, Issue], parties: int) -> None:
        self._issues, self._parties = issues, parties
        self.allowed: list[Allowed] = [
            np.ones(len(issue.values), dtype=np.bool_) for issue in issues.values()
        ]
        self._alone: dict[int, IntArray] = {}
        self._limits: dict[tuple[int, ...], Allowed] = {}
        self._worth: dict[tuple[int, ...], IntArray] = {}

    def limit(self, proposition: Proposition) -> None:
        """Take a proposition as a limit."""
        if isinstance(proposition, Constant) or not issues_of(proposition):
            self._constant(proposition)
            return
        scope, held = tabulate(proposition, self._issues)
        if len(scope) == 1:
            self.allowed[scope[0]] &= held
        else:
            self._limits[scope] = self._limits[scope] & held if scope in self._limits else held

    def _constant(self, proposition: Proposition) -> None:
        if not bool(hold(proposition, {}, issues=self._issues)):
            for allowed in self.allowed:
                allowed[:] = False

    def interaction(self, when: Proposition, place: int, amount: int) -> None:
        """Add an amount for one party wherever a proposition holds."""
        scope, held = tabulate(when, self._issues)
        nothing = np.zeros((*held.shape, self._parties), dtype=np.int64)
        if len(scope) == 1:
            into = self._alone.setdefault(scope[0], nothing)
        else:
            into = self._worth.setdefault(scope, nothing)
        into[..., place] += amount * held

    def add_to(self, worth: Sequence[IntArray]) -> None:
        """Add what hangs on one issue alone to its own worths."""
        for issue, added in self._alone.items():
            worth[issue][:] += added

    def tables(self) -> tuple[Table, ...]:
        """What joins several issues, one table for each set of them, in a fixed order."""
        scopes = sorted({*self._limits, *self._worth})
        return tuple(Table(one, self._limits.get(one), self._worth.get(one)) for one in scopes)


def _refuse_overflow(problem: Problem) -> None:
    """Refuse where the worth of a package might leave 64 bits."""
    arrays = [*problem.worth]
    arrays += [table.worth for table in problem.tables if table.worth is not None]
    for place, party in enumerate(problem.parties):
        if sum(int(np.abs(array[..., place]).max()) for array in arrays) > LARGEST_WORTH:
            raise TooPrecise(party)
