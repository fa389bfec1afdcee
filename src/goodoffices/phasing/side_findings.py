"""Questions on who is asked for something in a phase, and who no longer is."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Schedule
from goodoffices.phasing.finding import ELSEWHERE, Finding, FindingKind
from goodoffices.phasing.naming import Naming, listed, phase_name, unique
from goodoffices.phasing.timetable import Timetable


def one_sided(
    case: Case, schedule: Schedule, table: Timetable, naming: Naming
) -> Iterator[Finding]:
    """Yield a question for later phases that ask something of one party and nothing of another.

    Only negotiating parties that give or get something in the schedule are looked at. Phases
    after all that a party does are one question. Where every phase is a single step, one party
    after the other is asked by nature: then only those phases are looked at.
    """
    known = {one.id: one for one in case.undertakings}
    gives: dict[str, set[int]] = {}
    involved: set[str] = set()
    cites: dict[int, list[str]] = {}
    for part, entry in table.entries.items():
        one = known[part.partition(".")[0]]
        gives.setdefault(one.responsible, set()).add(entry.phase)
        involved.update((one.responsible, *one.beneficiaries))
        cites.setdefault(entry.phase, []).extend(one.cites)
    parties = [one.id for one in case.negotiating if one.id in involved]
    is_one_at_a_time = all(len(phase.steps) == 1 for phase in schedule.phases)
    for party in parties:
        others = [one for one in parties if one != party]
        asked = gives.get(party, set())
        free = [
            number
            for number in range(2, len(schedule.phases) + 1)
            if number not in asked and any(number in gives.get(one, ()) for one in others)
        ]
        tail = [number for number in free if number > max(asked, default=0)]
        between = [] if is_one_at_a_time else [one for one in free if one not in tail]
        for numbers in (*([one] for one in between), tail):
            if numbers:
                busy = [one for one in others if gives.get(one, set()) & set(numbers)]
                yield Finding(
                    FindingKind.ONE_SIDED_COMPLETION,
                    tuple(map(phase_name, numbers)),
                    _question(naming, numbers, party, busy, is_over=numbers is tail),
                    "Whoever has done all of its part has nothing more to hold back for the rest.",
                    ELSEWHERE[FindingKind.ONE_SIDED_COMPLETION],
                    unique(cite for number in numbers for cite in cites.get(number, ())),
                )


def _question(
    naming: Naming, numbers: list[int], party: str, busy: list[str], *, is_over: bool
) -> str:
    phases = "Phase" if len(numbers) == 1 else "Phases"
    verb = "asks" if len(numbers) == 1 else "ask"
    more = "nothing more" if is_over else "nothing"
    return (
        f"{phases} {listed([str(one) for one in numbers])} {verb} something of "
        f"{naming.parties(busy)} and {more} of {naming.party(party)}: is that meant, and what is "
        "to see it through?"
    )
