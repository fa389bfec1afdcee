"""Dates that cannot be: said after it was recorded."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import Final

from goodoffices.case.errors import Mistake
from goodoffices.record.entries import Statement
from goodoffices.record.folder import Folder
from goodoffices.record.record import Record

EASTERNMOST: Final = timedelta(hours=14)
"""How far ahead of universal time the day begins where it begins first."""


def check_dates(folder: Folder, record: Record, today: date) -> list[Mistake]:
    """Return a mistake for each statement said after it was recorded.

    An entry that is not yet recorded counts as recorded today. Where days begin differs: the
    day of recording is the latest that it was anywhere.
    """
    mistakes: list[Mistake] = []
    for located in folder.located("statements", Statement):
        said = located.entry.said_on
        if said is None or said.start is None:
            continue
        recorded = record.recorded.get(("statement", located.entry.id))
        at = recorded.at if recorded is not None else None
        day = today if at is None else (at.astimezone(UTC) + EASTERNMOST).date()
        if said.start > day:
            message = f"this was said after it was recorded ({day})"
            mistakes.append(located.mistake("said_on", message=message, found=str(said.start)))
    return mistakes
