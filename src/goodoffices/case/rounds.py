"""Rounds of talks: where, when, who came with which mandate, and how they ended."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from goodoffices.case.handling import TEAM_ONLY, Handling
from goodoffices.case.model import Identifier, Model
from goodoffices.case.when import When


class Channel(StrEnum):
    """How people met or passed words on."""

    PLENARY = "plenary"
    PROXIMITY = "proximity"
    SHUTTLE = "shuttle"
    PHONE = "phone"
    LETTER = "letter"
    PRESS = "press"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How a round ended, as far as known."""

    AGREEMENT = "agreement"
    ENDED_WITHOUT_AGREEMENT = "ended_without_agreement"
    SUSPENDED = "suspended"
    INCONCLUSIVE = "inconclusive"
    UNKNOWN = "unknown"


class Delegation(Model):
    """Whom a party sent to a round, at what level, and what they may settle."""

    party: str
    members: tuple[str, ...] = ()
    level: str = ""
    may_settle: tuple[str, ...] | None = Field(
        default=None, description="Issues it may settle; omitted: the mandate is not known."
    )
    refers: Mapping[str, str] = Field(
        default_factory=dict, description="Issues it refers, and to whom."
    )
    cites: tuple[str, ...] = ()
    handling: Handling = TEAM_ONLY


class Round(Model):
    """One round of talks."""

    id: Identifier
    title: str = ""
    venue: str = ""
    held_on: When | None = None
    channel: Channel = Channel.UNKNOWN
    delegations: tuple[Delegation, ...] = ()
    documents_tabled: tuple[str, ...] = ()
    outcome: Outcome = Outcome.UNKNOWN
    cause: str = Field(
        default="", description="The statement that reports why it ended so; never ours."
    )
    cites: tuple[str, ...] = ()
    handling: Handling = TEAM_ONLY

    @property
    def name(self) -> str:
        """The title, or the venue where there is no title."""
        return self.title or (f"round in {self.venue}" if self.venue else self.id)
