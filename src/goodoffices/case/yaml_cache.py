"""What a YAML file says, kept so that an unchanged file is not read again.

The cache holds a party's words as the file does. It therefore lies inside the case folder,
readable by its owner alone, and goes with the case: erasing words drops it. It is JSON, so
that a damaged or foreign one can be wrong but cannot run anything.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from pathlib import Path
from typing import Final

from goodoffices.case.errors import CannotWrite
from goodoffices.case.safe_write import explain_failure, write_bytes
from goodoffices.case.yaml_source import LIMIT_BYTES, Places, Source, parse_source, read_raw

CACHE_FOLDER: Final = ".cache"
"""Name of the cache's folder inside a case folder."""

_SCHEMA: Final = "goodoffices/yaml-cache/1"
_PRIVATE_FILE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700
_UNUSABLE: Final = (OSError, ValueError, LookupError, TypeError, RecursionError)


def read_cached(
    path: Path,
    cache_folder: Path,
    *,
    name: str | None = None,
    limit_bytes: int = LIMIT_BYTES,
) -> Source:
    """Return one YAML file as plain data, from the cache when the file is unchanged.

    Unchanged means the same bytes, whatever the date of the file says. Each file has one
    place in the cache, so that words taken out of the file leave the cache as soon as the
    file is read again.

    Parameters
    ----------
    path
        The file.
    cache_folder
        Where the cache lies: `CACHE_FOLDER` inside the case folder. It is made when it is
        missing; where it cannot be made or written, there is simply no cache.
    name, limit_bytes
        As for `read_source`.

    Returns
    -------
    Source
        The same as `read_source` gives, with or without a cache.

    Raises
    ------
    InvalidCase
        As for `read_source`.
    """
    shown = name or path.name
    raw = read_raw(path, name=shown, limit_bytes=limit_bytes)
    return parse_cached(raw, cache_folder / f"{path.name}.jsonl", name=shown)


def parse_cached(raw: bytes, cache: Path, *, name: str) -> Source:
    """Return the bytes of a file as plain data, from one file of the cache where it fits.

    Raises
    ------
    InvalidCase
        As for `read_source`.
    """
    found = _read_cache(cache, hashlib.sha256(raw).hexdigest(), name)
    if found is not None:
        return found
    source = parse_source(raw, name=name)
    _write_cache(cache, source)
    return source


def drop_cache(case_folder: Path) -> None:
    """Remove the cache of a case, so that no copy of erased words stays in it.

    Raises
    ------
    CannotWrite
        When something of it stays: the erasure is then not complete.
    """
    folder = case_folder / CACHE_FOLDER
    try:
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotWrite(str(folder), explain_failure(error)) from error


def _read_cache(cache: Path, digest: str, name: str) -> Source | None:
    """Return what the cache holds for a digest, or None when it holds nothing usable."""
    try:
        header_line, body = cache.read_bytes().split(b"\n", 1)
        header = json.loads(header_line)
        if header != _header(digest, body):
            return None
        data, marks = json.loads(body)
    except _UNUSABLE:
        return None
    return Source(name, data, Places(data, marks), digest)


def _write_cache(cache: Path, source: Source) -> None:
    with contextlib.suppress(OSError, CannotWrite):
        if not _make_folder(cache.parent):
            return
        content = [source.data, source.places.marks]
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        header = json.dumps(_header(source.digest, body)).encode()
        write_bytes(cache, header + b"\n" + body, mode=_PRIVATE_FILE)


def _header(digest: str, body: bytes) -> dict[str, str]:
    return {"schema": _SCHEMA, "file": digest, "content": hashlib.sha256(body).hexdigest()}


def _make_folder(folder: Path) -> bool:
    """Make the folder, closed to others and to git; a link out of the case is no cache."""
    if folder.is_symlink():
        return False
    if not folder.is_dir():
        folder.mkdir(mode=_PRIVATE_FOLDER)
        write_bytes(folder / ".gitignore", b"*\n", mode=_PRIVATE_FILE)
    return True
