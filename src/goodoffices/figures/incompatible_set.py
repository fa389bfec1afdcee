"""A small diagram of one incompatible set: which positions of whom meet on which issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.figures.figure import LINE, Drawing, Figure, Table, wrap
from goodoffices.gaps.sentences import listed

_BOX, _GAP, _PAD, _ISSUE = 270.0, 12.0, 8.0, 170.0
_LANE, _MARGIN = 18.0, 22.0
"""From one lane to the next, and from the boxes to the first and last of them, in px."""
_APART = 5.0
"""Horizontal lines keep so far apart, in px, that none is taken for another."""


@dataclass(frozen=True, slots=True)
class Member:
    """One position of a set as a figure shows it: its label, holders, words and issues."""

    label: str
    holders: str
    words: str
    issues: tuple[str, ...]


def draw_incompatible_set(
    members: Sequence[Member],
    issue_names: Mapping[str, str],
    *,
    id: str,
) -> Figure:
    """Return one incompatible set as positions on the left and the issues they meet on.

    Each position has a lane of its own; a dot is where it meets an issue, and lines that cross
    without one do not meet.

    Parameters
    ----------
    members
        The positions, in the order of the page.
    issue_names
        Names by id; only the issues that members name are drawn.
    """
    issues = list(dict.fromkeys(issue for member in members for issue in member.issues))
    title = f"These cannot all stand: {listed(member.label for member in members)}"
    description = " ".join(
        f"{one.label}, {one.holders}: {one.words}; on {_named(one, issue_names)}."
        for one in members
    )
    heads = [wrap(f"{one.label}  {one.holders}", _BOX - 24, most=2) for one in members]
    texts = [wrap(one.words, _BOX - 16, most=6) for one in members]
    names = [wrap(issue_names[issue], _ISSUE - 16, most=2) for issue in issues]
    left = [_tall(len(head) + len(text)) for head, text in zip(heads, texts, strict=True)]
    right = [_tall(len(lines)) for lines in names]
    height = max(_stack(left), _stack(right)) + 2 * _PAD
    link = 2 * _MARGIN + _LANE * max(len(members) - 1, 0)
    width = _BOX + link + _ISSUE + 2 * _PAD
    drawing = Drawing(id=id, title=title, description=description, width=width, height=height)
    issue_at: dict[str, float] = {}
    y = (height - _stack(right)) / 2
    for issue, lines, tall in zip(issues, names, right, strict=True):
        x = _PAD + _BOX + link
        drawing.box(x, y, _ISSUE, tall, fill="#8a8a8a", opacity=0.15)
        drawing.lines(x + 8, y + 17, lines)
        issue_at[issue] = y + tall / 2
        y += tall + _GAP
    y = (height - _stack(left)) / 2
    for place, member in enumerate(members):
        drawing.box(_PAD, y, _BOX, left[place])
        drawing.lines(_PAD + 8, y + 17, heads[place], bold=True)
        drawing.lines(_PAD + 8, y + 17 + LINE * len(heads[place]), texts[place], small=True)
        start = _clear_of(y + left[place] / 2, issue_at.values())
        lane = _PAD + _BOX + _MARGIN + place * _LANE
        _join(drawing, start, lane, [issue_at[issue] for issue in member.issues], link)
        y += left[place] + _GAP
    table = Table(
        caption=title,
        head=("Position", "Held by", "As stated", "Issues"),
        rows=tuple(
            (one.label, one.holders, one.words, _named(one, issue_names)) for one in members
        ),
    )
    return Figure(id, title, description, drawing.svg(), table)


def _tall(lines: int) -> float:
    return LINE * lines + 12


def _stack(heights: Sequence[float]) -> float:
    return sum(heights) + _GAP * max(len(heights) - 1, 0)


def _clear_of(y: float, others: Iterable[float]) -> float:
    """A height near `y` at which no other line lies."""
    for other in others:
        if abs(y - other) < _APART:
            return other + _APART if y >= other else other - _APART
    return y


def _join(drawing: Drawing, start: float, lane: float, ends: Sequence[float], link: float) -> None:
    """Lead from a position into its lane and on to its issues; a dot where they meet."""
    if not ends:
        return
    drawing.line(_PAD + _BOX, start, lane, start)
    drawing.line(lane, min(start, *ends), lane, max(start, *ends))
    for end in ends:
        drawing.line(lane, end, _PAD + _BOX + link, end)
        drawing.dot(lane, end)


def _named(member: Member, names: Mapping[str, str]) -> str:
    return ", ".join(names[issue] for issue in member.issues)
