"""Dates that cannot be: said after it was recorded."""

from __future__ import annotations

from datetime import date

from goodoffices.case.errors import Mistake
from goodoffices.record.entries import Statement
from goodoffices.record.folder import Folder
from goodoffices.record.record import Record


def check_dates(folder: Folder, record: Record, today: date) -> list[Mistake]:
    """Return a mistake for each statement said after it was recorded.

    An entry that is not yet recorded counts as recorded today.
    """
    mistakes: list[Mistake] = []
    for located in folder.located("statements", Statement):
        said = located.entry.said_on
        if said is None or said.start is None:
            continue
        recorded = record.recorded.get(("statement", located.entry.id))
        day = recorded.at.date() if recorded is not None and recorded.at is not None else today
        if said.start > day:
            message = f"this was said after it was recorded ({day})"
            mistakes.append(located.mistake("said_on", message=message, found=str(said.start)))
    return mistakes
