"""Reasons given: why parties hold what they hold, as far as the record tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.case.case import Case
from goodoffices.case.limits import Instrument
from goodoffices.case.passages import NoteView
from goodoffices.gaps.holdings import readings, readings_behind
from goodoffices.gaps.sentences import listed, unique

INTEREST = "interest"
"""The kind of a note of the team on what lies behind a position."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason on record.

    Attributes
    ----------
    source
        The id of the instrument or of the note.
    is_instrument
        True: the party invokes it. False: the team's own note, with what it rests on.
    readings, positions
        What it is given for, where that is on record.
    """

    party: str
    source: str
    is_instrument: bool
    text: str
    readings: tuple[str, ...]
    positions: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Reasons by party, and the parties that hold positions for which none is on record."""

    given: tuple[Reason, ...]
    none_on_record: tuple[str, ...]


def find_reasons(case: Case) -> Reasons:
    """Return the reasons on record, and for whom there is none.

    Why do they hold this? What is behind a position is where other ways of meeting it are
    found; but a reason nobody gave is never made up.

    Parameters
    ----------
    case : Case

    Returns
    -------
    Reasons
        In the order of the case: instruments invoked as a reason, then notes of interests.
        Without a reason: negotiating parties and other holders of positions.
    """
    given = [_invoked(case, one) for one in case.instruments if _is_reason(one)]
    resting = _resting_on(case)
    given += [
        reason
        for note in case.notes
        if note.kind == INTEREST
        for reason in [_noted(case, note, resting)]
        if reason is not None
    ]
    holding = {holder for one in case.positions for holder in one.holders}
    explained = {one.party for one in given}
    places = {party: place for place, party in enumerate(case.parties)}
    return Reasons(
        given=tuple(sorted(given, key=lambda one: places.get(one.party, len(places)))),
        none_on_record=tuple(
            party.id
            for party in case.parties.values()
            if (party.is_negotiating or party.id in holding) and party.id not in explained
        ),
    )


def _is_reason(instrument: Instrument) -> bool:
    """Whether it is given as a reason; one with a proposition alone is a position instead."""
    return bool(instrument.reason_for) or not instrument.proposition


def _invoked(case: Case, instrument: Instrument) -> Reason:
    title = instrument.title + (f", {instrument.clause}" if instrument.clause else "")
    text = f"{_name(case, instrument.invoked_by)} invokes {title}"
    if instrument.contested_by:
        text += f" (contested by {listed(_name(case, one) for one in instrument.contested_by)})"
    known = {reading.id for _, reading in readings(case)}
    given_for = tuple(one for one in instrument.reason_for if one in known)
    return Reason(
        party=instrument.invoked_by,
        source=instrument.id,
        is_instrument=True,
        text=text,
        readings=given_for,
        positions=tuple(
            one.id for one in case.positions if set(given_for) & set(readings_behind(one))
        ),
        cites=instrument.cites,
    )


def _resting_on(case: Case) -> dict[str, list[int]]:
    """Return by statement the places of the positions that rest on it."""
    found: dict[str, list[int]] = {}
    for place, position in enumerate(case.positions):
        for statement in position.statements:
            found.setdefault(statement, []).append(place)
    return found


def _noted(case: Case, note: NoteView, resting: Mapping[str, Sequence[int]]) -> Reason | None:
    """Return the interest that a note tells of a party; None where it names no party."""
    party = next((one for one in note.about if one in case.parties), None)
    if party is None:
        return None
    places = sorted({place for one in note.rests_on for place in resting.get(one, ())})
    return Reason(
        party=party,
        source=note.id,
        is_instrument=False,
        text=note.text.strip(),
        readings=(),
        positions=tuple(
            case.positions[place].id for place in places if party in case.positions[place].holders
        ),
        cites=unique(note.rests_on),
    )


def _name(case: Case, party: str) -> str:
    return case.parties[party].name if party in case.parties else party
