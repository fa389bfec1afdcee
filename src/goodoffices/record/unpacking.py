"""A case out of the zip that `goodoffices export` packs: the whole folder, or nothing."""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Final

from goodoffices.case.errors import CannotWrite, NotACase
from goodoffices.case.safe_write import explain_failure
from goodoffices.case.yaml_cache import CACHE_FOLDER
from goodoffices.record.beginning import is_free
from goodoffices.record.files_point import DATABASE_FOLDER
from goodoffices.record.folder import CASE_FILE

LARGEST: Final = 2_000_000_000
"""Bytes that a packed case may have when it is unpacked."""
_NEVER_PACKED: Final = frozenset({CACHE_FOLDER, DATABASE_FOLDER})
"""What no export holds: accounts and a secret from elsewhere would open the case to others."""
_PRIVATE_FOLDER: Final = 0o700


def unpack_case(packed: bytes, into: Path) -> None:
    """Unpack a case into a folder that is new or empty.

    Everything is unpacked beside it first and then given its name, so that an interruption
    leaves no half of a case there. A database or a cache in it is left out.

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
    if not is_free(into):
        raise CannotWrite(str(into), "it is there already, and nothing is overwritten")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            parts = _parts(archive)
            _unpack(archive, parts, into)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotACase("the file", "it is no zip that can be read") from error
    except OSError as error:
        raise CannotWrite(str(into), explain_failure(error)) from error


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


def _unpack(
    archive: zipfile.ZipFile, parts: dict[zipfile.ZipInfo, PurePosixPath], into: Path
) -> None:
    into.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{into.name}-", dir=into.parent))
    try:
        for info, path in parts.items():
            target = beside / path
            target.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            with archive.open(info) as source, target.open("wb") as written:
                shutil.copyfileobj(source, written)
        with contextlib.suppress(FileNotFoundError):
            into.rmdir()
        beside.rename(into)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
