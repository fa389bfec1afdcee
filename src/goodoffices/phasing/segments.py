"""Several steps in one phase: whether they may run at the same time, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from goodoffices.case.undertakings import Step
from goodoffices.phasing.moves import Moves
from goodoffices.phasing.plan import Counts, Plan
from goodoffices.phasing.results import Phases
from goodoffices.phasing.shortfalls import Shortfalls, Vector


class Segments:
    """Phases as pairs of counts: what is done at the start, and at the end.

    Parameters
    ----------
    plan : Plan
    shortfalls : Shortfalls

    Notes
    -----
    A joint step together with others in one phase is taken as if it could be half done: that
    is never too low. By itself it has no midst.
    """

    def __init__(self, plan: Plan, shortfalls: Shortfalls) -> None:
        self.plan, self.shortfalls, self.moves = plan, shortfalls, Moves(plan)

    def furthest(self, start: Counts) -> Counts:
        """Return how far each kind can be brought in one phase, joint steps aside."""
        found = []
        for place, (count, kind) in enumerate(zip(start, self.plan.kinds, strict=True)):
            number = count
            while (
                number < kind.count
                and not self.moves.is_held(place, number + 1)
                and self.moves.may_begin(start, place, number + 1)
            ):
                number += 1
            found.append(number)
        return tuple(found)

    def least_phases(self) -> int:
        """Return how many phases there are at the least, for what waits for each other."""
        counts, phases = self.plan.start, 0
        while counts != self.plan.end:
            after = self.furthest(counts)
            for joint in self.moves.joint_after(counts):
                after = tuple(map(max, after, self.moves.do_joint(counts, joint)))
            counts, phases = after, phases + 1
        return phases

    def earliest(self) -> list[Counts]:
        """Return the schedule in the least number of phases: everything as soon as it can be."""
        states = [self.plan.start]
        while states[-1] != self.plan.end:
            after = self.furthest(states[-1])
            for joint in self.moves.joint_after(states[-1]):
                after = tuple(map(max, after, self.moves.do_joint(states[-1], joint)))
            states.append(after)
        return states

    def may_run(self, start: Counts, end: Counts) -> bool:
        """Tell whether everything between two counts has all that it waits for at the start."""
        reach = self.furthest(start)
        if all(low <= high for low, high in zip(end, reach, strict=True)):
            return True
        for joint in self.moves.joint_after(start):
            after = self.moves.do_joint(start, joint)
            if all(low <= high for low, high in zip(after, end, strict=True)):
                reach = tuple(map(max, reach, after))
        return all(low <= high for low, high in zip(end, reach, strict=True))

    def worst(self, start: Counts, end: Counts) -> Vector:
        """Return the largest shortfalls in the midst and at the end of a phase."""
        if self._is_one_step(start, end):
            if end == self.plan.end:
                return (0,) * len(self.shortfalls.parties)
            return self.shortfalls.at(end)
        return self.shortfalls.between(start, end)

    def vector(self, states: Sequence[Counts]) -> Vector:
        """Return the largest shortfalls of a whole schedule."""
        found = self.shortfalls.at(self.plan.start)
        for start, end in pairwise(states):
            found = tuple(map(max, found, self.worst(start, end)))
        return found

    def ends(self, start: Counts, limits: Vector) -> Iterator[Counts]:
        """Yield every count that one phase may end with, within limits; some more than once."""
        reach = self.furthest(start)
        starts = [start]
        joint_steps = [self.moves.do_joint(start, joint) for joint in self.moves.joint_after(start)]
        for after in joint_steps:
            if is_within(self.worst(start, after), limits):
                yield after
            starts += [tuple(map(max, before, after)) for before in starts]
        for begin in starts:
            if begin != start and not is_within(self.worst(start, begin), limits):
                continue
            stack = [(begin, 0)]
            while stack:
                counts, first = stack.pop()
                for place in range(first, len(counts)):
                    if counts[place] < reach[place]:
                        after = (*counts[:place], counts[place] + 1, *counts[place + 1 :])
                        if is_within(self.worst(start, after), limits):
                            yield after
                            stack.append((after, place))

    def as_phases(self, states: Sequence[Counts]) -> Phases:
        """Return the phases of steps that lead from each of these counts to the next."""
        return tuple(self._steps(start, end) for start, end in pairwise(states))

    def _steps(self, start: Counts, end: Counts) -> tuple[Step, ...]:
        steps = []
        for joint in self.moves.joint_after(start):
            after = self.moves.do_joint(start, joint)
            if all(low <= high for low, high in zip(after, end, strict=True)):
                steps.append(self.plan.joint[joint])
        held = {part for step in steps for part in step.does}
        for kind, low, high in zip(self.plan.kinds, start, end, strict=True):
            does = tuple(part for part in kind.references[low:high] if part not in held)
            if does:
                steps.append(Step(does=does))
        return tuple(steps)

    def _is_one_step(self, start: Counts, end: Counts) -> bool:
        if sum(end) - sum(start) == 1:
            return True
        return any(
            self.moves.do_joint(start, joint) == end for joint in self.moves.joint_after(start)
        )


def is_within(vector: Vector, limits: Vector) -> bool:
    """Tell whether no entry is above its limit."""
    return all(value <= limit for value, limit in zip(vector, limits, strict=True))
