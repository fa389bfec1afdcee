"""Plans: tranches and what waits for what, and what cannot be compiled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.case.errors import (
    CyclicOrder,
    DoneTwice,
    NothingUndertaken,
    NotJoint,
    UnknownId,
)
from goodoffices.case.undertakings import Group, Linkage, Loosening, Step, Undertaking
from goodoffices.phasing.plan import Requirement, compile_plan, loosen
from tests.cases import make_case
from tests.unit.phasing.invented_plans import after, make_exchange


def test_equal_tranches_are_one_kind_and_groups_one_each() -> None:
    case = replace(
        make_case(issues=[], parties=["north", "south"]),
        undertakings=(
            Undertaking(
                id="release",
                responsible="north",
                beneficiaries=("south",),
                groups=(Group(id="women"), Group(id="others")),
            ),
            Undertaking(
                id="money", responsible="south", beneficiaries=("north",), amount=6, smallest=2
            ),
        ),
    )
    kinds = compile_plan(case).kinds
    assert [kind.references for kind in kinds] == [
        ("release.women",),
        ("release.others",),
        ("money.1", "money.2", "money.3"),
    ]


def test_a_linkage_to_a_tranche_holds_from_it_on_and_waits_for_so_many() -> None:
    case = make_exchange({"a": (1, 2, 3)}, {"b": (1, 2, 3)}, linkages=after("a.2", "b.2"))
    assert compile_plan(case).requirements == (Requirement(0, 2, 1, 2, "l_0_a_2"),)


def test_a_linkage_to_something_that_is_not_in_the_plan_is_left_out_and_said() -> None:
    case = make_exchange({"a": (1, 2)}, {"b": (1, 2)}, linkages=after("a", "b"))
    plan = compile_plan(case, undertakings=["a"])
    assert (plan.requirements, plan.linkages) == ((), ())
    assert plan.remarks == ('"a only after b" is left out: not both are among what is undertaken',)


def test_linkages_can_be_dropped_and_loosened() -> None:
    case = make_exchange({"a": (1, 2)}, {"b": (1, 2, 2)}, linkages=after("a", "b"))
    loose = loosen(case.linkages[0], Loosening(id="one", after="b.1"))
    assert compile_plan(case, linkages=[]).requirements == ()
    assert compile_plan(case, linkages=[loose]).requirements[0].count == 1


def test_what_cannot_be_compiled_is_refused() -> None:
    case = make_exchange({"a": (1, 2)}, {"b": (1, 2)})
    with pytest.raises(NothingUndertaken):
        compile_plan(case, undertakings=[])
    with pytest.raises(NothingUndertaken):
        compile_plan(replace(case, undertakings=()))
    with pytest.raises(UnknownId, match='no undertaking "c"'):
        compile_plan(case, undertakings=["c"])
    with pytest.raises(UnknownId, match='no tranche "b'):
        compile_plan(case, linkages=[Linkage(id="l", step="a", after="b.2")])
    with pytest.raises(UnknownId, match='no party "north"'):
        compile_plan(replace(case, parties={"south": case.parties["south"]}))
    with pytest.raises(NotJoint):
        compile_plan(case, joint=[Step(does=("a", "b"))])
    with pytest.raises(DoneTwice):
        compile_plan(case, joint=[Step(does=("a", "a.1"), held_by="bank")])


def test_a_circle_names_what_waits_for_what() -> None:
    case = make_exchange(
        {"a": (1, 2)}, {"b": (1, 2)}, linkages=[*after("a", "b"), *after("b", "a")]
    )
    with pytest.raises(CyclicOrder, match=r"a.1 waits for b.1 \(linkage l_0_a\)"):
        compile_plan(case)
