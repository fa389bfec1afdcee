"""The command `new`: an empty case with commented files."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import json_option, print_json


@click.command("new", short_help="Make an empty case with commented files.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--title", default="", help="What the talks are about.")
@json_option
def command(path: Path, *, title: str, as_json: bool) -> None:
    """Make an empty case at PATH, with files whose comments say what goes where.

    Nothing is overwritten: PATH must not exist, or be an empty folder.

    \b
    Example:
      goodoffices new river-talks --title "Water of the upper valley"
    """
    from goodoffices.record.beginning import make_case  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.whole_folder import is_free  # noqa: PLC0415 -- cli lazy

    if not is_free(path):
        message = f"{path} is there already, and nothing is overwritten"
        raise click.UsageError(message)
    listed = make_case(path, title=title)
    if as_json:
        print_json({"schema": "goodoffices/made/1", "path": str(path), "files": list(listed)})
        return
    click.echo(f"Made {path} with {', '.join(listed)}.")
    click.echo("Next: write in case.yaml who the parties are and what is at issue, then")
    click.echo(f"  goodoffices check {path}")
    click.echo("or do it in a browser:")
    click.echo(f"  goodoffices serve {path}")
