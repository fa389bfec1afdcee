"""Whether a drafted reading can be accepted: what it lacks, and whether the case can hold it."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.case.errors import (
    InvalidCase,
    InvalidProposition,
    Mistake,
    NotConfirmed,
    UnknownId,
)
from goodoffices.case.grammar import parse
from goodoffices.case.stances import Stance
from goodoffices.intake.drafts import DraftReading
from goodoffices.intake.review.entering import takes_back
from goodoffices.intake.review.storing import OPEN, Draft
from goodoffices.record.record import Record


def explain_refusal(reading: DraftReading, record: Record) -> str:
    """Say what a reading lacks before a person can accept it; empty where it lacks nothing.

    Examples
    --------
    >>> said = DraftReading(id="memo_r1", party="north", stance="insists",
    ...     span={"start": 0, "end": 4})
    >>> print(explain_refusal(said, Record(title="")))
    it has no proposition: give it one with edit, or add the option to its issue first
    """
    needs = reading.stance.makes_position or reading.stance.is_permission
    if needs and not reading.proposition:
        return "it has no proposition: give it one with edit, or add the option to its issue first"
    if reading.stance is Stance.NO_LONGER_INSISTS and not taken_back(reading, record):
        return (
            f"nothing that {reading.party} insists on in the record has this proposition, so "
            "there is nothing to take back"
        )
    return ""


def refuse_entered(draft: Draft, record: Record) -> None:
    """Hold to what is in the record already, where accepting a draft was interrupted half-way.

    Raises
    ------
    NotConfirmed
        Where the draft still waits, and its entry is there.
    """
    if draft.state not in OPEN:
        return
    entered = {(one.id, one.words) for one in record.statements}
    known = {one.id for one in record.rounds} | {one.id for one in record.notes}
    if (draft.id, draft.words) in entered or draft.id in known:
        how = "it is in the record, for accepting it was interrupted: accept it again"
        raise NotConfirmed(f"a change of {draft.id}", how)


def taken_back(reading: DraftReading, record: Record) -> tuple[str, ...]:
    """Return the readings on record that a drafted reading takes back; see `takes_back`."""
    known = [one for statement in record.statements for one in statement.readings]
    return takes_back(reading, known)


def check_reading(reading: DraftReading, record: Record, *, place: str = "") -> None:
    """Look whether the case can hold a reading: its party, its proposition and its condition.

    Raises
    ------
    UnknownId
        Where its party is none of the case.
    InvalidCase
        Where its proposition or condition cannot be read.
    """
    parties = [party.id for party in record.parties]
    if reading.party not in parties:
        raise UnknownId("party", reading.party, parties)
    issues = {issue.id: issue for issue in record.issues}
    texts: Mapping[str, str] = {
        "proposition": reading.proposition,
        "condition": reading.condition,
    }
    for name, text in texts.items():
        try:
            if text:
                parse(text, issues)
        except InvalidProposition as error:
            message = f"the {name} of {reading.id} cannot be read: {error.message}"
            mistake = Mistake(place or reading.id, 0, 0, message, error.found, error.allowed)
            raise InvalidCase([mistake]) from error
