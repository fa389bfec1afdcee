"""Told words: where the words of one draft begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from goodoffices.intake.texts import Extent

QUOTED_MAIL: Final = ">"
"""Begins a line that a mail quotes from an earlier one, which is a document of its own."""
QUOTES: Final = " \n“”\"'‘’"


def whole_parts(content: Sequence[Extent], text: str) -> tuple[tuple[Extent, ...], ...]:
    """Return the words of one attribution, apart where the report ends a sentence between them.

    "“It is shut,” she said. “It stays so.”" are two sayings, and "she said" is in neither. A
    sentence that is only interrupted ("“It is,” she said, “shut.”") is one.

    Examples
    --------
    >>> text = "“It is shut,” she said. “It stays so.”"
    >>> len(whole_parts((Extent(0, 13), Extent(24, 38)), text))
    2
    """
    parts: list[list[Extent]] = []
    for one in content:
        gap = text[parts[-1][-1].end : one.start].strip(QUOTES) if parts else ""
        if not parts or gap.endswith("."):
            parts.append([one])
        else:
            parts[-1].append(one)
    return tuple(tuple(part) for part in parts)


def is_quoted_mail(text: str, place: int) -> bool:
    """Whether a place stands in a line that a mail quotes from an earlier one."""
    line = text.rfind("\n", 0, place) + 1
    return text[line:place].lstrip().startswith(QUOTED_MAIL) or text[place] == QUOTED_MAIL


def without_end(text: str, place: int) -> int:
    """The end of what stands before a place, less spaces and commas."""
    return len(text[:place].rstrip(" ,;–-"))
