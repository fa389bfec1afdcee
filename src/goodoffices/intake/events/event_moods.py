"""What a helping verb or a denial makes of an act: "will strike", "must leave", "did not meet".

One table. The category of the act and how its clause puts it go in, the category and the
status that a draft gets come out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from goodoffices.intake.events.event_clauses import Modality
from goodoffices.intake.events.event_words import CATEGORIES, FRIENDLY, HOSTILE

Status = Literal["occurred", "ongoing", "future", "negated", "hypothetical"]


@dataclass(frozen=True, slots=True)
class Mood:
    """What a helping verb or a denial makes of an act of some categories.

    An empty `category` leaves the act its own.
    """

    modalities: frozenset[Modality]
    categories: frozenset[str]
    category: str
    status: Status
    is_negated: bool = False


_ANY: Final = frozenset({*CATEGORIES, ""})
_REST: Final = frozenset({"REQUEST", "REJECT", "THREATEN"})
_GIVEN: Final = frozenset({*FRIENDLY, ""})
LEFT: Final = frozenset({"RETREAT", *HOSTILE, "REJECT"})
_FACTS: Final = frozenset({Modality.FACT, Modality.ONGOING})
_FUTURE: Final = frozenset({Modality.FUTURE})
_POSSIBLE: Final = frozenset({Modality.POSSIBLE})
_NOW: Final = frozenset({Modality.ONGOING})

MOODS: Final = (
    # "if it withdraws": nobody says that it will
    Mood(frozenset({Modality.IMAGINED}), _ANY, "", "hypothetical"),
    Mood(frozenset({Modality.IMAGINED}), _ANY, "", "hypothetical", is_negated=True),
    # what another must do, or must not, is asked of it
    Mood(frozenset({Modality.OWED}), _ANY, "REQUEST", "ongoing"),
    Mood(frozenset({Modality.OWED}), _ANY, "REQUEST", "ongoing", is_negated=True),
    # "will not come" turns an invitation down; "will not shoot" is a promise
    Mood(_FUTURE, _GIVEN, "REJECT", "ongoing", is_negated=True),
    Mood(_FUTURE, HOSTILE, "AGREE", "ongoing", is_negated=True),
    Mood(_FUTURE, _REST, "", "negated", is_negated=True),
    # harm that is announced is a threat
    Mood(_FUTURE, HOSTILE, "THREATEN", "future"),
    Mood(_FUTURE, _ANY, "", "future"),
    # "cannot accept" is a refusal; "could accept" is a thought
    Mood(_POSSIBLE, _GIVEN, "REJECT", "ongoing", is_negated=True),
    Mood(_POSSIBLE, _ANY, "", "negated", is_negated=True),
    Mood(_POSSIBLE, _ANY, "", "hypothetical"),
    # "does not accept" is a refusal that stands; "did not meet" only did not happen
    Mood(_NOW, FRIENDLY, "REJECT", "ongoing", is_negated=True),
    Mood(_FACTS, _ANY, "", "negated", is_negated=True),
    Mood(_NOW, _ANY, "", "ongoing"),
    Mood(_FACTS, _ANY, "", "occurred"),
)
"""The first that fits holds."""


def mood_of(how: Modality, category: str, *, is_negated: bool) -> Mood:
    """Return the row of the table for an act, whose category may be empty.

    Examples
    --------
    >>> mood_of(Modality.FUTURE, "ASSAULT", is_negated=False).category
    'THREATEN'
    >>> mood_of(Modality.FUTURE, "RETREAT", is_negated=True).category
    'REJECT'
    >>> mood_of(Modality.FACT, "CONSULT", is_negated=True).status
    'negated'
    """
    return next(
        mood
        for mood in MOODS
        if how in mood.modalities and is_negated == mood.is_negated and category in mood.categories
    )
