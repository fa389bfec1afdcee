"""The record as it was once, for a viewer of today: open then, and open still.

What was closed, corrected or deleted since stays closed, whatever moment is looked at: a
statement that was public by mistake for an hour is not public for ever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel

from goodoffices.case.handling import Handling
from goodoffices.record.record import ENTRY_LISTS, Record
from goodoffices.record.replay import Key
from goodoffices.record.visibility import Viewer, as_seen_by, may_see

NOTHING: Final[Mapping[Key, object]] = MappingProxyType({})

_PARTS: Final = ("readings", "options", "delegations")
"""Lists inside an entry whose parts have handling of their own."""


def as_seen_back(
    then: Record,
    now: Record,
    viewer: Viewer,
    *,
    removed: Mapping[Key, object] = NOTHING,
    on: date | None = None,
) -> Record:
    """Return an earlier record as a viewer may see it, by what is open then and now alike.

    A party sees of it only what it may see in the record of today, deleted entries not at
    all. The team sees its own past, but not what is held by others since.

    Parameters
    ----------
    then, now
        The record as it was known at a moment, and as it is today.
    removed
        What deleted entries said last, from `Archive.removed`: whoever held one when it went
        holds it still.
    on
        The day on which leaves that end are judged; today where omitted.
    """
    still = as_seen_by(now, viewer, on=on)
    day = on or date.today()  # noqa: DTZ011 -- the team's day
    open_ = _Open(
        viewer, {id for (_, id), one in removed.items() if not _is_open(one, viewer, day)}
    )
    kept = {
        name: tuple(open_.kept(getattr(then, name), getattr(now, name), getattr(still, name)))
        for name in ENTRY_LISTS
    }
    return as_seen_by(then.with_(**kept), viewer, on=on)


def _is_open(content: object, viewer: Viewer, day: date) -> bool:
    handling = content.get("handling") if isinstance(content, dict) else None
    return handling is None or may_see(Handling.model_validate(handling), viewer, on=day)


@dataclass(frozen=True, slots=True)
class _Open:
    """What a viewer may see of the past; `closed` are deleted entries that others held last."""

    viewer: Viewer
    closed: Collection[str]

    def kept(
        self, entries: Iterable[BaseModel], now: Iterable[BaseModel], still: Iterable[BaseModel]
    ) -> Iterable[BaseModel]:
        there = {_key(one): one for one in now}
        seen = {_key(one): one for one in still}
        for one in entries:
            key = _key(one)
            if key in seen:
                yield self._with_open_parts(one, there[key], seen[key])
            elif key not in there and not self.viewer.is_party and key not in self.closed:
                yield one

    def _with_open_parts(self, one: BaseModel, now: BaseModel, still: BaseModel) -> BaseModel:
        changes = {
            name: tuple(self.kept(getattr(one, name), getattr(now, name), getattr(still, name)))
            for name in _PARTS
            # A preference has options too: an order of them by issue, and no parts.
            if getattr(one, name, ()) and not isinstance(getattr(one, name), Mapping)
        }
        return one.model_copy(update=changes) if changes else one


def _key(one: BaseModel) -> str:
    """What names an entry among its like; a delegation is named by its party."""
    return str(getattr(one, "id", "") or getattr(one, "party", ""))
