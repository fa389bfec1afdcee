"""Words held against a text: whether they stand there, and where.

White space counts as equal, since a line may be broken anywhere; nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from goodoffices.intake.texts import Extent

_LONGEST_SHOWN: Final = 60


class NotThere(Exception):
    """Words do not stand in a text; the message goes on after the name of what gives them."""


def find_words(text: str, words: object, *, span: object = None) -> Extent:
    r"""Return where words stand in a text: at the span given, or else where they stand once.

    Parameters
    ----------
    text : str
        Offsets are code points of it.
    words : object
        As somebody else gives them; anything but words is refused.
    span : object
        A mapping with `start` and `end`, or anything else where no place is given.

    Raises
    ------
    NotThere
        Where they stand nowhere, or at several places and not at the one given.

    Examples
    --------
    >>> find_words("we pay, they pay", "they\npay")
    Extent(start=8, end=16)
    >>> find_words("we pay, they pay", "pay", span={"start": 3, "end": 6})
    Extent(start=3, end=6)
    >>> try:
    ...     find_words("we pay, they pay", "pay")
    ... except NotThere as error:
    ...     print(error)
    its words "pay" stand more than once, and it gives no place
    """
    if not isinstance(words, str) or not words.strip():
        raise NotThere("it gives no words")
    start, end = _ends(span)
    if 0 <= start < end <= len(text) and _pattern(words).fullmatch(text, start, end):
        return Extent(start, end)
    found = [place for place, _ in zip(_places(text, words), range(2), strict=False)]
    if not found:
        raise NotThere(f"its words {shown(words)} do not stand in the text")
    if len(found) > 1:
        where = "not at the place it gives" if end else "it gives no place"
        raise NotThere(f"its words {shown(words)} stand more than once, and {where}")
    return found[0]


def stands_in(text: str, words: str) -> bool:
    """Return whether words stand anywhere in a text."""
    return next(_places(text, words), None) is not None


def nearest_to(place: Extent, text: str, words: str) -> Extent | None:
    """Return where words stand nearest to a place, the earlier one of two as near.

    Examples
    --------
    >>> nearest_to(Extent(9, 13), "Ana and Ana said it", "Ana")
    Extent(start=8, end=11)
    """

    def distance(one: Extent) -> tuple[int, int]:
        return max(one.start - place.end, place.start - one.end, 0), one.start

    return min(_places(text, words), key=distance, default=None)


def on_one_line(value: object) -> str:
    """Return a value as one line of printable characters; empty where it is no text."""
    if not isinstance(value, str):
        return ""
    return "".join(one for one in " ".join(value.split()) if one.isprintable())


def shown(value: object) -> str:
    """Return a value in quotes, as a sentence can hold it: on one line, and not too long."""
    line = on_one_line(value if isinstance(value, str) else str(value))
    if len(line) <= _LONGEST_SHOWN:
        return f'"{line}"'
    return f'"{line[:_LONGEST_SHOWN].rstrip()}..."'


def _ends(span: object) -> tuple[int, int]:
    """Return both ends of a span as given, or zeros where it is none."""
    if not isinstance(span, Mapping):
        return 0, 0
    start, end = span.get("start"), span.get("end")
    if isinstance(start, int) and isinstance(end, int):
        return start, end
    return 0, 0


def _places(text: str, words: str) -> Iterator[Extent]:
    """Yield where words stand: as whole words, and only where they never do, within others.

    Bad extraction glues words together, so that none of them stands as a whole.
    """
    if not words.strip():
        return
    pattern = _pattern(words)
    whole = re.compile(rf"(?<!\w){pattern.pattern}(?!\w)")
    found = whole if whole.search(text) else pattern
    yield from (Extent(*match.span()) for match in found.finditer(text))


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))
