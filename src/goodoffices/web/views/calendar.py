"""Clocks, promises and days."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from goodoffices.storage.auditing import note_deed
from goodoffices.web.access import door
from goodoffices.web.actions import calendar as actions
from goodoffices.web.forms.calendar import DayForm
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries import calendar as queries
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import download, see_other, show
from goodoffices.web.views.record_answering import answer_form, then_to


@door(Deed.LOOK)
def show_calendar(request: CaseRequest) -> HttpResponse:
    """What is past due, what comes, what was."""
    page = queries.calendar_page(
        request.desk,
        viewer_of(request.user),
        month=request.GET.get("month", ""),
        may_write=may(request.user, Deed.KEEP),
        may_take=may(request.user, Deed.TAKE_OUT),
    )
    return show(request, page)


@door(Deed.TAKE_OUT)
def take_calendar(request: CaseRequest) -> HttpResponse:
    """The calendar as a file."""
    made = queries.calendar_file(request.desk, viewer_of(request.user))
    note_deed(request.user, "calendar taken out")
    today = date.today()  # noqa: DTZ011 -- the team's day
    return download(made, f"calendar-{today}.ics", kind="text/calendar")


@door(Deed.KEEP)
def new_day(request: CaseRequest) -> HttpResponse:
    """A new clock or promise."""
    page, initial = queries.new_day_page()
    seen = request.desk.seen_by(viewer_of(request.user))
    return answer_form(
        request,
        lambda data: DayForm(data, seen=seen, initial=initial, is_new=True),
        page=page,
        act=lambda form: actions.add_day(
            request.desk,
            form.said,
            kind=form.cleaned_data["kind"],
            by=request.user.member,
            held_alone=form.cleaned_data["held_alone"],
        ),
        then=then_to("calendar"),
    )


@door(Deed.KEEP)
def edit_day(request: CaseRequest, note_id: str) -> HttpResponse:
    """A clock or a promise."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> DayForm:
        _, initial = queries.day_to_edit(desk, viewer, note_id)
        return DayForm(data, seen=desk.seen_by(viewer), initial=initial, is_new=False)

    return answer_form(
        request,
        make,
        page=queries.day_to_edit(desk, viewer, note_id)[0],
        act=lambda form: actions.edit_day(
            desk, note_id, form.said, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("calendar"),
    )


@require_POST
@door(Deed.KEEP)
def day_over(request: CaseRequest, note_id: str) -> HttpResponse:
    """That a promise was kept, or a clock has run."""
    note = queries.require_due(request.desk, viewer_of(request.user), note_id)
    done = actions.note_over(request.desk, note.id, by=request.user.member)
    messages.success(request, done.words)
    return see_other("calendar")
