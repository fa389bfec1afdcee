"""People and mandates, and rounds."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.permissions import Deed
from goodoffices.web.requests import CaseRequest


@door(Deed.LOOK)
def show_people(request: CaseRequest) -> HttpResponse:
    """People and mandates, and rounds."""
    return HttpResponse(str(request.user))
