"""Datelines: "HARBOUR, 3 May (Press Agency) –" says where a report was written, not who acts."""

from __future__ import annotations

import re
from typing import Final

_PLACE: Final = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}"
_DAY: Final = r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2})(?:,? \d{4})?"
_AGENCY: Final = r"\([^()\n]{2,40}\)"
_DASH: Final = r"\s*(?:[–—]|--|\.-|:|-(?=\s))\s*"
_DATELINE: Final = re.compile(
    rf"(?:{_PLACE}|[A-Z][A-Z .’'-]+[A-Z])(?:, {_PLACE})?"
    rf"(?:,? {_DAY}(?:,? ?{_AGENCY})?|,? ?{_AGENCY}){_DASH}"
)
"""A place with a day or an agency, and a dash: without either it may be anything."""


def dateline_end(text: str, start: int) -> int:
    """Return where the dateline ends that stands at a place; the place itself where none does.

    Only the beginning of a paragraph has one.

    Examples
    --------
    >>> text = "Harbour, 3 May (Wire) – The talks went on."
    >>> text[dateline_end(text, 0) :]
    'The talks went on.'
    """
    if start and text[start - 1] != "\n":
        return start
    found = _DATELINE.match(text, start)
    return found.end() if found is not None else start


def is_in_dateline(text: str, place: int) -> bool:
    """Return whether a place of a text is in the dateline of its paragraph."""
    start = text.rfind("\n", 0, place) + 1
    return place < dateline_end(text, start)
