"""The command `restore`: a case from its encrypted backup."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import json_option, print_json
from goodoffices.cli.passphrases import ask_for_passphrase, passphrase_option


@click.command("restore", short_help="Restore a case from its encrypted backup.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("path", type=click.Path(path_type=Path))
@passphrase_option
@json_option
def command(file: Path, path: Path, *, passphrase_file: Path | None, as_json: bool) -> None:
    """Restore a case from the backup FILE into PATH, which must not exist or be empty.

    Every file is checked and the archive is verified first: all of it is restored, or nothing.

    \b
    Example:
      goodoffices restore doha-round.age doha-round-restored
    """
    from goodoffices.storage.backup import restore_backup  # noqa: PLC0415 -- cli lazy

    passphrase = ask_for_passphrase(passphrase_file, twice=False)
    found = restore_backup(file.read_bytes(), passphrase=passphrase, into=path)
    if as_json:
        print_json(
            {
                "schema": "goodoffices/restored/1",
                "path": str(path),
                "title": found.title,
                "files": list(found.files),
                "head": found.head,
            }
        )
        return
    click.echo(f"Restored {len(found.files)} files of “{found.title}” into {path}.")
    if found.head:
        click.echo(f"Its archive is whole; its head is {found.head}")
