"""Shares of one party's own total, in words that are true of them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from goodoffices.drafting.shares import (
    of_all_in_words,
    part_in_words,
    range_in_words,
    share_in_words,
)

NOTHING, QUARTER, HALF, ALL = Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0", "nothing"),
        ("1/6", "a sixth"),
        ("1/5", "a fifth"),
        ("1/4", "a quarter"),
        ("1/3", "a third"),
        ("1/2", "half"),
        ("2/3", "two thirds"),
        ("3/4", "three quarters"),
        ("5/6", "five sixths"),
        ("1", "all"),
        ("2/5", "40 %"),
        ("3/2", "150 %"),
    ],
)
def test_a_share_is_said_in_words_where_there_are_some(share: str, words: str) -> None:
    assert share_in_words(Fraction(share)) == words


@pytest.mark.parametrize("share", [Fraction(1, 1000), Fraction(999, 1000), Fraction(1001, 1000)])
def test_only_nothing_is_nothing_and_only_all_is_all(share: Fraction) -> None:
    assert share_in_words(share) not in {"nothing", "all", "0 %", "100 %"}


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((HALF, HALF), "half"),
        ((NOTHING, NOTHING), "nothing"),
        ((NOTHING, HALF), "at most half"),
        ((NOTHING, ALL), "anything up to all"),
        ((QUARTER, ALL), "between a quarter and all"),
    ],
)
def test_a_range_says_no_more_than_is_known(bounds: tuple[Fraction, Fraction], words: str) -> None:
    assert range_in_words(bounds) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((HALF, HALF), "half of all that it gets"),
        ((ALL, ALL), "all that it gets"),
        ((NOTHING, HALF), "up to half of all that it gets"),
        ((NOTHING, ALL), "up to all that it gets"),
        ((QUARTER, HALF), "between a quarter and half of all that it gets"),
        ((QUARTER, ALL), "between a quarter and all that it gets"),
    ],
)
def test_an_amount_is_a_share_of_a_whole(bounds: tuple[Fraction, Fraction], words: str) -> None:
    assert of_all_in_words(bounds, "that it gets") == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((ALL, ALL), "all of what it gives"),
        ((NOTHING, NOTHING), "nothing of what it gives"),
        ((NOTHING, ALL), "anything from nothing to all of what it gives"),
        ((NOTHING, HALF), "at most half of what it gives"),
        ((QUARTER, ALL), "between a quarter and all of what it gives"),
    ],
)
def test_a_part_is_a_range_of_something(bounds: tuple[Fraction, Fraction], words: str) -> None:
    assert part_in_words(bounds, "what it gives") == words
