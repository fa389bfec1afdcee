"""The ways in which English words a date, and the days that each may stand for.

A table of patterns; `dating` reads a date by them. Calendar arithmetic is dateutil's. There is
no library that tells a date that is said from one that it fills in: dateparser takes the first
of "12-15 August 2024" for the whole, and 8/12 for whichever order it is set to.
"""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dateutil.relativedelta import relativedelta, weekday  # type: ignore[import-untyped]


class Tense(StrEnum):
    """Whether the verb over a date speaks of what was, is, or is to come."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a date is resolved against: the day of the report, and the tense of the verb."""

    published: date
    tense: Tense

    @property
    def is_future(self) -> bool:
        """Whether the verb speaks of what is to come."""
        return self.tense is Tense.FUTURE

    def basis(self, how: str) -> str:
        """Return how a day was found, as a person reads it."""
        return f"{how} {self.published}, the day the report is dated"


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that words may stand for, and how they were found."""

    first: date
    last: date
    basis: str = ""


Match = re.Match[str]
Reader = Callable[[Match, Asked], Days | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to word a date. `absolute` reads it without a day of publication, where it can."""

    pattern: re.Pattern[str]
    read: Reader
    absolute: Callable[[Match], Days | None] = lambda _: None


# ---------------------------------------------------------------------------- words

MONTHS: Final = {
    name.lower(): place for names in (month_name, month_abbr) for place, name in enumerate(names)
} | {"sept": 9}
"""The place of each month in the year, by its names."""
del MONTHS[""]  # the calendar counts from 1
WEEKDAYS: Final = {
    name.lower(): place for names in (day_name, day_abbr) for place, name in enumerate(names)
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
"""The place of each weekday in the week, Monday 0, by its names."""
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1}


