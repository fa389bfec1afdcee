"""The command `brief`: one page, then the detail."""

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
from goodoffices.cli.pages import output_option, refuse_other_endings, write_page
from goodoffices.cli.progress import shown_progress
from goodoffices.cli.screen import show_page
from goodoffices.cli.since import changes_since, since_option


@click.command("brief", short_help="Write the brief: one page, then the detail.")
@case_argument
@output_option
@click.option("--detail", is_flag=True, help="On the terminal, show the detail and the words too.")
@since_option
@json_option
@view_options
def command(
    case: Path,
    *,
    output: Path | None,
    detail: bool,
    since: str,
    as_json: bool,
    **options: object,
) -> None:
    """Write the brief of CASE: one page, then the detail.

    It says what it rests on, where the talks stand, what cannot all stand, what is not
    reported, and what to ask next. Every sentence leads back to the statements it rests on.
    The page is INTERNAL, for whomever it is computed.

    \b
    Example:
      goodoffices brief doha-round
      goodoffices brief doha-round -o brief.html
      goodoffices brief doha-round --for egypt --reading r2=r2_offer
    """
    from goodoffices.drafting.analysis import analyse  # noqa: PLC0415 -- cli lazy
    from goodoffices.drafting.brief import build_brief  # noqa: PLC0415 -- cli lazy

    refuse_other_endings(output, "a brief", as_json=as_json)
    view = view_from(options)
    opened = open_case(case, view)
    with shown_progress() as progress:
        analysis = analyse(opened.fold, progress=progress)
    changes = changes_since(opened, view, since, analysis) if since else None
    page = build_brief(analysis, changes=changes)
    if as_json:
        from goodoffices.drafting.brief_json import brief_to_json  # noqa: PLC0415 -- cli lazy

        print_json(brief_to_json(analysis, page))
        return
    if output is None:
        show_page(page, detail=detail)
        return
    write_page(page, output)
    click.echo(f"Wrote {output}.")
