"""Sets of choices in a canonical form: the same set is the same diagram, and has the same name.

A reduced ordered multi-valued decision diagram asks the issues in the order of their ids
and leaves out each question whose answer does not matter. Two propositions that are true of
the same choices have one diagram, however they were written, so positions can be compared,
joined, and named by a digest that is no counter.

This module imports nothing but the vocabulary. Rules and norms are propositions like any
other here.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from goodoffices.case.errors import TooLarge, UnknownId
from goodoffices.case.evaluation import options_beyond
from goodoffices.case.grammar import show
from goodoffices.case.issues import Issue, Value
from goodoffices.case.negation import negation_normal_form
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
    issues_of,
)
from goodoffices.case.sums import SumDiagram, Term

DEFAULT_BUDGET: Final = 200_000

_MOST_ISSUES: Final = 200
"""The most issues of one proposition: diagrams are walked by recursion, issue by issue."""

_EDGES_PER_NODE: Final = 10
"""How many edges an operation may make for each node that it may."""

_END: Final = 1 << 60
"""The level of true and false, below every issue."""


_encode: Final = json.JSONEncoder(separators=(",", ":")).encode


def _hashed(content: object) -> str:
    return hashlib.sha256(_encode(content).encode()).hexdigest()


_TRUE_DIGEST: Final = _hashed(True)  # noqa: FBT003 -- the content hashed
_FALSE_DIGEST: Final = _hashed(False)  # noqa: FBT003 -- the content hashed


@dataclass(eq=False, slots=True)
class Node:
    """A set of choices: what is left to ask after each value of one issue, or true or false.

    Equal sets of one `Diagrams` are the same object, so nodes are compared with `is`.

    Parameters
    ----------
    level : int
        The place of the issue in the order; far below all issues for true and false.
    runs : tuple of (end, Node)
        The values up to but without index `end` lead to this node, from where the run before
        it ended; neighbouring runs lead to different nodes. Empty for true and false.
    serial : int
        The order in which nodes came about; of no meaning beyond.
    """

    level: int
    runs: Runs
    serial: int

    def __repr__(self) -> str:
        return f"Node(level={self.level}, serial={self.serial}, runs={len(self.runs)})"


Runs: TypeAlias = tuple[tuple[int, Node], ...]


class _Level:
    """One issue, and its values in canonical order: numbers by size, then words by id.

    The order in which the case lists options is a matter of taste and does not count.
    """

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self.numbers = issue.numbers
        options = [option.id for option in issue.options]
        self.words = sorted([*options, *map(str, issue.allows)])
        self.size = len(self.numbers) + len(self.words)
        self._places = {word: at for at, word in enumerate(self.words, len(self.numbers))}

    def place(self, value: Value) -> int:
        """Return the index of a value in canonical order."""
        if isinstance(value, str) and value in self._places:
            return self._places[value]
        if isinstance(value, int) and value in self.numbers:
            return self.numbers.index(value)
        raise UnknownId(f"option of {self.issue.id}", str(value), map(str, self.issue.values))

    def value(self, place: int) -> Value:
        """Return the value at an index."""
        count = len(self.numbers)
        return self.numbers[place] if place < count else self.words[place - count]

    def names(self, start: int, end: int) -> list[list[int] | str]:
        """Name a run of values: its numbers by first, last and step, and then each word."""
        count = len(self.numbers)
        numbers = self.numbers[start:end]
        named: list[list[int] | str] = []
        if numbers:
            several = len(numbers) > 1
            named.append([numbers[0], numbers[-1], numbers.step] if several else [numbers[0]])
        named.extend(self.words[max(start - count, 0) : max(end - count, 0)])
        return named


class Diagrams:
    """Sets of choices over the issues of a case, each set kept once.

    It answers whether two propositions are true of the same choices, whether one can hold
    beside another, and what remains once some issues are settled or left aside. For single
    packages `evaluation` is simpler.

    Parameters
    ----------
    issues : mapping of issue id to Issue
        In any order; the diagrams ask in the order of the ids.
    budget : int
        The most nodes that one operation may add before it ends with `TooLarge`. What a
        refused operation has made is forgotten; all else is kept as long as this object.

    Attributes
    ----------
    true, false : Node
        All packages, and none.

    Notes
    -----
    Every operation is memoised. Joining two diagrams takes at most the product of their
    sizes. Recursion goes one call deep an issue, so a case may have some hundred issues.

    Source: R. E. Bryant, Graph-based algorithms for Boolean function manipulation, IEEE
    Transactions on Computers C-35 (1986); with several values an issue: A. Srinivasan,
    T. Kam, S. Malik, R. Brayton, Algorithms for discrete function manipulation, ICCAD 1990.
    Sums are built in `sums`.

    Examples
    --------
    >>> from goodoffices.case.grammar import parse
    >>> issues = {
    ...     "a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}]),
    ...     "n": Issue(id="n", kind="quantity", low=0, high=9),
    ... }
    >>> diagrams = Diagrams(issues)
    >>> one = diagrams.of(parse("if a is x then n >= 5", issues))
    >>> other = diagrams.of(parse("a is y or not n < 5", issues))
    >>> one is other
    True
    >>> diagrams.example(diagrams.restrict(one, {"a": "x"}))
    {'n': 5}
    >>> diagrams.is_true(diagrams.forget(one, ["n"]))
    True
    """

    def __init__(self, issues: Mapping[str, Issue], *, budget: int = DEFAULT_BUDGET) -> None:
        self.issues = issues
        self.budget = budget
        self.false = Node(_END, (), 0)
        self.true = Node(_END, (), 1)
        self._levels = [_Level(issues[issue]) for issue in sorted(issues)]
        self._order = {level.issue.id: at for at, level in enumerate(self._levels)}
        self._nodes: dict[Any, Node] = {}
        self._joined: dict[Any, Node] = {}
        self._complements: dict[Any, Node] = {self.true: self.false, self.false: self.true}
        self._propositions: dict[Proposition, Node] = {}
        self._digests = {self.true: _TRUE_DIGEST, self.false: _FALSE_DIGEST}
        self._serial = 1
        self._nodes_left = self._edges_left = 0

    # ------------------------------------------------------------------------ making sets

    def of(self, proposition: Proposition) -> Node:
        """Return the set of choices that a proposition is true of.

        Raises
        ------
        TooLarge
            Beyond the budget, or where a proposition names some hundred issues.
        UnknownId
            Where it names an issue or option that there is not.
        """
        known = self._propositions.get(proposition)
        if known is None:
            named = [self._at(issue) for issue in issues_of(proposition)]
            if len(named) > _MOST_ISSUES:
                raise TooLarge(self.budget)
            with self._within_budget():
                known = self._of(proposition)
            self._propositions[proposition] = known
        return known

    def conjoin(self, *nodes: Node) -> Node:
        """Return what all these sets have in common; every package where none is given."""
        with self._within_budget():
            return self._join(nodes, every=True)

    def disjoin(self, *nodes: Node) -> Node:
        """Return what is in at least one of these sets; no package where none is given."""
        with self._within_budget():
            return self._join(nodes, every=False)

    def complement(self, node: Node) -> Node:
        """Return what is not in a set."""
        with self._within_budget():
            return self._complement(node)

    def restrict(self, node: Node, choices: Mapping[str, Value]) -> Node:
        """Return what remains to be chosen in a set once some issues are settled.

        Parameters
        ----------
        node : Node
        choices : mapping of issue id to option or number

        Returns
        -------
        Node
            Whose support has none of those issues.

        Raises
        ------
        UnknownId
            Where there is no such issue or option.
        """
        fixed: dict[int, int] = {}
        for issue, value in choices.items():
            level = self._at(issue)
            fixed[level] = self._levels[level].place(value)
        with self._within_budget():
            return self._restrict(node, fixed, max(fixed, default=-1), {})

    def forget(self, node: Node, issues: Iterable[str]) -> Node:
        """Return the choices on all other issues that can be completed to ones in the set.

        Parameters
        ----------
        node : Node
        issues : issue ids
            In any order.

        Returns
        -------
        Node
            Whose support has none of those issues.

        Raises
        ------
        UnknownId
            Where there is no such issue.
        """
        gone = frozenset(map(self._at, issues))
        with self._within_budget():
            return self._forget(node, gone, max(gone, default=-1), {})

    # ------------------------------------------------------------------------ reading sets

    def is_false(self, node: Node) -> bool:
        """Tell whether no package is in the set."""
        return node is self.false

    def is_true(self, node: Node) -> bool:
        """Tell whether every package is in the set."""
        return node is self.true

    def support(self, node: Node) -> frozenset[str]:
        """Return the issues on which it depends whether a package is in the set."""
        seen = {node}
        waiting = [node]
        while waiting:
            fresh = {child for _, child in waiting.pop().runs} - seen
            seen |= fresh
            waiting.extend(fresh)
        return frozenset(self._levels[each.level].issue.id for each in seen if each.runs)

    def example(self, node: Node) -> dict[str, Value]:
        """Return a partial package all of whose completions are in the set.

        It is the first in canonical order; issues that it leaves out do not matter.

        Raises
        ------
        ValueError
            Where the set is empty.
        """
        if node is self.false:
            raise ValueError("no package is in the empty set")
        package: dict[str, Value] = {}
        while node.runs:
            level = self._levels[node.level]
            end, first = node.runs[0]
            place, child = (end, node.runs[1][1]) if first is self.false else (0, first)
            package[level.issue.id] = level.value(place)
            node = child
        return package

    def digest(self, node: Node) -> str:
        """Return the SHA-256 of a set of choices, in hexadecimal digits.

        Returns
        -------
        str
            The same for the same set, in any process, in whatever order the case lists its
            issues and options, and whatever further options are listed that the set refuses.
        """
        known = self._digests.get(node)
        if known is None:
            level = self._levels[node.level]
            leading: dict[str, list[list[int] | str]] = {}
            start = 0
            for end, child in node.runs:
                if child is not self.false:
                    leading.setdefault(self.digest(child), []).extend(level.names(start, end))
                start = end
            known = self._digests[node] = _hashed([level.issue.id, list(leading.items())])
        return known

    # ------------------------------------------------------------------------ the table

    @contextmanager
    def _within_budget(self) -> Iterator[None]:
        """Count what one operation makes, and forget it where it is too much."""
        tables = (self._nodes, self._joined, self._complements)
        sizes = [len(table) for table in tables]
        self._nodes_left = self.budget
        self._edges_left = self.budget * _EDGES_PER_NODE
        try:
            yield
        except (TooLarge, RecursionError):
            for table, size in zip(tables, sizes, strict=True):
                while len(table) > size:
                    table.popitem()
            raise TooLarge(self.budget) from None

    def _at(self, issue: str) -> int:
        if issue not in self._order:
            raise UnknownId("issue", issue, self._order)
        return self._order[issue]

    def _make(self, level: int, runs: Iterable[tuple[int, Node]]) -> Node:
        """Return the one node with these runs, neighbours that lead the same way made one."""
        kept: list[tuple[int, Node]] = []
        for run in runs:
            if kept and kept[-1][1] is run[1]:
                kept[-1] = run
            else:
                kept.append(run)
        if len(kept) == 1:
            return kept[0][1]
        key = (level, tuple(kept))
        node = self._nodes.get(key)
        self._edges_left -= len(kept)
        if node is None:
            self._nodes_left -= 1
            self._serial += 1
            node = self._nodes[key] = Node(level, key[1], self._serial)
        if self._nodes_left < 0 or self._edges_left < 0:
            raise TooLarge(self.budget)
        return node

    # ------------------------------------------------------------------------ operations
    # Each calls itself in a plain loop: one frame an issue keeps the recursion shallow.

    def _of(self, proposition: Proposition) -> Node:
        match proposition:
            case Constant(truth):
                return self.true if truth else self.false
            case Not(body):
                return self._complement(self._of(body))
            case And(parts) | Or(parts):
                every = isinstance(proposition, And)
                return self._join([self._of(part) for part in parts], every=every)
            case If(condition, consequence):
                unless = self._complement(self._of(condition))
                return self._join((unless, self._of(consequence)), every=False)
            case In(issue, options):
                return self._among(issue, options)
            case Ordered(issue):
                return self._among(issue, options_beyond(proposition, self.issues[issue]))
            case Sum():
                return self._sum(proposition)

    def _among(self, issue: str, options: Collection[Value]) -> Node:
        at = self._at(issue)
        level = self._levels[at]
        runs: list[tuple[int, Node]] = []
        end = 0
        for place in sorted({level.place(option) for option in options}):
            if place > end:
                runs.append((place, self.false))
            end = place + 1
            runs.append((end, self.true))
        if end < level.size:
            runs.append((level.size, self.false))
        return self._make(at, runs)

    def _sum(self, compared: Sum) -> Node:
        terms = []
        for coefficient, issue in compared.terms:
            at = self._at(issue)
            level = self._levels[at]
            terms.append(Term(at, level.numbers, level.size, coefficient))
        return SumDiagram(
            sorted(terms, key=_level_of),
            compared.comparison,
            compared.bound,
            make=self._make,
            true=self.true,
            false=self.false,
        ).node()

    def _join(self, nodes: Iterable[Node], *, every: bool) -> Node:
        """Return the conjunction (or disjunction), begun with the issues that come last.

        So each step walks little of what has been joined before.
        """
        joined = self.true if every else self.false
        for node in sorted(nodes, key=_level_of, reverse=True):
            joined = self._join_two(node, joined, every)
        return joined

    def _join_two(self, one: Node, other: Node, every: bool) -> Node:  # noqa: FBT001 -- called often
        neutral, final = (self.true, self.false) if every else (self.false, self.true)
        if one is other or other is neutral:
            return one
        if one is neutral:
            return other
        if one is final or other is final:
            return final
        key = (every, one, other) if one.serial < other.serial else (every, other, one)
        known = self._joined.get(key)
        if known is None:
            runs = []
            for end, left, right in _aligned(one, other):
                runs.append((end, self._join_two(left, right, every)))
            known = self._joined[key] = self._make(min(one.level, other.level), runs)
        return known

    def _complement(self, node: Node) -> Node:
        known = self._complements.get(node)
        if known is None:
            runs = []
            for end, child in node.runs:
                runs.append((end, self._complement(child)))
            known = self._complements[node] = self._make(node.level, runs)
        return known

    def _restrict(
        self, node: Node, fixed: Mapping[int, int], last: int, memo: dict[Node, Node]
    ) -> Node:
        if node.level > last:
            return node
        known = memo.get(node)
        if known is None:
            runs = []
            for end, child in _taken(node, fixed):
                runs.append((end, self._restrict(child, fixed, last, memo)))
            known = memo[node] = self._make(node.level, runs)
        return known

    def _forget(self, node: Node, gone: Collection[int], last: int, memo: dict[Node, Node]) -> Node:
        if node.level > last:
            return node
        known = memo.get(node)
        if known is None:
            runs = []
            for end, child in node.runs:
                runs.append((end, self._forget(child, gone, last, memo)))
            if node.level in gone:
                known = self._join([child for _, child in runs], every=False)
            else:
                known = self._make(node.level, runs)
            memo[node] = known
        return known


def _level_of(each: Node | Term) -> int:
    return each.level


def _end_of(run: tuple[int, Node]) -> int:
    return run[0]


def _taken(node: Node, fixed: Mapping[int, int]) -> Runs:
    """Return the runs of a node, or the one run taken where its issue is settled."""
    if node.level not in fixed:
        return node.runs
    at = bisect_right(node.runs, fixed[node.level], key=_end_of)
    return node.runs[at : at + 1]


def _aligned(one: Node, other: Node) -> Iterator[tuple[int, Node, Node]]:
    """Yield the runs of the upper issue, cut wherever either node goes another way."""
    if one.level != other.level:
        if one.level < other.level:
            yield from ((end, child, other) for end, child in one.runs)
        else:
            yield from ((end, one, child) for end, child in other.runs)
        return
    left, right = iter(one.runs), iter(other.runs)
    (left_end, left_child), (right_end, right_child) = next(left), next(right)
    while True:
        end = min(left_end, right_end)
        yield end, left_child, right_child
        if left_end == right_end:
            following = next(left, None)
            if following is None:
                return
            left_end, left_child = following
            right_end, right_child = next(right)
        elif left_end < right_end:
            left_end, left_child = next(left)
        else:
            right_end, right_child = next(right)


# ---------------------------------------------------------------------------- names


def digest_of(proposition: Proposition, diagrams: Diagrams) -> str:
    """Return a name for the set of choices that a proposition is true of.

    Parameters
    ----------
    proposition : Proposition
    diagrams : Diagrams
        Whose issues and budget are used; what it already holds makes no difference.

    Returns
    -------
    str
        The digest of the diagram; where that is too large, `text:` and the SHA-256 of the
        proposition in a sorted normal form. Those names may differ for equal sets, but they
        do not depend on the order of entries either.

    Raises
    ------
    UnknownId
        Where the proposition names an issue that there is not.

    Examples
    --------
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}, {"id": "z"}])}
    >>> diagrams = Diagrams(issues)
    >>> one, other = Not(In("a", ("x",))), In("a", ("z", "y"))
    >>> digest_of(one, diagrams) == digest_of(other, diagrams)
    True
    """
    named: dict[str, Issue] = {}
    for issue in issues_of(proposition):
        if issue not in diagrams.issues:
            raise UnknownId("issue", issue, diagrams.issues)
        named[issue] = diagrams.issues[issue]
    ordered = _sorted(negation_normal_form(proposition, named))
    alone = Diagrams(named, budget=diagrams.budget)
    try:
        return alone.digest(alone.of(ordered))
    except TooLarge:
        return f"text:{hashlib.sha256(show(ordered).encode()).hexdigest()}"


def _sorted(normal: Proposition) -> Proposition:
    """Return a proposition in negation normal form with all that has no order sorted."""
    match normal:
        case And(parts):
            return And(_sorted_parts(parts))
        case Or(parts):
            return Or(_sorted_parts(parts))
        case In(issue, options):
            return In(issue, tuple(sorted(set(options), key=_numbers_first)))
        case Sum():
            return _sorted_sum(normal)
        case _:
            return normal


def _sorted_parts(parts: Iterable[Proposition]) -> tuple[Proposition, ...]:
    return tuple(sorted({_sorted(part) for part in parts}, key=show))


def _numbers_first(value: Value) -> tuple[bool, int, str]:
    return (False, value, "") if isinstance(value, int) else (True, 0, value)


def _sorted_sum(compared: Sum) -> Sum:
    """Return the same comparison by `<=`, `>=`, `=` or `!=`, sorted by id."""
    terms = sorted(compared.terms, key=_id_of)
    sign = -1 if terms[0][0] < 0 else 1
    comparison, bound = compared.comparison, compared.bound
    if comparison is Comparison.LESS:
        comparison, bound = Comparison.AT_MOST, bound - 1
    elif comparison is Comparison.MORE:
        comparison, bound = Comparison.AT_LEAST, bound + 1
    if sign < 0:
        comparison = _MIRRORED.get(comparison, comparison)
    return Sum(tuple((sign * factor, issue) for factor, issue in terms), comparison, sign * bound)


_MIRRORED: Final[Mapping[Comparison, Comparison]] = {
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.AT_MOST,
}


def _id_of(term: tuple[int, str]) -> str:
    return term[1]
