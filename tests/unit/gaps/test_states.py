"""States of issues, each rule and the order between them; and the twin that tries packages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.case import Case
from goodoffices.case.issues import GapType
from goodoffices.gaps import projections
from goodoffices.gaps.gap_types import GapBasis
from goodoffices.gaps.states import IssueState, State, find_issue_states
from tests.cases import Said, doha_case, every_package, incompatible_sets, make_case, stands

ISSUES = ["a: x, y, z", "b: x, y"]


def states(case: Case) -> dict[str, IssueState]:
    return {one.issue: one for one in find_issue_states(case, incompatible_sets(case))}


def state_of(
    said: list[Said],
    *,
    rules: dict[str, str] | None = None,
    norms: dict[str, str] | None = None,
) -> State:
    parties = ["north", "south", "east (mediator)"]
    case = make_case(issues=ISSUES, parties=parties, said=said, rules=rules, norms=norms)
    return states(case)["a"].state


def test_doha_as_worked_by_hand() -> None:
    """Netzarim is named in every set with Israel's refusal and matters to none of them."""
    found = states(doha_case())
    assert {issue: one.state for issue, one in found.items()} == {
        "philadelphi": State.INCOMPATIBLE,
        "netzarim": State.NOT_ENOUGH_KNOWN,
        "management": State.INCOMPATIBLE_IN_COMBINATION,
        "second_phase": State.NOT_ENOUGH_KNOWN,
    }
    assert found["management"].sets == (("p2", "p3", "p4"), ("p2", "p3", "p5"))
    assert found["management"].positions == ("p2", "p3")
    assert found["philadelphi"].left == "nothing"
    assert found["netzarim"].silent == ("hamas",)
    assert found["second_phase"].silent == ("israel", "hamas")
    assert found["management"].cites == ("s10", "s7", "s11", "s8")


def test_doha_read_as_an_offer() -> None:
    found = states(doha_case(offer=True))
    assert {issue: one.state for issue, one in found.items()} == {
        "philadelphi": State.INCOMPATIBLE_IN_COMBINATION,
        "netzarim": State.NOT_ENOUGH_KNOWN,
        "management": State.INCOMPATIBLE_IN_COMBINATION,
        "second_phase": State.NOT_ENOUGH_KNOWN,
    }


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (["north insists a is x", "south rejects a is x"], State.INCOMPATIBLE),
        (["north insists a is x", "east rejects a is x"], State.INCOMPATIBLE),
        (["north insists a is x", "south insists a is x"], State.AGREED),
        (["north insists a is x", "south agrees a is x"], State.AGREED),
        (["north agrees a is x", "south agrees a is x"], State.AGREED),
        (["north agrees a is x", "south agrees_ad_referendum a is x"], State.COMMON_GROUND),
        (["north insists a is x", "south agrees a is x if b is x"], State.COMMON_GROUND),
        (["north insists a is x", "south does_not_object a is x"], State.COMMON_GROUND),
        (
            ["north insists a is x", "south insists a is x", "east prefers a is y"],
            State.COMMON_GROUND,
        ),
        (
            ["north insists a is x", "south insists a is x", "south reserves a is x"],
            State.COMMON_GROUND,
        ),
        (["north insists a is x", "south rejects a is y"], State.COMMON_GROUND),
        (["north insists a is x", "south would_accept a is y"], State.NOT_ENOUGH_KNOWN),
        (["north proposes a is x", "south offers a is y"], State.NOT_ENOUGH_KNOWN),
        (["north proposes a is x", "south proposes a is x"], State.COMMON_GROUND),
        (["north insists a is x", "south prefers a is y"], State.COMMON_GROUND),
        (["north insists a is x"], State.NOT_ENOUGH_KNOWN),
        (["north insists a is x", "east insists a is x"], State.NOT_ENOUGH_KNOWN),
        (["north insists a is x", "south reserves a is x"], State.NOT_ENOUGH_KNOWN),
        (["north insists a is x", "south denies a is x"], State.NOT_ENOUGH_KNOWN),
        ([], State.NOT_ENOUGH_KNOWN),
    ],
)
def test_each_rule(said: list[str], state: State) -> None:
    lines = []
    for place, line in enumerate(said, 1):
        party, stance, text = line.split(" ", 2)
        proposition, _, condition = text.partition(" if ")
        lines.append(Said(f"p{place} s{place} {party} {stance}", proposition, condition))
    assert state_of(lines) is state


