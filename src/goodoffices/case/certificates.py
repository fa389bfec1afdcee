"""Is it true? Answers about incompatible and movement sets, checked in plain Python.

This module imports no solver and none of the modules that found the answers: it searches
boxes of values by itself, and evaluates packages by `evaluation.truth`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, Value
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

Package: TypeAlias = Mapping[str, Value]

NODES = 2_000
"""Boxes a search looks at before it gives up; most incompatible sets need fewer than 50."""


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


@dataclass(frozen=True, slots=True)
class Side:
    """What one issue may still be: some names, and the numbers from one to another."""

    names: tuple[str, ...]
    low: int
    high: int
    step: int

    @property
    def count(self) -> int:
        """How many numbers there are."""
        return (self.high - self.low) // self.step + 1 if self.low <= self.high else 0

    def halves(self, at_most: int) -> tuple[Side, Side]:
        """Return the numbers up to a bound, and those beyond."""
        middle = self.low + (at_most - self.low) // self.step * self.step
        return (
            Side((), self.low, middle, self.step),
            Side((), middle + self.step, self.high, self.step),
        )


Box: TypeAlias = dict[str, Side]


def _whole(issue: Issue) -> Side:
    names = (*(option.id for option in issue.options), *(str(word) for word in issue.allows))
    if issue.low is None or issue.high is None:
        return Side(names, 1, 0, 1)
    return Side(names, issue.low, issue.high, issue.step)


def find_package(
    propositions: Collection[Proposition],
    *,
    issues: Mapping[str, Issue],
    limits: Collection[Proposition] = (),
    nodes: int = NODES,
) -> dict[str, Value] | None:
    """Return a package in which all propositions and limits hold, or None where there is none.

    Parameters
    ----------
    propositions, limits : collections of Proposition
        Limits are looked at last, so that those that do not matter cost little.
    issues : mapping of issue id to Issue
    nodes : int
        Boxes to look at before giving up.

    Returns
    -------
    dict or None
        One value for each issue. None only after every box was looked at.

    Raises
    ------
    OutOfNodes
        Where so many boxes do not decide.

    Notes
    -----
    Branch and prune: a box gives each issue several values; a proposition is true of all
    its packages, false of all, or open. A box with a false proposition is dropped, one with an
    open proposition is divided at one of its open atoms, so that a wide range costs no more
    than the thresholds that occur in it. Only issues named are divided.

    Source: ours; the argument is this note.

    Examples
    --------
    >>> issues = {"n": Issue(id="n", kind="quantity", low=0, high=1000000)}
    >>> many = Sum(((1, "n"),), Comparison.AT_LEAST, 300)
    >>> find_package([many], issues=issues)
    {'n': 300}
    >>> find_package([many, Not(many)], issues=issues) is None
    True
    """
    whole = {name: _whole(issue) for name, issue in issues.items()}
    stack: list[tuple[Box, Collection[Proposition], Collection[Proposition]]]
    stack = [(whole, propositions, limits)]
    looked_at = 0
    while stack:
        looked_at += 1
        if looked_at > nodes:
            raise OutOfNodes
        box, asked, later = stack.pop()
        still_open = _open(asked, box, issues)
        if still_open is not None and not still_open:
            still_open, later = _open(later, box, issues), ()
            if still_open is not None and not still_open:
                return {name: _first(side) for name, side in box.items()}
        if still_open is None:
            continue
        name, sides = _division(still_open, box, issues)
        stack.extend(({**box, name: side}, still_open, later) for side in reversed(sides))
    return None


def _first(side: Side) -> Value:
    return side.low if side.count else side.names[0]


def _open(
    propositions: Iterable[Proposition], box: Box, issues: Mapping[str, Issue]
) -> list[Proposition] | None:
    """Return the propositions still open in a box, or None where one is false in all of it."""
    found = []
    for proposition in propositions:
        known = _known(proposition, box, issues)
        if known is False:
            return None
        if known is None:
            found.append(proposition)
    return found


def _known(proposition: Proposition, box: Box, issues: Mapping[str, Issue]) -> bool | None:
    """Tell whether a proposition is true of a whole box, false of it, or neither is plain."""
    match proposition:
        case In() | Ordered() | Sum():
            return _atom(proposition, box, issues)
        case Constant(known):
            return known
        case Not(body):
            inner = _known(body, box, issues)
            return None if inner is None else not inner
        case And(parts):
            return _first_of(False, parts, box, issues)  # noqa: FBT003 -- a truth value
        case Or(parts):
            return _first_of(True, parts, box, issues)  # noqa: FBT003 -- a truth value
        case If(condition, consequence):
            return _first_of(True, (Not(condition), consequence), box, issues)  # noqa: FBT003


def _first_of(
    decisive: bool,  # noqa: FBT001 -- a truth value
    parts: Iterable[Proposition],
    box: Box,
    issues: Mapping[str, Issue],
) -> bool | None:
    """Return the decisive truth where a part has it, else the other where all parts do."""
    settled: bool | None = not decisive
    for part in parts:
        known = _known(part, box, issues)
        if known is decisive:
            return decisive
        if known is None:
            settled = None
    return settled


def _options(atom: In | Ordered, issue: Issue) -> tuple[Value, ...]:
    if isinstance(atom, In):
        return atom.options
    scale = [option.id for option in issue.options]
    place = scale.index(atom.option)
    return tuple(scale[place + 1 :] if atom.above else scale[:place])


def _atom(atom: Atom, box: Box, issues: Mapping[str, Issue]) -> bool | None:
    if isinstance(atom, Sum):
        return _sum(atom, box)
    side = box[atom.issue]
    options = _options(atom, issues[atom.issue])
    named = sum(name in options for name in side.names)
    if side.count:
        named += sum(
            side.low <= number <= side.high and not (number - side.low) % side.step
            for number in set(options)
            if isinstance(number, int)
        )
    if not named:
        return False
    return True if named == len(side.names) + side.count else None


def _sum(atom: Sum, box: Box) -> bool | None:
    least = greatest = 0
    certainly_settled = True
    for coefficient, name in atom.terms:
        side = box[name]
        if not side.count:
            return False
        certainly_settled &= not side.names
        ends = coefficient * side.low, coefficient * side.high
        least, greatest = least + min(ends), greatest + max(ends)
    always, never = _COMPARED[atom.comparison](least, greatest, atom.bound)
    if never:
        return False
    return True if always and certainly_settled else None


_COMPARED: Mapping[Comparison, Callable[[int, int, int], tuple[bool, bool]]] = {
    Comparison.AT_MOST: lambda least, greatest, bound: (greatest <= bound, least > bound),
    Comparison.AT_LEAST: lambda least, greatest, bound: (least >= bound, greatest < bound),
    Comparison.LESS: lambda least, greatest, bound: (greatest < bound, least >= bound),
    Comparison.MORE: lambda least, greatest, bound: (least > bound, greatest <= bound),
    Comparison.EQUAL: lambda least, greatest, bound: (
        least == greatest == bound,
        not least <= bound <= greatest,
    ),
    Comparison.UNEQUAL: lambda least, greatest, bound: (
        not least <= bound <= greatest,
        least == greatest == bound,
    ),
}
"""For the least and the greatest total: is the comparison always true, is it never true."""


def _division(
    still_open: Sequence[Proposition], box: Box, issues: Mapping[str, Issue]
) -> tuple[str, tuple[Side, ...]]:
    """Return the issue to divide and its parts: at an atom of the tightest proposition."""
    fewest: list[Atom] = []
    for proposition in still_open:
        found = list(_open_atoms(proposition, box, issues))
        if not fewest or len(found) < len(fewest):
            fewest = found
            if len(fewest) == 1:
                break
    atom = fewest[0]
    if not isinstance(atom, Sum):
        return atom.issue, _parted(box[atom.issue], _options(atom, issues[atom.issue]))
    for _, name in atom.terms:
        side = box[name]
        if side.names:
            return name, (Side((), side.low, side.high, side.step), Side(side.names, 1, 0, 1))
    coefficient, name = max(atom.terms, key=lambda term: abs(term[0]) * _width(box[term[1]]))
    side = box[name]
    middle = (side.low + side.high) // 2
    if len(atom.terms) == 1:
        # The numbers at, below and above the bound: one of these cuts divides the side.
        near = atom.bound // coefficient
        cuts = (near - 1, near, near + 1)
        middle = next((cut for cut in cuts if _cuts(atom, side, cut)), middle)
    return name, side.halves(middle)


def _cuts(atom: Sum, side: Side, at_most: int) -> bool:
    """Whether a cut leaves numbers on both sides and decides the atom on one of them."""
    if not side.low <= at_most < side.high:
        return False
    ((_, name),) = atom.terms
    return any(_sum(atom, {name: half}) is not None for half in side.halves(at_most))


def _width(side: Side) -> int:
    return side.high - side.low


def _parted(side: Side, options: Collection[Value]) -> tuple[Side, ...]:
    """Divide a side into what is among the options and what is not."""
    inside = tuple(name for name in side.names if name in options)
    outside = tuple(name for name in side.names if name not in options)
    if not side.count:
        return Side(inside, 1, 0, 1), Side(outside, 1, 0, 1)
    if side.names:
        return Side(side.names, 1, 0, 1), Side((), side.low, side.high, side.step)
    listed = sorted(n for n in set(options) if isinstance(n, int) and side.low <= n <= side.high)
    listed = [n for n in listed if not (n - side.low) % side.step]
    return side.halves(
        listed[0] if listed[0] < side.high and listed[0] == side.low else listed[0] - side.step
    )


def _open_atoms(proposition: Proposition, box: Box, issues: Mapping[str, Issue]) -> Iterator[Atom]:
    """Yield the open atoms within the open parts of a proposition."""
    if _known(proposition, box, issues) is not None:
        return
    match proposition:
        case In() | Ordered() | Sum():
            yield proposition
        case Not(body):
            yield from _open_atoms(body, box, issues)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _open_atoms(part, box, issues)
        case If(condition, consequence):
            yield from _open_atoms(condition, box, issues)
            yield from _open_atoms(consequence, box, issues)
        case Constant():
            return


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
        self._constraints, self._limits = constraints, limits
        self._issues, self._nodes = issues, nodes
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
                found = find_package(
                    asked, issues=self._issues, limits=self._limits, nodes=self._nodes
                )
                self._found[members] = "no" if found is None else "yes"
            except OutOfNodes:
                self._found[members] = "unknown"
        return self._found[members]

    def _meets(self, package: Package, names: Collection[str]) -> bool:
        if package.keys() != self._issues.keys():
            return False
        for name, value in package.items():
            side = _whole(self._issues[name])
            number = isinstance(value, int) and bool(side.count)
            on_grid = number and value in range(side.low, side.high + 1, side.step)
            if not on_grid and value not in side.names:
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
