"""Types of gaps that are computed: quantity and sequence."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.case.issues import GapType, Issue
from goodoffices.case.undertakings import Linkage
from goodoffices.gaps.gap_types import GapBasis
from goodoffices.gaps.sentences import Sentence
from goodoffices.gaps.states import IssueState, State, find_issue_states
from tests.cases import Said, incompatible_sets, make_case


def one_state(issues: list[str | Issue], said: list[Said], issue: str) -> IssueState:
    case = make_case(issues=issues, parties=["israel", "hamas", "egypt (mediator)"], said=said)
    states = find_issue_states(case, incompatible_sets(case))
    return next(state for state in states if state.issue == issue)


def test_a_quantity_gap_gives_each_side_its_range_and_no_midpoint() -> None:
    found = one_state(
        ["prisoners: 0..1000/25 prisoners"],
        [
            Said("p1 s1 hamas demands", "prisoners >= 450"),
            Said("p2 s2 israel insists", "prisoners <= 325"),
            Said("p3 s3 egypt demands", "prisoners >= 100"),
        ],
        "prisoners",
    )
    assert (found.state, found.gap, found.gap_basis) == (
        State.INCOMPATIBLE,
        GapType.QUANTITY,
        GapBasis.COMPUTED,
    )
    assert found.facts == (
        Sentence("Israel: at most 325 prisoners", ("s2",)),
        Sentence("Hamas: at least 450 prisoners", ("s1",)),
    )


def test_a_quantity_apart_only_in_combination_is_no_quantity_gap() -> None:
    found = one_state(
        ["n: 0..9", "a: x, y"],
        [
            Said("p1 s1 israel insists", "n >= 5", "a is x"),
            Said("p2 s2 hamas insists", "n < 5"),
            Said("p3 s3 hamas insists", "a is x"),
        ],
        "n",
    )
    assert (found.state, found.gap, found.gap_basis) == (
        State.INCOMPATIBLE_IN_COMBINATION,
        GapType.UNKNOWN,
        GapBasis.NONE,
    )


def issue_that_brings(name: str, **brings: str) -> Issue:
    options = [{"id": option, "brings": [text]} for option, text in brings.items()]
    return Issue.model_validate({"id": name, "options": [*options, {"id": "otherwise"}]})


def test_an_option_that_brings_a_linkage_makes_a_sequence_gap() -> None:
    found = one_state(
        [issue_that_brings("phase", linked="withdrawal only after exchange")],
        [
            Said("p1 s1 israel insists", "phase is linked"),
            Said("p2 s2 hamas rejects", "phase is linked"),
        ],
        "phase",
    )
    assert (found.gap, found.gap_basis) == (GapType.SEQUENCE, GapBasis.COMPUTED)
    assert found.facts == (
        Sentence("Israel: “linked” brings withdrawal only after exchange", ("s1",)),
    )


def test_the_same_linkage_in_opposite_order_makes_a_sequence_gap() -> None:
    issues: list[str | Issue] = [
        issue_that_brings("first", linked="withdrawal after exchange"),
        issue_that_brings("second", linked="exchange_after_withdrawal"),
    ]
    said = [
        Said("p1 s1 israel insists", "first is linked"),
        Said("p2 s2 hamas insists", "second is linked"),
        Said("p3 s3 hamas rejects", "first is linked and second is linked"),
    ]
    found = one_state(issues, said, "first")
    assert (found.state, found.gap) == (State.INCOMPATIBLE_IN_COMBINATION, GapType.SEQUENCE)
    assert found.facts == (
        Sentence("Israel: “linked” brings withdrawal after exchange", ("s1",)),
        Sentence("Hamas: “linked” brings exchange after withdrawal", ("s2",)),
    )


def test_an_option_that_brings_a_linkage_of_the_case_makes_a_sequence_gap() -> None:
    case = replace(
        make_case(
            issues=[
                issue_that_brings("first", linked="exchange_first"),
                issue_that_brings("second", linked="prisoner exchange after withdrawal.2"),
            ],
            parties=["israel", "hamas", "egypt (mediator)"],
            said=[
                Said("p1 s1 israel insists", "first is linked"),
                Said("p2 s2 hamas insists", "second is linked"),
                Said("p3 s3 hamas rejects", "first is linked and second is linked"),
            ],
        ),
        linkages=(Linkage(id="exchange_first", step="withdrawal.2", after="prisoner_exchange"),),
    )
    found = find_issue_states(case, incompatible_sets(case))[0]
    assert (found.gap, found.gap_basis) == (GapType.SEQUENCE, GapBasis.COMPUTED)
    assert found.facts == (
        Sentence("Israel: “linked” brings withdrawal.2 only after prisoner exchange", ("s1",)),
        Sentence("Hamas: “linked” brings prisoner exchange after withdrawal.2", ("s2",)),
    )


def test_an_undertaking_without_an_order_makes_no_sequence_gap() -> None:
    found = one_state(
        [issue_that_brings("phase", linked="monitors")],
        [
            Said("p1 s1 israel insists", "phase is linked"),
            Said("p2 s2 hamas rejects", "phase is linked"),
        ],
        "phase",
    )
    assert found.gap is GapType.UNKNOWN
