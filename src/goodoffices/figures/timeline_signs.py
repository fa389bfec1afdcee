"""The signs of a timeline: where a day lies, how a step is drawn, and what each sign means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Final

from goodoffices.figures.figure import BLUE, CHARACTER, LINE, Drawing

WIDTH, PAD = 360.0, 6.0
"""Of the picture, which so fits a page of 390 px; around it; in px."""

LANE: Final = 22.0
"""The height that the signs of one step take, in px."""

WORDS: Final = 46.0
"""Where the words of the key begin, in px."""

KEY: Final[Mapping[str, str]] = {
    "phase": "a phase, from its first day to its last; the line is its last day",
    "bar": "a step, from the day it begins to the day it is done",
    "tail": "done, and not verified yet",
    "due": "the day on which a step is due",
    "joint": "a joint step: somebody holds it until all of it is there",
}
"""Every sign, in words; only those that occur are drawn."""

_GREY: Final = "#8a8a8a"
_BAR, _HALF = 10.0, 9.0
"""Height of a bar; and of half the band of a phase, in px."""
_LEAST: Final = 3.0
"""So wide is a bar at least, in px: that of a step of no days can be seen too."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days in words, with dates where day zero is known."""

    day_zero: date | None

    def date_of(self, day: int) -> str:
        """Return the date of a day; empty where it is not known.

        Examples
        --------
        >>> Calendar(date(2025, 1, 19)).date_of(42), Calendar(None).date_of(42)
        ('2025-03-02', '')
        """
        if self.day_zero is None:
            return ""
        return (self.day_zero + timedelta(days=day)).isoformat()

    def said(self, day: int | None) -> str:
        """Return a day with its date; empty where there is none.

        Examples
        --------
        >>> Calendar(date(2025, 1, 19)).said(42), Calendar(None).said(42), Calendar(None).said(None)
        ('D+42 (2025-03-02)', 'D+42', '')
        """
        if day is None:
            return ""
        found = self.date_of(day)
        return f"D+{day} ({found})" if found else f"D+{day}"


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a day lies between day zero and the last day, in px."""

    last: int
    calendar: Calendar = Calendar(None)
    left: float = 12.0
    right: float = 348.0

    def x(self, day: int) -> float:
        """Return where a day lies.

        Examples
        --------
        >>> Scale(10, left=0, right=100).x(3)
        30.0
        """
        return self.left + (self.right - self.left) * day / self.last

    @property
    def label(self) -> float:
        """How wide the label of a day is at most, in px."""
        return max(len(f"D+{self.last}"), len(self.calendar.date_of(0))) * CHARACTER

    @property
    def ticks(self) -> list[int]:
        """Days at round numbers, as close as their labels leave room for.

        Examples
        --------
        >>> Scale(126).ticks, Scale(126, Calendar(date(2025, 1, 19))).ticks
        ([0, 20, 40, 60, 80, 100, 120], [0, 50, 100])
        """
        steps = (factor * 10**power for power in count() for factor in (1, 2, 5))
        step = next(one for one in steps if self.x(one) - self.left >= self.label + 10)
        return list(range(0, self.last + 1, step))


@dataclass(frozen=True, slots=True)
class Lane:
    """The signs of one step, along its days; `kind` names all of them otherwise."""

    drawing: Drawing
    scale: Scale
    middle: float
    kind: str = ""

    def days(self) -> None:
        """Draw all days as a line, with strokes at the ticks."""
        y = self.middle
        self.drawing.line(self.scale.left, y, self.scale.right, y, opacity=0.3, kind="lane")
        for x in map(self.scale.x, self.scale.ticks):
            self.drawing.line(x, y - 4, x, y + 4, opacity=0.3, kind="grid")

    def phase(self, begins: int, ends: int) -> None:
        """Draw a phase as a band."""
        x = self.scale.x(begins)
        self.drawing.box(
            x, self.middle - _HALF, self.scale.x(ends) - x, 2 * _HALF, fill=_GREY, opacity=0.35,
            corner=0, outlined=False, kind=self.kind or "phase",
        )  # fmt: skip

    def last_day(self, day: int) -> None:
        """Draw the line at which a phase ends."""
        x = self.scale.x(day)
        self.drawing.line(
            x, self.middle - _HALF, x, self.middle + _HALF, opacity=0.8, width=1.5,
            kind=self.kind or "last-day",
        )  # fmt: skip

    def bar(self, begins: int, done: int) -> None:
        """Draw a step."""
        start, wide = self._span(begins, done)
        self.drawing.box(
            start, self.middle - _BAR / 2, wide, _BAR, fill=BLUE, corner=0, outlined=False,
            kind=self.kind or "bar",
        )  # fmt: skip

    def tail(self, done: int, verified: int) -> None:
        """Draw the days from the one on which it is done to the one on which that is said."""
        start, wide = self._span(done, verified)
        self.drawing.box(
            start, self.middle - _BAR / 2, wide, _BAR, fill=BLUE, opacity=0.25, corner=0,
            dashed=True, kind=self.kind or "tail",
        )  # fmt: skip

    def due(self, day: int) -> None:
        """Draw the day on which it is due: a line with a stroke at either end."""
        x, kind = self.scale.x(day), self.kind or "due"
        low, high = self.middle - _HALF, self.middle + _HALF
        self.drawing.line(x, low, x, high, opacity=0.95, width=2, kind=kind)
        for y in (low, high):
            self.drawing.line(x - 4, y, x + 4, y, opacity=0.95, width=2, kind=f"{kind}-end")

    def joint(self, day: int) -> None:
        """Draw a ring where a joint step is handed over."""
        self.drawing.dot(
            self.scale.x(day), self.middle, radius=6, hollow=True, kind=self.kind or "joint"
        )

    def _span(self, first: int, last: int) -> tuple[float, float]:
        """Where a span begins, and how wide it is; never too narrow to be seen."""
        start, end = self.scale.x(first), self.scale.x(last)
        wide = max(end - start, _LEAST)
        return min(start, self.scale.right - wide), wide


def draw_ruler(drawing: Drawing, scale: Scale, top: float) -> None:
    """Draw days at round numbers; a label stands beside its tick, where there is room."""
    lines = 1 if scale.calendar.day_zero is None else 2
    free = 0.0
    for day in scale.ticks:
        x = scale.x(day)
        drawing.line(x, top + 2, x, top + LINE * lines + 6, opacity=0.4, kind="tick")
        start = x + 4 if x + 4 + scale.label <= WIDTH else x - 4 - scale.label
        if start >= free:
            said = [f"D+{day}", scale.calendar.date_of(day)][:lines]
            drawing.lines(start, top + LINE - 2, said, small=True)
            free = start + scale.label + 4


def height_of_key(key: Sequence[tuple[str, Sequence[str]]]) -> float:
    """Return how high the key is that `draw_key` draws."""
    return sum(LINE * len(lines) + 7 for _, lines in key)


def draw_key(drawing: Drawing, key: Sequence[tuple[str, Sequence[str]]], top: float) -> None:
    """Draw signs, each beside what it means."""
    scale = Scale(2, left=10, right=34)
    for sign, lines in key:
        _draw_sign(Lane(drawing, scale, top + LINE - 4, kind="key"), sign)
        drawing.lines(WORDS, top + LINE, lines, small=True)
        top += LINE * len(lines) + 7


def _draw_sign(lane: Lane, sign: str) -> None:
    match sign:
        case "phase":
            lane.phase(0, 2)
            lane.last_day(2)
        case "bar":
            lane.bar(0, 2)
        case "tail":
            lane.tail(0, 2)
        case "due":
            lane.due(1)
        case "joint":
            lane.joint(1)
