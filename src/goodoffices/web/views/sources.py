"""Sources: who else speaks, and where it is printed."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.actions.case_entries import edit_entry
from goodoffices.web.actions.sources import SOURCE, add_source
from goodoffices.web.forms.sources import SourceForm
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.sources import new_source_page, source_to_edit, sources_page
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import show
from goodoffices.web.views.record_answering import answer_form, then_to


@door(Deed.LOOK)
def show_sources(request: CaseRequest) -> HttpResponse:
    """Every source, with what is known of it."""
    may_write = may(request.user, Deed.KEEP)
    return show(request, sources_page(request.desk, viewer_of(request.user), may_write=may_write))


@door(Deed.KEEP)
def new_source(request: CaseRequest) -> HttpResponse:
    """A new source."""
    desk, by = request.desk, request.user.member
    seen = desk.seen_by(viewer_of(request.user))
    return answer_form(
        request,
        lambda data: SourceForm(data, seen=seen, initial={}),
        page=new_source_page(),
        act=lambda form: add_source(desk, form.said, by=by),
        then=then_to("sources"),
    )


@door(Deed.KEEP)
def edit_source(request: CaseRequest, source_id: str) -> HttpResponse:
    """What is known of a source, and who may know it."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> SourceForm:
        _, source, initial = source_to_edit(desk, viewer, source_id)
        return SourceForm(data, seen=desk.seen_by(viewer), initial=initial, source=source)

    page, shown, _ = source_to_edit(desk, viewer, source_id)
    return answer_form(
        request,
        make,
        page=page,
        act=lambda form: edit_entry(
            desk, SOURCE, shown, form.said, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("sources"),
    )
