"""The positions that can be ticked, by holder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from goodoffices.drafting.explaining import position_section
from goodoffices.web.pages.explain import PositionGroup, PositionLine
from goodoffices.web.queries.choosing import Looking
from goodoffices.web.queries.explain import explanation_of, labels_of
from goodoffices.web.queries.explain_cites import few_cites

MOST_APART: Final = 60
"""Positions in no incompatible set that are listed; the rest are counted."""


def groups_of(
    look: Looking, moved: Collection[str], *, is_long: bool = False
) -> tuple[tuple[PositionGroup, ...], int]:
    """Return the positions by holder with those that are tried, and how many are not listed."""
    every = look.kept(("positions", is_long), lambda: _groups(look, is_long=is_long))
    room, left_out = MOST_APART, 0
    shown = []
    for group in every:
        lines = []
        for line in group.lines:
            is_moved = line.id in moved
            if line.is_in_set or is_moved or room > 0:
                room -= not (line.is_in_set or is_moved)
                lines.append(replace(line, is_moved=is_moved))
            else:
                left_out += 1
        if lines:
            shown.append(PositionGroup(group.holders, tuple(lines)))
    return tuple(shown), left_out


def _groups(look: Looking, *, is_long: bool) -> tuple[PositionGroup, ...]:
    case = look.case()
    explanation = explanation_of(look, is_long=is_long)
    labels = labels_of(look, explanation)
    ids = {labels[one.id]: one.id for one in labels.positions}
    in_sets = {
        one for reading in explanation.readings for some in reading.incompatible for one in some
    }
    groups = []
    for holders, sentences in position_section(explanation, labels, case).groups:
        lines = []
        for sentence in sentences:
            label, _, text = few_cites(sentence).text.partition(" ")
            cites = few_cites(sentence).cites
            lines.append(PositionLine(ids[label], label, text, cites, ids[label] in in_sets))
        groups.append(PositionGroup(holders, tuple(lines)))
    return tuple(groups)
