"""DOCX: the paragraphs and tables of a Word file, in their order, by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Protocol, cast

from goodoffices.case.errors import MissingExtra, UnreadableDocument
from goodoffices.intake.conversion.converters.blocks import Piece, compose, is_heading
from goodoffices.intake.conversion.converters.boilerplate import mark_boilerplate
from goodoffices.intake.texts import BlockKind, PlainText

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

LARGEST_UNPACKED: Final = 200_000_000
"""Bytes that the parts of a file may have once unpacked; a few kilobytes can claim terabytes."""

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Final = {
    f"{_WORD}tab": "\t",
    f"{_WORD}br": "\n",
    f"{_WORD}cr": "\n",
    f"{_WORD}noBreakHyphen": "-",
}
_LEFT_OUT: Final = frozenset({f"{_WORD}del", f"{_WORD}moveFrom", _FALLBACK})
"""What a reader does not see: words that were struck out, and copies for older programs."""

_CHANGES: Final = frozenset({f"{_WORD}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo")})
_HEADING_STYLES: Final = ("Heading", "Title", "Subtitle")


class _Node(Protocol):
    """What is used here of an element of lxml, which has no types of its own."""

    tag: object
    text: str | None

    def __iter__(self) -> Iterator[_Node]: ...


def read_docx(raw: bytes, name: str) -> PlainText:
    """Return the words of a Word file, as if its tracked changes had been accepted.

    Raises
    ------
    UnreadableDocument
        Where the file is damaged, far too large once unpacked, or has no words.
    """
    try:
        import docx  # noqa: PLC0415 -- optional dependency
    except ImportError as error:
        raise MissingExtra("reading reports", "intake") from error
    _check_size(raw, name)
    try:
        document = docx.Document(io.BytesIO(raw))
        text, blocks = compose(_pieces(document))
        title, author = document.core_properties.title, document.core_properties.author
        notes = tuple(_notes(document))
    except Exception as error:  # a damaged file breaks the library anywhere
        raise UnreadableDocument(name, "this Word file is damaged and cannot be read") from error
    if not text:
        raise UnreadableDocument(name, "this Word file has no words in it, perhaps only pictures")
    return PlainText(
        text,
        mark_boilerplate(text, blocks),
        "docx",
        title=" ".join((title or "").split()),
        author=_author(author or ""),
        notes=notes,
    )


def _check_size(raw: bytes, name: str) -> None:
    """Refuse what is no archive, or would unpack to far more than a report."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise UnreadableDocument(name, "this Word file is damaged and cannot be read") from error
    if unpacked > LARGEST_UNPACKED:
        megabytes = LARGEST_UNPACKED // 1_000_000
        raise UnreadableDocument(name, f"this Word file unpacks to more than {megabytes} MB")


def _pieces(document: Document) -> Iterator[Piece]:
    """Yield the paragraphs of a file, those of its tables cell by cell."""
    from docx.table import Table  # noqa: PLC0415 -- optional dependency

    for part in document.iter_inner_content():
        yield from _cells(part) if isinstance(part, Table) else (_piece(part),)


def _cells(table: Table) -> Iterator[Piece]:
    """Yield the paragraphs of a table; a cell that was merged stands in it once."""
    from docx.table import Table as Inner  # noqa: PLC0415 -- optional dependency

    seen: set[int] = set()
    for row in table.rows:
        for cell in row.cells:
            if id(cell._tc) in seen:  # noqa: SLF001 -- the only mark of a merged cell
                continue
            seen.add(id(cell._tc))  # noqa: SLF001 -- the same
            for part in cell.iter_inner_content():
                yield from _cells(part) if isinstance(part, Inner) else (_piece(part),)


def _piece(paragraph: Paragraph) -> Piece:
    text = "".join(_words(cast("_Node", paragraph._p))).strip()  # noqa: SLF001 -- `text` leaves
    # out what was inserted with tracked changes.
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    is_head = style.startswith(_HEADING_STYLES) or bool(text and is_heading(text))
    return Piece(text, BlockKind.HEADING if is_head else BlockKind.PARAGRAPH)


def _words(element: _Node) -> Iterator[str]:
    """Yield the text of an element with its tabs and line breaks, without what was struck out."""
    waiting: list[_Node] = [element]
    while waiting:
        node = waiting.pop()
        if node.tag in _LEFT_OUT:
            continue
        if node.tag == f"{_WORD}t":
            yield node.text or ""
        elif isinstance(node.tag, str) and node.tag in _SIGNS:
            yield _SIGNS[node.tag]
        # `w:tabs` within the properties of a paragraph holds stops of tabulators, not tabs.
        if node.tag != f"{_WORD}pPr":
            waiting.extend(reversed(list(node)))


def _notes(document: Document) -> Iterator[str]:
    """Yield what a person should know of how the file was read."""
    if any(node.tag in _CHANGES for node in document.element.body.iter()):
        yield "It holds tracked changes; it was read as if all of them had been accepted."
    parts = {str(part.partname) for part in document.part.package.iter_parts()}
    found = [word for word in ("comments", "footnotes") if f"/word/{word}.xml" in parts]
    if found:
        yield f"Its {' and '.join(found)} were not read."
    made = document.core_properties.created
    if made is not None:
        yield f"The file was made on {made:%Y-%m-%d}, it says; not when it was issued."


def _author(author: str) -> str:
    """Return the author, but not the name that the library itself writes where there is none."""
    return "" if author == "python-docx" else " ".join(author.split())
