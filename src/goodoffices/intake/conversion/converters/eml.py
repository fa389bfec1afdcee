"""EML: a mail, its headers as title, author and date, its body as text."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from typing import Final

from goodoffices.case.errors import GoodOfficesError, UnreadableDocument
from goodoffices.intake.conversion.converters.blocks import clean, compose, find_blocks
from goodoffices.intake.conversion.converters.boilerplate import mark_boilerplate
from goodoffices.intake.conversion.converters.markup import pieces_of_markup
from goodoffices.intake.conversion.converters.plain import decode
from goodoffices.intake.texts import Block, BlockKind, PlainText

_SIGNATURE: Final = re.compile(r"^-- ?$", re.MULTILINE)
"""The line before a signature, by an old custom of mail (RFC 3676, 4.3)."""


def read_eml(raw: bytes, name: str) -> PlainText:
    """Return the body of a mail; its plain part where it has one, else what its HTML shows.

    Raises
    ------
    UnreadableDocument
        Where it is damaged, or its body has no words.
    """
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(preferencelist=("plain", "html"))
        is_html = body is not None and body.get_content_type() == "text/html"
        content = _content(body, name) if body is not None else ""
        notes = tuple(_notes(message))
        title, author = _header(message, "subject"), _header(message, "from")
        dated = _date(_header(message, "date"))
    except GoodOfficesError:
        raise
    except Exception as error:  # a damaged header breaks the standard library in many ways
        raise UnreadableDocument(name, "this mail is damaged and cannot be read") from error
    if is_html:
        text, blocks = compose(pieces_of_markup(content))
    else:
        text = clean(content).strip("\n")
        blocks = find_blocks(text)
    if not text.strip():
        raise UnreadableDocument(name, _no_words(notes))
    blocks = _mark_signature(text, mark_boilerplate(text, blocks))
    return PlainText(text, blocks, "eml", title=title, author=author, dated=dated, notes=notes)


def _content(body: MIMEPart, name: str) -> str:
    """Return the text of a body, by its declared encoding where it holds."""
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    return decode(raw, name, declared=body.get_content_charset() or "") if raw else ""


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(clean(str(message.get(name) or "")).split())


def _date(header: str) -> date | None:
    """Return the day that a mail's header prints, in the sender's own time."""
    try:
        return parsedate_to_datetime(header).date() if header else None
    except (ValueError, TypeError, IndexError):
        return None


def _notes(message: EmailMessage) -> Iterator[str]:
    """Yield what a person should know: what came with the mail and was not read."""
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    if names:
        yield f"What was attached to it was not read: {clean(', '.join(names))}."


def _no_words(notes: Sequence[str]) -> str:
    return " ".join(("this mail has no words of its own.", *notes)).removesuffix(".")


def _mark_signature(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, those of the signature marked as no part of the report."""
    match = _SIGNATURE.search(text)
    if match is None:
        return tuple(blocks)
    return tuple(
        replace(block, kind=BlockKind.BOILERPLATE) if block.extent.end > match.start() else block
        for block in blocks
    )
