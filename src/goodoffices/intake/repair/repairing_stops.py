"""Full stops, commas and quote marks without the space or the capital that belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from goodoffices.intake.repair.known_words import KnownWords
from goodoffices.intake.repair.repairing_edits import Edit
from goodoffices.intake.texts import Extent

GOES_ON: Final = frozenset(
    # What cannot begin a sentence of its own here: relative words, conjunctions, ...
    "which who whose whom since because although though but while whereas and or nor where when "
    "if unless until as so than "
    # ... and what opens an apposition ("points, something that both reject").
    "something anything nothing one a an neither none "
    # Participles by which a report goes on with the words of whom it quotes.
    "adding saying noting stressing arguing citing including according".split()
)
"""Words before which a full stop is a comma that went wrong."""

GOES_ON_AFTER_SPACE: Final = (
    r"since|because|although|though|which|whose|whereas|while|unless|and|but|or|nor"
    r"|(?:something|one|a \w+) that"
)
"""The same, where the space is there: fewer, since the small letter alone says little."""

ENDINGS: Final = frozenset(
    "com org net int gov edu info biz mil eu uk us il ps eg qa sa ae de fr es it ch at be nl se "
    "no fi dk pl ru ua tr ir iq jo lb sy io co me tv ai am fm in is to so my app news press "
    "pdf doc docx odt rtf txt htm html php asp aspx js py json csv xml xlsx jpg jpeg png gif zip "
    "exe mp3 mp4 md yaml".split()
)
"""How names of sites and files end."""

ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr prof gen gov sen rep lt col sgt capt maj brig adm amb hon rev st jr sr inc ltd "
    "corp co vs etc approx est dept min max fig art para vol no nos al ed eds jan feb mar apr jun "
    "jul aug sep sept oct nov dec mt ft ave".split()
)
"""What has a full stop of its own."""

_GLUED: Final = re.compile(r"(?<![.\w@/])([^\W\d_]{2,})?([’”»)\]%]|(?<=\w))\.([a-z]+)(?![\w.@/-])")
_SPACED: Final = re.compile(rf"(?<![^\W\d_])([^\W\d_]{{3,}})\.(?=\s+(?:{GOES_ON_AFTER_SPACE})\s)")
_CAPITAL: Final = re.compile(
    r"(?<![.\w@/])([^\W\d_]+)?([’”»)\]]|(?<=[^\W\d_A-Z]))([.!?])(?=([A-Z][a-z]+|[AI])[\s,’'])"
)
_COMMA: Final = re.compile(r"(?<=[^\W\d_]{2})[,;](?=[^\W\d_]{2})")
_OPENING: Final = re.compile(r"(?<=[^\W_])[.,:]?(?=[“‘][^\W_])|(?<=[^\W_])(?=“[^\W_])")
_CLOSING: Final = re.compile(r"(?<=[\w.,!?…])”(?=[^\W_])")
_SITES: Final = re.compile(r"(?<!\S)\S*?(?:www\.|[@_/\\])\S*")


def mend_stops(text: str, extent: Extent, words: KnownWords) -> Iterator[Edit]:
    """Yield the edits of the marks between words in one block, none within an address or path."""
    sites = [match.span() for match in _SITES.finditer(text, extent.start, extent.end)]
    for edit in _mend_all(text, extent, words):
        if not any(start <= edit.start < end for start, end in sites):
            yield edit


def _mend_all(text: str, extent: Extent, words: KnownWords) -> Iterator[Edit]:
    yield from _glued_stops(text, extent, words)
    for match in _SPACED.finditer(text, extent.start, extent.end):
        word = match.group(1)
        if word.lower() not in ABBREVIATIONS and words.has(word):
            stop = match.end(1)
            yield Edit("stop within a sentence", stop, stop + 1, ",", Extent(*match.span()))
    yield from _capitals_after_stops(text, extent, words)
    for pattern in (_COMMA, _OPENING, _CLOSING):
        for match in pattern.finditer(text, extent.start, extent.end):
            yield Edit("missing space", match.end(), match.end(), " ", Extent(*match.span()))


def _glued_stops(text: str, extent: Extent, words: KnownWords) -> Iterator[Edit]:
    """Yield the full stops with a small letter right behind them, between two known words."""
    for match in _GLUED.finditer(text, extent.start, extent.end):
        before, after = match.group(1) or "", match.group(3)
        if before and (before.lower() in ABBREVIATIONS or not words.has(before)):
            continue
        is_common = before.islower() and words.is_listed(before)
        is_name = after in ENDINGS and not (is_common and after in GOES_ON)
        is_word = after == "a" or (len(after) > 1 and words.is_listed(after))
        if is_name or not is_word:
            continue
        stop = match.start(3) - 1
        shown = Extent(match.start(), match.end())
        if after in GOES_ON:
            yield Edit("stop within a sentence", stop, stop + 1, ", ", shown)
        else:
            # The stop is all that is printed: a sentence ends, its successor lost its capital.
            yield Edit("missing space", stop, stop + 2, f". {after[0].upper()}", shown)


def _capitals_after_stops(text: str, extent: Extent, words: KnownWords) -> Iterator[Edit]:
    """Yield the sentences that begin right behind the stop of the one before."""
    for match in _CAPITAL.finditer(text, extent.start, extent.end):
        before, after = match.group(1) or "", match.group(4)
        is_abbreviation = before.lower() in ABBREVIATIONS
        if is_abbreviation or (before and not words.has(before)) or not words.has(after):
            continue
        if after.lower() not in ENDINGS or after.lower() in _OPENERS:
            place = match.end(3)
            shown = Extent(match.start(), match.end() + len(after))
            yield Edit("missing space", place, place, " ", shown)


_OPENERS: Final = frozenset("it at in is so no to my us".split())
"""Endings of sites' names that as often begin a sentence, with a capital."""
