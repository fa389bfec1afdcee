"""What the pages of backups and of the end of a case show."""

from __future__ import annotations

from datetime import datetime

from goodoffices.storage import files
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account, AuditLine
from goodoffices.storage.received import received_copies
from goodoffices.web.pages.backups import BackupsPage, DestroyPage
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.settings import BACKUP


def backups_page(desk: Desk, account: Account) -> BackupsPage:
    """Return what somebody may take out; for who leads, backups and merges too."""
    leads = may(account, Deed.LEAD)
    return BackupsPage(
        title="Backup, merge, export, destroy",
        leads=leads,
        last_backup=last_backup() if leads else None,
        waiting=received_copies(desk.path) if leads else (),
        files_notice=files.notice() if leads else "",
    )


def last_backup() -> datetime | None:
    """Return when the last backup was made in the pages; None where none is known."""
    line = AuditLine.objects.filter(what=BACKUP).first()
    return line.at if line is not None else None


def destroy_page(desk: Desk) -> DestroyPage:
    """Return what is said before the end of a case."""
    return DestroyPage(
        title="Destroy this case",
        case_title=desk.state().record.title,
        folder=str(desk.path),
        last_backup=last_backup(),
    )
