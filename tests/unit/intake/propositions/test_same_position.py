"""Positions said twice in one report."""

from __future__ import annotations

from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.stances import Stance
from goodoffices.intake.parsing import parse
from goodoffices.intake.propositions.same_position import ReadingFacts, find_repeats, lemmas_of
from goodoffices.intake.texts import Extent, RepairedText

ISSUES = [
    Issue(id="port", options=(Option(id="open"), Option(id="closed"))),
    Issue(id="guard", options=(Option(id="north"), Option(id="south"), Option(id="joint"))),
    Issue(id="days", kind=IssueKind.QUANTITY, low=0, high=90),
]
WORDS = frozenset({"reop", "port", "ship", "food"})


def facts(
    id: str,
    stance: Stance,
    proposition: str = "",
    *,
    condition: str = "",
    party: str = "north",
    lemmas: frozenset[str] = frozenset(),
) -> ReadingFacts:
    place = 100 * int(id[1:])
    return ReadingFacts(
        id, party, stance, Extent(place, place + 50), proposition, condition, lemmas
    )


def repeats(*readings: ReadingFacts) -> dict[str, str]:
    return {id: one.of for id, one in find_repeats(readings, ISSUES).items()}


def test_find_repeats_of_equal_propositions() -> None:
    found = find_repeats(
        [
            facts("r1", Stance.INSISTS, "guard is not joint"),
            facts("r2", Stance.DEMANDS, "guard in (south, north)"),
        ],
        ISSUES,
    )
    assert {id: (one.of, one.passage, one.question) for id, one in found.items()} == {
        "r2": ("r1", Extent(200, 250), "")
    }


def test_find_repeats_of_a_rejection_of_the_only_other_way() -> None:
    one = facts("r1", Stance.INSISTS, "port is open")
    assert repeats(one, facts("r2", Stance.REJECTS, "port is closed")) == {"r2": "r1"}
    assert repeats(one, facts("r2", Stance.REJECTS, "port is open")) == {}


def test_find_repeats_keeps_parties_stances_and_propositions_apart() -> None:
    one = facts("r1", Stance.INSISTS, "port is open")
    assert repeats(one, facts("r2", Stance.INSISTS, "port is open", party="south")) == {}
    assert repeats(one, facts("r2", Stance.OFFERS, "port is open")) == {}
    assert repeats(one, facts("r2", Stance.WOULD_ACCEPT, "port is open")) == {}
    assert repeats(one, facts("r2", Stance.INSISTS, "days >= 30")) == {}
    # Refusing a wording is not refusing the thing.
    refused = facts("r1", Stance.REJECTS, "guard is joint")
    assert repeats(refused, facts("r2", Stance.REJECTS_AS_FORMULATED, "guard is joint")) == {}


def test_find_repeats_keeps_the_one_with_the_condition_and_asks() -> None:
    found = find_repeats(
        [
            facts("r1", Stance.INSISTS, "guard is joint"),
            facts("r2", Stance.INSISTS, "guard is joint", condition="port is open"),
        ],
        ISSUES,
    )
    assert {id: one.of for id, one in found.items()} == {"r1": "r2"}
    assert found["r1"].question


def test_find_repeats_keeps_different_conditions_apart() -> None:
    one = facts("r1", Stance.INSISTS, "guard is joint", condition="port is open")
    other = facts("r2", Stance.INSISTS, "guard is joint", condition="days >= 30")
    same = facts("r3", Stance.INSISTS, "guard is joint", condition="not port is closed")
    assert repeats(one, other, same) == {"r3": "r1"}


def test_find_repeats_by_words_where_a_proposition_is_missing() -> None:
    one = facts("r1", Stance.DEMANDS, lemmas=WORDS)
    alike = facts("r2", Stance.INSISTS, "port is open", lemmas=WORDS - {"food"})
    other = facts("r3", Stance.DEMANDS, lemmas=frozenset({"port", "fee", "lower"}))
    denied = facts("r4", Stance.DEMANDS, lemmas=WORDS | {"not"})
    assert repeats(one, alike, other, denied) == {"r2": "r1"}


def test_find_repeats_needs_more_than_one_word_in_common() -> None:
    one = facts("r1", Stance.DEMANDS, lemmas=frozenset({"port"}))
    assert repeats(one, facts("r2", Stance.DEMANDS, lemmas=frozenset({"port"}))) == {}


def test_find_repeats_names_one_head_for_three() -> None:
    three = [facts(f"r{place}", Stance.DEMANDS, "port is open") for place in (1, 2, 3)]
    assert repeats(*three) == {"r2": "r1", "r3": "r1"}


def test_find_repeats_compares_unreadable_propositions_by_their_text() -> None:
    one = facts("r1", Stance.DEMANDS, "bridge is open")
    assert repeats(one, facts("r2", Stance.DEMANDS, "bridge is open")) == {"r2": "r1"}
    assert repeats(one, facts("r2", Stance.DEMANDS, "bridge is shut")) == {}


def test_lemmas_of_marks_a_denial() -> None:
    text = "They will not reopen the port. They reopened ports."
    parsed = parse(RepairedText.unchanged(text, ()))
    assert lemmas_of(parsed, Extent(5, 29)) == {"not", "reopen", "port"}
    assert lemmas_of(parsed, Extent(36, 50)) == {"reopen", "port"}
    assert lemmas_of(parsed, Extent(0, 0)) == frozenset()
