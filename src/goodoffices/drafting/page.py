"""A page before it is set: sections of sentences, each leading back to what it rests on.

The same page becomes terminal output, Markdown and HTML; no form says more than another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from goodoffices.case.case import Case
from goodoffices.drafting.passages import CitedPassage, MarkedText
from goodoffices.figures.figure import Figure, Table
from goodoffices.gaps.sentences import Sentence

__all__ = ["Page", "Section", "Sentence", "cut_at_labels", "label_of"]

INTERNAL: Final = "INTERNAL"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: a heading, sentences in order, and perhaps a table or figures.

    `note` stands before the sentences, `footnote` after; `empty` is said where there is
    nothing to say. `is_list` sets the sentences as a list. `groups` are sentences under a
    heading of their own, after the others.
    """

    id: str
    title: str
    sentences: tuple[Sentence, ...] = ()
    note: str = ""
    footnote: str = ""
    empty: str = ""
    is_list: bool = True
    groups: tuple[tuple[str, tuple[Sentence, ...]], ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.sentences or self.groups or self.tables or self.figures)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, who may see it, what it rests on, and its sections.

    `sections` fit on one sheet of paper; `detail` follows, then the passages that sentences
    cite, and the texts in which these stand. `labels` are the names of positions that its
    sentences use (P1), so that they can be set apart from the words around them.
    """

    title: str
    label: str
    basis: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    caution: str = ""
    detail: tuple[Section, ...] = ()
    passages: tuple[CitedPassage, ...] = ()
    texts: tuple[MarkedText, ...] = ()
    labels: tuple[str, ...] = ()


def cut_at_labels(text: str, labels: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, each with whether it is a label of a position.

    Examples
    --------
    >>> list(cut_at_labels("P1 and P10.", ["P1"]))
    [('P1', True), (' and P10.', False)]
    """
    named = _named(tuple(labels))
    start = 0
    # Not "P5" in "P5+1" or "P5-A": those are words of the talks.
    for found in _WORD.finditer(text) if named else ():
        if found.group() in named:
            if found.start() > start:
                yield text[start : found.start()], False
            yield found.group(), True
            start = found.end()
    if start < len(text):
        yield text[start:], False


_WORD: Final = re.compile(r"(?<![\w+-])\w+(?![\w+-])")


@lru_cache(maxsize=32)
def _named(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(labels)


def label_of(case: Case) -> str:
    """The label of every page: INTERNAL, and as whose eyes see it."""
    if case.viewer in {"", "team"}:
        return INTERNAL
    name = case.parties[case.viewer].name if case.viewer in case.parties else case.viewer
    return f"{INTERNAL}: as {name} may see it; not released"
