"""Everything that is said of how a case's undertakings could be carried out, computed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import partial

from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline, say_nothing
from goodoffices.case.enumeration import Progress
from goodoffices.case.errors import CyclicOrder, DoneTwice, EnginesDisagree, UnknownId
from goodoffices.case.issues import Value
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Linkage, Phase, Schedule, Step
from goodoffices.phasing.brought import bring
from goodoffices.phasing.finding import Finding, FindingKind
from goodoffices.phasing.findings import find_findings
from goodoffices.phasing.linkages import (
    LinkageConflicts,
    LinkageEffect,
    find_incompatible_linkages,
    weigh_linkages,
)
from goodoffices.phasing.loosenings import LooseningSearch, find_loosenings
from goodoffices.phasing.measures import largest, measure
from goodoffices.phasing.plan import Plan, compile_plan, loosen
from goodoffices.phasing.results import CurvePoint, Moment, Objective, Range, ScheduleSearch
from goodoffices.phasing.schedule_check import check_schedule, may_check
from goodoffices.phasing.schedules import find_curve, find_schedule


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks of a schedule.

    Attributes
    ----------
    left
        Of a package: which options are left of some issues.
    phases
        At most so many.
    loosened
        Linkages by id, each with the id of a loosening, or nothing where it is dropped.
    joint
        Steps that somebody holds until all of it is there.
    at_most
        A share that no party's largest shortfall may exceed: which linkages would have to give
        way?
    """

    left: Mapping[str, Sequence[Value]] = field(default_factory=dict)
    phases: int | None = None
    loosened: Mapping[str, str] = field(default_factory=dict)
    joint: tuple[Step, ...] = ()
    at_most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Tabled:
    """A schedule that somebody tabled: how each party stands at its moments, and what is open.

    Attributes
    ----------
    is_measured
        Whether it names only what is undertaken here, each once, and nothing in it waits for
        itself; else it has no moments.
    """

    schedule: Schedule
    moments: tuple[Moment, ...]
    largest_shortfall: Mapping[str, Range]
    largest_exposure: Mapping[str, Range]
    is_measured: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Phased:
    """A schedule that was found, and all that goes with it.

    Attributes
    ----------
    case
        With only what the package brings, and linkages loosened as asked.
    found
        The schedule.
    effects
        What each linkage does.
    findings
        What the schedule leaves open.
    tabled
        Schedules on record, measured and asked about in the same way.
    curve
        What a number of phases costs; empty where it was not asked for.
    loosenings
        Which linkages would have to give way; None where it was not asked.
    conflicts
        Linkages that cannot all hold; then nothing else was computed. None where they can.
    joint
        Steps that somebody holds until all of it is there, as asked.
    is_checked
        Whether other code confirmed the order found and its measures.
    """

    case: Case
    found: ScheduleSearch
    effects: tuple[LinkageEffect, ...]
    findings: tuple[Finding, ...]
    tabled: tuple[Tabled, ...]
    curve: tuple[CurvePoint, ...]
    loosenings: LooseningSearch | None
    conflicts: LinkageConflicts | None = None
    joint: tuple[Step, ...] = ()
    is_checked: bool = False


def phase_case(
    case: Case,
    asked: Asked | None = None,
    *,
    has_curve: bool = False,
    seed: int = 0,
    deadline_s: float | None = None,
    progress: Progress | None = None,
) -> Phased:
    """Return how a case's undertakings could be carried out, and what each linkage does to that.

    A mediator asks: in what order, in how many phases, how exposed is each side at each step,
    and what does each "only after" do? Not: who should go first.

    Parameters
    ----------
    case : Case
    asked : Asked, optional
    has_curve : bool
        Whether to compute what each number of phases costs.
    seed : int
        Of random steps.
    deadline_s : float, optional
        A half of it at most for the schedule.
    progress : callable, optional

    Raises
    ------
    NothingUndertaken, CyclicOrder, UnknownId, NotJoint, DoneTwice
        As `compile_plan` has them.
    EnginesDisagree
        Where other code does not confirm the order found; then nothing is shown.
    """
    asked, told, deadline = asked or Asked(), progress or say_nothing, Deadline(deadline_s)
    brought = bring(case, asked.left)
    brought = replace(brought, linkages=_loosened(brought.linkages, asked.loosened))
    try:
        plan = compile_plan(brought, joint=asked.joint)
    except CyclicOrder:
        conflicts = find_incompatible_linkages(brought, joint=asked.joint)
        if conflicts.status is Status.INFEASIBLE:
            raise
        return _in_a_circle(brought, conflicts, asked.joint)

    search = partial(find_schedule, phases=asked.phases, seed=seed, progress=told)
    left = deadline.left()
    found = search(plan, deadline_s=None if left is None else left / 2)
    return Phased(
        case=brought,
        found=found,
        effects=weigh_linkages(
            brought,
            joint=asked.joint,
            search=search,
            with_all=found,
            deadline_s=deadline.left(),
        ),
        findings=tuple(_of_found(found, brought)) if found.phases else (),
        tabled=tuple(_tabled(one, brought) for one in brought.schedules),
        curve=find_curve(plan, deadline_s=deadline.left(), seed=seed) if has_curve else (),
        loosenings=None
        if asked.at_most is None
        else find_loosenings(
            brought,
            at_most=asked.at_most,
            joint=asked.joint,
            deadline_s=deadline.left(),
            seed=seed,
        ),
        joint=asked.joint,
        is_checked=_is_confirmed(found, plan),
    )


