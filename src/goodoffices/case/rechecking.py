"""The second way: each "cannot all hold" and each package confirmed apart from the engine.

First the `plain_search`; where it would take too long, another engine on
a problem of its own, encoded afresh.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from goodoffices.case.enumeration import Budget, Meter, Stopped
from goodoffices.case.errors import EnginesDisagree
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, Value
from goodoffices.case.oracles import Unsatisfied, oracle_for
from goodoffices.case.plain_search import NODES, OutOfNodes, PlainSearch
from goodoffices.case.propositions import Proposition

Package = Mapping[str, Value]

MOST_WORK = 20_000
"""Questions another engine may ask to confirm that a movement set is a smallest one."""


class SecondWay:
    """Confirms what an engine said of some named constraints under some limits.

    Attributes
    ----------
    by_search, by_engine
        How many incompatible sets were confirmed by the plain search, and by another engine.

    Examples
    --------
    >>> from goodoffices.case.propositions import In
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> stated = {"p": In("a", ("x",)), "q": In("a", ("y",))}
    >>> second = SecondWay(stated, issues=issues, first="an engine")
    >>> second.confirm_incompatible({"p", "q"})
    >>> second.confirm_incompatible({"p"})
    Traceback (most recent call last):
    goodoffices.case.errors.EnginesDisagree: whether p can all hold: an engine and plain search ...
    """

    def __init__(
        self,
        constraints: Mapping[str, Proposition],
        *,
        issues: Mapping[str, Issue],
        limits: Sequence[Proposition] = (),
        first: str,
    ) -> None:
        self._constraints, self._issues, self._limits = constraints, issues, limits
        self._first, self._search = first, PlainSearch(issues)
        self._confirmed: set[frozenset[str]] = set()
        self._held: dict[int, tuple[Package, dict[str, bool]]] = {}
        self._engine = ""
        self.by_search = self.by_engine = 0

    @property
    def ways(self) -> str:
        """What was used, in words."""
        return " and ".join(filter(None, ("plain search", self._engine)))

    def confirm_incompatible(self, members: Collection[str]) -> None:
        """Confirm that these constraints cannot all hold under the limits.

        Raises
        ------
        EnginesDisagree
            Where they can.
        """
        claimed = frozenset(members)
        if claimed in self._confirmed:
            return
        asked = [self._constraints[name] for name in self._constraints if name in claimed]
        try:
            found = self._search.find(asked, limits=self._limits, nodes=NODES)
            way, is_so = "plain search", found is None
            self.by_search += 1
        except OutOfNodes:
            oracle = oracle_for(asked, issues=self._issues, limits=self._limits, second=True)
            answer = oracle.solve(frozenset(range(len(asked))))
            way, is_so = oracle.name, isinstance(answer, Unsatisfied)
            self._engine = oracle.name
            self.by_engine += 1
        if not is_so:
            what = f"whether {', '.join(sorted(claimed))} can all hold"
            raise EnginesDisagree(what, self._first, way)
        self._confirmed.add(claimed)

    def confirm_smallest(self, movement: Collection[str]) -> bool:
        """Tell whether another engine confirms that no movement set is smaller than this one.

        Returns
        -------
        bool
            False where it takes more than `MOST_WORK` to say so. With sums over several
            quantities it takes too long to be asked: the word of the first engine stands.

        Raises
        ------
        EnginesDisagree
            Where one is smaller.
        """
        oracle = oracle_for(
            list(self._constraints.values()), issues=self._issues, limits=self._limits, second=True
        )
        if not oracle.ranks_cheaply:
            return True
        try:
            smallest = next(oracle.movement_by_size(Meter(Budget(work=MOST_WORK)).spend), None)
        except Stopped:
            return False
        if smallest is None or len(smallest) != len(movement):
            what = "how many positions move at least"
            raise EnginesDisagree(what, self._first, oracle.name)
        return True

    def confirm_package(self, package: Package, members: Collection[str]) -> None:
        """Confirm that a package settles every issue, and that these constraints hold in it.

        Raises
        ------
        EnginesDisagree
            Where one of them, or a limit, does not.
        """
        known = self._held.get(id(package))
        if known is None:
            self._confirm_limits(package)
            known = self._held[id(package)] = (package, {})
        held = known[1]
        for name in members:
            if name not in held:
                proposition = self._constraints[name]
                held[name] = truth(proposition, package, issues=self._issues) is True
            if not held[name]:
                what = f"whether {name} holds in a package"
                raise EnginesDisagree(what, self._first, "evaluation")

    def _confirm_limits(self, package: Package) -> None:
        kept = self._search.is_package(package) and all(
            truth(limit, package, issues=self._issues) is True for limit in self._limits
        )
        if not kept:
            what = "whether a package settles every issue within the limits"
            raise EnginesDisagree(what, self._first, "evaluation")
