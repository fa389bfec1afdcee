"""The page of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source in the list; `statements` counts those of which it is a step of the chain."""

    id: str
    name: str
    kind: str
    also: str
    affiliation: str
    others: str
    statements: int
    handling: str
    is_draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage(WebPage):
    """Who else speaks in chains, and where it is printed."""

    template: ClassVar[str] = "sources/list.html"
    sources: tuple[ListedSource, ...]
    may_write: bool
