"""Setting a mark: a name for now, to ask later what changed since."""

from __future__ import annotations

from goodoffices.record.archive import NewEvent
from goodoffices.record.compartments import TEAM_COMPARTMENT
from goodoffices.storage.desk import Desk


def set_mark(desk: Desk, name: str, *, by: str) -> None:
    """Set a mark at this moment.

    Raises
    ------
    ArchiveBusy, CannotWrite, RecordTampered
        As for `Archive.append_step`; nothing is changed then.
    """
    desk.archive.append(TEAM_COMPARTMENT, [NewEvent("mark", by=by, name=name)])
