"""The explanation by brute force: every package, every subset of positions, no solver.

Untabled options are worked out by adding a literal further value to the issue and evaluating
the definition of the design plainly. Sets of packages are whole numbers, one bit a package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from goodoffices.case.case import Case
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, IssueKind, Value
from goodoffices.case.positions import Form, Position
from goodoffices.case.propositions import And, Constant, If, In, Not, Or, Proposition
from tests.strategies import every_package
from tests.twins import Sets, conflicts_by_hand

Package = Mapping[str, Value]
Issues = Mapping[str, Issue]
Admissions = dict[str, dict[frozenset[str], bool]]

FORMULA = "a formula nobody has tabled"


def allowed(said: Proposition, of: Sequence[Package], issues: Issues) -> int:
    """The packages a proposition is true of."""
    return _bits(truth(said, package, issues=issues) for package in of)


def _bits(truths: Iterable[bool | None]) -> int:
    return sum(1 << n for n, known in enumerate(truths) if known)


def sets_of(case: Case) -> tuple[Sets, Sets]:
    """What cannot all stand in a case, and where movement would matter, if anywhere."""
    constraints = {one.id: one.proposition for one in case.positions}
    found = conflicts_by_hand(constraints, case.issues, [one.proposition for one in case.limits])
    assert found is not None
    incompatible, movement = found
    return incompatible, movement - {frozenset()}


# ---------------------------------------------------------------------------- untabled


def untabled(case: Case) -> Admissions:
    """For each choice issue the minimal sets whose widening admits a formula, by definition.

    With each, whether withdrawing the same positions would do without the formula.
    """
    incompatible, movement = sets_of(case)
    found: Admissions = {}
    for issue in case.issues.values() if incompatible else ():
        if issue.kind is IssueKind.CHOICE:
            admitted = {
                some: any(one <= some for one in movement)
                for some in admitting_sets(case, issue.id)
            }
            if admitted:
                found[issue.id] = admitted
    return found


def admitting_sets(case: Case, issue: str) -> Sets:
    """The minimal sets whose widening admits a formula on an issue; none where limits forbid it."""
    others = {name: one for name, one in case.issues.items() if name != issue}
    every = [{**package, issue: FORMULA} for package in every_package(others)]
    within = (1 << len(every)) - 1
    for limit in case.limits:
        within &= allowed(normal(limit.proposition, case.issues), every, case.issues)
    stated = {one.id: _about(one, case, issue, every, widened=False) for one in case.positions}
    wider = {one.id: _about(one, case, issue, every, widened=True) for one in case.positions}

    def leaves_one(some: frozenset[str]) -> bool:
        left = within
        for one, allows in stated.items():
            left &= wider[one] if one in some else allows
        return bool(left)

    return _minimal(stated, leaves_one)


def _minimal(names: Mapping[str, object], test: Callable[[frozenset[str]], bool]) -> Sets:
    found: Sets = set()
    for size in range(len(names) + 1):
        for some in map(frozenset, combinations(names, size)):
            if not any(one <= some for one in found) and test(some):
                found.add(some)
    return found


def _about(
    position: Position, case: Case, issue: str, of: Sequence[Package], *, widened: bool
) -> int:
    """The packages with the formula that all forms of a position allow."""
    found = (1 << len(of)) - 1
    for form in position.forms:
        found &= _bits(_form_holds(form, one, case.issues, issue, widened=widened) for one in of)
    return found


def _form_holds(form: Form, package: Package, issues: Issues, issue: str, *, widened: bool) -> bool:
    def said(proposition: Proposition) -> bool:
        plain = normal(proposition, issues)
        return bool(truth(admitting(plain, issue) if widened else plain, package, issues=issues))

    if form.refuses:
        body = not truth(normal(form.proposition, issues), package, issues=issues)
    else:
        body = said(form.proposition)
    if form.condition is not None:
        body = body or said(Not(form.condition))
    return body or any(said(one.allowed) for one in form.relaxed_by)


def normal(said: Proposition, issues: Issues, *, wanted: bool = True) -> Proposition:
    """Negation normal form, in the plainest way: negations on options become the others.

    Unlike that of the package it keeps a list of which nothing is left: a literal still.
    """
    match said:
        case Constant(truth=known):
            return Constant(truth=known is wanted)
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
