"""A page as one self-contained HTML file: light and dark, screen and paper, no script."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from goodoffices.drafting.page import Page, cut_at_labels

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def to_html(page: Page) -> str:
    """Return a page as one HTML file that needs nothing else.

    All text is escaped; only the SVG of our own figures is set as it is.
    """
    return _environment().get_template("page.html.j2").render(page=page)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 -- slow import

    environment = Environment(
        loader=PackageLoader("goodoffices.drafting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["label_positions"] = _label_positions
    return environment


def _label_positions(text: str, labels: Sequence[str]) -> Markup:
    """A text, escaped, in which the labels of positions stand out."""
    from markupsafe import Markup, escape  # noqa: PLC0415 -- slow import

    return Markup("").join(
        Markup("<b>{}</b>").format(piece) if is_label else escape(piece)
        for piece, is_label in cut_at_labels(text, labels)
    )
