"""What would follow if a formula that nobody has tabled settled an issue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.case.errors import UnknownId
from goodoffices.case.status import Status
from goodoffices.gaps.explanation import explain
from goodoffices.gaps.trying_formula import try_formula
from tests.unit.drafting.made import CLASH, RIVALS, Made

NORM = Made(
    CLASH.said, issues=("gate: open, shut",), more={"norms": {"passage": "gate in (open, shut)"}}
)


def test_a_formula_leaves_the_issue_out_of_the_package() -> None:
    (found,) = try_formula(CLASH.case(), explain(CLASH), issue="gate", admitted_by=["p1"]).readings
    assert list(found.package) == ["days"]


def test_what_does_not_stand_admits_nothing() -> None:
    found = try_formula(
        CLASH.case(), explain(CLASH), issue="gate", admitted_by=["p1"], moved=["p1"]
    )
    assert (found.admitted_by, found.moved, found.readings[0].has_package) == ((), ("p1",), True)


def test_a_norm_may_leave_no_room_for_a_formula() -> None:
    """What the norm lists are the options there are: nothing beyond them keeps it."""
    (found,) = try_formula(
        NORM.case(), explain(NORM), issue="gate", admitted_by=["p1", "p2"]
    ).readings
    assert (found.has_package, found.in_the_way) == (False, ())


@pytest.mark.parametrize("issue", ["days", "river"])
def test_a_formula_is_for_a_choice_issue(issue: str) -> None:
    with pytest.raises(UnknownId, match=f'no choice issue "{issue}"'):
        try_formula(CLASH.case(), explain(CLASH), issue=issue, admitted_by=[])


def test_an_unknown_position_admits_nothing() -> None:
    with pytest.raises(UnknownId, match='no standing position "p9"'):
        try_formula(CLASH.case(), explain(CLASH), issue="gate", admitted_by=["p9"])


def test_readings_that_were_not_looked_at_are_counted() -> None:
    explanation = explain(RIVALS)
    leading, other = explanation.readings
    unknown = replace(
        other,
        positions=(),
        incompatible=(),
        movement=(),
        incompatible_complete=False,
        movement_complete=False,
        status=Status.OUT_OF_TIME,
    )
    explanation = replace(explanation, readings=(leading, unknown))
    found = try_formula(RIVALS.case(), explanation, issue="gate", admitted_by=["p2"])
    assert (len(found.readings), found.not_looked_at) == (1, 1)
