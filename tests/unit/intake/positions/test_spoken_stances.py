"""Stances without a word of stance: what a party says must, cannot or will not be."""

from __future__ import annotations

import pytest

from tests.unit.intake.valley_talks import read, said


@pytest.mark.parametrize(
    ("text", "stance", "object_"),
    [
        ("Southland said the pumps must stop.", "demands", "the pumps must stop"),
        ("Southland warned that the pumps have to stop.", "demands", "the pumps have to stop"),
        ("Southland said the pumps should stop.", "demands", "the pumps should stop"),
        ("Southland said Northland must not build a dam.", "rejects", "build a dam"),
        ("Southland said Northland cannot keep the posts.", "rejects", "keep the posts"),
        ("Southland said it would not sign the treaty.", "rejects", "sign the treaty"),
        ("Southland said it will never sign the treaty.", "rules_out", "sign the treaty"),
        ("Southland said it will keep its posts.", "insists", "keep its posts"),
        ("Southland said it would sign if the pumps stop.", "would_accept", "sign"),
    ],
)
def test_modal_in_the_words_of_a_party_is_its_stance(text: str, stance: str, object_: str) -> None:
    assert read(text).stances == [("south", stance, object_)]


@pytest.mark.parametrize(
    "text",
    [
        "Observers said the pumps must stop.",
        "Southland sources said the pumps must stop.",
        "Southland said it would meet the envoys on Monday.",
        "Southland said the talks would not be easy.",
        "Southland said it would strike unless the pumps stop.",
        "Southland said the pumps must have stopped.",
        "Southland will not come on Monday.",
    ],
)
def test_news_and_words_of_others_give_nothing(text: str) -> None:
    assert read(text).stances == []


def test_none_without_is_a_tied_refusal() -> None:
    words = read("There can be no truce without monitors, Southland said.")
    assert words.stances[0] == ("south", "rejects", "truce")
    assert words.ties[0] == ("unless", "monitors")


def test_narrator_may_tell_a_tied_refusal() -> None:
    words = read("Without a guarantee, Southland will not open the gates.")
    assert words.stances[0] == ("south", "rejects", "open the gates")
    assert words.ties[0] == ("unless", "a guarantee")


def test_quoted_clause_is_the_stance_of_its_source() -> None:
    text = "“The posts must be handed over.” That was the answer of Northland's minister."
    told = said(text, "“The posts must be handed over.”", by="Northland's minister")
    assert read(text, [told]).stances == [("north", "demands", "The posts must be handed over")]
