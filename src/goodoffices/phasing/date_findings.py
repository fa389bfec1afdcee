"""Questions on the days of a schedule: what cannot be kept, and what lies after its phase.

Days are counted in the widest way: a step on day n is done on day n, it begins so much earlier
that its length includes that day, and what waits for something may begin on the day on which
that is verified. What is asked here would be asked under any narrower count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Undertaking
from goodoffices.phasing.finding import ELSEWHERE, Finding, FindingKind
from goodoffices.phasing.naming import Naming, phase_name, unique
from goodoffices.phasing.timetable import Entry, Timetable
from goodoffices.phasing.waits import Node, Waiting, wait_graph


@dataclass(frozen=True, slots=True)
class _Reason:
    """The earliest day, the cause in words, and whether the step's own length is part of it."""

    day: int
    words: str
    wait: Waiting | None = None
    lasts: bool = False


class DateFindings:
    """The questions on days.

    Parameters
    ----------
    case : Case
    table : Timetable
    waits : sequence of Waiting
    set_aside : collection of int
        The places of waits that other questions are about: in a circle, or out of order.
    """

    def __init__(
        self,
        case: Case,
        table: Timetable,
        waits: Sequence[Waiting],
        *,
        set_aside: Collection[int],
    ) -> None:
        self._case, self._table = case, table
        self._waits = [wait for place, wait in enumerate(waits) if place not in set_aside]
        self._naming = Naming(case)
        self._known = {one.id: one for one in case.undertakings}
        self._done: dict[str, int] = {}
        self._earliest: dict[str, int] = {}
        self._reasons: dict[str, _Reason] = {}
        self._late: dict[str, _Reason] = {}
        self._find_earliest()

    def impossible(self) -> Iterator[Finding]:
        """Yield a question for each step with a day that cannot be kept."""
        by_step: dict[tuple[int, int, str], list[Entry]] = {}
        for part in self._late:
            entry = self._table.entries[part]
            key = entry.phase, entry.step, self._of(part).id
            by_step.setdefault(key, []).append(entry)
        for (phase, _, _), entries in sorted(by_step.items()):
            yield self._impossible(phase, entries)
        yield from self._after_its_own_last_day()

    def _impossible(self, phase: int, entries: Sequence[Entry]) -> Finding:
        worst = max(entries, key=lambda one: self._late[one.part].day)
        reason = self._late[worst.part]
        where = self._naming.gathered(one.part for one in entries)
        word = "on" if worst.day is not None else "by"
        its = "its day" if worst.day is not None else "its last day"
        each = " a tranche" if len(entries) > 1 else ""
        lasts = f" takes {self._of(worst.part).days} days{each} and" if reason.lasts else ""
        cause = f", and {reason.words}" if reason.words else ""
        linked = reason.wait.where if reason.wait is not None else ()
        return Finding(
            FindingKind.IMPOSSIBLE_DATE,
            unique((*where, phase_name(phase), *linked)),
            f"{self._naming.references(where)}{lasts} is to be done {word} D+{worst.due} in "
            f"phase {phase}{cause}: how is {its} to be kept?",
            "A day that cannot be kept makes somebody late who may have done all that it could.",
            ELSEWHERE[FindingKind.IMPOSSIBLE_DATE],
            unique(
                (
                    *self._of(worst.part).cites,
                    *(reason.wait.cites if reason.wait is not None else ()),
                )
            ),
        )

    def _after_its_own_last_day(self) -> Iterator[Finding]:
        """Where a schedule has a step after the last day that the undertaking itself has."""
        by_step: dict[tuple[int, int, str], list[Entry]] = {}
        for entry in self._table.entries.values():
            one = self._of(entry.part)
            if one.due is not None and entry.day is not None and entry.day > one.due:
                by_step.setdefault((entry.phase, entry.step, one.id), []).append(entry)
        for (phase, _, undertaking), entries in by_step.items():
            one = self._known[undertaking]
            where = self._naming.gathered(entry.part for entry in entries)
            yield Finding(
                FindingKind.IMPOSSIBLE_DATE,
                (*where, phase_name(phase)),
                f"{self._naming.references(where)} is to be done on D+{entries[0].day} in phase "
                f"{phase}, and is due by D+{one.due}: which is to hold?",
                "Of two days each side may count on the one that suits it.",
                cites=one.cites,
            )

    def too_close(self) -> Iterator[Finding]:
        """Yield a question for each wait that leaves no time once the earlier day is used up."""
        for wait in self._waits:
            entries = self._table.places(wait.waiting)
            awaited = self._table.places(wait.awaited)
            steps = {(one.phase, one.step) for one in awaited}
            both = [one for one in entries if (one.phase, one.step) in steps]
            dated = [one for one in entries if one.due is not None]
            until = [one for one in awaited if one.due is not None]
            step, after = self._naming.reference(wait.step), self._naming.reference(wait.after)
            if both:
                phase = both[0].phase
                question = (
                    f"{step} waits for {after}, and both are in one step of phase {phase}: which "
                    "comes first?"
                )
                yield self._too_close(wait, both[:1], question)
            elif dated and until:
                one = min(dated, key=_due)
                other = max(until, key=_due)
                if one.part not in self._late and self._is_too_close(one, other):
                    question = (
                        f"{step} is to be done {_day(one)} and waits for {after}, {_day(other)}: "
                        "by when has that to be done and verified?"
                    )
                    yield self._too_close(wait, [one, other], question)

    def _is_too_close(self, one: Entry, other: Entry) -> bool:
        begins = _due(one) - _length(self._of(one.part))
        until = _due(other) + self._of(other.part).verified_in
        return _due(one) == _due(other) or begins < until

    @staticmethod
    def _too_close(wait: Waiting, entries: Sequence[Entry], question: str) -> Finding:
        return Finding(
            FindingKind.TOO_CLOSE,
            (*wait.where, *unique(phase_name(one.phase) for one in entries)),
            question,
            "If the first uses all its time, the second is late by no fault of its own.",
            ELSEWHERE[FindingKind.TOO_CLOSE],
            wait.cites,
        )

    def after_phase(self) -> Iterator[Finding]:
        """Yield a question for each step whose last day lies after its phase."""
        by_step: dict[tuple[int, int, str], list[Entry]] = {}
        for entry in self._table.entries.values():
            end = self._table.ends.get(entry.phase)
            last = self._last_day(entry)
            if end is not None and last is not None and last > end:
                by_step.setdefault((entry.phase, entry.step, self._of(entry.part).id), []).append(
                    entry
                )
        for (phase, _, undertaking), entries in by_step.items():
            one = self._known[undertaking]
            where = self._naming.gathered(entry.part for entry in entries)
            last = self._last_day(entries[-1])
            is_last = phase == self._table.phases
            then = "after the last phase" if is_last else "if the next phase does not begin"
            yield Finding(
                FindingKind.DUE_AFTER_PHASE,
                (*where, phase_name(phase)),
                f"{self._naming.references(where)} by {self._naming.party(one.responsible)} has "
                f"until D+{last}, and phase {phase} ends on D+{self._table.ends[phase]}: is it "
                f"still owed {then}?",
                "Between the end of the phase and that day it may be unclear what binds whom.",
                ELSEWHERE[FindingKind.DUE_AFTER_PHASE],
                one.cites,
            )

    def _last_day(self, entry: Entry) -> int | None:
        """The last day of a tranche; what the undertaking says counts for the last of it."""
        if entry.is_dated:
            return entry.due
        phases = [one.phase for one in self._table.places(self._of(entry.part).parts)]
        return entry.due if entry.phase == max(phases) else None

    def _find_earliest(self) -> None:
        """Find on which day each tranche can be done at the earliest, and which come too late."""
        graph = wait_graph(self._waits, self._case.undertakings)
        verified: dict[int, _Reason] = {}
        for node in TopologicalSorter(graph).static_order():
            if isinstance(node, int):
                found = self._verified(self._waits[node])
                if found is not None:
                    verified[node] = found
            elif node in self._table.entries:
                self._reckon(self._table.entries[node], graph[node], verified)

    def _verified(self, wait: Waiting) -> _Reason | None:
        """When all that is waited for is verified, as far as it stands in the schedule."""
        days = [
            self._done[part] + self._of(part).verified_in
            for part in wait.awaited
            if part in self._done
        ]
        if not days:
            return None
        name = self._naming.reference(wait.after)
        words = f"it waits for {name}, which is verified on D+{max(days)} at the earliest"
        return _Reason(max(days), words, wait)

    def _reckon(self, entry: Entry, needs: Sequence[Node], verified: dict[int, _Reason]) -> None:
        one = self._of(entry.part)
        reasons = [_Reason(self._table.begins.get(entry.phase, 0), "")]
        if reasons[0].day:
            reasons[0] = _Reason(
                reasons[0].day, f"phase {entry.phase} begins on D+{reasons[0].day}"
            )
        for need in needs:
            if isinstance(need, int):
                reasons += [verified[need]] if need in verified else []
            elif need in self._done:
                before = self._table.entries[need]
                is_one_step = (before.phase, before.step) == (entry.phase, entry.step)
                day = (self._earliest if is_one_step else self._done)[need]
                name = self._naming.reference(need)
                reasons.append(_Reason(day, f"{name} is done on D+{day} at the earliest"))
        reason = max(reasons, key=lambda each: each.day)
        length = _length(one)
        reason = _Reason(reason.day + length, reason.words, reason.wait, lasts=length > 0)
        if one.earliest > reason.day:
            reason = _Reason(one.earliest, f"none of it is to be done before D+{one.earliest}")
        self._done[entry.part] = self._earliest[entry.part] = reason.day
        if entry.due is not None and entry.due < reason.day:
            self._late[entry.part] = reason
            self._done[entry.part] = entry.due
        elif entry.day is not None:
            self._done[entry.part] = entry.day

    def _of(self, part: str) -> Undertaking:
        return self._known[part.partition(".")[0]]


def _due(entry: Entry) -> int:
    assert entry.due is not None, "asked only of what has a last day"
    return entry.due


def _length(one: Undertaking) -> int:
    """How many days a tranche takes beyond the day on which it is done."""
    return max(0, one.days - 1)


def _day(entry: Entry) -> str:
    if entry.day is not None:
        return f"on D+{entry.day}"
    return f"by D+{entry.due}"
