"""The command `review`: drafts of documents, one by one, confirmed, corrected or rejected."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options import case_argument, counted, json_option, print_json
from goodoffices.cli.persons import by_option, require_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodoffices.intake.drafts import DraftsFile
    from goodoffices.intake.review.reviewing import Review
    from goodoffices.intake.review.storing import OpenDraft

SCHEMA = "goodoffices/waiting/1"


@click.command("review", short_help="Accept, edit or reject what was drafted from reports.")
@case_argument
@click.argument("document", default="")
@by_option
@click.option("--plain", is_flag=True, help="Ask line by line, without the screen.")
@click.option("--keep-log", is_flag=True, help="Log what you decide, in drafts/log.jsonl.")
@json_option
def command(
    case: Path, document: str, *, by: str, plain: bool, keep_log: bool, as_json: bool
) -> None:
    """Show what was read from documents of CASE, or from DOCUMENT alone, one draft at a time.

    A draft enters the record when you accept it, and not before. Each decision is kept at
    once: a review goes on where it stopped. Without a terminal it asks line by line; with
    --json it lists what waits, and changes nothing.

    \b
    Example:
      goodoffices review doha-round
      goodoffices review doha-round efe_doha --by mira
    """
    from goodoffices.intake.review.review_log import keep_log as begin_log  # noqa: PLC0415 -- cli lazy
    from goodoffices.intake.review.reviewing import Review  # noqa: PLC0415 -- cli lazy

    if as_json:
        _list_waiting(case, document, by)
        return
    review = Review.open(case, by=require_name(by), document=document)
    if keep_log:
        begin_log(case)
    if review.current is None:
        click.echo(_why_nothing_waits(review, case, document) + _held_back(review))
        return
    if plain or not _is_terminal():
        _review_plainly(review)
    else:
        _review_on_screen(review)
    _say_what_next(review, case)


def _why_nothing_waits(review: Review, case: Path, document: str) -> str:
    from goodoffices.record.draft_files import draft_files  # noqa: PLC0415 -- cli lazy

    if not draft_files(case):
        return f"Nothing waits in {case}: nothing was read yet; first: goodoffices read {case} FILE"
    where = f"from {document}" if document else f"in {case}"
    if review.files and not review.counts.total:
        return f"Nothing waits {where}: nothing was drafted from what was read."
    return f"Nothing waits {where}: every draft has been looked at."


def _held_back(review: Review) -> str:
    """Say how much is left for those who alone hold it; nothing where nothing is."""
    if not review.held_back:
        return ""
    waits = "waits" if review.held_back == 1 else "wait"
    return f" {counted(review.held_back, 'document')} {waits} for those of the team who hold it."


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _review_plainly(review: Review) -> None:
    from goodoffices.cli.review_lines import review_by_lines  # noqa: PLC0415 -- cli lazy

    review_by_lines(review)


def _review_on_screen(review: Review) -> None:
    """Open the screen, or ask line by line where what it needs is not installed."""
    try:
        from goodoffices.cli.review_screen import ReviewScreen  # noqa: PLC0415 -- optional
    except ImportError:
        from goodoffices.case.errors import MissingExtra  # noqa: PLC0415 -- cli lazy

        click.echo(f"{MissingExtra('the screen of review', 'intake')}", err=True)
        _review_plainly(review)
        return
    ReviewScreen(review).run()


def _say_what_next(review: Review, case: Path) -> None:
    counts = review.counts
    left = counts.open
    waits = f"{counted(left, 'draft')} {'waits' if left == 1 else 'wait'} still" if left else ""
    click.echo(f"{counts.accepted} of {counted(counts.total, 'draft')} accepted", nl=False)
    click.echo((f"; {waits}." if waits else "; nothing waits any more.") + _held_back(review))
    if counts.accepted:
        click.echo(f"What you accepted is in the files; next: goodoffices record {case}")


def _list_waiting(case: Path, document: str, by: str) -> None:
    from goodoffices.intake.review.holding import may_review, refuse_others  # noqa: PLC0415 -- cli lazy
    from goodoffices.intake.review.storing import (  # noqa: PLC0415 -- cli lazy
        open_drafts,
        read_drafts,
        read_drafts_of,
    )
    from goodoffices.record.folder import read_folder  # noqa: PLC0415 -- cli lazy

    record = read_folder(case).record()
    files: Sequence[DraftsFile] = (
        (read_drafts_of(case, document),) if document else read_drafts(case)
    )
    if document:
        refuse_others(files[0].document, by=by, record=record)
    files = [one for one in files if may_review(one.document, by=by, record=record)]
    print_json({"schema": SCHEMA, "waiting": [_waiting(one) for one in open_drafts(files)]})


def _waiting(waiting: OpenDraft) -> dict[str, object]:
    """One draft that waits, as far as a script needs it to name it."""
    from goodoffices.intake.review.storing import readings_of  # noqa: PLC0415 -- cli lazy

    draft = waiting.draft
    return {
        "document": waiting.document,
        "id": draft.id,
        "kind": draft.kind,
        "state": draft.state.value,
        "start": draft.span.start,
        "end": draft.span.end,
        "words": draft.words,
        "confidence": draft.confidence.value,
        "questions": list(draft.questions),
        "repeats": getattr(draft, "repeats", ""),
        "readings": [
            {
                "id": one.id,
                "state": one.state.value,
                "party": one.party,
                "stance": one.stance.value,
                "proposition": one.proposition,
                "condition": one.condition,
                "alternative_to": one.alternative_to,
                "repeats": one.repeats,
            }
            for one in readings_of(draft)
        ],
    }
