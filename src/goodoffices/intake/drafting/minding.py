"""What a person is to mind of a drafted statement, each in one line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.drafts import DraftStatement
from goodoffices.intake.parsing import Parsed

DENYING: Final = ("deny", "denie", "denying", "refute", "disput")
"""Beginnings of cues that tell what their speaker says is not so."""

MOST: Final = 0.6
"""How much of somebody's words another's must be, for the draft of those to be the one to keep."""


def only_asks(words: str) -> bool:
    """Whether words ask and tell nothing, as an interviewer's do.

    Examples
    --------
    >>> only_asks("Will you sign? And when?"), only_asks("We sign. Is that clear?")
    (True, False)
    """
    sentences = [one for one in re.split(r"(?<=[.?!])[”\"’']*\s+", words.strip(' “”"')) if one]
    return bool(sentences) and all(one.rstrip("”\"’'").endswith("?") for one in sentences)


def role_flags(parties: Sequence[str], mediators: Collection[str]) -> Iterator[str]:
    """Yield which of the parties that hold a position here mediate."""
    for party in parties:
        if party in mediators:
            yield f"{party} mediates, and this is a position of its own"


def turned_flags(attribution: Attribution | None, parsed: Parsed) -> Iterator[str]:
    """Yield what to mind where the cue takes back the words that it tells."""
    if attribution is None:
        return
    if attribution.rule.endswith("-negated"):
        yield "the speaker is told not to think so"
    cue = attribution.cue
    words = parsed.repaired.text[cue.start : cue.end].lower() if cue else ""
    if any(verb in words for verb in DENYING):
        yield "denied: the words are what the speaker denies"


def told_in_full(one: DraftStatement, statements: Sequence[DraftStatement]) -> Iterator[str]:
    """Yield the draft in which somebody's words, told within these, stand with their whole chain.

    "Officials said that North had told South that ..." gives two drafts; the inner one knows
    all through whom it came, and the outer one says nothing more.
    """
    for other in statements:
        length = one.span.end - one.span.start
        if other.nested_in == one.id and other.span.end - other.span.start >= MOST * length:
            yield f"{other.id} has these words with the whole chain"
