"""Phases, and exposure."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodoffices.storage.auditing import note_deed
from goodoffices.web.access import door
from goodoffices.web.permissions import Deed
from goodoffices.web.queries.matrix_export import file_name
from goodoffices.web.queries.phases_move import move_page
from goodoffices.web.queries.phases_page import FILES, phases_page, plan_file
from goodoffices.web.requests import CaseRequest
from goodoffices.web.showing import download, show


@door(Deed.LOOK)
def show_phases(request: CaseRequest) -> HttpResponse:
    """In which order undertakings could be carried out, and how exposed each side is in it."""
    page, asked = phases_page(request)
    forms = {
        "form": asked.form,
        "package_form": asked.package_form,
        "phases_form": asked.phases_form,
    }
    return show(request, page, status=asked.status, forms=forms)


@door(Deed.LOOK)
def show_move(request: CaseRequest) -> HttpResponse:
    """An order that somebody arranges, and what it changes."""
    page, asked = move_page(request)
    return show(request, page, status=asked.status, forms={"form": asked.form})


@door(Deed.TAKE_OUT)
def export_plan(request: CaseRequest, ending: str) -> HttpResponse:
    """The order as a file; where it cannot be written as asked, the page says why."""
    written = plan_file(request, ending)
    if written is None:
        return redirect(f"{reverse('phases')}?{request.GET.urlencode()}")
    data, asked = written
    note_deed(request.user, "schedule taken out", about=ending)
    return download(data, file_name(asked.look, "phases", ending), kind=FILES[ending].kind)
