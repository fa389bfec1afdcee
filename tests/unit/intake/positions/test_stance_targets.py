"""Targets: what "a proposal rejected by both" takes up."""

from __future__ import annotations

import pytest

from tests.unit.intake.valley_talks import read


@pytest.mark.parametrize(
    "aside",
    [
        "a proposal completely rejected by Southland and Egypt",
        "something that both Southland and Egypt completely reject",
        "a demand opposed by Southland and Egypt",
    ],
)
def test_aside_on_a_demand_is_about_its_object(aside: str) -> None:
    words = read(f"Northland insists that the gates must be opened, {aside}.")
    gates = "the gates must be opened"
    assert words.stances == [
        ("north", "insists", gates),
        ("south", "rejects", gates),
        ("egypt", "rejects", gates),
    ]
    assert [one.targets for one in words.found] == [-1, 0, 0]
    assert [words.words(one.extent) for one in words.found[1:]] == [aside, aside]


def test_elliptic_refusal_is_about_what_was_just_proposed() -> None:
    words = read("Northland proposed a joint patrol, but Southland refused.")
    assert words.stances[1] == ("south", "rejects", "a joint patrol")
    assert words.found[1].targets == 0


def test_the_proposal_of_the_sentence_before_is_asked_about() -> None:
    words = read("Northland proposed that the gates be opened. Southland rejected the proposal.")
    assert words.stances[1] == ("south", "rejects", "the gates be opened")
    assert words.found[1].band.value == "middle"
    assert words.found[1].questions == ("Does “the proposal” take up what was said before?",)


def test_stance_on_the_demand_of_another_names_both() -> None:
    words = read("Southland rejected Northland's demand for a toll.")
    assert words.stances == [("south", "rejects", "a toll"), ("north", "demands", "a toll")]
    assert [one.targets for one in words.found] == [1, -1]


def test_relative_clause_on_an_object_targets_its_position() -> None:
    words = read("Northland proposed a joint patrol, which Southland rejected.")
    assert words.stances[1] == ("south", "rejects", "a joint patrol")
    assert words.found[1].targets == 0


def test_it_may_stand_for_a_text_named_before() -> None:
    words = read("The envoys gave Southland a text. Southland rejected it.")
    assert words.stances == [("south", "rejects", "a text")]
    assert words.found[0].questions == ("Does “it” stand for “a text”?",)


def test_it_without_anything_before_gives_nothing() -> None:
    assert read("Southland rejected it.").stances == []


def test_unknown_proposal_keeps_its_words_and_is_asked_about() -> None:
    (one,) = read("Southland rejected the proposal.").found
    assert one.targets == -1
    assert one.questions == ("What is “the proposal”?",)


def test_stance_is_never_about_a_rejection_or_ones_own_words() -> None:
    words = read("Northland rejects a toll. Southland rejects the demand.")
    assert [one.targets for one in words.found] == [-1, -1]


def test_proposal_before_a_condition_is_the_one_told_before() -> None:
    text = "Northland proposed a joint patrol. Southland would accept the proposal if it rains."
    assert read(text).stances[1] == ("south", "would_accept", "a joint patrol")


def test_turning_down_what_was_tied_to_a_condition_is_asked_about() -> None:
    text = "Northland would accept a toll if the pumps stop. Southland rejected the idea."
    words = read(text)
    assert words.stances[1] == ("south", "rejects", "a toll")
    assert "It was tied to a condition: is it turned down as such, or so tied?" in (
        words.found[1].questions
    )


def test_that_demand_is_the_one_just_told_of_the_same_party() -> None:
    assert read("Southland had demanded a dam, but dropped that demand last week.").stances == [
        ("south", "demands", "a dam"),
        ("south", "no_longer_insists", "a dam"),
    ]


def test_that_demand_which_nobody_made_is_left_out() -> None:
    assert read("Southland dropped that demand last week.").stances == []


def test_it_that_is_let_be_is_what_was_just_spoken_against() -> None:
    text = "Southland has reservations about a dam but could accept it if it is inspected."
    words = read(text)
    assert words.stances == [("south", "reserves", "a dam"), ("south", "would_accept", "a dam")]
    assert words.ties[1] == ("if", "it is inspected")
