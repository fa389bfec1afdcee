"""Partial packages: what has to be settled so that certain positions stand, and what may stay open.

An issue stays open where every position, under every reading looked at, is decided without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.bridging.results import Package
from goodoffices.case.domains import Domain, domains_of, is_wide
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, Value
from goodoffices.case.oracles import Unsatisfied, oracle_for
from goodoffices.case.propositions import (
    And,
    Comparison,
    In,
    Not,
    Proposition,
    Sum,
    atoms,
    issues_of,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """How one issue is settled: an option, and the others that nobody on record tells from it.

    Attributes
    ----------
    value
        The option, or the number.
    alike
        Further options that would do as well.
    up_to
        Of a quantity: any number from `value` up to this one would do.
    """

    value: Value
    alike: tuple[Value, ...] = ()
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class PartialPackage:
    """Issues that are settled, and issues that may stay open; `package` is one completion."""

    settled: Mapping[str, Setting]
    open: tuple[str, ...]
    package: Package


class PartialPackages:
    """Lists the partial packages in which certain positions stand.

    Parameters
    ----------
    said : sequence of Proposition
        Each has to be decided by a partial package: positions under every reading.
    issues : mapping of issue id to Issue
    limits : sequence of Proposition
        Rules, norms and whatever else has to hold in any case.

    Examples
    --------
    >>> issues = {
    ...     "a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}]),
    ...     "b": Issue(id="b", options=[{"id": "x"}, {"id": "y"}]),
    ... }
    >>> position = In("a", ("x",))
    >>> found = list(PartialPackages([position], issues=issues).in_which([position], most=9))
    >>> [(dict(one.settled), one.open) for one in found]
    [({'a': Setting(value='x', alike=(), up_to=None)}, ('b',))]
    """

    def __init__(
        self,
        said: Sequence[Proposition],
        *,
        issues: Mapping[str, Issue],
        limits: Sequence[Proposition] = (),
    ) -> None:
        self._issues, self._limits = issues, limits
        self._said_on: dict[str, list[Proposition]] = {issue: [] for issue in issues}
        self._limits_on: dict[str, list[Proposition]] = {issue: [] for issue in issues}
        for about, propositions in ((self._said_on, said), (self._limits_on, limits)):
            for one in dict.fromkeys(propositions):
                for issue in issues_of(one):
                    about[issue].append(one)
        every = [atom for one in (*said, *limits) for atom in atoms(one)]
        self._domains = domains_of(issues, every)
        # A sum over several quantities tells numbers apart that no cell does.
        self._exact = {
            issue
            for atom in every
            if isinstance(atom, Sum) and is_wide(atom)
            for _, issue in atom.terms
        }

    def in_which(self, stand: Sequence[Proposition], *, most: int) -> Iterator[PartialPackage]:
        """Yield partial packages in which these hold, each with packages that none before has.

        Notes
        -----
        What is found is excluded whole, so that the next one differs on a settled issue.
        """
        hard = [*self._limits, *stand]
        for _ in range(most):
            answer = oracle_for([], issues=self._issues, limits=hard).solve(frozenset())
            if isinstance(answer, Unsatisfied):
                return
            found = self.opened(answer.package)
            yield found
            hard.append(Not(self._condition(found)))

    def opened(self, package: Package) -> PartialPackage:
        """Return a package with every issue left open that decides nothing, in their order."""
        partial = dict(package)
        for issue in self._issues:
            value = partial.pop(issue)
            if not self._is_decided(partial, without=issue):
                partial[issue] = value
        settled = {issue: self._setting(issue, value) for issue, value in package.items()}
        settled = {issue: setting for issue, setting in settled.items() if issue in partial}
        return PartialPackage(
            settled, tuple(issue for issue in self._issues if issue not in settled), dict(package)
        )

    def _is_decided(self, partial: Package, *, without: str) -> bool:
        """Whether all that speaks of an issue is decided without it."""
        return all(
            truth(limit, partial, issues=self._issues) is True for limit in self._limits_on[without]
        ) and all(
            truth(one, partial, issues=self._issues) is not None for one in self._said_on[without]
        )

    def _setting(self, issue: str, value: Value) -> Setting:
        if issue in self._exact:
            return Setting(value)
        domain = self._domains[issue]
        if isinstance(value, int):
            return Setting(value, up_to=_last_of_run(domain, value))
        group = next(group for group in domain.groups if value in group)
        return Setting(value, alike=tuple(one for one in group if one != value))

    def _condition(self, found: PartialPackage) -> Proposition:
        parts = tuple(_says(issue, setting) for issue, setting in found.settled.items())
        return parts[0] if len(parts) == 1 else And(parts)


def _last_of_run(domain: Domain, value: int) -> int | None:
    """The last number of the cell in which a number lies; None where it is alone there."""
    numbers = domain.issue.numbers
    place = numbers.index(value)
    after = [start for start in domain.starts if start > place]
    last = numbers[(after[0] if after else len(numbers)) - 1]
    return last if last != value else None


def _says(issue: str, setting: Setting) -> Proposition:
    """The proposition that an issue is settled so."""
    if setting.up_to is None or not isinstance(setting.value, int):
        return In(issue, (setting.value, *setting.alike))
    term = ((1, issue),)
    return And(
        (
            Sum(term, Comparison.AT_LEAST, setting.value),
            Sum(term, Comparison.AT_MOST, setting.up_to),
        )
    )
