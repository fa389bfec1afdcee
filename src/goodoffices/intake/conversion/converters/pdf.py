"""PDF: the text of its pages by pypdf, with the blank lines that the page shows as space."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from goodoffices.case.errors import MissingExtra, UnreadableDocument
from goodoffices.intake.conversion.converters.blocks import clean, find_blocks
from goodoffices.intake.conversion.converters.boilerplate import mark_boilerplate
from goodoffices.intake.conversion.converters.pdf_lines import PageLine, lines_of
from goodoffices.intake.texts import BlockKind, Extent, PlainText

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES_NAMED: Final = 5
EDGE: Final = 3
"""Lines at the top and at the foot of a page that may be its running head or foot."""

_Mark: TypeAlias = tuple[str, int]
"""The words of a line without its numbers, and its height on the page."""

_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _File:
    """What a PDF gave, before its pages are one text."""

    pages: tuple[tuple[PageLine, ...], ...]
    title: str
    author: str
    notes: tuple[str, ...]


def read_pdf(raw: bytes, name: str) -> PlainText:
    """Return the text of a PDF, its lines as they are, with the extents of its pages.

    Raises
    ------
    UnreadableDocument
        Where it is damaged, encrypted, or has pictures of text alone.
    """
    try:
        import pypdf  # noqa: PLC0415 -- slow import, optional dependency
    except ImportError as error:
        raise MissingExtra("reading reports", "intake") from error
    logging.getLogger("pypdf").addHandler(_SILENCE)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw), strict=False)
        is_open = not reader.is_encrypted or _opens_without_password(reader)
        file = _read(reader) if is_open else None
    except Exception as error:  # a damaged file breaks the library anywhere
        raise UnreadableDocument(name, "this PDF is damaged and cannot be read") from error
    if file is None:
        reason = "this PDF is encrypted; save a copy of it without a password"
        raise UnreadableDocument(name, reason)
    if not any(file.pages):
        reason = (
            "this PDF has no text, only pictures of it (a scan, it seems); "
            "let a program recognise the text first"
        )
        raise UnreadableDocument(name, reason)
    return _plain(file)


def _opens_without_password(reader: PdfReader) -> bool:
    """Whether a PDF is locked against changes alone, and may be read by anyone."""
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415 -- optional dependency

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, PyPdfError, NotImplementedError):
        return False


def _read(reader: PdfReader) -> _File:
    pages = tuple(tuple(lines_of(page)) for page in reader.pages)
    info = reader.metadata
    title = clean(str(info.title or "")) if info is not None else ""
    author = clean(str(info.author or "")) if info is not None else ""
    made = info.creation_date if info is not None else None
    notes = list(_notes_on(pages))
    if made is not None:
        notes.append(f"The file was made on {made:%Y-%m-%d}, it says; not when it was issued.")
    return _File(pages, " ".join(title.split()), " ".join(author.split()), tuple(notes))


def _notes_on(pages: Sequence[Sequence[PageLine]]) -> Iterator[str]:
    """Yield which pages had no text, where others had."""
    empty = [str(number) for number, lines in enumerate(pages, start=1) if not lines]
    if empty:
        named = ", ".join(empty[:MOST_PAGES_NAMED])
        more = f" and {len(empty) - MOST_PAGES_NAMED} more" if empty[MOST_PAGES_NAMED:] else ""
        noun = "Page" if len(empty) == 1 else "Pages"
        verb = "has" if len(empty) == 1 else "have"
        yield f"{noun} {named}{more} {verb} no text, perhaps pictures of it; they were not read."


def _plain(file: _File) -> PlainText:
    """Return the pages as one text, with its blocks."""
    running = _running(file.pages)
    texts: list[str] = []
    extents: list[Extent] = []
    running_at: set[int] = set()
    place = 0
    for lines in file.pages:
        text, starts = _text_of(lines, running)
        texts.append(text)
        extents.append(Extent(place, place + len(text)))
        running_at.update(place + start for start in starts)
        place += len(text) + 2
    text = "\n\n".join(texts)
    blocks = (
        replace(block, kind=BlockKind.BOILERPLATE) if block.extent.start in running_at else block
        for block in mark_boilerplate(text, find_blocks(text, pages=extents))
    )
    return PlainText(
        text,
        tuple(blocks),
        "pdf",
        pages=tuple(extents),
        title=file.title,
        author=file.author,
        notes=file.notes,
    )


def _text_of(lines: Sequence[PageLine], running: frozenset[_Mark]) -> tuple[str, list[int]]:
    """Return one page, blank lines where it shows them, and where its running lines begin."""
    text = ""
    starts: list[int] = []
    was_running = False
    for line in lines:
        is_running = _mark(line) in running
        if text:
            text += "\n\n" if line.opens or is_running or was_running else "\n"
        if is_running:
            starts.append(len(text))
        text += line.text
        was_running = is_running
    return text, starts


def _mark(line: PageLine) -> _Mark:
    """Return a line without its numbers, and its height: running heads differ in numbers alone."""
    return _DIGITS.sub("#", " ".join(line.text.split())), line.height


def _running(pages: Sequence[Sequence[PageLine]]) -> frozenset[_Mark]:
    """Return the lines that stand at the edge of most pages, at the same height on each."""
    counts: Counter[_Mark] = Counter()
    for lines in pages:
        counts.update({_mark(line) for line in (*lines[:EDGE], *lines[-EDGE:])})
    needed = max(2, sum(1 for lines in pages if lines) // 2 + 1)
    return frozenset(mark for mark, count in counts.items() if count >= needed)


_SILENCE: Final = logging.NullHandler()
"""Keeps what the library logs of a damaged file off the terminal; we say it in a sentence."""
