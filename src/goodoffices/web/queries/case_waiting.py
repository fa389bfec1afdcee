"""What waits for a person: messages, days, drafts, questions, edits of the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from goodoffices.case.errors import InvalidCase
from goodoffices.intake.review.holding import may_review
from goodoffices.intake.review.storing import read_drafts
from goodoffices.record.checks.questions import Question, find_record_questions
from goodoffices.record.draft_files import count_open
from goodoffices.record.entries import Message, ReadingStatus
from goodoffices.record.folder_in_memory import locate_entries
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account
from goodoffices.web.pages.case import Days, MessageLine, QuestionLine, Waiting, WaitingMessages
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.calendar_days import days_of
from goodoffices.web.queries.messages import sorted_messages
from goodoffices.web.queries.record.seen_entries import seen_entries
from goodoffices.web.queries.settings import COUNTED, count_unrecorded
from goodoffices.web.requests import viewer_of

FIRST_FEW: Final = 5
SAID_ELSEWHERE: Final = frozenset({"draft", "message"})
"""Kinds of questions that have a place of their own on the page."""


def waiting_messages(desk: Desk, viewer: Viewer) -> WaitingMessages:
    """Return the messages that wait, as a viewer may see them."""
    seen = desk.seen_by(viewer)
    found, speakers = sorted_messages(seen), Speakers(seen)

    def lines(listed: Sequence[Message]) -> tuple[MessageLine, ...]:
        return tuple(_message(one, speakers) for one in listed[:FIRST_FEW])

    return WaitingMessages(
        lines(found.to_convey),
        len(found.to_convey),
        lines(found.awaiting),
        len(found.awaiting),
    )


def _message(one: Message, speakers: Speakers) -> MessageLine:
    sides = f"{speakers[one.asked_by].name} to {speakers[one.to].name}"
    about = f"{sides}, asked on {one.asked_on}"
    if one.conveyed_on is not None:
        about = f"{sides}, conveyed on {one.conveyed_on}"
    return MessageLine(one.id, one.words, f"{about}{'; draft' if one.draft else ''}")


def next_days(desk: Desk, viewer: Viewer) -> Days:
    """Return what is past due, and the next clocks, promises, rounds and days of schedules."""
    today = date.today()  # noqa: DTZ011 -- the team's day
    lines = days_of(desk, viewer)
    past_due = [one for one in lines if one.is_due and one.last is not None and one.last < today]
    coming = [one for one in lines if one.last is not None and one.last >= today]
    left_out = max(0, len(past_due) - FIRST_FEW) + max(0, len(coming) - FIRST_FEW)
    return Days(tuple(past_due[:FIRST_FEW]), tuple(coming[:FIRST_FEW]), left_out)


def _from_reports(desk: Desk, account: Account, seen: Record) -> int:
    """How many drafts of reports wait for this person: none of what only others hold."""
    waiting = count_open(desk.path)
    if not waiting:
        return 0
    try:
        files = read_drafts(desk.path)
    except InvalidCase:
        return 0  # a damaged file is told where drafts are reviewed
    return sum(
        waiting.get(one.document.id, 0)
        for one in files
        if may_review(one.document, by=account.member, record=seen)
    )


def waiting_of(desk: Desk, account: Account, *, all_questions: bool) -> Waiting:
    """Return the drafts and questions that wait, and for who leads the edits not recorded.

    Parameters
    ----------
    all_questions
        Show every question, and look for them in a long record too.
    """
    viewer = viewer_of(account)
    seen = desk.seen_by(viewer)
    is_short = len(seen.recorded) <= COUNTED
    questions = _questions(desk, viewer) if is_short or all_questions else None
    shown = questions if all_questions or questions is None else questions[:FIRST_FEW]
    return Waiting(
        drafts=desk.kept(
            ("drafts", desk.state().same_eyes(viewer)), lambda: sum(1 for _ in _drafts(seen))
        ),
        from_reports=_from_reports(desk, account, seen),
        questions=shown,
        questions_count=len(questions or ()),
        unrecorded=(count_unrecorded(desk) or 0) if may(account, Deed.LEAD) else 0,
    )


def _drafts(seen: Record) -> Iterator[str]:
    lists = (
        seen.documents,
        seen.sources,
        seen.statements,
        seen.messages,
        seen.notes,
        seen.meetings,
    )
    yield from (one.id for entries in lists for one in entries if one.draft)
    yield from (one.id for one in seen.links if not one.counts)
    for statement in seen.statements:
        for reading in statement.readings:
            if reading.status is ReadingStatus.DRAFT:
                yield reading.id


def _questions(desk: Desk, viewer: Viewer) -> tuple[QuestionLine, ...]:
    """What a record asks, of all that the viewer may see; drafts and messages stand elsewhere."""
    eyes = desk.state().same_eyes(viewer)

    def find() -> tuple[QuestionLine, ...]:
        seen = desk.seen_by(viewer)
        known = seen_entries(desk, viewer)
        found = find_record_questions(locate_entries(seen, {}, only={}), seen)
        return tuple(_question(one, known) for one in found if one.kind not in SAID_ELSEWHERE)

    return desk.kept(("questions", eyes), find)


def _question(one: Question, known: object) -> QuestionLine:
    words, _, _ = one.text.partition(": goodoffices ")
    about = one.about[0] if one.about else ""
    is_known = isinstance(known, dict) and about in known
    return QuestionLine(
        f"{words[:1].upper()}{words[1:]}", reverse("entry", args=[about]) if is_known else ""
    )
