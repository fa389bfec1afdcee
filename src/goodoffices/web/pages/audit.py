"""The page of the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.core.paginator import Page

from goodoffices.storage.models import AuditLine
from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the audit log, in the words of the page."""

    at: datetime
    who: str
    what: str
    about: str
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage(WebPage):
    """What was done, tried and refused."""

    template: ClassVar[str] = "audit.html"
    rows: tuple[AuditRow, ...]
    pages: Page[AuditLine]
    numbers: tuple[int | str, ...]
    query: str
    is_wide: bool = True
