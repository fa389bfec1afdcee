"""The pages of a meeting: the note, its read-back, and what is read out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting on record: where, when, and how many drafts of it wait."""

    id: str
    where: str
    held_on: str
    drafts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNotePage(WebPage):
    """A meeting note to fill in, beside the meetings on record."""

    template: ClassVar[str] = "meetings/note.html"
    meetings: tuple[ListedMeeting, ...]
    more: int


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What somebody said when a sentence was read back."""

    id: str
    how: str
    words: str
    who: str
    said_on: str


@dataclass(frozen=True, slots=True)
class Understood:
    """One sentence as we understood it, who said it, and what they say to it."""

    id: str
    speaker: str
    speaker_id: str
    words: str
    is_draft: bool
    version: str
    answers: tuple[GivenAnswer, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """What we were asked to tell whom, or promised; `url` leads to where it is kept."""

    id: str
    who: str
    words: str
    is_draft: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBackPage(WebPage):
    """A meeting read back, sentence by sentence."""

    template: ClassVar[str] = "meetings/read_back.html"
    id: str
    facts: tuple[tuple[str, str], ...]
    round: tuple[str, str] | None
    understood: tuple[Understood, ...]
    asked: tuple[Passed, ...]
    promised: tuple[Passed, ...]
    drafts: int
    version: str
    """What tells whether a draft was changed since it was shown."""
    unanswered: int
    today: str
    read_out: tuple[tuple[str, str], ...]
    """Those to whom their own words can be read: name and address."""
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOutPage(WebPage):
    """What is read out to one side: its own words, and what we promised it; nothing of ours."""

    template: ClassVar[str] = "meetings/read_out.html"
    to: str
    when: str
    understood: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]
    promised: tuple[tuple[str, str], ...]
    back: str

    @property
    def label(self) -> str:
        """To whom it may be read."""
        return f"TO READ OUT TO {self.to.upper()} ALONE"
