"""Before a command opens a case: its files are brought up to what pages have recorded.

It must not import anything heavy where no pages were ever served.
"""

from __future__ import annotations

from pathlib import Path

import click

_FILES_POINT = Path("database", "files.json")
"""Only there once pages were served; `record.files_point` writes it."""


def bring_files_up_to_date(path: Path) -> None:
    """Bring the files of a case up to date, and say on standard error what was done.

    A case that cannot be read is left to the command, which says what is wrong with it.

    Raises
    ------
    CannotWrite, ArchiveBusy, RecordTampered
        As for `write_back`: what the command would show is not what was recorded.
    """
    if not (path / _FILES_POINT).is_file():
        return
    from goodoffices.case.errors import InvalidCase, NotACase  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.write_back import write_back  # noqa: PLC0415 -- cli lazy

    try:
        done = write_back(path)
    except (InvalidCase, NotACase):
        return
    if done.written:
        count = len(done.written)
        entries = f"{count} {'entry' if count == 1 else 'entries'}"
        message = f"Brought the files up to what was recorded in the pages: {entries}."
        click.echo(message, err=True)
    if done.kept:
        names = ", ".join(f"{kind} {one}" for kind, one in done.kept)
        message = f"Kept as edited by hand, where the pages recorded otherwise: {names}."
        click.echo(message, err=True)
