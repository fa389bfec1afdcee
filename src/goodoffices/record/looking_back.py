"""The record as it was once, for a viewer of today: open then, and open still.

What was closed, corrected or deleted since stays closed, whatever moment is looked at: a
statement that was public by mistake for an hour is not public for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from pydantic import BaseModel

from goodoffices.record.record import ENTRY_LISTS, Record
from goodoffices.record.visibility import Viewer, as_seen_by

_PARTS: Final = ("readings", "options", "delegations")
"""Lists inside an entry whose parts have handling of their own."""


def as_seen_back(then: Record, now: Record, viewer: Viewer, *, on: date | None = None) -> Record:
    """Return an earlier record as a viewer may see it, by what is open then and now alike.

    A party sees of it only what it may see in the record of today, deleted entries not at
    all. The team sees its own past, but not what is held by others since.

    Parameters
    ----------
    then, now
        The record as it was known at a moment, and as it is today.
    on
        The day on which leaves that end are judged; today where omitted.
    """
    still = as_seen_by(now, viewer, on=on)
    kept = {
        name: tuple(_kept(getattr(then, name), getattr(now, name), getattr(still, name), viewer))
        for name in ENTRY_LISTS
    }
    return as_seen_by(then.with_(**kept), viewer, on=on)


def _kept(
    entries: Iterable[BaseModel],
    now: Iterable[BaseModel],
    still: Iterable[BaseModel],
    viewer: Viewer,
) -> Iterable[BaseModel]:
    there = {_key(one): one for one in now}
    seen = {_key(one): one for one in still}
    for one in entries:
        key = _key(one)
        if key in seen:
            yield _with_open_parts(one, there[key], seen[key], viewer)
        elif key not in there and not viewer.is_party:
            yield one


def _with_open_parts(one: BaseModel, now: BaseModel, still: BaseModel, viewer: Viewer) -> BaseModel:
    changes = {
        name: tuple(_kept(getattr(one, name), getattr(now, name), getattr(still, name), viewer))
        for name in _PARTS
        # A preference has options too: an order of them by issue, and no parts.
        if getattr(one, name, ()) and not isinstance(getattr(one, name), Mapping)
    }
    return one.model_copy(update=changes) if changes else one


def _key(one: BaseModel) -> str:
    """What names an entry among its like; a delegation is named by its party."""
    return str(getattr(one, "id", "") or getattr(one, "party", ""))
