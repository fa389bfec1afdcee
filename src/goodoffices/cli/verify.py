"""The command `verify`: whether the record is whole and untouched."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import json_option, print_json

NOT_WHOLE = 1


@click.command("verify", short_help="Show whether the record is whole and untouched.")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE|ARCHIVE")
@click.option(
    "--head",
    "heads",
    multiple=True,
    metavar="HASH",
    help="A head written down before: prove that the archive only grew since.",
)
@json_option
@click.pass_context
def command(ctx: click.Context, case: Path, *, heads: tuple[str, ...], as_json: bool) -> None:
    """Show whether every event of the archive is there, unaltered and in its order.

    The first event that is altered, missing or moved is named; the exit status is then 1.
    The check is one file of the standard library that runs without this program:
    `python verify.py CASE`.

    \b
    Example:
      goodoffices verify doha-round
      goodoffices verify doha-round --head 3f1c...   # a head that you wrote down before
    """
    from goodoffices.case.errors import NotACase  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.verify import verify_archive  # noqa: PLC0415 -- cli lazy

    if not case.exists():
        raise NotACase(str(case), "there is nothing of that name")
    try:
        found = verify_archive(case, heads)
    except FileNotFoundError as error:
        if error.errno:  # a file of the archive itself
            raise
        message = f"{case} holds no archive yet; `goodoffices record {case}` starts one"
        raise click.UsageError(message) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        print_json(found.as_json())
    else:
        click.echo(found.as_text(), nl=False)
    if not found.is_confirmed:
        ctx.exit(NOT_WHOLE)
