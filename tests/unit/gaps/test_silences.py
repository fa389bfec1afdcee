"""Silences that the doha example does not show."""

from __future__ import annotations

from goodoffices.case.case import Case
from goodoffices.case.rounds import Round
from goodoffices.gaps.unknowns import UnknownKind, find_unknowns
from tests.cases import Said, make_case


def told(case: Case, kind: UnknownKind) -> list[str]:
    return [one.text for one in find_unknowns(case, []).not_reported if one.kind is kind]


def test_many_silent_issues_stay_one_line() -> None:
    issues = [f"i{place}: x, y" for place in range(7)]
    case = make_case(issues=issues, parties=["north"])
    assert told(case, UnknownKind.SILENT) == ["North on i0, i1, i2 or 4 more issues"]


def test_something_taken_back_is_no_silence() -> None:
    said = [Said("p1 s1 north insists", "a is x", withdrawn="superseded by s2")]
    case = make_case(issues=["a: x, y"], parties=["north"], said=said)
    assert told(case, UnknownKind.SILENT) == []


def test_a_round_without_delegations_and_one_with_known_mandates() -> None:
    sent = [{"party": "north", "may_settle": ["a"]}, {"party": "south", "may_settle": []}]
    rounds = [
        Round.model_validate({"id": "one", "venue": "Geneva"}),
        Round.model_validate({"id": "two", "title": "The second round", "delegations": sent}),
    ]
    case = make_case(issues=["a: x, y"], parties=["north", "south"], rounds=rounds)
    assert told(case, UnknownKind.NO_DELEGATION) == ["Who came to the round in Geneva"]
    assert told(case, UnknownKind.NO_MANDATE) == []


def test_hearsay_is_told_by_issue_only_of_a_party_that_speaks_on_another() -> None:
    said = [
        Said("p1 s1 north insists", "a is x"),
        Said("p2 s2 north insists", "b is x", register="public"),
        Said("p3 s3 south insists", "b is y"),
    ]
    case = make_case(issues=["a: x, y", "b: x, y"], parties=["north", "south"], said=said)
    assert told(case, UnknownKind.HEARSAY_ONLY) == ["Own words of North on a"]
    assert told(case, UnknownKind.NO_OWN_WORDS) == ["Own words of South"]


def test_a_chain_is_named_where_each_source_but_the_outlet_is() -> None:
    def sources(*through: str) -> list[str]:
        said = [Said("p1 s1 north insists", "a is x", through=through)]
        case = make_case(issues=["a: x, y"], parties=["north"], said=said)
        return told(case, UnknownKind.NO_NAMED_SOURCE)

    missing = ["A named source for the one statement that carries positions"]
    assert sources("north", "agency*") == []
    assert sources("agency*") == missing
    assert sources("north", "diplomat?", "agency*") == missing
