"""A packed case put into a folder: all of it, checked, by one rename, or nothing."""

from __future__ import annotations

from pathlib import Path

from goodoffices.case.errors import DamagedBackup
from goodoffices.record.folder import ARCHIVE_FOLDER
from goodoffices.record.verify import check_archive
from goodoffices.record.whole_folder import whole_folder, write_whole
from goodoffices.storage.packing import BackupContents, unpack


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
    contents, files = unpack(packed)
    with whole_folder(into) as made:
        write_whole(made, files.items())
        _check_archive(made, contents)
    return contents


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
