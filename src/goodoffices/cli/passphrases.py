"""How a passphrase is asked for: without showing it, or from a file; never as an argument.

What is given as an argument stands in the history of the shell, and everybody on the machine
can see it while the program runs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

passphrase_option = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Take the passphrase from the first line of a file; otherwise it is asked for.",
)


def ask_for_passphrase(file: Path | None, *, twice: bool) -> str:
    """Return the passphrase from a file, or as somebody types it on a terminal.

    Raises
    ------
    click.UsageError
        Where there is neither a file nor a terminal.
    """
    if file is not None:
        try:
            lines = file.read_bytes().decode("utf-8-sig").splitlines()
        except UnicodeDecodeError:
            message = f"{file} is no UTF-8 text"
            raise click.UsageError(message) from None
        return lines[0] if lines else ""
    if not sys.stdin.isatty():
        message = "there is no terminal to ask for the passphrase; give --passphrase-file FILE"
        raise click.UsageError(message)
    typed = click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)
    return str(typed)
