"""Rules, norms, and instruments as invoked."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.actions import case_entries as actions
from goodoffices.web.forms.issues_limits import FORMS, RuleForm
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.issues import removal_page
from goodoffices.web.queries.issues_limits import limit_to_edit, limits_page, new_limit_page
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import show
from goodoffices.web.views.entry_answering import answer_removal
from goodoffices.web.views.record_answering import answer_form, then_to


@door(Deed.LOOK)
def show_limits(request: CaseRequest) -> HttpResponse:
    """What binds whoever agrees, and what is invoked."""
    may_write = may(request.user, Deed.KEEP)
    return show(request, limits_page(request.desk, viewer_of(request.user), may_write=may_write))


@door(Deed.KEEP)
def new_limit(request: CaseRequest, kind: str) -> HttpResponse:
    """A new rule, norm or instrument."""
    page, by = new_limit_page(kind), request.user.member
    seen = request.desk.seen_by(viewer_of(request.user))
    return answer_form(
        request,
        lambda data: FORMS[kind](data, seen=seen, initial={}),
        page=page,
        act=lambda form: actions.add_entry(
            request.desk, kind, form.said, name=form.cleaned_data["title"], by=by
        ),
        then=then_to("limits"),
    )


@door(Deed.KEEP)
def edit_limit(request: CaseRequest, limit_id: str) -> HttpResponse:
    """The words of a rule, a norm or an instrument."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> RuleForm:
        _, kind, _, initial = limit_to_edit(desk, viewer, limit_id)
        return FORMS[kind](data, seen=desk.seen_by(viewer), initial=initial)

    page, kind, shown, _ = limit_to_edit(desk, viewer, limit_id)
    return answer_form(
        request,
        make,
        page=page,
        act=lambda form: actions.edit_entry(
            desk, kind, shown, form.said, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("limits"),
    )


@door(Deed.KEEP)
def remove_limit(request: CaseRequest, limit_id: str) -> HttpResponse:
    """Whether to take a rule, a norm or an instrument out."""
    desk, by = request.desk, request.user.member
    page, kind, shown, _ = limit_to_edit(desk, viewer_of(request.user), limit_id)
    return answer_removal(
        request,
        lambda: desk.state().version(kind, limit_id),
        page=removal_page(shown.title or shown.id, back=page.back),
        act=lambda form: actions.remove_entry(
            desk, kind, limit_id, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("limits"),
    )
