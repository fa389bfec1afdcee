"""Stances said by verbs."""

from __future__ import annotations

import pytest

from tests.unit.intake.valley_talks import read


@pytest.mark.parametrize(
    ("text", "stance", "object_"),
    [
        ("Northland rejects a toll on the bridge.", "rejects", "a toll on the bridge"),
        ("Northland turned down a joint patrol.", "rejects", "a joint patrol"),
        ("Northland opposes opening the gates.", "rejects", "opening the gates"),
        ("Northland refuses to open the gates.", "rejects", "to open the gates"),
        ("Northland vetoed the sale of water.", "rejects", "the sale of water"),
        ("Northland ruled out any sale of water.", "rules_out", "any sale of water"),
        ("Northland insists on a joint patrol.", "insists", "a joint patrol"),
        ("Northland insists the gates be opened.", "insists", "the gates be opened"),
        ("Northland demands an end to pumping.", "demands", "an end to pumping"),
        ("Northland called for an end to pumping.", "demands", "an end to pumping"),
        ("Northland called on Southland to stop the pumps.", "demands", "to stop the pumps"),
        ("Northland urged Southland to stop the pumps.", "demands", "to stop the pumps"),
        ("Northland asked for guarantees.", "demands", "guarantees"),
        ("Northland proposed a joint patrol.", "proposes", "a joint patrol"),
        ("Northland suggested opening the gates twice.", "proposes", "opening the gates twice"),
        ("Northland put forward a plan for a dam.", "proposes", "a plan for a dam"),
        ("Northland tabled a proposal for a dam.", "proposes", "a dam"),
        ("Northland offered to open the gates.", "offers", "to open the gates"),
        ("The company offered the union a rise.", "offers", "a rise"),
        ("Northland prefers a longer pause.", "prefers", "a longer pause"),
        ("Northland would rather close the gates.", "prefers", "close the gates"),
        ("Northland is considering the idea of a joint patrol.", "floats", "a joint patrol"),
        ("Northland agreed to open the gates.", "agrees", "to open the gates"),
        ("Northland has agreed upon a longer pause.", "agrees", "a longer pause"),
        ("Northland accepted a longer pause.", "agrees", "a longer pause"),
        ("Northland would accept a longer pause.", "would_accept", "a longer pause"),
        ("Northland can live with a dam.", "would_accept", "a dam"),
        ("Northland does not object to a longer pause.", "does_not_object", "a longer pause"),
        ("Northland would not oppose a dam.", "does_not_object", "a dam"),
        ("Northland would not block a dam.", "does_not_object", "a dam"),
        ("Northland denied that it had closed the gates.", "denies", "it had closed the gates"),
        ("Northland rejected the accusations.", "denies", "the accusations"),
    ],
)
def test_verb_says_its_stance_and_object(text: str, stance: str, object_: str) -> None:
    words = read(text)
    party = "company" if text.startswith("The company") else "north"
    assert words.stances == [(party, stance, object_)]


@pytest.mark.parametrize(
    ("text", "stance", "object_"),
    [
        # "Only" turns acceptance into holding on.
        ("Southland would only accept a full withdrawal.", "insists", "a full withdrawal"),
        ("Southland will accept only joint patrols.", "insists", "joint patrols"),
        ("Southland would accept nothing short of a full halt.", "insists", "a full halt"),
        # A refused acceptance is about what would be accepted.
        ("Southland refuses to accept night patrols.", "rejects", "night patrols"),
        ("Southland will not accept night patrols.", "rejects", "night patrols"),
        ("Southland could not accept night patrols.", "rejects", "night patrols"),
        ("Southland does not want a dam.", "rejects", "a dam"),
        # "Never" of what is to come rules out; of what was, it only tells.
        ("Southland will never accept a dam.", "rules_out", "a dam"),
        ("Southland has never accepted a dam.", "rejects", "a dam"),
        # What is insisted not to be is rejected; intensifiers raise nothing.
        ("Southland insists that no dam be built.", "rejects", "dam be built"),
        ("Southland insists that Egypt must not build a dam.", "rejects", "build a dam"),
        ("Southland insists on not paying the toll.", "rejects", "paying the toll"),
        ("Southland completely and utterly rejects a dam.", "rejects", "a dam"),
        # The wording, not the idea.
        ("Southland rejects the treaty in its current form.", "rejects_as_formulated",
         "the treaty in its current form"),
        # Agreed at the table, not yet at home.
        ("The company has agreed to a rise, subject to the approval of its board.",
         "agrees_ad_referendum", "a rise"),
        ("Southland agreed ad referendum to a joint patrol.", "agrees_ad_referendum",
         "a joint patrol"),
        # Letting go.
        ("Southland no longer insists on a toll.", "no_longer_insists", "a toll"),
        ("Southland dropped its demand for a toll.", "no_longer_insists", "a toll"),
        ("Southland gave up its claim to the island.", "no_longer_insists", "the island"),
        ("Southland backed down from its demand for a toll.", "no_longer_insists", "a toll"),
        ("Southland stopped insisting on a toll.", "no_longer_insists", "a toll"),
        # A stance on a stance.
        ("Southland sticks to its demand for a toll.", "insists", "a toll"),
        ("Southland announced its decision to reject the dam.", "rejects", "the dam"),
        ("Southland continues to reject a dam.", "rejects", "a dam"),
    ],
)  # fmt: skip
def test_verb_in_a_turn_of_phrase_says_what_it_comes_to(
    text: str, stance: str, object_: str
) -> None:
    words = read(text)
    party = "company" if text.startswith("The company") else "south"
    assert words.stances == [(party, stance, object_)]


