"""Tests of whose words are told, and how far they go where the parse is no help."""

import pytest

from tests.attributed import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway had let Sweden know that it would wait.",
            ("Norway", "that it would wait"),
        ),
        (
            "The union let it be known that the strike goes on.",
            ("The union", "that the strike goes on"),
        ),
        (
            "The bridge, two engineers said in a note, would hold the new trains.",
            ("two engineers", "The bridge | would hold the new trains"),
        ),
        (
            "The board said that wells had dried up, that most are low and that some leak.",
            (
                "The board",
                "that wells had dried up, that most are low and that some leak",
            ),
        ),
        (
            "The Herald reported that the envoy had left, citing two clerks at the harbour.",
            ("The Herald", "that the envoy had left"),
        ),
        (
            "She told the crowd it was “a great day for the port,” drawing cheers.",
            ("She", "it was “a great day for the port,”"),
        ),
        (
            "He was moved by the letter and said that the toll would be cut.",
            ("He", "that the toll would be cut"),
        ),
        (
            "The warden was quoted by the Herald as saying the gate was safe.",
            ("The warden", "the gate was safe"),
        ),
        (
            "The warden was forced to admit that the gate was open.",
            ("The warden", "that the gate was open"),
        ),
        (
            "There is growing concern among farmers that the wells will run dry.",
            ("farmers", "that the wells will run dry"),
        ),
        (
            "Many parents are convinced, despite all the evidence, that the well is dangerous.",
            ("Many parents", "that the well is dangerous"),
        ),
        (
            "Ida Holm and her colleagues, writing in the Herald, say the well is dry.",
            ("Ida Holm and her colleagues", "the well is dry"),
        ),
        (
            "The warden's wife said through a lawyer that she feared for his life.",
            ("The warden's wife", "that she feared for his life"),
        ),
        (
            "The farmers here joke that the only thing left is dust.",
            ("The farmers", "that the only thing left is dust"),
        ),
        (
            "She made it clear that the gate would stay shut.",
            ("She", "that the gate would stay shut"),
        ),
    ],
)
def test_words_and_speaker_are_whole(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It would be wrong to say that nothing has changed.",
        "Did the warden know the gate was open?",
        "Nobody came to ask what the farmers needed.",
        "The wardens have yet to say whether the gate was open.",
        "The warden declined to say whether the gate was open.",
        "The warden would be asked to explain why the gate was open.",
    ],
)
def test_words_that_nobody_says_are_not_told(text: str) -> None:
    assert told(text) == []


def test_second_verb_of_directing_is_not_told_with_the_first() -> None:
    text = "The judge ruled that the search had been unlawful and ordered both men released."
    assert told(text) == [
        ("The judge", "that the search had been unlawful"),
        ("The judge", "both men released"),
    ]


def test_words_end_where_the_narrator_reports_somebody_else() -> None:
    text = "Many doctors believe it does harm, and a panel recommended that it be stopped."
    assert told(text) == [
        ("Many doctors", "it does harm"),
        ("a panel", "that it be stopped"),
    ]


def test_phrase_of_according_to_takes_in_the_whole_sentence_or_the_clause_before() -> None:
    text = "The divers found that the hull was leaking, according to a report."
    assert told(text) == [
        ("a report", "The divers found that the hull was leaking"),
        ("The divers", "that the hull was leaking"),
    ]
    text = "The hull leaks, according to the harbour board, and divers say it may sink."
    assert told(text) == [
        ("the harbour board", "The hull leaks"),
        ("divers", "it may sink"),
    ]


def test_what_is_added_is_of_the_speaker_not_of_whom_he_speaks() -> None:
    text = "A lawyer said her client denies the charge, adding that he would help the police."
    assert told(text)[-1] == ("A lawyer", "that he would help the police")


def test_words_end_where_while_begins_what_somebody_else_expects() -> None:
    text = "The board said prices would rise, while a rival group forecasts that they will fall."
    assert told(text) == [
        ("The board", "prices would rise"),
        ("a rival group", "that they will fall"),
    ]
