"""A schedule as a calendar: each step on its days, and when it is verified and due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from icalendar import Calendar

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Step
from goodoffices.drafting.schedule_calendar import schedule_calendar
from goodoffices.phasing.phased import Asked, Phased, phase_case
from tests.unit.drafting.phased_cases import payments_for_withdrawal

CASE = payments_for_withdrawal()
DAY_ZERO = date(2030, 1, 1)
JOINT = Asked(joint=(Step(does=("payments.1", "withdrawal.coast"), held_by="east"),))
TESTED = "An order to test, not a proposal."


def phased(asked: Asked | None = None, case: Case = CASE) -> Phased:
    return phase_case(case, asked)


def read(made: bytes) -> Any:
    return Calendar.from_ical(made)


def events(found: Phased) -> list[Any]:
    return list(read(schedule_calendar(found, day_zero=DAY_ZERO)).walk("VEVENT"))


def test_each_step_its_verification_and_its_last_day_are_entries() -> None:
    """An entry of several days ends, in the file, on the day after its last."""
    assert [
        (str(one["SUMMARY"]), one["DTSTART"].dt.isoformat(), one["DTEND"].dt.isoformat())
        for one in events(phased())
    ] == [
        ("D+0: Payments, 2,000 million (South)", "2030-01-01", "2030-01-06"),
        ("D+7: Payments, 2,000 million: verified", "2030-01-08", "2030-01-09"),
        ("D+30: Payments, 2,000 million: last day", "2030-01-31", "2030-02-01"),
        ("D+7: Withdrawal (North)", "2030-01-08", "2030-01-19"),
        ("D+17: Payments, 2,000 million (South)", "2030-01-18", "2030-01-23"),
        ("D+24: Payments, 2,000 million: verified", "2030-01-25", "2030-01-26"),
        ("D+30: Payments, 2,000 million: last day", "2030-01-31", "2030-02-01"),
    ]


def test_an_entry_says_by_whom_for_whom_and_that_it_is_no_proposal() -> None:
    first = events(phased())[0]
    assert first["DESCRIPTION"] == f"INTERNAL. Phase 1. By South, for North. {TESTED}"


def test_a_joint_step_says_who_holds_it() -> None:
    first = events(phased(JOINT))[0]
    assert first["SUMMARY"] == (
        "D+0: Payments, tranche 1 of 4 and Withdrawal: the coast (South and North)"
    )
    assert first["DESCRIPTION"] == (
        "INTERNAL. Phase 1. By South and North, for North and South. Held by East until all of it"
        f" is there. {TESTED}"
    )


def test_every_entry_says_who_may_see_it() -> None:
    """Entries are passed on alone."""
    found = phased(case=replace(CASE, viewer="north"))
    calendar = read(schedule_calendar(found, day_zero=DAY_ZERO))
    label = "INTERNAL: as North may see it; not released"
    assert calendar["X-WR-CALNAME"] == f"A case ({label})"
    assert all(one["DESCRIPTION"].startswith(label) for one in calendar.walk("VEVENT"))


def test_the_same_schedule_gives_the_same_bytes_and_no_two_entries_are_one() -> None:
    made = [schedule_calendar(phased(), day_zero=DAY_ZERO) for _ in range(2)]
    assert made[0] == made[1]
    ids = [str(one["UID"]) for one in read(made[0]).walk("VEVENT")]
    assert len(set(ids)) == len(ids)


def test_an_entry_stays_the_same_one_when_day_zero_moves() -> None:
    found = phased()
    ids = [
        [str(one["UID"]) for one in read(schedule_calendar(found, day_zero=day)).walk("VEVENT")]
        for day in (DAY_ZERO, date(2031, 2, 3))
    ]
    assert ids[0] == ids[1]
