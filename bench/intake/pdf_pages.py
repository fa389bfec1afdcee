"""Pages set as reports are set, and written as PDF: for the comparison of libraries, and for tests.

Written by hand, in a type whose letters are all equally wide, so that every place on a page is
known: what was set, in which order, and where its paragraphs begin.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

SIZE = 10.0
LEADING = 12.0
LETTER = SIZE * 0.6  # every letter of Courier
LEFT, TOP = 60.0, 760.0
COLUMNS = 78


@dataclass(frozen=True, slots=True)
class Line:
    """Words at a place on a page, in points from its lower left corner."""

    x: float
    y: float
    words: str
    size: float = SIZE
    spread: float = 0.0
    """Points added to each space between words, as justified lines have them."""


Page = Sequence[Line]


def _bytes(text: str) -> bytes:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return escaped.encode("cp1252")


def _content(page: Page) -> bytes:
    parts = [b"BT"]
    for line in page:
        parts.append(b"/F1 %.2f Tf %.3f Tw" % (line.size, line.spread))
        parts.append(b"1 0 0 1 %.2f %.2f Tm (%s) Tj" % (line.x, line.y, _bytes(line.words)))
    return b"\n".join([*parts, b"ET"])


def write_pdf(pages: Sequence[Page], *, title: str = "", author: str = "") -> bytes:
    """Return a PDF with the given pages."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(count))
    info = b"<< /Title (%s) /Author (%s) >>" % (_bytes(title), _bytes(author))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        info,
    ]
    for number, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number)
        )
        stream = _content(page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root 1 0 R /Info 4 0 R >>" % (len(objects) + 1)
    return written + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        trailer,
        len(written),
    )


def set_with_gaps(paragraphs: Iterable[str]) -> list[Page]:
    """Set paragraphs with space between them."""
    return _set(paragraphs, gap=LEADING * 0.6)


def set_indented(paragraphs: Iterable[str]) -> list[Page]:
    """Set paragraphs without space between them, the first line of each indented."""
    return _set(paragraphs, indent=2 * SIZE)


def set_justified(paragraphs: Iterable[str]) -> list[Page]:
    """Set paragraphs with gaps, their lines spread to one width."""
    return _set(paragraphs, gap=LEADING * 0.6, is_justified=True)


def set_word_by_word(paragraphs: Iterable[str]) -> list[Page]:
    """Set paragraphs with gaps, each word placed for itself, as browsers do."""
    return [
        [
            Line(line.x + LETTER * place, line.y, word)
            for line in page
            for place, word in _words_with_places(line.words)
        ]
        for page in _set(paragraphs, gap=LEADING * 0.6)
    ]


def set_in_columns(paragraphs: Iterable[str]) -> list[Page]:
    """Set paragraphs with gaps in two columns, the left one first."""
    narrow = _set(paragraphs, gap=LEADING * 0.6, columns=36)
    pages: list[Page] = []
    for left, right in zip(narrow[::2], [*narrow[1::2], []], strict=False):
        shifted = [Line(line.x + 250, line.y, line.words) for line in right]
        pages.append([*left, *shifted])
    return pages


def set_with_running_heads(paragraphs: Iterable[str]) -> list[Page]:
    """Set paragraphs with gaps, a running head above and the page's number below each page."""
    return [
        [
            Line(LEFT, TOP + 36, "Note for the file"),
            *page,
            Line(LEFT + 200, 30, f"Page {number}"),
        ]
        for number, page in enumerate(_set(paragraphs, gap=LEADING * 0.6), start=1)
    ]


LAYOUTS: tuple[tuple[str, Callable[[Iterable[str]], list[Page]]], ...] = (
    ("space between paragraphs", set_with_gaps),
    ("indented", set_indented),
    ("justified", set_justified),
    ("word by word", set_word_by_word),
    ("two columns", set_in_columns),
    ("running heads", set_with_running_heads),
)


def _words_with_places(line: str) -> Iterable[tuple[int, str]]:
    place = 0
    for word in line.split(" "):
        yield place, word
        place += len(word) + 1


def _set(
    paragraphs: Iterable[str],
    *,
    gap: float = 0.0,
    indent: float = 0.0,
    columns: int = COLUMNS,
    is_justified: bool = False,
) -> list[Page]:
    pages: list[list[Line]] = [[]]
    y = TOP
    for paragraph in paragraphs:
        lines = textwrap.wrap(paragraph, columns - int(indent / LETTER), break_on_hyphens=False)
        for number, words in enumerate(lines):
            if y < 80:
                pages.append([])
                y = TOP
            is_last = number + 1 == len(lines)
            spaces = words.count(" ")
            room = (columns - len(words)) * LETTER
            spread = room / spaces if is_justified and spaces and not is_last else 0.0
            x = LEFT + (0.0 if number else indent)
            pages[-1].append(Line(x, y, words, spread=spread))
            y -= LEADING
        y -= gap
    return list(pages)
