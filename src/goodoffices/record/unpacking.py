"""A case out of the zip that `goodoffices export` packs: the whole folder, or nothing."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Final

from goodoffices.case.errors import NotACase
from goodoffices.case.yaml_cache import CACHE_FOLDER
from goodoffices.record.files_point import DATABASE_FOLDER
from goodoffices.record.folder import CASE_FILE
from goodoffices.record.whole_folder import whole_folder, write_whole

LARGEST: Final = 2_000_000_000
"""Bytes that a packed case may have when it is unpacked."""
_NEVER_PACKED: Final = frozenset({CACHE_FOLDER, DATABASE_FOLDER})
"""What no export holds: accounts and a secret from elsewhere would open the case to others."""


def unpack_case(packed: bytes, into: Path) -> None:
    """Unpack a case into a folder that is new or empty.

    All of it, or nothing; a database or a cache in it is left out.

    Parameters
    ----------
    packed
        What `exporting.export_folder` gave, on this machine or another.
    into
        The folder of the case.

    Raises
    ------
    NotACase
        Where it is no zip of one case, or names a file outside of its folder.
    CannotWrite
        Where something is in the folder already, or the disk refuses.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive, whole_folder(into) as made:
            parts = _parts(archive)
            write_whole(made, ((str(path), archive.read(info)) for info, path in parts.items()))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotACase("the file", "it is no zip that can be read") from error


def _parts(archive: zipfile.ZipFile) -> dict[zipfile.ZipInfo, PurePosixPath]:
    """Each file of the zip with its path inside the case.

    Raises
    ------
    NotACase
        Where they are not those of one case.
    """
    parts: dict[zipfile.ZipInfo, PurePosixPath] = {}
    for info in archive.infolist():
        if info.is_dir():
            continue
        path = PurePosixPath(info.filename)
        is_link = (info.external_attr >> 28) == 0xA
        if path.is_absolute() or ".." in path.parts or "\\" in info.filename or is_link:
            raise NotACase("the file", "it names a file outside of the case")
        parts[info] = path
    tops = {path.parts[0] for path in parts.values()}
    if len(tops) != 1 or PurePosixPath(*tops, CASE_FILE) not in parts.values():
        raise NotACase("the file", f"it holds no one folder with a {CASE_FILE}")
    if sum(info.file_size for info in parts) > LARGEST:
        raise NotACase("the file", f"it would take more than {LARGEST:,} bytes")
    inside = {info: path.relative_to(*tops) for info, path in parts.items()}
    return {info: path for info, path in inside.items() if path.parts[0] not in _NEVER_PACKED}
