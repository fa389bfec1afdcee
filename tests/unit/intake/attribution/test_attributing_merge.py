"""Tests of putting attributions together."""

from goodoffices.intake.attribution.attributing_merge import (
    close_quotations,
    is_same,
    join,
    length,
    overlap,
    settle,
)
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Mode
from goodoffices.intake.parsing import parse
from goodoffices.intake.texts import Extent
from tests.attributed import unmended

TEXT = "“It is late. We must go,” he said. Nobody left."
REPORT = ReportText(parse(unmended(TEXT)))
SAID = Extent(29, 33)


def told(content: Extent, cue: Extent | None = SAID) -> Attribution:
    return Attribution((content,), Extent(26, 28), cue, Mode.INDIRECT, "verb")


def test_words_from_outside_a_quotation_take_in_the_whole() -> None:
    closed = close_quotations(REPORT, told(Extent(13, 23)))
    assert closed is not None
    assert closed.content == (Extent(0, 25),)


def test_words_from_inside_a_quotation_end_with_it() -> None:
    closed = close_quotations(REPORT, told(Extent(13, 28), cue=Extent(4, 6)))
    assert closed is not None
    assert closed.content == (Extent(13, 25),)


def test_words_that_would_hold_their_own_cue_are_none() -> None:
    assert close_quotations(REPORT, told(Extent(26, 46))) is None


def test_stretches_that_touch_are_one() -> None:
    assert join([Extent(3, 5), Extent(0, 3)]) == (Extent(0, 5),)


def test_overlap_and_length_count_characters() -> None:
    assert overlap([Extent(0, 4)], [Extent(2, 6), Extent(8, 9)]) == 2
    assert length([Extent(0, 4), Extent(6, 9)]) == 7


def test_same_words_of_the_same_cue_are_one() -> None:
    assert is_same(told(Extent(0, 25)), told(Extent(0, 24)))
    assert not is_same(told(Extent(0, 25)), told(Extent(13, 25)))
    assert not is_same(told(Extent(0, 25)), told(Extent(0, 25), cue=Extent(4, 6)))


def test_settled_attributions_are_in_order_and_once() -> None:
    late, early = told(Extent(35, 46)), told(Extent(0, 25))
    settled = settle(REPORT, [late, early, early])
    assert [one.content for one in settled] == [(Extent(0, 25),), (Extent(35, 46),)]
    assert [one.mode for one in settled] == [Mode.DIRECT, Mode.INDIRECT]
