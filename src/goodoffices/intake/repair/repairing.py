"""Repairing: the copy of a document that the parser reads, mended, with the way back.

The text itself is never changed. Boilerplate and what stands twice are left out of the copy;
lines of one paragraph become one line; what extraction or translation broke is mended by rules
of grammar, each place listed. See `repairing_characters`, `repairing_stops`,
`repairing_words` and `repairing_persons`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from goodoffices.intake.conversion.converters.blocks import MOST_WORDS_OF_HEADING
from goodoffices.intake.repair.datelines import leave_out_dateline
from goodoffices.intake.repair.known_words import KnownWords
from goodoffices.intake.repair.repairing_characters import mend_characters
from goodoffices.intake.repair.repairing_edits import Edit, Kept, settle, write_copy
from goodoffices.intake.repair.repairing_persons import mend_persons
from goodoffices.intake.repair.repairing_stops import mend_stops
from goodoffices.intake.repair.repairing_words import (
    mend_capitals,
    mend_dashes,
    mend_lost_of,
    mend_merged_words,
)
from goodoffices.intake.texts import Block, BlockKind, Extent, PlainText, Repair, RepairedText

OF_LAYOUT: Final = frozenset(
    ("wrapped line", "spaces", "invisible character", "ligature", "page break")
)
"""Kinds of repairs that only undo how a page is set; a person need not look at them."""

FEWEST_WORDS_OF_REPEAT: Final = 8
"""Words of a block from which standing twice is no chance: a pull quote, or a page saved twice."""

_WORD: Final = re.compile(r"\w+")
_ENDS_SENTENCE: Final = re.compile(r"""[.!?…:]["'”’»)\]]*\Z""")


def repair(plain: PlainText, *, names: Collection[str] = ()) -> RepairedText:
    """Return the copy of a document that the parser reads.

    Parameters
    ----------
    plain
        The document's text with its blocks.
    names
        Names of the case (parties, people, places, with aliases); their words are known ones.

    Returns
    -------
    RepairedText
        Blocks stand apart by a blank line; `extent` leads each stretch back to the text.

    Examples
    --------
    >>> from goodoffices.intake.conversion.converting import convert
    >>> mended = repair(convert(b"The boats stay in the portthey said.", "note.txt"))
    >>> mended.text, mended.repairs[0].found, mended.extent(28, 32)
    ('The boats stay in the port, they said.', 'portthey', Extent(start=26, end=30))
    """
    text = plain.text
    kept, left_out = _choose(text, plain.blocks)
    extents = [one.block.extent for one in kept]
    words = KnownWords((text[start:end] for start, end in extents), names)
    edits = settle(_edits(text, kept, words))
    return write_copy(text, kept, edits, left_out=left_out)


def _edits(text: str, kept: Sequence[Kept], words: KnownWords) -> Iterator[Edit]:
    """Yield every edit; of two that meet the first counts, so grammar comes before characters."""
    extents = [one.block.extent for one in kept]
    yield from mend_merged_words(text, extents, words)
    yield from mend_persons(text, extents)
    for one in kept:
        extent = one.block.extent
        yield from mend_stops(text, extent, words)
        if one.block.kind is BlockKind.PARAGRAPH:
            yield from leave_out_dateline(text, extent)
            yield from mend_lost_of(text, extent)
            yield from mend_capitals(text, extent)
            yield from mend_dashes(text, extent)
        yield from mend_characters(text, extent, words)


def _choose(text: str, blocks: Sequence[Block]) -> tuple[list[Kept], list[Repair]]:
    """Return the blocks of the copy, and what is left out of it, each with the reason."""
    repeated = _repeated(text, blocks)
    kept: list[Kept] = []
    left_out: list[Repair] = []
    for number, block in enumerate(blocks):
        found = text[block.extent.start : block.extent.end]
        if block.kind is BlockKind.BOILERPLATE:
            left_out.append(Repair("boilerplate", block.extent, found, ""))
        elif kept and _goes_on(text, kept[-1].block, block):
            gap = Extent(kept[-1].block.extent.end, block.extent.start)
            left_out.append(Repair("page break", gap, text[gap.start : gap.end], " "))
            kept.append(Kept(block, " "))
        elif number in repeated:
            left_out.append(Repair("repeated paragraph", block.extent, found, ""))
        else:
            kept.append(Kept(block))
    return kept, left_out


def _goes_on(text: str, before: Block, block: Block) -> bool:
    """Whether a paragraph that a page's end cut in two goes on in a block of the next page."""
    if before.page >= block.page or not before.page:
        return False
    if block.kind is BlockKind.HEADING and not text[block.extent.start].islower():
        return False
    if _ENDS_SENTENCE.search(text, before.extent.start, before.extent.end):
        return False
    # A paragraph's first line alone at a page's foot looks like a heading until it goes on.
    is_long = len(text[before.extent.start : before.extent.end].split()) > MOST_WORDS_OF_HEADING
    is_cut = is_long and before.kind is BlockKind.PARAGRAPH
    return is_cut or text[block.extent.start].islower()


def _repeated(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the numbers of the blocks whose words stand in another: of equal ones the later.

    A pull quote stands in a longer paragraph, before or after it; the paragraph stays, since
    it says whose words they are.
    """
    read = [number for number, block in enumerate(blocks) if block.kind != BlockKind.BOILERPLATE]
    words = {number: _WORD.findall(text, *blocks[number].extent) for number in read}
    words = {
        number: [word.casefold() for word in found]
        for number, found in words.items()
        if len(found) >= FEWEST_WORDS_OF_REPEAT
    }
    heads: dict[tuple[str, ...], list[int]] = {}
    for number, found in words.items():
        heads.setdefault(tuple(found[:FEWEST_WORDS_OF_REPEAT]), []).append(number)
    return frozenset(
        number
        for holder, found in words.items()
        for place in range(len(found) - FEWEST_WORDS_OF_REPEAT + 1)
        for number in heads.get(tuple(found[place : place + FEWEST_WORDS_OF_REPEAT]), ())
        if _holds(found, place, words[number], is_earlier=holder < number)
    )


def _holds(found: Sequence[str], place: int, other: Sequence[str], *, is_earlier: bool) -> bool:
    """Whether the words of a block stand at a place of another, longer or earlier, block."""
    if len(other) > len(found) or (len(other) == len(found) and not is_earlier):
        return False
    return found[place : place + len(other)] == other
