"""A meeting note, and its read-back."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from goodoffices.case.errors import GoodOfficesError
from goodoffices.record.entries import LinkKind
from goodoffices.web.access import door
from goodoffices.web.actions import meetings as actions
from goodoffices.web.actions.entries import Done
from goodoffices.web.forms.meetings import ROWS, AnswerForm, MeetingNoteForm
from goodoffices.web.forms.mistakes import add_refusal
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.meetings import (
    note_page,
    read_back_page,
    statement_to_answer,
    version_of,
    waiting_of,
)
from goodoffices.web.queries.meetings_read_out import read_out_page
from goodoffices.web.queries.record.wording import refusal_in_words
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import see_other, show
from goodoffices.web.views.record_answering import answer_form, then_to

CHANGED: Final = "It was changed since you opened it. Look at it again, then confirm."


@door(Deed.KEEP)
def show_meetings(request: CaseRequest) -> HttpResponse:
    """A meeting note to fill in; with a button for more rows, nothing typed is lost."""
    page = note_page(request.desk, viewer_of(request.user))
    form = _note_form(request)
    status = HTTPStatus.OK
    if form.is_bound:
        done = _record(request, form)
        if done is not None:
            messages.success(request, done.words)
            return see_other("read-back", done.entry)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return show(request, page, status=status, forms={"form": form})


def _note_form(request: CaseRequest) -> MeetingNoteForm:
    """The form as it was sent, or as it is shown at first."""
    seen = request.desk.seen_by(viewer_of(request.user))
    if request.POST.get("more") in ROWS:
        return MeetingNoteForm.with_one_more(request.POST, request.POST["more"], seen=seen)
    today = date.today()  # noqa: DTZ011 -- the team's day
    initial = {"held_on": today, "channel": "unknown", "round": request.GET.get("round", "")}
    return MeetingNoteForm(request.POST or None, seen=seen, initial=initial)


def _record(request: CaseRequest, form: MeetingNoteForm) -> Done | None:
    """Record what was typed; None, with why on the form, where it cannot be recorded."""
    if not form.is_valid():
        return None
    alone, by = form.cleaned_data["held_alone"], request.user.member
    try:
        return actions.record_note(
            request.desk, form.note, by=by, held_alone=alone, newcomers=form.newcomers
        )
    except GoodOfficesError as error:
        add_refusal(form, error)
    return None


@door(Deed.LOOK)
def read_back(request: CaseRequest, meeting_id: str) -> HttpResponse:
    """What was noted in a meeting, sentence by sentence."""
    may_write = may(request.user, Deed.KEEP)
    viewer = viewer_of(request.user)
    return show(request, read_back_page(request.desk, viewer, meeting_id, may_write=may_write))


@door(Deed.KEEP)
def read_out(request: CaseRequest, meeting_id: str) -> HttpResponse:
    """What is read out to one side: its own words."""
    to = request.GET.get("to", "")
    return show(request, read_out_page(request.desk, viewer_of(request.user), meeting_id, to=to))


@require_POST
@door(Deed.KEEP)
def confirm_meeting(request: CaseRequest, meeting_id: str) -> HttpResponse:
    """Let everything that was noted in a meeting count, as it was before their eyes."""
    keys = waiting_of(request.desk, viewer_of(request.user), meeting_id)
    if request.POST.get("version") != version_of(request.desk, keys):
        messages.warning(request, CHANGED)
        return see_other("read-back", meeting_id)
    try:
        done = actions.confirm_meeting(request.desk, meeting_id, keys, by=request.user.member)
    except GoodOfficesError as error:
        messages.warning(request, refusal_in_words(error))
    else:
        messages.success(request, done.words)
    return see_other("read-back", meeting_id)


@door(Deed.KEEP)
def answer(request: CaseRequest, meeting_id: str, statement_id: str) -> HttpResponse:
    """What somebody says to one sentence."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> AnswerForm:
        _, initial = statement_to_answer(desk, viewer, meeting_id, statement_id)
        kind = {"kind": request.GET["as"]} if "as" in request.GET else {}
        return AnswerForm(data, seen=desk.seen_by(viewer), initial=initial | kind)

    return answer_form(
        request,
        make,
        page=statement_to_answer(desk, viewer, meeting_id, statement_id)[0],
        act=lambda form: actions.record_answer(
            desk, statement_id, _answer(form), seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("read-back", meeting_id, at=statement_id),
    )


def _answer(form: AnswerForm) -> actions.Answer:
    said = form.cleaned_data
    return actions.Answer(LinkKind(said["kind"]), said["who"], form.said, form.day)