def test_an_agreed_option_that_cannot_be_had_is_not_agreed() -> None:
    """North and South are both for x, but x cannot be had beside what they hold on b."""
    said = [
        Said("p1 s1 north insists", "a is x"),
        Said("p1 s2 south insists", "a is x"),
        Said("p2 s3 south insists", "b is y", "a is x"),
        Said("p3 s4 north insists", "b is x"),
    ]
    assert state_of(said) is State.INCOMPATIBLE_IN_COMBINATION


def test_rules_and_norms_are_projected_too() -> None:
    said = [Said("p1 s1 north insists", "a is x"), Said("p2 s2 south insists", "b is y")]
    assert state_of(said, norms={"law": "a is not x"}) is State.INCOMPATIBLE
    assert (
        state_of(said, rules={"link": "if a is x then b is x"}) is State.INCOMPATIBLE_IN_COMBINATION
    )


def test_a_set_that_names_an_unknown_position_is_refused() -> None:
    with pytest.raises(KeyError):
        find_issue_states(doha_case(), [("p1", "p99")])


def test_what_is_left_and_who_is_silent() -> None:
    case = make_case(
        issues=["n: 0..500 prisoners"],
        parties=["north", "south"],
        said=[Said("p1 s1 north insists", "n >= 100"), Said("p2 s2 north insists", "n <= 300")],
    )
    found = states(case)["n"]
    assert (found.left, found.silent, found.cites) == (
        "100 to 300 prisoners",
        ("south",),
        ("s1", "s2"),
    )


def test_the_team_names_the_gap_where_it_is_not_computed() -> None:
    case = doha_case()
    issue = case.issues["management"].model_copy(update={"gap": GapType.VERIFICATION})
    said = [Said("p1 s1 israel insists", "management is force")]
    said.append(Said("p2 s2 hamas rejects", "management is force"))
    found = states(make_case(issues=[issue], parties=["israel", "hamas"], said=said))["management"]
    assert (found.state, found.gap, found.gap_basis) == (
        State.INCOMPATIBLE,
        GapType.VERIFICATION,
        GapBasis.TEAM,
    )


def test_an_agreed_issue_has_no_gap_to_speak_of() -> None:
    said = [Said("p1 s1 north insists", "a is x"), Said("p1 s2 south insists", "a is x")]
    found = states(make_case(issues=ISSUES, parties=["north", "south"], said=said))
    assert (found["a"].gap, found["b"].gap) == (None, GapType.UNKNOWN)


def test_what_is_too_large_to_look_at_is_said_and_never_agreed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = make_case(
        issues=["n: 0..9", "m: 0..9"],
        parties=["north", "south"],
        said=[
            Said("p1 s1 north insists", "n + m = 5"),
            Said("p2 s2 south insists", "n + m = 6"),
        ],
    )
    assert {(one.state, one.is_decided) for one in find_issue_states(case, [("p1", "p2")])} == {
        (State.INCOMPATIBLE_IN_COMBINATION, True)
    }
    monkeypatch.setattr(projections, "BUDGET", 2)
    assert {(one.state, one.is_decided) for one in find_issue_states(case, [("p1", "p2")])} == {
        (State.NOT_ENOUGH_KNOWN, False)
    }


# ---------------------------------------------------------------------------- the twin

TEXTS = [
    "a is x",
    "a is not x",
    "a in (y, z)",
    "b is x",
    "b is not x",
    "if a is x then b is x",
    "if b is y then a is z",
    "not (a is x and b is x)",
    "a is x and b is y",
]


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5, unique=True))
def test_incompatible_alone_and_in_combination_by_every_package(texts: list[str]) -> None:
    parties = ["north", "south"]
    said = [
        Said(f"p{place} s{place} {parties[place % 2]} insists", text)
        for place, text in enumerate(texts)
    ]
    case = make_case(issues=ISSUES, parties=parties, said=said)
    packages = every_package(case)
    sets = incompatible_sets(case)
    for found in find_issue_states(case, sets):
        issue = found.issue
        left = {
            value
            for value in case.issues[issue].values
            if all(
                any(stands(case, one, package) for package in packages if package[issue] == value)
                for one in case.positions
            )
        }
        mattering = [ids for ids in sets if _matters(case, ids, issue)]
        expected = None
        if not left:
            expected = State.INCOMPATIBLE
        elif mattering:
            expected = State.INCOMPATIBLE_IN_COMBINATION
        assert list(found.sets) == mattering
        assert (found.state if found.state.is_gap else None) is expected


def _matters(case: Case, ids: tuple[str, ...], issue: str) -> bool:
    """Whether some package crosses no member once each may choose the issue for itself."""
    members = [case.position(one) for one in ids]
    values = case.issues[issue].values
    return any(
        all(
            any(stands(case, one, {**package, issue: value}) for value in values) for one in members
        )
        for package in every_package(case)
    )
