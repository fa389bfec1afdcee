"""Backup, merge, export and destroy."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from goodoffices.case.errors import CannotRecord, GoodOfficesError
from goodoffices.web.access import door
from goodoffices.web.actions import backups as actions
from goodoffices.web.forms.backups import BackupForm, CopyForm, DestroyForm, MergeForm
from goodoffices.web.permissions import Deed
from goodoffices.web.queries import backups as queries
from goodoffices.web.queries.backups_merge import Plan, merge_page, plan_of_copy
from goodoffices.web.queries.sentences import in_a_sentence
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import download, see_other, show

AGE = "application/octet-stream"


@door(Deed.TAKE_OUT)
def show_backups(request: CaseRequest) -> HttpResponse:
    """What can be taken out; for who leads, backups and merges too."""
    return _show(request)


@sensitive_post_parameters("passphrase", "again")
@require_POST
@door(Deed.LEAD)
def make_backup(request: CaseRequest) -> HttpResponse:
    """Download the whole case as one encrypted file."""
    form = BackupForm(request.POST)
    if form.is_valid():
        try:
            passphrase = form.cleaned_data["passphrase"]
            packed = actions.back_up(request.desk, passphrase=passphrase, by=request.user)
            return download(packed, actions.file_name(request.desk, "age"), kind=AGE)
        except GoodOfficesError as error:
            form.add_error(None, in_a_sentence(error))
    return _show(request, backup=form)


@sensitive_post_parameters("passphrase")
@require_POST
@door(Deed.LEAD)
def receive_copy(request: CaseRequest) -> HttpResponse:
    """Take another laptop's copy, and go to what merging it would do."""
    form = CopyForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        try:
            return see_other("merge", actions.take_copy(request.desk, **given, by=request.user))
        except GoodOfficesError as error:
            form.add_error(None, in_a_sentence(error))
    return _show(request, copy=form)


@door(Deed.LEAD)
def merge(request: CaseRequest, token: str) -> HttpResponse:
    """What merging a copy would do; sending the form does it."""
    plan = plan_of_copy(request.desk, token, viewer_of(request.user))
    if plan is None:
        raise Http404
    form = MergeForm(request.POST or None, plan=plan)
    if request.method != "POST":
        return _show_plan(request, plan, form, token)
    if not form.is_valid():
        return _show_plan(request, plan, form, token, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        choices = form.choices()
        count = actions.merge(request.desk, plan.merge, token, choices=choices, by=request.user)
    except CannotRecord:  # something was recorded here since: look at it anew
        return see_other("merge", token)
    messages.success(request, f"Merged: {count} {'entry' if count == 1 else 'entries'} taken in.")
    return see_other("backups")


@require_POST
@door(Deed.LEAD)
def drop_copy(request: CaseRequest, token: str) -> HttpResponse:
    """Take a copy away."""
    actions.drop(request.desk, token, by=request.user)
    messages.success(request, "The copy was taken away. Nothing of it was taken in.")
    return see_other("backups")


@require_safe
@door(Deed.LEAD)
def export_whole(request: CaseRequest) -> HttpResponse:
    """The whole folder as a zip."""
    packed = actions.export_whole(request.desk, by=request.user)
    return download(packed, actions.file_name(request.desk, "zip"), kind="application/zip")


@require_safe
@door(Deed.TAKE_OUT)
def export_seen(request: CaseRequest, ending: str) -> HttpResponse:
    """What somebody sees of the record, as JSON or as a table."""
    viewer = viewer_of(request.user)
    text = actions.export_seen(request.desk, viewer, ending=ending, by=request.user)
    kind = "text/csv" if ending == "csv" else "application/json"
    return download(text, actions.file_name(request.desk, ending), kind=kind)


@door(Deed.LEAD)
def destroy(request: CaseRequest) -> HttpResponse:
    """The end of the case on this machine; sending the form with its title destroys it."""
    page = queries.destroy_page(request.desk)
    form = DestroyForm(request.POST or None, of_case=page.case_title)
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        try:
            gone, onward = actions.destroy(request.desk, title=title, by=request.user)
        except GoodOfficesError as error:
            form.add_error(None, in_a_sentence(error))
        else:
            return see_other(onward) if onward else _say_destroyed(gone.left)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, page, status=status, forms={"form": form})


def _show_plan(
    request: CaseRequest,
    plan: Plan,
    form: MergeForm,
    token: str,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    page = merge_page(plan, token)
    conflicts = tuple(zip(page.conflicts, form.fields_of_conflicts(), strict=True))
    return show(request, page, status=status, forms={"form": form, "conflicts": conflicts})


def _say_destroyed(left: tuple[str, ...]) -> HttpResponse:
    """Say that the case is gone where there is no list of cases to go on to."""
    return HttpResponse(render_to_string("web/backups/destroyed.html", {"left": left}))


def _show(
    request: CaseRequest, *, backup: forms.Form | None = None, copy: forms.Form | None = None
) -> HttpResponse:
    shown = {
        "backup_form": backup or BackupForm(auto_id="id_backup_%s"),
        "copy_form": copy or CopyForm(auto_id="id_copy_%s"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if backup or copy else HTTPStatus.OK
    page = queries.backups_page(request.desk, request.user)
    return show(request, page, status=status, forms=shown)
