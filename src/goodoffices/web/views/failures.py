"""What somebody sees where there is nothing, or where something went wrong.

These pages are made without the case: it may be the case that cannot be read.
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """There is no such page, or none for this account."""
    return fail("not_found", HTTPStatus.NOT_FOUND)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """The request could not be understood."""
    return fail("bad_request", HTTPStatus.BAD_REQUEST)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A form came from elsewhere, or from before signing in."""
    return fail("form_too_old", HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Something went wrong on our side; nothing confirmed is lost."""
    return fail("server_error", HTTPStatus.INTERNAL_SERVER_ERROR)


def fail(what: str, status: HTTPStatus, **said: object) -> HttpResponse:
    """Return a page that says in one sentence what is wrong, and what to do."""
    return HttpResponse(render_to_string(f"web/failures/{what}.html", said), status=status)
