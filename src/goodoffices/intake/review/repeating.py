"""Drafts that say another again: one position, two passages.

Such a draft is accepted as words alone, and a link says what they repeat. Of a draft that says
more besides, only those readings are passages that are said elsewhere. Where what they repeat
is rejected, or a person says that they repeat nothing, they are positions of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from goodoffices.intake.drafts import DraftReading, DraftStatement, State


def said_again(reading: DraftReading, of: DraftStatement, drafts: Sequence[DraftStatement]) -> str:
    """Return the statement that a reading only says again; empty where it is its own.

    Parameters
    ----------
    reading, of
        The reading, and its statement.
    drafts
        What was drafted from the same document.
    """
    if of.repeats or not reading.repeats:
        return of.repeats
    told = (one.id for one in drafts if reading.repeats in {each.id for each in one.readings})
    return next(told, reading.repeats)


def with_own_position(draft: DraftStatement) -> DraftStatement:
    """Return a draft that repeats nothing: readings that were settled as passages wait again.

    Examples
    --------
    >>> said = {"id": "m_s2", "span": {"start": 0, "end": 4}, "words": "Yes.", "repeats": "m_s1"}
    >>> with_own_position(DraftStatement.model_validate(said)).repeats
    ''
    """
    readings = tuple(_own(one) for one in draft.readings)
    return draft.model_copy(update={"repeats": "", "readings": readings})


def orphaned_by(rejected: str, drafts: Sequence[DraftStatement]) -> tuple[DraftStatement, ...]:
    """Return the drafts that said a rejected one again, each with its readings as its own."""
    gone = {each.id for one in drafts if one.id == rejected for each in one.readings}
    found: list[DraftStatement] = []
    for one in drafts:
        if one.repeats == rejected:
            found.append(with_own_position(one))
        elif not one.repeats and any(each.repeats in gone for each in one.readings):
            found.append(_with_own_readings(one, gone))
    return tuple(found)


def _with_own_readings(draft: DraftStatement, gone: Collection[str]) -> DraftStatement:
    readings = tuple(_own(one) if one.repeats in gone else one for one in draft.readings)
    return draft.model_copy(update={"readings": readings})


def _own(reading: DraftReading) -> DraftReading:
    state = State.WAITING if reading.state is State.ACCEPTED else reading.state
    return reading.model_copy(update={"repeats": "", "state": state})
