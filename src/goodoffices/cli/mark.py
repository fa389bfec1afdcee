"""The command `mark`: a name for now, to ask later what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from goodoffices.cli.options import case_argument, counted, json_option, print_json
from goodoffices.cli.persons import by_option, require_name


@click.command("mark", short_help="Set a mark, to ask later what changed since.")
@case_argument
@click.argument("name", required=False)
@by_option
@click.option("--list", "list_marks", is_flag=True, help="Show the marks that are set.")
@json_option
def command(case: Path, name: str | None, *, by: str, list_marks: bool, as_json: bool) -> None:
    """Set the mark NAME in CASE at this moment; edits of the files are recorded first.

    `goodoffices gaps CASE --since NAME` then shows what changed.

    \b
    Example:
      goodoffices mark doha-round briefed-envoy
      goodoffices mark doha-round --list
    """
    from goodoffices.record.archive import Archive, NewEvent  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.checks.check import load  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.compartments import TEAM_COMPARTMENT  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.folder import ARCHIVE_FOLDER  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.recording_files import record_files  # noqa: PLC0415 -- cli lazy

    archive = Archive(case / ARCHIVE_FOLDER)
    if list_marks:
        marks = archive.marks() if load(case).archived.is_started else {}
        if as_json:
            print_json(_as_json(marks))
            return
        for mark, moment in marks.items():
            click.echo(f"{mark}  {moment:%Y-%m-%d %H:%M:%S} UTC")
        if not marks:
            click.echo("No mark is set.")
        return
    if not name:
        message = "what is the mark called? goodoffices mark CASE NAME"
        raise click.UsageError(message)
    edits = record_files(case, by=lambda: require_name(by)).edits
    archive.append(TEAM_COMPARTMENT, [NewEvent("mark", by=require_name(by), name=name)])
    if as_json:
        print_json(_as_json(archive.marks()))
        return
    if edits:
        click.echo(f"Recorded {counted(len(edits), 'edit')} first.")
    click.echo(f'Set mark "{name}".')
    click.echo(f"Later: goodoffices gaps {case} --since {name}")


def _as_json(marks: Mapping[str, datetime]) -> dict[str, object]:
    listed = [{"name": name, "at": moment.isoformat()} for name, moment in marks.items()]
    return {"schema": "goodoffices/marks/1", "marks": listed}
