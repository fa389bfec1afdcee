"""A page as Markdown, each sentence with links to the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from goodoffices.drafting.page import Page, Section, Sentence, cut_at_labels
from goodoffices.figures.figure import Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def to_markdown(page: Page) -> str:
    """Return a page as CommonMark with tables; the same page gives the same text."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(page))).rstrip() + "\n"


def escape(text: str) -> str:
    r"""Return a text in which nothing is taken for markup, on one line.

    Examples
    --------
    >>> escape("a_b *c* <d>")
    'a\\_b \\*c\\* \\<d\\>'
    """
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _lines(page: Page) -> Iterator[str]:
    yield f"# {escape(page.title)}"
    yield ""
    yield f"**{escape(page.label)}**"
    yield ""
    if page.caution:
        yield f"*{escape(page.caution)}*"
        yield ""
    if page.basis:
        yield f"**Basis:** {' '.join(_sentence(one, ()) for one in page.basis)}"
        yield ""
    for section in (*page.sections, *page.detail):
        yield from _section(section, page.labels)
    yield from _passages(page)


def _section(section: Section, labels: Sequence[str]) -> Iterator[str]:
    yield f'<a id="part-{section.id}"></a>'
    yield ""
    yield f"## {escape(section.title)}"
    yield ""
    for text in (section.note, section.empty if section.is_empty else ""):
        if text:
            yield f"*{escape(text)}*"
            yield ""
    mark = "- " if section.is_list else ""
    for sentence in section.sentences:
        yield f"{mark}{_sentence(sentence, labels)}"
        if not section.is_list:
            yield ""
    yield ""
    for name, sentences in section.groups:
        yield f"**{escape(name)}**"
        yield ""
        yield from (f"- {_sentence(sentence, labels)}" for sentence in sentences)
        yield ""
    for table in (*section.tables, *(figure.table for figure in section.figures)):
        yield from _table(table)
        yield ""
    if section.footnote:
        yield f"*{escape(section.footnote)}*"
        yield ""


def _passages(page: Page) -> Iterator[str]:
    if not page.passages:
        return
    yield "## The words this rests on"
    yield ""
    for one in page.passages:
        yield f'<a id="{one.id}"></a>**{escape(one.id)}** “{escape(one.words)}”'
        yield ""
        where = ", ".join(part for part in (one.said_on, one.document_title) if part)
        about = [where, f"through: {one.through}" if one.through else ""]
        about += [f"repeats {one.repeats}" if one.repeats else ""]
        yield _first_on_line(escape("; ".join(part for part in about if part)))
        yield ""
        for reading in one.readings:
            yield f"- {escape(reading)}"
        if one.readings:
            yield ""


def _sentence(sentence: Sentence, labels: Sequence[str]) -> str:
    said = "".join(
        f"**{piece}**" if is_label else _escaped(piece)
        for piece, is_label in cut_at_labels(" ".join(sentence.text.split()), labels)
    )
    cites = " ".join(f"[{one}](#{one})" for one in sentence.cites)
    said = _first_on_line(said)
    return said + (f" {cites}" if cites else "")


def _first_on_line(text: str) -> str:
    """A text that begins a line, not taken for an item of a list."""
    return re.sub(r"^(\d*)([.)+-])(?=\s|$)", r"\1\\\2", text)


def _table(table: Table) -> Iterator[str]:
    yield f"*{escape(table.caption)}*"
    yield ""
    yield f"| {' | '.join(escape(cell) for cell in table.head)} |"
    yield f"|{' --- |' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join(escape(cell) for cell in row)} |"
