"""Converting: a file, whatever its kind, to plain text, or one clear sentence why not.

What a file is, its first bytes say before its name does. Nothing is fetched, run or guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from goodoffices.case.errors import UnreadableDocument
from goodoffices.intake.conversion.converters.docx import read_docx
from goodoffices.intake.conversion.converters.eml import read_eml
from goodoffices.intake.conversion.converters.html import read_html
from goodoffices.intake.conversion.converters.pdf import read_pdf
from goodoffices.intake.conversion.converters.plain import read_plain
from goodoffices.intake.conversion.language import ENGLISH, language_of
from goodoffices.intake.parsing import LONGEST
from goodoffices.intake.texts import PlainText
from goodoffices.record.folder import LARGEST_TEXT

HEAD: Final = 4_000
"""Bytes at the beginning of a file by which its kind is told."""

Reader = Callable[[bytes, str], PlainText]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is read: what it begins with, how its name ends, and who reads it."""

    name: str
    pattern: re.Pattern[bytes]
    endings: tuple[str, ...]
    read: Reader


@dataclass(frozen=True, slots=True)
class Refused:
    """A kind of file that is not read: what it begins with, and what to do instead."""

    pattern: re.Pattern[bytes]
    reason: str


_MAIL_HEADERS: Final = (
    rb"(?:From |(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:Received|Return-Path|Message-ID|MIME-Version):)"
)

KINDS: Final = (
    Kind("pdf", re.compile(rb"[\s\S]{0,1024}?%PDF-"), (".pdf",), read_pdf),
    Kind("docx", re.compile(rb"PK\x03\x04[\s\S]*word/", re.DOTALL), (".docx",), read_docx),
    Kind(
        "html",
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?><!--[\s\S]*?-->\s*)*+"
            rb"<(?:!doctype html|html|head|body)\b",
            re.IGNORECASE,
        ),
        (".html", ".htm", ".xhtml"),
        read_html,
    ),
    Kind("eml", re.compile(_MAIL_HEADERS, re.IGNORECASE), (".eml",), read_eml),
)
"""What is read, besides plain text, which anything else must be."""

_SAVE_AS: Final = "save it as .docx, PDF or plain text"

REFUSED: Final = (
    Refused(re.compile(rb"\xd0\xcf\x11\xe0"), f"this is an old Word or Office file; {_SAVE_AS}"),
    Refused(re.compile(rb"\{\\rtf"), f"this is a rich text file (RTF); {_SAVE_AS}"),
    Refused(
        re.compile(rb"PK\x03\x04[\s\S]*mimetypeapplication/vnd\.oasis"),
        f"this is an OpenDocument file; {_SAVE_AS}",
    ),
    Refused(re.compile(rb"PK\x03\x04[\s\S]*xl/"), f"this is a spreadsheet; {_SAVE_AS}"),
    Refused(re.compile(rb"PK\x03\x04[\s\S]*ppt/"), f"these are slides; {_SAVE_AS}"),
    Refused(
        re.compile(rb"PK\x03\x04|PK\x05\x06|\x1f\x8b|7z\xbc\xaf|Rar!|BZh\d"),
        "this is an archive of files; unpack it and give the files",
    ),
    Refused(
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8\d|II\*\x00|MM\x00\*|RIFF....WEBP", re.DOTALL),
        "this is a picture; let a program recognise its text first",
    ),
    Refused(
        re.compile(rb"ID3|OggS|RIFF....WAVE|....ftyp|\x1aE\xdf\xa3", re.DOTALL),
        "this is a recording; give its transcript",
    ),
)
"""What is not read, each with what would help. Looked at after `KINDS`."""


def convert(raw: bytes, name: str) -> PlainText:
    r"""Return a file as plain text, with its blocks, pages and what it says of itself.

    Its text is what the case keeps, as UTF-8; no offset into it ever changes.

    Parameters
    ----------
    raw
        The bytes of the file.
    name
        Its name, for the sentence of a refusal and, where its bytes do not say, for its kind.

    Raises
    ------
    UnreadableDocument
        Where it is empty, too large, damaged, encrypted, binary or scanned, has no main text,
        is in an encoding that is not sure, or is surely in another language than English.

    Examples
    --------
    >>> convert(b"The envoys met.\n\nThey left.", "note.txt").blocks[1].extent
    Extent(start=17, end=27)
    """
    if not raw:
        raise UnreadableDocument(name, "this file is empty")
    if len(raw) > LARGEST_TEXT:
        found, most = len(raw) / 1_000_000, LARGEST_TEXT // 1_000_000
        raise UnreadableDocument(name, f"this file has {found:.1f} MB; at most {most} MB are read")
    plain = _reader(raw, name)(raw, name)
    if not plain.text.strip():
        raise UnreadableDocument(name, "this file has no words, only spaces and empty lines")
    if len(plain.text) > LONGEST:
        reason = (
            f"its text has {len(plain.text):,} characters; at most {LONGEST:,} are read, "
            "so give it in parts"
        )
        raise UnreadableDocument(name, reason)
    return _in_english(plain, name)


def _reader(raw: bytes, name: str) -> Reader:
    """Return who reads such a file, by its first bytes, then by the end of its name."""
    head = raw[:HEAD]
    for kind in KINDS:
        # The names of a Word file's parts may stand anywhere in it, for it is an archive.
        if kind.pattern.match(raw if head.startswith(b"PK") else head):
            return kind.read
    for refused in REFUSED:
        if refused.pattern.match(raw if head.startswith(b"PK") else head):
            raise UnreadableDocument(name, refused.reason)
    ending = next((k for k in KINDS if name.lower().endswith(k.endings)), None)
    return ending.read if ending is not None else read_plain


def _in_english(plain: PlainText, name: str) -> PlainText:
    """Return the text with its language, and refuse it where that is surely not English."""
    language = language_of(plain.text)
    if language.sure and language.code != ENGLISH:
        reason = f"this text is in {language.name}; only English is read, so give a translation"
        raise UnreadableDocument(name, reason)
    return replace(plain, language=language.code if language.sure else "")
