"""How pages say what an entry is: its grades, its handling, its day, in words."""

from __future__ import annotations

from typing import Final

from goodoffices.case.errors import (
    GoodOfficesError,
    InvalidCase,
    Mistake,
    NotConfirmed,
    UnknownId,
)
from goodoffices.case.handling import Consent, Handling, HandlingLevel
from goodoffices.case.when import When
from goodoffices.record.entries import RelayHop, Statement
from goodoffices.record.order import Order
from goodoffices.record.speakers import Speakers

RELIABILITY: Final = {
    "A": "source completely reliable",
    "B": "source usually reliable",
    "C": "source fairly reliable",
    "D": "source not usually reliable",
    "E": "source unreliable",
    "F": "reliability of the source cannot be judged",
}
CREDIBILITY: Final = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""The Admiralty code: the two parts are judged apart, and never made into one."""

_LEVELS: Final = {
    HandlingLevel.IN_CONFIDENCE: "in confidence to the team",
    HandlingLevel.DEPOSIT: "a deposit: conveyed only if the other side deposits a match",
    HandlingLevel.WITHOUT_ATTRIBUTION: "may be used without attribution",
    HandlingLevel.MAY_BE_CONVEYED: "may be conveyed",
    HandlingLevel.PUBLIC: "public",
}


def grade_in_words(grade: str | None) -> str:
    """Return an Admiralty grade in words, its two parts apart.

    Examples
    --------
    >>> grade_in_words("B3")
    'source usually reliable; possibly true'
    """
    if not grade:
        return "not graded"
    return f"{RELIABILITY[grade[0]]}; {CREDIBILITY[grade[1]]}"


def handling_in_words(handling: Handling, speakers: Speakers) -> str:
    """Return what may be done with an entry, and by whose leave."""
    said = [_LEVELS[handling.level]]
    if handling.held_by:
        said = [f"held by {', '.join(handling.held_by)} alone"]
        if handling.level is not HandlingLevel.IN_CONFIDENCE:
            said.append(_LEVELS[handling.level])
    if handling.to:
        said.append(f"to {', '.join(speakers[one].name for one in handling.to)}")
    if handling.given_by:
        name = speakers[handling.given_by].name if handling.given_by in speakers else ""
        on = f" on {handling.given_on}" if handling.given_on else ""
        said.append(f"given by {name or handling.given_by}{on}")
    if handling.until:
        said.append(f"until {handling.until}")
    if handling.consent is not Consent.GIVEN:
        said.append(f"consent of the originator: {handling.consent.value.replace('_', ' ')}")
    return "; ".join(said)


def refusal_in_words(error: GoodOfficesError) -> str:
    """Return why something was refused, without the names of entries that others may hold.

    Examples
    --------
    >>> refusal_in_words(UnknownId("party", "nort", ["north", "held"]))
    'there is no party "nort"'
    """
    if isinstance(error, UnknownId):
        return f'there is no {error.kind} "{error.name}"'
    if isinstance(error, InvalidCase):
        return "; ".join(dict.fromkeys(map(mistake_in_words, error.mistakes)))
    if isinstance(error, NotConfirmed) and isinstance(error.__cause__, InvalidCase):
        return f"{error.what} waits for a person: something else rests on it"
    return str(error)


def mistake_in_words(mistake: Mistake) -> str:
    """Return a mistake; of one that stands in the files its place alone.

    Whoever edited them may hold what stands there.

    Examples
    --------
    >>> mistake_in_words(Mistake("record.yaml", 12, 5, "unknown party", found="held"))
    'the files have a mistake at record.yaml:12'
    """
    if mistake.line:
        return f"the files have a mistake at {mistake.file}:{mistake.line}"
    return str(mistake)


def hop_in_words(hop: RelayHop, speakers: Speakers) -> tuple[str, str]:
    """Return who told whom in one step of a chain, and how."""
    who = f"{speakers[hop.speaker].name} to {speakers[hop.to].name}"
    how = [one.value for one in (hop.capacity, hop.channel) if one.value != "unknown"]
    return who, ", ".join(how)


def said_in_words(statement: Statement, order: Order) -> str:
    """Return when something was said, and how that day is known."""
    said = order.said_on(statement)
    if said is None:
        return "no day known"
    if said is statement.said_on:
        return _with_basis(said)
    of = "its document" if statement.document else "its meeting"
    told = f"“{statement.said_on.unresolved}”; " if statement.said_on is not None else ""
    return f"{told}{_with_basis(said)} (the day of {of})"


def _with_basis(when: When) -> str:
    return f"{when}: {when.basis.rstrip('.')}" if when.basis else str(when)
