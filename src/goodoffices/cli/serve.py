"""The command `serve`: the case in a browser, on this machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from goodoffices.cli.options import CasePath
from goodoffices.cli.persons import by_option, require_name

NOT_RIGHT = 1


@click.command("serve", short_help="Open a case in your browser; nothing leaves this machine.")
@click.argument("case", required=False, type=CasePath())
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="NUMBER",
    help="Where on this machine; else 8420, or the next that is free.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@by_option
@click.pass_context
def command(
    ctx: click.Context, /, case: Path | None, *, port: int | None, no_browser: bool, by: str
) -> None:
    """Open CASE in your browser: the record, the review of drafts, and what follows from it.

    Without CASE, the first page shows the cases known on this machine, and makes or imports
    one. The pages are served on this machine alone, until Ctrl-C. The first time, the address
    is a link that works once: it makes the account of who leads. Everything is kept in the
    folder of the case; its files follow what is recorded in the pages.

    \b
    Example:
      goodoffices serve doha-round
      goodoffices serve
    """
    _refuse_without_extra()
    from goodoffices.case.errors import InvalidCase  # noqa: PLC0415 -- cli lazy
    from goodoffices.web import environment  # noqa: PLC0415 -- cli lazy
    from goodoffices.web.serving import Serving, serve  # noqa: PLC0415 -- cli lazy

    if case is None and environment.names_database():
        message = f"{environment.DATABASE} names a database that holds one case: name the case too"
        raise click.UsageError(message)
    try:
        serve(Serving(case, port, require_name(by), not no_browser, click.echo))
    except InvalidCase as error:
        from goodoffices.cli.check import print_mistakes  # noqa: PLC0415 -- cli lazy

        print_mistakes(error.mistakes)
        ctx.exit(NOT_RIGHT)


def _refuse_without_extra() -> None:
    """Say in one sentence what to install, where what the pages are made of is not there."""
    needed = ("django", "allauth", "argon2", "django_tasks_db", "waitress", "whitenoise")
    if any(find_spec(name) is None for name in needed):
        from goodoffices.case.errors import MissingExtra  # noqa: PLC0415 -- cli lazy

        raise MissingExtra("serving the pages", "web")
