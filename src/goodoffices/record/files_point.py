"""With which point of the archive the files of a case agree, once pages were served.

While pages are served the archive gets ahead of the files. `database/files.json` names the
point up to which the files follow it; where there is none, nobody else writes, and the files
are ahead of the archive or level with it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from goodoffices.case.errors import CannotWrite
from goodoffices.case.safe_write import explain_failure, write_bytes
from goodoffices.record.durability import locked
from goodoffices.record.verify import Malformed, format_time, parse_time

DATABASE_FOLDER: Final = "database"
"""Where what only this machine's pages need lies; no part of the record."""
POINT_FILE: Final = "files.json"
LOCK_FILE: Final = ".files.lock"
_SCHEMA: Final = "goodoffices/files/1"
_PRIVATE_FILE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700
_BEGINNING: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FilesPoint:
    """A point of the archive: its head, and the time of its last event."""

    head: str
    at: datetime


def read_files_point(path: Path) -> FilesPoint | None:
    """Return with which point the files of a case agree; None where no pages were served.

    A file that is damaged stands for the beginning of the archive: then whatever was ever
    recorded counts as known, and no edit that was never recorded is lost.
    """
    try:
        data = json.loads((path / DATABASE_FOLDER / POINT_FILE).read_bytes())
        return FilesPoint(str(data["head"]), parse_time(str(data["at"])))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, LookupError, TypeError, Malformed):
        return FilesPoint("", _BEGINNING)


def write_files_point(path: Path, point: FilesPoint) -> None:
    """Say with which point the files of a case agree, readable by their owner alone.

    Raises
    ------
    CannotWrite
        Where it cannot be written.
    """
    data = {"schema": _SCHEMA, "head": point.head, "at": format_time(point.at)}
    file = make_folder(path) / POINT_FILE
    write_bytes(file, (json.dumps(data) + "\n").encode(), mode=_PRIVATE_FILE)


@contextlib.contextmanager
def holding_files(path: Path, *, wait_s: float) -> Iterator[None]:
    """Bring the files of a case up to date, or record them, while no other program does.

    Raises
    ------
    ArchiveBusy
        Where another program does, for longer than `wait_s` seconds.
    CannotWrite
        Where the folder of the lock cannot be made.
    """
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(make_folder(path) / LOCK_FILE, wait_s=wait_s))
        except OSError as error:
            raise CannotWrite(str(path / DATABASE_FOLDER), explain_failure(error)) from error
        yield


def make_folder(path: Path) -> Path:
    """Make the folder of the database where it is missing, closed to others and to git.

    Raises
    ------
    CannotWrite
        Where it cannot be made.
    """
    folder = path / DATABASE_FOLDER
    try:
        if not folder.is_dir():
            folder.mkdir(mode=_PRIVATE_FOLDER)
        ignored = folder / ".gitignore"
        if not ignored.exists():
            write_bytes(ignored, b"*\n", mode=_PRIVATE_FILE)
    except OSError as error:
        raise CannotWrite(str(folder), explain_failure(error)) from error
    return folder
