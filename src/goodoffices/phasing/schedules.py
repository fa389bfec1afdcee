"""Schedules: in which order, and in how many phases, nobody is left far from what it is owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline, say_nothing
from goodoffices.case.errors import NoCommonUnit, NotExact
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Step
from goodoffices.phasing.days import plan_days
from goodoffices.phasing.measures import largest, measure
from goodoffices.phasing.orders import BY_STATES, OrderSearch, Progress, find_order, find_others
from goodoffices.phasing.phases import SOLVER_S, Effort, Found, PhaseSearch
from goodoffices.phasing.plan import Plan, compile_plan
from goodoffices.phasing.results import (
    Alternative,
    Certificate,
    CurvePoint,
    Objective,
    ScheduleSearch,
)
from goodoffices.phasing.segments import Segments
from goodoffices.phasing.shortfalls import Shortfalls
from goodoffices.phasing.valuation import Valuations, value_plan

MOST_ALTERNATIVES: Final = 5

CURVE_SOLVER_S: Final = 0.3
"""Deterministic seconds for one point of the curve."""


@dataclass(frozen=True)
class _Task:
    """A plan with everything that a search for its schedules takes."""

    plan: Plan
    valuations: Valuations
    objective: Objective
    deadline: Deadline
    seed: int

    @cached_property
    def shortfalls(self) -> Shortfalls:
        return Shortfalls(self.plan, self.valuations, self.objective)

    def search(self, order: OrderSearch, *, solver_s: float = SOLVER_S) -> PhaseSearch:
        return PhaseSearch(
            self.plan,
            self.valuations,
            self.shortfalls,
            order=order.way.states,
            floor=order.bound,
            effort=Effort(self.deadline, solver_s, self.seed),
        )

    def order(self, progress: Progress) -> OrderSearch:
        return find_order(
            self.plan,
            self.valuations,
            self.shortfalls,
            deadline=self.deadline,
            seed=self.seed,
            progress=progress,
        )


def find_schedule(
    case: Case | Plan,
    *,
    phases: int | None = None,
    joint: Sequence[Step] = (),
    objective: Objective | None = None,
    deadline_s: float | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> ScheduleSearch:
    """Return a schedule in which what parties would gain by stopping is as small as it can be.

    A mediator asks: in what order could this be carried out, and how exposed is each side at
    each moment? Not: who should go first, nor whether it will be kept.

    Parameters
    ----------
    case : Case or Plan
        A plan where not all undertakings or linkages are meant, or some are loosened.
    phases : int, optional
        At most so many; without it as fine as it takes, and then no finer.
    joint : sequence of Step
        Of a case: steps done at one instant, each with who holds it.
    objective : Objective, optional
        In a common unit `each` where it is not said, otherwise `shares`.
    deadline_s : float, optional
        Seconds.
    seed : int
        Of the solver.
    progress : callable, optional
        Is told what is being looked for.

    Returns
    -------
    ScheduleSearch
        `proven` only where no schedule has smaller ones, in the sense of the objective.

    Raises
    ------
    NothingUndertaken, UnknownId, CyclicOrder, NotJoint, DoneTwice, NotWeighed
        As `compile_plan` and `value_plan` have them.
    NoCommonUnit, NotExact
        Where amounts are to be compared, and there is no common unit, or are no numbers.

    Notes
    -----
    One tranche at a time is the finest schedule, and merging steps never makes a shortfall
    smaller: so the best order comes first, then the fewest phases that keep its largest
    shortfalls, then the days.

    Source: ours, argued in `docs/book/phasing.md`.

    Examples
    --------
    >>> from goodoffices.phasing.plan import Kind
    >>> from goodoffices.case.undertakings import Undertaking
    >>> a = Undertaking(id="a", responsible="north", beneficiaries=["south"], tranches=2)
    >>> b = Undertaking(id="b", responsible="south", beneficiaries=["north"], tranches=2)
    >>> kinds = (
    ...     Kind("a", ("a.1", "a.2"), "north", ("south",)),
    ...     Kind("b", ("b.1", "b.2"), "south", ("north",)),
    ... )
    >>> plan = Plan(kinds, (), (), ("north", "south"), {"a": a, "b": b}, {})
    >>> found = find_schedule(plan)
    >>> found.status.words, found.value, [step.does for step in found.steps]
    ('proven', Fraction(1, 2), [('b.1',), ('a.1',), ('b.2',), ('a.2',)])
    """
    task = _task(case, joint, objective, Deadline(deadline_s), seed)
    told = progress or say_nothing
    order = task.order(told)
    search = task.search(order)
    if phases is not None and phases < search.least:
        return _infeasible(task, phases, search.least)
    told("phases", 0, None)
    if phases is None:
        found = search.fewest(order.way.vector)
        is_proven, phases_proven = order.is_proven, found.is_proven
        method = f"{order.method}; phases: {found.method}"
        bound = order.bound
    else:
        within = search.within(phases)
        assert within is not None, "so many phases suffice for what waits for what"
        found, bound, phases_proven = within, within.bound, False
        is_proven = _is_best_in_phases(task, order, found)
        method = found.method
    told("alternatives", 0, None)
    return _result(
        task,
        found,
        is_proven=is_proven,
        phases_proven=phases_proven,
        bound=bound,
        method=method,
        most=phases,
    )


def find_curve(
    case: Case | Plan,
    *,
    joint: Sequence[Step] = (),
    objective: Objective | None = None,
    deadline_s: float | None = None,
    seed: int = 0,
) -> tuple[CurvePoint, ...]:
    """Return what each number of phases costs: the smallest largest shortfall, and the exposure.

    A mediator asks: what would two phases fewer cost whom?

    Parameters
    ----------
    case, joint, objective, deadline_s, seed
        As `find_schedule` has them.

    Returns
    -------
    tuple of CurvePoint
        From the fewest phases that what waits for what allows, to those beyond which nothing
        is gained; of those in between only as many as there is time for. Values never rise.
    """
    task = _task(case, joint, objective, Deadline(deadline_s), seed)
    order = task.order(say_nothing)
    search = task.search(order, solver_s=CURVE_SOLVER_S)
    last = search.fewest(order.way.vector)
    points: list[CurvePoint] = []
    before: Found | None = None
    for number in range(search.least, last.phases + 1):
        if task.deadline.is_over and search.least < number < last.phases:
            continue
        found = search.within(number) if number < last.phases else last
        assert found is not None, "it starts from the least number"
        if before is not None and _key(task, before) <= _key(task, found):
            found = Found(
                before.states, before.vector, before.is_proven, found.bound, before.method
            )
        before = found
        points.append(_point(task, number, found))
    return tuple(points)


def _key(task: _Task, found: Found) -> tuple[object, ...]:
    return task.shortfalls.key(found.vector)


def _point(task: _Task, number: int, found: Found) -> CurvePoint:
    phases = Segments(task.plan, task.shortfalls).as_phases(found.states)
    moments = measure(task.plan, phases, valuations=task.valuations)
    shortfalls, exposures = largest(moments, "shortfall"), largest(moments, "exposure")
    value = task.shortfalls.value(task.shortfalls.key(found.vector))
    return CurvePoint(
        phases=number,
        value=value,
        bound=min(value, task.shortfalls.value((found.bound,))),
        largest_shortfall={party: high for party, (_, high) in shortfalls.items()},
        largest_exposure={party: high for party, (_, high) in exposures.items()},
        schedule=phases,
    )


def _task(
    case: Case | Plan,
    joint: Sequence[Step],
    objective: Objective | None,
    deadline: Deadline,
    seed: int,
) -> _Task:
    plan = compile_plan(case, joint=joint) if isinstance(case, Case) else case
    valuations = value_plan(plan)
    if objective is None:
        is_comparable = plan.common_unit and valuations.have_numbers
        objective = Objective.EACH if is_comparable else Objective.SHARES
    elif objective is not Objective.SHARES:
        if not plan.common_unit:
            raise NoCommonUnit
        for party, one in valuations.by_party.items():
            if not one.has_numbers:
                raise NotExact(party, "what it does and gets")
    return _Task(plan, valuations, objective, deadline, seed)


def _is_best_in_phases(task: _Task, order: OrderSearch, found: Found) -> bool:
    """Whether the whole key is known to be the best in so many phases."""
    key = task.shortfalls.key(found.vector)
    if order.is_proven and key == task.shortfalls.key(order.way.vector):
        return True
    if not found.is_proven:
        return False
    is_alone = task.objective is not Objective.TOGETHER and not any(key[1:])
    return is_alone or (len(found.vector) <= 2 and found.method.startswith("every phase"))


def _infeasible(task: _Task, asked: int, least: int) -> ScheduleSearch:
    return ScheduleSearch(
        phases=(),
        moments=(),
        largest_shortfall={},
        largest_exposure={},
        objective=task.objective,
        status=Status.INFEASIBLE,
        method=f"what waits for what needs {least} phases, and {asked} were asked for",
        least_phases=least,
        left_out=task.valuations.left_out,
        assumptions=_assumptions(task, asked),
        seed=task.seed,
        cites=task.plan.cites,
    )


def _result(
    task: _Task,
    found: Found,
    *,
    is_proven: bool,
    phases_proven: bool,
    bound: int | Fraction,
    method: str,
    most: int | None,
) -> ScheduleSearch:
    segments = Segments(task.plan, task.shortfalls)
    steps = segments.as_phases(found.states)
    planned = plan_days(task.plan, steps)
    moments = measure(task.plan, steps, valuations=task.valuations)
    shortfalls = largest(moments, "shortfall")
    key = task.shortfalls.key(found.vector)
    value = task.shortfalls.value(key)
    amounts = [
        shortfalls[party][1] * one.total
        for party, one in task.valuations.by_party.items()
        if one.total is not None
    ]
    is_comparable = bool(task.plan.common_unit) and task.valuations.have_numbers and bool(amounts)
    alternatives, is_complete = _alternatives(task, found, most, method)
    return ScheduleSearch(
        phases=planned,
        moments=moments,
        largest_shortfall=shortfalls,
        largest_exposure=largest(moments, "exposure"),
        objective=task.objective,
        status=Status.PROVEN if is_proven else Status.BEST_FOUND,
        method=method,
        value=value,
        bound=value if is_proven else min(value, task.shortfalls.value((bound,))),
        key=tuple(task.shortfalls.value((entry,)) for entry in key),
        most_phases=most,
        phases_proven=phases_proven,
        days_proven=found.days_proven,
        least_phases=segments.least_phases(),
        each=max(amounts) if is_comparable else None,
        together=sum(amounts, Fraction()) if is_comparable else None,
        beginning=tuple(
            party for party, one in moments[0].by_party.items() if one.shortfall[1] > 0
        ),
        left_out=task.valuations.left_out,
        alternatives=alternatives,
        alternatives_complete=is_complete,
        assumptions=_assumptions(task, most),
        seed=task.seed,
        cites=task.plan.cites,
        certificate=Certificate("schedule", {"plan": task.plan, "phases": steps}),
    )


def _alternatives(
    task: _Task, found: Found, most: int | None, method: str
) -> tuple[tuple[Alternative, ...], bool]:
    """Other vectors that nothing beats, one tranche at a time; only where states suffice."""
    if most is not None or not method.startswith(BY_STATES):
        return (), False
    others = find_others(task.plan, task.shortfalls, deadline=task.deadline)
    segments = Segments(task.plan, task.shortfalls)
    vectors = [way for way in others.ways if way.vector != found.vector]
    alternatives = tuple(
        Alternative(task.shortfalls.shares(way.vector), segments.as_phases(way.states))
        for way in vectors[:MOST_ALTERNATIVES]
    )
    is_all = others.is_complete and len(vectors) <= MOST_ALTERNATIVES
    return alternatives, is_all


def _assumptions(task: _Task, most: int | None) -> tuple[str, ...]:
    plan = task.plan
    found = [
        "in a phase the steps run at the same time and may end in any order"
        if most is not None
        else "one tranche at a time, and several in one phase only where nobody loses by it",
    ]
    assumed = [party for party in plan.parties if party in plan.importance]
    if not task.valuations.have_numbers:
        found.append(
            "where nothing else is said, all that a party does weighs no more to it than all that"
            " it gets"
        )
    by_team = [party for party in assumed if plan.importance[party].assumed]
    if by_team:
        found.append(f"what matters to {' and to '.join(by_team)} is an assumption of the team")
    if any(kind.reversible for kind in plan.kinds):
        found.append("what can be taken back counts as not done")
    return (*found, *task.valuations.remarks, *plan.remarks)
