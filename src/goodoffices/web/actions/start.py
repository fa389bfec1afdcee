"""What the first page does: a case made, brought, copied or opened."""

from __future__ import annotations

from pathlib import Path

from goodoffices.record.beginning import copy_example, make_case
from goodoffices.record.unpacking import unpack_case
from goodoffices.storage.backup import is_encrypted, restore_backup
from goodoffices.web.preparing import prepare_case
from goodoffices.web.switching import SWITCHBOARD


def begin_case(place: Path, *, title: str) -> str:
    """Make an empty case, and return where the browser shall go.

    Raises
    ------
    CannotWrite
        Where the folder cannot be made.
    """
    make_case(place, title=title)
    return open_case(place)


def try_example(place: Path, *, example: str) -> str:
    """Copy a worked example, and return where the browser shall go.

    Raises
    ------
    CannotWrite
        Where the folder cannot be made.
    """
    copy_example(place, example)
    return open_case(place)


def bring_case(place: Path, *, data: bytes, passphrase: str) -> str:
    """Unpack a zip or an encrypted backup, and return where the browser shall go.

    Raises
    ------
    NotACase, WrongPassphrase, DamagedBackup, CannotWrite, RecordTampered
        Where the file is neither, or cannot be used.
    """
    if is_encrypted(data):
        restore_backup(data, passphrase=passphrase, into=place)
    else:
        unpack_case(data, place)
    return open_case(place)


def open_case(place: Path) -> str:
    """Let the server open a case, once it can be served, and return where the browser shall go.

    Raises
    ------
    InvalidCase, NotACase, RecordTampered, ArchiveBusy, CannotWrite
        Where it cannot be served; nothing is opened then.
    """
    prepare_case(place, by=SWITCHBOARD.by)
    return SWITCHBOARD.ask_for(place)
