"""Which drafted statement tells something: the shortest one in whose words it stands."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.intake.drafts import DraftStatement
from goodoffices.record.entries import Span


def innermost(place: Span, statements: Sequence[DraftStatement]) -> str:
    """Return the id of the shortest statement that holds a stretch, or an empty string.

    Examples
    --------
    >>> outer = DraftStatement(id="m_s1", span={"start": 0, "end": 40}, words="")
    >>> inner = DraftStatement(id="m_s2", span={"start": 10, "end": 30}, words="")
    >>> innermost(Span(start=12, end=15), [outer, inner])
    'm_s2'
    """
    holding = [
        one for one in statements if one.span.start <= place.start and place.end <= one.span.end
    ]
    return min(holding, key=lambda one: one.span.end - one.span.start).id if holding else ""
