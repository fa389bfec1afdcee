"""What cannot all stand, and the brief."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodoffices.storage.auditing import note_deed
from goodoffices.web.access import door
from goodoffices.web.permissions import Deed
from goodoffices.web.queries.choosing import address, looking, status_of, view_of
from goodoffices.web.queries.explain_brief import FILES, brief_for_file, brief_page
from goodoffices.web.queries.explain_page import LONG, MOVE, Asked, explain_page
from goodoffices.web.queries.matrix_export import file_name
from goodoffices.web.requests import CaseRequest
from goodoffices.web.showing import download, show


@door(Deed.LOOK)
def show_explain(request: CaseRequest) -> HttpResponse:
    """Which positions cannot all stand, and what follows from a movement that is tried."""
    view, form = view_of(request)
    moved = tuple(dict.fromkeys(request.GET.getlist(MOVE)))
    asked = Asked(moved, is_long=bool(request.GET.get(LONG)))
    page = explain_page(looking(request, view), form, asked)
    response = show(request, page, status=status_of(form), forms={"form": form})
    if "HX-Request" in request.headers:  # the shortest address of the same page
        response["HX-Push-Url"] = address(reverse("explain"), view, asked.pairs)
    return response


@door(Deed.LOOK)
def show_brief(request: CaseRequest) -> HttpResponse:
    """The brief: one page, then the detail."""
    page, forms, status = brief_page(request)
    return show(request, page, status=status, forms=forms)


@door(Deed.TAKE_OUT)
def export_brief(request: CaseRequest, ending: str) -> HttpResponse:
    """The brief as a file; where it cannot be written as asked, the page says why."""
    written = brief_for_file(request)
    if written is None:
        return redirect(f"{reverse('brief')}?{request.GET.urlencode()}")
    page, look = written
    note_deed(request.user, "brief taken out", about=ending)
    file = FILES[ending]
    return download(file.write(page), file_name(look, "brief", ending), kind=file.kind)
