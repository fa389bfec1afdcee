"""The record as one value: every entry of a case, with when and by whom it was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from goodoffices.case.issues import Issue
from goodoffices.case.limits import Instrument, Norm, Rule
from goodoffices.case.parties import Member, Party
from goodoffices.case.preferences import Preference
from goodoffices.case.rounds import Round
from goodoffices.case.undertakings import Importance, Linkage, Schedule, Undertaking
from goodoffices.record.entries import (
    Document,
    Erased,
    Link,
    Meeting,
    Message,
    Note,
    Source,
    Statement,
)

ENTRY_LISTS: Final = (
    "team",
    "parties",
    "issues",
    "rules",
    "norms",
    "instruments",
    "rounds",
    "meetings",
    "documents",
    "sources",
    "statements",
    "links",
    "messages",
    "notes",
    "preferences",
    "undertakings",
    "linkages",
    "importance",
    "schedules",
)
"""The lists of entries that a record has, in the order of the files."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """When an entry was last recorded, and by whom; `at` is None while it is unrecorded."""

    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True)
class Record:
    """Every entry of a case, the parts of `case.yaml` and `rounds.yaml` included.

    Lists keep the order of the files. `texts` holds the words of each document by its id.
    `recorded` is keyed by (kind, id); an entry that is missing there is not yet recorded.
    """

    title: str
    caution: str = ""
    outcome: str = ""
    common_unit: str = ""
    team: tuple[Member, ...] = ()
    parties: tuple[Party, ...] = ()
    issues: tuple[Issue, ...] = ()
    rules: tuple[Rule, ...] = ()
    norms: tuple[Norm, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    rounds: tuple[Round, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    documents: tuple[Document, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    messages: tuple[Message, ...] = ()
    notes: tuple[Note, ...] = ()
    preferences: tuple[Preference, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    importance: tuple[Importance, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    erased: tuple[Erased, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    recorded: Mapping[tuple[str, str], Recorded] = field(default_factory=dict)
    unrecorded: int = 0

    def with_(self, **changes: object) -> Record:
        """Return the record with some of its parts replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]
