"""The end of a file that grows by lines: its size, its last line, and what is torn off."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TAIL_BYTES: Final = 1 << 16
"""How much of a file's end is read at a time to find its last line."""


def size_of(path: Path) -> int:
    """Return how many bytes a file has; none where it is missing."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def torn_end(path: Path) -> bytes:
    """Return what follows the last line end of a file."""
    line = last_line(path, size_of(path))
    return b"" if line.endswith(b"\n") else line


def last_line(path: Path, size: int) -> bytes:
    """Return the last line of a file of which only the first `size` bytes count."""
    if not size:
        return b""
    tail = b""
    with path.open("rb") as stream:
        while size and b"\n" not in tail[:-1]:
            start = max(0, size - TAIL_BYTES)
            stream.seek(start)
            tail = stream.read(size - start) + tail
            size = start
    return tail[tail.rfind(b"\n", 0, -1) + 1 :]