@pytest.mark.parametrize(
    "text",
    [
        "Southland did not reject a joint patrol.",
        "Southland does not rule out a joint patrol.",
        "Southland has not agreed to a joint patrol.",
        "Southland has yet to accept the list.",
        "Southland is reluctant to accept the list.",
        "Southland is unlikely to accept the list.",
        "Southland refused to comment on the patrol.",
        "Southland declined to give details.",
        "Southland accepted the invitation.",
        "Southland offered its condolences.",
        "Southland supports Northland.",
        "Southland insists that it paid the bill.",
        "Southland suggested that Northland was to blame.",
        "Northland asked Southland what it wanted.",
        "Southland denied the reporters entry.",
        "A joint patrol was rejected.",
        "Villagers rejected a joint patrol.",
    ],
)
def test_verb_without_a_stance_of_a_party_gives_nothing(text: str) -> None:
    assert read(text).stances == []


def test_agent_of_a_passive_holds_the_stance() -> None:
    words = read("A longer shift was rejected by the union.")
    assert words.stances == [("union", "rejects", "A longer shift")]
    assert words.words(words.found[0].extent) == "A longer shift was rejected by the union"


def test_participle_holds_the_stance_of_its_agents() -> None:
    words = read("Longer shifts, long opposed by the union, are back on the table.")
    assert words.stances == [("union", "rejects", "Longer shifts")]


def test_relative_clause_is_about_the_noun_before_it() -> None:
    words = read("The dam, which Southland opposes, floods the valley.")
    assert words.stances == [("south", "rejects", "The dam")]


def test_object_that_follows_an_as_phrase_is_found() -> None:
    words = read("Southland would only accept as a way to end the strike, a full halt of pumping.")
    assert words.stances == [("south", "insists", "a full halt of pumping")]


def test_nouns_joined_to_an_object_belong_to_it() -> None:
    words = read("Northland demands an end to pumping and the return of the boats.")
    assert words.stances == [("north", "demands", "an end to pumping and the return of the boats")]


def test_object_ends_before_a_reason_and_before_who_said_it() -> None:
    because = read("Northland rejects a toll because it would hurt the villages.")
    told = read("Northland rejects a toll on the bridge, a close aide to the premier said Monday.")
    assert because.stances == [("north", "rejects", "a toll")]
    assert told.stances == [("north", "rejects", "a toll on the bridge")]


def test_object_goes_on_after_an_aside_in_dashes() -> None:
    words = read("Northland refuses to leave the ridge - where the posts are - and the lake.")
    assert words.stances == [
        ("north", "rejects", "to leave the ridge - where the posts are - and the lake")
    ]


def test_clause_that_is_refused_ends_before_the_next_told_one() -> None:
    text = "Southland refused that the gates be opened and has asked for a toll."
    assert read(text).stances[0] == ("south", "rejects", "the gates be opened")


def test_verb_behind_a_clause_says_whose_it_is() -> None:
    assert read("The toll must be abolished, Northland insists.").stances == [
        ("north", "insists", "The toll must be abolished")
    ]
    assert read("“The toll has to go,” Southland demanded on Monday.").stances == [
        ("south", "demands", "The toll has to go")
    ]
    assert read("The talks went well, Northland agreed.").stances == []


def test_asking_somebody_to_find_out_demands_nothing() -> None:
    assert read("Southland asked envoys to find out whether Northland would open it.").stances == []
    assert read("Southland asked Northland to open the gates.").stances == [
        ("south", "demands", "to open the gates")
    ]


def test_demand_that_is_dropped_is_its_owners() -> None:
    text = "Northland and Southland agreed on a dam, dropping an earlier Egyptian demand for tolls."
    dropped = [one for one in read(text).stances if one[1] == "no_longer_insists"]
    assert dropped == [("egypt", "no_longer_insists", "tolls")]


def test_offer_that_is_withdrawn_stands_no_more() -> None:
    assert read("Northland has withdrawn its offer to open the gates.").stances == [
        ("north", "no_longer_insists", "to open the gates")
    ]


def test_proposal_of_nobody_in_particular_is_not_its_own_to_drop() -> None:
    found = read("Northland scrapped a proposal for a dam.").stances
    assert [one for one in found if one[1] == "no_longer_insists"] == []
