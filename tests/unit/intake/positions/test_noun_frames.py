"""Stances said by nouns, by adjectives, and by verdicts on the matter."""

from __future__ import annotations

import pytest

from tests.unit.intake.valley_talks import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Northland's refusal to share data delayed the treaty.",
         ("north", "rejects", "to share data")),
        ("Talks failed over the refusal of Northland to share data.",
         ("north", "rejects", "to share data")),
        ("Talks stalled over Northland's insistence on a toll.", ("north", "insists", "a toll")),
        ("Northland's demand for a toll was heard.", ("north", "demands", "a toll")),
        ("The Egyptian demand that the gates be opened was heard.",
         ("egypt", "demands", "the gates be opened")),
        ("Northland voiced its opposition to a toll.", ("north", "rejects", "a toll")),
        ("Northland reiterated its rejection of any toll.", ("north", "rejects", "any toll")),
        ("Southland has no objection to a toll.", ("south", "does_not_object", "a toll")),
        ("Southland expressed reservations about a toll.", ("south", "reserves", "a toll")),
        ("Southland's main demand is a ceasefire.", ("south", "demands", "a ceasefire")),
        ("Southland's condition is that the prisoners be freed.",
         ("south", "insists", "the prisoners be freed")),
        ("Its main demand is a ceasefire, Southland said.", ("south", "demands", "a ceasefire")),
    ],
)  # fmt: skip
def test_noun_says_the_stance_of_its_owner(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text).stances == [expected]


def test_noun_of_somebody_else_gives_nothing() -> None:
    assert read("Northland's opposition leader spoke.").stances == []
    assert read("The villagers' demand for a toll was heard.").stances == []


def test_joined_nouns_share_their_owner() -> None:
    words = read("The company's refusal to pay and its insistence on longer shifts hurt.")
    assert words.stances == [
        ("company", "rejects", "to pay"),
        ("company", "insists", "longer shifts"),
    ]


def test_softened_demand_is_drafted_low_with_a_question() -> None:
    (one,) = read("Southland softened its demand for a toll.").found
    assert one.band.value == "low"
    assert one.questions == ("This is told as softened: what of it still stands?",)


@pytest.mark.parametrize(
    ("text", "stance", "object_"),
    [
        ("Southland is opposed to a joint commission.", "rejects", "a joint commission"),
        ("Southland remains opposed to a dam.", "rejects", "a dam"),
        ("Southland is against a dam.", "rejects", "a dam"),
        ("Southland is unwilling to share data.", "rejects", "to share data"),
        ("Southland is not ready to share data.", "rejects", "to share data"),
        ("Southland is not opposed to a dam.", "does_not_object", "a dam"),
        ("Southland is willing to accept a dam.", "would_accept", "a dam"),
        ("Southland is ready to open the gates.", "would_accept", "to open the gates"),
        ("Southland is ready to discuss a dam.", "floats", "a dam"),
        ("Southland came out in favour of a dam.", "prefers", "a dam"),
    ],
)
def test_adjective_says_the_stance_of_its_subject(text: str, stance: str, object_: str) -> None:
    assert read(text).stances == [("south", stance, object_)]


def test_readiness_to_harm_is_no_concession() -> None:
    assert read("Southland is ready to attack the posts.").stances == []


@pytest.mark.parametrize(
    ("text", "stance", "object_"),
    [
        ("A toll on the bridge is unacceptable to Southland.", "rejects", "A toll on the bridge"),
        ("Southland called the toll unacceptable.", "rejects", "the toll"),
        ("Southland said that a toll was out of the question.", "rules_out", "a toll"),
        ("Foreign troops are a red line for Southland.", "rules_out", "Foreign troops"),
        ("It is unacceptable to Southland that the gates are shut.", "rejects",
         "the gates are shut"),
    ],
)  # fmt: skip
def test_verdict_on_a_matter_is_a_stance(text: str, stance: str, object_: str) -> None:
    assert read(text).stances == [("south", stance, object_)]


def test_red_line_is_asked_about() -> None:
    (one,) = read("Foreign troops are a red line for Southland.").found
    assert one.questions == ("Does the red line forbid this, or the opposite of it?",)


def test_verdict_of_nobody_gives_nothing() -> None:
    assert read("A toll on the bridge is unacceptable.").stances == []


def test_not_beside_a_quoted_adjective_turns_it() -> None:
    text = "Southland said it was “not against” a toll."
    assert read(text).stances == [("south", "does_not_object", "a toll")]


def test_disposition_of_a_translation_is_readiness() -> None:
    text = "Southland manifested its disposition to accept a toll."
    assert read(text).stances == [("south", "would_accept", "a toll")]


def test_inclination_is_asked_about() -> None:
    (one,) = read("Southland is inclined to accept a toll.").found
    assert (one.stance.value, one.band.value) == ("would_accept", "low")
    assert one.questions == ("Is this a position yet, or only an inclination?",)


def test_readiness_until_others_approve_is_ad_referendum() -> None:
    text = (
        "Southland declared its readiness to accept a toll subject to the approval of the senate."
    )
    assert read(text).stances == [("south", "agrees_ad_referendum", "a toll")]


def test_acceptance_by_somebody_of_something() -> None:
    text = "The envoys noted the acceptance by Southland of joint patrols."
    assert read(text).stances == [("south", "agrees", "joint patrols")]


def test_nothing_against_lets_be() -> None:
    assert read("Southland said that it had nothing against a dam.").stances == [
        ("south", "does_not_object", "a dam")
    ]
