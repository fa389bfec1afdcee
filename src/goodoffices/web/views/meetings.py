"""A meeting note, and its read-back."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.permissions import Deed
from goodoffices.web.requests import CaseRequest


@door(Deed.LOOK)
def show_meetings(request: CaseRequest) -> HttpResponse:
    """A meeting note, and its read-back."""
    return HttpResponse(str(request.user))
