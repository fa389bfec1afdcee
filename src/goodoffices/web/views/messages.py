"""Messages between sides."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.actions import messages as actions
from goodoffices.web.forms.messages import ConveyedForm, MessageForm, ReplyForm
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries import messages as queries
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import show
from goodoffices.web.views.record_answering import answer_form, then_to

TO_LIST = then_to("messages")


@door(Deed.LOOK)
def show_messages(request: CaseRequest) -> HttpResponse:
    """Every message, by what became of it."""
    may_write = may(request.user, Deed.KEEP)
    page = queries.messages_page(request.desk, viewer_of(request.user), may_write=may_write)
    return show(request, page)


@door(Deed.KEEP)
def new_message(request: CaseRequest) -> HttpResponse:
    """A new message."""
    page, initial = queries.new_message()
    seen = request.desk.seen_by(viewer_of(request.user))
    return answer_form(
        request,
        lambda data: MessageForm(data, seen=seen, initial=initial, is_new=True),
        page=page,
        act=lambda form: actions.add_message(request.desk, form.said, by=request.user.member),
        then=TO_LIST,
    )


@door(Deed.KEEP)
def edit_message(request: CaseRequest, message_id: str) -> HttpResponse:
    """What is known of a message."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> MessageForm:
        _, initial = queries.message_to_edit(desk, viewer, message_id)
        return MessageForm(data, seen=desk.seen_by(viewer), initial=initial)

    return answer_form(
        request,
        make,
        page=queries.message_to_edit(desk, viewer, message_id)[0],
        act=lambda form: actions.edit_message(
            desk, message_id, form.said, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=TO_LIST,
    )


@door(Deed.KEEP)
def convey(request: CaseRequest, message_id: str) -> HttpResponse:
    """That a message was conveyed: when, in what words, and how it was received."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> ConveyedForm:
        fill = queries.message_to_convey(desk, viewer, message_id)
        seen = desk.seen_by(viewer)
        return ConveyedForm(data, seen=seen, initial=fill.initial, needs_leave=fill.needs_leave)

    return answer_form(
        request,
        make,
        page=queries.message_to_convey(desk, viewer, message_id).page,
        act=lambda form: actions.record_conveyed(
            desk, message_id, _conveyed(form), seen=form.cleaned_data["seen_version"], by=by
        ),
        then=TO_LIST,
    )


def _conveyed(form: ConveyedForm) -> actions.Conveyed:
    said = form.cleaned_data
    return actions.Conveyed(
        on=said["conveyed_on"],
        words=said["conveyed_words"],
        received=said["received"],
        reply_owed=said["reply_owed"],
        leave=form.leave,
    )


@door(Deed.KEEP)
def reply(request: CaseRequest, message_id: str) -> HttpResponse:
    """That a reply to a message came."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> ReplyForm:
        return ReplyForm(data, initial=queries.message_to_answer(desk, viewer, message_id)[1])

    return answer_form(
        request,
        make,
        page=queries.message_to_answer(desk, viewer, message_id)[0],
        act=lambda form: actions.record_reply(
            desk, message_id, _reply(form), seen=form.cleaned_data["seen_version"], by=by
        ),
        then=TO_LIST,
    )


def _reply(form: ReplyForm) -> actions.Reply:
    said = form.cleaned_data
    return actions.Reply(said["came_on"], said["words"], said["is_message"])
