"""Handling: what may be done with an entry, and by whose leave.

The data only. Who sees what follows from it in `goodoffices.record.visibility`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field, model_validator

from goodoffices.case.model import Model


class HandlingLevel(StrEnum):
    """What may be done with an entry, from the narrowest to the widest."""

    IN_CONFIDENCE = "in_confidence"
    DEPOSIT = "deposit"
    WITHOUT_ATTRIBUTION = "without_attribution"
    MAY_BE_CONVEYED = "may_be_conveyed"
    PUBLIC = "public"


class Consent(StrEnum):
    """Whether the originator agreed to the handling."""

    GIVEN = "given"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"


class Handling(Model):
    """The handling of one entry; omitted, it is in confidence to the whole team.

    In the files the level may stand alone: `handling: public`.

    Examples
    --------
    >>> Handling.model_validate("public").level.value
    'public'
    >>> Handling().level.value
    'in_confidence'
    """

    level: HandlingLevel = HandlingLevel.IN_CONFIDENCE
    held_by: tuple[str, ...] = Field(
        default=(), description="Members or mediators who hold it; empty: the whole team."
    )
    to: tuple[str, ...] = Field(default=(), description="Parties to whom it may be conveyed.")
    given_by: str = Field(default="", description="Who gave this handling.")
    given_on: date | None = None
    until: date | None = Field(
        default=None, description="Last day of a leave to convey or publish; later: in confidence."
    )
    consent: Consent = Field(
        default=Consent.GIVEN, description="Whether the originator agreed to be passed on."
    )

    @model_validator(mode="before")
    @classmethod
    def _from_a_level(cls, data: object) -> object:
        return {"level": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _names_whom(self) -> Handling:
        if self.level is HandlingLevel.MAY_BE_CONVEYED and not self.to:
            raise ValueError("may_be_conveyed names the parties in `to`")
        if self.level is not HandlingLevel.MAY_BE_CONVEYED and self.to:
            raise ValueError("`to` belongs to may_be_conveyed")
        return self


TEAM_ONLY = Handling()
PUBLIC = Handling(level=HandlingLevel.PUBLIC)
