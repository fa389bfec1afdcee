"""Taking a case off this machine for good."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from goodoffices.case.errors import CannotWrite, NotConfirmed
from goodoffices.case.safe_write import explain_failure
from goodoffices.case.yaml_cache import CACHE_FOLDER
from goodoffices.record import durability
from goodoffices.record.files_point import DATABASE_FOLDER
from goodoffices.record.folder import (
    ARCHIVE_FOLDER,
    CASE_FILE,
    DOCUMENTS_FOLDER,
    DRAFTS_FOLDER,
    FILES,
)
from goodoffices.record.verify import LOCK
from goodoffices.storage.titles import read_title

FOLDERS: Final = (CACHE_FOLDER, DRAFTS_FOLDER, DATABASE_FOLDER, DOCUMENTS_FOLDER, ARCHIVE_FOLDER)
"""The folders of a case, in the order in which they go."""
WAIT_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What is left after a case was destroyed: files that this program did not write."""

    left: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether the folder itself is gone."""
        return not self.left


def destroy_case(path: Path, *, title: str) -> Destroyed:
    """Delete everything of a case that the program wrote, and the folder if nothing else is in it.

    This is deletion, no secure wiping: a disk keeps what it held until it is written over, and
    a solid-state disk longer. Only a disk that is encrypted as a whole keeps deleted words from
    somebody who takes the machine. Backups, exports and copies elsewhere are not reached.

    Parameters
    ----------
    path
        The case; where it is a link, the folder that it leads to.
    title
        Its title, word for word, so that no case is destroyed for another.

    Returns
    -------
    Destroyed
        The files of others in the folder, which stay.

    Raises
    ------
    NotACase, InvalidCase
        Where the path holds no case that can be read.
    NotConfirmed
        Where the title is another one.
    ArchiveBusy
        Where another program is writing.
    CannotWrite
        Where something cannot be deleted. `case.yaml` goes last, so that it can be tried again.
    """
    if title != read_title(path) or not title:
        raise NotConfirmed(f"destroying {path}", f"give the title that stands in its {CASE_FILE}")
    case = path.resolve()
    try:
        with contextlib.ExitStack() as stack:
            if (case / ARCHIVE_FOLDER).is_dir() and not (case / ARCHIVE_FOLDER).is_symlink():
                lock = durability.locked(case / ARCHIVE_FOLDER / LOCK, wait_s=WAIT_S)
                stack.enter_context(lock)
            for name in FOLDERS:
                _delete_folder(case / name)
            for name in sorted(FILES, key=lambda one: one == CASE_FILE):
                (case / name).unlink(missing_ok=True)
        left = tuple(sorted(one.name for one in case.iterdir()))
        if not left:
            case.rmdir()
            if path.is_symlink():
                path.unlink()
    except OSError as error:
        raise CannotWrite(str(path), explain_failure(error)) from error
    return Destroyed(left)


def _delete_folder(folder: Path) -> None:
    """Delete a folder with all in it; of a link, only the link."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.is_dir():
        shutil.rmtree(folder)
