"""Days: what begins when, in days after day zero."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.case.undertakings import Step, Undertaking
from goodoffices.phasing.days import plan_days
from goodoffices.phasing.plan import compile_plan
from tests.cases import make_case

CASE = replace(
    make_case(issues=[], parties=["north", "south"]),
    undertakings=(
        Undertaking(
            id="release",
            responsible="north",
            beneficiaries=("south",),
            tranches=3,
            days=2,
            verified_in=1,
        ),
        Undertaking(
            id="money",
            responsible="south",
            beneficiaries=("north",),
            amount=600,
            smallest=200,
            unit="million",
            earliest=9,
        ),
    ),
)


def test_tranches_of_one_undertaking_follow_each_other_and_others_run_beside_them() -> None:
    phases = plan_days(
        compile_plan(CASE),
        [
            [Step(does=("release.1",)), Step(does=("release.2",))],
            [Step(does=("money.1", "money.2")), Step(does=("release.3",))],
            [Step(does=("money.3",))],
        ],
    )
    assert [(phase.begins, phase.ends) for phase in phases] == [(0, 5), (5, 11), (11, 12)]
    steps = [step for phase in phases for step in phase.steps]
    assert [(step.does, step.begins, step.done, step.verified) for step in steps] == [
        (("release.1", "release.2"), 0, 4, 5),
        (("release.3",), 5, 7, 8),
        (("money.1", "money.2"), 9, 11, 11),
        (("money.3",), 11, 12, 12),
    ]
    assert [(step.amount, step.unit) for step in steps[2:]] == [(400, "million"), (200, "million")]


def test_a_joint_step_is_done_when_all_of_it_is() -> None:
    step = Step(does=("release.1", "release.2", "money.1"), held_by="bank")
    planned = plan_days(compile_plan(CASE), [[step]])[0].steps[0]
    assert (planned.begins, planned.done, planned.verified) == (9, 13, 14)
    assert (planned.givers, planned.getters, planned.held_by, planned.amount) == (
        ("north", "south"),
        ("south", "north"),
        "bank",
        None,
    )
