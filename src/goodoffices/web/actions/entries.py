"""What every edit of an entry does alike: one added under a number, one corrected, one merged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from goodoffices.case.handling import Handling
from goodoffices.case.stances import Authority
from goodoffices.case.when import When
from goodoffices.record.entries import ReadingStatus, RelayHop
from goodoffices.record.free_ids import FreeIds
from goodoffices.record.working_copy import Content
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.undisclosed import seen_by_member, with_undisclosed

OMITTED: Final[Mapping[str, object]] = {
    "handling": Handling(),
    "status": ReadingStatus.LEADING.value,
    "authority": Authority.UNKNOWN.value,
}
"""What a field means where it is left out."""
Said = Mapping[str, object]
"""What a form says, as the fields of an entry; None for a field that shall stand no more."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words, and the entry to look at next."""

    words: str
    entry: str


Doer = Callable[[Any], Done]
"""What takes a form that was filled in rightly."""


def add_numbered(
    desk: Desk, kind: str, said: Said, *, letter: str, by: str, begun: Said | None = None
) -> str:
    """Record a new entry, and return its id: the next free number after a letter.

    Parameters
    ----------
    begun
        Fields that the form does not say.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    made: list[str] = []

    def make(state: CaseState) -> Sequence[Change]:
        made[:] = [FreeIds(state.record).next(letter)]
        return [Change(kind, made[0], merged({"id": made[0], **(begun or {})}, said), seen="")]

    desk.change(make, by=by)
    return made[0]


def correct_entry(desk: Desk, kind: str, entry: str, said: Said, *, seen: str, by: str) -> None:
    """Correct what an entry says; who was not disclosed in it stays who it was.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """
    eyes = seen_by_member(desk, by)

    def make(state: CaseState) -> Sequence[Change]:
        before = state.content(kind, entry)
        after = merged(before, with_undisclosed(said, before, seen=eyes))
        return [Change(kind, entry, after, seen=seen)]

    desk.change(make, by=by)


def merged(before: Content, said: Said) -> dict[str, object]:
    """Return an entry as it is written after an edit; what means the same stays as written.

    Examples
    --------
    >>> merged({"id": "s1", "handling": {"level": "public"}, "note": "?"},
    ...        {"handling": {"level": "public"}, "note": None, "language": "en"})
    {'id': 's1', 'handling': {'level': 'public'}, 'language': 'en'}
    """
    after = dict(before)
    for name, value in said.items():
        means = _means(name, value)
        if means == _means(name, before.get(name)):
            continue
        if means == _means(name, None):
            after.pop(name, None)
        else:
            after[name] = value
    return after


def _means(name: str, value: object) -> object:
    if value is None:
        return OMITTED.get(name)
    if name == "handling":
        return Handling.model_validate(value)
    if name == "said_on":
        return When.model_validate(value)
    if name == "chain" and isinstance(value, list):
        return [RelayHop.model_validate(one) for one in value]
    return value
