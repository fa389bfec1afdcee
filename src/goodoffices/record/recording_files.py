"""Recording what was edited in the files of a case, also while pages are served from it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from goodoffices.case.errors import ArchiveBusy
from goodoffices.record.archive import Archive
from goodoffices.record.checks.check import load
from goodoffices.record.files_point import (
    FilesPoint,
    holding_files,
    read_files_point,
    write_files_point,
)
from goodoffices.record.folder import ARCHIVE_FOLDER
from goodoffices.record.recording import Edit, steps_of
from goodoffices.record.write_back import WAIT_S, write_back_alone

ATTEMPTS: Final = 5
"""How often to begin anew where pages record something in between."""


@dataclass(frozen=True, slots=True)
class FilesRecorded:
    """The edits that became events, and the head of the archive afterwards."""

    edits: Sequence[Edit]
    head: str


def record_files(
    path: Path, *, by: Callable[[], str], only: Callable[[Edit], bool] | None = None
) -> FilesRecorded:
    """Turn the edits of the files into events, and let the files agree with the archive.

    Where pages are served, the files are first brought up to what was recorded there, so that
    nothing recorded is taken back by files that did not know it.

    Parameters
    ----------
    path
        The case.
    by
        Asked for who records, where there is something to record.
    only
        Which edits are meant, where not all are; the others stay unrecorded.

    Raises
    ------
    InvalidCase, NotACase, RecordTampered
        Where the case cannot be used.
    NotConfirmed
        Where something that was erased would be recorded again.
    ArchiveBusy, CannotWrite
        As for `write_back` and `Archive.append_step`.
    """
    with contextlib.ExitStack() as stack:
        if read_files_point(path) is not None:
            stack.enter_context(holding_files(path, wait_s=WAIT_S))
        for _ in range(ATTEMPTS):
            done = _recorded(path, by, only)
            if done is not None:
                return done
    raise ArchiveBusy(str(path / ARCHIVE_FOLDER), WAIT_S)


def _recorded(
    path: Path, by: Callable[[], str], only: Callable[[Edit], bool] | None
) -> FilesRecorded | None:
    """Record the edits, unless the archive grew while they were looked for."""
    write_back_alone(path)
    archive = Archive(path / ARCHIVE_FOLDER)
    head = archive.head()
    checked = load(path)
    edits = [one for one in checked.archived.edits if only is None or only(one)]
    if not edits and not checked.archived.is_started:
        return FilesRecorded((), head)
    step = steps_of(edits, by=by()) if edits else {}
    with archive.writing():  # also settles what an interrupted write left
        if archive.head() != head:
            return None
        if step:
            events = archive.append_unlocked(step)
            if read_files_point(path) is not None:
                write_files_point(path, FilesPoint(archive.head(), events[0].at))
        return FilesRecorded(edits, archive.head())
