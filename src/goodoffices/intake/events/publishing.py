"""The day of a document, against which its relative dates are resolved."""

from __future__ import annotations

from datetime import date

from goodoffices.intake.drafts import DraftDocument


def published_on(document: DraftDocument) -> date | None:
    """Return the day that a document is dated, where it is one day.

    Examples
    --------
    >>> memo = DraftDocument(id="memo", file="memo.txt", sha256="", dated="2026-01-02")
    >>> published_on(memo)
    datetime.date(2026, 1, 2)
    """
    dated = document.dated
    return dated.end if dated is not None and dated.start == dated.end else None
