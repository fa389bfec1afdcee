"""Writing so that what was confirmed outlasts a power cut, and one program at a time.

The archive's files only ever grow, are cut back to a length they had, or are replaced whole.
Each function returns when the disk has what it wrote. It imports nothing of the package but
the errors.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from goodoffices.case.errors import ArchiveBusy

NEW: Final = ".new"
"""What is added to a file's name for what shall replace it."""

PAUSE_S: Final = 0.02
"""How long to wait before asking for the lock again."""


@contextlib.contextmanager
def locked(lock: Path, *, wait_s: float) -> Iterator[None]:
    """Hold a lock that no other program or thread holds.

    The system gives the lock back when its holder ends, however it ends, so there are no
    stale locks; the file itself stays and is empty.

    Raises
    ------
    ArchiveBusy
        When another holds it for longer than `wait_s` seconds.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     lock = Path(folder, ".lock")
    ...     with locked(lock, wait_s=1):
    ...         try:
    ...             with locked(lock, wait_s=0):
    ...                 print("two at once")
    ...         except ArchiveBusy:
    ...             print("one at a time")
    one at a time
    """
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take(descriptor, lock, wait_s)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, lock: Path, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise ArchiveBusy(str(lock.parent), wait_s) from None
            time.sleep(PAUSE_S)


def append(path: Path, data: bytes) -> None:
    """Add bytes to the end of a file, which need not exist, and to the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        _write_all(descriptor, data)
        _sync(descriptor)
    finally:
        os.close(descriptor)


def replace(path: Path, pieces: Iterable[bytes]) -> None:
    """Give a file new content; whoever reads meanwhile sees the old or the new, never half.

    The temporary file always has the same name, so that a later attempt overwrites what an
    interrupted one left. The permissions of a file that is there are kept.
    """
    new = path.with_name(path.name + NEW)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        with contextlib.suppress(FileNotFoundError):
            os.fchmod(descriptor, path.stat().st_mode & 0o777)
        for piece in pieces:
            _write_all(descriptor, piece)
        _sync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(new, path)  # noqa: PTH105 -- the system's own, as the others here
    sync_folder(path.parent)


def cut(path: Path, size: int) -> None:
    """Cut a file back to a size it had; a file that had none is removed."""
    if not size:
        remove(path)
        return
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.ftruncate(descriptor, size)
        _sync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file that need not be there."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 -- the system's own, as the others here


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last; some network shares cannot, which is no failure."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            _sync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync(descriptor: int) -> None:
    """Wait until the disk has it; macOS needs to be told that the disk itself is meant."""
    os.fsync(descriptor)
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, full)
