"""Modality: a hypothetical is no fact."""

from __future__ import annotations

import pytest

from goodoffices.intake.positions.found_position import Modality
from goodoffices.intake.positions.modality import HEDGED_QUESTION, PAST_QUESTION, mood_of
from tests.unit.intake.valley_talks import parsed, read


@pytest.mark.parametrize(
    "text",
    [
        "If Southland rejects the plan, the talks will end.",
        "Unless Southland accepts the plan, the talks will end.",
        "Until Southland accepts the plan, the gates stay shut.",
        "The envoy asked whether Southland would accept the plan.",
        "Northland hopes that Southland will accept the plan.",
        "The envoys want to persuade Southland to accept the plan.",
        "Southland must accept the plan, an observer wrote.",
        "Southland should accept the plan.",
        "Did Southland accept the plan?",
        "Southland would have accepted the plan.",
        "The envoys seek a plan that Southland would accept.",
        "There is a risk that Southland rejects the plan.",
    ],
)
def test_what_is_supposed_wished_or_asked_is_no_stance_of_the_party(text: str) -> None:
    assert [one for one in read(text).stances if one[0] == "south"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Southland could accept a shorter pause.",
        "Southland may reject the list of names.",
        "Southland is expected to reject the list of names.",
        "Southland is likely to reject the list of names.",
        "Southland threatened to reject the list of names.",
    ],
)
def test_what_is_only_possible_is_low_and_asked_about(text: str) -> None:
    (one,) = read(text).found
    assert one.modality is Modality.HYPOTHETICAL
    assert one.band.value == "low"
    assert HEDGED_QUESTION in one.questions


@pytest.mark.parametrize(
    "text",
    [
        "Southland had refused to share its data.",
        "Southland initially rejected a joint patrol.",
        "In 1994 Southland agreed to share the river.",
    ],
)
def test_what_was_is_asked_whether_it_holds(text: str) -> None:
    (one,) = read(text).found
    assert one.modality is Modality.PAST
    assert one.questions == (PAST_QUESTION,)


def test_modality_says_negated_and_to_come() -> None:
    (refused,) = read("Southland does not accept a dam.").found
    (to_come,) = read("Southland will reject a dam.").found
    (plain,) = read("Southland rejects a dam.").found
    assert refused.modality is Modality.NEGATED
    assert to_come.modality is Modality.FUTURE
    assert plain.modality is Modality.ASSERTED


def test_demand_of_one_party_is_no_stance_of_the_other() -> None:
    words = read("Northland demands that Southland accept the plan.")
    assert words.stances == [("north", "demands", "Southland accept the plan")]


def test_denied_agreement_is_only_denied() -> None:
    words = read("Southland denied that it had agreed to share data.")
    assert words.stances == [("south", "denies", "it had agreed to share data")]


def test_mood_reads_through_a_chain_of_verbs() -> None:
    doc = parsed("Southland has decided to begin to accept monitors.").doc
    mood = mood_of(next(token for token in doc if token.text == "accept"))
    assert not mood.is_open
    assert not mood.hedged


def test_mood_of_an_infinitive_that_hangs_on_another_verb_is_open() -> None:
    doc = parsed("The envoys pressed Southland to accept monitors.").doc
    assert mood_of(next(token for token in doc if token.text == "accept")).is_open


@pytest.mark.parametrize(
    "report",
    [
        "The mayor dismissed reports that Southland had dropped its demand for a dam.",
        "The mayor denied rumours that Southland had accepted a dam.",
        "The mayor rejected a claim that Southland opposes patrols.",
    ],
)
def test_what_a_denied_report_tells_is_nobodys_stance(report: str) -> None:
    told = {"no_longer_insists", "agrees", "rejects"}
    assert [one for one in read(report).stances if one[0] == "south" and one[1] in told] == []


def test_report_that_is_not_denied_keeps_its_stance() -> None:
    found = read("The mayor read reports that Southland had accepted a dam.").stances
    assert found == [("south", "agrees", "a dam")]
