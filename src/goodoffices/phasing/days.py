"""The days of a schedule, counted from day zero."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.case.undertakings import Step
from goodoffices.phasing.plan import Kind, Plan
from goodoffices.phasing.results import PlannedPhase, PlannedStep


def plan_days(
    plan: Plan, phases: Sequence[Sequence[Step]], *, begins: int = 0
) -> tuple[PlannedPhase, ...]:
    """Return a schedule with its days: what begins when, and when it is done and verified.

    Parameters
    ----------
    plan : Plan
    phases : sequences of steps
        What one undertaking does in a phase becomes one step, with its amount.
    begins : int
        The day on which the first phase begins.

    Returns
    -------
    tuple of PlannedPhase
        Steps in the order of the case.

    Notes
    -----
    A phase begins when everything before it is done and verified. In it all steps run at the
    same time, and the tranches of one undertaking one after the other; none before the
    earliest day of its undertaking. What begins on day 3 and takes 2 days is done on day 5.
    """
    found: list[PlannedPhase] = []
    for number, steps in enumerate(phases, 1):
        planned = [_planned(plan, step, number, begins) for step in _gathered(plan, steps)]
        ends = max((step.verified for step in planned), default=begins)
        found.append(PlannedPhase(number, begins, ends, tuple(planned)))
        begins = ends
    return tuple(found)


def _gathered(plan: Plan, steps: Sequence[Step]) -> list[Step]:
    """One step for what an undertaking does; joint steps as they are."""
    by_undertaking: dict[str, list[str]] = {name: [] for name in plan.undertakings}
    joint = []
    for step in steps:
        parts = [part for reference in step.does for part in plan.parts_of(reference)]
        if step.held_by:
            joint.append(step.model_copy(update={"does": tuple(parts)}))
            continue
        for part in parts:
            by_undertaking[part.partition(".")[0]].append(part)
    loose = [
        Step(does=tuple(sorted(parts, key=plan.places.__getitem__)))
        for parts in by_undertaking.values()
        if parts
    ]
    return loose + joint


def _planned(plan: Plan, step: Step, phase: int, begins: int) -> PlannedStep:
    kinds: list[Kind] = [plan.kinds[plan.places[part][0]] for part in step.does]
    names = tuple(dict.fromkeys(kind.undertaking for kind in kinds))
    first = max(begins, *(kind.earliest for kind in kinds))
    lasting = [sum(kind.days for kind in kinds if kind.undertaking == name) for name in names]
    done = first + max(lasting)
    amount, unit = None, ""
    if len(names) == 1 and (smallest := plan.undertakings[names[0]].smallest) is not None:
        amount, unit = smallest * len(step.does), plan.undertakings[names[0]].unit
    return PlannedStep(
        does=step.does,
        undertakings=names,
        givers=tuple(dict.fromkeys(kind.giver for kind in kinds)),
        getters=tuple(dict.fromkeys(party for kind in kinds for party in kind.getters)),
        phase=phase,
        begins=first,
        done=done,
        verified=done + max(kind.verified_in for kind in kinds),
        held_by=step.held_by,
        amount=amount,
        unit=unit,
    )
