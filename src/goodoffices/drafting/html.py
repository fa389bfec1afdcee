"""A page as one self-contained HTML file: light and dark, screen and paper, no script."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from goodoffices.drafting.page import Page

if TYPE_CHECKING:
    from jinja2 import Environment


def to_html(page: Page) -> str:
    """Return a page as one HTML file that needs nothing else.

    All text is escaped; only the SVG of our own figures is set as it is.
    """
    return _environment().get_template("page.html.j2").render(page=page)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 -- slow import

    return Environment(
        loader=PackageLoader("goodoffices.drafting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
