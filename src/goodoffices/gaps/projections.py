"""What propositions leave of one issue when everything else is forgotten.

The question behind the states of issues: taken on this issue alone, do the positions leave an
option? Exact, through the diagrams of the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.diagrams import Diagrams, Node
from goodoffices.case.errors import TooLarge, UnknownId
from goodoffices.case.issues import Issue
from goodoffices.case.propositions import And, Comparison, In, Proposition, Sum, issues_of
from goodoffices.gaps.sentences import listed

BUDGET = 10_000
"""The most nodes of one diagram: a page waits for all of them, so each has to be quick."""


@dataclass(frozen=True, slots=True)
class Remainder:
    """The values of one issue that are left: words, and numbers from `low` to `high`.

    `is_unbroken` is False where numbers between `low` and `high` are missing.
    """

    issue: Issue
    words: tuple[str, ...]
    low: int | None = None
    high: int | None = None
    is_unbroken: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left."""
        return not self.words and self.low is None

    def __str__(self) -> str:
        names = [self.issue.option_name(word) for word in self.words]
        return listed([*self._numbers(), *names], "or") or "nothing"

    def _numbers(self) -> list[str]:
        """Say the numbers by their ends; an end that is the issue's own goes without saying."""
        numbers = self.issue.numbers
        if self.low is None or self.high is None:
            return []
        least, most = self.issue.option_name(self.low), self.issue.option_name(self.high)
        if self.low == self.high:
            said = f"exactly {least}"
        elif self.high == numbers[-1]:
            said = f"at least {least}"
        elif self.low == numbers[0]:
            said = f"at most {most}"
        else:
            said = f"{self.low} to {most}"
        return [said if self.is_unbroken else f"{said}, not every number"]


