"""Copies of the case that came from another laptop and wait to be merged.

Only the archive of a copy is kept, in a hidden folder beside the database that its owner alone
may read and no backup holds. It goes when it was merged or dropped, and after a day.
"""

from __future__ import annotations

import re
import secrets
import shutil
import time
from pathlib import Path
from typing import Final

from goodoffices.case.errors import CannotWrite, DamagedBackup, NotACase
from goodoffices.case.safe_write import explain_failure
from goodoffices.record.archive import Archive
from goodoffices.record.files_point import DATABASE_FOLDER, make_folder
from goodoffices.record.folder import ARCHIVE_FOLDER
from goodoffices.record.unpacking import unpack_case
from goodoffices.record.verify import check_archive
from goodoffices.storage.backup import is_encrypted, restore_backup

FOLDER: Final = ".merging"
"""In the folder of the database; hidden, so that backups leave it out."""
DAY_S: Final = 24 * 3600
_TOKEN: Final = re.compile(r"[0-9a-f]{32}")
_PRIVATE_FOLDER: Final = 0o700


def receive_copy(case: Path, data: bytes, *, passphrase: str = "") -> str:
    """Keep the archive of a copy until it is merged, and return the name by which it is found.

    Parameters
    ----------
    case
        The case into which it will be merged.
    data
        An encrypted backup, or the zip of an export.
    passphrase
        Of the backup.

    Raises
    ------
    WrongPassphrase, DamagedBackup, MissingExtra, NotACase
        Where the file is neither, or its archive is damaged.
    CannotWrite
        Where it cannot be kept.
    """
    token = secrets.token_hex(16)
    kept = make_folder(case) / FOLDER / token
    try:
        kept.mkdir(mode=_PRIVATE_FOLDER, parents=True)
        kept.parent.chmod(_PRIVATE_FOLDER)
        whole = kept / "whole"
        if is_encrypted(data):
            restore_backup(data, passphrase=passphrase, into=whole)
        else:
            unpack_case(data, whole)
        _keep_archive(whole, kept)
    except OSError as error:
        shutil.rmtree(kept, ignore_errors=True)
        raise CannotWrite("the copy", explain_failure(error)) from error
    except BaseException:
        shutil.rmtree(kept, ignore_errors=True)
        raise
    return token


def _keep_archive(whole: Path, kept: Path) -> None:
    archive = whole / ARCHIVE_FOLDER
    if not archive.is_dir():
        raise NotACase("the file", "nothing was ever recorded in it")
    found = check_archive(archive)
    if found.damage is not None:
        raise DamagedBackup(f"its archive is damaged: {found.damage}")
    archive.rename(kept / ARCHIVE_FOLDER)
    shutil.rmtree(whole)


def received_copy(case: Path, token: str) -> Archive | None:
    """Return the archive of a copy that waits; None where there is none of this name."""
    if not _TOKEN.fullmatch(token):
        return None
    folder = _folder(case) / token / ARCHIVE_FOLDER
    return Archive(folder) if folder.is_dir() else None


def received_copies(case: Path) -> tuple[str, ...]:
    """Return the names of the copies that wait, those older than a day taken away first."""
    drop_old_copies(case, now=time.time())
    found = _folder(case).iterdir() if _folder(case).is_dir() else ()
    return tuple(sorted(one.name for one in found if _TOKEN.fullmatch(one.name)))


def drop_copy(case: Path, token: str) -> None:
    """Take a copy away."""
    if _TOKEN.fullmatch(token):
        shutil.rmtree(_folder(case) / token, ignore_errors=True)


def drop_old_copies(case: Path, *, now: float) -> None:
    """Take away the copies that have waited for a day."""
    for one in _folder(case).iterdir() if _folder(case).is_dir() else ():
        if one.stat().st_mtime < now - DAY_S:
            shutil.rmtree(one, ignore_errors=True)


def _folder(case: Path) -> Path:
    return case / DATABASE_FOLDER / FOLDER
