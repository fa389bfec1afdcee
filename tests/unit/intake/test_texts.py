"""The copy for parsing and its way back to the text."""

from __future__ import annotations

from goodoffices.intake.texts import Extent, RepairedText

MENDED = RepairedText("the Strip, they said", (), (0, 9, 11), (0, 9, 9), (9, 0, 9))


def test_unchanged_stretches_keep_their_place() -> None:
    assert MENDED.extent(4, 9) == Extent(4, 9)
    assert MENDED.extent(11, 20) == Extent(9, 18)


def test_stretch_over_a_mended_place_spans_what_was_found_there() -> None:
    assert MENDED.extent(4, 15) == Extent(4, 13)


def test_empty_stretch_is_empty() -> None:
    assert MENDED.extent(11, 11) == Extent(9, 9)


def test_extents_meet_and_hold() -> None:
    assert Extent(0, 5).holds(Extent(1, 5))
    assert not Extent(0, 5).holds(Extent(1, 6))
    assert Extent(0, 5).meets(Extent(4, 9))
    assert not Extent(0, 5).meets(Extent(5, 9))
