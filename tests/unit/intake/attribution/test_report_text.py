"""Tests of a parse with its paragraphs and quotations."""

from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.parsing import parse
from goodoffices.intake.texts import Extent, RepairedText
from tests.attributed import unmended

TEXT = "The list is “long”, he said.\n\nNobody, however, read it."


def report(text: str = TEXT) -> ReportText:
    return ReportText(parse(unmended(text)))


def test_paragraph_at_a_character() -> None:
    assert [report().paragraph_at(place) for place in (0, 28, 30, 40)] == [0, 0, 1, 1]


def test_paragraph_is_the_text_where_there_are_no_blocks() -> None:
    whole = ReportText(parse(RepairedText.unchanged("One. Two.", ())))
    assert whole.paragraphs == (Extent(0, 9),)


def test_quotation_at_a_character() -> None:
    found = report().quotation_at(13)
    assert found is not None
    assert found.extent == Extent(12, 18)
    assert report().quotation_at(11) is None
    assert report().quotation_at(18) is None


def test_quotations_meeting_a_stretch() -> None:
    assert [one.extent for one in report().quotations_meeting(Extent(0, 13))] == [Extent(12, 18)]
    assert report().quotations_meeting(Extent(0, 12)) == ()


def test_stretches_join_over_commas_and_lose_them_at_the_ends() -> None:
    read = report("Nobody, however, read it.")
    assert read.stretches([0, 1, 2, 3]) == (Extent(0, 15),)
    assert read.stretches([0, 2]) == (Extent(0, 15),)
    assert read.stretches([0, 4]) == (Extent(0, 6), Extent(17, 21))
    assert read.stretches([1, 3]) == ()


def test_sentences_between_two_tokens() -> None:
    read = report("One came. Two left. Three stayed.")
    assert [each.text for each in read.sentences(0, 4)] == ["One came.", "Two left."]
