"""How exposed each party is at each moment of a schedule, or what it would gain by stopping.

A panel a party, since each share is one of that party's own total benefit; nothing is read across
from one party to another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final, Literal

from goodoffices.figures.axis import percent
from goodoffices.figures.figure import (
    BLUE,
    BOLD,
    CHARACTER,
    LINE,
    Drawing,
    Figure,
    Table,
    wrap,
)

Kind = Literal["exposure", "shortfall"]

_TITLES: Final[Mapping[Kind, str]] = {
    "exposure": (
        "Exposure, moment by moment: what each party has done for which the return is still owed"
    ),
    "shortfall": "Shortfall, moment by moment: what each party would gain by stopping there",
}

_NOTES: Final = (
    "100 % is all that this party gets by the agreement, as it matters to that party.",
    "Shares of two parties are not measured alike: no panel is read against another.",
)

_BOUNDS_NOTE: Final = (
    "Firm line: at most. Shaded: all that the stated importance leaves open, down to the broken "
    "line, at least."
)

_ONE_LINE_NOTE: Final = "Firm line: the share itself; nothing is left open."

_WIDTH, _PAD, _GUTTER = 360.0, 6.0, 44.0
"""Of the picture, which so fits a page of 390 px; around it; of the numbers at least; in px."""
_TALL, _APART = 96.0, 18.0
"""Of the plot of a panel; between panels; in px."""
_MOST_LINES: Final = 3
"""A label of a moment that needs more lines than this is a number with a key."""
_MOST_KEYS: Final = 30
"""Of more moments the key says where to find them: in the table."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One party: its name, and at each moment the least and the most it can be.

    Attributes
    ----------
    party
        The name of the party.
    bounds
        For each moment (low, high), in shares of that party's own total benefit, not below 0.
        Above 1 only where more is at stake than the party gets in all.
    """

    party: str
    bounds: tuple[tuple[Fraction, Fraction], ...]


def draw_exposure_chart(
    curves: Sequence[Curve],
    moments: Sequence[str],
    *,
    kind: Kind = "exposure",
    id: str = "",
    when: str = "",
) -> Figure:
    """Return one measure of every party at every moment, a panel a party, with a table.

    Parameters
    ----------
    curves : sequence of Curve
        In the order of the case, which is no ranking.
    moments : sequence of str
        What each moment is called, in the order in which they come.
    kind : {"exposure", "shortfall"}
        Which of the two the bounds are.
    id : str
        Its name in the page; by default the kind.
    when : str
        Of which order it is, where a page has several: it is put before the title.

    Raises
    ------
    ValueError
        Where a curve has not one pair of bounds a moment, or its bounds are no shares.
    """
    _refuse(curves, moments)
    title = f"{when}: {_TITLES[kind][0].lower()}{_TITLES[kind][1:]}" if when else _TITLES[kind]
    said = [_largest(curve, moments) for curve in curves]
    axis = _Moments.of(moments, max([_GUTTER, *(_gutter(curve) for curve in curves)]))
    panels = [
        _Panel.of(curve, text, axis) for curve, text in zip(curves, said, strict=True) if moments
    ]
    key = axis.key() if panels else []
    notes = [
        line for note in _notes(curves, moments) for line in wrap(note, _WIDTH - 2 * _PAD, most=5)
    ]
    under = LINE * len(key[0]) + 8 if key else 0.0
    height = sum(panel.tall for panel in panels) + under + LINE * len(notes) + 2 * _PAD + 4
    description = " ".join(
        [
            "A panel a party; each share is one of that party's own total benefit.",
            *(f"{curve.party}: {text}." for curve, text in zip(curves, said, strict=True)),
            "Every moment stands in the table that follows.",
        ]
    )
    id = id or kind
    drawing = Drawing(id=id, title=title, description=description, width=_WIDTH, height=height)
    y = _PAD
    for panel in panels:
        panel.draw(drawing, y)
        y += panel.tall
    for place, lines in enumerate(key):
        drawing.lines(_PAD + place * (_WIDTH / 2 - _PAD), y + LINE, lines, small=True)
    drawing.lines(_PAD, y + under + LINE, notes, small=True)
    return Figure(id, title, description, drawing.svg(), _table(title, curves, moments))


def _refuse(curves: Sequence[Curve], moments: Sequence[str]) -> None:
    for curve in curves:
        if len(curve.bounds) != len(moments):
            raise ValueError(f"{curve.party}: {len(curve.bounds)} bounds, {len(moments)} moments")
        for (low, high), moment in zip(curve.bounds, moments, strict=True):
            if not 0 <= low <= high:
                raise ValueError(f"{curve.party}, {moment}: from {low} to {high} are no bounds")


def _said(bounds: tuple[Fraction, Fraction]) -> str:
    """Bounds in percent; one number where both are said alike."""
    low, high = map(percent, bounds)
    return low if low == high else f"{low} to {high}"


def _largest(curve: Curve, moments: Sequence[str]) -> str:
    """Where the most is largest, and how large, in words."""
    most = max((high for _, high in curve.bounds), default=Fraction(0))
    if not most:
        return "none at any moment" if moments else "no moments"
    places = [place for place, (_, high) in enumerate(curve.bounds) if high == most]
    words = f"at most {percent(most)}, at the moment “{moments[places[0]]}”"
    more = len(places) - 1
    return words + (f" and at {more} {'other' if more == 1 else 'others'}" if more else "")


def _top_share(curve: Curve) -> Fraction:
    """The top of the axis: all, or the next half above where more is at stake."""
    most = max((high for _, high in curve.bounds), default=Fraction(0))
    return max(Fraction(1), Fraction(ceil(2 * most), 2))


def _ticks(top_share: Fraction) -> list[Fraction]:
    """From below: none, half and all; or none, all, and the top above it."""
    inner = [Fraction(1)] if top_share > 1 else [Fraction(1, 2)]
    return [Fraction(0), *inner, top_share]


def _gutter(curve: Curve) -> float:
    """The room that the numbers of an axis need."""
    return len(percent(_top_share(curve))) * CHARACTER + 8


@dataclass(frozen=True, slots=True)
class _Moments:
    """The axis of moments: their names under it, or numbers and a key."""

    names: Sequence[str]
    gutter: float
    labels: list[list[str]]
    every: int
    are_named: bool

    @classmethod
    def of(cls, names: Sequence[str], gutter: float) -> _Moments:
        slot = (_WIDTH - 2 * _PAD - gutter) / max(len(names), 1)
        wrapped = [wrap(name, slot - 2, most=_MOST_LINES) for name in names]
        fits = all(
            " ".join(lines) == " ".join(name.split())
            and max(map(len, lines), default=0) * CHARACTER <= slot
            for name, lines in zip(names, wrapped, strict=True)
        )
        if fits:
            return cls(names, gutter, wrapped, 1, are_named=True)
        room = (len(str(len(names))) + 1) * CHARACTER
        every = next(
            (step for step in (1, 2, 5, 10, 20, 50, 100) if step * slot >= room), len(names)
        )
        numbers = [[str(place + 1)] for place in range(len(names))]
        return cls(names, gutter, numbers, every, are_named=False)

    def x(self, place: int) -> float:
        """Where the slot of a moment begins."""
        left = _PAD + self.gutter
        return left + round((_WIDTH - _PAD - left) * place / len(self.names))

    @property
    def lines(self) -> int:
        """How many the tallest label has."""
        return max(map(len, self.labels), default=0)

    def key(self) -> list[list[str]]:
        """Columns of what the numbers stand for; none where the names stand under the axis."""
        if self.are_named:
            return []
        wide = _WIDTH - 2 * _PAD
        if len(self.names) > _MOST_KEYS:
            said = f"Moments 1 to {len(self.names)}, by name in the table that follows."
            return [wrap(said, wide)]
        named = [f"{place + 1}: {name}" for place, name in enumerate(self.names)]
        if max(map(len, named)) * CHARACTER <= wide / 2 - 4:
            half = -(-len(named) // 2)
            return [named[:half], named[half:]]
        return [[line for text in named for line in wrap(text, wide, most=2)]]

    def is_labelled(self, place: int) -> bool:
        """Whether a moment has its label: all, or every so many-th number, and the first."""
        return (place + 1) % self.every == 0 or (place == 0 and self.every > 2)


@dataclass(frozen=True, slots=True)
class _Panel:
    """One party: its name, what is largest in words, and the plot."""

    curve: Curve
    name: list[str]
    said: list[str]
    axis: _Moments
    top_share: Fraction

    @classmethod
    def of(cls, curve: Curve, said: str, axis: _Moments) -> _Panel:
        wide = _WIDTH - 2 * _PAD
        return cls(
            curve=curve,
            name=wrap(curve.party, wide / BOLD, most=3),
            said=wrap(said, wide),
            axis=axis,
            top_share=_top_share(curve),
        )

    @property
    def head(self) -> float:
        return LINE * len(self.name + self.said) + 14

    @property
    def tall(self) -> float:
        return self.head + _TALL + LINE * self.axis.lines + 8 + _APART

    def draw(self, drawing: Drawing, top: float) -> None:
        drawing.lines(_PAD, top + LINE, self.name, bold=True)
        drawing.lines(_PAD, top + LINE * (1 + len(self.name)), self.said, small=True)
        self._draw_axes(drawing, top + self.head)
        self._draw_bounds(drawing, top + self.head)

    def _y(self, share: Fraction, top: float) -> float:
        return top + _TALL * float(1 - share / self.top_share)

    def _draw_axes(self, drawing: Drawing, top: float) -> None:
        left, right = self.axis.x(0), self.axis.x(len(self.curve.bounds))
        written = top + 2 * _TALL
        for share in _ticks(self.top_share):
            y = self._y(share, top)
            is_all = share == 1 < self.top_share
            drawing.line(
                left - 4, y, right, y, opacity=0.7 if is_all else 0.2, dashed=is_all, kind="grid"
            )
            if written - y < LINE:
                continue
            text, written = percent(share), y
            drawing.text(left - 6 - len(text) * CHARACTER / 2, y + 4, text, middle=True, small=True)
        drawing.line(left, top, left, top + _TALL)
        drawing.line(left, top + _TALL, right, top + _TALL)
        for place, lines in enumerate(self.axis.labels):
            start, end = self.axis.x(place), self.axis.x(place + 1)
            if self.axis.is_labelled(place):
                drawing.line(end, top + _TALL, end, top + _TALL + 4, opacity=0.4, kind="tick")
                for row, line in enumerate(lines):
                    y = top + _TALL + LINE * (row + 1) + 1
                    drawing.text((start + end) / 2, y, line, middle=True, small=True)

    def _draw_bounds(self, drawing: Drawing, top: float) -> None:
        """From the least to the most as a band, with the most drawn firm; a slot a moment."""
        before: float | None = None
        for place, (low, high) in enumerate(self.curve.bounds):
            start, end = self.axis.x(place), self.axis.x(place + 1)
            least, most = self._y(low, top), self._y(high, top)
            if low < high:
                drawing.box(
                    start, most, end - start, least - most, fill=BLUE, opacity=0.45, corner=0,
                    outlined=False, kind="band",
                )  # fmt: skip
                drawing.line(start, least, end, least, dashed=True, kind="least")
            if before is not None and before != most:
                drawing.line(start, before, start, most, opacity=0.9, width=2, kind="rise")
            drawing.line(start, most, end, most, opacity=0.9, width=2.5, kind="most")
            before = most


def _notes(curves: Sequence[Curve], moments: Sequence[str]) -> list[str]:
    if not curves or not moments:
        return ["There is nothing to draw: no party has shares at any moment."]
    is_open = any(low < high for curve in curves for low, high in curve.bounds)
    return [_BOUNDS_NOTE if is_open else _ONE_LINE_NOTE, *_NOTES]


def _table(title: str, curves: Sequence[Curve], moments: Sequence[str]) -> Table:
    return Table(
        caption=f"{title}; in shares of that party's own total benefit",
        head=("Moment", *(curve.party for curve in curves)),
        rows=tuple(
            (moment, *(_said(curve.bounds[place]) for curve in curves))
            for place, moment in enumerate(moments)
        ),
    )
