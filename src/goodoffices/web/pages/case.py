"""The case at a glance, as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.drafting.page import Section
from goodoffices.web.pages.calendar import DayLine
from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """An entry that was recorded, changed, removed or erased, by whom and when."""

    what: str
    kind: str
    id: str
    words: str
    by: str
    at: str
    url: str


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since somebody was last here, or since a day, a round or a mark."""

    words: str
    entries: tuple[ChangedEntry, ...]
    left_out: int
    positions: Section | None
    compare_url: str
    """Where positions are compared, for a record too long to do it here."""
    is_compared: bool


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set of positions that cannot all stand, in one line."""

    words: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clashes:
    """What cannot all stand: the first sets, how many more, and what is not certain of them.

    Attributes
    ----------
    sets
    left_out
    caution
    is_empty
        Whether no position stands: then nothing is said of what can stand together.
    """

    sets: tuple[SetLine, ...]
    left_out: int
    caution: str
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message that waits."""

    id: str
    words: str
    about: str


@dataclass(frozen=True, slots=True)
class WaitingMessages:
    """Messages not yet conveyed, and those to which a reply is owed; with how many there are."""

    to_convey: tuple[MessageLine, ...]
    to_convey_count: int
    awaiting: tuple[MessageLine, ...]
    awaiting_count: int


@dataclass(frozen=True, slots=True)
class Days:
    """What is past due and what comes next."""

    past_due: tuple[DayLine, ...]
    coming: tuple[DayLine, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question that waits for a person."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Drafts and questions that wait; `questions` is None where they were not looked for."""

    drafts: int
    from_reports: int
    questions: tuple[QuestionLine, ...] | None
    questions_count: int
    unrecorded: int


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something to do first in a new case."""

    words: str
    url: str
    label: str
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage(WebPage):
    """The case at a glance."""

    template: ClassVar[str] = "case/home.html"
    first_steps: tuple[FirstStep, ...]
    since: Since
    clashes: Clashes
    messages: WaitingMessages
    days: Days
    waiting: Waiting
    mark: str
    """What a mark that is set now is called."""
    may_write: bool
    may_review: bool
