"""Days of a schedule as an iCalendar file, for the calendars that people have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from goodoffices import __version__


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing on whole days, counted from day zero.

    Attributes
    ----------
    name
        By which the entry is the same one when the file is written anew.
    first, last
        Days after day zero, the last one included.
    title, text
        In words; the title is led by D+n where days are counted.
    """

    name: str
    first: int
    last: int
    title: str
    text: str = ""


def to_calendar(
    entries: Sequence[CalendarEntry],
    *,
    day_zero: date,
    title: str,
    label: str,
    is_counted: bool = True,
) -> bytes:
    r"""Return an iCalendar file with one entry a whole day or several.

    Parameters
    ----------
    entries : sequence of CalendarEntry
    day_zero : date
    title : str
        Of the case.
    label : str
        Who may see it; it stands in each entry, since entries are passed on alone.
    is_counted : bool
        Whether days are counted from day zero in the titles.

    Notes
    -----
    The stamp that the format asks for is day zero, so that the same schedule gives the same
    bytes.

    Source: RFC 5545.

    Examples
    --------
    >>> entry = CalendarEntry("release.1", 0, 1, "Release", "by North")
    >>> made = to_calendar([entry], day_zero=date(2030, 1, 31), title="River", label="INTERNAL")
    >>> for line in made.decode().split("\r\n"):
    ...     if line.startswith(("DTSTART", "DTEND", "SUMMARY")):
    ...         print(line)
    SUMMARY:D+0: Release
    DTSTART;VALUE=DATE:20300131
    DTEND;VALUE=DATE:20300202
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 -- slow import

    calendar = Calendar()
    calendar.add("prodid", f"-//Good Offices//goodoffices {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{title} ({label})")
    for one in entries:
        event = Event()
        digest = sha256(f"{title}\0{one.name}".encode()).hexdigest()[:32]
        event.add("uid", f"{digest}@goodoffices")
        event.add("dtstamp", datetime.combine(day_zero, time(0), tzinfo=UTC))
        event.add("dtstart", day_zero + timedelta(days=one.first))
        event.add("dtend", day_zero + timedelta(days=one.last + 1))
        event.add("summary", f"D+{one.first}: {one.title}" if is_counted else one.title)
        event.add("description", f"{label}. {one.text}".strip())
        calendar.add_component(event)
    return bytes(calendar.to_ical())
