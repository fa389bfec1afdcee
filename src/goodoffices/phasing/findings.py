"""Checks of a schedule, whoever's it is: what it leaves open, phrased as questions.

A text may leave something open on purpose. So nothing here is a mistake, and no question says
what the answer should be.
"""

from __future__ import annotations

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Schedule
from goodoffices.phasing import (
    condition_findings,
    limit_findings,
    order_findings,
    side_findings,
)
from goodoffices.phasing.date_findings import DateFindings
from goodoffices.phasing.finding import ELSEWHERE, Finding, FindingKind
from goodoffices.phasing.naming import Naming
from goodoffices.phasing.timetable import lay_out
from goodoffices.phasing.waits import find_circles, find_waits

__all__ = ["ELSEWHERE", "Finding", "FindingKind", "find_findings"]


def find_findings(case: Case, schedule: Schedule) -> tuple[Finding, ...]:
    """Return what a schedule leaves open, as questions.

    A mediator asks: what will somebody point at later, and say that it was never clear? Not
    for judging a text, or whoever wrote it: what is open may be what made it possible.

    Parameters
    ----------
    case : Case
        Its undertakings and linkages, and its limits and instruments.
    schedule : Schedule
        Somebody's, published, or one that was found. A day of a step is the day on which it is
        done.

    Returns
    -------
    tuple of Finding
        In the order of `FindingKind`; within one kind in that of the schedule or the case.

    Notes
    -----
    Nothing is asked that the case does not show: a day is asked about only where it cannot be
    kept on the widest count of days, a norm only where it rules out an option by itself. Words
    of conditions are searched for the names that the case has, and are not understood.

    Linear in tranches and waits; circles are quadratic in the waits.

    Source: ours.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from goodoffices.case.undertakings import Undertaking
    >>> from tests.cases import make_case
    >>> leave = Undertaking(
    ...     id="leave", title="Withdrawal", responsible="north", beneficiaries=["south"],
    ...     verified_by="east",
    ... )
    >>> case = replace(make_case(issues=[], parties=["north", "south"]), undertakings=(leave,))
    >>> steps = [{"does": ["leave"], "due": 50}]
    >>> found = find_findings(case, Schedule(id="text", phases=[{"days": 42, "steps": steps}, {}]))
    >>> [(one.kind.value, one.where) for one in found]
    [('due_after_phase', ('leave', 'phase 1')), ('meanwhile', ('phase 2',))]
    >>> print(found[0].question)
    “Withdrawal” by North has until D+50, and phase 1 ends on D+42: is it still owed if the next
    phase does not begin?
    """
    naming, table, waits = Naming(case), lay_out(case, schedule), find_waits(case)
    circles, tangled = find_circles(waits, case.undertakings)
    disordered = {
        place for place, one in enumerate(waits) if order_findings.out_of_order(one, table)
    }
    straight = [wait for place, wait in enumerate(waits) if place not in tangled]
    dates = DateFindings(case, table, waits, set_aside=tangled | disordered)
    found = (
        *order_findings.circles(waits, circles, naming),
        *order_findings.orphans(straight, table, naming),
        *condition_findings.conditions_of_nothing(case, schedule),
        *order_findings.missing(case, table, naming),
        *order_findings.twice(schedule, table, naming),
        *order_findings.not_undertaken(schedule, table, naming),
        *dates.impossible(),
        *dates.too_close(),
        *dates.after_phase(),
        *side_findings.one_sided(case, schedule, table, naming),
        *condition_findings.meanwhile(case, schedule),
        *condition_findings.no_judge(case, schedule, table, waits, naming),
        *condition_findings.no_consequence(case, waits, naming),
        *limit_findings.against_limits(case, table, naming),
    )
    order = {kind: place for place, kind in enumerate(FindingKind)}
    return tuple(sorted(found, key=lambda one: order[one.kind]))
