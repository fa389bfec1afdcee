"""A figure: an SVG that says in words what it shows, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
"""The name space of SVG; written without a prefix."""

CHARACTER = 7.0
"""Width of a character of 12 px text, in px, as a rule of thumb that errs on the wide side."""

BOLD = 1.2
"""How much wider bold text is, by the same rule."""

BLUE = "#4a8ac4"
"""Of bars: told from the paper in light, in dark, and in print."""


@dataclass(frozen=True, slots=True)
class Table:
    """The twin of a figure: a caption, a head, and rows whose first cell is their header."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it is called and shows, its SVG, and its table.

    The SVG carries `title` and `desc`, needs no script and no style sheet, and takes the
    colour of the text around it, so that it is readable in light, dark and print.
    """

    id: str
    title: str
    description: str
    svg: str
    table: Table


class Drawing:
    """An SVG being drawn, with its accessible name; sizes and places in px."""

    def __init__(
        self, *, id: str, title: str, description: str, width: float, height: float
    ) -> None:
        self.id = id
        self._root = ET.Element(
            "svg",
            {
                "xmlns": SVG,
                "viewBox": f"0 0 {_number(width)} {_number(height)}",
                "width": _number(width),
                "height": _number(height),
                "role": "img",
                "aria-labelledby": f"{id}-title {id}-desc",
                "class": "figure",
                "font-family": "system-ui, sans-serif",
                "font-size": "12",
                "fill": "currentColor",
            },
        )
        ET.SubElement(self._root, "title", {"id": f"{id}-title"}).text = title
        ET.SubElement(self._root, "desc", {"id": f"{id}-desc"}).text = description

    def box(  # noqa: PLR0913 -- a rectangle has as many sides to it
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        opacity: float = 1.0,
        corner: float = 4.0,
        outlined: bool = True,
        dashed: bool = False,
        kind: str = "",
    ) -> None:
        """Draw a box, by default with an outline."""
        attributes = {
            "x": _number(x),
            "y": _number(y),
            "width": _number(width),
            "height": _number(height),
            "rx": _number(corner),
            "fill": fill,
            "fill-opacity": _number(opacity),
        }
        if outlined:
            attributes |= {"stroke": "currentColor", "stroke-opacity": ".5"}
        if dashed:
            attributes["stroke-dasharray"] = "4 3"
        if kind:
            attributes["class"] = kind
        ET.SubElement(self._root, "rect", attributes)

    def line(  # noqa: PLR0913 -- two ends, and how it looks
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        opacity: float = 0.6,
        width: float = 1.0,
        dashed: bool = False,
        kind: str = "",
    ) -> None:
        """Draw a line."""
        places = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        attributes = {name: _number(value) for name, value in places.items()}
        attributes |= {"stroke": "currentColor", "stroke-opacity": f"{opacity:g}".lstrip("0")}
        if width != 1:
            attributes["stroke-width"] = _number(width)
        if dashed:
            attributes["stroke-dasharray"] = "4 3"
        if kind:
            attributes["class"] = kind
        ET.SubElement(self._root, "line", attributes)

    def dot(
        self,
        x: float,
        y: float,
        *,
        radius: float = 3.5,
        opacity: float = 1.0,
        hollow: bool = False,
        kind: str = "",
    ) -> None:
        """Mark a place: where lines meet, or a point of a plot; hollow, it is a ring."""
        attributes = {"cx": _number(x), "cy": _number(y), "r": _number(radius)}
        if hollow:
            attributes |= {"fill": "none", "stroke": "currentColor", "stroke-width": "1.5"}
        if opacity != 1:
            attributes["opacity"] = _number(opacity)
        if kind:
            attributes["class"] = kind
        ET.SubElement(self._root, "circle", attributes)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        middle: bool = False,
        bold: bool = False,
        small: bool = False,
    ) -> None:
        """Write a line of text with its base line at `y`."""
        attributes = {"x": _number(x), "y": _number(y)}
        if middle:
            attributes["text-anchor"] = "middle"
        if bold:
            attributes["font-weight"] = "600"
        if small:
            attributes["font-size"] = "11"
        ET.SubElement(self._root, "text", attributes).text = text

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        bold: bool = False,
        small: bool = False,
    ) -> None:
        """Write lines of text under each other."""
        for place, line in enumerate(lines):
            self.text(x, y + place * LINE, line, bold=bold, small=small)

    def svg(self) -> str:
        """The drawing as SVG."""
        return ET.tostring(self._root, encoding="unicode")


LINE = 15.0
"""From one base line to the next, in px."""


def wrap(text: str, width: float, *, most: int = 4) -> list[str]:
    """Break a text into lines that fit a width in px; what is too long ends in an ellipsis.

    Examples
    --------
    >>> wrap("an Arab or international force", 110)
    ['an Arab or', 'international', 'force']
    """
    longest = max(int(width / CHARACTER), 4)
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    cut = longest - 1
    return [line if len(line) <= longest else f"{line[:cut].rstrip('…')}…" for line in lines]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
