"""What a page could not be made for, in a sentence and with what to do: no trace, no words."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from goodoffices.case.errors import ArchiveBusy, CannotWrite, RecordTampered
from goodoffices.web.views.failures import fail

Answer = Callable[[HttpRequest], HttpResponse]


class FailurePages:
    """Answers with a page of its own where the archive or the database is the reason."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does."""
        return self._answer(request)

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what is wrong; what is none of these is a mistake of ours."""
        match error:
            case RecordTampered():
                place = f"{error.file}:{error.line}"
                return fail("archive_damaged", HTTPStatus.INTERNAL_SERVER_ERROR, place=place)
            case ArchiveBusy():
                return fail("busy", HTTPStatus.SERVICE_UNAVAILABLE)
            case OperationalError():
                return fail("busy", HTTPStatus.SERVICE_UNAVAILABLE)
            case CannotWrite():
                return fail("cannot_write", HTTPStatus.INSUFFICIENT_STORAGE, reason=error.reason)
        return None
