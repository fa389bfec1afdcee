"""Making a case ready to be served: its archive started, its database at the latest shape."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from goodoffices.case.errors import CannotWrite
from goodoffices.record.archived import Archived
from goodoffices.record.checks.check import load
from goodoffices.record.files_point import read_files_point
from goodoffices.record.folder import ARCHIVE_FOLDER
from goodoffices.record.recording import record
from goodoffices.record.write_back import begin, write_back
from goodoffices.web import environment

LARGE_BYTES: Final = 20_000_000
"""Of an archive, from which on nobody waits for the files before the first page."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was done before the first page: edits of the files recorded, entries written back."""

    recorded: int = 0
    written_back: int = 0
    kept: int = 0


def prepare_case(path: Path, *, by: str) -> Prepared:
    """Start the archive of a case where that was not done, and bring its files up to date.

    The first time, what stands in the files is recorded as it is. After that, an edit of the
    files waits until a person records it.

    Raises
    ------
    InvalidCase
        Where the files have mistakes the first time: with all of them.
    NotACase, RecordTampered
        Where the folder cannot be used.
    """
    if read_files_point(path) is not None:
        if _is_large(path):
            return Prepared()
        try:
            done = write_back(path)
        except CannotWrite:
            return Prepared()  # the archive has everything; it is tried again, and said
        return Prepared(written_back=len(done.written), kept=len(done.kept))
    archived: Archived = load(path).archived
    edits = archived.edits
    if edits:
        record(archived.archive, edits, by=by)
    begin(path)
    return Prepared(recorded=len(edits))


def _is_large(path: Path) -> bool:
    """Whether looking through the archive takes seconds: its files follow while it is served."""
    sizes = (one.stat().st_size for one in (path / ARCHIVE_FOLDER).glob("*"))
    return sum(sizes) > LARGE_BYTES


def prepare_database(path: Path | None) -> None:
    """Start Django, and bring the database of a case to the latest shape; None has none."""
    os.environ[environment.CASE] = str(path.resolve()) if path is not None else ""
    settings = "settings" if path is not None else "start_settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"goodoffices.web.{settings}")
    import django  # noqa: PLC0415 -- slow import

    django.setup()
    if path is None:
        return
    from django.core.management import call_command  # noqa: PLC0415 -- slow import

    call_command("migrate", verbosity=0, interactive=False)
