"""Tests of verbs of saying that stand before their subject, as translations leave them."""

import pytest

from tests.attributed import content, read, told, words


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (
            "Affirmed a source of the ministry to the paper that the pumps have stopped.",
            "a source of the ministry",
            "that the pumps have stopped",
        ),
        (
            "For his part, revealed a Norland official that his country would pay the toll.",
            "a Norland official",
            "that his country would pay the toll",
        ),
        (
            "The teams meet again before the flood, informed this Monday sources close to it.",
            "sources close to it",
            "The teams meet again before the flood",
        ),
    ],
)
def test_verb_before_its_subject_tells(text: str, source: str, expected: str) -> None:
    (one,) = [each for each in read(text) if each.rule == "inverted"]
    assert words(text, one.source) == source
    assert content(text, one) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Announced in May, the plan that the board wrote was never signed.",
        "Reported cases rose after the flood that hit the valley.",
        "Asked a question that nobody had expected, the envoy smiled.",
        "The dam, reported as safe, has leaked.",
    ],
)
def test_participle_before_its_noun_tells_nothing(text: str) -> None:
    assert not [one for one in read(text) if one.rule == "inverted"]


def test_asked_whether_is_nobodys_statement() -> None:
    assert told("Asked whether the port would open, a spokeswoman declined to comment.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The board made it known to the owners that the ministry had sold the pumps.",
        "The board made clear to the owners that the ministry had sold the pumps.",
    ],
)
def test_made_known_to_somebody_tells(text: str) -> None:
    assert told(text) == [("The board", "that the ministry had sold the pumps")]


def test_relative_clause_of_the_hearer_is_not_told() -> None:
    assert told("The board made clear to the owners that run the pumps what it wanted.") == []
