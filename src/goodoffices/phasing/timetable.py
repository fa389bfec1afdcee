"""A schedule laid out: in which phase and step each tranche stands, and by which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Schedule, Undertaking
from goodoffices.phasing.waits import tranches


@dataclass(frozen=True, slots=True)
class Entry:
    """One tranche in a schedule.

    Attributes
    ----------
    part
        Reference to it.
    phase, step
        Its place: the number of the phase from 1, and of the step within it from 0.
    day
        The day on which it is done, where that is said.
    due
        The last day on which it may be done, where one is said: `day`, or the earlier of what
        the step and the undertaking say.
    is_dated
        Whether the step itself says a day or a last day.
    """

    part: str
    phase: int
    step: int
    day: int | None
    due: int | None
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class Timetable:
    """Where everything in a schedule stands.

    Attributes
    ----------
    entries
        By reference to a tranche, in the order of the schedule; the first place of one that
        stands twice.
    twice
        What stands once more, with the phase of its other place.
    unknown
        References that name nothing in the case, each with its phase.
    begins, ends
        By the number of a phase: its first and last day, as far as the days of it and of all
        before it are said.
    phases
        How many there are.
    """

    entries: Mapping[str, Entry]
    twice: tuple[tuple[str, int], ...]
    unknown: tuple[tuple[str, int], ...]
    begins: Mapping[int, int]
    ends: Mapping[int, int]
    phases: int

    def places(self, parts: Iterable[str]) -> list[Entry]:
        """Return where some tranches stand, as far as they do."""
        return [self.entries[part] for part in parts if part in self.entries]


def lay_out(case: Case, schedule: Schedule) -> Timetable:
    """Return where everything in a schedule stands.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from tests.cases import make_case
    >>> release = Undertaking(id="release", responsible="north", tranches=2, due=9)
    >>> case = replace(make_case(issues=[], parties=["north"]), undertakings=(release,))
    >>> phases = [{"days": 7, "steps": [{"does": ["release.1"], "day": 3}]}, {"days": 7}]
    >>> table = lay_out(case, Schedule(id="tabled", phases=phases))
    >>> table.entries["release.1"]
    Entry(part='release.1', phase=1, step=0, day=3, due=3, is_dated=True)
    >>> table.ends
    {1: 7, 2: 14}
    """
    known = {one.id: one for one in case.undertakings}
    entries: dict[str, Entry] = {}
    twice: list[tuple[str, int]] = []
    unknown: list[tuple[str, int]] = []
    for number, phase in enumerate(schedule.phases, 1):
        for place, step in enumerate(phase.steps):
            for reference in step.does:
                parts = tranches(reference, known)
                if not parts:
                    unknown.append((reference, number))
                for part in parts:
                    if part in entries:
                        twice.append((part, number))
                        continue
                    due = _last_day(known[part.partition(".")[0]], step.day, step.due)
                    is_dated = step.day is not None or step.due is not None
                    entries[part] = Entry(part, number, place, step.day, due, is_dated)
    begins, ends = _days(schedule)
    return Timetable(
        entries, tuple(twice), tuple(dict.fromkeys(unknown)), begins, ends, len(schedule.phases)
    )


def _last_day(one: Undertaking, day: int | None, due: int | None) -> int | None:
    if day is not None:
        return day
    return min((last for last in (due, one.due) if last is not None), default=None)


def _days(schedule: Schedule) -> tuple[dict[int, int], dict[int, int]]:
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    today: int | None = 0
    for number, phase in enumerate(schedule.phases, 1):
        if today is None:
            break
        begins[number] = today
        today = None if phase.days is None else today + phase.days
        if today is not None:
            ends[number] = today
    return begins, ends
