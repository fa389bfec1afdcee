"""Propositions: the small language in which positions, rules and norms are said.

The tree only; reading and printing are in `grammar`, truth in `evaluation`, sets of
choices in `diagrams`. A proposition is about packages: `philadelphi is stays`,
`management in (none, force)`, `2*a + 30*b <= 1500`, `level above low`, `not`, `and`,
`or`, `if A then B`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Comparison(StrEnum):
    """How a sum of quantities is compared with a whole number."""

    AT_MOST = "<="
    AT_LEAST = ">="
    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    MORE = ">"


@dataclass(frozen=True, slots=True)
class Constant:
    """`true` or `false`, whatever the package."""

    truth: bool


@dataclass(frozen=True, slots=True)
class In:
    """The issue is settled by one of these options (one option is printed with `is`).

    For a quantity the options are whole numbers or the words for leaving it unsettled.
    """

    issue: str
    options: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The scale issue stands strictly above (or below) an option of it.

    False where the issue is left unsettled.
    """

    issue: str
    above: bool
    option: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A weighted sum of quantities compared with a whole number.

    False where any of its quantities is left unsettled. `terms` are (coefficient, issue),
    coefficients not zero, each issue once.
    """

    terms: tuple[tuple[int, str], ...]
    comparison: Comparison
    bound: int


@dataclass(frozen=True, slots=True)
class Not:
    """The body is not so."""

    body: Proposition


@dataclass(frozen=True, slots=True)
class And:
    """All parts are so."""

    parts: tuple[Proposition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part is so."""

    parts: tuple[Proposition, ...]


@dataclass(frozen=True, slots=True)
class If:
    """Where the condition holds, the consequence holds."""

    condition: Proposition
    consequence: Proposition


Proposition: TypeAlias = Constant | In | Ordered | Sum | Not | And | Or | If
Atom: TypeAlias = In | Ordered | Sum

TRUE = Constant(truth=True)
FALSE = Constant(truth=False)


def atoms(proposition: Proposition) -> Iterator[Atom]:
    """Yield the atoms of a proposition, left to right, repeated where they repeat."""
    match proposition:
        case Constant():
            return
        case Not(body):
            yield from atoms(body)
        case And(parts) | Or(parts):
            for part in parts:
                yield from atoms(part)
        case If(condition, consequence):
            yield from atoms(condition)
            yield from atoms(consequence)
        case _:
            yield proposition


def issues_of(proposition: Proposition) -> tuple[str, ...]:
    """Return the ids of the issues a proposition names, each once, in order of mention.

    Examples
    --------
    >>> issues_of(If(In("a", ("x",)), Sum(((2, "b"), (1, "c")), Comparison.AT_MOST, 3)))
    ('a', 'b', 'c')
    """
    found: dict[str, None] = {}
    for atom in atoms(proposition):
        if isinstance(atom, Sum):
            found.update((issue, None) for _, issue in atom.terms)
        else:
            found[atom.issue] = None
    return tuple(found)
