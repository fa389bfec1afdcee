"""The case at a glance."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.permissions import Deed
from goodoffices.web.requests import CaseRequest


@door(Deed.LOOK)
def show_case(request: CaseRequest) -> HttpResponse:
    """The case at a glance."""
    return HttpResponse(str(request.user))
