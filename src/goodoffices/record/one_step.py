"""Several edits of the files of a case in one step: all of them are made, or none."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from goodoffices.case.errors import CannotWrite
from goodoffices.case.safe_write import explain_failure, write_bytes, write_files
from goodoffices.case.yaml_cache import CACHE_FOLDER
from goodoffices.record.folder import FILES

DoneT = TypeVar("DoneT")


def edit_in_one_step(path: Path, edit: Callable[[Path], DoneT]) -> DoneT:
    """Run edits on copies of the files of a case, then put what they changed in place at once.

    The copies lie in the cache of the case, which is closed to others and goes when anything
    is erased. A file of the case that is missing is begun with its `schema` line.

    Parameters
    ----------
    path
        The case.
    edit
        Gets the folder of the copies.

    Raises
    ------
    CannotWrite
        Where a file cannot be written, or was changed by somebody else meanwhile; nothing is
        changed then.
    """
    before = {name: _bytes_of(path / name) for name in FILES}
    try:
        with tempfile.TemporaryDirectory(dir=_place(path)) as copies:
            for name, raw in before.items():
                begun = f"schema: goodoffices/{name.removesuffix('.yaml')}/1\n".encode()
                (Path(copies) / name).write_bytes(begun if raw is None else raw)
            done = edit(Path(copies))
            after = {name: (Path(copies) / name).read_bytes() for name in FILES}
    except OSError as error:
        raise CannotWrite(str(path), explain_failure(error)) from error
    except CannotWrite as error:
        raise CannotWrite(str(path / Path(error.path).name), error.reason) from error
    changed = {name: raw for name, raw in after.items() if _is_change(raw, before[name])}
    for name in changed:
        if _bytes_of(path / name) != before[name]:
            raise CannotWrite(str(path / name), "it was changed by somebody else meanwhile")
    write_files({path / name: raw for name, raw in changed.items()})
    return done


def hand_over_cache(giver: Path, taker: Path) -> None:
    """Give what was read of the files to their copies, or back, so that it is read once only.

    A cached file is used where its bytes are the same, and else is read anew.
    """
    folder = taker / CACHE_FOLDER
    if folder.is_symlink():
        return
    with contextlib.suppress(OSError, CannotWrite):
        folder.mkdir(mode=0o700, exist_ok=True)
        for name in FILES:
            known = giver / CACHE_FOLDER / f"{name}.jsonl"
            if known.is_file():
                write_bytes(folder / known.name, known.read_bytes(), mode=0o600)


def _place(path: Path) -> Path:
    """The cache of the case, or the case itself where that is a link to somewhere else."""
    cache = path / CACHE_FOLDER
    if cache.is_symlink():
        return path
    cache.mkdir(mode=0o700, exist_ok=True)
    return cache


def _bytes_of(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _is_change(after: bytes, before: bytes | None) -> bool:
    """Whether there is anything to write; a file that was missing needs more than a schema."""
    return after != before if before is not None else after.count(b"\n") > 1
