"""Issues with their options."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.actions import issues as actions
from goodoffices.web.forms.issues import IssueForm
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.issues import (
    issue_page,
    issue_to_edit,
    issues_page,
    new_issue_page,
    removal_page,
)
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import show
from goodoffices.web.views.entry_answering import answer_removal, answer_rows
from goodoffices.web.views.record_answering import then_to


@door(Deed.LOOK)
def show_issues(request: CaseRequest) -> HttpResponse:
    """The issues of the case, with who holds what in brief."""
    may_write = may(request.user, Deed.KEEP)
    return show(request, issues_page(request.desk, viewer_of(request.user), may_write=may_write))


@door(Deed.LOOK)
def show_issue(request: CaseRequest, issue_id: str) -> HttpResponse:
    """One issue with its options."""
    may_write = may(request.user, Deed.KEEP)
    viewer = viewer_of(request.user)
    return show(request, issue_page(request.desk, viewer, issue_id, may_write=may_write))


@door(Deed.KEEP)
def new_issue(request: CaseRequest) -> HttpResponse:
    """A new issue."""
    seen, by = request.desk.seen_by(viewer_of(request.user)), request.user.member
    return answer_rows(
        request,
        lambda data: IssueForm(data, seen=seen, initial={}),
        page=new_issue_page(),
        act=lambda form: actions.add_issue(request.desk, form.said, form.typed_rows, by=by),
        then=then_to("issues"),
    )


@door(Deed.KEEP)
def edit_issue(request: CaseRequest, issue_id: str) -> HttpResponse:
    """The name, the kind and the options of an issue."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> IssueForm:
        _, issue, initial = issue_to_edit(desk, viewer, issue_id)
        return IssueForm(data, seen=desk.seen_by(viewer), initial=initial, options=issue.options)

    page, shown, _ = issue_to_edit(desk, viewer, issue_id)
    return answer_rows(
        request,
        make,
        page=page,
        act=lambda form: actions.edit_issue(
            desk, shown, form.said, form.typed_rows, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("issue", ...),
    )


@door(Deed.KEEP)
def remove_issue(request: CaseRequest, issue_id: str) -> HttpResponse:
    """Whether to take an issue out."""
    desk, by = request.desk, request.user.member
    page, shown, _ = issue_to_edit(desk, viewer_of(request.user), issue_id)
    return answer_removal(
        request,
        lambda: desk.state().version("issue", issue_id),
        page=removal_page(shown.full_name, back=page.back),
        act=lambda form: actions.remove_issue(
            desk, shown, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("issues"),
    )
