"""The record: the list, and each entry."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.forms.record_filter import RecordFilter
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.record.entry import entry_page
from goodoffices.web.queries.record.listing import list_record
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import show


@door(Deed.LOOK)
def show_record(request: CaseRequest) -> HttpResponse:
    """The list of the record, as it was asked for."""
    viewer = viewer_of(request.user)
    form = RecordFilter(request.GET or None, seen=request.desk.seen_by(viewer))
    page = request.GET.get("page", "1")
    number = int(page) if page.isdecimal() and len(page) < 9 else 1
    may_write = may(request.user, Deed.KEEP)
    asked = form.asked if form.is_bound else {}
    listed = list_record(request.desk, viewer, asked, number=number, may_write=may_write)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, listed, status=status, forms={"form": form, "asked": listed.asked})


@door(Deed.LOOK)
def show_entry(request: CaseRequest, entry_id: str) -> HttpResponse:
    """One entry of the record; a reading is shown with its statement."""
    return show(request, entry_page(request.desk, request.user, entry_id))
