"""Questions on the order of a schedule: what waits for what, what is missing, what stands twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Schedule
from goodoffices.phasing.finding import Finding, FindingKind
from goodoffices.phasing.naming import Naming, listed, phase_name, unique
from goodoffices.phasing.timetable import Timetable
from goodoffices.phasing.waits import Waiting


def circles(
    waits: Sequence[Waiting], found: Sequence[Sequence[int]], naming: Naming
) -> Iterator[Finding]:
    """Yield a question for each circle of waits."""
    for circle in found:
        around = [waits[place] for place in circle]
        said = [
            f"{naming.reference(one.step)} waits for {naming.reference(one.after)}"
            for one in around
        ]
        is_within = {one.step.partition(".")[0] for one in around} == {
            one.after.partition(".")[0] for one in around
        } and len(around) == 1
        in_order = ", and its tranches are done in order" if is_within else ""
        yield Finding(
            FindingKind.CYCLE,
            unique(name for one in around for name in one.where),
            f"{_in_full(said)}{in_order}: which of them comes first?",
            "As they stand, none of them can begin.",
            cites=unique(cite for one in around for cite in one.cites),
        )


def _in_full(said: Sequence[str]) -> str:
    """A list of which nothing is left out: a circle is shown whole."""
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def out_of_order(wait: Waiting, table: Timetable) -> tuple[int, int] | None:
    """Return the phases of both, where a step comes in a phase before what it waits for."""
    waiting = [one.phase for one in table.places(wait.waiting)]
    awaited = [one.phase for one in table.places(wait.awaited)]
    if waiting and awaited and min(waiting) < max(awaited):
        return min(waiting), max(awaited)
    return None


def orphans(waits: Sequence[Waiting], table: Timetable, naming: Naming) -> Iterator[Finding]:
    """Yield a question for each linkage and prerequisite that the schedule does not meet."""
    for wait in waits:
        step, after = naming.reference(wait.step), naming.reference(wait.after)
        is_there = any(part in table.entries for part in wait.waiting)
        missing = [part for part in wait.awaited if part not in table.entries]
        order = out_of_order(wait, table)
        places: tuple[str, ...] = ()
        if order is not None:
            earlier, later = order
            places = (phase_name(earlier), phase_name(later))
            question = (
                f"{step} waits for {after}, and stands in phase {earlier}, before part of that "
                f"in phase {later}: which is to hold?"
            )
            why = "Either the step or what it waits for cannot be kept as it stands."
        elif is_there and (missing or not wait.awaited):
            named = naming.references(missing or [wait.after])
            question = f"{step} waits for {after}, and no phase contains {named}: when is it done?"
            why = "What no phase contains may never be done, and then the step never comes."
        elif not is_there and wait.linkage is not None:
            question = (
                f"A linkage says when {step} may begin, and no phase contains it: does it fall "
                "away, or is the step missing?"
            )
            why = "Whoever asked for the linkage may still count on it."
        else:
            continue
        yield Finding(
            FindingKind.ORPHAN_LINKAGE, (*wait.where, *places), question, why, cites=wait.cites
        )


def missing(case: Case, table: Timetable, naming: Naming) -> Iterator[Finding]:
    """Yield a question for each undertaking of which the schedule leaves something out."""
    for one in case.undertakings:
        left_out = [part for part in one.parts if part not in table.entries]
        if left_out:
            where = naming.gathered(left_out)
            yield Finding(
                FindingKind.NOT_IN_SCHEDULE,
                where,
                f"No phase contains {naming.references(where)} by {naming.party(one.responsible)}: "
                "is it to come later, or not at all?",
                "What no phase contains has no day, and nothing comes before or after it.",
                cites=one.cites,
            )


def twice(schedule: Schedule, table: Timetable, naming: Naming) -> Iterator[Finding]:
    """Yield a question for each undertaking of which something stands in two places."""
    places: dict[tuple[str, int, int], list[str]] = {}
    for part, again in table.twice:
        key = part.partition(".")[0], table.entries[part].phase, again
        places.setdefault(key, []).append(part)
    for (_, first, again), parts in places.items():
        where = naming.gathered(unique(parts))
        both = f"phases {first} and {again}" if first != again else f"two steps of phase {first}"
        yield Finding(
            FindingKind.DONE_TWICE,
            (*where, *unique((phase_name(first), phase_name(again)))),
            f"{naming.references(where)} stands in {both}: where is it done?",
            "There is one of it, and others may count on the earlier place or on the later one.",
            cites=schedule.cites,
        )


def not_undertaken(schedule: Schedule, table: Timetable, naming: Naming) -> Iterator[Finding]:
    """Yield a question for each phase with steps that nobody undertakes."""
    by_phase: Mapping[int, list[str]] = {
        number: [name for name, phase in table.unknown if phase == number]
        for number in dict.fromkeys(phase for _, phase in table.unknown)
    }
    for number, names in by_phase.items():
        yield Finding(
            FindingKind.NOT_UNDERTAKEN,
            (*names, phase_name(number)),
            f"Phase {number} contains {listed([naming.reference(one) for one in names])}, and "
            "nothing of that name is undertaken here: what is meant, and who is to do it?",
            "What nobody undertakes cannot be asked of anybody.",
            cites=schedule.cites,
        )
