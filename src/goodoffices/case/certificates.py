"""Is it true? Answers about incompatible and movement sets, checked in plain Python.

This module imports no solver and none of the modules that found the answers: it searches
boxes of values by `plain_search`, and evaluates packages by `evaluation.truth`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias

from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, Value
from goodoffices.case.plain_search import NODES, OutOfNodes, PlainSearch
from goodoffices.case.propositions import Proposition

Package: TypeAlias = Mapping[str, Value]


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
    >>> from goodoffices.case.propositions import In
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
