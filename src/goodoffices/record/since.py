"""Since when: a day, the end of a round, or a mark, as the view of the case before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from goodoffices.case.errors import EndNotKnown, UnknownId
from goodoffices.case.rounds import Round
from goodoffices.record.view import View


def view_before(view: View, since: str, *, rounds: Sequence[Round], marks: Collection[str]) -> View:
    """Return the same view of the case as it was before: what is to be compared with now.

    What changed since we last met, or since I briefed? A day or a round cuts by when things
    were said, a mark by when they were recorded.

    Parameters
    ----------
    since
        A round's id, a mark, or a day written 2024-08-28.

    Raises
    ------
    EndNotKnown
        Where it is a round of which nobody knows when it ended.
    UnknownId
        Where it is none of these.

    Examples
    --------
    >>> view_before(View(), "2024-08-28", rounds=[], marks=[]).as_of
    datetime.date(2024, 8, 28)
    >>> view_before(View(), "briefed", rounds=[], marks=["briefed"]).known_at
    'briefed'
    """
    for held in rounds:
        if held.id == since:
            if held.held_on is None or held.held_on.end is None:
                raise EndNotKnown(since)
            return replace(view, as_of=held.held_on.end)
    if since in marks:
        return replace(view, known_at=since)
    try:
        return replace(view, as_of=date.fromisoformat(since))
    except ValueError:
        known = [*marks, *(held.id for held in rounds)]
        raise UnknownId("date, round or mark", since, known) from None
