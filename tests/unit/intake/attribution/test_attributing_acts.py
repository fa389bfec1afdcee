"""Tests of acts that are urged, promised, expected or owned up to."""

import pytest

from tests.attributed import read, told, words


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (
            "The harbour board urged both crews to wait for the tide.",
            "The harbour board",
            "to wait for the tide",
        ),
        ("The farmers vowed to block the road.", "The farmers", "to block the road"),
        (
            "The drivers threatened to stop unless the toll is cut.",
            "The drivers",
            "to stop unless the toll is cut",
        ),
        (
            "Growers expect the price of wheat to fall.",
            "Growers",
            "the price of wheat to fall",
        ),
        ("The clerk denied taking the keys.", "The clerk", "taking the keys"),
        ("The clerk admitted having lost the keys.", "The clerk", "having lost the keys"),
        (
            "The union accused the owners of hiding the report.",
            "The union",
            "the owners of hiding the report",
        ),
        (
            "Engineers warned of cracks in the dam.",
            "Engineers",
            "of cracks in the dam",
        ),
        ("He called the plan “a bad joke” and left.", "He", "the plan “a bad joke”"),
        (
            "The mayor described the toll as “a tax on bread”.",
            "The mayor",
            "the toll as “a tax on bread”",
        ),
        (
            "The Herald called on the warden to resign.",
            "The Herald",
            "on the warden to resign",
        ),
        ("The judge ordered both men released.", "The judge", "both men released"),
    ],
)
def test_act_is_told(text: str, source: str, expected: str) -> None:
    assert told(text) == [(source, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "The army has not promised to leave.",
        "Nobody promised to leave.",
        "The plan to urge members to vote was dropped.",
        "She left before agreeing to sign.",
        "Members were urged to vote.",
        "The board may agree to wait.",
        "Two clerks asked not to be named.",
        "They call the hill Old Man.",
        "He described the man as a drifter.",
    ],
)
def test_act_that_nobody_says_is_not_told(text: str) -> None:
    assert told(text) == []


def test_act_leaves_a_second_verb_of_saying_to_its_speaker() -> None:
    text = "The clerk admitted meeting the owner but denied taking money."
    assert told(text) == [
        ("The clerk", "meeting the owner"),
        ("The clerk", "taking money"),
    ]


def test_act_has_who_is_told() -> None:
    text = "The mediator told the guards to open the gate."
    (found,) = read(text)
    assert words(text, found.hearer) == "the guards"
    assert (found.rule, found.band.value) == ("act", "middle")
