"""The option `--since`: what changed since a date, a round or a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from goodoffices.cli.options import Opened
    from goodoffices.drafting.analysis import Analysis
    from goodoffices.gaps.changes import Changes
    from goodoffices.record.view import View

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
    from goodoffices.case.errors import EndNotKnown  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.since import view_before  # noqa: PLC0415 -- cli lazy

    archived = opened.checked.archived
    marks = archived.archive.marks() if archived.is_started else {}
    try:
        return view_before(view, since, rounds=opened.fold.record.rounds, marks=marks)
    except EndNotKnown as error:
        raise click.UsageError(str(error)) from error
