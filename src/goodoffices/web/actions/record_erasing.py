"""Erasing from the pages: the files are brought up to date first, then the content is destroyed."""

from __future__ import annotations

from collections.abc import Collection

from goodoffices.case.errors import StillCited
from goodoffices.record.erasing import erase_entry
from goodoffices.record.write_back import write_back
from goodoffices.storage.auditing import note_deed
from goodoffices.storage.desk import Desk
from goodoffices.storage.jobs import forget_all_found
from goodoffices.storage.models import Account
from goodoffices.web.actions.entries import Done


def erase(
    desk: Desk, entry: str, *, kind: str, known: Collection[str], by: Account, reason: str
) -> Done:
    """Destroy an entry's content in the archive, the files and the memory of this process.

    Parameters
    ----------
    known
        The entries that whoever erases may see: a refusal names no other.

    Raises
    ------
    NotConfirmed
        Where others still cite it.
    InvalidCase, CannotWrite, ArchiveBusy
        Where the files cannot be brought up to date or written.
    """
    write_back(desk.path)
    try:
        erase_entry(desk.path, entry, by=by.member, reason=reason)
    except StillCited as error:
        seen = [one for one in error.citing if one in known]
        hidden = ["something that others hold"] if len(seen) < len(error.citing) else []
        raise StillCited(error.what, [*seen, *hidden]) from None
    note_deed(by, "erase", about=entry)
    forget_all_found()
    desk.state()
    return Done(f"Erased {kind} {entry}: its content is destroyed.", entry)
