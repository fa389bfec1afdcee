"""What the calendar shows: past due first, then what comes; a month; a file to take along."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from django.http import Http404
from django.urls import reverse

from goodoffices.drafting.calendar import CalendarEntry, to_calendar
from goodoffices.record.entries import Note, NoteKind
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.record_when import written_when
from goodoffices.web.pages.calendar import CalendarPage, DayGroup, DayLine, Month, MonthDay
from goodoffices.web.pages.record_forms import FormPage
from goodoffices.web.queries.calendar_days import DUE, days_of
from goodoffices.web.queries.case_seen import require_seen

EARLIER_SHOWN: Final = 50


def calendar_page(
    desk: Desk, viewer: Viewer, *, month: str, may_write: bool, may_take: bool
) -> CalendarPage:
    """Return the calendar of a viewer.

    Parameters
    ----------
    month
        Which month the table shows, written 2026-11; this one where it is no month.
    """
    today = date.today()  # noqa: DTZ011 -- the team's day
    lines = days_of(desk, viewer)
    past_due = tuple(one for one in lines if one.is_due and _ended(one, today))
    others = [one for one in lines if not (one.is_due and _ended(one, today))]
    earlier = [one for one in others if _ended(one, today)][::-1]
    coming = [one for one in others if one.last is not None and not _ended(one, today)]
    return CalendarPage(
        title="Calendar",
        caution=desk.seen_by(viewer).caution,
        past_due=past_due,
        coming=_by_day(coming, today),
        earlier=tuple(earlier[:EARLIER_SHOWN]),
        earlier_left_out=max(0, len(earlier) - EARLIER_SHOWN),
        without_day=tuple(one for one in others if one.last is None),
        month=_month(lines, month, today),
        is_empty=not lines,
        may_write=may_write,
        may_take=may_take,
    )


def _ended(one: DayLine, today: date) -> bool:
    return one.last is not None and one.last < today


def _by_day(lines: Sequence[DayLine], today: date) -> tuple[DayGroup, ...]:
    """Lines by the day on which they begin; what began already stands under today."""

    def begins(one: DayLine) -> date:
        return max(one.first or today, today)

    in_order = sorted(lines, key=begins)
    return tuple(
        DayGroup(day.isoformat(), day == today, tuple(each))
        for day, each in groupby(in_order, key=begins)
    )


def _month(lines: Sequence[DayLine], asked: str, today: date) -> Month:
    year, number = today.year, today.month
    if re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", asked):
        year, number = (int(part) for part in asked.split("-"))
    weeks = calendar.Calendar().monthdatescalendar(year, number)
    return Month(
        name=f"{date(year, number, 1):%B %Y}",
        weeks=tuple(tuple(_month_day(day, lines, number, today) for day in week) for week in weeks),
        before=_other_month(year, number, -1),
        after=_other_month(year, number, 1),
    )


def _other_month(year: int, number: int, by: int) -> str:
    months = year * 12 + number - 1 + by
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _month_day(day: date, lines: Sequence[DayLine], month: int, today: date) -> MonthDay:
    if day.month != month:
        return MonthDay(0, is_today=False, lines=())
    on_it = tuple(one for one in lines if one.first and one.last and one.first <= day <= one.last)
    return MonthDay(day.day, day == today, on_it)


def calendar_file(desk: Desk, viewer: Viewer) -> bytes:
    """Return what is due and what comes as an iCalendar file; empty where nothing does."""
    today = date.today()  # noqa: DTZ011 -- the team's day
    lines = [one for one in days_of(desk, viewer) if one.last and (one.is_due or one.last >= today)]
    zero = min((one.first or today for one in lines), default=today)
    entries = [
        CalendarEntry(
            name=f"{one.kind} {one.id} {one.words}",
            first=((one.first or one.last or today) - zero).days,
            last=((one.last or today) - zero).days,
            title=f"{one.kind}: {one.words}",
            text=one.about,
        )
        for one in lines
    ]
    title = desk.seen_by(viewer).title
    return to_calendar(entries, day_zero=zero, title=title, label="INTERNAL", is_counted=False)


def new_day_page() -> tuple[FormPage, dict[str, object]]:
    """Return the page of a new clock or promise, and what stands in its form."""
    page = FormPage(
        title="Add a clock or a promise",
        about="",
        words="",
        lead=("A clock is a deadline that somebody has or names. A promise is one of ours.",),
        button="Add it",
        back=reverse("calendar"),
    )
    return page, {"kind": NoteKind.CLOCK.value}


def day_to_edit(desk: Desk, viewer: Viewer, note_id: str) -> tuple[FormPage, dict[str, object]]:
    """Return a clock or a promise to be corrected: the page, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("note", note_id)
    note = require_due(desk, viewer, note_id)
    page = FormPage(
        title=f"Edit {note.kind.value} {note.id}",
        about=note.id,
        words="",
        button="Save",
        back=reverse("calendar"),
    )
    initial: dict[str, object] = {
        "kind": note.kind.value,
        "text": note.text,
        "due": written_when(note.due),
        "party": note.party,
        "whose": note.whose,
        "is_real": {True: "real", False: "declared", None: ""}[note.is_real],
        "seen_version": version,
    }
    return page, initial


def require_due(desk: Desk, viewer: Viewer, note_id: str) -> Note:
    """Return a clock or a promise.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    note = require_seen(desk, viewer, Note, note_id)
    if note.kind not in DUE:
        raise Http404
    return note
