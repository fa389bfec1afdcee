"""The door to every page: signed in, allowed, or the page does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from goodoffices.storage.auditing import note_refusal
from goodoffices.storage.visits import note_presence
from goodoffices.web.permissions import RULES, Deed, may
from goodoffices.web.requests import CaseRequest

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[CaseRequest, Parameters], HttpResponse]


def door(deed: Deed) -> Callable[[View[Parameters]], Callable[..., HttpResponse]]:
    """Let a view be reached only by who may do this; for all others there is no such page."""

    def guarded(view: View[Parameters]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def at_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 -- a view's own
            asked = cast("CaseRequest", request)
            if not may(asked.user, deed):
                rule = RULES[deed]
                note_refusal(asked.user, about=asked.path, rule=rule.name, reason=rule.reason)
                raise Http404
            note_presence(asked.user)
            return view(asked, *args, **kwargs)

        at_the_door.deed = deed  # type: ignore[attr-defined]
        return cast("Callable[..., HttpResponse]", at_the_door)

    return guarded
