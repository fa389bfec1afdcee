"""Rounds, instruments, preferences and notes, as far as the statements they rest on count.

A page of a day, of a register or of a grade rests on some statements only. What else it
shows must rest on these too, or the page would lead to words that are not on it.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import TypeVar

from goodoffices.case.limits import Instrument
from goodoffices.case.passages import NoteView
from goodoffices.case.preferences import Preference
from goodoffices.case.rounds import Delegation, Outcome, Round

CitingT = TypeVar("CitingT", Instrument, Preference)


def cut_instruments(
    instruments: tuple[Instrument, ...], gone: AbstractSet[str]
) -> tuple[Instrument, ...]:
    """Return the instruments without citations of what does not count; one that has none left goes.

    Parameters
    ----------
    gone
        The statements that do not count.
    """
    return _cut_citing(instruments, gone)


def cut_preferences(
    preferences: tuple[Preference, ...], gone: AbstractSet[str]
) -> tuple[Preference, ...]:
    """Return the preferences without citations of what does not count, as for instruments."""
    return _cut_citing(preferences, gone)


def _cut_citing(things: tuple[CitingT, ...], gone: AbstractSet[str]) -> tuple[CitingT, ...]:
    kept = []
    for one in things:
        cites = _left(one.cites, gone)
        if cites or not one.cites:
            kept.append(one if cites == one.cites else one.model_copy(update={"cites": cites}))
    return tuple(kept)


def cut_notes(notes: tuple[NoteView, ...], gone: AbstractSet[str]) -> tuple[NoteView, ...]:
    """Return the notes as far as they rest on statements that count, or on none."""
    if not gone:
        return notes
    kept = []
    for note in notes:
        rests_on = _left(note.rests_on, gone)
        if rests_on or not note.rests_on:
            kept.append(replace(note, rests_on=rests_on))
    return tuple(kept)


def cut_rounds(
    rounds: tuple[Round, ...], gone: AbstractSet[str], as_of: date | None
) -> tuple[Round, ...]:
    """Return the rounds that had begun by a day, as far as they rest on what counts.

    How a round ended is not known on a day before its end, nor why without the statement
    that tells it.
    """
    cut = (_cut_round(held, gone, as_of) for held in rounds)
    return tuple(held for held in cut if held is not None)


def _cut_round(held: Round, gone: AbstractSet[str], as_of: date | None) -> Round | None:
    cites = _left(held.cites, gone)
    start = held.held_on.start or held.held_on.end if held.held_on else None
    end = held.held_on.end if held.held_on else None
    if (as_of and start and start > as_of) or (held.cites and not cites):
        return None
    goes_on = as_of is not None and end is not None and end > as_of
    if not gone and not goes_on:
        return held
    changes: dict[str, object] = {
        "cites": cites,
        "cause": "" if goes_on or held.cause in gone else held.cause,
        "outcome": Outcome.UNKNOWN if goes_on else held.outcome,
        "delegations": _cut_delegations(held.delegations, gone),
    }
    return held.model_copy(update=changes)


def _cut_delegations(
    delegations: tuple[Delegation, ...], gone: AbstractSet[str]
) -> tuple[Delegation, ...]:
    return tuple(
        one.model_copy(update={"cites": _left(one.cites, gone)})
        for one in delegations
        if not one.cites or _left(one.cites, gone)
    )


def _left(cites: tuple[str, ...], gone: AbstractSet[str]) -> tuple[str, ...]:
    return tuple(one for one in cites if one not in gone)
