"""Pages written to a file, as HTML or Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from goodoffices.drafting.page import Page

ENDINGS: Final = (".html", ".md")

output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file, .html or .md; else the terminal.",
)


def refuse_other_endings(
    output: Path | None, what: str, *, as_json: bool, also: tuple[str, ...] = ()
) -> None:
    """Refuse, before any work is done, a file with an ending that is no page's, or with JSON.

    `also` are further endings that the command writes by itself.
    """
    if output is not None and as_json:
        raise click.UsageError("--json writes to standard output, and -o writes a page: use one")
    endings = (*ENDINGS, *also)
    if output is not None and output.suffix not in endings:
        allowed = f"{', '.join(endings[:-1])} or {endings[-1]}"
        message = f'{what} is written as {allowed}, not "{output.suffix}"'
        raise click.UsageError(message)


def write_page(page: Page, output: Path) -> None:
    """Write a page as HTML or Markdown, by the ending of the file."""
    from goodoffices.case.safe_write import write_text  # noqa: PLC0415 -- cli lazy

    if output.suffix == ".html":
        from goodoffices.drafting.html import to_html  # noqa: PLC0415 -- cli lazy

        write_text(output, to_html(page))
        return
    from goodoffices.drafting.markdown import to_markdown  # noqa: PLC0415 -- cli lazy

    write_text(output, to_markdown(page))
