"""The command `explain`: what cannot all stand, and where movement would matter."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import (
    Amount,
    case_argument,
    deadline_option,
    json_option,
    open_case,
    print_json,
    view_from,
    view_options,
)
from goodoffices.cli.progress import shown_progress


@click.command("explain", short_help="Show what cannot all stand, and where movement would matter.")
@case_argument
@click.option(
    "--most",
    type=Amount("sets", whole=True),
    metavar="SETS",
    default=1000,
    show_default=True,
    help="Sets at most, of each kind.",
)
@deadline_option
@json_option
@view_options
def command(
    case: Path, *, most: int, deadline: float | None, as_json: bool, **options: object
) -> None:
    """Show which few positions in CASE cannot all stand, and where movement would matter.

    Words that can be read in several ways are taken in each of them. The sets are minimal
    and unranked. Nothing here says who should move.

    \b
    Example:
      goodoffices explain doha-round
      goodoffices explain doha-round --reading r2=r2_offer
      goodoffices explain doha-round --json | jq .under_every_reading
    """
    from goodoffices.gaps.explanation import explain  # noqa: PLC0415 -- cli lazy

    opened = open_case(case, view_from(options))
    with shown_progress() as progress:
        explanation = explain(opened.fold, most=most, deadline_s=deadline, progress=progress)
    if as_json:
        from goodoffices.gaps.explanation_json import to_json  # noqa: PLC0415 -- cli lazy

        print_json(to_json(explanation))
        return
    from goodoffices.cli.screen import show_page  # noqa: PLC0415 -- cli lazy
    from goodoffices.drafting.explanation_page import build_explanation_page  # noqa: PLC0415 -- cli lazy

    show_page(build_explanation_page(opened.fold.case(), explanation))
