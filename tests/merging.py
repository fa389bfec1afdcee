"""Two copies of one case for tests of merging: what each holds, and what the two then say."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from goodoffices.record.archive import Archive
from goodoffices.record.recording import diff, record
from goodoffices.record.replay import Erased, Json, Key

T0 = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

Content = Mapping[Key, tuple[str, Json]]


def standing(archive: Archive) -> dict[Key, tuple[str, Json]]:
    """Each entry that stands, with its compartment and what it says."""
    return {
        key: (entry.compartment, entry.content)
        for key, entry in archive.replay().items()
        if not isinstance(entry.content, Erased)
    }


def edit(archive: Archive, changes: Mapping[Key, tuple[str, Json] | None], *, by: str) -> None:
    """Record changes on top of what stands; None removes an entry."""
    after = standing(archive)
    for key, value in changes.items():
        after.pop(key, None)
        if value is not None:
            after[key] = value
    record(archive, diff(after, archive.replay()), by=by, again=list(after))


def copy_of(archive: Archive, folder: Path) -> Archive:
    """The archive as another laptop has it."""
    shutil.copytree(archive.folder, folder)
    return Archive(folder)
