"""A draft read as a package, and improved: by numbers where they are exact and asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from goodoffices.bridging.draft import improve_draft, read_draft
from goodoffices.bridging.single_text import Basis
from goodoffices.case.case import Case
from goodoffices.case.errors import IncompleteDraft, OutsideLimits
from goodoffices.case.grammar import parse
from goodoffices.case.preferences import Preference
from goodoffices.case.status import Status
from tests.cases import Said, make_case

DRAFT = {"gate": "shut", "road": "old"}


def points(party: str, **values: Any) -> Preference:
    fields = {"id": f"{party}_points", "party": party, "weights": {"gate": 50, "road": 50}}
    return Preference.model_validate({**fields, "values": values})


def case_of(*preferences: Preference, north: str = "insists") -> Case:
    made = make_case(
        issues=["gate: open, shut", "road: old, new, none"],
        parties=["north", "south"],
        said=[
            Said(f"p1 s1 north {north}", "road is old"),
            Said("p2 s2 south insists", "gate is open"),
        ],
    )
    return replace(made, preferences=preferences)


def exact() -> tuple[Preference, Preference]:
    """For both the new road is best, and the gate matters to nobody."""
    road = {"old": 0, "new": 1, "none": 0}
    gate = {"open": 0, "shut": 0}
    return points("north", gate=gate, road=road), points("south", gate=gate, road=road)


def test_without_numbers_a_draft_is_improved_by_what_it_crosses() -> None:
    found = improve_draft(case_of(), DRAFT)
    assert [one.basis for one in found.steps] == [Basis.STRENGTHS]
    assert dict(found.final) == {"gate": "open", "road": "old"}


def test_numbers_are_asked_first_and_then_what_is_crossed() -> None:
    """The new road crosses what North insists on; by North's own numbers it is a gain."""
    found = improve_draft(case_of(*exact()), DRAFT, by_numbers=True)
    assert [one.basis for one in found.steps] == [Basis.WORTHS, Basis.STRENGTHS]
    assert (dict(found.final), found.status) == ({"gate": "open", "road": "new"}, Status.PROVEN)


def test_numbers_count_only_where_they_are_asked_for() -> None:
    found = improve_draft(case_of(*exact()), DRAFT)
    assert dict(found.final) == {"gate": "open", "road": "old"}


def test_without_exact_numbers_of_all_positions_alone_are_weighed() -> None:
    found = improve_draft(case_of(exact()[0]), DRAFT, by_numbers=True)
    assert [one.basis for one in found.steps] == [Basis.STRENGTHS]


def test_what_is_ruled_out_is_not_crossed_for_a_gain_in_numbers() -> None:
    case = case_of(*exact(), north="rules_out")
    never = [one for one in case.positions if one.id == "p1"]
    assert len(never) == 1
    opposite = parse("not road is old", case.issues)
    assert never[0].proposition == opposite
    draft = {"gate": "shut", "road": "none"}
    found = improve_draft(case, draft, never=never, by_numbers=True)
    assert found.final["road"] == "new"
    kept = improve_draft(
        case_of(
            *(
                points(one, gate={"open": 0, "shut": 0}, road={"old": 1, "new": 0, "none": 0})
                for one in ("north", "south")
            ),
            north="rules_out",
        ),
        draft,
        never=never,
        by_numbers=True,
    )
    assert dict(kept.final) == {"gate": "open", "road": "none"}


@pytest.mark.parametrize("by_numbers", [False, True])
def test_a_draft_outside_what_is_fixed_is_refused_with_what_it_breaks(by_numbers: bool) -> None:
    case = case_of(*exact())
    fixed = [parse("gate is open", case.issues)]
    with pytest.raises(OutsideLimits, match="gate is open"):
        improve_draft(case, DRAFT, fixed=fixed, by_numbers=by_numbers)


def test_a_draft_settles_every_issue_once() -> None:
    issues = case_of().issues
    with pytest.raises(IncompleteDraft, match="nothing is said of road"):
        read_draft([parse("gate is open", issues)], issues)
    with pytest.raises(IncompleteDraft, match="not one option is said of road"):
        read_draft([parse("gate is open and road in (old, new)", issues)], issues)
