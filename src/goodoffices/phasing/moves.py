"""What can be done next, and what can have been done last, from counts of what is done."""

from __future__ import annotations

from goodoffices.phasing.plan import Counts, Plan

Bounds = tuple[tuple[int, int], ...]
"""Kinds, each with a count."""


class Moves:
    """The steps between counts: one tranche, or all of a joint step.

    Parameters
    ----------
    plan : Plan
        Without a circle.

    Notes
    -----
    Counts are allowed where whatever is done had all that it waits for. From allowed counts
    `after` and `before` lead to allowed counts only, and every allowed order is a chain of
    such steps in either direction.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._needs: list[list[Bounds]] = []
        self._needed_by: list[list[Bounds]] = []
        for place, kind in enumerate(plan.kinds):
            own = [one for one in plan.requirements if one.kind == place]
            of_others = [one for one in plan.requirements if one.other == place]
            numbers = range(1, kind.count + 1)
            self._needs.append(
                [tuple((o.other, o.count) for o in own if o.number <= number) for number in numbers]
            )
            self._needed_by.append(
                [
                    tuple((o.kind, o.number) for o in of_others if o.count >= number)
                    for number in numbers
                ]
            )
        self._joint = [_changes(plan, step.does) for step in plan.joint]
        self._held = {
            (place, number)
            for changes in self._joint
            for place, (first, last) in changes.items()
            for number in range(first, last + 1)
        }
        self._ends = plan.end

    def after(self, counts: Counts) -> list[Counts]:
        """Return the counts after each step that can be done next, in the order of the plan."""
        found = []
        for place, count in enumerate(counts):
            if count == self._ends[place] or (place, count + 1) in self._held:
                continue
            for other, least in self._needs[place][count]:
                if counts[other] < least:
                    break
            else:
                found.append((*counts[:place], count + 1, *counts[place + 1 :]))
        found += [self.do_joint(counts, joint) for joint in self.joint_after(counts)]
        return found

    def before(self, counts: Counts) -> list[Counts]:
        """Return the counts before each step that can have been the last, in the same order."""
        found = []
        for place, count in enumerate(counts):
            if not count or (place, count) in self._held:
                continue
            for other, first in self._needed_by[place][count - 1]:
                if counts[other] >= first:
                    break
            else:
                found.append((*counts[:place], count - 1, *counts[place + 1 :]))
        for changes in self._joint:
            if self._can_have_been_done(counts, changes):
                before = {place: first - 1 for place, (first, _) in changes.items()}
                found.append(_changed(counts, before))
        return found

    def may_begin(self, counts: Counts, place: int, number: int) -> bool:
        """Tell whether everything that a tranche waits for is done; earlier ones of it aside."""
        return all(counts[other] >= least for other, least in self._needs[place][number - 1])

    def is_held(self, place: int, number: int) -> bool:
        """Tell whether a tranche is part of a joint step."""
        return (place, number) in self._held

    def joint_after(self, counts: Counts) -> list[int]:
        """Return which joint steps of the plan can be done next."""
        return [
            place for place, changes in enumerate(self._joint) if self._can_be_done(counts, changes)
        ]

    def do_joint(self, counts: Counts, joint: int) -> Counts:
        """Return the counts after a joint step."""
        return _changed(counts, {place: last for place, (_, last) in self._joint[joint].items()})

    def _can_be_done(self, counts: Counts, changes: dict[int, tuple[int, int]]) -> bool:
        return all(
            counts[place] == first - 1 and self.may_begin(counts, place, last)
            for place, (first, last) in changes.items()
        )

    def _can_have_been_done(self, counts: Counts, changes: dict[int, tuple[int, int]]) -> bool:
        return all(
            counts[place] == last
            and all(counts[other] < start for other, start in self._needed_by[place][first - 1])
            for place, (first, last) in changes.items()
        )


def _changes(plan: Plan, does: tuple[str, ...]) -> dict[int, tuple[int, int]]:
    """Of a joint step the first and last tranche of each kind."""
    numbers: dict[int, list[int]] = {}
    for reference in does:
        place, number = plan.places[reference]
        numbers.setdefault(place, []).append(number)
    return {place: (min(some), max(some)) for place, some in numbers.items()}


def _changed(counts: Counts, to: dict[int, int]) -> Counts:
    return tuple(to.get(place, count) for place, count in enumerate(counts))
