"""Who does something to a record: named, or the one who is logged in."""

from __future__ import annotations

import getpass
import os

import click

VARIABLE = "GOODOFFICES_BY"


def _whoever() -> str:
    """The name in the environment, or that of the one who is logged in."""
    named = os.environ.get(VARIABLE, "")
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


by_option = click.option(
    "--by",
    default=_whoever,
    show_default=f"${VARIABLE}, or who is logged in",
    metavar="NAME",
    help="Who does this; it stays in the record.",
)


def require_name(by: str) -> str:
    """Return the name, or refuse: what is done to a record is done by somebody."""
    if not by.strip():
        message = f"who does this? give --by NAME, or set {VARIABLE}"
        raise click.UsageError(message)
    return by.strip()
