"""The page of clocks, deadlines and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class DayLine:
    """Something on a day: a clock, a promise, a round, a meeting, a step of a schedule."""

    id: str
    kind: str
    words: str
    about: str
    first: date | None
    last: date | None
    when: str
    url: str
    is_due: bool
    """Whether somebody waits for it: a clock or a promise that nobody has noted as over."""
    is_draft: bool


@dataclass(frozen=True, slots=True)
class DayGroup:
    """What falls on one day."""

    day: str
    is_today: bool
    lines: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day in the table of a month; 0 for one of another month."""

    number: int
    is_today: bool
    lines: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a table, week by week from Monday."""

    name: str
    weeks: tuple[tuple[MonthDay, ...], ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage(WebPage):
    """What is past due first, then what comes, then what was."""

    template: ClassVar[str] = "calendar/calendar.html"
    past_due: tuple[DayLine, ...]
    coming: tuple[DayGroup, ...]
    earlier: tuple[DayLine, ...]
    earlier_left_out: int
    without_day: tuple[DayLine, ...]
    month: Month
    is_empty: bool
    may_write: bool
    may_take: bool
