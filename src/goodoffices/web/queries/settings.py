"""What the page of settings shows, and what the files hold that is not recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.conf import settings
from django.urls import reverse

from goodoffices import __version__
from goodoffices.case.errors import GoodOfficesError, InvalidCase
from goodoffices.record.archived import Archived
from goodoffices.record.checks.check import load
from goodoffices.record.compartments import READING, Content
from goodoffices.record.folder import FILES
from goodoffices.record.recording import Edit
from goodoffices.record.replay import Key
from goodoffices.record.visibility import Viewer
from goodoffices.record.working_copy import HEAD
from goodoffices.record.write_back import write_back
from goodoffices.storage import files
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account, AuditLine
from goodoffices.web import environment
from goodoffices.web.pages.settings import CaseFacts, EditRow, FilesPage, Setting, SettingsPage
from goodoffices.web.permissions import Deed, may
from goodoffices.web.switching import SWITCHBOARD

COUNTED: Final = 5_000
"""Entries up to which the edits of the files are counted on every visit of the settings."""
BACKUP: Final = "backup"
"""How the audit log calls the making of a backup."""


def settings_page(desk: Desk, account: Account) -> SettingsPage:
    """Return the settings: one's own, and those of the case for who leads."""
    leads = may(account, Deed.LEAD)
    return SettingsPage(
        title="Settings",
        own=(
            Setting(
                "Password", reverse("account_change_password"), "Change the one you sign in with."
            ),
            Setting(
                "Second step of signing in",
                reverse("mfa_index"),
                "A code from an app on your phone, asked for beside the password.",
            ),
            Setting("Sign out", reverse("account_logout"), "Of this browser alone."),
        ),
        of_case=_of_case() if leads else (),
        facts=_facts(desk) if leads else None,
        may_switch=leads and may_switch(),
    )


def may_switch() -> bool:
    """Return whether this server can serve another case; a database server holds only one."""
    return SWITCHBOARD.is_open and not environment.names_database()


def files_page(desk: Desk, viewer: Viewer) -> FilesPage:
    """Return the edits of the files that are not recorded; those of what others hold uncounted."""
    write_back(desk.path)
    try:
        archived = load(desk.path).archived
    except InvalidCase as error:
        places = tuple(f"{one.file}:{one.line}" for one in error.mistakes)
        return _files_page(desk, mistakes=places)
    shown = [one for one in archived.edits if _is_open_to(one, archived, viewer)]
    rows = tuple(EditRow(_named(one), one.what, ", ".join(one.fields)) for one in shown)
    return _files_page(desk, edits=rows, hidden=len(archived.edits) - len(shown))


def _files_page(
    desk: Desk, *, edits: tuple[EditRow, ...] = (), hidden: int = 0, mistakes: tuple[str, ...] = ()
) -> FilesPage:
    return FilesPage(
        title="Edits of the files",
        folder=str(desk.path),
        edits=edits,
        hidden=hidden,
        mistakes=mistakes,
    )


def _named(edit: Edit) -> str:
    return "the case as a whole" if edit.key == HEAD else f"{edit.kind} {edit.id}"


def _is_open_to(edit: Edit, archived: Archived, viewer: Viewer) -> bool:
    """Whether a viewer may know of an edit: nobody else alone holds the entry, now or before."""
    return all(not held_by or viewer.id in held_by for held_by in _holders(edit, archived))


def _holders(edit: Edit, archived: Archived) -> Iterator[Sequence[object]]:
    for content in (edit.content, _recorded(archived, edit.key)):
        if not isinstance(content, dict):
            continue
        yield _held_by(content)
        if edit.kind == READING:  # what holds a statement holds what the team read in it
            statement = str(content.get("statement"))
            said = [one for _, _, one in archived.folder.raw("statements")]
            for one in (*said, _recorded(archived, ("statement", statement))):
                if isinstance(one, dict) and one.get("id") == statement:
                    yield _held_by(one)


def _recorded(archived: Archived, key: Key) -> object:
    entry = archived.entries.get(key)
    return entry.content if entry is not None else None


def _held_by(content: Content) -> Sequence[object]:
    handling = content.get("handling")
    held_by = handling.get("held_by") if isinstance(handling, dict) else None
    return held_by if isinstance(held_by, list) else ()


def _of_case() -> tuple[Setting, ...]:
    return (
        Setting(
            "Accounts", reverse("accounts"), "Who may sign in, in which role; invite somebody."
        ),
        Setting("Audit log", reverse("audit"), "What was done, tried and refused."),
        Setting(
            "Backup, merge, export, destroy",
            reverse("backups"),
            "The case in one encrypted file; another laptop's copy; the end of the case.",
        ),
        Setting(
            "Edits of the files",
            reverse("files"),
            "What was edited by hand in the folder of the case and is not recorded.",
        ),
    )


def _facts(desk: Desk) -> CaseFacts:
    state = desk.state()
    backup = AuditLine.objects.filter(what=BACKUP).first()
    return CaseFacts(
        folder=str(desk.path),
        database=_database(),
        head=desk.archive.head(),
        head_at=desk.latest() if state.entries else None,
        version=__version__,
        last_backup=backup.at if backup is not None else None,
        unrecorded=count_unrecorded(desk),
        files_notice=files.notice(),
    )


def count_unrecorded(desk: Desk) -> int | None:
    """Return how many edits of the files are not recorded; counted anew where a file changed.

    None where that cannot be told: for mistakes in them, or where there are too many entries.
    """
    if len(desk.state().entries) > COUNTED:
        return None
    files = [desk.path / name for name in FILES]
    seen = tuple((one.stat().st_mtime_ns, one.stat().st_size) for one in files if one.exists())

    def count() -> int | None:
        try:
            write_back(desk.path)
            return len(load(desk.path).archived.edits)
        except GoodOfficesError:
            return None

    return desk.kept(("unrecorded", seen), count)


def _database() -> str:
    database = settings.DATABASES["default"]
    if "postgresql" in database["ENGINE"]:
        return f"PostgreSQL, {database['NAME']} on {database['HOST'] or 'this machine'}"
    return f"SQLite, {database['NAME']}"
