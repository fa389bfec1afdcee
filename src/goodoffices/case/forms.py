"""Propositions over cells: what the engines encode and evaluate.

Negation is gone: the complement of a set of cells is a set of cells, however many numbers
it stands for (`negation` lists the remaining options one by one, which a range of a
million numbers does not bear).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from goodoffices.case.domains import Domain, is_wide
from goodoffices.case.propositions import (
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


@dataclass(frozen=True, slots=True)
class Within:
    """The issue takes a value in one of these cells."""

    issue: str
    cells: frozenset[int]


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum over several quantities, all settled, lies between two bounds (None: no bound)."""

    terms: tuple[tuple[int, str], ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; without parts it is true."""

    parts: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; without parts it is false."""

    parts: tuple[Form, ...]


Form: TypeAlias = Within | Linear | Every | Some


def form_of(
    proposition: Proposition, domains: Mapping[str, Domain], *, wanted: bool = True
) -> Form:
    """Return a proposition (or, where it is not wanted, its negation) over cells.

    Parameters
    ----------
    proposition : Proposition
    domains : mapping of issue id to Domain
        Made for all atoms of the proposition.
    wanted : bool
        False asks for the negation.

    Examples
    --------
    >>> from goodoffices.case.domains import domains_of
    >>> from goodoffices.case.issues import Issue
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}, {"id": "z"}])}
    >>> refusal = Not(In("a", ("x",)))
    >>> form_of(refusal, domains_of(issues, [refusal.body]))
    Within(issue='a', cells=frozenset({1}))
    """
    match proposition:
        case In() | Ordered():
            return _narrow(domains[proposition.issue], proposition, wanted=wanted)
        case Constant(truth):
            return Every(()) if truth is wanted else Some(())
        case Not(body):
            return form_of(body, domains, wanted=not wanted)
        case If(condition, consequence):
            unless = form_of(condition, domains, wanted=not wanted)
            return _join((unless, form_of(consequence, domains, wanted=wanted)), every=not wanted)
        case And(parts):
            return _join((form_of(p, domains, wanted=wanted) for p in parts), every=wanted)
        case Or(parts):
            return _join((form_of(p, domains, wanted=wanted) for p in parts), every=not wanted)
        case Sum(terms):
            if is_wide(proposition):
                return _wide(proposition, domains, wanted=wanted)
            return _narrow(domains[terms[0][1]], proposition, wanted=wanted)


def _join(forms: Iterable[Form], *, every: bool) -> Form:
    joint = Every if every else Some
    parts: list[Form] = []
    for form in forms:
        if isinstance(form, joint):
            parts.extend(form.parts)
        else:
            parts.append(form)
    return parts[0] if len(parts) == 1 else joint(tuple(parts))


def _narrow(domain: Domain, atom: Atom, *, wanted: bool) -> Form:
    return _within(domain, domain.true_in[atom], wanted=wanted)


def _within(domain: Domain, cells: frozenset[int], *, wanted: bool) -> Form:
    if not wanted:
        cells = frozenset(range(len(domain))) - cells
    if not cells:
        return Some(())
    return Every(()) if len(cells) == len(domain) else Within(domain.issue.id, cells)


def _wide(compared: Sum, domains: Mapping[str, Domain], *, wanted: bool) -> Form:
    """Return a sum over several quantities: false where one of them is left unsettled."""
    terms, bound = compared.terms, compared.bound
    below, above = Linear(terms, None, bound - 1), Linear(terms, bound + 1, None)
    up_to, from_ = Linear(terms, None, bound), Linear(terms, bound, None)
    holds: Form
    match compared.comparison:
        case Comparison.AT_MOST:
            holds = up_to if wanted else above
        case Comparison.AT_LEAST:
            holds = from_ if wanted else below
        case Comparison.LESS:
            holds = below if wanted else from_
        case Comparison.MORE:
            holds = above if wanted else up_to
        case Comparison.EQUAL | Comparison.UNEQUAL as comparison:
            is_equal = (comparison is Comparison.EQUAL) is wanted
            holds = Linear(terms, bound, bound) if is_equal else Some((below, above))
    settled = (
        _within(domains[issue], domains[issue].numbers, wanted=wanted)
        for _, issue in compared.terms
    )
    return _join((*settled, holds), every=wanted)
