"""The sets by brute force: every package, every subset of positions, no solver.

Sets of packages are whole numbers with one bit a package. Untabled options are worked out
by adding a literal further value to the issue and evaluating the definition plainly.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

from goodoffices.case.case import Case
from goodoffices.case.evaluation import options_beyond
from goodoffices.case.issues import Issue, IssueKind, Value
from goodoffices.case.positions import Form, Position
from goodoffices.case.propositions import (
    And,
    Comparison,
    Constant,
    If,
    In,
    Not,
    Or,
    Ordered,
    Proposition,
    Sum,
)

Package = Mapping[str, Value]
Sets = set[frozenset[str]]
Admissions = dict[str, dict[frozenset[str], bool]]

FORMULA = "a formula nobody has tabled"


def packages(issues: Mapping[str, Issue]) -> list[dict[str, Value]]:
    """Every package over these issues."""
    values = itertools.product(*(issue.values for issue in issues.values()))
    return [dict(zip(issues, chosen, strict=True)) for chosen in values]


# ---------------------------------------------------------------------------- truth


def holds(said: Proposition, package: Package, issues: Mapping[str, Issue]) -> bool:
    """Whether a proposition is true of a whole package."""
    match said:
        case Constant(truth):
            return truth
        case Not(body):
            return not holds(body, package, issues)
        case And(parts):
            return all(holds(part, package, issues) for part in parts)
        case Or(parts):
            return any(holds(part, package, issues) for part in parts)
        case If(condition, consequence):
            return not holds(condition, package, issues) or holds(consequence, package, issues)
        case In(issue, options):
            return package[issue] in options
        case Ordered(issue):
            return package[issue] in options_beyond(said, issues[issue])
        case Sum():
            return _sum_holds(said, package)


def _sum_holds(said: Sum, package: Package) -> bool:
    if any(isinstance(package[issue], str) for _, issue in said.terms):
        return False
    total = sum(factor * int(package[issue]) for factor, issue in said.terms)
    return {
        Comparison.AT_MOST: total <= said.bound,
        Comparison.AT_LEAST: total >= said.bound,
        Comparison.EQUAL: total == said.bound,
        Comparison.UNEQUAL: total != said.bound,
        Comparison.LESS: total < said.bound,
        Comparison.MORE: total > said.bound,
    }[said.comparison]


def normal(said: Proposition, issues: Mapping[str, Issue], *, wanted: bool = True) -> Proposition:
    """Negation normal form, in the plainest way: negations on options become the others."""
    match said:
        case Constant(truth):
            return Constant(truth=truth is wanted)
        case Not(body):
            return normal(body, issues, wanted=not wanted)
        case If(condition, consequence):
            return normal(Or((Not(condition), consequence)), issues, wanted=wanted)
        case And(parts) | Or(parts):
            join = And if isinstance(said, And) is wanted else Or
            return join(tuple(normal(part, issues, wanted=wanted) for part in parts))
        case In(issue, options) if not wanted:
            return In(issue, tuple(one for one in issues[issue].values if one not in options))
        case _:
            return said if wanted else Not(said)


def admitting(said: Proposition, issue: str) -> Proposition:
    """A normal form whose literals on the issue are true of the formula too."""
    match said:
        case And(parts):
            return And(tuple(admitting(part, issue) for part in parts))
        case Or(parts):
            return Or(tuple(admitting(part, issue) for part in parts))
        case In(named, options) if named == issue:
            return In(named, (*options, FORMULA))
        case _:
            return said


# ---------------------------------------------------------------------------- sets


def allowed(said: Proposition, of: Sequence[Package], issues: Mapping[str, Issue]) -> int:
    """The packages a proposition is true of, one bit each."""
    return sum(1 << n for n, package in enumerate(of) if holds(said, package, issues))


def incompatible(constraints: Mapping[str, int], within: int) -> Sets:
    """Minimal sets of constraints that leave no package."""
    return _minimal(constraints, lambda some: not _common(some, constraints, within))


def movement(constraints: Mapping[str, int], within: int) -> Sets:
    """Minimal sets of constraints whose withdrawal leaves one; the empty set is left out."""
    found = _minimal(
        constraints, lambda some: bool(_common(constraints.keys() - some, constraints, within))
    )
    return found - {frozenset()}


def _common(some: Iterable[str], constraints: Mapping[str, int], within: int) -> int:
    for one in some:
        within &= constraints[one]
    return within


def _minimal(names: Iterable[str], test: Callable[[frozenset[str]], bool]) -> Sets:
    found: Sets = set()
    names = list(names)
    for size in range(len(names) + 1):
        for some in map(frozenset, itertools.combinations(names, size)):
            if not any(one <= some for one in found) and test(some):
                found.add(some)
    return found


def within_limits(case: Case, of: Sequence[Package]) -> int:
    """The packages that cross no rule or norm."""
    return allowed(And(tuple(one.proposition for one in case.limits)), of, case.issues)


def sets_of(case: Case) -> tuple[Sets, Sets]:
    """What cannot all stand in a case, and where movement would matter."""
    every = packages(case.issues)
    constraints = {one.id: allowed(one.proposition, every, case.issues) for one in case.positions}
    within = within_limits(case, every)
    return incompatible(constraints, within), movement(constraints, within)


# ---------------------------------------------------------------------------- untabled


def untabled(case: Case) -> Admissions:
    """For each choice issue the minimal sets whose widening admits a formula, by definition.

    With each, whether withdrawing the same positions would do without the formula.
    """
    conflicts, moving = sets_of(case)
    found: Admissions = {}
    if not conflicts:
        return found
    for issue in case.issues.values():
        if issue.kind is IssueKind.CHOICE:
            admitted = {
                some: any(one <= some for one in moving) for some in _admitting(case, issue.id)
            }
            if admitted:
                found[issue.id] = admitted
    return found


def _admitting(case: Case, issue: str) -> Sets:
    issues = case.issues
    others = {name: one for name, one in issues.items() if name != issue}
    every = [{**package, issue: FORMULA} for package in packages(others)]
    within = (1 << len(every)) - 1
    for limit in case.limits:
        within &= allowed(normal(limit.proposition, issues), every, issues)
    stated = {one.id: _about(one, case, issue, every, widened=False) for one in case.positions}
    wider = {one.id: _about(one, case, issue, every, widened=True) for one in case.positions}

    def leaves_one(some: frozenset[str]) -> bool:
        left = within
        for one, allows in stated.items():
            left &= wider[one] if one in some else allows
        return bool(left)

    return _minimal(stated, leaves_one)


def _about(
    position: Position, case: Case, issue: str, of: Sequence[Package], *, widened: bool
) -> int:
    found = (1 << len(of)) - 1
    for form in position.forms:
        found &= sum(
            1 << n
            for n, package in enumerate(of)
            if _form_holds(form, package, case.issues, issue, widened=widened)
        )
    return found


def _form_holds(
    form: Form, package: Package, issues: Mapping[str, Issue], issue: str, *, widened: bool
) -> bool:
    def said(proposition: Proposition) -> bool:
        plain = normal(proposition, issues)
        return holds(admitting(plain, issue) if widened else plain, package, issues)

    if form.refuses:
        body = not holds(normal(form.proposition, issues), package, issues)
    else:
        body = said(form.proposition)
    if form.condition is not None:
        body = body or said(Not(form.condition))
    return body or any(said(one.allowed) for one in form.relaxed_by)
