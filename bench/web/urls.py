"""Every address of an open case, and a plain page: signed in, one query, a few lines of HTML."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from goodoffices.storage.models import Account
from goodoffices.web.urls import urlpatterns as of_the_case

PLAIN: Final = Engine().from_string("<h1>{{ who }}</h1><p>{{ number }} accounts.</p>")


@login_required
def show_plain(request: HttpRequest) -> HttpResponse:
    """What Django itself costs, behind the same middleware."""
    number = Account.objects.count()
    return HttpResponse(PLAIN.render(Context({"who": str(request.user), "number": number})))


urlpatterns = [*of_the_case, path("plain/", show_plain, name="plain")]

handler400 = "goodoffices.web.views.failures.bad_request"
handler403 = "goodoffices.web.views.failures.not_found"
handler404 = "goodoffices.web.views.failures.not_found"
handler500 = "goodoffices.web.views.failures.server_error"
