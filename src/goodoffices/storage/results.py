"""Results for one state of the case: computed once, and gone soon after the state."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, TypeVar, cast

STATES: Final = 3
"""States whose results are kept: while somebody writes, others still look at the one before."""
MOST: Final = 96 * STATES
"""Results that are kept in all."""

ResultT = TypeVar("ResultT")


class Results:
    """What was computed for the latest states, by key; safe to use from several threads.

    A result belongs to its state and is never taken for another's.

    Examples
    --------
    >>> results = Results()
    >>> results.begin("a")
    >>> results.of("a", "sum", lambda: 1 + 1), results.of("a", "sum", lambda: 3)
    (2, 2)
    >>> results.begin("b")
    >>> results.of("b", "sum", lambda: 3), results.of("a", "sum", lambda: 4)
    (3, 2)
    >>> results.begin("c", forgets=True)
    >>> results.of("b", "sum", lambda: 5)
    5
    """

    def __init__(self) -> None:
        self._heads: list[str] = []
        self._lock = threading.Lock()
        self._found: OrderedDict[tuple[str, Hashable], object] = OrderedDict()
        self._busy: dict[tuple[str, Hashable], threading.Lock] = {}

    def begin(self, head: str, *, forgets: bool = False) -> None:
        """Keep results of a new state, and forget those of the states before the last few.

        Parameters
        ----------
        forgets
            Whether every other state is forgotten, such as after words were erased.
        """
        with self._lock:
            others = [] if forgets else [one for one in self._heads if one != head]
            self._heads = [*others, head][-STATES:]
            for found in [one for one in self._found if one[0] not in self._heads]:
                del self._found[found]

    def of(self, head: str, key: Hashable, compute: Callable[[], ResultT]) -> ResultT:
        """Return the result of a key for a state, computed once however many ask at once.

        For a state that is none of the latest nothing is kept.
        """
        with self._lock:
            if (head, key) in self._found:
                self._found.move_to_end((head, key))
                return cast("ResultT", self._found[head, key])
            busy = self._busy.setdefault((head, key), threading.Lock())
        with busy:
            with self._lock:
                if (head, key) in self._found:
                    return cast("ResultT", self._found[head, key])
            try:
                result = compute()
                with self._lock:
                    self._keep(head, key, result)
            finally:
                with self._lock:
                    self._busy.pop((head, key), None)
        return result

    def _keep(self, head: str, key: Hashable, result: object) -> None:
        if head not in self._heads:
            return
        self._found[head, key] = result
        while len(self._found) > MOST:
            self._found.popitem(last=False)
