"""A document as plain text, and the copy of it that the parser reads.

The text is kept unchanged and every offset that leaves this package is into it. The copy is
mended where extraction or translation broke it (`repair`), and knows for each of its
characters where in the text it came from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Extent(NamedTuple):
    """A stretch of characters, end exclusive."""

    start: int
    end: int

    def holds(self, other: Extent) -> bool:
        """Whether another stretch lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Extent) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of a document is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or what belongs to the page and not to the report."""

    extent: Extent
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int = 0
    """The page it begins on, counted from 1; 0 where the document has none."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A document converted: its words, their blocks and pages, and what the file says of itself.

    `text` is what the case keeps; `is_raw` says that it is the file itself, byte for byte.
    """

    text: str
    blocks: tuple[Block, ...]
    kind: str
    is_raw: bool = False
    pages: tuple[Extent, ...] = ()
    title: str = ""
    author: str = ""
    outlet: str = ""
    dated: date | None = None
    language: str = ""
    notes: tuple[str, ...] = ()
    """What a person should know of the conversion, each one sentence."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One place that was mended: where in the text, what stood there, what the parser sees."""

    kind: str
    extent: Extent
    found: str
    put: str


@dataclass(frozen=True)
class RepairedText:
    """The copy that the parser reads, each of its stretches tied to the text.

    `starts` and `origins` are the beginnings of its pieces, in the copy and in the text, with
    `lengths` of each in the text; a piece is copied character for character, unless its
    lengths differ, and then it stands as a whole for a mended place. `blocks` are in the
    copy's own offsets; boilerplate and repeated paragraphs are not in it.
    """

    text: str
    blocks: tuple[Block, ...]
    starts: Sequence[int]
    origins: Sequence[int]
    lengths: Sequence[int]
    repairs: tuple[Repair, ...] = ()
    _ends: list[int] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._ends.extend([*self.starts[1:], len(self.text)])

    @classmethod
    def unchanged(cls, text: str, blocks: Sequence[Block]) -> RepairedText:
        """The copy of a text in which nothing had to be mended."""
        return cls(text, tuple(blocks), (0,), (0,), (len(text),))

    def extent(self, start: int, end: int) -> Extent:
        """Where in the text a stretch of the copy stands.

        The ends of a mended place are those of what was found there.

        Examples
        --------
        >>> mended = RepairedText("the Strip, they said", (), (0, 9, 11), (0, 9, 9), (9, 0, 9))
        >>> mended.extent(11, 15)  # "they" in "the Stripthey said"
        Extent(start=9, end=13)
        """
        if end <= start:
            place = self._origin(start, is_end=False)
            return Extent(place, place)
        return Extent(self._origin(start, is_end=False), self._origin(end - 1, is_end=True))

    def _origin(self, place: int, *, is_end: bool) -> int:
        piece = max(bisect_right(self.starts, place) - 1, 0)
        begin, length = self.starts[piece], self.lengths[piece]
        origin = self.origins[piece]
        if self._ends[piece] - begin == length:
            return origin + (place - begin) + (1 if is_end else 0)
        return origin + (length if is_end else 0)
