"""The pages of rounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage
from goodoffices.web.pages.people import DelegationRow
from goodoffices.web.pages.record_forms import FormPage


@dataclass(frozen=True, slots=True)
class ListedRound:
    """A round in the list."""

    id: str
    name: str
    venue: str
    held_on: str
    channel: str
    outcome: str
    delegations: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsPage(WebPage):
    """Every round, the latest first."""

    template: ClassVar[str] = "rounds/list.html"
    rounds: tuple[ListedRound, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a round ended so, as somebody reported it; never ours."""

    statement: str
    words: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPage(WebPage):
    """One round: where, when, who came with which mandate, what was tabled, how it ended."""

    template: ClassVar[str] = "rounds/round.html"
    id: str
    facts: tuple[tuple[str, str], ...]
    delegations: tuple[DelegationRow, ...]
    absent: tuple[tuple[str, str], ...]
    """Parties of which no delegation is on record: id and name."""
    documents: tuple[tuple[str, str], ...]
    outcome: str
    cause: Cause | None
    meetings: tuple[tuple[str, str], ...]
    cites: tuple[str, ...]
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationFormPage(FormPage):
    """A delegation with its mandate to fill in."""

    template: ClassVar[str] = "rounds/delegation_form.html"
