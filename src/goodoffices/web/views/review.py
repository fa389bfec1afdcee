"""Drafts that wait for a person."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from goodoffices.case.errors import GoodOfficesError
from goodoffices.intake.review.reviewing import Review
from goodoffices.web.access import door
from goodoffices.web.actions import review as actions
from goodoffices.web.forms.mistakes import add_refusal
from goodoffices.web.forms.review import DraftForm, OptionForm, ReportForm
from goodoffices.web.permissions import Deed
from goodoffices.web.queries import review as queries
from goodoffices.web.queries.record.wording import refusal_in_words
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import see_other, show


@door(Deed.REVIEW)
def show_review(request: CaseRequest) -> HttpResponse:
    """The review, at the draft that is named or at the first that waits."""
    viewer, at = viewer_of(request.user), request.GET.get("at", "")
    review = actions.open_review(request.desk, viewer)
    if at and not review.stand_at(at):
        raise Http404
    return show(request, queries.review_page(request.desk, viewer, review))


@require_POST
@door(Deed.REVIEW)
def decide(request: CaseRequest, draft_id: str) -> HttpResponse:
    """Accept, reject or defer a draft."""
    acts = {
        "accept": actions.accept(request.POST.getlist("reading")),
        "reject": Review.reject,
        "defer": Review.defer,
    }
    act = acts.get(request.POST.get("decision", ""))
    if act is None:
        raise Http404
    return _done(request, draft_id, act)


@require_POST
@door(Deed.REVIEW)
def undo(request: CaseRequest) -> HttpResponse:
    """Take back the last thing this person did here."""
    try:
        found = actions.undo(request.desk, viewer_of(request.user))
    except GoodOfficesError as error:
        messages.warning(request, refusal_in_words(error))
        return see_other("review")
    if found is None:
        messages.info(request, "There is nothing to take back.")
        return see_other("review")
    deed, _ = found
    messages.success(request, f"Taken back: {deed.action.value.replace('_', ' ')} {deed.draft}.")
    return see_other(_address(deed.draft))


@door(Deed.REVIEW)
def edit_draft(request: CaseRequest, draft_id: str) -> HttpResponse:
    """What of a draft may be corrected."""
    desk, viewer = request.desk, viewer_of(request.user)
    page, fields, version = queries.draft_to_edit(actions.open_review(desk, viewer), draft_id)
    form = DraftForm(request.POST or None, fields=fields, version=version)
    if form.is_valid():
        shown, changes = form.cleaned_data["version"], form.changes()
        name, why = actions.correct(desk, viewer, draft_id, changes=changes, version=shown)
        if not name:
            return _said(request, f"Corrected {draft_id}.", draft_id)
        form.refuse(name, why)
    return show(request, page, status=_status(form), forms={"form": form})


@door(Deed.REVIEW)
def add_option(request: CaseRequest, draft_id: str) -> HttpResponse:
    """An option that an issue lacks, for a reading of a draft."""
    desk, viewer = request.desk, viewer_of(request.user)
    review = actions.open_review(desk, viewer)
    page, readings, title = queries.option_to_add(review, draft_id)
    form = OptionForm(request.POST or None, readings=readings, title=title)
    if form.is_valid():
        version = queries.version_at(review)
        try:
            act = actions.add_option(desk, viewer, form.cleaned_data)
            deed, _ = actions.decide(desk, viewer, draft_id, act=act, version=version)
        except GoodOfficesError as error:
            add_refusal(form, error)
        else:
            return _said(request, deed.words, draft_id)
    return show(request, page, status=_status(form), forms={"form": form})


@door(Deed.REVIEW)
def read_report(request: CaseRequest) -> HttpResponse:
    """A report, read into drafts on this machine."""
    desk, viewer = request.desk, viewer_of(request.user)
    form = ReportForm(request.POST or None, request.FILES or None, seen=desk.seen_by(viewer))
    if form.is_valid():
        try:
            said, at = queries.outcome_in_words(actions.read(desk, viewer, form.cleaned_data))
        except GoodOfficesError as error:
            said, at = refusal_in_words(error), ""
        if at:
            return _said(request, said, at)
        form.add_error(None, said)
    return show(request, queries.read_page(), status=_status(form), forms={"form": form})


def _done(request: CaseRequest, draft_id: str, act: actions.Act) -> HttpResponse:
    """Do something with a draft, say what was done, and go on."""
    version = request.POST.get("version", "")
    try:
        deed, review = actions.decide(
            request.desk, viewer_of(request.user), draft_id, act=act, version=version
        )
    except GoodOfficesError as error:
        messages.warning(request, refusal_in_words(error))
        return see_other(_address(draft_id))
    messages.success(request, deed.words)
    return see_other(_address(review.current.draft.id if review.current is not None else ""))


def _said(request: CaseRequest, words: str, draft_id: str) -> HttpResponse:
    """Say what was done, and go to a draft."""
    messages.success(request, words)
    return see_other(_address(draft_id))


def _status(form: Form) -> HTTPStatus:
    """Of a page with a form: one that was filled in comes back only with a mistake in it."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK


def _address(draft_id: str) -> str:
    where = reverse("review")
    return f"{where}?{urlencode({'at': draft_id})}" if draft_id else where
