"""A small diagram of one incompatible set: which positions of whom meet on which issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.figures.figure import LINE, Drawing, Figure, Table, wrap

_BOX, _GAP, _LINK, _PAD = 270.0, 12.0, 90.0, 8.0
_ISSUE = 170.0


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
    id: str,  # noqa: A002 -- HTML's own word
) -> Figure:
    """Return one incompatible set as positions on the left and the issues they meet on.

    Parameters
    ----------
    members
        The positions, in the order of the page.
    issue_names
        Names by id; only the issues that members name are drawn.
    """
    issues = list(dict.fromkeys(issue for member in members for issue in member.issues))
    texts = [[f"{one.label}  {one.holders}", *wrap(one.words, _BOX - 16)] for one in members]
    heights = [LINE * len(lines) + 12 for lines in texts]
    left = sum(heights) + _GAP * (len(heights) - 1)
    names = [wrap(issue_names[issue], _ISSUE - 16, most=2) for issue in issues]
    issue_heights = [LINE * len(lines) + 12 for lines in names]
    right = sum(issue_heights) + _GAP * (len(issue_heights) - 1)
    height = max(left, right) + 2 * _PAD
    labels = ", ".join(member.label for member in members)
    title = f"These cannot all stand: {labels}"
    description = " ".join(
        f"{one.label}, {one.holders}: {one.words}; on {_listed(one, issue_names)}." for one in members
    )
    width = _BOX + _LINK + _ISSUE + 2 * _PAD
    drawing = Drawing(id=id, title=title, description=description, width=width, height=height)
    issue_at: dict[str, float] = {}
    y = _PAD + (height - 2 * _PAD - right) / 2
    for issue, lines, tall in zip(issues, names, issue_heights, strict=True):
        x = _PAD + _BOX + _LINK
        drawing.box(x, y, _ISSUE, tall, fill="#8a8a8a", opacity=0.15)
        drawing.lines(x + 8, y + 17, lines)
        issue_at[issue] = y + tall / 2
        y += tall + _GAP
    y = _PAD + (height - 2 * _PAD - left) / 2
    for member, lines, tall in zip(members, texts, heights, strict=True):
        drawing.box(_PAD, y, _BOX, tall)
        drawing.text(_PAD + 8, y + 17, lines[0], bold=True)
        drawing.lines(_PAD + 8, y + 17 + LINE, lines[1:], small=True)
        for issue in member.issues:
            drawing.line(_PAD + _BOX, y + tall / 2, _PAD + _BOX + _LINK, issue_at[issue])
        y += tall + _GAP
    table = Table(
        caption=title,
        head=("Position", "Held by", "As stated", "Issues"),
        rows=tuple(
            (one.label, one.holders, one.words, _listed(one, issue_names)) for one in members
        ),
    )
    return Figure(id, title, description, drawing.svg(), table)


def _listed(member: Member, names: Mapping[str, str]) -> str:
    return ", ".join(names[issue] for issue in member.issues)
