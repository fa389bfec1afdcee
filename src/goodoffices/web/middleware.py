"""What holds for every answer: where it may load from, that nothing keeps it, and whose it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from goodoffices.web.desks import the_desk

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
READING: Final = frozenset({"GET", "HEAD"})
"""Methods that change nothing in the record."""

Answer = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Only our own files load, and neither a browser nor anything between keeps a page."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        response = self._answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class OneCase:
    """Gives the request the case that is open: `request.desk`."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the case at hand: a page is of one state of it, whoever writes meanwhile."""
        desk = the_desk()
        request.desk = desk  # type: ignore[attr-defined]
        with desk.looking(is_fixed=request.method in READING):
            return self._answer(request)
