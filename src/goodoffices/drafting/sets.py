"""The incompatible sets in detail: each drawn and said in words, by reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goodoffices.case.case import Case
from goodoffices.drafting.choices import choice_in_words
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Section, Sentence
from goodoffices.figures.incompatible_set import Member, draw_incompatible_set
from goodoffices.gaps.findings import Explanation, ReadingSets

MOST_DRAWN: Final = 12
"""Sets that are drawn for one choice of readings; the rest are counted."""


def set_sections(explanation: Explanation, labels: Labels, case: Case) -> Iterator[Section]:
    """Yield a section for each choice of readings that has sets; each set is drawn once."""
    drawn: set[tuple[str, ...]] = set()
    several = len(explanation.readings) > 1
    for number, reading in enumerate(explanation.readings, start=1):
        if not reading.incompatible and number > 1:
            continue
        lead = f": {choice_in_words(reading.choice, explanation.choices, case)}" if several else ""
        yield _section(number, reading, labels, drawn, title=f"Incompatible sets{lead}")


def _section(
    number: int,
    reading: ReadingSets,
    labels: Labels,
    drawn: set[tuple[str, ...]],
    *,
    title: str,
) -> Section:
    names = {issue.id: issue.name for issue in labels.case.issues.values()}
    figures, sentences = [], []
    shown = [tuple(one) for one in labels.order(reading.incompatible)[:MOST_DRAWN]]
    for place, one in enumerate(shown, start=1):
        again = ": as above" if one in drawn else ""
        sentences.append(Sentence(f"{labels.sets([one])}{again}.", labels.cites(one)))
        if again:
            continue
        drawn.add(one)
        members = [_member(each, labels) for each in labels.sort(one)]
        figures.append(draw_incompatible_set(members, names, id=f"set-{number}-{place}"))
    return Section(
        id=f"sets-{number}",
        title=title,
        sentences=tuple(sentences),
        figures=tuple(figures),
        empty="Nothing on record is incompatible under this reading.",
        footnote=_how_many(reading),
    )


def _member(position: str, labels: Labels) -> Member:
    held = labels.position(position)
    return Member(labels[position], labels.holders(held), labels.stated(held), held.issues)


def _how_many(reading: ReadingSets) -> str:
    """Whether these are all sets there are, and how many of them are not drawn."""
    if reading.incompatible_complete:
        said = "These are all there are; each was checked again by a second way."
    else:
        said = "More may exist: the search was cut off. The smallest found are shown first."
    left_out = len(reading.incompatible) - MOST_DRAWN
    if left_out > 0:
        said = said.replace("These", f"These and {left_out} more, in `explain --json`,")
    return said
