"""Attributions of a text as the tests of the intake compare them: source and words."""

from __future__ import annotations

from goodoffices.intake.attribution.attributing import attribute
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.parsing import parse
from goodoffices.intake.texts import Block, Extent, RepairedText


def unmended(text: str) -> RepairedText:
    """Return a text as its own copy: its paragraphs are parted by blank lines."""
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(Extent(start, start + len(part))))
        start += len(part) + 2
    return RepairedText.unchanged(text, blocks)


def read(text: str) -> tuple[Attribution, ...]:
    """Return the attributions of a text."""
    return attribute(parse(unmended(text)))


def told(text: str) -> list[tuple[str | None, str]]:
    """Return who says what."""
    return [(words(text, one.source), content(text, one)) for one in read(text)]


def words(text: str, extent: Extent | None) -> str | None:
    """Return the words of a stretch."""
    return None if extent is None else text[extent.start : extent.end]


def content(text: str, found: Attribution) -> str:
    """Return what is told, interrupted words joined by a bar."""
    return " | ".join(text[one.start : one.end] for one in found.content)
