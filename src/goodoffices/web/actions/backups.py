"""What is done with the case as a whole: backups, merges, exports, and its end."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.management import call_command
from django.db import connections

from goodoffices.case.errors import GoodOfficesError
from goodoffices.record.exporting import export_csv, export_folder, export_json
from goodoffices.record.merges import Choice, Merge
from goodoffices.record.merging import apply_merge
from goodoffices.record.replay import Key
from goodoffices.record.visibility import Viewer
from goodoffices.record.write_back import write_back
from goodoffices.storage.auditing import note_deed
from goodoffices.storage.backup import make_backup
from goodoffices.storage.desk import Desk
from goodoffices.storage.destroying import Destroyed, destroy_case
from goodoffices.storage.models import Account
from goodoffices.storage.received import drop_copy, receive_copy
from goodoffices.web import environment
from goodoffices.web.known_cases import forget_case
from goodoffices.web.queries.backups_merge import plan_of_copy
from goodoffices.web.queries.settings import BACKUP, may_switch
from goodoffices.web.requests import viewer_of
from goodoffices.web.switching import SWITCHBOARD


def back_up(desk: Desk, *, passphrase: str, by: Account) -> bytes:
    """Return the whole case as one encrypted file, and remember when it was made.

    Raises
    ------
    WeakPassphrase, MissingExtra, RecordTampered, ArchiveBusy, CannotWrite
        As for `make_backup`.
    """
    _bring_files(desk)
    packed = make_backup(desk.path, passphrase=passphrase)
    note_deed(by, BACKUP)
    return packed


def file_name(desk: Desk, ending: str) -> str:
    """Return the name of a file that leaves: the folder's, and the day."""
    return f"{desk.path.resolve().name}-{date.today()}.{ending}"  # noqa: DTZ011 -- the team's day


def export_whole(desk: Desk, *, by: Account) -> bytes:
    """Return the whole folder as a zip, what others hold in confidence included."""
    _bring_files(desk)
    packed = export_folder(desk.path)
    note_deed(by, "export", about="zip")
    return packed


def export_seen(desk: Desk, viewer: Viewer, *, ending: str, by: Account) -> str:
    """Return what somebody may see of the record, as JSON or as a table."""
    seen = desk.seen_by(viewer)
    note_deed(by, "export", about=ending)
    if ending == "csv":
        return export_csv(seen)
    return json.dumps(export_json(seen), ensure_ascii=False, indent=2) + "\n"


def take_copy(desk: Desk, *, file: UploadedFile[Any], passphrase: str, by: Account) -> str:
    """Keep another laptop's copy until it is merged, and return the name it is found by.

    Raises
    ------
    WrongPassphrase, DamagedBackup, MissingExtra, NotACase, CannotWrite
        As for `receive_copy`.
    NotACopy
        Where it is a copy of another case; it is not kept then.
    """
    token = receive_copy(desk.path, file.read(), passphrase=passphrase)
    try:
        plan_of_copy(desk, token, viewer_of(by))
    except GoodOfficesError:
        drop_copy(desk.path, token)
        raise
    note_deed(by, "copy received")
    return token


def merge(
    desk: Desk, plan: Merge, token: str, *, choices: Mapping[Key, Choice], by: Account
) -> int:
    """Take in what the copy holds as one step, take the copy away, and return how much it was.

    Raises
    ------
    NotConfirmed, CannotRecord, ArchiveBusy, CannotWrite, RecordTampered
        As for `apply_merge`; the copy waits on then.
    """
    events = apply_merge(desk.archive, plan, choices=choices, by=by.member)
    drop_copy(desk.path, token)
    note_deed(by, "copy merged", about=str(len(events)))
    _bring_files(desk)
    return len({event.entry for event in events if event.what != "mark"})


def drop(desk: Desk, token: str, *, by: Account) -> None:
    """Take a copy away, without taking anything in."""
    drop_copy(desk.path, token)
    note_deed(by, "copy dropped")


def destroy(desk: Desk, *, title: str, by: Account) -> tuple[Destroyed, str]:
    """Destroy the case, and return what was left and where the browser shall go, if anywhere.

    Raises
    ------
    NotConfirmed, ArchiveBusy, CannotWrite
        As for `destroy_case`.
    """
    note_deed(by, "case destroyed")
    goes_on = may_switch()
    connections.close_all()
    destroyed = destroy_case(desk.path, title=title)
    if environment.names_database():  # a server's own: it does not go with the folder
        call_command("flush", verbosity=0, interactive=False)
    with contextlib.suppress(GoodOfficesError):  # the list of cases is no part of the case
        forget_case(desk.path.resolve())
    return destroyed, SWITCHBOARD.ask_for(None) if goes_on else ""


def _bring_files(desk: Desk) -> None:
    """Bring the files up to date first where that can be: the archive has everything."""
    with contextlib.suppress(GoodOfficesError):
        write_back(desk.path)
