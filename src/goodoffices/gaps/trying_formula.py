"""What would follow if a formula that nobody has tabled settled an issue, and some admitted it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.case.case import Case, Choice
from goodoffices.case.conflicts import is_possible
from goodoffices.case.deadline import Deadline
from goodoffices.case.errors import NothingLeft, UnknownId
from goodoffices.case.issues import IssueKind
from goodoffices.case.propositions import Proposition
from goodoffices.gaps.findings import Explanation, PositionSets
from goodoffices.gaps.problems import MOST_SETS, Problems, in_order
from goodoffices.gaps.trying import Package, in_explanation, looked_at
from goodoffices.gaps.untabled_forms import stated_about, widened_about, with_formula


@dataclass(frozen=True, slots=True)
class FormulaReading:
    """What would follow under one choice of readings if a formula settled an issue.

    Attributes
    ----------
    choice
        The choice of readings.
    in_the_way
        Minimal sets of positions that cannot all stand with the formula; empty where a package
        is left.
    has_package, package
        Whether one is left in which the formula settles the issue, and one such: a value for
        every other issue.
    """

    choice: Choice
    in_the_way: PositionSets
    has_package: bool
    package: Package


@dataclass(frozen=True, slots=True)
class TriedFormula:
    """What would follow if a formula that nobody has tabled settled an issue, by reading.

    Attributes
    ----------
    issue
        Which the formula settles.
    admitted_by
        Positions that let it count as what they ask for.
    moved
        Positions that do not stand besides.
    readings, not_looked_at
        As `trying.Tried` has them.
    """

    issue: str
    admitted_by: tuple[str, ...]
    moved: tuple[str, ...]
    readings: tuple[FormulaReading, ...]
    not_looked_at: int = 0


def try_formula(
    case: Case,
    explanation: Explanation,
    *,
    issue: str,
    admitted_by: Collection[str],
    moved: Collection[str] = (),
) -> TriedFormula:
    """Return what would follow if a formula nobody has tabled settled an issue, by reading.

    A mediator asks: supposing there were another idea on this issue, and these positions let
    it count, what would still be in the way? It proposes no formula and knows none.

    Parameters
    ----------
    case, explanation, moved
        As `trying.try_movement` has them.
    issue : str
        A choice issue.
    admitted_by : collection of position ids
        That would let the formula count as what they ask for; the others keep to their words.

    Raises
    ------
    UnknownId
        Where a position stands under no reading, or the issue is no choice issue of the case.

    Examples
    --------
    >>> from tests.unit.drafting.made import CLASH
    >>> from goodoffices.gaps.explanation import explain
    >>> explanation = explain(CLASH)
    >>> for admitted_by in ([], ["p1"]):
    ...     tried = try_formula(CLASH.case(), explanation, issue="gate", admitted_by=admitted_by)
    ...     print(tried.readings[0].has_package, tried.readings[0].in_the_way)
    False (('p1',),)
    True ()
    """
    choice_issues = [one.id for one in case.issues.values() if one.kind is IssueKind.CHOICE]
    if issue not in choice_issues:
        raise UnknownId("choice issue", issue, choice_issues)
    gone = in_explanation(moved, explanation)
    admitting = tuple(one for one in in_explanation(admitted_by, explanation) if one not in gone)
    problems = Problems(case, most=MOST_SETS, deadline=Deadline(None))
    limits = [with_formula(one, issue, admits=False) for one in problems.limits]
    readings = looked_at(explanation)
    found = []
    for reading in readings:
        kept = [one for one in reading.positions if one.id not in gone]
        asked = {
            one.id: (widened_about if one.id in admitting else stated_about)(one, issue)
            for one in kept
        }
        found.append(_with_formula(reading.choice, issue, asked, limits, problems))
    return TriedFormula(
        issue, admitting, gone, tuple(found), len(explanation.readings) - len(readings)
    )


def _with_formula(
    choice: Choice,
    issue: str,
    asked: Mapping[str, Proposition],
    limits: Sequence[Proposition],
    problems: Problems,
) -> FormulaReading:
    package = is_possible([*limits, *asked.values()], problems.issues)
    if package is not None:
        others = {name: value for name, value in package.items() if name != issue}
        return FormulaReading(choice, (), has_package=True, package=others)
    try:
        sets = problems.solve_under(asked, limits).incompatible
    except NothingLeft:
        sets = ()
    return FormulaReading(choice, in_order(sets, list(asked)), has_package=False, package={})
