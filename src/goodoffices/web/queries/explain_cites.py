"""Sections whose sentences link to a few statements each: a page is to be read, not scrolled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from goodoffices.drafting.page import Section, Sentence

MOST_CITES: Final = 24
"""Statements that one sentence links to; how many there are is said."""
MOST_SENTENCES: Final = 80
"""Sentences of one section; the rest are counted."""


def with_few_cites(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return sections as they are, but for very many sentences, or statements under one."""
    return tuple(
        replace(
            section,
            sentences=tuple(few_cites(one) for one in section.sentences[:MOST_SENTENCES]),
            footnote=f"{section.footnote} {_left_out(section)}".strip(),
            groups=tuple(
                (name, tuple(few_cites(one) for one in sentences))
                for name, sentences in section.groups
            ),
        )
        for section in sections
    )


def _left_out(section: Section) -> str:
    more = len(section.sentences) - MOST_SENTENCES
    return f"And {more} more, which the brief as a file has." if more > 0 else ""


def few_cites(sentence: Sentence) -> Sentence:
    """Return a sentence that links to the first of its statements and says how many it has.

    Examples
    --------
    >>> few_cites(Sentence("P1.", ("s1",)))
    Sentence(text='P1.', cites=('s1',))
    >>> few_cites(Sentence("P1.", tuple(f"s{n}" for n in range(30)))).text
    'P1. (Rests on 30 statements; linked are the first 24.)'
    """
    number = len(sentence.cites)
    if number <= MOST_CITES:
        return sentence
    said = f"(Rests on {number} statements; linked are the first {MOST_CITES}.)"
    return Sentence(f"{sentence.text} {said}", sentence.cites[:MOST_CITES])
