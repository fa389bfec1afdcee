"""What one member sees of the record, so that an old result says no more and no less than it may.

What others hold alone changes nothing here: neither that it came nor that it changed is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from goodoffices.record.replay import Entry
from goodoffices.storage.state import CaseState

SIGHT: Final = "sight"
"""With what long work found: what it saw."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of the record when long work looked at it, by digests that name nothing.

    Attributes
    ----------
    seen
        Of all that somebody saw, and when it was last changed.
    held_back
        Of each thing that others held alone.
    latest
        When the latest entry there was had been recorded.
    """

    seen: str
    held_back: frozenset[str]
    latest: datetime

    def as_words(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "seen": self.seen,
            "held_back": sorted(self.held_back),
            "latest": self.latest.isoformat(),
        }

    def is_older_than(self, now: Sight) -> bool:
        """Whether something that somebody sees or saw changed since."""
        return self.seen != now.seen

    def saw_what_is_held_back(self, state: CaseState, member: str) -> bool:
        """Whether others hold something now that this saw: a result may rest on it."""
        entries = [one for one in state.entries.values() if one.recorded_at <= self.latest]
        return not _held_back(entries, member) <= self.held_back


def sight_of(state: CaseState, member: str) -> Sight:
    """Return what a member sees of the record."""
    entries = list(state.entries.values())
    seen = sorted(
        f"{one.kind}/{one.id}/{one.changed_at.isoformat()}"
        for one in entries
        if () not in _places(one.content, member, ())
    )
    return Sight(
        seen=_digest("\n".join(seen)),
        held_back=_held_back(entries, member),
        latest=max(one.recorded_at for one in entries),
    )


def sight_in(words: Mapping[str, Any]) -> Sight:
    """Return what was seen, from plain data."""
    latest = datetime.fromisoformat(words["latest"])
    return Sight(words["seen"], frozenset(words["held_back"]), latest)


def _held_back(entries: Sequence[Entry], member: str) -> frozenset[str]:
    return frozenset(
        _digest("/".join((one.kind, one.id, *place)))
        for one in entries
        for place in _places(one.content, member, ())
    )


def _places(content: object, member: str, place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield where in a content there is something with handling of its own that others hold."""
    if isinstance(content, list):
        for number, one in enumerate(content):
            yield from _places(one, member, (*place, str(number)))
    elif isinstance(content, dict):
        handling = content.get("handling")
        held_by = handling.get("held_by") if isinstance(handling, dict) else None
        if isinstance(held_by, list) and held_by and member not in held_by:
            yield place
        for name, value in content.items():
            if isinstance(value, list):
                yield from _places(value, member, (*place, name))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
