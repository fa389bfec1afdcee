"""A folder made beside its place and then given its name: all of it, or nothing."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from goodoffices.case.errors import CannotWrite
from goodoffices.case.safe_write import explain_failure
from goodoffices.record import durability


def is_free(path: Path) -> bool:
    """Return whether a case may be made at a path: nothing is there, or an empty folder."""
    if path.is_dir():
        return not any(path.iterdir())
    return not path.exists() and not path.is_symlink()


def refuse_taken(path: Path) -> None:
    """Refuse a path at which there is anything but an empty folder.

    Raises
    ------
    CannotWrite
        Where there is something.
    """
    if not is_free(path):
        raise CannotWrite(str(path), "it is there already, and nothing is overwritten")


@contextlib.contextmanager
def whole_folder(into: Path) -> Iterator[Path]:
    """Give a folder to fill, which its owner alone may read; filled, it gets its name.

    An interruption leaves no half of a case there.

    Parameters
    ----------
    into
        Its place, which must not exist or be an empty folder.

    Raises
    ------
    CannotWrite
        Where there is something already, or the disk refuses.
    """
    refuse_taken(into)
    place = into.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=place.parent, prefix=".making-"))
        try:
            yield made
            made.replace(place)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
        durability.sync_folder(place.parent)
    except OSError as error:
        raise CannotWrite(str(into), explain_failure(error)) from error


def write_whole(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files, each with its name, into an empty folder and to the disk, one after another."""
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        durability.append(path, data)
    for one in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        durability.sync_folder(one)
