"""A page as one self-contained HTML file, and its parts as HTML for other pages.

Light and dark, screen and paper, no script. A file and a page of the web application set a
section in the same way: the macros are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from goodoffices.drafting.page import Page, Section, cut_at_labels

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

    from goodoffices.figures.figure import Figure, Table

Level = Literal[1, 2, 3, 4, 5, 6]
"""Of a heading."""


def to_html(page: Page) -> str:
    """Return a page as one HTML file that needs nothing else.

    All text is escaped; only the SVG of our own figures is set as it is.
    """
    return _environment().get_template("page.html.j2").render(page=page)


def section_to_html(
    section: Section, *, labels: Sequence[str] = (), cite_to: str = "#%s", level: Level = 2
) -> Markup:
    """Return a section as HTML that a page can set as it is: all text in it is escaped.

    Parameters
    ----------
    section : Section
    labels : sequence of str
        The names of positions (P1) that are to stand out.
    cite_to : str
        Where a link to a statement leads, %s in the place of its id: "#%s" where it stands on
        the same page.
    level : int
        Of its heading.

    Examples
    --------
    >>> from goodoffices.drafting.page import Sentence
    >>> section = Section("status", "Status", (Sentence("P1 <stands>.", ("s1",)),), is_list=False)
    >>> print(section_to_html(section, labels=["P1"], cite_to="/record/%s/", level=3))
    <section id="part-status">
    <h3>Status</h3>
    <p><b>P1</b> &lt;stands&gt;. <span class="cites"><a href="/record/s1/">s1</a></span> </p>
    </section>
    <BLANKLINE>
    """
    return _set("part", section, labels, cite_to, level)


def table_to_html(table: Table) -> Markup:
    """Return a table as HTML, with its caption and a scope for each header.

    Examples
    --------
    >>> from goodoffices.figures.figure import Table
    >>> print(table_to_html(Table("States", ("Issue", "State"), (("Border", "agreed"),))))
    <div class="scroll"><table>
    <caption>States</caption>
    <thead><tr><th scope="col">Issue</th><th scope="col">State</th></tr></thead>
    <tbody>
    <tr><th scope="row">Border</th><td>agreed</td></tr>
    </tbody>
    </table></div>
    <BLANKLINE>
    """
    return _set("twin", table)


def figure_to_html(figure: Figure) -> Markup:
    """Return a figure as HTML: its SVG, its title, and the same as a table."""
    return _set("picture", figure)


def _set(macro: str, *arguments: object) -> Markup:
    """What a macro of the parts makes of its arguments."""
    made: Markup = getattr(_parts().module, macro)(*arguments)
    return made


@cache
def _parts() -> Template:
    return _environment().get_template("parts.html.j2")


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

    pieces = ((escape(piece), is_label) for piece, is_label in cut_at_labels(text, labels))
    # Set together as plain text: a page may have tens of thousands of pieces.
    joined = "".join(f"<b>{safe}</b>" if is_label else safe for safe, is_label in pieces)
    return Markup(joined)  # noqa: S704 -- each piece is escaped
