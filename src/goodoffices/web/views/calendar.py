"""Clocks and deadlines."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.permissions import Deed
from goodoffices.web.requests import CaseRequest


@door(Deed.LOOK)
def show_calendar(request: CaseRequest) -> HttpResponse:
    """Clocks and deadlines."""
    return HttpResponse(str(request.user))