def _any_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_MONTH: Final = rf"(?P<month>{_any_of(MONTHS)})\.?"
_WEEKDAY: Final = rf"(?P<weekday>{_any_of(WEEKDAYS)})\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO_DAY: Final = r"(?:\s?[-–]\s?|\s(?:to|through|until)\s)(?P<last>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_NUMBER: Final = rf"(?P<number>\d{{1,3}}|{_any_of(_NUMBERS)})"
_UNIT: Final = r"(?P<unit>day|week|month|year)s?"
_ON_WEEKDAY: Final = rf"(?:{_WEEKDAY},?\s(?:the\s)?)?"


# ---------------------------------------------------------------------------- calendar


def _one_day(day: date, basis: str = "") -> Days:
    return Days(day, day, basis)


def _whole(unit: str, day: date) -> tuple[date, date]:
    """Return the first and last day of the day, week, month or year around a day."""
    first = {
        "day": day,
        "week": day + relativedelta(weekday=weekday(0)(-1)),
        "month": day + relativedelta(day=1),
        "year": day + relativedelta(month=1, day=1),
    }[unit]
    return first, first + relativedelta(**{f"{unit}s": 1}) - timedelta(days=1)


def _day_of(match: Match, year: int, *, group: str = "day") -> date | None:
    try:
        return date(year, MONTHS[match["month"]], int(match[group]))
    except ValueError:  # 31 April
        return None


def _agrees(match: Match, day: date) -> bool:
    """Whether the weekday that stands before a date, if one does, is that day's."""
    named = match["weekday"]
    return not named or WEEKDAYS[named] == day.weekday()


# ---------------------------------------------------------------------------- absolute


def _iso(match: Match) -> Days | None:
    try:
        return _one_day(date(int(match["y"]), int(match["m"]), int(match["d"])))
    except ValueError:
        return None


def _by_numbers(match: Match) -> Days | None:
    """Read 13/8/2024; where day and month might be exchanged, nobody can tell which is which."""
    first, second = int(match["one"]), int(match["other"])
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    try:
        return _one_day(date(int(match["year"]), month, day))
    except ValueError:
        return None


def _with_year(match: Match) -> Days | None:
    """Read a day, several days or a whole month of a year that is named."""
    if not match["year"]:
        return None
    return _in_year(match, int(match["year"]))


def _in_year(match: Match, year: int) -> Days | None:
    parts = match.groupdict()
    if "day" not in parts:
        return Days(*_whole("month", date(year, MONTHS[match["month"]], 1)))
    first = _day_of(match, year)
    last = _day_of(match, year, group="last") if parts.get("last") else first
    if first is None or last is None or first > last or not _agrees(match, first):
        return None
    return Days(first, last)


def _year(match: Match) -> Days:
    first = int(match["year"])
    last = first + 9 if match["many"] else first
    return Days(date(first, 1, 1), date(last, 12, 31))


# ---------------------------------------------------------------------------- relative


def _without_year(match: Match, asked: Asked) -> Days | None:
    """Read a day or month without its year, by what is said of it or by the tense.

    A past verb means the nearest one on or before the day of the report, a future one the
    nearest on or after it. A present verb may tell of either ("opens on 4 September"), so it
    means whichever is nearest.
    """
    year, day = asked.published.year, asked.published
    which = match.groupdict().get("which") or ""
    found = [days for one in (year - 1, year, year + 1) if (days := _in_year(match, one))]
    before = [one for one in found if one.first <= day]
    after = [one for one in found if one.last >= day]
    if which == "next":
        return _chosen([one for one in found if one.first > day][:1], asked, "the next one after")
    if which == "last":
        return _chosen([one for one in found if one.last < day][-1:], asked, "the last one before")
    if asked.tense is Tense.FUTURE:
        return _chosen(after[:1], asked, "the nearest one on or after")
    if asked.tense is Tense.PAST:
        return _chosen(before[-1:], asked, "the nearest one on or before")
    near = sorted([*before[-1:], *after[:1]], key=lambda one: abs(one.first - day))
    return _chosen(near[:1], asked, "the nearest one to")


def _chosen(found: list[Days], asked: Asked, how: str) -> Days | None:
    return Days(found[0].first, found[0].last, asked.basis(how)) if found else None


def _weekday(match: Match, asked: Asked) -> Days:
    """Read a weekday: on or before the day of the report, after it if the verb is future.

    "Last Sunday" is always before that day, "next Sunday" always after it.
    """
    which, place = match["which"] or "", WEEKDAYS[match["weekday"]]
    name = day_name[place]
    if which in {"next", "coming"} or (asked.is_future and which not in {"last", "past"}):
        after = asked.published + relativedelta(days=1, weekday=weekday(place)(1))
        return _one_day(after, asked.basis(f"the {name} after"))
    if which in {"last", "past"}:
        before = asked.published + relativedelta(days=-1, weekday=weekday(place)(-1))
        return _one_day(before, asked.basis(f"the {name} before"))
    day = asked.published + relativedelta(weekday=weekday(place)(-1))
    return _one_day(day, asked.basis(f"the nearest {name} on or before"))


_NEAR_DAYS: Final = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "earlier in the day": 0,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "the day before yesterday": -2,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def _near_day(match: Match, asked: Asked) -> Days:
    shift = _NEAR_DAYS[match["word"]]
    return _one_day(asked.published + timedelta(days=shift), asked.basis("counted in days from"))


def _near_span(match: Match, asked: Asked) -> Days:
    """Read "last week", "this month", "earlier this year": weeks run from Monday to Sunday."""
    shift = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
    shift_by, unit = shift[match["which"]], match["span"]
    if unit == "weekend":
        first, last = _whole("week", asked.published + timedelta(weeks=shift_by))
        return Days(first + timedelta(days=5), last, asked.basis("the weekend as seen from"))
    day = asked.published + relativedelta(**{f"{unit}s": shift_by})
    first, last = _whole(unit, day)
    part = match["part"] or ""
    if part == "earlier" and shift_by == 0:
        last = asked.published
    if part == "later" and shift_by == 0:
        first = asked.published
    return Days(first, last, asked.basis(f"the {unit} as seen from"))


def _ago(match: Match, asked: Asked) -> Days | None:
    return _counted(match, asked, -1)


def _ahead(match: Match, asked: Asked) -> Days | None:
    """Read "in three days"; under a past verb that tells how long something took."""
    return None if asked.tense is Tense.PAST else _counted(match, asked, 1)


def _from_now(match: Match, asked: Asked) -> Days | None:
    return _counted(match, asked, 1)


def _counted(match: Match, asked: Asked, direction: int) -> Days | None:
    """Count units from the day of the report; only days are meant to the day."""
    number = _number(match) * direction
    day = _moved(asked.published, match["unit"], number)
    if day is None:
        return None
    return Days(*_whole(match["unit"], day), asked.basis(f"by whole {match['unit']}s from"))


def _over_the_past(match: Match, asked: Asked) -> Days | None:
    day = _moved(asked.published, match["unit"], -_number(match))
    return None if day is None else Days(day, asked.published, asked.basis("counted back from"))


def _number(match: Match) -> int:
    word = match["number"] or "one"
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def _moved(day: date, unit: str, number: int) -> date | None:
    try:
        moved: date = day + relativedelta(**{f"{unit}s": number})
    except (ValueError, OverflowError):
        return None
    return moved


# ---------------------------------------------------------------------------- the table


def _rule(
    pattern: str, read: Reader, absolute: Callable[[Match], Days | None] = lambda _: None
) -> Rule:
    return Rule(re.compile(pattern), read, absolute)


def _never(_match: Match, _asked: Asked) -> None:
    """Say that the day of publication does not help with what is absolute."""


RULES: Final = (
    _rule(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", _never, _iso),
    _rule(rf"(?P<one>\d{{1,2}})[./](?P<other>\d{{1,2}})[./]{_YEAR}", _never, _by_numbers),
    _rule(
        rf"{_ON_WEEKDAY}{_DAY}(?:{_TO_DAY})?\s(?:of\s)?{_MONTH}(?:,?\s(?:of\s)?{_YEAR})?",
        _without_year,
        _with_year,
    ),
    _rule(
        rf"{_ON_WEEKDAY}{_MONTH}\s{_DAY}(?:{_TO_DAY})?(?:,?\s{_YEAR})?", _without_year, _with_year
    ),
    _rule(
        rf"(?:(?P<which>last|next|this)\s)?{_MONTH}(?:,?\s(?:of\s)?{_YEAR})?",
        _without_year,
        _with_year,
    ),
    _rule(rf"(?:the\s)?{_YEAR}(?P<many>s)?", _never, _year),
    _rule(rf"(?:(?P<which>last|past|next|this|coming)\s)?{_WEEKDAY}", _weekday),
    _rule(rf"(?P<word>{'|'.join(_NEAR_DAYS)})", _near_day),
    _rule(
        r"(?:(?P<part>earlier|later)\s)?(?P<which>last|previous|this|next|coming)\s"
        r"(?P<span>weekend|week|month|year)",
        _near_span,
    ),
    _rule(rf"{_NUMBER}\s{_UNIT}\sago", _ago),
    _rule(rf"in\s{_NUMBER}\s{_UNIT}(?:'?\stime)?", _ahead),
    _rule(rf"{_NUMBER}\s{_UNIT}\sfrom\snow", _from_now),
    _rule(rf"(?:the\s)?past\s(?:{_NUMBER}\s)?{_UNIT}", _over_the_past),
    _rule(rf"(?:the\s)?last\s{_NUMBER}\s{_UNIT}", _over_the_past),
)
"""Every way to word a date that is read, the first that fits the whole of it."""
