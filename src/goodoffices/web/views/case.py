"""The case at a glance."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from goodoffices.web.access import door
from goodoffices.web.actions.case import set_mark
from goodoffices.web.forms.case import MarkForm
from goodoffices.web.permissions import Deed
from goodoffices.web.queries.case import case_page
from goodoffices.web.requests import CaseRequest
from goodoffices.web.showing import see_other, show


@door(Deed.LOOK)
def show_case(request: CaseRequest) -> HttpResponse:
    """What changed, what clashes, what waits."""
    page, form = case_page(request)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    forms = {"form": form, "mark_form": MarkForm(initial={"name": page.mark}, label_suffix="")}
    return show(request, page, status=status, forms=forms)


@require_POST
@door(Deed.KEEP)
def mark(request: CaseRequest) -> HttpResponse:
    """A mark at this moment."""
    form = MarkForm(request.POST, label_suffix="")
    if form.is_valid():
        set_mark(request.desk, form.cleaned_data["name"], by=request.user.member)
        messages.success(request, "Set the mark: ask later what changed since.")
        return see_other("home")
    page, since = case_page(request)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return show(request, page, status=status, forms={"form": since, "mark_form": form})
