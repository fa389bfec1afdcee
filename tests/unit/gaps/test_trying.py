"""What would follow if certain positions did not stand: told at once, and of nobody alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.case.errors import UnknownId
from goodoffices.case.status import Status
from goodoffices.gaps.explanation import explain
from goodoffices.gaps.trying import try_movement
from tests.cases import Said
from tests.unit.drafting.made import CLASH, RIVALS, Made


def test_nothing_tried_leaves_everything_as_it_stands() -> None:
    explanation = explain(CLASH)
    (found,) = try_movement(CLASH.case(), explanation, moved=[]).readings
    assert (found.gone, found.remaining, found.still) == (
        (),
        explanation.leading.incompatible,
        explanation.leading.movement,
    )
    assert found.untabled == explanation.leading.untabled
    assert (found.has_package, found.package) == (False, {})


def test_a_position_is_tried_in_the_readings_in_which_it_stands() -> None:
    found = try_movement(RIVALS.case(), explain(RIVALS), moved=["p2"])
    assert [(one.moved, one.gone, one.has_package) for one in found.readings] == [
        (("p2",), (("p1", "p2"),), True),
        ((), (), True),
    ]


def test_a_shared_position_is_tried_for_all_its_holders() -> None:
    source = Made(
        [
            Said("p1 s1 north insists", "gate is open"),
            Said("p1 s2 east insists", "gate is open"),
            Said("p2 s3 south rejects", "gate is open"),
        ],
        parties=("north", "south", "east"),
    )
    (found,) = try_movement(source.case(), explain(source), moved=["p1"]).readings
    assert (found.has_package, found.package["gate"]) == (True, "shut")


def test_movement_that_would_still_matter_is_less_what_is_tried() -> None:
    source = Made(
        [
            Said("p1 s1 north insists", "gate is open"),
            Said("p2 s2 south rejects", "gate is open"),
            Said("p3 s3 north insists", "days >= 60"),
            Said("p4 s4 south insists", "days <= 30"),
        ]
    )
    (found,) = try_movement(source.case(), explain(source), moved=["p1"]).readings
    assert (found.remaining, found.still) == ((("p3", "p4"),), (("p3",), ("p4",)))


@pytest.mark.parametrize("moved", [["p9"], ["p1", "p9"]])
def test_an_unknown_position_is_refused(moved: list[str]) -> None:
    explanation = explain(CLASH)
    with pytest.raises(UnknownId, match='no standing position "p9"'):
        try_movement(CLASH.case(), explanation, moved=moved)


def test_a_package_is_certain_though_the_sets_are_not() -> None:
    """No set was found before time was up; whether a package is left is asked afresh."""
    explanation = explain(CLASH)
    cut = replace(
        explanation.leading,
        incompatible=(),
        movement=(),
        incompatible_complete=False,
        movement_complete=False,
        status=Status.OUT_OF_TIME,
    )
    explanation = replace(explanation, readings=(cut,), complete=False)
    (found,) = try_movement(CLASH.case(), explanation, moved=[]).readings
    assert (found.remaining, found.has_package, found.sets_complete) == ((), False, False)
    (found,) = try_movement(CLASH.case(), explanation, moved=["p1"]).readings
    assert (found.has_package, found.package["gate"]) == (True, "shut")


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
    case = RIVALS.case()
    found = try_movement(case, explanation, moved=["p2"])
    assert (len(found.readings), found.not_looked_at) == (1, 1)


def test_untabled_options_are_left_out_where_nobody_asks() -> None:
    (found,) = try_movement(CLASH.case(), explain(CLASH), moved=[], untabled=False).readings
    assert (found.untabled, found.untabled_complete) == ((), False)
