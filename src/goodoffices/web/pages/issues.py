"""The pages of issues, and of what binds or is invoked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class Held:
    """What one party holds on an issue, in brief; `more` counts what is not said here."""

    party: str
    says: str
    more: int
    url: str


@dataclass(frozen=True, slots=True)
class ListedIssue:
    """An issue in the list; `row` leads to its row in the matrix."""

    name: str
    url: str
    kind: str
    options: tuple[str, ...]
    state: str
    held: tuple[Held, ...]
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesPage(WebPage):
    """The issues of the case."""

    template: ClassVar[str] = "issues/list.html"
    issues: tuple[ListedIssue, ...]
    limits: int
    may_write: bool


@dataclass(frozen=True, slots=True)
class OptionCard:
    """An option: its words, what it brings, and what parties take it to mean."""

    id: str
    name: str
    text: str
    also: tuple[str, ...]
    brings: tuple[tuple[str, str], ...]
    """What it brings: its name, and where it is kept."""
    interpretations: tuple[tuple[str, str], ...]
    affects: str
    cites: tuple[str, ...]
    handling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage(WebPage):
    """One issue with its options."""

    template: ClassVar[str] = "issues/issue.html"
    id: str
    facts: tuple[tuple[str, str], ...]
    cites: tuple[str, ...]
    options: tuple[OptionCard, ...]
    held: tuple[Held, ...]
    row: str
    may_write: bool


@dataclass(frozen=True, slots=True)
class LimitCard:
    """A rule, a norm or an instrument: its proposition as written and in words."""

    id: str
    title: str
    proposition: str
    words: str
    about: str
    cites: tuple[str, ...]
    handling: str


@dataclass(frozen=True, slots=True)
class LimitGroup:
    """All limits of one kind, and what that kind is."""

    kind: str
    title: str
    note: str
    limits: tuple[LimitCard, ...]
    add: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsPage(WebPage):
    """Rules, norms, and instruments as invoked."""

    template: ClassVar[str] = "issues/limits.html"
    groups: tuple[LimitGroup, ...]
    may_write: bool
