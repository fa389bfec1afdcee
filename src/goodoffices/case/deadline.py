"""The time allowed for an analysis: when to stop with what there is by then.

The clock decides only when to stop, never what is said: no time stands in a result.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Deadline:
    """A moment after which no new work is begun; without one there is no hurry.

    Parameters
    ----------
    seconds : float, optional
        From now on; None is no deadline.

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

    def left(self) -> float | None:
        """Return the seconds left, never below zero; None where there is no deadline."""
        if self._is_stopped:
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
