"""The command `confirm`: drafts become entries."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import case_argument, json_option, print_json
from goodoffices.cli.persons import by_option, require_name


@click.command("confirm", short_help="Confirm drafts, so that they count.")
@case_argument
@click.argument("entries", nargs=-1, required=True, metavar="ID...")
@by_option
@json_option
def command(case: Path, entries: tuple[str, ...], *, by: str, as_json: bool) -> None:
    """Confirm drafts of CASE by their ids: entries, readings and links then count.

    All of them or none: an id that is no draft is refused and nothing is changed.

    \b
    Example:
      goodoffices confirm doha-round m1 s16 s17
    """
    from goodoffices.record.confirming import confirm_drafts  # noqa: PLC0415 -- cli lazy

    done = confirm_drafts(case, entries, by=require_name(by))
    if as_json:
        print_json({"schema": "goodoffices/confirmed/1", "confirmed": list(entries)})
        return
    for line in done:
        click.echo(line)
