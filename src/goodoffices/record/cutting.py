"""Rounds, instruments, notes and whatever else cites, as far as those statements count.

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
from goodoffices.case.undertakings import Importance, Linkage, Schedule, Undertaking
from goodoffices.record.seen_undertakings import SeenUndertakings, UndertakingGate

CitingT = TypeVar("CitingT", Instrument, Preference, Undertaking, Linkage, Importance, Schedule)


def cut_citing(things: tuple[CitingT, ...], gone: AbstractSet[str]) -> tuple[CitingT, ...]:
    """Return things without citations of what does not count; one that has none left goes.

    Parameters
    ----------
    gone
        The statements that do not count.
    """
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


def cut_undertakings(
    seen: SeenUndertakings, gone: AbstractSet[str], parties: AbstractSet[str]
) -> SeenUndertakings:
    """Return undertakings and what hangs on them, without those that rest on nothing left.

    What names an undertaking that goes, goes with it.
    """
    if not gone:
        return seen
    gate = UndertakingGate(
        allows=lambda _: True,
        shows=lambda one, **changes: one.model_copy(update=changes),
        parties=parties,
        hidden=(),
        is_party=False,
    )
    return gate.see(
        cut_citing(seen.undertakings, gone),
        cut_citing(seen.linkages, gone),
        cut_citing(seen.importance, gone),
        cut_citing(seen.schedules, gone),
    )


def _left(cites: tuple[str, ...], gone: AbstractSet[str]) -> tuple[str, ...]:
    return tuple(one for one in cites if one not in gone)
