"""Characters that a parser stumbles over: broken lines, odd spaces, ligatures, quote marks.

None changes a word. Each rule says in a comment what makes such a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from goodoffices.intake.repair.known_words import KnownWords
from goodoffices.intake.repair.repairing_edits import Edit
from goodoffices.intake.texts import Extent

LONGEST_WORD: Final = 40
"""Letters that are looked back for the beginning of a broken word."""

_LETTER: Final = r"[^\W\d_]"
_ODD_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\t\f\v"

_LAYOUT: Final = re.compile(
    # A word broken at the end of a line: a hyphen between two letters and a line's end.
    rf"(?P<hyphen>(?<={_LETTER})[-\u2010\u00ad]\s*\n\s*(?={_LETTER}))"
    # A line that ends within a paragraph.
    rf"|(?P<line>[ {_ODD_SPACES}]*\n\s*)"
    # Columns, justified lines and non-breaking spaces.
    rf"|(?P<spaces>[ {_ODD_SPACES}]{{2,}}|[{_ODD_SPACES}])"
    # What tells a browser where it may break a word, or which way to write.
    r"|(?P<invisible>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+)"
    # Typesetters draw these letters as one.
    r"|(?P<ligature>[\ufb00-\ufb06])"
    # Quotation marks typed with the keys for accents, or as two apostrophes.
    r"|(?P<quote>``|''|(?<=\w)[`\u00b4](?=\w)|`(?=\w)|(?<=\w)\u00b4|[«»„‟])"
)
_LIGATURES: Final = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_QUOTES: Final = {"``": "“", "`": "‘", "«": "“", "»": "”", "„": "“", "‟": "“"}
_CURLY: Final = re.compile("[“”„«»]")
_MORE_WORDS: Final = re.compile(rf"{_LETTER}+")
_LAST_WORD: Final = re.compile(rf"{_LETTER}+\Z")


def mend_characters(text: str, extent: Extent, words: KnownWords) -> Iterator[Edit]:
    """Yield the edits that put plain characters in the place of odd ones, in one block."""
    for match in _LAYOUT.finditer(text, extent.start, extent.end):
        kind = match.lastgroup or ""
        found = match.group()
        if kind == "hyphen":
            yield _mended_hyphen(text, match, extent, words)
        elif kind == "line":
            yield Edit("wrapped line", match.start(), match.end(), " ")
        elif kind == "spaces":
            yield Edit("spaces", match.start(), match.end(), " ")
        elif kind == "invisible":
            yield Edit("invisible character", match.start(), match.end(), "")
        elif kind == "ligature":
            yield Edit("ligature", match.start(), match.end(), _LIGATURES[found])
        else:
            yield Edit("quote mark", match.start(), match.end(), _plain_quote(text, match))
    yield from _turned_quotes(text, extent)


def _mended_hyphen(text: str, match: re.Match[str], extent: Extent, words: KnownWords) -> Edit:
    """Join a word broken at a line's end, and leave its hyphen where it has one anyway."""
    near = max(extent.start, match.start() - LONGEST_WORD)
    before = _LAST_WORD.search(text, near, match.start())
    after = _MORE_WORDS.match(text, match.end())
    first = before.group() if before else ""
    second = after.group() if after else ""
    # "cease-|fire" is a word without its hyphen; "two-|phase" is none, but its parts are; and
    # a capital ("Anglo-|Irish") is never within a word.
    is_word = words.is_listed(first + second) or words.occurs(first + second)
    are_two = words.is_listed(first) and words.is_listed(second)
    keeps = second[:1].isupper() or (are_two and not is_word and match.group()[0] != "\u00ad")
    shown = Extent(match.start() - len(first), match.end() + len(second))
    return Edit("hyphenation", match.start(), match.end(), "-" if keeps else "", shown)


def _plain_quote(text: str, match: re.Match[str]) -> str:
    found = match.group()
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if found in "`´" and before.isalnum():
        return "’"
    if found == "''":
        return "“" if not before.strip() and after.strip() else "”"
    return _QUOTES.get(found, "’")


def _turned_quotes(text: str, extent: Extent) -> Iterator[Edit]:
    """Yield the quote marks that are turned the wrong way: “so“ and ”so”.

    An opening mark behind a word, while a quotation is open, closes it; a closing one before
    a word, while none is, opens one.
    """
    is_open = False
    for match in _CURLY.finditer(text, extent.start, extent.end):
        place = match.start()
        before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
        behind_word = bool(before.strip()) and place > extent.start
        before_word = after.isalnum()
        if match.group() == "“" and is_open and behind_word and not before_word:
            yield Edit("quote mark", place, place + 1, "”")
            is_open = False
        elif match.group() == "”" and not is_open and before_word and not behind_word:
            yield Edit("quote mark", place, place + 1, "“")
            is_open = True
        else:
            is_open = match.group() in "“„«"
