"""Tags of the templates: sections and figures of `drafting`, set inside a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, cast

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from goodoffices.drafting.html import Level, figure_to_html, section_to_html, table_to_html
from goodoffices.drafting.page import Section
from goodoffices.figures.figure import Figure, Table

register = template.Library()

TO_RECORD: Final = "/record/%s/"
"""Where a link to an entry of the record leads."""


@register.simple_tag
def section_html(section: Section, labels: Sequence[str] = (), level: int = 2) -> SafeString:
    """Return a section, each sentence with links to the statements that it rests on."""
    made = section_to_html(section, labels=labels, cite_to=TO_RECORD, level=cast("Level", level))
    return mark_safe(made)  # noqa: S308 -- `drafting` escapes all text of it


@register.simple_tag
def figure_html(figure: Figure) -> SafeString:
    """Return a figure with its title, and the same as a table."""
    return mark_safe(figure_to_html(figure))  # noqa: S308 -- `drafting` escapes all text of it


@register.simple_tag
def table_html(table: Table) -> SafeString:
    """Return a table with its caption and a scope for each header."""
    return mark_safe(table_to_html(table))  # noqa: S308 -- `drafting` escapes all text of it


@register.simple_tag
def cites(statements: Sequence[str]) -> SafeString:
    """Return links to some entries of the record; nothing where there are none.

    Examples
    --------
    >>> cites(["s1"])
    '<span class="cites"><a href="/record/s1/">s1</a></span>'
    >>> cites([])
    ''
    """
    if not statements:
        return SafeString("")
    links = format_html_join(
        " ", '<a href="{}">{}</a>', ((TO_RECORD.replace("%s", one), one) for one in statements)
    )
    return format_html('<span class="cites">{}</span>', links)


@register.filter
def local_time(moment: datetime | None) -> str:
    """Return a moment in the time of this machine, written 2026-11-26 21:04.

    Examples
    --------
    >>> local_time(datetime(2026, 11, 26, 21, 4))
    '2026-11-26 21:04'
    >>> local_time(None)
    ''
    """
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment is not None else ""


@register.filter
def day(moment: datetime | date | None) -> str:
    """Return the day of a moment on this machine, written 2026-11-26.

    Examples
    --------
    >>> day(date(2026, 11, 26)), day(datetime(2026, 11, 26, 21, 4))
    ('2026-11-26', '2026-11-26')
    """
    if moment is None:
        return ""
    local = moment.astimezone() if isinstance(moment, datetime) else moment
    return f"{local:%Y-%m-%d}"
