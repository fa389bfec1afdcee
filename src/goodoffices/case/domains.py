"""The values of an issue, grouped into cells that no proposition in use tells apart.

A quantity from 0 to 1,000,000 of which only `>= 300` is ever said has two cells. The
engines work on cells, so that a range costs nothing, and turn a cell back into a value.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.case.errors import UnknownId
from goodoffices.case.issues import Issue, Value
from goodoffices.case.propositions import Atom, Comparison, In, Ordered, Sum

Run = tuple[int, int]
"""Places in `issue.numbers`, the first and the last included."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The values for which an atom over one issue is true: names, and runs of numbers."""

    names: frozenset[str]
    runs: tuple[Run, ...]


def names_of(issue: Issue) -> tuple[str, ...]:
    """Return every value of an issue that is a word: its options, then what it allows.

    Examples
    --------
    >>> names_of(Issue(id="days", kind="quantity", low=0, high=9, allows=["deferred"]))
    ('deferred',)
    """
    return (*(option.id for option in issue.options), *(word.value for word in issue.allows))


def is_wide(atom: Atom) -> bool:
    """Whether the atom is a sum over several quantities, which no single issue decides."""
    return isinstance(atom, Sum) and len(atom.terms) > 1


def reach_of(atom: Atom, issue: Issue) -> Reach:
    """Return the values of its only issue for which an atom is true.

    Examples
    --------
    >>> days = Issue(id="days", kind="quantity", low=0, high=90, step=30)
    >>> reach_of(Sum(((2, "days"),), Comparison.AT_LEAST, 100), days).runs
    ((2, 3),)

    Raises
    ------
    UnknownId
        Where an order is asked about an option that the issue does not have.
    """
    if isinstance(atom, In):
        names = frozenset([name for name in atom.options if isinstance(name, str)])
        numbers = issue.numbers
        if not numbers:
            return Reach(names, ())
        listed = (numbers.index(n) for n in atom.options if isinstance(n, int) and n in numbers)
        return Reach(names, _runs(listed))
    if isinstance(atom, Ordered):
        scale = [option.id for option in issue.options]
        if atom.option not in scale:
            raise UnknownId(f"option of {issue.id}", atom.option, scale)
        place = scale.index(atom.option)
        return Reach(frozenset(scale[place + 1 :] if atom.above else scale[:place]), ())
    return Reach(frozenset(), _threshold(atom, issue.numbers))


def _runs(places: Iterable[int]) -> tuple[Run, ...]:
    found: list[Run] = []
    for place in sorted(set(places)):
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return tuple(found)


def _threshold(atom: Sum, numbers: range) -> tuple[Run, ...]:
    """Return the runs of one quantity on which a sum of it alone is true."""
    ((coefficient, _),) = atom.terms
    # The numbers with coefficient * number <= limit are the first or the last ones.
    first, last = 0, len(numbers) - 1

    def up_to(limit: int) -> Run:
        if not numbers:
            return 0, -1
        if coefficient > 0:
            return first, min(last, (limit // coefficient - numbers[0]) // numbers.step)
        least = -(limit // -coefficient)
        return max(first, -((numbers[0] - least) // numbers.step)), last

    def above(limit: int) -> Run:
        low, high = up_to(limit)
        if low > high:
            return first, last
        return (high + 1, last) if coefficient > 0 else (first, low - 1)

    bound = atom.bound
    match atom.comparison:
        case Comparison.AT_MOST:
            runs = [up_to(bound)]
        case Comparison.LESS:
            runs = [up_to(bound - 1)]
        case Comparison.MORE:
            runs = [above(bound)]
        case Comparison.AT_LEAST:
            runs = [above(bound - 1)]
        case Comparison.UNEQUAL:
            runs = sorted([up_to(bound - 1), above(bound)])
        case Comparison.EQUAL:
            (low, high), (from_, to) = up_to(bound), above(bound - 1)
            runs = [(max(low, from_), min(high, to))]
    return tuple((low, high) for low, high in runs if low <= high)


def _cells_in(runs: Iterable[Run], starts: Sequence[int]) -> Iterator[int]:
    """Yield the cells of numbers, given by their first places, that runs are made of."""
    for low, high in runs:
        yield from range(bisect_left(starts, low), bisect_right(starts, high))


@dataclass(frozen=True, slots=True)
class Domain:
    """One issue with its values in cells: first runs of numbers, then groups of names.

    Attributes
    ----------
    starts
        The first place of each run of numbers; empty where the issue has none.
    groups
        The names of each further cell, in the issue's own order.
    true_in
        For each atom the cells in which it is true.

    Examples
    --------
    >>> days = Issue(id="days", kind="quantity", low=0, high=1000000, allows=["deferred"])
    >>> domain = Domain.of(days, [Sum(((1, "days"),), Comparison.AT_LEAST, 300)])
    >>> len(domain), [domain.value(cell) for cell in range(3)]
    (3, [0, 300, 'deferred'])
    """

    issue: Issue
    starts: tuple[int, ...]
    groups: tuple[tuple[str, ...], ...]
    true_in: Mapping[Atom, frozenset[int]]

    @classmethod
    def of(cls, issue: Issue, atoms: Sequence[Atom]) -> Domain:
        """Return the coarsest cells that none of these atoms over the issue divides."""
        reaches = [reach_of(atom, issue) for atom in atoms]
        cuts = {0} if issue.numbers else set()
        for reach in reaches:
            for low, high in reach.runs:
                cuts.update((low, high + 1))
        cuts.discard(len(issue.numbers))
        starts = sorted(cuts)
        grouped: dict[tuple[bool, ...], list[str]] = {}
        for name in names_of(issue):
            grouped.setdefault(tuple(name in reach.names for reach in reaches), []).append(name)
        groups = tuple(map(tuple, grouped.values()))
        true_in = {
            atom: frozenset(
                [
                    *_cells_in(reach.runs, starts),
                    *(n for n, some in enumerate(groups, len(starts)) if some[0] in reach.names),
                ]
            )
            for atom, reach in zip(atoms, reaches, strict=True)
        }
        return cls(issue, tuple(starts), groups, true_in)

    def __len__(self) -> int:
        return len(self.starts) + len(self.groups)

    @property
    def numbers(self) -> frozenset[int]:
        """The cells that are numbers."""
        return frozenset(range(len(self.starts)))

    def value(self, cell: int) -> Value:
        """Return the first value of a cell, in the issue's own order."""
        if cell < len(self.starts):
            return self.issue.numbers[self.starts[cell]]
        return self.groups[cell - len(self.starts)][0]


def domains_of(issues: Mapping[str, Issue], atoms: Iterable[Atom]) -> dict[str, Domain]:
    """Return the domain of each issue, as divided by the atoms that name it alone.

    Raises
    ------
    UnknownId
        Where an atom names an issue that the case does not have.
    """
    by_issue: dict[str, dict[Atom, None]] = {issue: {} for issue in issues}
    for atom in atoms:
        named = [name for _, name in atom.terms] if isinstance(atom, Sum) else [atom.issue]
        for name in named:
            if name not in by_issue:
                raise UnknownId("issue", name, issues)
        if not is_wide(atom):
            by_issue[named[0]][atom] = None
    return {name: Domain.of(issues[name], list(found)) for name, found in by_issue.items()}
