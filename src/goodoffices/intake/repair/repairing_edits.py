"""Edits: small changes to a copy of a text, and the copy made of them with the way back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from goodoffices.intake.texts import Block, BlockKind, Extent, Repair, RepairedText


class Edit(NamedTuple):
    """What is put in the place of a stretch of the text, and how much of it to show as found.

    The stretch is as small as it can be, so that all around it keeps its own place; `shown`
    is the word or phrase by which a person sees what was mended.
    """

    kind: str
    start: int
    end: int
    put: str
    shown: Extent | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A block that the copy holds, and what joins it to the one before."""

    block: Block
    joint: str = "\n\n"


def settle(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits in the order of the text, and of two that meet the one named first.

    An insertion meets what changes the characters on both of its sides, or another insertion
    at its place.

    Examples
    --------
    >>> [edit.put for edit in settle([Edit("b", 3, 5, "B"), Edit("a", 0, 4, "A")])]
    ['B']
    """
    owners: dict[int, int] = {}
    insertions: set[int] = set()
    settled: list[Edit] = []
    for number, edit in enumerate(edits):
        stretch = range(edit.start, edit.end)
        if not stretch:
            is_inside = owners.get(edit.start - 1, -1) == owners.get(edit.start, -2)
            if is_inside or edit.start in insertions:
                continue
            insertions.add(edit.start)
        elif any(place in owners for place in stretch) or any(
            place in insertions for place in stretch[1:]
        ):
            continue
        owners.update(dict.fromkeys(stretch, number))
        settled.append(edit)
    return sorted(settled, key=lambda edit: (edit.start, edit.end))


class _Writer:
    """Writes the copy piece by piece, with where each piece came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.lengths: list[int] = []

    def put(self, words: str, extent: Extent) -> None:
        """Add words that stand for a stretch of the text."""
        if words:
            self.starts.append(self.length)
            self.origins.append(extent.start)
            self.lengths.append(extent.end - extent.start)
            self.parts.append(words)
            self.length += len(words)

    def copy(self, start: int, end: int) -> None:
        """Add a stretch of the text as it is."""
        self.put(self.text[start:end], Extent(start, end))


def write_copy(
    text: str, kept: Sequence[Kept], edits: Sequence[Edit], *, left_out: Sequence[Repair] = ()
) -> RepairedText:
    """Return the copy: the kept blocks, joined as they say, with the edits done.

    Parameters
    ----------
    text
        The document's text.
    kept
        The blocks of the copy, in the order of the text.
    edits
        What to change, settled: in order, none meeting another.
    left_out
        What the copy does not hold at all, to be listed with the edits.
    """
    writer = _Writer(text)
    blocks: list[Block] = []
    starts = [edit.start for edit in edits]
    last_end = 0
    for number, one in enumerate(kept):
        extent = one.block.extent
        if number:
            writer.put(one.joint, Extent(last_end, extent.start))
        begin = writer.length
        _write_block(writer, extent, edits, bisect_right(starts, extent.start - 1))
        last_end = extent.end
        if number and one.joint == " " and blocks:
            first = blocks.pop()
            extent = Extent(first.extent.start, writer.length)
            blocks.append(Block(extent, BlockKind.PARAGRAPH, first.page))
        else:
            blocks.append(Block(Extent(begin, writer.length), one.block.kind, one.block.page))
    listed = (*(_repair(text, edit) for edit in edits), *left_out)
    repairs = tuple(sorted(listed, key=lambda repair: (repair.extent, repair.kind)))
    return RepairedText(
        "".join(writer.parts), tuple(blocks), writer.starts, writer.origins, writer.lengths, repairs
    )


def _write_block(writer: _Writer, extent: Extent, edits: Sequence[Edit], first: int) -> None:
    place = extent.start
    for edit in edits[first:]:
        if edit.end > extent.end or edit.start >= extent.end:
            break
        writer.copy(place, edit.start)
        writer.put(edit.put, Extent(edit.start, edit.end))
        place = edit.end
    writer.copy(place, extent.end)


def _repair(text: str, edit: Edit) -> Repair:
    """Return an edit as a person sees it, within the words around it."""
    shown = edit.shown or Extent(edit.start, edit.end)
    before, after = text[shown.start : edit.start], text[edit.end : shown.end]
    found = text[shown.start : shown.end]
    return Repair(edit.kind, shown, found, before + edit.put + after)
