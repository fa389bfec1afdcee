"""The time allowed for an analysis: when to stop with what there is by then.

The clock, or a person who asks, decides only when to stop, never what is said: no time stands
in a result.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

ASK_EVERY_S: Final = 0.2
"""Seconds between two looks at whether somebody asks to stop: a look may cost a query."""


class Stop:
    """Whether somebody asks that what is under way end with the best so far; once asked, it stays.

    Parameters
    ----------
    is_asked : callable
        Looks, and tells.
    every_s : float
        Seconds between two looks at the least.

    Examples
    --------
    >>> answers = iter([False, True, False])
    >>> stop = Stop(lambda: next(answers), every_s=0)
    >>> stop.is_asked, stop.is_asked, stop.is_asked
    (False, True, True)
    """

    def __init__(self, is_asked: Callable[[], bool], *, every_s: float = ASK_EVERY_S) -> None:
        self._look, self._every_s = is_asked, every_s
        self._next_look = 0.0
        self._is_asked = False

    @property
    def is_never(self) -> bool:
        """Whether nobody can ask: no stop is in force."""
        return self is _NEVER

    @property
    def is_asked(self) -> bool:
        """Whether somebody asks, as far as the last look tells."""
        if not self._is_asked and (now := time.monotonic()) >= self._next_look:
            self._is_asked = self._look()
            self._next_look = now + self._every_s
        return self._is_asked


_NEVER: Final = Stop(lambda: False, every_s=float("inf"))

_in_force: ContextVar[Stop] = ContextVar("stop", default=_NEVER)


def stop_in_force() -> Stop:
    """Return the stop that analyses begun here heed; one that is never asked where there is none.

    Examples
    --------
    >>> stop_in_force().is_asked
    False
    """
    return _in_force.get()


@contextmanager
def stopping_when(is_asked: Callable[[], bool], *, every_s: float = ASK_EVERY_S) -> Iterator[Stop]:
    """Let every analysis begun within come to its end soon after somebody asks for that.

    For work in the background, which no Ctrl-C reaches. Each gives what it has by then, with
    its status, just as where a deadline is over: nothing is raised.

    Parameters
    ----------
    is_asked : callable
        Looks whether somebody asks; called in the thread of the analysis.
    every_s : float
        Seconds between two looks at the least.

    Examples
    --------
    >>> with stopping_when(lambda: True) as stop:
    ...     print(Deadline(None).is_over, stop.is_asked)
    True True
    >>> Deadline(None).is_over
    False
    """
    stop = Stop(is_asked, every_s=every_s)
    token = _in_force.set(stop)
    try:
        yield stop
    finally:
        _in_force.reset(token)


class Deadline:
    """A moment after which no new work is begun; without one there is no hurry.

    Parameters
    ----------
    seconds : float, optional
        From now on; None is no deadline.

    Notes
    -----
    It is over as well where somebody asks to stop, if it was set within `stopping_when`.

    Examples
    --------
    >>> Deadline(None).left() is None
    True
    >>> Deadline(0).is_over
    True
    """

    def __init__(self, seconds: float | None) -> None:
        self._moment = None if seconds is None else time.monotonic() + seconds
        self._is_stopped = False
        self._stop = stop_in_force()

    def left(self) -> float | None:
        """Return the seconds left, never below zero; None where there is no deadline."""
        if self._is_stopped or self._stop.is_asked:
            return 0.0
        return None if self._moment is None else max(0.0, self._moment - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.left() == 0.0

    @contextmanager
    def share(self, part: float) -> Iterator[None]:
        """Allow a piece of work only a part of the time left; without a deadline, all it needs.

        Examples
        --------
        >>> deadline = Deadline(100)
        >>> with deadline.share(1 / 4):
        ...     print(deadline.left() <= 25)
        True
        >>> deadline.left() > 25
        True
        """
        whole, left = self._moment, self.left()
        if left is not None:
            self._moment = time.monotonic() + part * left
        try:
            yield
        finally:
            self._moment = whole

    @contextmanager
    def stopping(self) -> Iterator[None]:
        """Take Ctrl-C during a piece of work for the end of the time allowed.

        Examples
        --------
        >>> deadline = Deadline(None)
        >>> with deadline.stopping():
        ...     raise KeyboardInterrupt
        >>> deadline.is_over
        True
        """
        try:
            yield
        except KeyboardInterrupt:
            self.stop()

    def stop(self) -> None:
        """Let no new work begin: somebody pressed Ctrl-C.

        Examples
        --------
        >>> deadline = Deadline(None)
        >>> deadline.stop()
        >>> deadline.is_over
        True
        """
        self._is_stopped = True


def say_nothing(stage: str, done: int, total: int | None) -> None:
    """Tell nobody how far it is: the progress of those who did not ask."""
    del stage, done, total
