"""The audit log."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.forms.audit import AuditFilter
from goodoffices.web.permissions import Deed
from goodoffices.web.queries.audit import audit_page
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import show


@door(Deed.LEAD)
def show_audit(request: CaseRequest) -> HttpResponse:
    """What was done, tried and refused."""
    form = AuditFilter(request.GET)
    number = request.GET.get("page", "1")
    page = audit_page(request.desk, viewer_of(request.user), form, number=number)
    return show(request, page, forms={"form": form})
