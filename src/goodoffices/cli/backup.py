"""The command `backup`: a whole case in one encrypted file."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import case_argument, json_option, print_json
from goodoffices.cli.passphrases import ask_for_passphrase, passphrase_option


@click.command("backup", short_help="Write a whole case into one encrypted file.")
@case_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The file.",
)
@passphrase_option
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@json_option
def command(
    case: Path, *, output: Path, passphrase_file: Path | None, force: bool, as_json: bool
) -> None:
    """Write all of CASE into one file that only its passphrase opens.

    The files, documents, drafts, the archive and the database of the pages are in it, and
    what single members hold: it is for the team alone. Whoever loses the passphrase loses
    the backup. The file is in the age format: `age -d FILE | tar x` opens it too.

    \b
    Example:
      goodoffices backup doha-round -o doha-round.age
    """
    from goodoffices.storage.backup import write_backup  # noqa: PLC0415 -- cli lazy
    from goodoffices.storage.titles import read_title  # noqa: PLC0415 -- cli lazy

    title = read_title(case)
    if output.exists() and not force:
        message = f"{output} is there already; --force writes over it"
        raise click.UsageError(message)
    passphrase = ask_for_passphrase(passphrase_file, twice=True)
    write_backup(case, output, passphrase=passphrase)
    if as_json:
        print_json({"schema": "goodoffices/backed_up/1", "file": str(output), "title": title})
        return
    click.echo(f"Wrote {output}. Keep it on another disk, and the passphrase somewhere else.")
