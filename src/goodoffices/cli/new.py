"""The command `new`: an empty case with commented files."""

from __future__ import annotations

from importlib.resources import files
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
    from goodoffices.case.safe_write import write_files  # noqa: PLC0415 -- cli lazy

    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        message = f"{path} is there already, and nothing is overwritten"
        raise click.UsageError(message)
    templates = files("goodoffices.examples") / "empty"
    title = title or path.resolve().name.replace("-", " ").replace("_", " ")
    contents = {
        path / part.name: part.read_text("utf-8").replace("TITLE", _quoted(title)).encode()
        for part in templates.iterdir()
        if part.name.endswith(".yaml")
    }
    path.mkdir(parents=True, exist_ok=True)
    (path / "documents").mkdir(exist_ok=True)
    write_files(contents)
    if as_json:
        listed = sorted(one.name for one in contents)
        print_json({"schema": "goodoffices/made/1", "path": str(path), "files": listed})
        return
    click.echo(f"Made {path} with {', '.join(sorted(one.name for one in contents))}.")
    click.echo("Next: write in case.yaml who the parties are and what is at issue, then")
    click.echo(f"  goodoffices check {path}")


def _quoted(text: str) -> str:
    """A title as YAML takes it, whatever it contains: a JSON string is a YAML one."""
    import json  # noqa: PLC0415 -- cli lazy

    return json.dumps(text, ensure_ascii=False)
