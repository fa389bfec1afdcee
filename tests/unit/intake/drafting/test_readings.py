"""Readings as drafts: propositions, conditions, plain words, and no question twice."""

from __future__ import annotations

import pytest

from goodoffices.intake.drafting.readings import object_words
from goodoffices.intake.parsing import parse
from goodoffices.intake.texts import Extent, RepairedText
from tests.unit.intake.drafting.lock_talks import held, readings_of


def in_words(text: str) -> list[str]:
    return [one.in_words for one in readings_of(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ostravia would accept a toll of 30 crowns provided that mixed patrols come.",
            "would accept 30 crowns (Toll), provided that mixed patrols come",
        ),
        (
            "Ostravia would accept mixed patrols as long as the bridge is painted.",
            "would accept mixed patrols (Guards), as long as the bridge is painted",
        ),
        ("Ostravia refuses to sell the lock.", "refuses to sell the lock"),
        ("The Canal League reserved its position.", "reserves its position"),
        (
            "The Canal League denied that it had agreed to a toll of 30 crowns.",
            "denies that it had agreed to a toll of 30 crowns",
        ),
    ],
)
def test_reading_is_said_in_plain_words(text: str, said: str) -> None:
    assert in_words(text) == [said]


def test_condition_that_fits_no_option_is_asked_about_once() -> None:
    text = "Ostravia would accept mixed patrols as guards as long as the bridge is painted."
    (one,) = readings_of(text)
    asked = [question for question in one.questions if "the bridge is painted" in question]
    assert asked == ['Which issue stands for the condition "the bridge is painted"?']


def test_what_is_past_or_only_possible_is_asked_about_once() -> None:
    (one,) = readings_of("Ostravia had demanded no more than 30 crowns as a toll.")
    assert one.questions == ("Does this still hold?",)
    (one,) = readings_of("Ostravia might accept no more than 30 crowns as a toll.")
    assert one.questions == ("This is only said to be possible; is it a position?",)


def test_reserved_position_is_no_new_option() -> None:
    (one,) = readings_of("The Canal League reserved its position.")
    assert one.new_option == ""
    assert one.questions == ("On which issue does it reserve its position?",)


def test_what_must_come_first_is_turned_once() -> None:
    text = "The Canal League said it would not pay a toll of 30 crowns before the guards leave."
    first, rival = held(text)
    assert first == ("league", "rejects", "toll = 30", "guards is stay")
    assert rival == ("league", "would_accept", "toll = 30", "guards is not stay")


def test_position_said_twice_names_the_first() -> None:
    text = "Ostravia rejects mixed patrols. Ostravia has always rejected mixed patrols."
    first, again = readings_of(text)
    assert again.repeats == first.id


@pytest.mark.parametrize(
    ("text", "object_", "said"),
    [
        ("They will not leave the lock.", "leave the lock", "to leave the lock"),
        ("They want tolls to be paid.", "tolls to be paid", "that tolls to be paid"),
        ("They reject a toll.", "a toll", "a toll"),
        ("They oppose opening the lock.", "opening the lock", "opening the lock"),
        ("It can go on without them.", "without them", "“without them”"),
    ],
)
def test_object_goes_on_as_a_sentence_does(text: str, object_: str, said: str) -> None:
    start = text.index(object_)
    parsed = parse(RepairedText.unchanged(text, ()))
    assert object_words(parsed, Extent(start, start + len(object_))) == said
