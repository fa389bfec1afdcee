"""The state that a thread looks at: one and the same for as long as a look lasts."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from goodoffices.storage.state import CaseState


@dataclass(slots=True)
class Look:
    """What one thread sees for a while; `is_fixed` where it stays so, whoever writes.

    `found` holds what was computed within it, by state and key: it stays known to the end of the
    look, however many states come after.
    """

    is_fixed: bool
    state: CaseState | None = None
    found: dict[tuple[str, Hashable], object] = field(default_factory=dict)


class Looks(threading.local):
    """The looks of a thread, each within the one before."""

    def __init__(self) -> None:
        self._open: list[Look] = []

    @property
    def current(self) -> Look | None:
        """The innermost look; None where the thread takes each answer for itself."""
        return self._open[-1] if self._open else None

    @contextlib.contextmanager
    def looking(self, *, is_fixed: bool) -> Iterator[None]:
        """Look for a while; within a look that is fixed it is that one's state."""
        outer = self.current
        if outer is not None and outer.is_fixed:
            yield
            return
        look = Look(is_fixed)
        self._open.append(look)
        try:
            yield
        finally:
            self._open.pop()
            if outer is not None and look.state is not None:
                outer.state = look.state
