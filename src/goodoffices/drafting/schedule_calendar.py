"""A schedule as a calendar: each step on its days, and when it is due and verified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goodoffices.case.case import Case
from goodoffices.drafting.calendar import CalendarEntry, to_calendar
from goodoffices.drafting.page import label_of
from goodoffices.drafting.schedule_sections import what_is_done
from goodoffices.drafting.undertaking_sections import party_name
from goodoffices.gaps.sentences import listed
from goodoffices.phasing.phased import Phased
from goodoffices.phasing.results import PlannedStep


def schedule_calendar(phased: Phased, *, day_zero: date) -> bytes:
    """Return the steps of a schedule as an iCalendar file, D+n in each title."""
    case = phased.case
    entries = [entry for step in phased.found.steps for entry in _entries(step, case)]
    title = case.title or "What is on record"
    return to_calendar(entries, day_zero=day_zero, title=title, label=label_of(case))


def _entries(step: PlannedStep, case: Case) -> Iterator[CalendarEntry]:
    name = "+".join(step.does)
    what = what_is_done(step, case)
    givers = listed(party_name(one, case) for one in step.givers)
    getters = listed(party_name(one, case) for one in step.getters)
    text = f"Phase {step.phase}. By {givers}{f', for {getters}' if getters else ''}."
    if step.held_by:
        text += f" Held by {party_name(step.held_by, case)} until all of it is there."
    text += " An order to test, not a proposal."
    yield CalendarEntry(name, step.begins, step.done, f"{what} ({givers})", text)
    if step.verified > step.done:
        verified = f"{what}: verified"
        yield CalendarEntry(f"{name} verified", step.verified, step.verified, verified, text)
    for one in case.undertakings:
        if one.id in step.undertakings and one.due is not None:
            yield CalendarEntry(f"{name} due", one.due, one.due, f"{what}: last day", text)
