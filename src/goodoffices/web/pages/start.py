"""The first page, where no case is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case known on this machine."""

    name: str
    path: str
    is_there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage(WebPage):
    """The cases on this machine, and how to make, bring or try one."""

    template: ClassVar[str] = "start.html"
    cases: tuple[CaseRow, ...]
    mistakes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Nothing of a case is on it but where it lies."""
        return ""
