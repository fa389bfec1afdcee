"""Plain text: bytes to characters, and only where their encoding is sure."""

from __future__ import annotations

import codecs
import logging
import re
from typing import Final

from goodoffices.case.errors import MissingExtra, UnreadableDocument
from goodoffices.intake.conversion.converters.blocks import clean, find_blocks
from goodoffices.intake.conversion.converters.boilerplate import mark_boilerplate
from goodoffices.intake.texts import PlainText

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""What a file begins with that says its own encoding."""

MOST_CHAOS: Final = 0.05
"""Share of oddities at which a guessed encoding is still sure."""

FEWEST_BYTES_TO_GUESS: Final = 200
"""A shorter text has too few letters beyond ASCII to tell one encoding from another."""

MOST_OF_ENGLISH_BEYOND_ASCII: Final = 0.03
"""Share of bytes beyond ASCII in English: typographic quotes, and the letters of some names."""

_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_plain(raw: bytes, name: str) -> PlainText:
    """Return a text file as it is, its line ends as LF, with its blocks."""
    text = clean(decode(raw, name))
    blocks = mark_boilerplate(text, find_blocks(text))
    return PlainText(text, blocks, "text", is_raw=text.encode() == raw)


def decode(raw: bytes, name: str, *, declared: str = "") -> str:
    """Return the characters of a file, by its mark, as UTF-8, as declared, or as is sure.

    Raises
    ------
    UnreadableDocument
        Where they are no text, or where the encoding cannot be told for sure.

    Examples
    --------
    >>> decode("Zoë".encode(), "note.txt"), decode("Zoë".encode("utf-16"), "note.txt")
    ('Zoë', 'Zoë')
    """
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            text = _decoded(raw.removeprefix(mark), encoding)
            if text is None:
                reason = f"its first bytes say {encoding.upper()}, but the rest is not"
                raise UnreadableDocument(name, reason)
            return text.lstrip("\ufeff")
    if is_binary(raw):
        raise UnreadableDocument(name, "this is no text, but a binary file of an unknown kind")
    text = _decoded(raw, "utf-8")
    if text is None and declared:
        text = _decoded(raw, declared)
    if text is None:
        text = _guessed(raw)
    if text is None:
        reason = "its encoding cannot be told for sure; save it as UTF-8"
        raise UnreadableDocument(name, reason)
    return text


def is_binary(raw: bytes) -> bool:
    r"""Whether bytes cannot be a text without a mark: they hold control characters.

    Examples
    --------
    >>> is_binary(b"\x00\x01"), is_binary(b"Page 1\x0cPage 2")
    (True, False)
    """
    return len(_CONTROLS.findall(raw)) > len(raw) // 1000


def _decoded(raw: bytes, encoding: str) -> str | None:
    """Return the characters, or None where the bytes are not so encoded."""
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _guessed(raw: bytes) -> str | None:
    """Return the characters where the encoding is sure, None where it would be a guess."""
    western = _decoded(raw, "cp1252")
    if western is not None and _is_sound(western):
        return western
    if len(raw) < FEWEST_BYTES_TO_GUESS or _share_beyond_ascii(raw) < MOST_OF_ENGLISH_BEYOND_ASCII:
        return None
    try:
        from charset_normalizer import from_bytes  # noqa: PLC0415 -- optional dependency
    except ImportError as error:
        raise MissingExtra("reading reports", "intake") from error
    logging.getLogger("charset_normalizer").addHandler(_SILENCE)
    best = from_bytes(raw).best()
    if best is None or best.chaos > MOST_CHAOS or best.coherence == 0:
        return None
    return str(best)


def _share_beyond_ascii(raw: bytes) -> float:
    return sum(byte > 127 for byte in raw) / (len(raw) or 1)


def _is_sound(text: str) -> bool:
    """Whether a text read as Windows' Western encoding is one: English, its odd letters in words.

    Read so, another encoding puts capitals after small letters ("wouldnÕt") and signs in words.
    """
    beyond = [place for place, character in enumerate(text) if character > "\x7f"]
    if len(beyond) > len(text) * MOST_OF_ENGLISH_BEYOND_ASCII:
        return False
    return all(_fits_western(text, place) for place in beyond)


def _fits_western(text: str, place: int) -> bool:
    character = text[place]
    if character in _TYPOGRAPHIC:
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    is_odd_capital = character.isupper() and before.islower()
    is_in_word = before.isalpha() or after.isalpha()
    return character.isalpha() and is_in_word and not is_odd_capital


_TYPOGRAPHIC: Final = frozenset("‘’“”–—…•€£§©®°«»·½¼\u00a0\u00ad")
_SILENCE: Final = logging.NullHandler()
"""Keeps what a library logs of a damaged file off the terminal; we say it in a sentence."""
