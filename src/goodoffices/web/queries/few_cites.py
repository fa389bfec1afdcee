"""Sections that lead to some of very many statements, so that a page stays one that loads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from goodoffices.drafting.page import Section, Sentence

MOST_CITES: Final = 24
"""Statements that one sentence of a page leads to."""


def with_few_cites(section: Section) -> Section:
    """Return a section whose sentences lead to the first statements, and say how many follow.

    Examples
    --------
    >>> names = tuple(f"s{number}" for number in range(30))
    >>> (said,) = with_few_cites(Section("a", "A", (Sentence("It stands.", names),))).sentences
    >>> said.text, len(said.cites)
    ('It stands. (First of 30 statements:)', 24)
    """
    return replace(
        section,
        sentences=_with_few(section.sentences),
        groups=tuple((name, _with_few(some)) for name, some in section.groups),
    )


def _with_few(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(f"{one.text} (First of {len(one.cites)} statements:)", one.cites[:MOST_CITES])
        if len(one.cites) > MOST_CITES
        else one
        for one in sentences
    )
