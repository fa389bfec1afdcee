"""Blocks: which lines of a plain text belong together, and which are headings.

For texts that have lines alone (text files, mails, pages of a PDF). What has marks of its own
(HTML, DOCX) is composed from its paragraphs instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from goodoffices.intake.texts import Block, BlockKind, Extent

WIDEST_WRAP: Final = 110
"""Columns at which texts are still wrapped by hand; longer lines are whole paragraphs."""

MOST_WORDS_OF_HEADING: Final = 14
MOST_LETTERS_OF_HEADING: Final = 110

SPACES: Final = " \t\u00a0\u200b\ufeff\u00ad\f\v\r"
"""What a blank line may hold; invisible characters too."""

_LINE: Final = re.compile(r"[^\n]+")
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ENDS_SENTENCE: Final = re.compile(r"""[.!?…:;,–—-]["'”’»)\]]*$|["”»]$""")
_ENDS_PARAGRAPH: Final = re.compile(r"""[.!?…:]["'”’»)\]]*$""")
_ITEM: Final = re.compile(r"(?:[-*•▪◦–]|\(?\d{1,2}[.)]|\([a-z]\))\s+\S")
_SPEAKER: Final = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z(][\w.’')-]*){0,4}:\s")
_MARK_OF_HEADING: Final = re.compile(r"#{1,6}\s+\S")


class Piece(NamedTuple):
    """A paragraph or heading before it has a place in the text."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the spaces around it, and where it stands."""

    start: int
    text: str
    is_alone: bool = False
    """Whether it begins after a blank line or at a page's top."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def clean(text: str) -> str:
    r"""Return a text without what no UTF-8 file of words may hold: control characters, halves.

    Examples
    --------
    >>> clean("a\x00b\ud800c\r\nd")
    'abc\nd'
    """
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    r"""Return paragraphs as one text with blank lines between them, and their blocks.

    Examples
    --------
    >>> compose([Piece("Talks", BlockKind.HEADING), Piece("They met.")])[0]
    'Talks\n\nThey met.'
    """
    texts: list[str] = []
    blocks: list[Block] = []
    place = 0
    for piece in pieces:
        text = clean(piece.text).strip(SPACES + "\n")
        if not text:
            continue
        texts.append(text)
        blocks.append(Block(Extent(place, place + len(text)), piece.kind))
        place += len(text) + 2
    return "\n\n".join(texts), tuple(blocks)


def find_blocks(text: str, *, pages: Sequence[Extent] = ()) -> tuple[Block, ...]:
    r"""Return the paragraphs and headings of a text that has lines alone.

    A blank line ends a paragraph. Within a run of lines, a break that was forced by the width
    (the next word had no room) is a wrapped line; any other ends a paragraph, unless the
    sentence visibly goes on. No block crosses a page.

    Examples
    --------
    >>> [block.kind.value for block in find_blocks("What comes next\n\nThey will meet again.")]
    ['heading', 'paragraph']
    """
    blocks: list[Block] = []
    areas = pages or (Extent(0, len(text)),)
    for number, area in enumerate(areas, start=1):
        runs = _runs(text, area)
        width = max((len(line.text) for run in runs for line in run), default=0)
        for run in runs:
            page = number if pages else 0
            blocks.extend(_blocks_of(run, width=width, page=page))
    return tuple(blocks)


def is_heading(text: str) -> bool:
    """Whether a line that stands alone is a heading: short, and no sentence by its end.

    Examples
    --------
    >>> is_heading("Next steps"), is_heading("They left."), is_heading("and so on")
    (True, False, False)
    """
    if _MARK_OF_HEADING.match(text):
        return True
    if len(text) > MOST_LETTERS_OF_HEADING or _ENDS_SENTENCE.search(text) or "\n" in text:
        return False
    begins = text[0].isupper() or text[0].isdigit()
    has_letters = any(character.isalpha() for character in text)
    return begins and has_letters and len(text.split()) <= MOST_WORDS_OF_HEADING


def _runs(text: str, area: Extent) -> list[list[_Line]]:
    """Return the lines of a stretch, in runs between blank lines."""
    runs: list[list[_Line]] = []
    last_end = -2
    for match in _LINE.finditer(text, area.start, area.end):
        line = match.group()
        bare = line.strip(SPACES)
        if not bare:
            continue
        start = match.start() + line.index(bare)
        # The line before ended at the character before this one, or a blank line lies between.
        if match.start() - last_end == 1 and runs:
            runs[-1].append(_Line(start, bare))
        else:
            runs.append([_Line(start, bare, is_alone=True)])
        last_end = match.end()
    return runs


def _blocks_of(run: Sequence[_Line], *, width: int, page: int) -> Iterable[Block]:
    """Yield the blocks of a run of lines."""
    begin = 0
    for place, line in enumerate(run):
        is_last = place + 1 == len(run)
        if is_last or _ends_between(line.text, run[place + 1].text, width=width):
            extent = Extent(run[begin].start, line.end)
            is_one_line = begin == place
            kind = (
                BlockKind.HEADING if is_one_line and is_heading(line.text) else BlockKind.PARAGRAPH
            )
            yield Block(extent, kind, page)
            begin = place + 1


def _ends_between(line: str, following: str, *, width: int) -> bool:
    """Whether a paragraph ends between two lines that follow each other."""
    goes_on = following[0].islower() and not _ENDS_PARAGRAPH.search(line)
    if _MARK_OF_HEADING.match(line) or _MARK_OF_HEADING.match(following):
        return True
    if _ITEM.match(following) or (_SPEAKER.match(following) and _ENDS_PARAGRAPH.search(line)):
        return True
    if width > WIDEST_WRAP:
        return not goes_on
    first_word = following.split(maxsplit=1)[0]
    # In proportional type a line of the same width has more or fewer letters: a tenth.
    is_forced = len(line) + 1 + len(first_word) > width * 0.9
    return not (is_forced or goes_on)
