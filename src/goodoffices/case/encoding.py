"""Issues and propositions as clauses: what the engines are given.

A choice or scale has one variable a cell, exactly one of them true. A quantity has one
variable a threshold that occurs ("at least 300"), each implied by the next. Propositions are
encoded one way only (Plaisted and Greenbaum): a selector implies its constraint, and
leaving the selector out asks nothing. Sums over several quantities stay beside the clauses
as linear constraints, each implied by a literal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from goodoffices.case.domains import Domain, domains_of
from goodoffices.case.forms import Every, Form, Linear, Some, Within, form_of
from goodoffices.case.issues import Issue, Value
from goodoffices.case.propositions import Proposition, atoms

Clause = list[int]
"""Literals of which one must be true, as in DIMACS: 3 is variable 3, -3 its negation."""

_WIDEST_PAIRWISE = 5


@dataclass(frozen=True, slots=True)
class Cells:
    """The literals of one issue's cells.

    Attributes
    ----------
    domain
        The cells.
    at_least
        For each run of numbers but the first, the literal "this run or a later one".
    settled
        The literal "a number", where a quantity may also be left unsettled; else 0.
    named
        For each group of names the literal "one of these"; empty where there is one cell.
    """

    domain: Domain
    at_least: tuple[int, ...]
    settled: int
    named: tuple[int, ...]

    def cell(self, true: frozenset[int] | set[int]) -> int:
        """Return the cell that a model puts the issue in, given its true literals."""
        numbered = len(self.domain.starts)
        if numbered and (not self.settled or self.settled in true):
            return sum(literal in true for literal in self.at_least)
        for place, literal in enumerate(self.named):
            if literal in true:
                return numbered + place
        return 0


@dataclass(frozen=True, slots=True)
class Encoding:
    """A problem in clauses: any package, and selectors that switch constraints on.

    Attributes
    ----------
    forms
        The constraints over cells, in the order given.
    limits
        The limits over cells.
    selectors
        For each constraint the literal that asks for it.
    clauses
        What always holds: each issue takes one value, limits hold, selectors imply.
    linear
        Sums over several quantities, each with the literal that implies it.
    top
        The highest variable in use.
    """

    cells: Mapping[str, Cells]
    forms: tuple[Form, ...]
    limits: tuple[Form, ...]
    selectors: tuple[int, ...]
    clauses: tuple[Clause, ...]
    linear: Mapping[Linear, int]
    top: int

    def package(self, places: Mapping[str, int]) -> dict[str, Value]:
        """Return the first package, in the issues' own order, in these cells."""
        return {issue: self.cells[issue].domain.value(cell) for issue, cell in places.items()}


def encode(
    constraints: Sequence[Proposition],
    *,
    issues: Mapping[str, Issue],
    limits: Sequence[Proposition] = (),
) -> Encoding:
    """Return clauses for the packages that cross no limit, with a selector a constraint.

    Parameters
    ----------
    constraints : sequence of Proposition
        Each gets a selector, in this order.
    issues : mapping of issue id to Issue
        Every issue a package settles, in the order of the case.
    limits : sequence of Proposition
        What holds in any case.

    Raises
    ------
    UnknownId
        Where a proposition names an issue that is not there.

    Notes
    -----
    The number of variables grows with the cells, never with the width of a range.

    Source: D. Plaisted and S. Greenbaum, A structure-preserving clause form translation
    (1986); order encoding: N. Tamura et al., Compiling finite linear CSP into SAT (2009).

    Examples
    --------
    >>> from goodoffices.case.propositions import Comparison, Sum
    >>> issues = {"days": Issue(id="days", kind="quantity", low=0, high=1000000)}
    >>> encode([Sum(((1, "days"),), Comparison.AT_LEAST, 300)], issues=issues).clauses
    ([-2, 1],)
    """
    said = [*limits, *constraints]
    domains = domains_of(issues, (atom for proposition in said for atom in atoms(proposition)))
    encoder = _Encoder(domains)
    limiting = tuple(form_of(limit, domains) for limit in limits)
    for form in limiting:
        encoder.clauses.extend(encoder.clausal(form))
    forms = tuple(form_of(constraint, domains) for constraint in constraints)
    selectors = tuple(encoder.implying(form) for form in forms)
    return Encoding(
        cells=encoder.cells,
        forms=forms,
        limits=limiting,
        selectors=selectors,
        clauses=tuple(encoder.clauses),
        linear=encoder.linear,
        top=encoder.top,
    )


