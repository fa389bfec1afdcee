"""The chain through which words reached a document, origin first."""

from __future__ import annotations

import pytest

from goodoffices.intake.drafts import DraftHop
from tests.unit.intake.drafting.lock_talks import drafts_of


def hops(text: str, place: int = -1) -> list[tuple[str, str]]:
    """Speaker and hearer of each hop of one draft, the last one unless told otherwise."""
    chain: tuple[DraftHop, ...] = drafts_of(text).drafts[place].chain
    return [(one.speaker, one.to) for one in chain]


def test_somebody_unnamed_told_the_outlet() -> None:
    assert hops("Two traders said that the lock is shut.") == [
        ("memo_two_traders", "lock_gazette"),
        ("lock_gazette", "public"),
    ]


def test_somebody_named_and_quoted_spoke_in_public() -> None:
    text = "“The lock is shut,” said Vera Lind, the envoy of Ostravia."
    assert hops(text)[0] == ("vera_lind", "public")


def test_whom_a_side_told_is_unknown_where_only_its_words_are_reported() -> None:
    assert hops("Ostravia said that the lock is shut.")[0] == ("east", "unknown")


def test_words_within_words_came_through_whoever_tells_them() -> None:
    text = "Two traders said that Ostravia had told the Canal League that the lock is shut."
    assert hops(text) == [
        ("east", "league"),
        ("memo_two_traders", "lock_gazette"),
        ("lock_gazette", "public"),
    ]


@pytest.mark.parametrize("told", ["told the Lock Gazette", "told Lock Gazette"])
def test_outlet_is_a_hearer_too(told: str) -> None:
    assert hops(f"Vera Lind {told} that the lock is shut.")[0] == ("vera_lind", "lock_gazette")
