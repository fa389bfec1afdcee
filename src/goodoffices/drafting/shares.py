"""Shares of one party's own total in words: "a third", "between a third and all"."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from goodoffices.figures.axis import percent

_NAMES: Final[Mapping[Fraction, str]] = {
    Fraction(0): "nothing",
    Fraction(1, 6): "a sixth",
    Fraction(1, 5): "a fifth",
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(1, 2): "half",
    Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
    Fraction(5, 6): "five sixths",
    Fraction(1): "all",
}


def share_in_words(share: Fraction) -> str:
    """Return a share in words where there are such words, else in percent.

    Examples
    --------
    >>> [share_in_words(Fraction(text)) for text in ("0", "1/3", "1", "3/8", "5/4")]
    ['nothing', 'a third', 'all', '38 %', '125 %']
    """
    return _NAMES.get(share, percent(share))


def range_in_words(bounds: tuple[Fraction, Fraction]) -> str:
    """Return what lies between two shares in words; nothing more is known than that.

    Examples
    --------
    >>> third, half = Fraction(1, 3), Fraction(1, 2)
    >>> range_in_words((third, Fraction(1))), range_in_words((half, half))
    ('between a third and all', 'half')
    >>> range_in_words((Fraction(0), half))
    'at most half'
    """
    low, high = bounds
    if low == high:
        return share_in_words(low)
    if not low:
        return "anything up to all" if high == 1 else f"at most {share_in_words(high)}"
    return f"between {share_in_words(low)} and {share_in_words(high)}"


def of_all_in_words(bounds: tuple[Fraction, Fraction], whole: str) -> str:
    """Return an amount as a share of a whole: "up to half of all that it gets".

    Examples
    --------
    >>> nothing, half, all = Fraction(0), Fraction(1, 2), Fraction(1)
    >>> of_all_in_words((nothing, half), "that it gets"), of_all_in_words((half, half), "of it")
    ('up to half of all that it gets', 'half of all of it')
    >>> of_all_in_words((nothing, all), "that it gets")
    'up to all that it gets'
    """
    low, high = bounds
    most = "all" if high == 1 else f"{share_in_words(high)} of all"
    if low == high:
        return f"{most} {whole}"
    if not low:
        return f"up to {most} {whole}"
    return f"between {share_in_words(low)} and {most} {whole}"


def part_in_words(bounds: tuple[Fraction, Fraction], of: str) -> str:
    """Return a range as a part of something: "between a third and all of what it gives".

    Examples
    --------
    >>> part_in_words((Fraction(0), Fraction(0)), "what it gives")
    'nothing of what it gives'
    >>> part_in_words((Fraction(0), Fraction(1)), "what it gets")
    'anything from nothing to all of what it gets'
    """
    if bounds == (Fraction(0), Fraction(1)):
        return f"anything from nothing to all of {of}"
    return f"{range_in_words(bounds)} of {of}"
