"""The command `check`: every mistake in a case, and every question that waits for a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options import case_argument, counted, json_option, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodoffices.case.errors import Mistake
    from goodoffices.case.yaml_source import Where
    from goodoffices.record.checks.check import Checked

MISTAKES_FOUND = 1


@click.command("check", short_help="Show every mistake in a case, and what waits for a person.")
@case_argument
@click.option(
    "--write", is_flag=True, help="Fill in the offsets of words that stand once in their document."
)
@json_option
@click.pass_context
def command(ctx: click.Context, case: Path, *, write: bool, as_json: bool) -> None:
    """Show every mistake in CASE, with its place, and every question that waits for a person.

    Mistakes make the case unfit for use; the exit status is then 1. Questions never do.

    \b
    Example:
      goodoffices check doha-round
      goodoffices check doha-round --write    # fill in offsets from the words
    """
    from goodoffices.record.checks.check import check  # noqa: PLC0415 -- cli lazy

    checked = check(case)
    if write and not checked.mistakes:
        filled = _fill_offsets(checked)
        if not as_json:
            click.echo(f"Filled in {counted(filled, 'offset')}.")
        checked = check(case)
    if as_json:
        print_json(_as_json(checked))
    else:
        _print(checked, case)
    if checked.mistakes:
        ctx.exit(MISTAKES_FOUND)


def _fill_offsets(checked: Checked) -> int:
    from goodoffices.case.yaml_edit import set_fields  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.checks.spans import find_missing_spans  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.folder import RECORD_FILE  # noqa: PLC0415 -- cli lazy

    clear = [one for one in find_missing_spans(checked.folder) if one.is_clear]
    changes: dict[str, dict[Where, object]] = {}
    for missing in clear:
        statement = missing.statement.entry
        start = missing.places[0]
        span = {"start": start, "end": start + len(statement.words)}
        changes[statement.id] = {("span",): span}
    if changes:
        set_fields(checked.folder.path / RECORD_FILE, "statements", changes)
    return len(clear)


def _as_json(checked: Checked) -> dict[str, object]:
    return {
        "schema": "goodoffices/check/1",
        "mistakes": [
            {
                "file": one.file,
                "line": one.line,
                "column": one.column,
                "message": one.message,
                "found": one.found,
                "allowed": one.allowed,
            }
            for one in checked.mistakes
        ],
        "questions": [
            {
                "file": one.file,
                "line": one.line,
                "kind": one.kind,
                "text": one.text,
                "about": list(one.about),
            }
            for one in checked.questions
        ],
    }


def print_mistakes(mistakes: Sequence[Mistake]) -> None:
    """Print every mistake with its place, and how many there are."""
    for mistake in mistakes:
        click.echo(str(mistake))
    mend = "mend it" if len(mistakes) == 1 else "mend them"
    click.echo(f"\n{counted(len(mistakes), 'mistake')}: {mend}, then check again.")


def _print(checked: Checked, case: Path) -> None:
    if checked.mistakes:
        print_mistakes(checked.mistakes)
        return
    click.echo(f"{case}: no mistakes.")
    if not checked.questions:
        click.echo("Nothing waits for a person.")
        return
    click.echo(f"\n{counted(len(checked.questions), 'question')} for a person:")
    for question in checked.questions:
        click.echo(f"  {question}")