class _Encoder:
    """The clauses so far, and the variables in use."""

    def __init__(self, domains: Mapping[str, Domain]) -> None:
        self.top = 0
        self.clauses: list[Clause] = []
        self.linear: dict[Linear, int] = {}
        self._between: dict[tuple[int, int], int] = {}
        self.cells = {issue: self._cells(domain) for issue, domain in domains.items()}

    def _fresh(self) -> int:
        self.top += 1
        return self.top

    def _cells(self, domain: Domain) -> Cells:
        """Make the variables of an issue, and the clauses that give it exactly one cell."""
        at_least = tuple(self._fresh() for _ in domain.starts[1:])
        for earlier, later in pairwise(at_least):
            self.clauses.append([-later, earlier])
        choices = len(domain.groups) + bool(domain.starts)
        if choices < 2:
            return Cells(domain, at_least, 0, ())
        first = self._fresh()
        literals = [first, -first] if choices == 2 else [first]
        literals += [self._fresh() for _ in range(choices - len(literals))]
        if choices > 2:
            self.clauses.append(list(literals))
            self._at_most_one(literals)
        settled = literals.pop(0) if domain.starts else 0
        if settled and at_least:
            self.clauses.append([-at_least[0], settled])
        return Cells(domain, at_least, settled, tuple(literals))

    def _at_most_one(self, literals: Sequence[int]) -> None:
        """Forbid two at once: pair by pair, or by a ladder where that is shorter."""
        if len(literals) <= _WIDEST_PAIRWISE:
            self.clauses.extend([-one, -other] for one, other in combinations(literals, 2))
            return
        before = literals[0]
        for literal in literals[1:]:
            self.clauses.append([-before, -literal])
            rung = self._fresh()
            self.clauses.extend(([-before, rung], [-literal, rung]))
            before = rung

    def implying(self, form: Form) -> int:
        """Return a new literal that implies a form."""
        literal = self._fresh()
        self.clauses.extend([-literal, *clause] for clause in self.clausal(form))
        return literal

    def clausal(self, form: Form) -> list[Clause]:
        """Return clauses that say a form, with new literals where it is deep."""
        match form:
            case Within(issue, cells):
                return [self._within(self.cells[issue], cells)]
            case Linear():
                if form not in self.linear:
                    self.linear[form] = self._fresh()
                return [[self.linear[form]]]
            case Every(parts):
                return [clause for part in parts for clause in self.clausal(part)]
            case Some(parts):
                return [[literal for part in parts for literal in self._either(part)]]

    def _either(self, form: Form) -> Iterable[int]:
        """Return literals of which one is true only where the form holds."""
        if isinstance(form, Every):
            return [self.implying(form)]
        (clause,) = self.clausal(form)
        return clause

    def _within(self, cells: Cells, wanted: frozenset[int]) -> Clause:
        """Return literals of which one is true just where the issue is in a wanted cell."""
        numbered = len(cells.domain.starts)
        literals = [
            literal for place, literal in enumerate(cells.named) if numbered + place in wanted
        ]
        if len(literals) == len(cells.named) - 1 > 1 and not numbered:
            (left_out,) = set(cells.named).difference(literals)
            return [-left_out]
        every_name = len(literals) == len(cells.named)
        for low, high in _runs(wanted, numbered):
            if low == 0 and every_name and high < numbered - 1:
                # Below a threshold or unsettled: the threshold is not reached.
                literals = [*_without(literals, cells.named), -cells.at_least[high]]
            else:
                literals.append(self._run(cells, low, high))
        return literals

    def _run(self, cells: Cells, low: int, high: int) -> int:
        """Return a literal that is true only where the number is in these cells."""
        parts = [cells.at_least[low - 1]] if low else [cells.settled] if cells.settled else []
        if high < len(cells.domain.starts) - 1:
            parts.append(-cells.at_least[high])
        if len(parts) == 1:
            return parts[0]
        both = (parts[0], parts[1])
        if both not in self._between:
            literal = self._between[both] = self._fresh()
            self.clauses.extend([-literal, part] for part in both)
        return self._between[both]


def _without(literals: Sequence[int], left_out: Sequence[int]) -> list[int]:
    return [literal for literal in literals if literal not in left_out]


def _runs(wanted: frozenset[int], numbered: int) -> list[tuple[int, int]]:
    """Return the runs of consecutive wanted cells among the first `numbered` ones."""
    found: list[tuple[int, int]] = []
    for cell in range(numbered):
        if cell in wanted:
            if found and found[-1][1] == cell - 1:
                found[-1] = (found[-1][0], cell)
            else:
                found.append((cell, cell))
    return found
