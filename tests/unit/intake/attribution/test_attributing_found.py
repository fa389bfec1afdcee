"""Tests of looking up what has been attributed."""

from goodoffices.intake.attribution.attributing_found import Found
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Mode
from goodoffices.intake.parsing import parse
from goodoffices.intake.texts import Extent
from tests.attributed import unmended

REPORT = ReportText(parse(unmended("One.\n\nTwo.\n\nThree.\n\nFour.")))


def said(start: int, end: int, source: Extent | None = None) -> Attribution:
    return Attribution((Extent(start, end),), source, None, Mode.INDIRECT, "verb")


def test_found_are_near_the_paragraphs_of_their_words_and_source() -> None:
    found = Found(REPORT, [said(0, 3), said(6, 9, Extent(12, 17)), said(20, 24)])
    assert found.near(0) == [0]
    assert found.near(6) == [1]
    assert found.near(12) == [1]
    assert found.near(12, before=1, after=1) == [1, 2]
    assert found.near(6, before=1) == [0, 1]


def test_found_put_in_a_place_stand_where_they_stand_now() -> None:
    found = Found(REPORT, [said(0, 3)])
    found.put(0, said(0, 9))
    assert (len(found), found.near(6), found[0].extent) == (1, [0], Extent(0, 9))
    assert found.all() == [said(0, 9)]
