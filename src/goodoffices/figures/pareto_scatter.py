"""What packages are worth to two parties at a time, each in its own units: a plot a pair.

Nothing is read across from one axis to the other: each has its own range and its own units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from math import hypot
from typing import Final

from goodoffices.figures.axis import Axis, written
from goodoffices.figures.figure import CHARACTER, LINE, Drawing, Figure, Table, wrap
from goodoffices.gaps.sentences import listed

PARETO: Final = "pareto"

POINTS: Final[Mapping[str, str]] = {
    "nash": "Nash point",
    "kalai_smorodinsky": "Kalai-Smorodinsky point",
    "leximin": "leximin point",
    "utilitarian": "relative utilitarian point",
}
"""Marks that name one point, and how they are said."""

MOST_DRAWN: Final = 2_000
"""So many dots a picture holds at most, all its plots together."""

MOST_ROWS: Final = 200
"""So many rows its table holds at most, unless more of them have a letter or a name."""

_WIDE, _TALL = 290.0, 240.0
"""Of one plot, inside its axes, in px."""
_APART, _SIDE, _MOST_TICKS = 24.0, 6.0, 6
"""Between plots, at the sides, in px; and ticks on an axis."""
_RING, _NEAR = 4.5, 30.0
"""Around an idea; and how near its letter stands if there is room, in px."""

_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_SIGNS: Final[Mapping[str, tuple[_Box, ...]]] = {
    "nash": ((-9, 0, 0, -9), (0, -9, 9, 0), (9, 0, 0, 9), (0, 9, -9, 0)),
    "kalai_smorodinsky": ((-7, -7, 7, -7), (7, -7, 7, 7), (7, 7, -7, 7), (-7, 7, -7, -7)),
    "leximin": ((-11, 0, -5, 0), (5, 0, 11, 0), (0, -11, 0, -5), (0, 5, 0, 11)),
    "utilitarian": ((-9, -9, -4, -4), (4, 4, 9, 9), (-9, 9, -4, 4), (4, -4, 9, -9)),
}
"""The lines of each sign, from where to where, around its point."""


@dataclass(frozen=True, slots=True)
class Point:
    """One package of a plot.

    Attributes
    ----------
    worth
        What it is worth to each party, in the order of the parties and in their own units.
    marks
        "pareto" where it is on the frontier, and names of `POINTS`.
    letter
        Of an idea, by which the page calls it; empty for others.
    """

    worth: tuple[Fraction, ...]
    marks: tuple[str, ...] = ()
    letter: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it has a letter or is one of the named points."""
        return bool(self.letter) or any(mark in POINTS for mark in self.marks)


