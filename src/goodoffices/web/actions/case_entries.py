"""What people do with entries of the case: add one, correct it, take it out, each in one step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from goodoffices.case.model import Model
from goodoffices.record.free_ids import FreeIds
from goodoffices.record.working_copy import Content
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.entries import Done, Said, merged
from goodoffices.web.actions.undisclosed import seen_by_member, with_others, with_undisclosed

WORDS: Final[Mapping[str, str]] = {"importance": "order of what matters"}
"""What an entry of a kind is called where its kind says it badly."""
Completing = Callable[[dict[str, object], FreeIds], dict[str, object]]
"""Adds what else a form says to an entry: its parts, with ids of their own."""


def add_entry(
    desk: Desk, kind: str, said: Said, *, name: str, by: str, complete: Completing | None = None
) -> Done:
    """Record a new entry, called by its name; by a number where only some hold it.

    A name that is taken is passed over, and to somebody who may not know why that would tell.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    made: list[str] = []

    def make(state: CaseState) -> Sequence[Change]:
        ids = FreeIds(state.record)
        made[:] = [ids.next(kind) if is_held(said) else ids.of_name(name, otherwise=kind)]
        entry = merged({"id": made[0]}, said)
        whole = complete(entry, ids) if complete is not None else entry
        return [Change(kind, made[0], whole, seen="")]

    desk.change(make, by=by)
    return Done(f"Added the {WORDS.get(kind, kind)}.", made[0])


def edit_entry(
    desk: Desk,
    kind: str,
    shown: Model,
    said: Said,
    *,
    seen: str,
    by: str,
    complete: Completing | None = None,
) -> Done:
    """Correct an entry; what stood in it unseen stays.

    Parameters
    ----------
    shown
        The entry as whoever edits may see it.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """
    entry = str(getattr(shown, "id", ""))
    eyes = seen_by_member(desk, by)

    def make(state: CaseState) -> Sequence[Change]:
        before = state.content(kind, entry)
        whole = with_undisclosed(with_unseen(said, before, shown), before, seen=eyes)
        after = merged(before, whole)
        if complete is not None:
            after = complete(after, FreeIds(state.record))
        return [Change(kind, entry, after, seen=seen)]

    desk.change(make, by=by)
    return Done(f"Saved the {WORDS.get(kind, kind)}.", entry)


def remove_entry(desk: Desk, kind: str, entry: str, *, seen: str, by: str) -> Done:
    """Take an entry out of the case; what it said stays in the archive.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where something else still names it.
    """
    desk.change(lambda _: [Change(kind, entry, None, seen=seen)], by=by)
    return Done(f"Took out the {WORDS.get(kind, kind)}.", entry)


def is_held(said: Said) -> bool:
    """Return whether only some of the team are to hold an entry."""
    handling = said.get("handling")
    return isinstance(handling, Mapping) and bool(handling.get("held_by"))


def with_unseen(said: Said, before: Content, shown: Model) -> dict[str, object]:
    """Return what was typed, each list with what stood in it unseen after it.

    Examples
    --------
    >>> from goodoffices.case.limits import Instrument
    >>> shown = Instrument(id="i", title="A", invoked_by="north", contested_by=["south"])
    >>> with_unseen({"contested_by": None}, {"contested_by": ["south", "hidden"]}, shown)
    {'contested_by': ['hidden']}
    """
    after = dict(said)
    for name, typed in said.items():
        known = getattr(shown, name, None)
        if isinstance(known, tuple) and isinstance(before.get(name), list):
            named: Collection[object] = typed if isinstance(typed, list) else ()
            after[name] = with_others(typed, before[name], [*map(str, known), *map(str, named)])
    return after
