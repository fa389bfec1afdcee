"""The command `erase`: the content of an entry is destroyed, and the chain still verifies."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import case_argument, json_option, print_json
from goodoffices.cli.persons import by_option, require_name


@click.command("erase", short_help="Destroy an entry's content; the chain still verifies.")
@case_argument
@click.argument("entry")
@click.option("--reason", required=True, help="Why; it stays in the record.")
@by_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def command(case: Path, entry: str, *, reason: str, by: str, yes: bool, as_json: bool) -> None:
    """Destroy the content of ENTRY in the archive, the files and the cache of CASE.

    That it was there, when it went, by whom and why stays. Copies elsewhere (backups, a
    version control of your own, briefs already written) are not reached; nor is the text of
    the document in which a statement stands: that is an entry of its own.

    \b
    Example:
      goodoffices erase doha-round s13 --reason "the source withdrew consent"
    """
    from goodoffices.record.erasing import erase_entry  # noqa: PLC0415 -- cli lazy

    name = require_name(by)
    if not yes:
        click.confirm(f"Destroy {entry} in {case}? It cannot be brought back", abort=True, err=True)
    done = erase_entry(case, entry, by=name, reason=reason)
    if as_json:
        print_json({"schema": "goodoffices/erased/1", "id": entry, "done": done})
        return
    for line in done:
        click.echo(line)
