"""Markup read by the standard library: what one sees of a mail, and the date a page prints.

Parsers that go from tag to tag, so that no nesting is too deep for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from typing import Final

from goodoffices.intake.conversion.converters.blocks import Piece, is_heading
from goodoffices.intake.texts import BlockKind

_BLOCKS: Final = frozenset(
    "p div ul ol li table tr td th blockquote pre h1 h2 h3 h4 h5 h6 section article dt dd".split()
)
_UNSEEN: Final = frozenset("script style template noscript head title iframe object svg".split())
_DATE: Final = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NAMES_OF_DATES: Final = frozenset(
    "article:published_time datepublished publishdate publish_date publish-date pubdate date "
    "dc.date dc.date.issued dcterms.date dcterms.created dcterms.issued".split()
)
"""Where pages print when they were published; nothing is concluded from other dates."""


class _Seen(HTMLParser):
    """Gathers what one sees; a form feed stands where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _UNSEEN and not self._unseen:
            self._unseen = tag
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self.parts.append("\f")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        elif tag in _BLOCKS:
            self.parts.append("\f")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(re.sub(r"\s+", " ", data))


class _Dates(HTMLParser):
    """Gathers the dates of publication that a page prints for machines, by their rank."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[tuple[int, str]] = []
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: Mapping[str, str] = {name: value or "" for name, value in attrs}
        names = {given.get(name, "").lower() for name in ("property", "name", "itemprop")}
        if tag == "meta" and names & _NAMES_OF_DATES:
            is_best = "article:published_time" in names or "datepublished" in names
            self.values.append((0 if is_best else 1, given.get("content", "")))
        elif tag == "time" and ("datepublished" in names or "pubdate" in given):
            self.values.append((1, given.get("datetime", "")))
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._script = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.values.extend((2, value) for value in _published("".join(self._script)))
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)


def pieces_of_markup(source: str) -> tuple[Piece, ...]:
    r"""Return every visible paragraph of HTML that is no page of a site, such as a mail's body.

    Examples
    --------
    >>> pieces_of_markup("<div>Dear all,<br>they met.<script>x()</script></div>")[0].text
    'Dear all,\nthey met.'
    """
    parser = _Seen()
    parser.feed(source)
    parser.close()
    pieces = []
    for paragraph in "".join(parser.parts).split("\f"):
        lines = (" ".join(line.split()) for line in paragraph.split("\n"))
        for text in re.split(r"\n\n+", "\n".join(lines).strip("\n")):
            if text:
                kind = BlockKind.HEADING if is_heading(text) else BlockKind.PARAGRAPH
                pieces.append(Piece(text, kind))
    return tuple(pieces)


def printed_date(source: str) -> date | None:
    """Return the date of publication that a page prints for machines, None where it does not.

    Examples
    --------
    >>> printed_date('<meta property="article:published_time" content="2031-03-04T10:00Z">')
    datetime.date(2031, 3, 4)
    >>> printed_date("<p>Published 4 March 2031</p>")
    """
    parser = _Dates()
    parser.feed(source)
    parser.close()
    values = (value for _, value in sorted(parser.values, key=lambda pair: pair[0]))
    return next((found for value in values if (found := _date(value)) is not None), None)


def _published(script: str) -> Iterator[str]:
    """Yield what linked data on a page names as the date of publication."""
    try:
        waiting: list[object] = [json.loads(script)]
    except (ValueError, RecursionError):
        return
    while waiting:
        entry = waiting.pop(0)
        if isinstance(entry, list):
            waiting.extend(entry)
        elif isinstance(entry, dict):
            if isinstance(entry.get("datePublished"), str):
                yield entry["datePublished"]
            waiting.append(entry.get("@graph"))


def _date(value: str) -> date | None:
    match = _DATE.match(value)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None
