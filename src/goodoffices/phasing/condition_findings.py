"""Questions on conditions: what they name, what goes on until they are met, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Phase, Schedule
from goodoffices.phasing.finding import ELSEWHERE, Finding, FindingKind
from goodoffices.phasing.naming import Naming, phase_name, unique
from goodoffices.phasing.timetable import Timetable
from goodoffices.phasing.waits import Waiting


def conditions_of_nothing(case: Case, schedule: Schedule) -> Iterator[Finding]:
    """Yield a question for each condition whose words name nothing that the case knows."""
    names = [*_undertaken(case), *_known_names(case, schedule)]
    for number, phase in enumerate(schedule.phases, 1):
        said = _quoted(phase.begins_when)
        if said and not re.search(r"\d", said) and not _names_one_of(said, names):
            yield Finding(
                FindingKind.ORPHAN_LINKAGE,
                (phase_name(number),),
                f"Phase {number} begins when “{said}”: what has to be done for that, and by whom?",
                "Of a condition that names nothing each side can say that it is met, or is not.",
                cites=schedule.cites,
            )


def meanwhile(case: Case, schedule: Schedule) -> Iterator[Finding]:
    """Yield a question for each later phase that has still to be settled, if nothing bridges it.

    That is where it contains no step, or begins on a condition that names no undertaking:
    what is undertaken comes about by the schedule itself.
    """
    names = _undertaken(case)
    for number, phase in enumerate(schedule.phases[1:], 2):
        said = _quoted(phase.begins_when)
        is_open = not phase.steps or bool(said and not _names_one_of(said, names))
        if phase.meanwhile or not is_open:
            continue
        on = f"begins when “{said}”" if said else "has no steps yet"
        yield Finding(
            FindingKind.MEANWHILE,
            (phase_name(number),),
            f"Phase {number} {on}: what goes on until then, and what if phase {number - 1} is "
            "over by that time?"
            if said
            else f"Phase {number} {on}: what goes on until its terms are settled?",
            "While terms are being negotiated each side may hold that the last ones still bind, "
            "or no longer do.",
            ELSEWHERE[FindingKind.MEANWHILE],
            schedule.cites,
        )


def no_judge(
    case: Case,
    schedule: Schedule,
    table: Timetable,
    waits: Sequence[Waiting],
    naming: Naming,
) -> Iterator[Finding]:
    """Yield a question for each condition and linkage that nobody judges, and what nobody verifies.

    A linkage has a judge also where somebody verifies what it waits for.
    """
    for number, phase in enumerate(schedule.phases, 1):
        question = "" if phase.judge else _unjudged(number, phase)
        if question:
            yield _no_judge((phase_name(number),), question, schedule.cites)
    verified = {one.id for one in case.undertakings if one.verified_by}
    asked: set[str] = set()
    for wait in waits:
        awaited = wait.after.partition(".")[0]
        if wait.linkage is not None and not wait.linkage.judge and awaited not in verified:
            asked.add(awaited)
            step, after = naming.reference(wait.step), naming.reference(wait.after)
            yield _no_judge(
                wait.where, f"{step} waits for {after}: who says that this is done?", wait.cites
            )
    there = {part.partition(".")[0] for part in table.entries}
    left = [
        one
        for one in case.undertakings
        if one.id in there and one.id not in verified and one.id not in asked
    ]
    if left:
        ids = tuple(one.id for one in left)
        yield _no_judge(
            ids,
            f"Nobody is named who verifies {naming.references(ids)}: who says that it is done?"
            if len(ids) == 1
            else f"Nobody is named who verifies {naming.references(ids)}: who says that each is "
            "done?",
            unique(cite for one in left for cite in one.cites),
        )


def _unjudged(number: int, phase: Phase) -> str:
    condition, until = _quoted(phase.begins_when), _quoted(phase.meanwhile)
    if condition and until:
        return (
            f"Phase {number} begins when “{condition}”, and until then “{until}”: who says whether "
            "that is so?"
        )
    if condition:
        return f"Phase {number} begins when “{condition}”: who says that this is so?"
    if until:
        return f"Until phase {number} begins “{until}”: who says whether that is so?"
    return ""


def _no_judge(where: tuple[str, ...], question: str, cites: tuple[str, ...]) -> Finding:
    return Finding(
        FindingKind.NO_JUDGE,
        where,
        question,
        "Where nobody is named, whoever has to act next judges in its own matter.",
        ELSEWHERE[FindingKind.NO_JUDGE],
        cites,
    )


def no_consequence(case: Case, waits: Sequence[Waiting], naming: Naming) -> Iterator[Finding]:
    """Yield a question for what others wait for, if nothing is said of what happens without it."""
    for one in case.undertakings:
        waiting = unique(
            wait.step for wait in waits if wait.after.partition(".")[0] == one.id and wait.awaited
        )
        if waiting and not one.on_default:
            named = unique(naming.reference(step) for step in waiting)
            verb = "waits" if len(named) == 1 else "wait"
            yield Finding(
                FindingKind.NO_CONSEQUENCE,
                (one.id, *waiting),
                f"{naming.references(waiting)} {verb} for {naming.reference(one.id)} by "
                f"{naming.party(one.responsible)}: what happens if that is late, or not done?",
                "Without an answer a delay at one place holds up everything behind it.",
                ELSEWHERE[FindingKind.NO_CONSEQUENCE],
                one.cites,
            )


def _quoted(text: str) -> str:
    return text.strip().rstrip(".")


def _undertaken(case: Case) -> list[str]:
    return [
        name
        for one in case.undertakings
        for name in (one.id, one.id.replace("_", " "), one.title, one.short)
        if name
    ]


def _known_names(case: Case, schedule: Schedule) -> Iterator[str]:
    yield "phase"
    for phase in schedule.phases:
        yield phase.title
    for undertaking in case.undertakings:
        for group in undertaking.groups:
            yield group.name
    for party in case.parties.values():
        yield from (party.id, party.name, *party.also_known_as)
    for issue in case.issues.values():
        yield from (issue.name, issue.full_name, *(option.name for option in issue.options))


def _names_one_of(text: str, names: Iterable[str]) -> bool:
    folded = text.casefold()
    return any(re.search(rf"\b{re.escape(name.casefold())}", folded) for name in names if name)
