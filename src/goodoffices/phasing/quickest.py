"""Fewest days: of all schedules in so many phases that keep limits, one that ends first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from goodoffices.case.deadline import Deadline
from goodoffices.phasing.days import plan_days
from goodoffices.phasing.plan import Counts, Kind, Plan
from goodoffices.phasing.segments import Segments, is_within
from goodoffices.phasing.shortfalls import Vector

MOST_PHASES: Final = 150_000
"""Phases that may be tried."""


class DayCount:
    """On which day a phase ends that begins on some day, as `plan_days` counts.

    Examples
    --------
    >>> kind = Kind("a", ("a.1", "a.2"), "north", ("south",), days=2, verified_in=1)
    >>> DayCount(Plan((kind,), (), (), ("north", "south"), {}, {})).after((0,), (2,), begins=3)
    8
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._places: dict[str, list[int]] = {}
        for place, kind in enumerate(plan.kinds):
            self._places.setdefault(kind.undertaking, []).append(place)

    def after(self, start: Counts, end: Counts, *, begins: int) -> int:
        """Return the day on which all between two counts is verified; joint steps aside."""
        last = begins
        for places in self._places.values():
            some = [place for place in places if end[place] > start[place]]
            if some:
                kinds: list[Kind] = [self.plan.kinds[place] for place in some]
                first = max(begins, *(kind.earliest for kind in kinds))
                lasting = sum(
                    self.plan.kinds[place].days * (end[place] - start[place]) for place in some
                )
                last = max(last, first + lasting + max(kind.verified_in for kind in kinds))
        return last


def find_quickest(
    segments: Segments, limits: Vector, *, phases: int, deadline: Deadline
) -> list[Counts] | None:
    """Return a schedule in at most so many phases, within limits, that ends on the first day.

    Returns
    -------
    list of Counts, or None
        What is done between the phases; None where not all phases could be looked through.

    Notes
    -----
    A phase that begins earlier never ends later, so of all ways to one state in so many phases
    only one that is there first is kept.
    """
    plan = segments.plan
    count = DayCount(plan)
    days: dict[Counts, int] = {plan.start: 0}
    layers: list[dict[Counts, Counts]] = []
    layer, tried = {plan.start: 0}, 0
    ends_at, last = None, 0
    for number in range(phases):
        following: dict[Counts, int] = {}
        came_from: dict[Counts, Counts] = {}
        for start, begins in layer.items():
            for end in segments.ends(start, limits):
                tried += 1
                day = _day(segments, count, start, end, begins)
                if day < days.get(end, day + 1):
                    days[end] = following[end] = day
                    came_from[end] = start
            if tried > MOST_PHASES or deadline.is_over:
                return None
        layers.append(came_from)
        if plan.end in following:
            ends_at, last = number, following[plan.end]
        layer = {state: day for state, day in following.items() if ends_at is None or day < last}
    if ends_at is None or not is_within(segments.shortfalls.at(plan.start), limits):
        return None
    return _way(layers[: ends_at + 1], plan.end)


def _day(segments: Segments, count: DayCount, start: Counts, end: Counts, begins: int) -> int:
    if not segments.plan.joint:
        return count.after(start, end, begins=begins)
    steps = segments.as_phases((start, end))
    return plan_days(segments.plan, steps, begins=begins)[-1].ends


def _way(layers: Sequence[dict[Counts, Counts]], end: Counts) -> list[Counts]:
    """Back from the end, a layer at a time."""

    def backwards() -> Iterator[Counts]:
        at = end
        yield at
        for came_from in reversed(layers):
            at = came_from[at]
            yield at

    return list(backwards())[::-1]
