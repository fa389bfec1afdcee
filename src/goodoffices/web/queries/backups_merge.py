"""What merging a copy would do, as far as who looks at it may see either side of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from pydantic import ValidationError

from goodoffices.case.errors import DamagedBackup
from goodoffices.case.model import Model
from goodoffices.record.compartments import READING
from goodoffices.record.copies import Version
from goodoffices.record.following import start_following
from goodoffices.record.merges import Conflict, Merge, News
from goodoffices.record.merging import plan_merge
from goodoffices.record.record import ENTRY_LISTS, Record
from goodoffices.record.replay import Key
from goodoffices.record.visibility import Viewer, as_seen_by
from goodoffices.record.working_copy import HEAD, KINDS
from goodoffices.storage.desk import Desk
from goodoffices.storage.loading import state_from
from goodoffices.storage.received import received_copy
from goodoffices.web.pages.backups import ConflictShown, Counted, FieldRow, MergePage, NewsRow

MOST_NEWS: Final = 200
"""Entries that are listed; of more, the number."""
LONGEST: Final = 90
"""Characters of an entry's words in a list."""
_KIND_OF: Final[Mapping[str, str]] = {name: kind for kind, (_, name) in KINDS.items()}

Seen = Mapping[Key, Model]


@dataclass(frozen=True)
class Plan:
    """A merge, and what of both copies somebody may see."""

    merge: Merge
    ours: Seen
    theirs: Seen

    @property
    def shown(self) -> tuple[Conflict, ...]:
        """The conflicts of which both versions may be seen."""
        return tuple(one for one in self.merge.conflicts if self._sees(one))

    @property
    def hidden(self) -> tuple[Conflict, ...]:
        """The others: somebody else holds the entry, here or there."""
        return tuple(one for one in self.merge.conflicts if not self._sees(one))

    @property
    def news(self) -> tuple[News, ...]:
        """What is new and may be seen."""
        return tuple(one for one in self.merge.news if self._sees(one))

    def _sees(self, one: Conflict | News) -> bool:
        return _is_open(one.key, one.ours, self.ours) and _is_open(one.key, one.theirs, self.theirs)


def plan_of_copy(desk: Desk, token: str, viewer: Viewer) -> Plan | None:
    """Return what merging a copy that waits would do; None where none of this name waits.

    Raises
    ------
    NotACopy
        Where it is a copy of another case.
    DamagedBackup
        Where what it holds is not what this version reads.
    RecordTampered
        Where either archive is damaged.
    """
    theirs = received_copy(desk.path, token)
    if theirs is None:
        return None
    merge = plan_merge(desk.archive, theirs)
    try:
        there = as_seen_by(state_from(start_following(theirs)).record, viewer)
    except ValidationError as error:
        raise DamagedBackup("an entry in it is not what this version reads") from error
    return Plan(merge, _by_key(desk.seen_by(viewer)), _by_key(there))


def merge_page(plan: Plan, token: str) -> MergePage:
    """Return the plan as a page."""
    merge = plan.merge
    counts = Counter(one.kind for one in merge.news)
    return MergePage(
        title="Merge another copy",
        token=token,
        is_empty=merge.is_empty,
        counts=tuple(Counted(kind, count) for kind, count in sorted(counts.items())),
        news=tuple(_news_row(one, plan) for one in plan.news[:MOST_NEWS]),
        more_news=max(0, len(plan.news) - MOST_NEWS),
        hidden_news=len(merge.news) - len(plan.news),
        same=len(merge.same),
        erasures=tuple(f"{one.kind} {one.id}: {one.reason}" for one in merge.erasures),
        withheld=len(merge.withheld),
        marks=tuple(one.name for one in merge.marks),
        conflicts=tuple(_conflict(one, plan) for one in plan.shown),
        hidden_conflicts=len(plan.hidden),
    )


def _is_open(key: Key, version: Version | None, seen: Seen) -> bool:
    """Whether a version may be seen; one that is not there says nothing."""
    return version is None or not version.is_there or key == HEAD or key in seen


def _by_key(record: Record) -> dict[Key, Model]:
    found: dict[Key, Model] = {}
    for name in ENTRY_LISTS:
        for entry in getattr(record, name):
            found[_KIND_OF[name], entry.id] = entry
    for statement in record.statements:
        for reading in statement.readings:
            found[READING, reading.id] = reading
    return found


def _news_row(one: News, plan: Plan) -> NewsRow:
    what = "added" if one.ours is None else "changed"
    if not one.theirs.is_there:
        what = "removed"
    seen = plan.theirs.get(one.key) or plan.ours.get(one.key)
    return NewsRow(one.kind, one.id, what, one.theirs.by, _words(seen))


def _words(entry: Model | None) -> str:
    """The first words of an entry, by which a person knows it again."""
    for name in ("words", "title", "text", "name", "in_words", "description", "where"):
        said = str(getattr(entry, name, "") or "")
        if said:
            return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
    return ""


def _conflict(one: Conflict, plan: Plan) -> ConflictShown:
    ours = _fields(one.key, one.ours, plan.ours)
    theirs = _fields(one.key, one.theirs, plan.theirs)
    rows = tuple(
        FieldRow(
            name,
            ours.get(name, ""),
            theirs.get(name, ""),
            differs=ours.get(name) != theirs.get(name),
        )
        for name in dict.fromkeys((*ours, *theirs))
    )
    known = plan.ours.keys() | plan.theirs.keys()
    return ConflictShown(
        kind=one.kind,
        id=one.id,
        why=one.why,
        rests=tuple(f"{kind} {name}" for kind, name in one.rests if (kind, name) in known),
        ours_by=one.ours.by,
        ours_at=one.ours.at,
        theirs_by=one.theirs.by,
        theirs_at=one.theirs.at,
        is_here=one.ours.is_there,
        is_there=one.theirs.is_there,
        fields=rows,
    )


def _fields(key: Key, version: Version, seen: Seen) -> dict[str, str]:
    """The fields of a version as text, of what may be seen of it."""
    if not version.is_there:
        return {}
    if key == HEAD:
        content = version.content if isinstance(version.content, dict) else {}
    else:
        content = seen[key].model_dump(exclude_defaults=True, by_alias=True)
        content.pop("readings", None)  # each is an entry of its own
    return {_spaced(name): _text(value) for name, value in content.items() if name != "id"}


def _text(value: object) -> str:
    """A value as a person reads it: lists with commas, parts with their names before them."""
    if isinstance(value, Mapping):
        return "; ".join(f"{_spaced(name)}: {_text(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        said = [_text(part) for part in value]
        return (" | " if any(": " in one for one in said) else ", ").join(said)
    if isinstance(value, Enum):
        return _spaced(str(value.value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _spaced(name: str) -> str:
    """A word of the files as words: `in_confidence` is "in confidence"."""
    return name.replace("_", " ")
