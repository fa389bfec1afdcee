"""Results for one state of the case: computed once, and gone with the state."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, TypeVar, cast

MOST: Final = 96
"""Results that are kept of the state at hand."""

ResultT = TypeVar("ResultT")


class Results:
    """What was computed for the latest state, by key; safe to use from several threads.

    Examples
    --------
    >>> results = Results()
    >>> results.begin("a")
    >>> results.of("a", "sum", lambda: 1 + 1), results.of("a", "sum", lambda: 3)
    (2, 2)
    >>> results.begin("b")
    >>> results.of("b", "sum", lambda: 3), results.of("a", "sum", lambda: 4)
    (3, 4)
    """

    def __init__(self) -> None:
        self._head = ""
        self._lock = threading.Lock()
        self._found: OrderedDict[Hashable, object] = OrderedDict()
        self._busy: dict[Hashable, threading.Lock] = {}

    def begin(self, head: str) -> None:
        """Forget everything that was computed for any state but this one."""
        with self._lock:
            if head != self._head:
                self._head = head
                self._found.clear()

    def of(self, head: str, key: Hashable, compute: Callable[[], ResultT]) -> ResultT:
        """Return the result of a key for a state, computed once however many ask at once.

        For a state that is no more the latest nothing is kept.
        """
        with self._lock:
            if head == self._head and key in self._found:
                self._found.move_to_end(key)
                return cast("ResultT", self._found[key])
            busy = self._busy.setdefault((head, key), threading.Lock())
        with busy:
            with self._lock:
                if head == self._head and key in self._found:
                    return cast("ResultT", self._found[key])
            try:
                result = compute()
                with self._lock:
                    self._keep(head, key, result)
            finally:
                with self._lock:
                    self._busy.pop((head, key), None)
        return result

    def _keep(self, head: str, key: Hashable, result: object) -> None:
        if head != self._head:
            return
        self._found[key] = result
        while len(self._found) > MOST:
            self._found.popitem(last=False)
