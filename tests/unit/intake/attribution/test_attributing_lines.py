"""Tests of the frames beside a clause and of what layout attributes."""

import pytest

from tests.attributed import content, read, told, words


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (
            "According to two officials close to the talks, the draft contains nine articles.",
            "two officials",
            "the draft contains nine articles",
        ),
        (
            (
                "According to the envoys, who did not want to be named, in Lund the board is going "
                "to meet the mayor."
            ),
            "the envoys",
            "in Lund the board is going to meet the mayor",
        ),
        (
            "The company plans to close the plant, according to a letter seen by the Herald.",
            "a letter",
            "The company plans to close the plant",
        ),
        (
            "The paper, according to the ministry, was drafted by both sides.",
            "the ministry",
            "The paper | was drafted by both sides",
        ),
        (
            "In the words of the chief negotiator, “nothing is agreed until all is agreed.”",
            "the chief negotiator",
            "“nothing is agreed until all is agreed.”",
        ),
        (
            "Per the note of the union, the offer stands until noon.",
            "the note of the union",
            "the offer stands until noon",
        ),
        (
            "In the union's view, the offer is a trap.",
            "the union",
            "the offer is a trap",
        ),
        (
            "For Egypt, the corridor is a matter of sovereignty.",
            "Egypt",
            "the corridor is a matter of sovereignty",
        ),
    ],
)
def test_frame_attributes_the_clause_it_stands_in(text: str, source: str, expected: str) -> None:
    assert told(text) == [(source, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "For Egypt, the army built a road last year.",
        "For three days, the road was closed.",
        "Votes are counted according to what the charter lays down.",
        "In a word, the road is closed.",
    ],
)
def test_frame_needs_somebody_whose_view_it_is(text: str) -> None:
    assert told(text) == []


def test_set_off_quotation_is_of_the_name_under_it() -> None:
    assert told("“We waited for the trucks all night.” - Ana Kovač") == [
        ("Ana Kovač", "“We waited for the trucks all night.”")
    ]
    assert told("“We waited for the trucks all night.”\n\n— Ana Kovač, farmer") == [
        ("Ana Kovač, farmer", "“We waited for the trucks all night.”")
    ]
    assert told("We waited for the trucks all night. Nobody came. Ana Kovač, farmer") == [
        ("Ana Kovač, farmer", "We waited for the trucks all night. Nobody came.")
    ]


def test_set_off_quotation_needs_a_name() -> None:
    assert told("The trucks came late. Nobody knew why they had stopped") == []


def test_credit_gives_the_caption_to_whom_it_names() -> None:
    text = "The old bridge. The harbour at dawn. Image: Lund Harbour Board."
    (found,) = read(text)
    assert (words(text, found.source), content(text, found)) == (
        "Lund Harbour Board",
        "The harbour at dawn.",
    )
    assert found.band.value == "low"


def test_listed_article_is_of_its_outlet_and_author() -> None:
    text = "Ana Kovač. “Talks stall over water” — Harbour Gazette, March 3, 2021"
    assert told(text) == [
        ("Harbour Gazette", "Ana Kovač. “Talks stall over water”"),
        ("Ana Kovač", "“Talks stall over water”"),
    ]


def test_paragraph_announced_by_a_colon() -> None:
    text = (
        "The ministry answered the charge in a letter:\n\nThe wells were never closed. "
        "Our engineers visited them twice. The ministry also said it would publish the data."
    )
    assert told(text) == [
        ("The ministry", "The wells were never closed. Our engineers visited them twice."),
        ("The ministry", "it would publish the data"),
    ]
