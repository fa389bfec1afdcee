"""The same problems for CPMpy's `marco` on ortools: the yardstick of `bench.conflicts`."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from bench.generate import Generated
from goodoffices.case.issues import Issue
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


def incompatible_sets_in(case: Generated, *, seconds: float) -> tuple[int, float]:
    """Return how many incompatible sets `marco` finds in some seconds, and when it stopped."""
    import cpmpy as cp  # noqa: PLC0415 -- slow import
    from cpmpy.tools.explain import marco  # noqa: PLC0415 -- slow import

    variables = {name: _variable(cp, issue) for name, issue in case.issues.items()}

    def said(proposition: Proposition) -> Any:  # noqa: ANN401 -- cpmpy ships no types
        return _translated(cp, proposition, variables, case.issues)

    # Every position is wrapped alike, so that each of them is one soft constraint.
    soft = [cp.all([said(position)]) for position in case.constraints.values()]
    hard = [said(limit) for limit in case.limits]
    start = time.perf_counter()
    found = 0
    elapsed = 0.0
    for kind, _ in marco(soft, hard, solver="ortools", map_solver="ortools"):
        elapsed = time.perf_counter() - start
        found += kind == "MUS"
        if elapsed > seconds:
            break
    return found, elapsed


def _variable(cp: Any, issue: Issue) -> Any:  # noqa: ANN401 -- cpmpy ships no types
    if issue.numbers:
        return cp.intvar(issue.numbers[0], issue.numbers[-1], name=issue.id)
    return cp.intvar(0, len(issue.options) - 1, name=issue.id)


def _translated(
    cp: Any,  # noqa: ANN401 -- cpmpy ships no types
    proposition: Proposition,
    variables: Mapping[str, Any],
    issues: Mapping[str, Issue],
) -> Any:  # noqa: ANN401 -- cpmpy ships no types
    def again(part: Proposition) -> Any:  # noqa: ANN401 -- cpmpy ships no types
        return _translated(cp, part, variables, issues)

    match proposition:
        case In(issue, options):
            values = issues[issue].values
            numbered = bool(issues[issue].numbers)
            places = [value if numbered else values.index(value) for value in options]
            return cp.any([variables[issue] == place for place in places])
        case Sum(terms, comparison, bound):
            total = cp.sum([coefficient * variables[issue] for coefficient, issue in terms])
            return total <= bound if comparison is Comparison.AT_MOST else total >= bound
        case Not(body):
            return ~again(body)
        case And(parts):
            return cp.all([again(part) for part in parts])
        case Or(parts):
            return cp.any([again(part) for part in parts])
        case If(condition, consequence):
            return again(condition).implies(again(consequence))
        case Ordered() | Constant():
            raise ValueError("generated cases have none")
