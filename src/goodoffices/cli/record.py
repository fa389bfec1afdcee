"""The command `record`: edits of the files become events of the record."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import case_argument, counted, json_option, print_json
from goodoffices.cli.persons import by_option, require_name


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
    from goodoffices.record.checks.check import load  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.recording import record  # noqa: PLC0415 -- cli lazy

    checked = load(case)
    edits = list(checked.archived.edits)
    if not dry_run and checked.archived.is_started:
        checked.archived.archive.settle()
    if not dry_run and edits:
        record(checked.archived.archive, edits, by=require_name(by))
    if as_json:
        listed = [
            {"what": one.what, "kind": one.kind, "id": one.id, "fields": list(one.fields)}
            for one in edits
        ]
        head = checked.archived.archive.head() if not dry_run else ""
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
    click.echo(f"The head of the archive is now {checked.archived.archive.head()}")
