"""The command `record`: edits of the files become events of the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options import case_argument, counted, json_option, print_json
from goodoffices.cli.persons import by_option, require_name

if TYPE_CHECKING:
    from goodoffices.record.recording import Edit


@click.command("record", short_help="Turn edits of the files into events of the record.")
@case_argument
@by_option
@click.option("--dry-run", is_flag=True, help="Only show what would be recorded.")
@json_option
def command(case: Path, *, by: str, dry_run: bool, as_json: bool) -> None:
    """Turn what was edited in the files of CASE into events of its archive.

    Each event says who recorded what and when. The archive only grows; `goodoffices verify`
    proves it.

    \b
    Example:
      goodoffices record doha-round --by mira
    """
    edits, head = _looked_for(case) if dry_run else _recorded(case, by)
    if as_json:
        listed = [
            {"what": one.what, "kind": one.kind, "id": one.id, "fields": list(one.fields)}
            for one in edits
        ]
        print_json({"schema": "goodoffices/recorded/1", "edits": listed, "head": head})
        return
    if not edits:
        click.echo("Nothing to record: the archive has everything as it stands in the files.")
        return
    for edit in edits:
        click.echo(f"  {edit}")
    count = counted(len(edits), "edit")
    if dry_run:
        click.echo(f"{count} would be recorded.")
        return
    click.echo(f"Recorded {count} as {by}.")
    click.echo(f"The head of the archive is now {head}")


def _looked_for(case: Path) -> tuple[Sequence[Edit], str]:
    from goodoffices.record.checks.check import load  # noqa: PLC0415 -- cli lazy

    return load(case).archived.edits, ""


def _recorded(case: Path, by: str) -> tuple[Sequence[Edit], str]:
    """Record the edits; return them and the new head."""
    from goodoffices.record.recording_files import record_files  # noqa: PLC0415 -- cli lazy

    done = record_files(case, by=lambda: require_name(by))
    return done.edits, done.head