class Projections:
    """The positions and limits of a case, each looked at on one issue alone.

    Parameters
    ----------
    case : Case

    Attributes
    ----------
    too_large : set of Proposition
        Those of which no diagram of a bearable size could be made. They are passed over, so
        that whoever uses the results says that something was.

    Notes
    -----
    The projection of a proposition on an issue is the set of options for which some choice on
    the other issues makes it true. A rule or norm is projected like a position.
    """

    def __init__(self, case: Case) -> None:
        self.issues = case.issues
        self.diagrams = Diagrams(case.issues, budget=BUDGET)
        self.too_large: set[Proposition] = set()
        self._limits = [limit.proposition for limit in case.limits]
        self._limited = {issue for limit in self._limits for issue in issues_of(limit)}
        self._projected: dict[tuple[Proposition, str], Node] = {}
        self._without: dict[tuple[Proposition, str], Node] = {}
        self._remainders: dict[tuple[Node, str], Remainder] = {}

    # -- one issue alone ------------------------------------------------------------------

    def on(self, proposition: Proposition, issue: str) -> Node:
        """Return the options of an issue for which the proposition can be true."""
        key = (proposition, issue)
        known = self._projected.get(key)
        if known is None:
            others = [other for other in issues_of(proposition) if other != issue]
            known = self._projected[key] = self._forget(proposition, others)
        return known

    def narrows(self, proposition: Proposition, issue: str) -> bool:
        """Tell whether the proposition alone takes any option of the issue away."""
        return not self.diagrams.is_true(self.on(proposition, issue))

    def limits_on(self, issue: str) -> Node:
        """Return the options of an issue that each rule and norm leaves by itself."""
        return self.all_on(self._limits, issue)

    def all_on(self, propositions: Iterable[Proposition], issue: str) -> Node:
        """Return the options of an issue that are in the projection of every proposition."""
        named = [one for one in propositions if issue in issues_of(one)]
        return self.diagrams.conjoin(*(self.on(one, issue) for one in named))

    def any_on(self, propositions: Iterable[Proposition], issue: str) -> Node:
        """Return the options of an issue that are in the projection of some proposition."""
        return self.diagrams.disjoin(*(self.on(one, issue) for one in propositions))

    def remainder(self, node: Node, issue: str) -> Remainder:
        """Return the values in a set of options of one issue."""
        key = (node, issue)
        known = self._remainders.get(key)
        if known is None:
            known = self._remainders[key] = self._remainder(node, self.issues[issue])
        return known

    # -- several together -----------------------------------------------------------------

    def can_all_hold(self, propositions: Sequence[Proposition]) -> bool | None:
        """Tell whether some package within rules and norms makes all true; None if too large."""
        return self._has_package([self._of(one) for one in (*self._limits, *propositions)])

    def matters(self, members: Sequence[Proposition], issue: str) -> bool | None:
        """Tell whether an incompatible set can stand once its members forget the issue.

        Rules and norms are kept whole: they hold whoever agrees. None if too large.

        Notes
        -----
        Where one member alone names the issue, and no limit does, whatever makes it true
        leaves the others as they are: then forgetting it there changes nothing.
        """
        naming = sum(issue in issues_of(one) for one in members)
        if naming == 0 or (naming == 1 and issue not in self._limited):
            return False
        kept = [self._of(one) for one in self._limits]
        kept += [self._leaving_out(one, issue) for one in members]
        if self.too_large & {*members, *self._limits}:
            return None
        return self._has_package(kept)

    def implies(self, one: Proposition, other: Proposition) -> bool:
        """Tell whether all that the one allows, the other allows.

        False where that is too large to tell, or one names an issue that is no longer there.
        """
        try:
            against = self.diagrams.complement(self.diagrams.of(other))
            return self.diagrams.is_false(self.diagrams.conjoin(self.diagrams.of(one), against))
        except (TooLarge, UnknownId):
            return False

    def can_contradict(self, allowed: Proposition, stated: Proposition) -> bool:
        """Tell whether a choice for the issues `allowed` names makes it true and `stated` false.

        Whatever the other issues are: the test by which a permission widens a position.
        """
        others = [one for one in issues_of(stated) if one not in issues_of(allowed)]
        try:
            may_hold = self._forget(stated, others)
            against = self.diagrams.complement(may_hold)
            return not self.diagrams.is_false(self.diagrams.conjoin(self._of(allowed), against))
        except TooLarge:
            self.too_large.add(And((allowed, stated)))
            return False

    # -- inside ---------------------------------------------------------------------------

    def _of(self, proposition: Proposition) -> Node:
        """Return the set of a proposition; where it is too large, everything, and remember so."""
        if proposition in self.too_large:
            return self.diagrams.true
        try:
            return self.diagrams.of(proposition)
        except TooLarge:
            self.too_large.add(proposition)
            return self.diagrams.true

    def _forget(self, proposition: Proposition, issues: Sequence[str]) -> Node:
        if isinstance(proposition, Sum) and (left := _sum_without(proposition, self, issues)):
            return self._of(left)
        node = self._of(proposition)
        try:
            return self.diagrams.forget(node, issues) if issues else node
        except TooLarge:
            self.too_large.add(proposition)
            return self.diagrams.true

    def _leaving_out(self, proposition: Proposition, issue: str) -> Node:
        key = (proposition, issue)
        known = self._without.get(key)
        if known is None:
            known = self._without[key] = self._forget(proposition, [issue])
        return known

    def _has_package(self, nodes: Sequence[Node]) -> bool | None:
        try:
            return not self.diagrams.is_false(self.diagrams.conjoin(*nodes))
        except TooLarge:
            return None

    def _meets(self, node: Node, proposition: Proposition) -> bool:
        both = self.diagrams.conjoin(node, self.diagrams.of(proposition))
        return not self.diagrams.is_false(both)

    def _remainder(self, node: Node, issue: Issue) -> Remainder:
        ways = (*(option.id for option in issue.options), *map(str, issue.allows))
        words = tuple(way for way in ways if self._meets(node, In(issue.id, (way,))))
        numbers = issue.numbers
        everywhere = _bounded(issue, Comparison.AT_MOST, numbers[-1]) if numbers else None
        if everywhere is None or not self._meets(node, everywhere):
            return Remainder(issue, words)
        low = self._end(node, issue, numbers, Comparison.AT_MOST)
        high = self._end(node, issue, numbers[::-1], Comparison.AT_LEAST)
        between = And(
            (_bounded(issue, Comparison.AT_LEAST, low), _bounded(issue, Comparison.AT_MOST, high))
        )
        is_unbroken = not self._meets(self.diagrams.complement(node), between)
        return Remainder(issue, words, low, high, is_unbroken)

    def _end(self, node: Node, issue: Issue, numbers: range, comparison: Comparison) -> int:
        """Return the first of the numbers up to which something of the set is found."""
        first, last = 0, len(numbers) - 1
        while first < last:
            middle = (first + last) // 2
            if self._meets(node, _bounded(issue, comparison, numbers[middle])):
                last = middle
            else:
                first = middle + 1
        return numbers[first]


_TOWARDS: Final = {
    Comparison.AT_MOST: min,
    Comparison.LESS: min,
    Comparison.AT_LEAST: max,
    Comparison.MORE: max,
}
"""Which end of a quantity leaves the others most room, by the comparison."""


def _sum_without(compared: Sum, projections: Projections, issues: Sequence[str]) -> Sum | None:
    """Return an inequality with some quantities forgotten, each where it leaves most room.

    None where it is no inequality, or where nothing would be left of it.
    """
    towards = _TOWARDS.get(compared.comparison)
    terms = tuple(term for term in compared.terms if term[1] not in issues)
    if towards is None or not terms:
        return None
    bound = compared.bound
    for factor, issue in compared.terms:
        numbers = projections.issues[issue].numbers
        if issue in issues:
            bound -= towards(factor * numbers[0], factor * numbers[-1])
    return Sum(terms, compared.comparison, bound)


def _bounded(issue: Issue, comparison: Comparison, bound: int) -> Sum:
    return Sum(((1, issue.id),), comparison, bound)
