"""Confirms lightest crossings in a second way, which shares nothing with the search.

The contradictions are confirmed by plain search or another engine, packages by evaluation,
and "nothing beats it" by listing the minimal hitting sets of the contradictions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from goodoffices.bridging.lightest import Lightest
from goodoffices.bridging.strengths import crossed_strengths, is_beaten
from goodoffices.case.errors import EnginesDisagree
from goodoffices.case.evaluation import truth
from goodoffices.case.hitting import find_minimal_hitting_sets
from goodoffices.case.issues import Issue
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition
from goodoffices.case.rechecking import SecondWay

MOST_HITTING: Final = 5_000
"""Minimal hitting sets that are listed at most; beyond, only packages and sets are confirmed."""


def check_lightest(
    lightest: Lightest,
    positions: Sequence[Position],
    *,
    issues: Mapping[str, Issue],
    limits: Sequence[Proposition] = (),
) -> bool:
    """Confirm that every crossing leaves its package and that no other beats it.

    Parameters
    ----------
    lightest : Lightest
    positions, issues
        As they were searched.
    limits : sequence of Proposition
        Rules, norms, and what is never crossed.

    Returns
    -------
    bool
        Whether it was confirmed that nothing beats them; False where listing the minimal
        hitting sets would take too long. Contradictions and packages are confirmed always.

    Raises
    ------
    EnginesDisagree
        Where anything turns out otherwise.

    Notes
    -----
    Whatever a package crosses includes a minimal hitting set of the contradictions, which
    weighs no more for anybody. So a crossing that no minimal hitting set beats is beaten by
    no package.

    Source: ours, argued in `docs/book/bridging.md`.

    Examples
    --------
    >>> from goodoffices.bridging.lightest import find_lightest
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> check_lightest(find_lightest([], issues=issues), [], issues=issues)
    True
    """
    stated = {one.id: one.proposition for one in positions}
    second = SecondWay(stated, issues=issues, limits=limits, first=lightest.method)
    for contradiction in lightest.contradictions:
        second.confirm_incompatible(contradiction)
    for crossing in lightest.crossings:
        second.confirm_package(crossing.package, stated.keys() - crossing.crossed)
        crossed = {
            name
            for name, said in stated.items()
            if truth(said, crossing.package, issues=issues) is not True
        }
        if crossed != crossing.crossed:
            raise EnginesDisagree("what a package crosses", lightest.method, "evaluation")
    hitting = find_minimal_hitting_sets(
        lightest.contradictions, list(stated), most=MOST_HITTING + 1
    )
    if len(hitting) > MOST_HITTING:
        return False
    weights = [crossed_strengths(positions, one) for one in hitting]
    for crossing in lightest.crossings:
        if any(is_beaten(crossing.strengths, by=weight) for weight in weights):
            raise EnginesDisagree("whether a package is beaten", lightest.method, "hitting sets")
    return True
