"""Curves as SVG: what grows how fast, on a scale of powers of ten.

Drawn on a light ground of their own, so that they read the same on a light and a dark page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final
from xml.etree import ElementTree as ET

Curve = Sequence[tuple[float, float]]

WIDTH: Final = 720.0
HEIGHT: Final = 360.0
LEFT, RIGHT, TOP, BOTTOM = 74.0, 190.0, 34.0, 48.0
GROUND: Final = "#fbfbf9"
INK: Final = "#22262b"
STROKES: Final = (
    ("#1f5f99", ""),
    ("#a34a1f", "7 3"),
    ("#4b7a2b", "2 3"),
    ("#6b4a94", "10 3 2 3"),
    ("#555555", "1 5"),
)
"""Colour and dashes of each curve, in turn: dashes tell them apart without colour."""


@dataclass(frozen=True, slots=True)
class Axes:
    """What stands on the axes; the one upwards goes by powers of ten.

    Attributes
    ----------
    across, upwards
        What is counted.
    tick
        A power of ten in words.
    """

    across: str
    upwards: str
    tick: Callable[[float], str]


def draw_curves(
    curves: Mapping[str, Curve], axes: Axes, *, id: str, title: str, description: str
) -> str:
    """Return an SVG with one line a curve, its name at its end, and its points marked.

    Examples
    --------
    >>> axes = Axes("issues", "time", lambda power: f"{power:g} s")
    >>> drawn = draw_curves(
    ...     {"2 parties": [(10, 0.02), (20, 0.5)]}, axes, id="c", title="Growth", description="."
    ... )
    >>> drawn.count("<polyline"), drawn.count("<circle"), ">0.1 s<" in drawn
    (1, 2, True)
    """
    places = [place for curve in curves.values() for place in curve]
    frame = _Frame(
        min(x for x, _ in places),
        max(x for x, _ in places),
        floor(log10(min(y for _, y in places))),
        max(ceil(log10(max(y for _, y in places))), floor(log10(min(y for _, y in places))) + 1),
    )
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
            "role": "img",
            "aria-labelledby": f"{id}-title {id}-desc",
            "font-family": "system-ui, sans-serif",
            "font-size": "12",
            "fill": INK,
        },
    )
    ET.SubElement(root, "title", {"id": f"{id}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{id}-desc"}).text = description
    ground = {"width": f"{WIDTH:g}", "height": f"{HEIGHT:g}", "rx": "6", "fill": GROUND}
    ET.SubElement(root, "rect", ground)
    _draw_axes(root, frame, axes, sorted({x for x, _ in places}))
    ends: list[float] = []
    by_height = sorted(curves.items(), key=lambda one: one[1][-1][1], reverse=True)
    strokes = dict(zip(curves, STROKES, strict=False))
    for name, curve in by_height:
        colour, dashes = strokes[name]
        line = " ".join(f"{frame.x(x):.1f},{frame.y(y):.1f}" for x, y in curve)
        attributes = {"points": line, "fill": "none", "stroke": colour, "stroke-width": "2"}
        if dashes:
            attributes["stroke-dasharray"] = dashes
        ET.SubElement(root, "polyline", attributes)
        for x, y in curve:
            spot = {"cx": f"{frame.x(x):.1f}", "cy": f"{frame.y(y):.1f}", "r": "3", "fill": colour}
            ET.SubElement(root, "circle", spot)
        # Names that would stand on each other move down.
        end = max([frame.y(curve[-1][1]), *(place + 15 for place in ends[-1:])])
        ends.append(end)
        _text(root, WIDTH - RIGHT + 12, end + 4, name, fill=colour)
    return ET.tostring(root, encoding="unicode") + "\n"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where numbers lie in the picture; `low` and `high` are powers of ten."""

    first: float
    last: float
    low: int
    high: int

    def x(self, number: float) -> float:
        part = (number - self.first) / ((self.last - self.first) or 1)
        return LEFT + part * (WIDTH - LEFT - RIGHT)

    def y(self, number: float) -> float:
        part = (log10(number) - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)


def _draw_axes(root: ET.Element, frame: _Frame, axes: Axes, across: Sequence[float]) -> None:
    floor_y, end_x = HEIGHT - BOTTOM, WIDTH - RIGHT
    for power in range(frame.low, frame.high + 1):
        y = frame.y(10.0**power)
        _line(root, LEFT, y, end_x, y)
        _text(root, LEFT - 8, y + 4, axes.tick(10.0**power), anchor="end")
    before = -100.0
    for number in across:
        x = frame.x(number)
        _line(root, x, floor_y, x, floor_y + 5)
        if x - before >= 24:
            _text(root, x, floor_y + 20, f"{number:g}", anchor="middle")
            before = x
    _text(root, (LEFT + end_x) / 2, HEIGHT - 10, axes.across, anchor="middle")
    _text(root, 12, 20, axes.upwards)


def _line(root: ET.Element, x1: float, y1: float, x2: float, y2: float) -> None:
    places = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    attributes = {name: f"{value:.1f}" for name, value in places.items()}
    ET.SubElement(root, "line", {**attributes, "stroke": INK, "stroke-opacity": ".25"})


def _text(
    root: ET.Element, x: float, y: float, text: str, *, anchor: str = "start", fill: str = INK
) -> None:
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "fill": fill}
    ET.SubElement(root, "text", attributes).text = text
