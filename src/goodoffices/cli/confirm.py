"""The command `confirm`: drafts become entries."""

from __future__ import annotations

from collections.abc import Sequence
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

    What was drafted from a document and waits for review is accepted into the record: a
    statement with the readings that can be, or by the id of a reading that one alone.

    All of them or none: an id that is no draft is refused and nothing is changed.

    \b
    Example:
      goodoffices confirm doha-round m1 s16 s17
      goodoffices confirm doha-round efe_doha_s1 efe_doha_s3
    """
    done = _confirm(case, entries, by=require_name(by))
    if as_json:
        print_json({"schema": "goodoffices/confirmed/1", "confirmed": list(entries)})
        return
    for line in done:
        click.echo(line)


def _confirm(case: Path, ids: Sequence[str], *, by: str) -> list[str]:
    """Confirm entries and accept what waits for review, in one step; say what was done."""
    from goodoffices.record.confirming import confirm_drafts  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.draft_files import draft_files  # noqa: PLC0415 -- cli lazy

    if not draft_files(case):
        return confirm_drafts(case, ids, by=by)
    from goodoffices.intake.review.accepting import accept_all, is_draft, wanted_of  # noqa: PLC0415 -- lazy
    from goodoffices.intake.review.review_log import log  # noqa: PLC0415 -- cli lazy
    from goodoffices.intake.review.storing import read_drafts  # noqa: PLC0415 -- cli lazy

    files = read_drafts(case)
    waiting = [one for one in ids if is_draft(files, one)]
    others = [one for one in ids if one not in waiting]
    if not waiting:
        return confirm_drafts(case, others, by=by)
    done: list[str] = []

    def confirm_others(copies: Path) -> None:
        done.extend(confirm_drafts(copies, others, by=by))

    wanted = wanted_of(files, waiting)
    deeds = accept_all(case, wanted, by=by, also=confirm_others if others else None)
    for deed in deeds:
        log(case, deed)
    return [*done, *(deed.words for deed in deeds)]