def _is_confirmed(found: ScheduleSearch, plan: Plan) -> bool:
    """Whether other code confirms what was found; False where it was not asked."""
    if not found.phases or not may_check(plan):
        return False
    if check_schedule(found, plan, has_free_phases=False).broken:
        raise EnginesDisagree("the order", found.method, "the check that lists valuations")
    return True


def _of_found(found: ScheduleSearch, case: Case) -> Iterator[Finding]:
    """What an order that was found leaves open.

    Sides take turns in it, so that a phase of one side alone says nothing; only where one side
    has nothing left to do at the end is that asked about.
    """
    last = f"phase {len(found.phases)}"
    for one in find_findings(case, as_schedule(found)):
        if one.kind is not FindingKind.ONE_SIDED_COMPLETION or last in one.where:
            yield one


def _in_a_circle(case: Case, conflicts: LinkageConflicts, joint: tuple[Step, ...]) -> Phased:
    nothing = ScheduleSearch(
        phases=(),
        moments=(),
        largest_shortfall={},
        largest_exposure={},
        objective=Objective.SHARES,
        status=Status.INFEASIBLE,
        method="what waits for what goes round in a circle",
    )
    tabled = tuple(
        Tabled(one, (), {}, {}, is_measured=False, findings=find_findings(case, one))
        for one in case.schedules
    )
    return Phased(case, nothing, (), (), tabled, (), None, conflicts, joint)


def _loosened(linkages: Sequence[Linkage], wanted: Mapping[str, str]) -> tuple[Linkage, ...]:
    known = [one.id for one in linkages]
    for name in wanted:
        if name not in known:
            raise UnknownId("linkage", name, known)
    found = []
    for one in linkages:
        if one.id not in wanted:
            found.append(one)
        elif wanted[one.id]:
            forms = {each.id: each for each in one.loosenings}
            if wanted[one.id] not in forms:
                raise UnknownId(f"loosening of {one.id}", wanted[one.id], list(forms))
            found.append(loosen(one, forms[wanted[one.id]]))
    return tuple(found)


def as_schedule(found: ScheduleSearch, *, day_zero: date | None = None) -> Schedule:
    """Return a schedule that was found in the form in which schedules are tabled.

    Examples
    --------
    >>> from goodoffices.case.status import Status
    >>> from goodoffices.phasing.results import Objective
    >>> nothing = ScheduleSearch((), (), {}, {}, Objective.SHARES, Status.OUT_OF_TIME, "")
    >>> as_schedule(nothing).phases
    ()
    """
    return Schedule(
        id="found",
        title="the order found",
        day_zero=day_zero,
        phases=tuple(
            Phase(
                steps=tuple(
                    Step(does=step.does, day=step.done, held_by=step.held_by)
                    for step in phase.steps
                ),
                days=phase.ends - phase.begins,
            )
            for phase in found.phases
        ),
    )


def _tabled(schedule: Schedule, case: Case) -> Tabled:
    findings = find_findings(case, schedule)
    phases = [phase.steps for phase in schedule.phases]
    try:
        plan = compile_plan(case, joint=[s for steps in phases for s in steps if s.held_by])
        moments = measure(plan, phases)
    except (CyclicOrder, DoneTwice, UnknownId):
        return Tabled(schedule, (), {}, {}, is_measured=False, findings=findings)
    return Tabled(
        schedule,
        moments,
        largest(moments, "shortfall"),
        largest(moments, "exposure"),
        is_measured=True,
        findings=findings,
    )
