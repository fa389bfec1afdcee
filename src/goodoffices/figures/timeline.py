"""A schedule as a timeline: a row a step, phase by phase, in days after day zero.

It answers: what is going on on which day, who has to do it, and when is it known to be done? A
row says its days in words too, so that nothing rests on colour or on reading off an axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goodoffices.figures.figure import BOLD, LINE, Drawing, Figure, Table, wrap
from goodoffices.figures.timeline_signs import (
    KEY,
    LANE,
    PAD,
    WIDTH,
    WORDS,
    Calendar,
    Lane,
    Scale,
    draw_key,
    draw_ruler,
    height_of_key,
)
from goodoffices.gaps.sentences import listed

_WIDE: Final = WIDTH - 2 * PAD
"""So wide is a line of words, in px."""
_ROOM: Final = 8.0
"""Between rows, in px."""
_LONG: Final = 8
"""With more rows than this the axis stands at the bottom too."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of a timeline; days are counted from day zero.

    Attributes
    ----------
    what
        What is done.
    who, for_whom
        Who does it; for whom, empty where it is for nobody in particular.
    phase
        The place of its phase among the phases, from 0.
    begins, done
        The day it begins, and the day it is done.
    verified
        The day it is verified; None where nobody verifies it.
    due
        The last day on which it may be done; None where none is agreed.
    held_by
        Of a joint step: who holds it until all of it is there.
    """

    what: str
    who: str
    phase: int
    begins: int
    done: int
    for_whom: str = ""
    verified: int | None = None
    due: int | None = None
    held_by: str = ""


@dataclass(frozen=True, slots=True)
class PhaseBand:
    """One phase of a timeline: its name, its first day, and its last."""

    name: str
    begins: int
    ends: int


def draw_timeline(
    bars: Sequence[Bar],
    *,
    phases: Sequence[PhaseBand],
    day_zero: date | None = None,
    id: str = "timeline",
) -> Figure:
    """Return the steps of a schedule as bars along its days, with a table.

    Parameters
    ----------
    bars : sequence of Bar
        Drawn by phase, and within a phase in the order given.
    phases : sequence of PhaseBand
        In the order of the schedule; one without a step is drawn too.
    day_zero : date, optional
        Where it is given, dates stand beside the days.

    Raises
    ------
    ValueError
        Where a day lies before day zero, something ends before it begins or is verified before
        it is done, or a step is in a phase that there is not.
    """
    _refuse(bars, phases)
    title = "Timeline: who does what, from which day to which"
    calendar = Calendar(day_zero)
    last = max([1, *(one.ends for one in phases), *(_last_of(one) for one in bars)])
    scale = Scale(last, calendar)
    groups = [
        _Group.of(phase, [bar for bar in bars if bar.phase == place], calendar)
        for place, phase in enumerate(phases)
    ]
    ruler = LINE * (1 if day_zero is None else 2) + 6
    rows_end = PAD + ruler + sum(group.tall for group in groups) + 6
    bottom = rows_end + (ruler if len(bars) > _LONG else 0)
    key = [(sign, wrap(KEY[sign], WIDTH - WORDS - PAD, most=2)) for sign in _signs(bars, phases)]
    notes = wrap(_note(bars, calendar), _WIDE)
    height = bottom + height_of_key(key) + LINE * len(notes) + 12 + PAD
    description = _describe(bars, phases, calendar)
    drawing = Drawing(id=id, title=title, description=description, width=WIDTH, height=height)
    draw_ruler(drawing, scale, PAD)
    y = PAD + ruler
    for group in groups:
        group.draw(drawing, scale, y)
        y += group.tall
    drawing.line(PAD, rows_end, WIDTH - PAD, rows_end, opacity=0.5, kind="rule")
    if bottom > rows_end:
        draw_ruler(drawing, scale, rows_end)
    draw_key(drawing, key, bottom + 4)
    drawing.lines(PAD, bottom + 8 + height_of_key(key) + LINE, notes, small=True)
    table = _table(title, bars, phases, calendar)
    return Figure(id, title, description, drawing.svg(), table)


def _refuse(bars: Sequence[Bar], phases: Sequence[PhaseBand]) -> None:
    for phase in phases:
        if not 0 <= phase.begins <= phase.ends:
            raise ValueError(f"{phase.name}: from D+{phase.begins} to D+{phase.ends} is no phase")
    for bar in bars:
        if not 0 <= bar.phase < len(phases):
            raise ValueError(f"{bar.what}: there is no phase {bar.phase}")
        if not 0 <= bar.begins <= bar.done:
            raise ValueError(f"{bar.what}: from D+{bar.begins} to D+{bar.done} is no time")
        if bar.verified is not None and bar.verified < bar.done:
            raise ValueError(f"{bar.what}: verified before it is done")
        if bar.due is not None and bar.due < 0:
            raise ValueError(f"{bar.what}: due before day zero")


def _last_of(bar: Bar) -> int:
    return max(bar.done, bar.verified or 0, bar.due or 0)


@dataclass(frozen=True, slots=True)
class _Row:
    """One step, with its words broken into lines."""

    bar: Bar
    what: list[str]
    said: list[str]

    @classmethod
    def of(cls, bar: Bar, phase: PhaseBand) -> _Row:
        return cls(bar, wrap(bar.what, _WIDE / BOLD, most=3), _row_said(bar, phase))

    @property
    def tall(self) -> float:
        return LINE * len(self.what + self.said) + LANE + _ROOM

    def draw(self, drawing: Drawing, phase: PhaseBand, scale: Scale, top: float) -> None:
        drawing.lines(PAD, top + LINE, self.what, bold=True)
        drawing.lines(PAD, top + LINE * (1 + len(self.what)), self.said, small=True)
        lane = Lane(drawing, scale, top + LINE * len(self.what + self.said) + 6 + LANE / 2)
        lane.days()
        lane.phase(phase.begins, phase.ends)
        bar = self.bar
        if bar.verified is not None and bar.verified > bar.done:
            lane.tail(bar.done, bar.verified)
        lane.bar(bar.begins, bar.done)
        lane.last_day(phase.ends)
        if bar.due is not None:
            lane.due(bar.due)
        if bar.held_by:
            lane.joint(bar.done)


@dataclass(frozen=True, slots=True)
class _Group:
    """One phase and its rows."""

    phase: PhaseBand
    name: list[str]
    days: list[str]
    rows: list[_Row]

    @classmethod
    def of(cls, phase: PhaseBand, bars: Sequence[Bar], calendar: Calendar) -> _Group:
        said = f"from D+{phase.begins}; last day {calendar.said(phase.ends)}"
        if not bars:
            said += "; no step"
        return cls(
            phase=phase,
            name=wrap(phase.name, _WIDE / BOLD, most=3),
            days=wrap(said, _WIDE, most=2),
            rows=[_Row.of(bar, phase) for bar in bars],
        )

    @property
    def head(self) -> float:
        return LINE * len(self.name + self.days) + 12 + (0 if self.rows else LANE)

    @property
    def tall(self) -> float:
        return self.head + sum(row.tall for row in self.rows)

    def draw(self, drawing: Drawing, scale: Scale, top: float) -> None:
        drawing.line(PAD, top + 4, WIDTH - PAD, top + 4, opacity=0.5, kind="rule")
        drawing.lines(PAD, top + LINE + 5, self.name, bold=True)
        drawing.lines(PAD, top + LINE * (1 + len(self.name)) + 5, self.days, small=True)
        y = top + self.head
        if not self.rows:
            lane = Lane(drawing, scale, y - LANE / 2)
            lane.days()
            lane.phase(self.phase.begins, self.phase.ends)
            lane.last_day(self.phase.ends)
        for row in self.rows:
            row.draw(drawing, self.phase, scale, y)
            y += row.tall


def _row_said(bar: Bar, phase: PhaseBand) -> list[str]:
    """Who does it for whom, and its days, in words; on one line where there is room."""
    who = f"{bar.who}, for {bar.for_whom}" if bar.for_whom else bar.who
    days = f"D+{bar.begins}" + (f" to D+{bar.done}" if bar.done > bar.begins else "")
    if bar.verified is not None:
        days += f"; verified D+{bar.verified}"
    if bar.due is not None:
        days += f"; due D+{bar.due}"
        if bar.done > bar.due:
            days += ", and done later"
    late = [word for word, day in (("done", bar.done), ("due", bar.due or 0)) if day > phase.ends]
    if late:
        days += f"; {listed(late)} after the last day of the phase"
    both = wrap(f"{who}: {days}", _WIDE)
    said = both if len(both) == 1 else [*wrap(who, _WIDE, most=2), *wrap(days, _WIDE)]
    if bar.held_by:
        said += wrap(f"joint: held by {bar.held_by} until all of it is there", _WIDE, most=3)
    return said


def _signs(bars: Sequence[Bar], phases: Sequence[PhaseBand]) -> list[str]:
    """Those that occur."""
    occurs = {
        "phase": bool(phases),
        "bar": bool(bars),
        "tail": any(bar.verified is not None and bar.verified > bar.done for bar in bars),
        "due": any(bar.due is not None for bar in bars),
        "joint": any(bar.held_by for bar in bars),
    }
    return [sign for sign in KEY if occurs[sign]]


def _note(bars: Sequence[Bar], calendar: Calendar) -> str:
    said = f"D+n: n days after day zero, {calendar.date_of(0) or 'whose date is not set'}."
    return said if bars else f"No step is scheduled. {said}"


def _describe(bars: Sequence[Bar], phases: Sequence[PhaseBand], calendar: Calendar) -> str:
    said = [f"Steps: {len(bars)}. Phases: {len(phases)}."]
    for place, phase in enumerate(phases):
        steps = sum(bar.phase == place for bar in bars)
        said.append(
            f"{phase.name}, from {calendar.said(phase.begins)} to {calendar.said(phase.ends)}: "
            f"{steps or 'no'} {'step' if steps < 2 else 'steps'}."
        )
    joint = [f"{bar.what}, held by {bar.held_by}" for bar in bars if bar.held_by]
    said += [f"Joint: {'; '.join(joint)}."] if joint else []
    return " ".join([*said, "Every step stands in the table that follows."])


def _table(
    title: str, bars: Sequence[Bar], phases: Sequence[PhaseBand], calendar: Calendar
) -> Table:
    rows: list[tuple[str, ...]] = []
    for place, phase in enumerate(phases):
        last_day = calendar.said(phase.ends)
        some = [bar for bar in bars if bar.phase == place]
        rows += [
            (
                bar.what,
                bar.who,
                bar.for_whom,
                phase.name,
                last_day,
                *map(calendar.said, (bar.begins, bar.done, bar.verified, bar.due)),
                bar.held_by,
            )
            for bar in some
        ]
        if not some:
            rows.append(("no step", "", "", phase.name, last_day, *[""] * 5))
    days = ("Last day of the phase", "Begins", "Done", "Verified", "Due")
    head = ("Step", "By", "For", "Phase", *days, "Held by")
    # What no step has is no column.
    kept = [
        place
        for place, name in enumerate(head)
        if name not in ("Verified", "Due", "Held by") or any(row[place] for row in rows)
    ]
    return Table(
        caption=title,
        head=tuple(head[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
    )
