"""Propositions without negation: what remains is said instead of what is refused.

`not (x is a)` becomes the list of all other options of x. So it is plain which options a
proposition admits, and which ones an option that nobody has tabled would have to join.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from goodoffices.case.evaluation import options_beyond
from goodoffices.case.issues import Issue, Value
from goodoffices.case.propositions import (
    FALSE,
    TRUE,
    And,
    Atom,
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

_FLIPPED: Final[Mapping[Comparison, Comparison]] = {
    Comparison.AT_MOST: Comparison.MORE,
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.EQUAL: Comparison.UNEQUAL,
    Comparison.UNEQUAL: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.MORE: Comparison.AT_MOST,
}


def negation_normal_form(proposition: Proposition, issues: Mapping[str, Issue]) -> Proposition:
    """Return a proposition true of the same packages, without `not` and without `if`.

    Parameters
    ----------
    proposition : Proposition
    issues : mapping of issue id to Issue
        With every issue that the proposition names.

    Returns
    -------
    Proposition
        Made of `In`, `Ordered`, `Sum`, `And`, `Or`, the last two flat and with two parts or
        more; or a constant alone.

    Notes
    -----
    A negated list becomes the list of the other values, in the order of `Issue.values`, also
    the ways to leave the issue unsettled. A negated sum becomes the opposite comparison, or
    one of its quantities unsettled where the case allows it. Only constants are simplified:
    a list of all values stays a list, for it says nothing of options still to be tabled.

    Examples
    --------
    >>> from goodoffices.case.grammar import parse, show
    >>> issues = {
    ...     "a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}, {"id": "z"}]),
    ...     "n": Issue(id="n", kind="quantity", low=0, high=9, allows=["deferred"]),
    ... }
    >>> show(negation_normal_form(parse("not (a is x and n >= 5)", issues), issues))
    'a in (y, z) or n < 5 or n is deferred'
    >>> show(negation_normal_form(parse("if a is x then false", issues), issues))
    'a in (y, z)'
    """
    return _normal(proposition, issues, wanted=True)


def _normal(proposition: Proposition, issues: Mapping[str, Issue], *, wanted: bool) -> Proposition:
    """Return the normal form of a proposition or, where it is not wanted, of its negation."""
    match proposition:
        case Constant(truth):
            return TRUE if truth is wanted else FALSE
        case Not(body):
            return _normal(body, issues, wanted=not wanted)
        case If(condition, consequence):
            ways = (
                _normal(condition, issues, wanted=not wanted),
                _normal(consequence, issues, wanted=wanted),
            )
            return _join(ways, every=not wanted)
        case And(parts):
            return _join([_normal(part, issues, wanted=wanted) for part in parts], every=wanted)
        case Or(parts):
            return _join([_normal(part, issues, wanted=wanted) for part in parts], every=not wanted)
        case _:
            return _listed(proposition) if wanted else _remainder(proposition, issues)


def _join(parts: Iterable[Proposition], *, every: bool) -> Proposition:
    """Return the flat conjunction (or disjunction) of parts, without needless constants."""
    kept: list[Proposition] = []
    for part in parts:
        if isinstance(part, Constant):
            if part.truth is not every:
                return part
        elif isinstance(part, And if every else Or):
            kept.extend(part.parts)
        else:
            kept.append(part)
    if len(kept) < 2:
        return kept[0] if kept else Constant(truth=every)
    return And(tuple(kept)) if every else Or(tuple(kept))


def _listed(atom: Atom) -> Proposition:
    return FALSE if isinstance(atom, In) and not atom.options else atom


def _remainder(atom: Atom, issues: Mapping[str, Issue]) -> Proposition:
    """Return what is left where an atom is refused."""
    match atom:
        case In(issue, options):
            return _others(issues[issue], options)
        case Ordered(issue):
            return _others(issues[issue], options_beyond(atom, issues[issue]))
        case Sum(terms, comparison, bound):
            unsettled = (
                _listed(In(issue, tuple(str(word) for word in issues[issue].allows)))
                for _, issue in terms
            )
            return _join([Sum(terms, _FLIPPED[comparison], bound), *unsettled], every=False)


def _others(issue: Issue, options: Collection[Value]) -> Proposition:
    return _listed(In(issue.id, tuple(value for value in issue.values if value not in options)))
