"""Datelines: "HARBOUR, 3 May (Press Agency) –" says where a report was written, not who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from goodoffices.intake.repair.repairing_edits import Edit
from goodoffices.intake.texts import Extent

KIND: Final = "dateline"

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


def leave_out_dateline(text: str, extent: Extent) -> Iterator[Edit]:
    """Yield the edit that leaves the dateline of a paragraph out of the copy.

    The parser takes it for a part of the first sentence, and its city for whoever acts.
    """
    end = dateline_end(text, extent.start)
    if extent.start < end < extent.end:
        yield Edit(KIND, extent.start, end, "")


def agency_of(dateline: str) -> str:
    """Return the agency that a dateline names in brackets, or an empty string.

    Examples
    --------
    >>> agency_of("HARBOUR, 3 May (Press Wire) – ")
    'Press Wire'
    """
    found = re.search(r"\(([^()]+)\)", dateline)
    return found[1].strip() if found is not None else ""
