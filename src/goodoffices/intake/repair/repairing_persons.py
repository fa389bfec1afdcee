"""A first person that is nobody's: a translation took a verb without a subject for "I".

Spanish, Arabic and Italian leave "it" out ("aunque aceptaría"); machines put "I" for it. In a
report whose author says "I" nowhere else, such an "I" behind a conjunction is the sentence's
own third party.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from goodoffices.intake.repair.repairing_edits import Edit
from goodoffices.intake.texts import Extent

LONGEST_SENTENCE: Final = 1_000
"""Characters of a sentence that are looked back at most."""

_FIRST_PERSON: Final = re.compile(
    r"\bI(?=[’']|\s+[a-z])|\b(?:[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Oo]ur|[Oo]urs|us|ourselves)\b"
)
# The conjunction may be merged with the word before it.
_STRAY: Final = re.compile(
    r"(?:although|though|but|and|that|which|because|since|if|while|whereas|unless)\s+"
    r"(?P<person>I)(?=\s+(?:(?:also|only|never|not)\s+)?"
    r"(?:would|could|will|should|might|may|can|had|did|was|\w{3,}ed)\b)"
)
_TELLS: Final = re.compile(
    r"\b(?:said|says|told|add|stress|insist|communicat|explain|announc|stat|demand|reject|propos|"
    r"accept|agree|warn|indicat|not|confirm|report|assur|declar|reiterat|affirm|argu|want|offer|"
    r"consider|refus|maintain)(?:ed|es|d|s|ing)?\b"
)
_SUBJECT: Final = re.compile(r"\b(it|he|she|they)(?=\s+[a-z])")
_SENTENCE_END: Final = re.compile(r"[.!?]\s")
_QUOTED: Final = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)")
_SPEAKER: Final = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z(][\w.’')-]*){0,4}:\s")


def mend_persons(text: str, extents: Sequence[Extent]) -> Iterator[Edit]:
    """Yield the stray first persons of a report, where its author speaks nowhere as one.

    What stands in quotation marks, or behind a speaker's name and a colon, is left aside.
    """
    strays: list[tuple[Extent, re.Match[str]]] = []
    for extent in extents:
        if _SPEAKER.match(text, extent.start, extent.end):
            continue
        persons = [
            match.start() for match in _FIRST_PERSON.finditer(text, extent.start, extent.end)
        ]
        if not persons:
            continue
        quoted = [m.span() for m in _QUOTED.finditer(text, extent.start, extent.end)]
        found = {m.start("person"): m for m in _STRAY.finditer(text, extent.start, extent.end)}
        for place in persons:
            if _is_in(place, quoted):
                continue
            if place not in found or not _TELLS.search(_before(text, extent, place)):
                return  # Somebody says "I" or "we" in the report's own voice.
            strays.append((extent, found[place]))
    for extent, match in strays:
        place = match.start("person")
        pronouns = _SUBJECT.findall(_before(text, extent, place))
        put = pronouns[-1] if pronouns else "it"
        shown = Extent(place, _end_of_next_word(text, place + 2))
        yield Edit("stray first person", place, place + 1, put, shown)


def _is_in(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    number = bisect_right(spans, (place, len(spans) and spans[-1][1])) - 1
    return number >= 0 and spans[number][0] <= place < spans[number][1]


def _before(text: str, extent: Extent, place: int) -> str:
    """Return what stands in the sentence before a place."""
    start = max(extent.start, place - LONGEST_SENTENCE)
    for match in _SENTENCE_END.finditer(text, start, place):
        start = match.end()
    return text[start:place]


def _end_of_next_word(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    while place < len(text) and text[place].isalnum():
        place += 1
    return place
