"""A disk that fails, or loses its power, at a chosen moment.

While a `Disk` is in use, each write of this process to any file is counted. At the chosen
one it raises: `PowerCut`, which nothing catches, or an `OSError` as a full disk gives.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch


class PowerCut(BaseException):
    """The machine went off: nothing of this process runs any more."""


@dataclass
class Disk:
    """A disk that stops at one of its operations.

    Parameters
    ----------
    stop_at
        Which operation does not happen, counted from 0; -1 for none.
    half
        Whether half of a write still happens.
    forgets
        Whether what was written and never synchronised is lost when the power goes.
    full
        Whether it fails once, with "no space left", and lives on.
    """

    stop_at: int = -1
    half: bool = False
    forgets: bool = False
    full: bool = False
    operations: int = 0
    _synced: dict[int, int] = field(default_factory=dict)

    @contextlib.contextmanager
    def in_use(self, folder: Path) -> Iterator[Disk]:
        """Count, and stop when it is time; then forget what a folder's files had not synced."""
        with contextlib.ExitStack() as stack:
            for name in ("write", "fsync", "replace", "unlink", "ftruncate"):
                wrapped = self._wrap(name, getattr(os, name))
                stack.enter_context(patch.object(os, name, wrapped))
            yield self
        if self.forgets and self.was_stopped:
            self._forget(folder)

    @property
    def was_stopped(self) -> bool:
        """Whether the moment came."""
        return 0 <= self.stop_at < self.operations

    def _wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            count, self.operations = self.operations, self.operations + 1
            if name == "write":
                self._synced.setdefault(os.fstat(args[0]).st_ino, os.fstat(args[0]).st_size)
            if self.stop_at >= 0 and (count == self.stop_at or self._is_off(count)):
                if self.half and name == "write" and count == self.stop_at:
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise OSError(errno.ENOSPC, "No space left on device") if self.full else PowerCut
            result = real(*args, **named)
            if name in ("fsync", "ftruncate"):
                self._synced[os.fstat(args[0]).st_ino] = os.fstat(args[0]).st_size
            return result

        return call

    def _is_off(self, count: int) -> bool:
        return count > self.stop_at and not self.full

    def _forget(self, folder: Path) -> None:
        for path in folder.iterdir():
            found = path.stat()
            synced = self._synced.get(found.st_ino, found.st_size)
            if found.st_size > synced:
                os.truncate(path, synced)
