"""The command `export`: the record in other formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options import (
    OneOf,
    Opened,
    case_argument,
    json_option,
    open_case,
    print_json,
    view_from,
    view_options,
)

if TYPE_CHECKING:
    from goodoffices.record.record import Record
    from goodoffices.record.view import View

FORMATS = ("json", "csv", "zip")


@click.command("export", short_help="Write the record as JSON, as a table, or whole.")
@case_argument
@click.option("--as", "form", type=OneOf(FORMATS), help="The format; else the ending of -o.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file; standard output if not given.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@json_option
@view_options
def command(
    case: Path,
    *,
    form: str | None,
    output: Path | None,
    force: bool,
    as_json: bool,
    **options: object,
) -> None:
    """Write the record of CASE as JSON or as a table (CSV), as a viewer may see it.

    `--as zip` packs the whole folder for the team: the archive, the file that verifies it, and
    what single members hold. The accounts of the pages (`database/`) are left out. Nobody else
    may have it.

    \b
    Example:
      goodoffices export doha-round -o statements.csv
      goodoffices export doha-round --for egypt --as json
      goodoffices export doha-round -o doha-round.zip
    """
    from goodoffices.case.safe_write import write_bytes  # noqa: PLC0415 -- cli lazy

    if as_json and output is None and form not in {None, "json"}:
        message = f"--json prints JSON; give -o FILE for {form}"
        raise click.UsageError(message)
    chosen = form or (output.suffix.lstrip(".") if output else "json")
    if chosen not in FORMATS:
        message = f'"{chosen}" is no format; allowed: {", ".join(FORMATS)}'
        raise click.UsageError(message)
    view = view_from(options)
    data = _exported(case, chosen, view)
    if output is None:
        if chosen == "zip":
            message = "a zip goes into a file: give -o FILE.zip"
            raise click.UsageError(message)
        click.echo(data, nl=False)
        return
    if output.exists() and not force:
        message = f"{output} is there already; --force writes over it"
        raise click.UsageError(message)
    write_bytes(output, data)
    if as_json:
        print_json({"schema": "goodoffices/exported/1", "file": str(output), "as": chosen})
        return
    click.echo(f"Wrote {output}.")


def _exported(case: Path, form: str, view: View) -> bytes:
    from goodoffices.record.exporting import (  # noqa: PLC0415 -- cli lazy
        export_csv,
        export_folder,
        export_json,
    )
    from goodoffices.record.view import View  # noqa: PLC0415 -- cli lazy

    opened = open_case(case, view)
    if form == "zip":
        if view != View():
            message = "a zip is the whole folder, for the team; json and csv take these options"
            raise click.UsageError(message)
        return export_folder(case)
    record = _cut(opened, view)
    if form == "csv":
        return export_csv(record).encode()
    return (json.dumps(export_json(record), ensure_ascii=False, indent=2) + "\n").encode()


def _cut(opened: Opened, view: View) -> Record:
    """The record with the statements that the options leave; drafts only where none is given."""
    from goodoffices.record.view import View  # noqa: PLC0415 -- cli lazy

    if view.readings or view.instruments_off or view.threshold != View().threshold:
        message = "readings, thresholds and instruments choose positions; an export has statements"
        raise click.UsageError(message)
    record = opened.fold.record
    if not (view.as_of or view.registers or view.min_grade):
        return record
    case = opened.fold.case()
    return record.with_(
        statements=tuple(one for one in record.statements if one.id in case.passages),
        rounds=case.rounds,
        instruments=case.instruments,
    )
