"""What the page of messages shows, and what stands in its forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from goodoffices.case.handling import HandlingLevel
from goodoffices.record.entries import Message
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import Viewer, ViewerKind, may_see
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.record_handling import handling_as_typed
from goodoffices.web.forms.record_when import written_when
from goodoffices.web.pages.messages import (
    ConveyPage,
    MessageFormPage,
    MessageGroup,
    MessagesPage,
    ShownMessage,
)
from goodoffices.web.pages.record_forms import FormPage
from goodoffices.web.queries.case_seen import require_seen
from goodoffices.web.queries.record.wording import handling_in_words

AT_ONCE: Final = 50
"""Messages that stand alike and are shown at once."""


def messages_page(desk: Desk, viewer: Viewer, *, may_write: bool) -> MessagesPage:
    """Return every message that a viewer may see, by what became of it."""
    seen = desk.seen_by(viewer)
    by_state = sorted_messages(seen)
    speakers = Speakers(seen)

    meetings = frozenset(one.id for one in seen.meetings)

    def group(title: str, listed: tuple[Message, ...], empty: str) -> MessageGroup:
        shown = tuple(_shown(one, meetings, speakers) for one in listed[:AT_ONCE])
        return MessageGroup(title, shown, empty, more=len(listed) - len(shown))

    return MessagesPage(
        title="Messages",
        groups=(
            group("To convey", by_state.to_convey, "Nothing waits to be conveyed."),
            group("Conveyed, awaiting a reply", by_state.awaiting, "No reply is owed."),
            group("Settled", by_state.settled, "Nothing is settled yet."),
        ),
        may_write=may_write,
        is_empty=not seen.messages,
    )


@dataclass(frozen=True, slots=True)
class SortedMessages:
    """Messages by what became of them, the longest waiting first, the latest settled first."""

    to_convey: tuple[Message, ...]
    awaiting: tuple[Message, ...]
    settled: tuple[Message, ...]


def sorted_messages(seen: Record) -> SortedMessages:
    """Return the messages of a record by what became of them; drafts are to be conveyed too."""
    in_time = sorted(seen.messages, key=lambda one: _day(one.asked_on.end or one.asked_on.start))
    waiting = [one for one in in_time if one.conveyed_on is None]
    conveyed = [one for one in in_time if one.conveyed_on is not None]
    return SortedMessages(
        tuple(waiting),
        tuple(one for one in conveyed if one.reply_owed),
        tuple(one for one in reversed(conveyed) if not one.reply_owed),
    )


def _day(day: date | None) -> date:
    return day or date.max


def may_be_passed_on(message: Message, speakers: Speakers, *, on: date) -> bool:
    """Return whether a message's handling lets its words be told to whom it is for."""
    handling = message.handling
    if handling.level is HandlingLevel.WITHOUT_ATTRIBUTION:
        return handling.until is None or on <= handling.until
    party = speakers[message.to].party or message.to
    return may_see(handling, Viewer(ViewerKind.PARTY, party), on=on)


def _shown(one: Message, meetings: frozenset[str], speakers: Speakers) -> ShownMessage:
    today = date.today()  # noqa: DTZ011 -- the team's day
    return ShownMessage(
        id=one.id,
        asked_by=speakers[one.asked_by].name,
        to=speakers[one.to].name,
        asked_on=str(one.asked_on),
        words=one.words,
        conveyed_on=str(one.conveyed_on or ""),
        conveyed_words=one.conveyed_words,
        received=one.received,
        reply_owed=one.reply_owed,
        handling=handling_in_words(one.handling, speakers),
        is_draft=one.draft,
        needs_leave=one.conveyed_on is None and not may_be_passed_on(one, speakers, on=today),
        meeting=one.meeting if one.meeting in meetings else "",
    )


@dataclass(frozen=True, slots=True)
class ConveyFill:
    """A message to be conveyed: the page, what stands in the form, whether leave is missing."""

    page: ConveyPage
    initial: Mapping[str, object]
    needs_leave: bool


def message_to_convey(desk: Desk, viewer: Viewer, message_id: str) -> ConveyFill:
    """Return a message to be conveyed.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("message", message_id)
    one = require_seen(desk, viewer, Message, message_id)
    speakers = Speakers(desk.seen_by(viewer))
    today = date.today()  # noqa: DTZ011 -- the team's day
    needs_leave = not may_be_passed_on(one, speakers, on=today)
    to, asked_by = speakers[one.to].name, speakers[one.asked_by].name
    warning = f"These words may not be told to {to} yet: {asked_by} has to give leave first."
    page = ConveyPage(
        title=f"Convey to {to}",
        about=one.id,
        words=one.words,
        lead=(f"{asked_by} asks us to tell {to}.",),
        button="It was conveyed so",
        back=reverse("messages"),
        warning=warning if needs_leave else "",
        handling=handling_in_words(one.handling, speakers),
    )
    initial = {
        "conveyed_on": one.conveyed_on.end if one.conveyed_on else today,
        "conveyed_words": one.conveyed_words or one.words,
        "received": one.received,
        "reply_owed": one.reply_owed,
        "leave_by": one.asked_by,
        "leave_on": today,
        "seen_version": version,
    }
    return ConveyFill(page, initial, needs_leave)


def message_to_answer(
    desk: Desk, viewer: Viewer, message_id: str
) -> tuple[FormPage, dict[str, object]]:
    """Return a message to which a reply came: the page, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("message", message_id)
    one = require_seen(desk, viewer, Message, message_id)
    to = Speakers(desk.seen_by(viewer))[one.to].name
    page = FormPage(
        title=f"A reply of {to}",
        about=one.id,
        words=one.conveyed_words or one.words,
        lead=("No reply is owed any more once this is recorded.",),
        button="Record the reply",
        back=reverse("messages"),
    )
    today = date.today()  # noqa: DTZ011 -- the team's day
    return page, {"came_on": today, "is_message": True, "seen_version": version}


def message_to_edit(
    desk: Desk, viewer: Viewer, message_id: str
) -> tuple[FormPage, dict[str, object]]:
    """Return a message to be corrected: the page, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("message", message_id)
    one = require_seen(desk, viewer, Message, message_id)
    page = MessageFormPage(
        title=f"Edit message {one.id}",
        about=one.id,
        words="",
        button="Save",
        back=reverse("messages"),
    )
    initial = {
        **handling_as_typed(one.handling),
        "asked_by": one.asked_by,
        "to_party": one.to,
        "words": one.words,
        "asked_on": written_when(one.asked_on),
        "meeting": one.meeting,
        "reply_owed": one.reply_owed,
        "seen_version": version,
    }
    return page, initial


def new_message() -> tuple[FormPage, dict[str, object]]:
    """Return the page of a new message, and what stands in its form."""
    page = MessageFormPage(
        title="A message to convey",
        about="",
        words="",
        lead=("What somebody asked you to tell another side, outside a meeting note.",),
        button="Record it",
        back=reverse("messages"),
    )
    today = date.today()  # noqa: DTZ011 -- the team's day
    return page, {"asked_on": today.isoformat(), "reply_owed": True, "level": "in_confidence"}
