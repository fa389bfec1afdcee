"""Is it true? Answers about incompatible and movement sets, checked in plain Python.

This module imports no solver and none of the modules that found the answers: it searches
boxes of values by itself, and evaluates packages by `evaluation.truth`.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, Protocol, TypeAlias

from goodoffices.case.evaluation import truth
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

Package: TypeAlias = Mapping[str, Value]

NODES = 2_000
"""Boxes a search looks at before it gives up; most incompatible sets need fewer than 50."""

ROUNDS = 10
"""How often the sums that must hold tighten one box before it is divided."""

SUMS_A_BOX = 10
"""So many sums looked at count as one more box."""


class Claims(Protocol):
    """What is checked: `goodoffices.case.conflicts.Conflicts`, or anything like it."""

    @property
    def incompatible(self) -> Sequence[frozenset[str]]:
        """Sets said to be minimal incompatible sets."""
        ...

    @property
    def movement(self) -> Sequence[frozenset[str]]:
        """Sets said to be minimal movement sets."""
        ...

    @property
    def incompatible_complete(self) -> bool:
        """Whether these are said to be all minimal incompatible sets."""
        ...

    @property
    def movement_complete(self) -> bool:
        """Whether these are said to be all minimal movement sets."""
        ...

    @property
    def left_out(self) -> Mapping[frozenset[str], Mapping[str, Package]]:
        """For each incompatible set and member a package in which all others hold."""
        ...

    @property
    def witnesses(self) -> Mapping[frozenset[str], Package]:
        """For each movement set a package in which all other constraints hold."""
        ...

    @property
    def reasons(self) -> Mapping[frozenset[str], Mapping[str, frozenset[str]]]:
        """For each movement set and member an incompatible set that has no other of them."""
        ...


class OutOfNodes(Exception):
    """The search looked at as many boxes as it may."""


# ---------------------------------------------------------------------------- boxes


class Side(NamedTuple):
    """What one issue may still be: some names, and so many numbers from the lowest on."""

    names: frozenset[str]
    low: int = 0
    step: int = 1
    size: int = 0

    @property
    def high(self) -> int:
        """The highest number; below the lowest where there is none."""
        return self.low + (self.size - 1) * self.step

    def numbers(self) -> Side:
        """Return the numbers without any name."""
        return self._replace(names=frozenset())

    def between(self, low: int, high: int) -> Side:
        """Return the numbers from one to another that are among these, without any name."""
        skipped = max(0, -((self.low - low) // self.step))
        left = min(self.size, (high - self.low) // self.step + 1) - skipped
        return Side(frozenset(), self.low + skipped * self.step, self.step, max(0, left))

    def halves(self, cut: int) -> tuple[Side, Side]:
        """Return the numbers up to a cut, and those above it."""
        up_to = min(max((cut - self.low) // self.step + 1, 0), self.size)
        above = Side(frozenset(), self.low + up_to * self.step, self.step, self.size - up_to)
        return Side(frozenset(), self.low, self.step, up_to), above


Box: TypeAlias = dict[str, Side]


class _Node(Protocol):
    """A proposition, ready to be asked about boxes."""

    def known(self, box: Box) -> bool | None:
        """Tell whether it is true of the whole box, false of it, or neither is plain."""
        ...

    def open_atoms(self, box: Box) -> Iterator[_Atom]:
        """Yield the open atoms in its open parts."""
        ...

    def totals(self, box: Box) -> Iterator[_Total]:
        """Yield sums without which it cannot hold in the box, where it is open."""
        ...


class _Atom(_Node, Protocol):
    """An atom, which also tells how to divide a box in which it is open."""

    def division(self, box: Box) -> tuple[str, tuple[Side, Side]]:
        """Return an issue, and two smaller sides of it that make up the whole."""
        ...


@dataclass(frozen=True, slots=True)
class _Member:
    """The issue has one of these values; the numbers are in order, all of them possible."""

    issue: str
    names: frozenset[str]
    numbers: tuple[int, ...]

    def known(self, box: Box) -> bool | None:
        side = box[self.issue]
        if side.size:
            inside = self._inside(side)
            if inside == side.size and side.names <= self.names:
                return True
            return None if inside or not side.names.isdisjoint(self.names) else False
        if side.names <= self.names:
            return True
        return False if side.names.isdisjoint(self.names) else None

    def totals(self, box: Box) -> Iterator[_Total]:
        del box
        return iter(())

    def _inside(self, side: Side) -> int:
        """Return how many numbers of a side are among these."""
        return bisect_right(self.numbers, side.high) - bisect_left(self.numbers, side.low)

    def open_atoms(self, box: Box) -> Iterator[_Atom]:
        if self.known(box) is None:
            yield self

    def division(self, box: Box) -> tuple[str, tuple[Side, Side]]:
        side = box[self.issue]
        if not side.size:
            return self.issue, (Side(side.names & self.names), Side(side.names - self.names))
        if side.names:
            return self.issue, (Side(side.names), side.numbers())
        first = self.numbers[bisect_left(self.numbers, side.low)]
        return self.issue, side.halves(first if first == side.low else first - side.step)


@dataclass(frozen=True, slots=True)
class _Total:
    """A sum between two ends (None: no end); false where a quantity is left unsettled."""

    terms: tuple[tuple[int, str], ...]
    low: int | None
    high: int | None

    def known(self, box: Box) -> bool | None:
        least = greatest = 0
        is_settled = True
        for coefficient, name in self.terms:
            side = box[name]
            if not side.size:
                return False
            if side.names:
                is_settled = False
            ends = coefficient * side.low, coefficient * side.high
            least, greatest = least + min(ends), greatest + max(ends)
        low = least if self.low is None else self.low
        high = greatest if self.high is None else self.high
        if least > high or greatest < low:
            return False
        if low == high:
            # Totals come in strides, which may step over the only one wanted.
            stride = math.gcd(*(c * box[name].step for c, name in self.terms if box[name].size > 1))
            if (low - least) % stride if stride else least != low:
                return False
        return True if is_settled and low <= least and greatest <= high else None

    def open_atoms(self, box: Box) -> Iterator[_Atom]:
        if self.known(box) is None:
            yield self

    def totals(self, box: Box) -> Iterator[_Total]:
        del box
        yield self

    def division(self, box: Box) -> tuple[str, tuple[Side, Side]]:
        for _, name in self.terms:
            side = box[name]
            if side.names:
                return name, (side.numbers(), Side(side.names))

        def spread(term: tuple[int, str]) -> int:
            side = box[term[1]]
            return abs(term[0]) * (side.high - side.low)

        coefficient, name = max(self.terms, key=spread)
        side = box[name]
        cut = (side.low + side.high) // 2
        if len(self.terms) == 1:
            # One of these cuts parts the numbers of which it is true from the others.
            ends = [end // coefficient for end in (self.low, self.high) if end is not None]
            cuts = (end + near for end in ends for near in (-1, 0, 1))
            cut = next((one for one in cuts if self._parts(box, one)), cut)
        return name, side.halves(cut)

    def _parts(self, box: Box, cut: int) -> bool:
        """Whether a cut leaves numbers on both sides, and decides the atom on one of them."""
        ((_, name),) = self.terms
        halves = box[name].halves(cut)
        return all(half.size for half in halves) and any(
            self.known({name: half}) is not None for half in halves
        )

    def tightened(self, box: Box) -> Box:
        """Return the part of a box outside of which it is surely false.

        A number may be no larger than what the others' least leaves below the upper end.
        """
        sides = {name: box[name].numbers() for _, name in self.terms}
        if not all(side.size for side in sides.values()):
            return {**box, **sides}
        ends = {name: sorted((c * sides[name].low, c * sides[name].high)) for c, name in self.terms}
        least = sum(end[0] for end in ends.values())
        greatest = sum(end[1] for end in ends.values())
        for coefficient, name in self.terms:
            most = None if self.high is None else self.high - least + ends[name][0]
            fewest = None if self.low is None else self.low - greatest + ends[name][1]
            if coefficient < 0:
                most, fewest = fewest, most
            side = sides[name]
            sides[name] = side.between(
                side.low if fewest is None else -(-fewest // coefficient),
                side.high if most is None else most // coefficient,
            )
        return {**box, **sides}

    def without(self, other: _Total) -> Iterator[_Total]:
        """Yield sums that hold where both do, each free of one quantity that both have."""
        mine, theirs = ({name: c for c, name in total.terms} for total in (self, other))
        for name in mine.keys() & theirs.keys():
            shared = math.gcd(mine[name], theirs[name])
            times, by = abs(theirs[name]) // shared, abs(mine[name]) // shared
            if (mine[name] > 0) == (theirs[name] > 0):
                by = -by
            weights = {
                each: times * mine.get(each, 0) + by * theirs.get(each, 0)
                for each in (*mine, *theirs)
            }
            low, high = (other.low, other.high) if by > 0 else (other.high, other.low)
            yield _Total(
                tuple((weight, each) for each, weight in weights.items() if weight),
                None if self.low is None or low is None else times * self.low + by * low,
                None if self.high is None or high is None else times * self.high + by * high,
            )


@dataclass(frozen=True, slots=True)
class _Joint:
    """Parts of which one decides where it has the decisive truth: false for `and`."""

    decisive: bool
    parts: tuple[_Node, ...]

    @classmethod
    def any_of(cls, parts: Iterable[_Node]) -> _Node:
        """Return parts of which one must hold, or the only part."""
        listed = tuple(parts)
        return listed[0] if len(listed) == 1 else cls(decisive=True, parts=listed)

    def known(self, box: Box) -> bool | None:
        settled: bool | None = not self.decisive
        for part in self.parts:
            known = part.known(box)
            if known is self.decisive:
                return known
            if known is None:
                settled = None
        return settled

    def open_atoms(self, box: Box) -> Iterator[_Atom]:
        if self.known(box) is None:
            for part in self.parts:
                yield from part.open_atoms(box)

    def totals(self, box: Box) -> Iterator[_Total]:
        still_open = [part for part in self.parts if part.known(box) is None]
        if not self.decisive or len(still_open) == 1:
            for part in still_open:
                yield from part.totals(box)


@dataclass(frozen=True, slots=True)
class _Refusal:
    """The issue has none of these values."""

    body: _Member

    def known(self, box: Box) -> bool | None:
        known = self.body.known(box)
        return None if known is None else not known

    def open_atoms(self, box: Box) -> Iterator[_Atom]:
        return self.body.open_atoms(box)

    def totals(self, box: Box) -> Iterator[_Total]:
        del box
        return iter(())


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
        self._nodes: dict[tuple[Proposition, bool], _Node] = {}

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
            elif isinstance(node, _Joint) and any(map(_is_wide, atoms)):
                others = [other for other in still_open if other is not node]
                branches = [part for part in node.parts if part.known(box) is None]
                stack.extend((box, [*others, part], later) for part in reversed(branches))
            else:
                name, sides = atoms[0].division(box)
                stack.extend(({**box, name: side}, still_open, later) for side in reversed(sides))
        return None

    def is_package(self, package: Package) -> bool:
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

    def _node(self, proposition: Proposition, *, wanted: bool = True) -> _Node:
        """Return a proposition (or, where it is not wanted, its negation) as a node."""
        key = proposition, wanted
        if key not in self._nodes:
            self._nodes[key] = self._made(proposition, wanted=wanted)
        return self._nodes[key]

    def _made(self, proposition: Proposition, *, wanted: bool) -> _Node:
        match proposition:
            case Constant(truth=known):
                return _Joint(known is not wanted, ())
            case Not(body):
                return self._node(body, wanted=not wanted)
            case And(parts):
                return _Joint(not wanted, tuple(self._node(p, wanted=wanted) for p in parts))
            case Or(parts):
                return _Joint(wanted, tuple(self._node(p, wanted=wanted) for p in parts))
            case If(condition, consequence):
                unless = self._node(condition, wanted=not wanted)
                return _Joint(wanted, (unless, self._node(consequence, wanted=wanted)))
            case Sum():
                return self._total(proposition, wanted=wanted)
            case In() | Ordered():
                member = self._member(proposition)
                return member if wanted else _Refusal(member)

    def _member(self, atom: In | Ordered) -> _Member:
        side = self._whole[atom.issue]
        if isinstance(atom, In):
            grid = range(side.low, side.high + 1, side.step) if side.size else range(0)
            listed = sorted({n for n in atom.options if isinstance(n, int) and n in grid})
            names = side.names.intersection(map(str, atom.options))
            return _Member(atom.issue, names, tuple(listed))
        scale = [option.id for option in self._issues[atom.issue].options]
        place = scale.index(atom.option)
        beyond = scale[place + 1 :] if atom.above else scale[:place]
        return _Member(atom.issue, frozenset(beyond), ())

    def _total(self, atom: Sum, *, wanted: bool) -> _Node:
        """Return a sum; its negation is another, or a quantity left unsettled."""
        comparison, terms = atom.comparison, atom.terms
        if wanted:
            return _Joint.any_of(_Total(terms, *ends) for ends in _ENDS[comparison](atom.bound))
        opposite = _ENDS[_OPPOSITE[comparison]](atom.bound)
        sides = ((name, self._whole[name]) for _, name in terms)
        unsettled = [_Member(name, side.names, ()) for name, side in sides if side.names]
        return _Joint.any_of([*unsettled, *(_Total(terms, *ends) for ends in opposite)])


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


def _still_open(nodes: Iterable[_Node], box: Box) -> list[_Node] | None:
    """Return the nodes still open in a box, or None where one is false in all of it."""
    found: list[_Node] = []
    for node in nodes:
        known = node.known(box)
        if known is False:
            return None
        if known is None:
            if isinstance(node, _Joint) and not node.decisive:
                found.extend(_still_open(node.parts, box) or ())
            else:
                found.append(node)
    return found


def _looked_at(nodes: Iterable[_Node], box: Box) -> tuple[Box, list[_Node] | None, int]:
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


def _tightest(still_open: Iterable[_Node], box: Box) -> tuple[_Node, list[_Atom]]:
    """Return the first node with fewest open atoms, and these; wide sums come last."""
    listed = [(node, list(node.open_atoms(box))) for node in still_open]

    def looseness(pair: tuple[_Node, list[_Atom]]) -> tuple[bool, bool, int]:
        node, atoms = pair
        return any(map(_is_wide, atoms)), isinstance(node, _Total), len(atoms)

    return min(listed, key=looseness)


def _is_wide(atom: _Atom) -> bool:
    return isinstance(atom, _Total) and len(atom.terms) > 1


# ---------------------------------------------------------------------------- the check


def check_conflicts(
    constraints: Mapping[str, Proposition],
    limits: Sequence[Proposition],
    issues: Mapping[str, Issue],
    conflicts: Claims,
    *,
    nodes: int = NODES,
) -> list[str]:
    """Return what is wrong, or cannot be confirmed, in a claim about conflicts.

    Parameters
    ----------
    constraints, limits, issues
        As for `conflicts.find_conflicts`.
    conflicts : Claims
        The claim.
    nodes : int
        Boxes to look at before saying that a set could not be confirmed here.

    Returns
    -------
    list of str
        Sentences; empty where all is right.

    Notes
    -----
    An incompatible set is right where the search finds no package for it and, for each
    member, one for the others. A movement set is right where its witness meets all other
    constraints and each member has an incompatible set that none of the others meets. Where a
    list is said to be complete, each set of the other list must hit all of its sets; and
    where both are, no set of members that hits all incompatible sets may be free of every
    movement set, which is what duality comes to.

    Examples
    --------
    >>> from goodoffices.case.conflicts import find_conflicts
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> stated = {"p": In("a", ("x",)), "q": In("a", ("y",))}
    >>> check_conflicts(stated, (), issues, find_conflicts(stated, issues=issues))
    []
    """
    check = _Check(constraints, limits, issues, nodes)
    wrong = [
        *check.names((*conflicts.incompatible, *conflicts.movement)),
        *_repeated("incompatible", conflicts.incompatible),
        *_repeated("movement", conflicts.movement),
    ]
    if wrong:
        return wrong
    for members in conflicts.incompatible:
        wrong += check.incompatible(members, conflicts.left_out.get(members, {}))
    for members in conflicts.movement:
        reasons = conflicts.reasons.get(members, {})
        wrong += check.movement(members, conflicts.witnesses.get(members), reasons)
    return [*wrong, *_duality(conflicts)]


def _words(members: Collection[str]) -> str:
    return "{" + ", ".join(sorted(members)) + "}"


def _repeated(kind: str, sets: Sequence[frozenset[str]]) -> list[str]:
    twice = [members for members in dict.fromkeys(sets) if sets.count(members) > 1]
    return [f"{kind} set {_words(members)} is listed twice" for members in twice]


class _Check:
    """The claims about single sets."""

    def __init__(
        self,
        constraints: Mapping[str, Proposition],
        limits: Sequence[Proposition],
        issues: Mapping[str, Issue],
        nodes: int,
    ) -> None:
        self._constraints, self._limits, self._issues = constraints, limits, issues
        self._search, self._nodes = PlainSearch(issues), nodes
        self._found: dict[frozenset[str], str] = {}

    def names(self, sets: Iterable[frozenset[str]]) -> list[str]:
        """Return the names that stand for nothing."""
        unknown = sorted({name for members in sets for name in members} - self._constraints.keys())
        return [f"there is no constraint {name}" for name in unknown]

    def _leaves_a_package(self, members: frozenset[str]) -> str:
        """Return "yes", "no" or "unknown", by search."""
        if members not in self._found:
            asked = [self._constraints[name] for name in self._constraints if name in members]
            try:
                found = self._search.find(asked, limits=self._limits, nodes=self._nodes)
                self._found[members] = "no" if found is None else "yes"
            except OutOfNodes:
                self._found[members] = "unknown"
        return self._found[members]

    def _meets(self, package: Package, names: Collection[str]) -> bool:
        if not self._search.is_package(package):
            return False
        said = [*self._limits, *(self._constraints[name] for name in names)]
        return all(truth(proposition, package, issues=self._issues) is True for proposition in said)

    def incompatible(
        self, members: frozenset[str], left_out: Mapping[str, Package]
    ) -> Iterator[str]:
        """Yield what is wrong with one minimal incompatible set."""
        answer = self._leaves_a_package(members)
        if answer == "yes":
            yield f"incompatible set {_words(members)} leaves a package"
        elif answer == "unknown":
            yield f"incompatible set {_words(members)} could not be confirmed by search"
        for member in sorted(members):
            others = members - {member}
            package = left_out.get(member)
            if package is not None and self._meets(package, others):
                continue
            answer = self._leaves_a_package(others)
            if package is not None:
                yield f"the package for {_words(members)} without {member} does not meet the others"
            elif answer == "no":
                yield f"incompatible set {_words(members)} is not minimal: {member} is not needed"
            elif answer == "unknown":
                yield f"that {_words(members)} needs {member} could not be confirmed by search"

    def movement(
        self,
        members: frozenset[str],
        witness: Package | None,
        reasons: Mapping[str, frozenset[str]],
    ) -> Iterator[str]:
        """Yield what is wrong with one minimal movement set."""
        kept = frozenset(self._constraints) - members
        if witness is None:
            yield f"movement set {_words(members)} comes without a package"
        elif not self._meets(witness, kept):
            yield f"the package of movement set {_words(members)} does not meet the others"
        for member in sorted(members):
            reason = reasons.get(member, kept | {member})
            answer = self._leaves_a_package(reason)
            if not reason <= kept | {member} or answer == "yes":
                yield f"movement set {_words(members)} is not minimal: {member} need not move"
            elif answer == "unknown":
                yield f"that {member} must move in {_words(members)} could not be confirmed"


def _duality(conflicts: Claims) -> Iterator[str]:
    """Yield what is wrong between the two lists, each being the hitting sets of the other."""
    for incompatible in conflicts.incompatible:
        for movement in conflicts.movement:
            if not incompatible & movement:
                yield f"movement set {_words(movement)} leaves {_words(incompatible)} whole"
    if conflicts.incompatible_complete and conflicts.movement_complete:
        try:
            missed = find_undual(conflicts.incompatible, conflicts.movement)
        except OutOfNodes:
            yield "that no set is missing could not be confirmed by search"
            return
        if missed is not None:
            yield f"a set is missing: {_words(missed)} hits every incompatible set, moves none"


def find_undual(
    these: Sequence[frozenset[str]], those: Sequence[frozenset[str]], *, nodes: int = 200_000
) -> frozenset[str] | None:
    """Return a set that hits all of these and contains none of those, or None.

    None shows that all minimal hitting sets of these are among those. Where moreover each of
    these has a member in common with each of those, and all are minimal, the two lists are
    dual, and neither can lack a set.

    Parameters
    ----------
    these, those : sequences of frozenset
    nodes : int
        Branches to look at before giving up.

    Raises
    ------
    OutOfNodes
        Where so many branches do not decide.

    Notes
    -----
    Plain branching on the tightest set, after forced members.

    Source: ours; duality is R. Reiter, A theory of diagnosis from first principles (1987).

    Examples
    --------
    >>> ab, bc = frozenset("ab"), frozenset("bc")
    >>> find_undual([ab, bc], [frozenset("b"), frozenset("ac")]) is None
    True
    >>> sorted(find_undual([ab, bc], [frozenset("ac")]))
    ['b']
    """
    names = sorted({name for members in (*these, *those) for name in members})
    bit = {name: 1 << number for number, name in enumerate(names)}
    to_hit = [sum(bit[name] for name in members) for members in these]
    to_break = [sum(bit[name] for name in members) for members in those]
    stack = [(0, 0, to_hit, to_break)]
    looked_at = 0
    while stack:
        looked_at += 1
        if looked_at > nodes:
            raise OutOfNodes
        taken, refused, to_hit, to_break = stack.pop()
        # Members still undecided in what is not yet hit, and in what is not yet broken.
        to_hit = [members & ~refused for members in to_hit if not members & taken]
        to_break = [members & ~taken for members in to_break if not members & refused]
        if not to_hit:
            if all(to_break):
                return frozenset(name for name in names if bit[name] & taken)
            continue
        hit = min(to_hit, key=int.bit_count)
        broken = min(to_break, key=int.bit_count, default=hit)
        tightest = min(hit, broken, key=int.bit_count)
        if not tightest:
            continue
        one = tightest & -tightest
        in_, out = (taken | one, refused), (taken, refused | one)
        branches = [in_, out] if tightest.bit_count() > 1 else [in_ if tightest == hit else out]
        stack.extend((*branch, to_hit, to_break) for branch in branches)
    return None
