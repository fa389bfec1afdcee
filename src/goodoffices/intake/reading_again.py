"""Reading again: new drafts of a document that was read before, and what a person decided.

After names were taught to the case, a document may be read again. What a person accepted,
rejected or put off stays as it is; what still waited gives way to the new drafts; and a new
draft of words that were decided on already is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from goodoffices.intake.drafts import (
    DraftEvent,
    DraftRound,
    DraftsFile,
    DraftStatement,
    State,
)
from goodoffices.record.entries import Span

DraftT = TypeVar("DraftT", DraftStatement, DraftRound, DraftEvent)

SAME: Final = 0.8
"""How much of two stretches must be common, of the longer one, for them to be the same words."""


def join_again(before: DraftsFile, after: DraftsFile) -> DraftsFile:
    """Return the drafts of a new reading, with what was decided on in the earlier one."""
    highest = max(_numbers(before), default=0)
    statements = _Parted.of(before.drafts, after.drafts, highest)
    rounds = _Parted.of(before.rounds, after.rounds, highest)
    events = _Parted.of(before.events, after.events, highest)
    names = {**statements.names, **rounds.names, **events.names}
    drafts = statements.joined(names)
    sources = {one.id: one for one in (*before.sources, *after.sources)}
    used = {hop.speaker for one in drafts for hop in one.chain}
    document = {"dated": after.document.dated, "outlet": after.document.outlet}
    return after.model_copy(
        update={
            "document": before.document.model_copy(update=document),
            "sources": tuple(one for one in sources.values() if one.id in used),
            "drafts": drafts,
            "rounds": rounds.joined(names),
            "events": events.joined(names),
        }
    )


@dataclass(frozen=True)
class _Parted(Generic[DraftT]):
    """What a person decided on, what is new beside it, and what each new id becomes."""

    decided: list[DraftT]
    fresh: list[DraftT]
    names: dict[str, str]

    @classmethod
    def of(cls, before: Sequence[DraftT], after: Sequence[DraftT], highest: int) -> _Parted[DraftT]:
        decided = [one for one in before if _is_decided(one)]
        fresh: list[DraftT] = []
        names: dict[str, str] = {}
        for one in after:
            same = next((old.id for old in decided if _is_same(one.span, old.span)), "")
            names[one.id] = same or _renumbered(one.id, highest)
            if not same:
                fresh.append(one)
        return cls(decided, fresh, names)

    def joined(self, names: Mapping[str, str]) -> tuple[DraftT, ...]:
        """All of them in the order of the text, the new ones under their new ids."""
        every = list(self.decided)
        every += [_with_names(one, names) for one in self.fresh]
        every.sort(key=lambda one: (one.span.start, one.span.end))
        return tuple(every)


def _is_decided(draft: DraftStatement | DraftRound | DraftEvent) -> bool:
    readings = draft.readings if isinstance(draft, DraftStatement) else ()
    return any(one.state is not State.WAITING for one in (draft, *readings))


def _is_same(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common >= SAME * max(one.end - one.start, other.end - other.start)


def _numbers(file: DraftsFile) -> Iterator[int]:
    """The numbers that the ids of a file end with."""
    ids = [one.id for one in file.drafts]
    ids += [one.id for one in file.rounds]
    ids += [one.id for one in file.events]
    for name in ids:
        if (match := re.search(r"(\d+)$", name)) is not None:
            yield int(match[1])


def _renumbered(draft: str, highest: int) -> str:
    """The id of a new draft, beyond every number that the earlier reading used."""
    return re.sub(r"(\d+)$", lambda match: str(int(match[1]) + highest), draft)


def _with_names(draft: DraftT, names: Mapping[str, str]) -> DraftT:
    """A new draft under its new id, wherever it names itself or another."""
    return type(draft).model_validate(_renamed(draft.model_dump(by_alias=True), names))


def _renamed(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        fields = ("id", "nested_in", "repeats", "alternative_to", "told_in", "cause_statement")
        return {
            key: _prefixed(one, names)
            if key in fields and isinstance(one, str)
            else _renamed(one, names)
            for key, one in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_renamed(one, names) for one in value]
    return value


def _prefixed(name: str, names: Mapping[str, str]) -> str:
    """A new id; that of a reading begins with its statement's."""
    if name in names:
        return names[name]
    statement, _, rest = name.rpartition("_")
    return f"{names[statement]}_{rest}" if statement in names else name
