"""The option `--since`: what changed since a date, a round or a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from goodoffices.cli.options import Opened, View
    from goodoffices.drafting.analysis import Analysis
    from goodoffices.gaps.changes import Changes

since_option = click.option(
    "--since",
    default="",
    metavar="WHEN",
    help="What changed since a date, the end of a round, or a mark.",
)


def changes_since(opened: Opened, view: View, since: str, analysis: Analysis) -> Changes:
    """Return what changed since a date (said later), a round's end, or a mark (recorded later).

    Raises
    ------
    UnknownId
        Where it is none of these.
    """
    from goodoffices.cli.options import fold_for  # noqa: PLC0415 -- cli lazy
    from goodoffices.gaps.changes import compare  # noqa: PLC0415 -- cli lazy
    from goodoffices.gaps.explanation import explain  # noqa: PLC0415 -- cli lazy
    from goodoffices.gaps.states import find_issue_states  # noqa: PLC0415 -- cli lazy

    _, fold = fold_for(opened.checked, _before(opened, view, since))
    before = fold.case()
    explanation = explain(fold, fragile=False, untabled=False)
    states = find_issue_states(before, explanation.leading.incompatible)
    return compare(before, analysis.case, states=(states, analysis.states))


def _before(opened: Opened, view: View, since: str) -> View:
    """The view of the case before: as of a day, or as known at a mark."""
    from dataclasses import replace  # noqa: PLC0415 -- cli lazy
    from datetime import date  # noqa: PLC0415 -- cli lazy

    from goodoffices.case.errors import UnknownId  # noqa: PLC0415 -- cli lazy

    for held in opened.fold.record.rounds:
        if held.id == since:
            if held.held_on is None or held.held_on.end is None:
                message = f'it is not known when round "{since}" ended; give a date'
                raise click.UsageError(message)
            return replace(view, as_of=held.held_on.end)
    archived = opened.checked.archived
    marks = archived.archive.marks() if archived.is_started else {}
    if since in marks:
        return replace(view, known_at=since)
    try:
        return replace(view, as_of=date.fromisoformat(since))
    except ValueError:
        rounds = [held.id for held in opened.fold.record.rounds]
        raise UnknownId("date, round or mark", since, [*marks, *rounds]) from None
