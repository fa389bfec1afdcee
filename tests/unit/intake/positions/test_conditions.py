"""Conditions: what a position is tied to, how, and what else the tied words may mean."""

from __future__ import annotations

import pytest

from goodoffices.intake.positions.conditions import end_of_stretch, find_tie, opening_before
from goodoffices.intake.positions.found_position import ConditionKind
from tests.unit.intake.valley_talks import parsed, read


@pytest.mark.parametrize(
    ("text", "kind", "condition"),
    [
        ("Southland would accept a dam if the villages agree.", "if", "the villages agree"),
        ("Southland would accept a dam only if the villages agree.", "only_if",
         "the villages agree"),
        ("Southland would accept a dam provided that it is inspected.", "provided",
         "it is inspected"),
        ("Southland would accept a dam on condition that it is inspected.", "provided",
         "it is inspected"),
        ("Southland supports a dam as long as it is inspected.", "provided", "it is inspected"),
        ("Southland would accept a dam in exchange for fuel.", "if", "fuel"),
        ("Southland would accept a dam in return for fuel.", "if", "fuel"),
        ("Southland would accept a dam depending on the end of the flood.", "depending_on",
         "the end of the flood"),
        ("Southland would accept a dam after the release of the boats.", "after",
         "the release of the boats"),
        ("Southland refuses to open the gates unless the pumps stop.", "unless",
         "the pumps stop"),
        ("Southland refuses to open the gates until the pumps stop.", "unless", "the pumps stop"),
        ("If the pumps stop, Southland would accept a dam.", "if", "the pumps stop"),
        ("Once the pumps stop, Southland is willing to open the gates.", "after",
         "the pumps stop"),
        ("Southland accepts a withdrawal, although only in two phases.", "phases",
         "in two phases"),
    ],
)  # fmt: skip
def test_condition_is_cut_from_its_position(text: str, kind: str, condition: str) -> None:
    words = read(text)
    assert words.ties[0] == (kind, condition)
    assert condition not in words.stances[0][2]


def test_phases_of_what_is_accepted_stay_in_the_object() -> None:
    words = read(
        "Southland would accept that it be done in two stages depending on the end of the flood."
    )
    assert words.stances == [("south", "would_accept", "it be done in two stages")]
    assert words.ties == [("depending_on", "the end of the flood")]


@pytest.mark.parametrize(
    "text",
    [
        "Southland rejected a dam after the meeting in May.",
        "Southland demands that the boats leave after the flood.",
        "Southland demands a dam without a lock.",
    ],
)
def test_words_that_date_or_describe_tie_nothing(text: str) -> None:
    assert read(text).ties == [("", "")]


def test_insisting_for_a_case_of_ones_own_has_two_readings() -> None:
    """Design, section 2: "if A, only with B" is `insists if A then B` or `would_accept A if B`."""
    words = read("Northland insists that if it leaves the ridge, monitors must take the posts.")
    assert words.stances == [
        ("north", "insists", "monitors must take the posts"),
        ("north", "would_accept", "it leaves the ridge"),
    ]
    assert words.ties == [("if", "it leaves the ridge"), ("if", "monitors must take the posts")]
    assert [one.rivals for one in words.found] == [-1, 0]


def test_insisting_for_a_case_of_the_others_has_one_reading() -> None:
    words = read("Northland insists that if Southland leaves, monitors must take the posts.")
    assert words.stances == [("north", "insists", "monitors must take the posts")]
    assert words.ties == [("if", "Southland leaves")]


def test_refusal_unless_has_two_readings() -> None:
    words = read("Unless the pumps stop, Southland refuses to open the gates.")
    assert words.stances == [
        ("south", "rejects", "to open the gates"),
        ("south", "would_accept", "to open the gates"),
    ]
    assert words.ties == [("unless", "the pumps stop"), ("if", "the pumps stop")]
    assert [one.rivals for one in words.found] == [-1, 0]


def test_acceptance_only_if_may_also_insist() -> None:
    words = read("The union would agree to longer shifts only in return for a rise.")
    assert words.stances == [
        ("union", "would_accept", "longer shifts"),
        ("union", "insists", "a rise"),
    ]
    assert words.ties == [("only_if", "a rise"), ("if", "longer shifts")]


def test_only_before_a_condition_belongs_to_it() -> None:
    words = read("The union would only accept longer shifts if wages rise.")
    assert words.stances[0] == ("union", "would_accept", "longer shifts")
    assert words.ties[0] == ("only_if", "wages rise")


def test_made_conditional_names_both() -> None:
    words = read("Northland made its withdrawal conditional on a vote.")
    assert words.stances == [
        ("north", "would_accept", "its withdrawal"),
        ("north", "insists", "a vote"),
    ]
    assert words.ties == [("only_if", "a vote"), ("if", "its withdrawal")]


def test_tie_is_found_by_its_longest_opening() -> None:
    doc = parsed("It would come only if it is paid.").doc
    tie = find_tie(doc, 0, end=len(doc), refusing=False)
    assert tie is not None
    assert tie.kind is ConditionKind.ONLY_IF
    assert doc[tie.start : tie.end].text == "it is paid"


def test_without_ties_only_a_refusal() -> None:
    doc = parsed("It takes part without a vote.").doc
    assert find_tie(doc, 0, end=len(doc), refusing=False) is None
    assert find_tie(doc, 0, end=len(doc), refusing=True) is not None


def test_stretch_ends_before_a_concession() -> None:
    doc = parsed("It opens the gates, although nobody asked.").doc
    assert doc[: end_of_stretch(doc, 0, end=len(doc))].text == "It opens the gates"


@pytest.mark.parametrize(
    ("text", "kind", "condition"),
    [
        # A concession behind a comma is a condition too.
        ("Southland could accept a dam, but only if the villages agree.", "only_if",
         "the villages agree"),
        # As machines translate.
        ("Southland would accept a dam, always that it is inspected.", "provided",
         "it is inspected"),
        ("Southland would accept a dam against the release of two boats.", "if", "two boats"),
    ],
)  # fmt: skip
def test_condition_is_found_in_other_words(text: str, kind: str, condition: str) -> None:
    assert read(text).ties[0] == (kind, condition)


def test_for_as_long_as_is_a_time() -> None:
    assert read("Southland supports a dam for as long as it takes.").ties == [("", "")]


def test_after_a_clause_with_a_day_only_dates() -> None:
    text = "Southland would accept a dam after the flood ended on Monday."
    assert read(text).ties == [("", "")]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("It stays provided that the dam leaks.", "provided that"),
        ("It stays ONLY IF the dam leaks.", "only if"),
        ("It stays always that the dam leaks.", "provided that"),
        ("It stays and the dam leaks.", "if"),
    ],
)
def test_opening_is_said_as_it_stands_or_by_its_kind(text: str, opening: str) -> None:
    doc = parsed(text).doc
    start = next(token.i for token in doc if token.text == "the")
    kind = ConditionKind.IF if "and" in text else ConditionKind.PROVIDED
    assert opening_before(doc, start, kind) == opening


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "Southland would accept the lake as the limit provided Northland opens the gates.",
            "Northland opens the gates",
        ),
        ("Southland would accept a dam which Egypt provided in May.", ""),
    ],
)
def test_provided_opens_a_condition_also_where_it_is_taken_for_gave(
    text: str, condition: str
) -> None:
    assert read(text).ties[0][1] == condition
