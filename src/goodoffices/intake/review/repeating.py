"""Drafts that say another again: one position, two passages.

Such a draft is accepted as words alone, and a link says what they repeat. Where what it
repeats is rejected, or a person says that it repeats nothing, its readings are its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.intake.drafts import DraftStatement, State


def with_own_position(draft: DraftStatement) -> DraftStatement:
    """Return a draft that repeats nothing: readings that were settled as passages wait again.

    Examples
    --------
    >>> said = {"id": "m_s2", "span": {"start": 0, "end": 4}, "words": "Yes.", "repeats": "m_s1"}
    >>> with_own_position(DraftStatement.model_validate(said)).repeats
    ''
    """
    readings = tuple(
        one.model_copy(
            update={
                "repeats": "",
                "state": State.WAITING if one.state is State.ACCEPTED else one.state,
            }
        )
        for one in draft.readings
    )
    return draft.model_copy(update={"repeats": "", "readings": readings})


def orphaned_by(rejected: str, drafts: Sequence[DraftStatement]) -> tuple[DraftStatement, ...]:
    """Return the drafts that said a rejected one again, each with its readings as its own."""
    return tuple(with_own_position(one) for one in drafts if one.repeats == rejected)
