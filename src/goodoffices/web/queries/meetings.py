"""What the pages of a meeting show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

from django.http import Http404
from django.urls import reverse

from goodoffices.record.entries import (
    TEAM,
    Link,
    LinkKind,
    Meeting,
    Message,
    Note,
    NoteKind,
    Statement,
)
from goodoffices.record.record import Record
from goodoffices.record.replay import Key
from goodoffices.record.speakers import UNDISCLOSED, Speakers
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.pages.meetings import (
    GivenAnswer,
    ListedMeeting,
    MeetingNotePage,
    Passed,
    ReadBackPage,
    Understood,
)
from goodoffices.web.pages.record_forms import FormPage
from goodoffices.web.queries.case_seen import require_seen

MOST_LISTED: Final = 12
HOW: Final = {
    LinkKind.REPEATS: "confirmed",
    LinkKind.SUPERSEDES: "corrected",
    LinkKind.CONTRADICTS: "disputed",
}


def note_page(desk: Desk, viewer: Viewer) -> MeetingNotePage:
    """Return the page of a meeting note, with the latest meetings."""
    seen = desk.seen_by(viewer)
    latest = seen.meetings[::-1][:MOST_LISTED]
    drafts = _drafts_by_meeting(seen)
    return MeetingNotePage(
        title="Meeting note",
        meetings=tuple(
            ListedMeeting(
                one.id,
                one.where or one.id,
                str(one.held_on or "no day known"),
                drafts.get(one.id, 0) + one.draft,
            )
            for one in latest
        ),
        more=len(seen.meetings) - len(latest),
    )


def read_back_page(desk: Desk, viewer: Viewer, meeting_id: str, *, may_write: bool) -> ReadBackPage:
    """Return a meeting as it is read back, for one of the team.

    Raises
    ------
    Http404
        Where there is no such meeting that the viewer may see.
    """
    meeting = require_seen(desk, viewer, Meeting, meeting_id)
    noted = Noted(desk.seen_by(viewer), meeting)
    state = desk.state()
    understood = tuple(
        _understood(one, noted, version=state.version("statement", one.id))
        for one in noted.statements
    )
    return ReadBackPage(
        title=f"Read-back: {_title(meeting)}",
        id=meeting.id,
        facts=tuple(_facts(meeting, noted.speakers)),
        round=_round_of(meeting, noted.seen),
        understood=understood,
        asked=tuple(_asked(one, noted.speakers) for one in noted.messages),
        promised=tuple(_promised(one, noted.speakers) for one in noted.promises),
        drafts=len(noted.waiting),
        version=version_of(desk, noted.waiting),
        unanswered=sum(1 for one in understood if not one.answers),
        today=date.today().isoformat(),  # noqa: DTZ011 -- the team's day
        read_out=tuple(
            (name, f"{reverse('read-out', args=[meeting.id])}?to={side}")
            for side, name in noted.sides().items()
        ),
        may_write=may_write,
    )


def waiting_of(desk: Desk, viewer: Viewer, meeting_id: str) -> tuple[Key, ...]:
    """Return the drafts of a meeting that count once it was read back: nothing disputed.

    Raises
    ------
    Http404
        Where there is no such meeting that the viewer may see.
    """
    meeting = require_seen(desk, viewer, Meeting, meeting_id)
    return Noted(desk.seen_by(viewer), meeting).waiting


def version_of(desk: Desk, keys: Sequence[Key]) -> str:
    """Return what tells whether any of some entries was changed since they were shown."""
    state = desk.state()
    versions = "\n".join(f"{kind} {id} {state.version(kind, id)}" for kind, id in keys)
    return hashlib.sha256(versions.encode()).hexdigest()[:16]


def statement_to_answer(
    desk: Desk, viewer: Viewer, meeting_id: str, statement_id: str
) -> tuple[FormPage, dict[str, object]]:
    """Return the page on which a sentence is answered, and what stands in its form.

    Raises
    ------
    Http404
        Where there is no such statement in the meeting that the viewer may see.
    """
    meeting = require_seen(desk, viewer, Meeting, meeting_id)
    one = require_seen(desk, viewer, Statement, statement_id)
    if one.meeting != meeting.id:
        raise Http404
    page = FormPage(
        title="What they say to it",
        about=one.id,
        words=one.words,
        lead=("It is put on record beside the sentence, with who said so and when.",),
        button="Put it on record",
        back=reverse("read-back", args=[meeting.id]),
    )
    initial: dict[str, object] = {
        "who": teller_of(one),
        "said_on": date.today(),  # noqa: DTZ011 -- the team's day
        "seen_version": desk.state().version("statement", one.id),
    }
    return page, initial


def teller_of(statement: Statement) -> str:
    """Return who told us: the speaker of the first hop to us; empty where that is not known."""
    told = [hop.speaker for hop in statement.chain if hop.to == TEAM]
    return told[0] if told and told[0] != UNDISCLOSED else ""


class Noted:
    """What was noted in one meeting, as a viewer may see it."""

    def __init__(self, seen: Record, meeting: Meeting) -> None:
        self.seen = seen
        self.meeting = meeting
        self.speakers = Speakers(seen)
        in_it = {one.id: one for one in seen.statements if one.meeting == meeting.id}
        self.links = [one for one in seen.links if one.other in in_it and one.counts]
        answering = {one.statement for one in self.links}
        self.statements = [one for one in in_it.values() if one.id not in answering]
        self.messages = [one for one in seen.messages if one.meeting == meeting.id]
        self.promises = [
            one for one in seen.notes if one.kind is NoteKind.PROMISE and meeting.id in one.rests_on
        ]
        self.by_id: Mapping[str, Statement] = {
            one.id: one for one in seen.statements if one.id in answering
        }

    @property
    def waiting(self) -> tuple[Key, ...]:
        """The drafts that count once the meeting was read back."""
        disputed = {one.other for one in self.links if one.kind is LinkKind.CONTRADICTS}
        entries = (
            ("meeting", (self.meeting,)),
            ("statement", [one for one in self.statements if one.id not in disputed]),
            ("message", self.messages),
            ("note", self.promises),
        )
        return tuple((kind, one.id) for kind, listed in entries for one in listed if one.draft)

    def answers(self, statement: str) -> Iterator[tuple[Link, Statement]]:
        """Yield what was said to a statement, each with how it stands to it."""
        for link in self.links:
            if link.other == statement and link.statement in self.by_id:
                yield link, self.by_id[link.statement]

    def side_of(self, speaker: str) -> str:
        """Return the party somebody speaks for, or who it is where that is none."""
        return self.speakers[speaker].party or speaker

    def sides(self) -> dict[str, str]:
        """Return those whose own words were noted, with their names."""
        told = [self.side_of(teller_of(one)) for one in self.statements if teller_of(one)]
        told += [self.side_of(one.asked_by) for one in self.messages]
        told += [one.party for one in self.promises if one.party]
        return {one: self.speakers[one].name for one in dict.fromkeys(told)}


def _drafts_by_meeting(seen: Record) -> dict[str, int]:
    found: dict[str, int] = {}
    lists: tuple[Sequence[Statement | Message], ...] = (seen.statements, seen.messages)
    for one in chain.from_iterable(lists):
        if one.draft and one.meeting:
            found[one.meeting] = found.get(one.meeting, 0) + 1
    return found


def _title(meeting: Meeting) -> str:
    return f"{meeting.where or 'meeting'}, {meeting.held_on or 'no day known'}"


def _facts(meeting: Meeting, speakers: Speakers) -> Iterator[tuple[str, str]]:
    yield "Where", meeting.where or "not noted"
    yield "When", str(meeting.held_on or "not noted")
    yield "Channel", meeting.channel.value
    names = [speakers[one].name if one in speakers else one for one in meeting.present]
    yield "Who was there", ", ".join(names) or "not noted"
    if meeting.handling.held_by:
        yield "Held by", ", ".join(meeting.handling.held_by)


def _round_of(meeting: Meeting, seen: Record) -> tuple[str, str] | None:
    held = next((one for one in seen.rounds if one.id == meeting.round), None)
    return (held.name, reverse("round", args=[held.id])) if held is not None else None


def _understood(one: Statement, noted: Noted, *, version: str) -> Understood:
    teller = teller_of(one)
    return Understood(
        id=one.id,
        speaker=noted.speakers[teller].name if teller else "not noted who",
        speaker_id=teller,
        words=one.words,
        is_draft=one.draft,
        version=version,
        answers=tuple(
            GivenAnswer(
                said.id,
                HOW[link.kind],
                said.words if said.words != one.words else "",
                noted.speakers[teller_of(said)].name if teller_of(said) else "",
                str(said.said_on or ""),
            )
            for link, said in noted.answers(one.id)
        ),
    )


def _asked(one: Message, speakers: Speakers) -> Passed:
    who = f"{speakers[one.asked_by].name} asks us to tell {speakers[one.to].name}"
    return Passed(one.id, who, one.words, one.draft, reverse("message-edit", args=[one.id]))


def _promised(one: Note, speakers: Speakers) -> Passed:
    to = f" {speakers[one.party].name}" if one.party else ""
    by = f", by {one.due}" if one.due else ""
    return Passed(
        one.id, f"We promised{to}{by}", one.text, one.draft, reverse("entry", args=[one.id])
    )
