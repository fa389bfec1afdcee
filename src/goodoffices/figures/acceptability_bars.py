"""How often sampled preference profiles accept each package, with the error of sampling.

A share of profiles, no probability: it says what the stated preferences leave open, never how
likely a party is to agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from goodoffices.figures.figure import BLUE, BOLD, LINE, Drawing, Figure, Table, wrap

CAPTION: Final = "share of sampled preference profiles, no probability"

_PERCENT: Final = 100

_LEFT, _BAR, _RIGHT, _PAD = 110.0, 150.0, 104.0, 6.0
"""Of the labels, of the whole range, of the numbers, around the picture; in px."""


@dataclass(frozen=True, slots=True)
class Acceptability:
    """One package: how it is called, and in how many of the profiles it is accepted.

    Attributes
    ----------
    label
        By which the page calls it.
    share
        Of the sampled profiles, from 0 to 1: in which every negotiating party prefers it to no
        agreement.
    standard_error
        Of that share, by sampling alone; not below 0.
    """

    label: str
    share: Fraction
    standard_error: float


def draw_acceptability_bars(
    packages: Sequence[Acceptability], *, samples: int, id: str = "acceptability"
) -> Figure:
    """Return the share of sampled profiles that accept each package, with a table.

    Parameters
    ----------
    packages : sequence of Acceptability
        In the order given, which is no ranking.
    samples : int
        How many profiles were sampled.

    Raises
    ------
    ValueError
        Where a share lies outside 0 to 1, or an error below 0.
    """
    for one in packages:
        if not 0 <= one.share <= 1 or not one.standard_error >= 0:
            raise ValueError(f"{one.label}: a share lies from 0 to 1, and its error not below 0")
    title = f"Acceptability: {CAPTION}"
    description = (
        f"For each package the share of {samples:,} sampled preference profiles in which every "
        "negotiating party prefers it to no agreement, and one standard error either way: "
        + "; ".join(f"{one.label} {_said(one)}" for one in packages)
        + "."
    )
    labels = [wrap(one.label, (_LEFT - 14) / BOLD, most=6) for one in packages]
    notes = [
        *wrap(f"{CAPTION}; {samples:,} profiles", _LEFT + _BAR + _RIGHT),
        *wrap("lines: one standard error either way", _LEFT + _BAR + _RIGHT),
    ]
    talls = [max(LINE * len(lines) + 8, 26) for lines in labels]
    top = _PAD + LINE + 6
    bottom = top + sum(talls)
    width = 2 * _PAD + _LEFT + _BAR + _RIGHT
    height = bottom + LINE * len(notes) + 14
    drawing = Drawing(id=id, title=title, description=description, width=width, height=height)
    left = _PAD + _LEFT
    for quarter in range(5):
        x = left + _BAR * quarter / 4
        drawing.line(x, top - 4, x, bottom, opacity=0.15, kind="grid")
        if quarter % 2 == 0:
            drawing.text(x, top - 8, f"{25 * quarter} %", middle=True, small=True)
    y = top
    for one, lines, tall in zip(packages, labels, talls, strict=True):
        middle = y + tall / 2
        drawing.lines(_PAD, middle + 4 - LINE * (len(lines) - 1) / 2, lines, bold=True)
        _draw_bar(drawing, one, left, middle)
        drawing.text(left + _BAR + 12, middle + 4, _said(one), small=True)
        y += tall
    drawing.line(left, top - 4, left, bottom)
    drawing.lines(_PAD, bottom + LINE + 3, notes, small=True)
    table = Table(
        caption=f"{title}; {samples:,} profiles",
        head=("Package", "Share of profiles", "Standard error"),
        rows=tuple((one.label, f"{_share(one)} %", _error(one, samples)) for one in packages),
    )
    return Figure(id, title, description, drawing.svg(), table)


def _share(one: Acceptability) -> str:
    """In percent; none or all only where it is."""
    if 0 < one.share < Fraction(1, 1000):
        return "<0.1"
    if Fraction(999, 1000) < one.share < 1:
        return ">99.9"
    return f"{100 * float(one.share):.1f}"


def _error(one: Acceptability, samples: int) -> str:
    """In percent; where all samples agree, by how much the share may yet be otherwise.

    With a share above 3 / samples of other profiles, seeing none of them has a chance below 5 %.
    """
    if not one.standard_error and samples:
        return f"all alike: up to {_PERCENT * min(3 / samples, 1):.1f} % may be otherwise"
    return f"{_PERCENT * one.standard_error:.1f} %"


def _said(one: Acceptability) -> str:
    return f"{_share(one)} ± {_PERCENT * one.standard_error:.1f} %"


def _draw_bar(drawing: Drawing, one: Acceptability, left: float, middle: float) -> None:
    """A bar, and a line of one standard error either way, as far as there are shares."""
    share = float(one.share)
    if share:
        drawing.box(
            left, middle - 6, _BAR * share, 12, fill=BLUE, corner=0,
            outlined=False, kind="share",
        )  # fmt: skip
    low, high = max(share - one.standard_error, 0.0), min(share + one.standard_error, 1.0)
    if high > low:
        start, end = left + _BAR * low, left + _BAR * high
        drawing.line(start, middle, end, middle, opacity=0.9, width=1.5, kind="error")
        for x in (start, end):
            drawing.line(x, middle - 4, x, middle + 4, opacity=0.9, width=1.5, kind="error")
