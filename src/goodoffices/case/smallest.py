"""Minimal movement sets in the order of their size, the smallest proven.

For clauses alone; sums over several quantities have their own way in `linear`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from goodoffices.case.encoding import Encoding

LIMITED_ENGINE = "glucose4"
"""A solver of python-sat that can be asked within limits, which no cadical can."""

SECOND_LIMITED_ENGINE = "minicard"
"""Another one, for what is re-checked; decision 0010 has the figures."""


class _CountedRC2(RC2):  # type: ignore[misc]  # python-sat ships no types
    """RC2 that reports each question it asks of its solver."""

    def __init__(self, formula: WCNF, spend: Callable[[int], None], engine: str) -> None:
        self._spend = spend
        super().__init__(formula, solver=engine, exhaust=True, minz=True)

    def _call_oracle(
        self,
        assumptions: Sequence[int] = (),
        expect_interrupt: bool = False,  # noqa: FBT001, FBT002 -- as python-sat has it
    ) -> bool | None:
        # None is "given up within the limits", which must never pass for "impossible".
        self._spend(1)
        answer: bool | None = super()._call_oracle(list(assumptions), expect_interrupt)
        return answer


def movement_by_size(
    encoding: Encoding, spend: Callable[[int], None], *, engine: str = LIMITED_ENGINE
) -> Iterator[frozenset[int]]:
    """Yield minimal movement sets, none smaller than the one before; all of them in the end.

    Parameters
    ----------
    encoding : Encoding
        Without linear constraints; its limits leave a package.
    spend : callable
        Called with 1 before each question to the solver; may raise to stop.
    engine : str
        A solver of python-sat that can be asked within limits.

    Notes
    -----
    Each constraint is a soft clause of weight 1. A set found is blocked with all its
    supersets, so that the next is minimal too; the first is a smallest one.

    Source: A. Ignatiev, A. Morgado and J. Marques-Silva, RC2: an efficient MaxSAT solver
    (2019).

    Examples
    --------
    >>> from goodoffices.case.encoding import encode
    >>> from goodoffices.case.issues import Issue
    >>> from goodoffices.case.propositions import In
    >>> issues = {"a": Issue(id="a", options=[{"id": "x"}, {"id": "y"}])}
    >>> problem = encode([In("a", ("x",)), In("a", ("y",)), In("a", ("x",))], issues=issues)
    >>> [sorted(movement) for movement in movement_by_size(problem, lambda questions: None)]
    [[1], [0, 2]]
    """
    formula = WCNF()
    for clause in encoding.clauses:
        formula.append(list(clause))
    for selector in encoding.selectors:
        formula.append([selector], weight=1)
    with _CountedRC2(formula, spend, engine) as rc2:
        for model in rc2.enumerate(block=-1):
            true = {literal for literal in model if literal > 0}
            yield frozenset(
                number for number, selector in enumerate(encoding.selectors) if selector not in true
            )
