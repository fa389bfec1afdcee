"""What is done from the settings: the edits of the files recorded, another case opened."""

from __future__ import annotations

from goodoffices.record.recording_files import record_files
from goodoffices.storage.auditing import note_deed
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account
from goodoffices.web.switching import SWITCHBOARD


def record_edits(desk: Desk, *, by: Account) -> int:
    """Turn the edits of the files into events of the record, and return how many there were.

    Raises
    ------
    InvalidCase, NotConfirmed, ArchiveBusy, CannotWrite, RecordTampered
        As for `record_files`; nothing is recorded then.
    """
    edits = record_files(desk.path, by=lambda: by.member).edits
    if edits:
        note_deed(by, "edits of the files recorded", about=str(len(edits)))
    return len(edits)


def leave_case(*, by: Account) -> str:
    """Let the server show the first page again, and return where the browser shall go."""
    note_deed(by, "case closed")
    return SWITCHBOARD.ask_for(None)
