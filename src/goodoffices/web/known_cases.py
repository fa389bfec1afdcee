"""The cases known on this machine: a small file of paths, and nothing else of a case.

It lies where the data of a person's programs lies, outside every case.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from goodoffices.case.safe_write import write_bytes
from goodoffices.record.folder import CASE_FILE

FILE: Final = Path("goodoffices", "cases.json")
SCHEMA: Final = "goodoffices/cases/1"
MOST: Final = 100
"""Cases that are kept in mind, the latest first."""
_PRIVATE_FILE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case that was served on this machine, and whether its folder is still there."""

    path: Path
    is_there: bool


def known_cases() -> tuple[KnownCase, ...]:
    """Return the cases known on this machine, the one served last first."""
    return tuple(KnownCase(path, (path / CASE_FILE).is_file()) for path in _read())


def remember_case(path: Path) -> None:
    """Put a case first among those known.

    Raises
    ------
    CannotWrite
        Where the list cannot be written.
    """
    whole = path.resolve()
    _write([whole, *(one for one in _read() if one != whole)][:MOST])


def forget_case(path: Path) -> None:
    """Take a case off the list; its folder is left as it is.

    Raises
    ------
    CannotWrite
        Where the list cannot be written.
    """
    known = _read()
    if path in known:
        _write(one for one in known if one != path)


def _file() -> Path:
    named = os.environ.get("XDG_DATA_HOME", "")
    home = Path(named) if named and Path(named).is_absolute() else Path.home() / ".local" / "share"
    return home / FILE


def _read() -> list[Path]:
    """The paths as written; none where the list is not there or cannot be read."""
    try:
        listed = json.loads(_file().read_bytes())["paths"]
    except (OSError, ValueError, LookupError, TypeError):
        return []
    return [Path(one) for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def _write(paths: Iterable[Path]) -> None:
    file = _file()
    file.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    data = {"schema": SCHEMA, "paths": [str(one) for one in paths]}
    write_bytes(file, (json.dumps(data, indent=1) + "\n").encode(), mode=_PRIVATE_FILE)
