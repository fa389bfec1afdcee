"""HTML: the main text of a page by trafilatura, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from typing import Final, Protocol, cast

from goodoffices.case.errors import MissingExtra, UnreadableDocument
from goodoffices.intake.conversion.converters.blocks import Piece, compose, is_heading
from goodoffices.intake.conversion.converters.boilerplate import mark_boilerplate
from goodoffices.intake.conversion.converters.markup import printed_date
from goodoffices.intake.conversion.converters.plain import decode
from goodoffices.intake.texts import Block, BlockKind, PlainText

FEWEST_WORDS_OF_SENTENCE: Final = 6

_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_PROLOGUE: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SENTENCE: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")


class _Node(Protocol):
    """What is used here of an element of lxml, which has no types of its own."""

    tag: object
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[_Node]: ...

    def iter(self, *tags: str) -> Iterator[_Node]:
        """The elements within it that have one of the tags, in the order of the page."""

    def iterancestors(self) -> Iterator[_Node]:
        """The elements that it lies in, from within."""


def read_html(raw: bytes, name: str) -> PlainText:
    """Return the main text of a page, without its scripts, menus and adverts.

    Raises
    ------
    UnreadableDocument
        Where the page has no main text.
    """
    declared = _DECLARED.search(raw[:4000])
    encoding = declared.group(1).decode("ascii") if declared else ""
    source = _PROLOGUE.sub("", decode(raw, name, declared=encoding))
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 -- slow import, optional dependency
        from trafilatura.settings import Document  # noqa: PLC0415 -- optional dependency
    except ImportError as error:
        raise MissingExtra("reading reports", "intake") from error
    for library in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(library).addHandler(_SILENCE)
    try:
        found = bare_extraction(
            source, with_metadata=True, include_comments=False, include_tables=True
        )
        dated = printed_date(source)
    except Exception as error:  # a damaged page breaks the library anywhere
        raise UnreadableDocument(name, "this page is damaged and cannot be read") from error
    if not isinstance(found, Document) or found.body is None:
        raise UnreadableDocument(name, _NO_MAIN_TEXT)
    text, blocks = compose(_pieces(cast("_Node", found.body)))
    blocks = mark_boilerplate(text, blocks)
    if not has_prose(text, blocks):
        raise UnreadableDocument(name, _NO_MAIN_TEXT)
    return PlainText(
        text,
        blocks,
        "html",
        title=_one_line(found.title),
        author=_one_line(found.author),
        outlet=_one_line(found.sitename),
        dated=dated,
    )


def has_prose(text: str, blocks: Iterable[Block]) -> bool:
    """Whether any block is a sentence: adverts and menus have none that ends as one does.

    Examples
    --------
    >>> from goodoffices.intake.texts import Extent
    >>> has_prose("Half price today", [Block(Extent(0, 16))])
    False
    """
    return any(
        block.kind is BlockKind.PARAGRAPH
        and len(text[block.extent.start : block.extent.end].split()) >= FEWEST_WORDS_OF_SENTENCE
        and _SENTENCE.search(text[block.extent.start : block.extent.end])
        for block in blocks
    )


def _pieces(body: _Node) -> Iterator[Piece]:
    """Yield the paragraphs of what trafilatura found, in their order."""
    for element in body.iter("p", "head", "item", "quote", "cell", "code", "ab"):
        if any(parent.tag in {"p", "item", "quote", "cell"} for parent in element.iterancestors()):
            continue
        text = _one_line("".join(_words(element)))
        if text:
            is_head = element.tag == "head" or (element.tag == "p" and is_heading(text))
            yield Piece(text, BlockKind.HEADING if is_head else BlockKind.PARAGRAPH)


def _words(element: _Node) -> Iterator[str]:
    """Yield the text of an element; a line break, or a paragraph within, stands for a space."""
    yield element.text or ""
    for child in element:
        yield " " if child.tag in {"lb", "p", "item", "cell"} else ""
        yield from _words(child)
        yield " " if child.tag in {"p", "item", "cell"} else ""
        yield child.tail or ""


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


_NO_MAIN_TEXT: Final = (
    "this page has no main text, only notices, adverts or links; "
    "open the report itself and save that page"
)
_SILENCE: Final = logging.NullHandler()
"""Keeps what libraries log of a damaged page off the terminal; we say it in a sentence."""
