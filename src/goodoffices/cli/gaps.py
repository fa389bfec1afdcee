"""The command `gaps`: the state of each issue, what is not reported, and what changed."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import (
    case_argument,
    json_option,
    open_case,
    print_json,
    view_from,
    view_options,
)
from goodoffices.cli.progress import shown_progress
from goodoffices.cli.since import changes_since, since_option


@click.command("gaps", short_help="Show the state of each issue, and what changed since.")
@case_argument
@since_option
@json_option
@view_options
def command(case: Path, *, since: str, as_json: bool, **options: object) -> None:
    """Show where the parties stand on each issue of CASE, and what changed since.

    With what is not reported, and what to ask next.

    \b
    Example:
      goodoffices gaps doha-round
      goodoffices gaps doha-round --since cairo_round
      goodoffices gaps doha-round --since briefed-envoy
    """
    from goodoffices.drafting.analysis import analyse  # noqa: PLC0415 -- cli lazy

    view = view_from(options)
    opened = open_case(case, view)
    with shown_progress() as progress:
        analysis = analyse(opened.fold, progress=progress)
    changes = changes_since(opened, view, since, analysis) if since else None
    if as_json:
        from goodoffices.gaps.gaps_json import gaps_to_json  # noqa: PLC0415 -- cli lazy

        print_json(
            gaps_to_json(
                analysis.case,
                analysis.states,
                analysis.unknowns,
                matrix=analysis.matrix,
                changes=changes,
            )
        )
        return
    from goodoffices.cli.screen import show_page  # noqa: PLC0415 -- cli lazy
    from goodoffices.drafting.brief import build_gaps_page  # noqa: PLC0415 -- cli lazy

    show_page(build_gaps_page(analysis, changes=changes))
