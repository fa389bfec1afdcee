"""Who holds what."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodoffices.storage.auditing import note_deed
from goodoffices.web.access import door
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.choosing import looking, status_of, view_of
from goodoffices.web.queries.matrix_cell import cell_page
from goodoffices.web.queries.matrix_export import EXPORTS, file_name
from goodoffices.web.queries.matrix_page import matrix_page
from goodoffices.web.requests import CaseRequest
from goodoffices.web.showing import download, show


@door(Deed.LOOK)
def show_matrix(request: CaseRequest) -> HttpResponse:
    """Who holds what on which issue, by register, and what changed."""
    page, forms, status = matrix_page(request)
    return show(request, page, status=status, forms=forms)


@door(Deed.LOOK)
def show_cell(request: CaseRequest, issue: str, party: str) -> HttpResponse:
    """What is on record of one party on one issue."""
    view, form = view_of(request)
    try:
        page = cell_page(
            looking(request, view), issue, party, may_keep=may(request.user, Deed.KEEP)
        )
    except KeyError:
        raise Http404 from None
    return show(request, page, status=status_of(form), forms={"form": form})


@door(Deed.TAKE_OUT)
def export_matrix(request: CaseRequest, ending: str) -> HttpResponse:
    """The same table as a file; where it cannot be shown as asked, the page says why."""
    view, form = view_of(request)
    if form.errors:
        return redirect(f"{reverse('matrix')}?{request.GET.urlencode()}")
    look = looking(request, view)
    note_deed(request.user, "matrix taken out", about=ending)
    export = EXPORTS[ending]
    return download(export.write(look), file_name(look, "matrix", ending), kind=export.kind)
