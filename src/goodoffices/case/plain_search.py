"""A search for packages in plain Python, box by box: the second way to every "there is none".

It imports no solver and none of the modules that the engines use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import TypeAlias

from goodoffices.case.boxes import Box, Joint, Member, Node, OpenAtom, Refusal, Side, Total
from goodoffices.case.issues import Issue, Value
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

NODES = 2_000
"""Boxes a search looks at before it gives up; most incompatible sets need fewer than 50."""

ROUNDS = 10
"""How often the sums that must hold tighten one box before it is divided."""

SUMS_A_BOX = 10
"""So many sums looked at count as one more box."""


class OutOfNodes(Exception):
    """The search looked at as many boxes as it may."""


class PlainSearch:
    """Looks for packages, box by box.

    Parameters
    ----------
    issues : mapping of issue id to Issue
        Every issue a package settles.

    Notes
    -----
    Branch and prune: a box gives each issue several values; a proposition is true of all
    its packages, false of all, or open. A box with a false proposition is dropped, one with an
    open proposition is divided at an open atom of the one with fewest, so that a wide range
    costs no more than the thresholds that occur in it. A sum that must hold first takes from
    the box the numbers that its other quantities cannot make up for, and so does each sum that
    follows from two of them with a common quantity eliminated; alternatives with sums are
    taken one by one. Only issues named are divided.

    Source: ours; the argument is this note.

    Examples
    --------
    >>> issues = {"n": Issue(id="n", kind="quantity", low=0, high=1000000)}
    >>> many = Sum(((1, "n"),), Comparison.AT_LEAST, 300)
    >>> PlainSearch(issues).find([many])
    {'n': 300}
    >>> PlainSearch(issues).find([many, Not(many)]) is None
    True
    """

    def __init__(self, issues: Mapping[str, Issue]) -> None:
        self._issues = issues
        self._whole = {name: _whole(issue) for name, issue in issues.items()}
        self._nodes: dict[tuple[Proposition, bool], Node] = {}

    def find(
        self,
        propositions: Iterable[Proposition],
        *,
        limits: Iterable[Proposition] = (),
        nodes: int = NODES,
    ) -> dict[str, Value] | None:
        """Return a package in which all propositions and limits hold, or None: there is none.

        Parameters
        ----------
        propositions, limits : iterables of Proposition
            Limits are looked at last, so that those that do not matter cost little.
        nodes : int
            Boxes to look at before giving up.

        Raises
        ------
        OutOfNodes
            Where so many boxes do not decide.
        """
        asked = [self._node(proposition) for proposition in propositions]
        later = [self._node(limit) for limit in limits]
        stack = [(self._whole, asked, later)]
        looked_at = 0
        while stack:
            looked_at += 1
            if looked_at > nodes:
                raise OutOfNodes
            box, asked, later = stack.pop()
            box, still_open, effort = _looked_at(asked, box)
            looked_at += effort
            if still_open == []:
                box, still_open, effort = _looked_at(later, box)
                looked_at += effort
                later = []
            if still_open is None:
                continue
            if not still_open:
                return {name: self._first(name, side) for name, side in box.items()}
            node, atoms = _tightest(still_open, box)
            if later and any(map(_is_wide, atoms)):
                # Only sums are left to divide: now the limits may matter.
                stack.append((box, [*still_open, *later], []))
            elif isinstance(node, Joint) and any(map(_is_wide, atoms)):
                others = [other for other in still_open if other is not node]
                branches = [part for part in node.parts if part.known(box) is None]
                stack.extend((box, [*others, part], later) for part in reversed(branches))
            else:
                name, sides = atoms[0].division(box)
                stack.extend(({**box, name: side}, still_open, later) for side in reversed(sides))
        return None

    def is_package(self, package: Mapping[str, Value]) -> bool:
        """Tell whether a package gives each issue one of its values, and no other."""
        if package.keys() != self._whole.keys():
            return False
        for name, value in package.items():
            side = self._whole[name]
            if isinstance(value, str):
                is_fit = value in side.names
            else:
                is_fit = bool(side.size) and value in range(side.low, side.high + 1, side.step)
            if not is_fit:
                return False
        return True

    def _first(self, name: str, side: Side) -> Value:
        if side.size:
            return side.low
        return next(value for value in _names(self._issues[name]) if value in side.names)

    def _node(self, proposition: Proposition, *, wanted: bool = True) -> Node:
        """Return a proposition (or, where it is not wanted, its negation) as a node."""
        key = proposition, wanted
        if key not in self._nodes:
            self._nodes[key] = self._made(proposition, wanted=wanted)
        return self._nodes[key]

    def _made(self, proposition: Proposition, *, wanted: bool) -> Node:
        match proposition:
            case Constant(truth=known):
                return Joint(known is not wanted, ())
            case Not(body):
                return self._node(body, wanted=not wanted)
            case And(parts):
                return Joint(not wanted, tuple(self._node(p, wanted=wanted) for p in parts))
            case Or(parts):
                return Joint(wanted, tuple(self._node(p, wanted=wanted) for p in parts))
            case If(condition, consequence):
                unless = self._node(condition, wanted=not wanted)
                return Joint(wanted, (unless, self._node(consequence, wanted=wanted)))
            case Sum():
                return self._total(proposition, wanted=wanted)
            case In() | Ordered():
                member = self._member(proposition)
                return member if wanted else Refusal(member)

    def _member(self, atom: In | Ordered) -> Member:
        side = self._whole[atom.issue]
        if isinstance(atom, In):
            grid = range(side.low, side.high + 1, side.step) if side.size else range(0)
            listed = sorted({n for n in atom.options if isinstance(n, int) and n in grid})
            names = side.names.intersection(map(str, atom.options))
            return Member(atom.issue, names, tuple(listed))
        scale = [option.id for option in self._issues[atom.issue].options]
        place = scale.index(atom.option)
        beyond = scale[place + 1 :] if atom.above else scale[:place]
        return Member(atom.issue, frozenset(beyond), ())

    def _total(self, atom: Sum, *, wanted: bool) -> Node:
        """Return a sum; its negation is another, or a quantity left unsettled."""
        comparison, terms = atom.comparison, atom.terms
        if wanted:
            return Joint.any_of(Total(terms, *ends) for ends in _ENDS[comparison](atom.bound))
        opposite = _ENDS[_OPPOSITE[comparison]](atom.bound)
        sides = ((name, self._whole[name]) for _, name in terms)
        unsettled = [Member(name, side.names, ()) for name, side in sides if side.names]
        return Joint.any_of([*unsettled, *(Total(terms, *ends) for ends in opposite)])


_Ends: TypeAlias = tuple[int | None, int | None]

_ENDS: Mapping[Comparison, Callable[[int], tuple[_Ends, ...]]] = {
    Comparison.AT_MOST: lambda bound: ((None, bound),),
    Comparison.AT_LEAST: lambda bound: ((bound, None),),
    Comparison.LESS: lambda bound: ((None, bound - 1),),
    Comparison.MORE: lambda bound: ((bound + 1, None),),
    Comparison.EQUAL: lambda bound: ((bound, bound),),
    Comparison.UNEQUAL: lambda bound: ((None, bound - 1), (bound + 1, None)),
}
"""The stretches of totals for which a comparison with a bound is true."""

_OPPOSITE: Mapping[Comparison, Comparison] = {
    Comparison.AT_MOST: Comparison.MORE,
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.EQUAL: Comparison.UNEQUAL,
    Comparison.UNEQUAL: Comparison.EQUAL,
}


def _names(issue: Issue) -> tuple[str, ...]:
    return (*(option.id for option in issue.options), *(word.value for word in issue.allows))


def _whole(issue: Issue) -> Side:
    names = frozenset(_names(issue))
    if issue.low is None or issue.high is None:
        return Side(names)
    return Side(names, issue.low, issue.step, (issue.high - issue.low) // issue.step + 1)


def _still_open(nodes: Iterable[Node], box: Box) -> list[Node] | None:
    """Return the nodes still open in a box, or None where one is false in all of it."""
    found: list[Node] = []
    for node in nodes:
        known = node.known(box)
        if known is False:
            return None
        if known is None:
            if isinstance(node, Joint) and not node.decisive:
                found.extend(_still_open(node.parts, box) or ())
            else:
                found.append(node)
    return found


def _looked_at(nodes: Iterable[Node], box: Box) -> tuple[Box, list[Node] | None, int]:
    """Return a box tightened by the sums that must hold, the nodes still open, and the effort."""
    still_open = _still_open(nodes, box)
    looked_at = 0
    for _ in range(ROUNDS):
        if not still_open:
            break
        totals = list(dict.fromkeys(total for node in still_open for total in node.totals(box)))
        for one, other in combinations(tuple(totals), 2):
            totals.extend(one.without(other))
        looked_at += len(totals)
        before = box
        for total in totals:
            if total.known(box) is False:
                return box, None, looked_at // SUMS_A_BOX
            box = total.tightened(box)
        if box == before:
            break
        still_open = _still_open(still_open, box)
    return box, still_open, looked_at // SUMS_A_BOX


def _tightest(still_open: Iterable[Node], box: Box) -> tuple[Node, list[OpenAtom]]:
    """Return the first node with fewest open atoms, and these; wide sums come last."""
    listed = [(node, list(node.open_atoms(box))) for node in still_open]

    def looseness(pair: tuple[Node, list[OpenAtom]]) -> tuple[bool, bool, int]:
        node, atoms = pair
        return any(map(_is_wide, atoms)), isinstance(node, Total), len(atoms)

    return min(listed, key=looseness)


def _is_wide(atom: OpenAtom) -> bool:
    return isinstance(atom, Total) and len(atom.terms) > 1
