"""The page of people and mandates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage
from goodoffices.web.pages.record_forms import FormPage


@dataclass(frozen=True, slots=True)
class OrganLine:
    """An organ in the tree of who binds whom; `depth` counts from those that none binds."""

    name: str
    kind: str
    also: str
    opens: bool
    """Whether a list of what it binds opens below it."""
    closes: range
    """As many lists end after it."""


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A party: its names, its roles, its organs."""

    id: str
    name: str
    also: tuple[str, ...]
    roles: str
    organs: tuple[OrganLine, ...]
    url: str


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """Whom a party sent to a round, and what they may settle, as reported."""

    party: str
    party_id: str
    members: str
    level: str
    settles: str
    refers: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueRow:
    """Who may settle an issue at a round, who refers it to whom, and of whom it is not known."""

    issue: str
    settles: str
    refers: str
    unknown: str
    note: str


@dataclass(frozen=True, slots=True)
class Mandates:
    """Delegations at one round, and by issue who may settle it there."""

    round: str
    url: str
    delegations: tuple[DelegationRow, ...]
    issues: tuple[IssueRow, ...]
    not_on_record: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage(WebPage):
    """The parties with their organs, and who may settle what."""

    template: ClassVar[str] = "people/people.html"
    parties: tuple[PartyCard, ...]
    binding: tuple[tuple[str, str, str], ...]
    """Who binds whom: party, organ, and the organs it binds."""
    mandates: Mandates | None
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFormPage(FormPage):
    """A party with its organs to fill in."""

    template: ClassVar[str] = "people/party_form.html"
