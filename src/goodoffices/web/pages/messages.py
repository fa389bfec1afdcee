"""The page of messages between sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.web.pages.page import WebPage
from goodoffices.web.pages.record_forms import FormPage


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message: who asked to tell whom what, what became of it, and what can be done."""

    id: str
    asked_by: str
    to: str
    asked_on: str
    words: str
    conveyed_on: str
    conveyed_words: str
    received: str
    reply_owed: bool
    handling: str
    is_draft: bool
    needs_leave: bool
    meeting: str


@dataclass(frozen=True, slots=True)
class MessageGroup:
    """Messages that stand alike: a title, and what to say where there is none.

    `more` are those that are not shown here, for they are many: the record has them.
    """

    title: str
    messages: tuple[ShownMessage, ...]
    empty: str
    more: int = 0

    @property
    def number(self) -> int:
        """How many there are, shown or not."""
        return len(self.messages) + self.more


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesPage(WebPage):
    """Every message, by what became of it."""

    template: ClassVar[str] = "messages/list.html"
    groups: tuple[MessageGroup, ...]
    may_write: bool
    is_empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConveyPage(FormPage):
    """How a message was conveyed; `warning` where its words may not be passed on yet."""

    template: ClassVar[str] = "messages/convey.html"
    warning: str
    handling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFormPage(FormPage):
    """A message to fill in."""

    template: ClassVar[str] = "messages/form.html"
