"""Each kind of question, and the order between them."""

from __future__ import annotations

import pytest

from goodoffices.case.issues import Issue
from goodoffices.case.rounds import Round
from goodoffices.gaps.unknowns import UnknownKind, find_unknowns
from tests.cases import Said, incompatible_sets, make_case

ISSUES: list[str | Issue] = ["a: x, y, z", "b: x, y"]
PARTIES = ["north", "south", "east (mediator)"]


def asked(*said: Said, kind: UnknownKind, issues: list[str | Issue] | None = None) -> list[str]:
    case = make_case(issues=issues or ISSUES, parties=PARTIES, said=said)
    found = find_unknowns(case, incompatible_sets(case))
    return [one.text for one in found.ask_next if one.kind is kind]


def test_rivals_that_widen_nothing_are_told_apart_by_their_stances() -> None:
    assert asked(
        Said("p1 s1 north insists", "a is x"),
        Said("- s1 north floats", "a is y", reading="r1b", alternative_to="r1"),
        Said("p2 s2 south rules_out", "b is y"),
        Said("- s2 south would_accept", "b is y", "a is z", reading="r2b", alternative_to="r2"),
        kind=UnknownKind.RIVAL_READINGS,
    ) == [
        "Is it a demand (“a: x”), or an idea (“a: y”)?",
        "Is it a refusal (“b: y”), or an offer (“b: y”) if “a: z”?",
    ]


def test_a_rival_of_what_was_taken_back_is_not_asked_about() -> None:
    assert (
        asked(
            Said("p1 s1 north insists", "a is x", withdrawn="superseded by s2"),
            Said("- s1 north floats", "a is y", reading="r1b", alternative_to="r1"),
            kind=UnknownKind.RIVAL_READINGS,
        )
        == []
    )


@pytest.mark.parametrize(
    ("stance", "proposition", "question"),
    [
        ("rejects", "a is x", ["a: is everything of the kind excluded, or only “x”?"]),
        ("rules_out", "a is x", ["a: is everything of the kind excluded, or only “x”?"]),
        ("insists", "a is not x", ["a: is everything of the kind excluded, or only “x”?"]),
        ("rejects_as_formulated", "a is x", []),
        ("rejects", "a in (x, y)", []),
        ("insists", "a is x", []),
    ],
)
def test_what_exactly_is_refused(stance: str, proposition: str, question: list[str]) -> None:
    said = Said(f"p1 s1 north {stance}", proposition)
    assert asked(said, kind=UnknownKind.SCOPE_OF_REJECTION) == question


def test_a_condition_with_a_judge_is_not_asked_about() -> None:
    assert asked(
        Said("p1 s1 north insists", "a is x", "b is x", judge="a court"),
        Said("p2 s2 south insists", "a is y", "b is y"),
        Said("- s3 south would_accept", "a is z", "b is x", elicited_by="our question"),
        kind=UnknownKind.UNJUDGED_CONDITION,
    ) == ["“y” (b): when is it met, who says so, and what if it stalls?"]


def test_an_option_with_text_or_an_interpretation_of_the_party_is_not_asked_about() -> None:
    told = Issue.model_validate(
        {
            "id": "a",
            "options": [
                {"id": "x", "text": "The force stays."},
                {"id": "y", "interpretations": {"south": "by June"}},
                {"id": "z"},
            ],
        }
    )
    assert (
        asked(
            Said("p1 s1 north insists", "a is x"),
            Said("p2 s2 south insists", "a is y"),
            kind=UnknownKind.MEANING_OF_OPTION,
            issues=[told, "b: x, y"],
        )
        == []
    )
    assert asked(
        Said("p1 s1 north insists", "a is y"),
        Said("p2 s2 south insists", "a is z"),
        kind=UnknownKind.MEANING_OF_OPTION,
        issues=[told, "b: x, y"],
    ) == ["What does “y” mean for a?", "What does “z” mean for a?"]


def test_own_words_are_not_asked_to_be_confirmed() -> None:
    assert asked(
        Said("p1 s1 north insists", "a is x", register="public"),
        Said("p2 s2 south insists", "a is y"),
        kind=UnknownKind.HEARSAY_ONLY,
    ) == ["Is it right what others report of you?"]


def test_a_mediator_is_asked_only_where_it_holds_a_position_in_a_conflict() -> None:
    case = make_case(
        issues=ISSUES,
        parties=[*PARTIES, "west (mediator)"],
        said=[
            Said("p1 s1 north insists", "a is x and b is x"),
            Said("p2 s2 east rejects", "a is x"),
        ],
    )
    found = find_unknowns(case, incompatible_sets(case)).ask_next
    assert [
        (one.kind, one.parties, one.text)
        for one in found
        if one.kind in {UnknownKind.SILENT, UnknownKind.SILENT_ON_LINKED}
    ] == [
        (UnknownKind.SILENT_ON_LINKED, ("east",), "Where do you stand on b?"),
        (UnknownKind.SILENT_ON_LINKED, ("south",), "Where do you stand on a and b?"),
    ]


def test_only_the_latest_round_with_delegations_is_asked_about_mandates() -> None:
    sent = [{"party": "north"}, {"party": "south", "may_settle": ["a"]}]
    rounds = [
        Round.model_validate({"id": "one", "delegations": [{"party": "south"}]}),
        Round.model_validate({"id": "two", "delegations": sent}),
        Round.model_validate({"id": "three"}),
    ]
    case = make_case(issues=ISSUES, parties=PARTIES, rounds=rounds)
    found = find_unknowns(case, []).ask_next
    assert [one.parties for one in found if one.kind is UnknownKind.NO_MANDATE] == [("north",)]


def test_questions_on_a_conflict_come_before_all_others() -> None:
    case = make_case(
        issues=ISSUES,
        parties=PARTIES,
        said=[
            Said("p1 s1 south rejects", "b is x"),
            Said("p2 s2 north insists", "a is x"),
            Said("p3 s3 east rejects", "a is x"),
            Said("- s2 north floats", "a is x", reading="r2b", alternative_to="r2"),
        ],
    )
    found = find_unknowns(case, incompatible_sets(case)).by_addressee()
    assert [parties for parties, _ in found] == [("north",), ("east",), ("south",)]
    assert next(one.kind for one in found[0][1]) is UnknownKind.RIVAL_READINGS
