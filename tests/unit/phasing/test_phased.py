"""A case put in phases: what is asked of it, what was found, and what somebody tabled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import count

import pytest

from goodoffices.case.case import Case
from goodoffices.case.deadline import stopping_when
from goodoffices.case.errors import CyclicOrder, EnginesDisagree, NothingUndertaken, UnknownId
from goodoffices.case.issues import Issue
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Importance, Linkage, Loosening, Schedule, Step, Weighing
from goodoffices.phasing import phased, schedule_check
from goodoffices.phasing.finding import FindingKind
from goodoffices.phasing.phased import Asked, Tabled, as_schedule, phase_case
from goodoffices.phasing.schedule_check import Checked
from tests.unit.phasing.invented_plans import after, make_exchange

ASKED = Linkage(
    id="asked",
    step="withdrawal.1",
    after="release",
    loosenings=(Loosening(id="half", after="release.1"),),
)
BACK = Linkage(id="back", step="release.1", after="withdrawal.2")


def exchange(*linkages: Linkage) -> Case:
    """A withdrawal in two halves for a release in two, each worth more than it costs."""
    return make_exchange(
        {"withdrawal": (2, 4, 2)}, {"release": (1, 4, 2)}, linkages=linkages, unit=""
    )


def tabled(case: Case, *phases: list[str], held_by: str = "") -> Tabled:
    """What is said of one schedule on record."""
    steps = [{"steps": [{"does": does, "held_by": held_by}]} for does in phases]
    schedule = Schedule.model_validate({"id": "text", "phases": steps})
    (found,) = phase_case(replace(case, schedules=(schedule,))).tabled
    assert found.schedule == schedule
    return found


def test_only_what_is_asked_for_is_computed() -> None:
    phased = phase_case(exchange(ASKED))
    assert (phased.found.status, phased.found.value) == (Status.PROVEN, Fraction(1, 2))
    assert [one.linkage for one in phased.effects] == [ASKED]
    assert (phased.curve, phased.loosenings, phased.conflicts) == ((), None, None)
    assert phased.tabled == ()


def test_the_schedule_found_is_the_one_that_linkages_are_held_against() -> None:
    phased = phase_case(exchange(ASKED))
    (effect,) = phased.effects
    assert effect.with_it is phased.found
    assert effect.without.value == Fraction(1, 8)


def test_a_dropped_linkage_is_gone_and_not_weighed() -> None:
    phased = phase_case(exchange(ASKED), Asked(loosened={"asked": ""}))
    assert (phased.case.linkages, phased.effects) == ((), ())
    assert phased.found.value == Fraction(1, 8)


def test_a_looser_form_takes_the_place_of_its_linkage() -> None:
    other = after("withdrawal.2", "release.2")
    phased = phase_case(exchange(ASKED, *other), Asked(loosened={"asked": "half"}))
    assert [(one.id, one.step, one.after) for one in phased.case.linkages] == [
        ("asked", "withdrawal.1", "release.1"),
        ("l_0_withdrawal_2", "withdrawal.2", "release.2"),
    ]


@pytest.mark.parametrize(
    ("loosened", "what"),
    [({"gone": ""}, 'linkage "gone"'), ({"asked": "gone"}, 'loosening of asked "gone"')],
)
def test_only_linkages_and_forms_on_record_are_loosened(
    loosened: dict[str, str], what: str
) -> None:
    with pytest.raises(UnknownId, match=what):
        phase_case(exchange(ASKED), Asked(loosened=loosened))


def test_at_most_so_many_phases() -> None:
    case = exchange()
    free, few = phase_case(case).found, phase_case(case, Asked(phases=2)).found
    assert len(few.phases) == 2 < len(free.phases)
    assert few.value is not None
    assert free.value is not None
    assert few.value > free.value


def test_too_few_phases_leave_no_order_and_no_question() -> None:
    phased = phase_case(exchange(ASKED), Asked(phases=1))
    assert (phased.found.status, phased.found.phases) == (Status.INFEASIBLE, ())
    assert (phased.findings, phased.conflicts) == ((), None)


def test_every_linkage_is_weighed_within_the_phases_asked_for() -> None:
    (effect,) = phase_case(exchange(ASKED), Asked(phases=2)).effects
    assert len(effect.without.phases) <= 2


def test_what_somebody_holds_is_one_step_with_and_without_a_linkage() -> None:
    joint = Step(does=("withdrawal.1", "release.1"), held_by="east")
    linkage = Linkage(id="later", step="withdrawal.2", after="release")
    phased = phase_case(exchange(linkage), Asked(joint=(joint,)))
    (effect,) = phased.effects
    for found in (phased.found, effect.without):
        held = [(set(one.does), one.held_by) for one in found.steps if one.held_by]
        assert held == [({"withdrawal.1", "release.1"}, "east")]


def test_which_linkages_would_have_to_give_way_is_answered_where_it_is_asked() -> None:
    found = phase_case(exchange(ASKED), Asked(at_most=Fraction(1, 8))).loosenings
    assert found is not None
    assert (found.at_most, [one.linkages for one in found.sets]) == (Fraction(1, 8), [("asked",)])


def test_what_somebody_holds_is_held_too_where_linkages_would_have_to_give_way() -> None:
    """At one instant nobody is ahead; one tranche after the other somebody is."""
    whole = Step(does=("withdrawal", "release"), held_by="east")
    statuses = []
    for joint in ((), (whole,)):
        found = phase_case(exchange(), Asked(at_most=Fraction(0), joint=joint)).loosenings
        assert found is not None
        statuses.append((found.status, [one.linkages for one in found.sets]))
    assert statuses == [(Status.INFEASIBLE, []), (Status.PROVEN, [()])]


def test_the_curve_begins_with_the_fewest_phases_there_can_be() -> None:
    phased = phase_case(exchange(ASKED), has_curve=True)
    assert phased.curve[0].phases == phased.found.least_phases == 2


def test_what_a_package_does_not_bring_is_not_put_in_phases() -> None:
    corridor = Issue.model_validate(
        {"id": "corridor", "options": [{"id": "stays"}, {"id": "out", "brings": ["withdrawal"]}]}
    )
    case = replace(exchange(ASKED), issues={"corridor": corridor})
    phased = phase_case(case, Asked(left={"corridor": ["stays"]}))
    assert [one.id for one in phased.case.undertakings] == ["release"]
    assert (phased.case.linkages, phased.effects) == ((), ())
    assert {part for step in phased.found.steps for part in step.does} == {"release.1", "release.2"}


def test_without_undertakings_there_is_nothing_to_put_in_phases() -> None:
    with pytest.raises(NothingUndertaken):
        phase_case(replace(exchange(), undertakings=(), importance=()))


def test_sides_that_take_turns_are_no_question_but_the_end_is() -> None:
    """Tabled, the same order is asked about in every phase of one side alone."""
    linkages = (
        *after("withdrawal", "release.1"),
        *after("opening", "release.1"),
        *after("release.2", "withdrawal", "opening"),
    )
    north = {"withdrawal": (1, 4), "opening": (1, 4)}
    case = make_exchange(north, {"release": (1, 4, 2)}, linkages=linkages, unit="")
    found = phase_case(case, Asked(phases=3))
    schedule = as_schedule(found.found)
    (again,) = phase_case(replace(case, schedules=(schedule,))).tabled
    assert [
        [one.where for one in findings if one.kind is FindingKind.ONE_SIDED_COMPLETION]
        for findings in (found.findings, again.findings)
    ] == [[("phase 3",)], [("phase 3",), ("phase 2",)]]


def test_linkages_in_a_circle_are_told_and_nothing_else_is_computed() -> None:
    phased = phase_case(exchange(ASKED, BACK), Asked(at_most=Fraction(1, 2)), has_curve=True)
    assert phased.conflicts is not None
    assert [one.linkages for one in phased.conflicts.incompatible] == [("asked", "back")]
    assert (phased.found.status, phased.found.phases) == (Status.INFEASIBLE, ())
    assert (phased.effects, phased.curve, phased.loosenings) == ((), (), None)
    assert phased.findings == ()


def test_a_circle_is_opened_by_loosening_one_of_its_linkages() -> None:
    phased = phase_case(exchange(ASKED, BACK), Asked(loosened={"back": ""}))
    assert (phased.conflicts, phased.found.status) == (None, Status.PROVEN)


def test_a_circle_that_no_linkage_makes_is_refused() -> None:
    """What undertakings themselves wait for always holds: no linkage could open it."""
    case = exchange(ASKED)
    north, south = case.undertakings
    circle = (
        north.model_copy(update={"after": ("release",)}),
        south.model_copy(update={"after": ("withdrawal",)}),
    )
    with pytest.raises(CyclicOrder):
        phase_case(replace(case, undertakings=circle))


def test_what_was_found_can_be_tabled() -> None:
    phased = phase_case(exchange(ASKED))
    schedule = as_schedule(phased.found, day_zero=date(2030, 1, 1))
    assert (schedule.id, schedule.day_zero) == ("found", date(2030, 1, 1))
    assert [
        (phase.days, [(step.does, step.day) for step in phase.steps]) for phase in schedule.phases
    ] == [
        (2, [(("release.1", "release.2"), 2)]),
        (2, [(("withdrawal.1", "withdrawal.2"), 4)]),
    ]
    (again,) = phase_case(replace(phased.case, schedules=(schedule,))).tabled
    assert again.moments == phased.found.moments
    assert again.largest_shortfall == phased.found.largest_shortfall
    assert again.largest_exposure == phased.found.largest_exposure


def test_who_holds_a_step_that_was_found_is_tabled_with_it() -> None:
    joint = Step(does=("withdrawal.1", "release.1"), held_by="east")
    schedule = as_schedule(phase_case(exchange(), Asked(joint=(joint,))).found)
    held = [step for phase in schedule.phases for step in phase.steps if step.held_by]
    assert [(set(one.does), one.held_by) for one in held] == [(set(joint.does), "east")]


def test_a_tabled_schedule_is_measured_as_it_stands() -> None:
    found = tabled(exchange(), ["withdrawal"], ["release"])
    nothing, half = Fraction(0), Fraction(1, 2)
    assert found.is_measured
    assert found.largest_exposure == {"north": (half, half), "south": (nothing, nothing)}
    assert found.largest_shortfall["south"] == (Fraction(1, 4), Fraction(1, 4))


def test_what_somebody_holds_in_a_tabled_schedule_exposes_nobody() -> None:
    loose = tabled(exchange(), ["withdrawal", "release"])
    held = tabled(exchange(), ["withdrawal", "release"], held_by="east")
    assert loose.largest_exposure["north"][1] == Fraction(1, 2)
    assert set(held.largest_exposure.values()) == {(Fraction(0), Fraction(0))}


@pytest.mark.parametrize(
    ("phases", "kind"),
    [
        ([["payments"], ["release"]], FindingKind.NOT_UNDERTAKEN),
        ([["release"], ["release.2", "withdrawal"]], FindingKind.DONE_TWICE),
    ],
)
def test_a_tabled_schedule_that_cannot_be_measured_is_still_asked_about(
    phases: list[list[str]], kind: FindingKind
) -> None:
    found = tabled(exchange(), *phases)
    assert (found.is_measured, found.moments) == (False, ())
    assert (found.largest_shortfall, found.largest_exposure) == ({}, {})
    assert kind in {one.kind for one in found.findings}


def test_a_tabled_step_at_one_instant_that_waits_for_itself_is_not_measured() -> None:
    """The order that was found stands; the schedule on the table does not break it."""
    found = tabled(exchange(ASKED), ["withdrawal.1", "release.1"], held_by="east")
    assert (found.is_measured, found.moments) == (False, ())


def test_in_a_circle_tabled_schedules_are_asked_about() -> None:
    found = tabled(exchange(ASKED, BACK), ["release"])
    assert not found.is_measured
    assert FindingKind.NOT_IN_SCHEDULE in {one.kind for one in found.findings}


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int | None]] = []
    phase_case(exchange(ASKED), progress=lambda *said: told.append(said))
    assert told


def test_what_other_code_does_not_confirm_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert phase_case(exchange()).is_checked
    broken = Checked(("a tranche is done twice",), ())
    monkeypatch.setattr(phased, "check_schedule", lambda *_, **__: broken)
    with pytest.raises(EnginesDisagree, match="disagree; nothing of it is shown"):
        phase_case(exchange())


def test_where_too_much_is_open_to_be_listed_nothing_is_said_to_be_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schedule_check, "MOST_EXTREMES", 0)
    case = exchange()
    said = Importance(id="n", party="north", does=Weighing(order=(("withdrawal",),)))
    assert not phase_case(replace(case, importance=(said,))).is_checked


def test_a_schedule_that_somebody_stopped_is_one_all_the_same() -> None:
    """At whichever moment: kept and measured; proven only where none has a better key."""
    case = make_exchange(
        {"a": (3, 9, 2), "b": (2, 4, 2)}, {"c": (4, 8, 2), "d": (1, 6)}, linkages=after("a.2", "c")
    )
    whole = phase_case(case, has_curve=True)
    stopped = []
    for looks in range(12):
        seen = count()
        with stopping_when(lambda seen=seen, looks=looks: next(seen) >= looks, every_s=0):  # type: ignore[misc]
            stopped.append(phase_case(case, has_curve=True))
    assert [one.is_checked for one in stopped] == [True] * 12
    assert [one.found.key >= whole.found.key for one in stopped] == [True] * 12
    for one in stopped:
        assert one.found.key == whole.found.key or one.found.status is Status.BEST_FOUND
    assert stopped[0].found.status is Status.BEST_FOUND