def draw_pareto_scatter(
    parties: Sequence[str],
    points: Sequence[Point],
    *,
    no_agreement: Sequence[Fraction | None] = (),
    id: str = "scatter",
) -> Figure:
    """Return what packages are worth to each pair of parties, with a table.

    Parameters
    ----------
    parties : sequence of str
        Names of two parties or more; with more than two there is a plot for every pair.
    points : sequence of Point
        Of more than `MOST_DRAWN`, in all plots together, those with a letter or a name are
        drawn, then those on the frontier, then others, every so many-th in the order given;
        the picture says how many.
    no_agreement : sequence of Fraction or None
        For each party what no agreement is worth to it; None where it is not stated.

    Raises
    ------
    ValueError
        Where there are fewer than two parties, a point has not one worth for each of them, or
        a mark is not known.
    """
    stated = tuple(no_agreement) or (None,) * len(parties)
    _refuse(parties, points, stated)
    pairs = list(combinations(range(len(parties)), 2))
    drawn = _thin(points, MOST_DRAWN // len(pairs))
    title = f"What packages are worth to {listed(parties)}, each in its own units"
    description = _describe(parties, points, drawn, stated)
    axes = [
        _axis([*(one.worth[side] for one in points), *([floor] if floor is not None else [])])
        for side, floor in enumerate(stated)
    ]
    layout = _Layout.of(parties, axes, len(pairs))
    legend = _legend_of(points, drawn, stated, layout.panel[0] - 30)
    height = layout.bottom + sum(_height_of(sign, lines) for sign, lines in legend) + 10
    drawing = Drawing(
        id=id, title=title, description=description, width=layout.width, height=height
    )
    for place, pair in enumerate(pairs):
        plot = _Plot(drawing, layout.corner(place), (axes[pair[0]], axes[pair[1]]))
        plot.frame([parties[side] for side in pair], layout)
        plot.floors([stated[side] for side in pair])
        plot.dots([((one.worth[pair[0]], one.worth[pair[1]]), one) for one in drawn])
    _draw_legend(drawing, legend, layout.bottom + 12)
    table = _table(title, parties, points, stated)
    return Figure(id, title, description, drawing.svg(), table)


def _refuse(
    parties: Sequence[str], points: Sequence[Point], stated: Sequence[Fraction | None]
) -> None:
    if len(parties) < 2:
        raise ValueError("a plot takes two parties or more")
    if len(stated) != len(parties):
        raise ValueError("one no-agreement value a party, or None")
    for one in points:
        if len(one.worth) != len(parties):
            raise ValueError("a point has one worth for each party")
        for mark in one.marks:
            if mark != PARETO and mark not in POINTS:
                raise ValueError(f"there is no mark {mark}")


def _thin(points: Sequence[Point], most: int) -> list[Point]:
    """All with a letter or a name; then those on the frontier, then others, every so many-th."""
    kept = {place for place, one in enumerate(points) if one.is_named}
    for on_frontier in (True, False):
        some = [
            place
            for place, one in enumerate(points)
            if (PARETO in one.marks) == on_frontier and place not in kept
        ]
        room = min(max(most - len(kept), 0), len(some))
        kept |= {some[n * len(some) // room] for n in range(room)}
    return [one for place, one in enumerate(points) if place in kept]


def _axis(numbers: Sequence[Fraction]) -> Axis:
    """An axis with as many ticks as their labels leave room for."""
    for most in range(_MOST_TICKS, 2, -1):
        axis = Axis.over(numbers, most=most)
        if _widest(axis) + 10 <= _WIDE / (len(axis.ticks) - 1):
            break
    return axis


def _widest(axis: Axis) -> float:
    return max(len(written(tick)) for tick in axis.ticks) * CHARACTER


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the plots stand, all of one size, at most two beside each other."""

    gutter: float
    right: float
    heads: int
    feet: int
    plots: int

    @classmethod
    def of(cls, parties: Sequence[str], axes: Sequence[Axis], plots: int) -> _Layout:
        half = max(_widest(axis) for axis in axes[:-1]) / 2
        return cls(
            gutter=max(max(_widest(axis) for axis in axes[1:]) + 8, half + 2),
            right=half + 2,
            heads=max(len(_axis_name("↑", name)) for name in parties[1:]),
            feet=max(len(_axis_name("→", name)) for name in parties[:-1]),
            plots=plots,
        )

    @property
    def panel(self) -> tuple[float, float]:
        """Width and height of one plot with all that belongs to it."""
        tall = LINE * self.heads + 8 + _TALL + LINE + 8 + LINE * self.feet
        return self.gutter + _WIDE + self.right, tall

    @property
    def columns(self) -> int:
        return min(self.plots, 2)

    @property
    def width(self) -> float:
        return 2 * _SIDE + self.columns * self.panel[0] + (self.columns - 1) * _APART

    @property
    def bottom(self) -> float:
        rows = -(-self.plots // self.columns)
        return _SIDE + rows * self.panel[1] + (rows - 1) * _APART + 10

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of the axes of one plot."""
        row, column = divmod(place, self.columns)
        x = _SIDE + column * (self.panel[0] + _APART) + self.gutter
        y = _SIDE + row * (self.panel[1] + _APART) + LINE * self.heads + 8
        return x, y


def _axis_name(arrow: str, party: str) -> list[str]:
    return wrap(f"{arrow} worth to {party}, in its own units", _WIDE, most=3)


@dataclass(slots=True)
class _Plot:
    """One plot: two axes, and what lies between them."""

    drawing: Drawing
    corner: tuple[float, float]
    axes: tuple[Axis, Axis]
    taken: list[_Box] = field(default_factory=list)

    def place(self, worth: tuple[Fraction, Fraction]) -> tuple[float, float]:
        """Where two worths lie, in px."""
        x, y = self.corner
        return (
            self.axes[0].place(worth[0], x, x + _WIDE),
            self.axes[1].place(worth[1], y + _TALL, y),
        )

    def frame(self, names: Sequence[str], layout: _Layout) -> None:
        """Draw the axes with their names and ticks."""
        x, y = self.corner
        across, up = names
        head, foot = _axis_name("↑", up), _axis_name("→", across)
        left = x - layout.gutter
        self.drawing.lines(left, y - 12 - LINE * (len(head) - 1), head, small=True)
        self.drawing.lines(x, y + _TALL + 2 * LINE + 6, foot, small=True)
        for tick in self.axes[0].ticks:
            at = self.axes[0].place(tick, x, x + _WIDE)
            self.drawing.line(at, y, at, y + _TALL + 4, opacity=0.15, kind="grid")
            self.drawing.text(at, y + _TALL + LINE + 3, written(tick), middle=True, small=True)
        for tick in self.axes[1].ticks:
            at = self.axes[1].place(tick, y + _TALL, y)
            self.drawing.line(x - 4, at, x + _WIDE, at, opacity=0.15, kind="grid")
            middle = x - 6 - len(written(tick)) * CHARACTER / 2
            self.drawing.text(middle, at + 4, written(tick), middle=True, small=True)
        self.drawing.line(x, y, x, y + _TALL)
        self.drawing.line(x, y + _TALL, x + _WIDE, y + _TALL)

    def floors(self, stated: Sequence[Fraction | None]) -> None:
        """Draw what no agreement is worth, where stated."""
        x, y = self.corner
        across, up = stated
        if across is not None:
            at = self.axes[0].place(across, x, x + _WIDE)
            self.drawing.line(at, y, at, y + _TALL, dashed=True, opacity=0.8, kind="no-agreement")
        if up is not None:
            at = self.axes[1].place(up, y + _TALL, y)
            self.drawing.line(x, at, x + _WIDE, at, dashed=True, opacity=0.8, kind="no-agreement")

    def dots(self, points: Sequence[tuple[tuple[Fraction, Fraction], Point]]) -> None:
        """Draw points: the many, then the frontier, then those with a name, last the letters."""
        for on_frontier in (False, True):
            for worth, one in points:
                if (PARETO in one.marks) == on_frontier:
                    _draw_dot(self.drawing, *self.place(worth), on_frontier=on_frontier)
        letters: dict[tuple[float, float], list[str]] = {}
        spots = [self.place(worth) for worth, _ in points]
        for (x, y), (_, one) in zip(spots, points, strict=True):
            for mark in one.marks:
                if mark in POINTS:
                    _draw_mark(self.drawing, mark, x, y)
                    self.taken.append((x - 9, y - 9, x + 9, y + 9))
            if one.letter:
                letters.setdefault((round(x, 1), round(y, 1)), []).append(one.letter)
        for x, y in letters:
            self.drawing.dot(x, y, radius=_RING, hollow=True, kind="idea")
            self.taken.append((x - _RING, y - _RING, x + _RING, y + _RING))
        for (x, y), some in letters.items():
            self._write(", ".join(dict.fromkeys(some)), (x, y), spots)

    def _write(
        self, text: str, at: tuple[float, float], dots: Sequence[tuple[float, float]]
    ) -> None:
        """Write letters near their point, clear of signs and rather of dots; a line if far."""
        left, top = self.corner
        wide = len(text) * CHARACTER
        boxes = [
            (across, up, across + wide, up + 12)
            for across in _steps(left + 2, left + _WIDE - wide - 2)
            for up in _steps(top + 2, top + _TALL - 14)
        ]
        near = [box for box in boxes if _gap(box, at) < _NEAR]
        spot = self._clear(near, at, dots) or self._clear(boxes, at, ()) or boxes[-1]
        self.taken.append(spot)
        gap = _gap(spot, at)
        if gap > 2 * _RING + 4:
            ends = [
                min(max(one, low), high)
                for one, low, high in zip(at, spot[:2], spot[2:], strict=True)
            ]
            starts = [one + (end - one) * _RING / gap for one, end in zip(at, ends, strict=True)]
            self.drawing.line(*starts, *ends, opacity=0.5)
        self.drawing.text(spot[0] + wide / 2, spot[1] + 10, text, middle=True, bold=True)

    def _clear(
        self,
        boxes: Sequence[_Box],
        at: tuple[float, float],
        dots: Sequence[tuple[float, float]],
    ) -> _Box | None:
        """The box that lies nearest and on fewest dots, of those clear of all that is taken."""
        x, y = at
        reach = _NEAR + 30
        close = [one for one in dots if abs(one[0] - x) < reach and abs(one[1] - y) < reach]
        free = [box for box in boxes if not any(_overlap(box, other) for other in self.taken)]
        return min(
            free,
            key=lambda box: (
                round(_gap(box, at) + 3 * sum(_gap(box, dot) < 2 for dot in close)),
                box[1],
                -box[0],
            ),
            default=None,
        )


def _steps(low: float, high: float) -> list[float]:
    """Places from low to high, 5 px apart; the low one where there is no room."""
    return [low + 5 * n for n in range(max(int((high - low) / 5), 0) + 1)]


def _gap(box: _Box, at: tuple[float, float]) -> float:
    """How far a point is from a box."""
    x, y = at
    return hypot(max(box[0] - x, x - box[2], 0.0), max(box[1] - y, y - box[3], 0.0))


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _draw_dot(drawing: Drawing, x: float, y: float, *, on_frontier: bool, kind: str = "") -> None:
    if on_frontier:
        drawing.dot(x, y, radius=2.6, opacity=0.85, kind=kind or "frontier")
    else:
        drawing.dot(x, y, radius=1.7, opacity=0.35, kind=kind or "other")


def _draw_mark(drawing: Drawing, mark: str, x: float, y: float, *, kind: str = "") -> None:
    """Draw the sign of a named point; all of them can stand around one ring."""
    for x1, y1, x2, y2 in _SIGNS[mark]:
        drawing.line(x + x1, y + y1, x + x2, y + y2, opacity=0.9, width=1.5, kind=kind or mark)


def _legend_of(
    points: Sequence[Point],
    drawn: Sequence[Point],
    stated: Sequence[Fraction | None],
    width: float,
) -> list[tuple[str, list[str]]]:
    """The signs that occur, each with what it means, as lines."""
    marks = {mark for one in points for mark in one.marks}
    said: list[tuple[str, str]] = []
    if any(PARETO not in one.marks for one in points):
        said.append(("other", "a package"))
    if PARETO in marks:
        said.append(
            (PARETO, "on the frontier: no other is worth more to one party and less to none")
        )
    said += [(mark, text) for mark, text in POINTS.items() if mark in marks]
    if any(one.letter for one in points):
        said.append(("idea", "an idea, by its letter"))
    if any(floor is not None for floor in stated):
        said.append(("no-agreement", "what no agreement is worth, where stated"))
    if len(stated) > 2 and PARETO in marks:
        said.append(("", "The frontier is that of all parties, not of the two of a plot."))
    said.append(("", "Units are each party's own: nothing is compared across."))
    if len(drawn) < len(points):
        said.append(("", _how_many(points, drawn)))
    return [(sign, wrap(text, width if sign else width + 26, most=3)) for sign, text in said]


def _how_many(points: Sequence[Point], drawn: Sequence[Point]) -> str:
    return f"{len(drawn):,} of {len(points):,} packages are drawn."


def _height_of(sign: str, lines: Sequence[str]) -> float:
    """The height of a row of the legend: signs need more than a line."""
    return LINE * len(lines) + (9 if sign in POINTS else 0)


def _draw_legend(drawing: Drawing, legend: Iterable[tuple[str, Sequence[str]]], top: float) -> None:
    y = top
    for sign, lines in legend:
        y += (_height_of(sign, lines) - LINE * len(lines)) / 2
        x, middle = _SIDE + 10, y - 4
        if sign in {"other", PARETO}:
            _draw_dot(drawing, x, middle, on_frontier=sign == PARETO, kind="key")
        elif sign == "idea":
            drawing.dot(x, middle, radius=_RING, hollow=True)
        elif sign == "no-agreement":
            drawing.line(x - 10, middle, x + 10, middle, dashed=True, opacity=0.8)
        elif sign:
            _draw_mark(drawing, sign, x, middle, kind="key")
        drawing.lines(_SIDE + (26 if sign else 0), y, lines, small=True)
        y += (_height_of(sign, lines) + LINE * len(lines)) / 2


def _describe(
    parties: Sequence[str],
    points: Sequence[Point],
    drawn: Sequence[Point],
    stated: Sequence[Fraction | None],
) -> str:
    plots = "one plot" if len(parties) == 2 else "one plot for each pair of parties"
    said = [f"Each dot is a package; {plots}."]
    said.append(
        _how_many(points, drawn)
        if len(drawn) < len(points)
        else f"All {len(points):,} packages are drawn."
    )
    frontier = sum(PARETO in one.marks for one in points)
    if frontier:
        said.append(f"{frontier:,} are on the frontier.")
    for one in points:
        if one.is_named:
            worths = (f"{written(n)} to {p}" for n, p in zip(one.worth, parties, strict=True))
            said.append(f"Worth {listed(worths)}: {_name(one)}.")
    floors = [
        f"{written(floor)} to {party}"
        for party, floor in zip(parties, stated, strict=True)
        if floor is not None
    ]
    if floors:
        said.append(f"No agreement is worth {listed(floors)}.")
    return " ".join(said)


def _name(one: Point) -> str:
    names = [POINTS[mark] for mark in one.marks if mark in POINTS]
    return listed([*([f"idea {one.letter}"] if one.letter else []), *names])


def _table(
    title: str,
    parties: Sequence[str],
    points: Sequence[Point],
    stated: Sequence[Fraction | None],
) -> Table:
    shown = _thin(points, MOST_ROWS)
    caption = title
    if len(shown) < len(points):
        caption += f": {len(shown):,} of {len(points):,} packages"
    rows = [
        (
            _name(one) or "a package",
            *map(written, one.worth),
            "on it" if PARETO in one.marks else "",
        )
        for one in shown
    ]
    if any(floor is not None for floor in stated):
        floors = ("not stated" if floor is None else written(floor) for floor in stated)
        rows.append(("no agreement", *floors, ""))
    head = ("Package", *(f"Worth to {party}" for party in parties), "Frontier")
    return Table(caption=caption, head=head, rows=tuple(rows))
