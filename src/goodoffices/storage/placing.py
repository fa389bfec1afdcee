"""A packed case put into a folder: all of it, checked, by one rename, or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from goodoffices.case.errors import CannotWrite, DamagedBackup
from goodoffices.case.safe_write import explain_failure
from goodoffices.record import durability
from goodoffices.record.folder import ARCHIVE_FOLDER
from goodoffices.record.verify import check_archive
from goodoffices.storage.packing import BackupContents, unpack


def refuse_if_taken(into: Path) -> None:
    """Refuse a path at which there is anything but an empty folder.

    Raises
    ------
    CannotWrite
        Where there is something already.
    """
    is_empty = into.is_dir() and not into.is_symlink() and not any(into.iterdir())
    if not is_empty and (into.exists() or into.is_symlink()):
        raise CannotWrite(str(into), "there is something already")


def place_case(packed: bytes, *, into: Path) -> BackupContents:
    """Unpack a case beside its place, verify its archive, and give the folder its name.

    Parameters
    ----------
    packed
        From `pack_case`.
    into
        The folder of the case, which must not exist or be empty. Only its owner may read it.

    Raises
    ------
    DamagedBackup
        Where a file is not as it was packed, or the archive does not verify.
    CannotWrite
        Where there is something already, or the disk refuses.
    """
    refuse_if_taken(into)
    contents, files = unpack(packed)
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=into.parent, prefix=".restoring-"))
        try:
            folder = made / "case"
            _write(folder, files)
            _check_archive(folder, contents)
            folder.replace(into)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        durability.sync_folder(into.parent)
    except OSError as error:
        raise CannotWrite(str(into), explain_failure(error)) from error
    return contents


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(mode=0o700)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        durability.append(path, data)
    for one in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        durability.sync_folder(one)


def _check_archive(folder: Path, contents: BackupContents) -> None:
    archive = folder / ARCHIVE_FOLDER
    if not archive.is_dir():
        if contents.head:
            raise DamagedBackup("its archive is missing")
        return
    found = check_archive(archive)
    if found.damage is not None:
        raise DamagedBackup(f"its archive is damaged: {found.damage}")
    if found.head != contents.head:
        raise DamagedBackup("its archive is another one than it says")
