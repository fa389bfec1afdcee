"""Generators of cases and their parts, for property tests here and in other projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from hypothesis import strategies as st

from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled, Value
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

ISSUE_IDS = ("z", "management", "at", "island", "b2", "notary", "iffy", "a")
"""Short and long ones, out of order, and some that begin like words of the language."""

OPTION_IDS = ("none", "force", "least", "orange", "a", "most_of_it")

_SHAPES = st.sampled_from(("atom", "atom", "not", "and", "or", "if"))
_WAYS = st.integers(0, 9)
_PARTS = st.integers(2, 3)
_ONE_TO_THREE = st.integers(1, 3)
_WEIGHTS = st.sampled_from((1, -1, 2, -3, 5))
_COMPARISONS = st.sampled_from(Comparison)


@st.composite
def issues_maps(draw: st.DrawFn, *, most: int = 4) -> dict[str, Issue]:
    """Generate one to `most` issues of all kinds, by id, with few enough packages to list."""
    ids = draw(st.lists(st.sampled_from(ISSUE_IDS), min_size=1, max_size=most, unique=True))
    return {name: draw(_issues(name)) for name in ids}


@st.composite
def _issues(draw: st.DrawFn, name: str) -> Issue:
    kind = draw(st.sampled_from(IssueKind))
    allows = tuple(draw(st.lists(st.sampled_from(Unsettled), max_size=2, unique=True)))
    if kind is IssueKind.QUANTITY:
        low, step = draw(st.integers(-4, 4)), draw(st.integers(1, 3))
        high = low + step * draw(st.integers(0, 3))
        return Issue(id=name, kind=kind, low=low, high=high, step=step, allows=allows)
    ids = draw(st.lists(st.sampled_from(OPTION_IDS), min_size=1, max_size=4, unique=True))
    return Issue(id=name, kind=kind, options=tuple(Option(id=each) for each in ids), allows=allows)


@st.composite
def propositions(
    draw: st.DrawFn, issues: Mapping[str, Issue], *, most_levels: int = 3
) -> Proposition:
    """Generate a proposition about these issues, one that its printed form can say."""
    return _proposition(draw, list(issues.values()), most_levels)


def _proposition(draw: st.DrawFn, issues: Sequence[Issue], levels: int) -> Proposition:
    """Draw one; by hand, since recursive strategies are slow to build for each case anew."""
    shape = draw(_SHAPES) if levels > 1 else "atom"
    if shape == "atom":
        return _atom(draw, draw(st.sampled_from(issues)), issues)
    if shape == "not":
        return Not(_proposition(draw, issues, levels - 1))
    parts = [_proposition(draw, issues, levels - 1) for _ in range(draw(_PARTS))]
    if shape == "if":
        return If(parts[0], parts[1])
    return _flat_and(parts) if shape == "and" else _flat_or(parts)


def _atom(draw: st.DrawFn, issue: Issue, issues: Sequence[Issue]) -> Proposition:
    way = draw(_WAYS)
    if way == 0:
        return Constant(truth=draw(st.booleans()))
    if way < 4 and issue.kind is IssueKind.SCALE:
        option = draw(st.sampled_from(issue.options))
        return Ordered(issue.id, above=way < 3, option=option.id)
    if way < 4 and issue.kind is IssueKind.QUANTITY:
        return _sum(draw, [each for each in issues if each.kind is IssueKind.QUANTITY])
    return In(issue.id, tuple(draw(st.permutations(issue.values)))[: draw(_ONE_TO_THREE)])


def _sum(draw: st.DrawFn, quantities: Sequence[Issue]) -> Proposition:
    chosen = draw(st.permutations(quantities))[: draw(_ONE_TO_THREE)]
    terms = tuple((draw(_WEIGHTS), issue.id) for issue in chosen)
    comparison = draw(_COMPARISONS)
    if len(terms) == 1 and terms[0][0] == 1:
        return Sum(terms, comparison, draw(st.sampled_from(chosen[0].numbers)))
    return Sum(terms, comparison, draw(st.integers(-20, 20)))


def _flat_and(parts: Sequence[Proposition]) -> Proposition:
    flat: list[Proposition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else [part])
    return And(tuple(flat))


def _flat_or(parts: Sequence[Proposition]) -> Proposition:
    flat: list[Proposition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else [part])
    return Or(tuple(flat))


def every_package(issues: Mapping[str, Issue]) -> list[dict[str, Value]]:
    """List every package over these issues."""
    choices = product(*(issue.values for issue in issues.values()))
    return [dict(zip(issues, values, strict=True)) for values in choices]
