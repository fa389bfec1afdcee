"""From a page to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import content_disposition_header

from goodoffices.web.pages.page import WebPage


def show(
    request: HttpRequest,
    page: WebPage,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    forms: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Return a page as an answer; a form that was filled in wrongly is shown with 422."""
    context = {"page": page, **(forms or {})}
    return render(request, f"web/{page.template}", context, status=status)


def download(data: str | bytes, name: str, *, kind: str) -> HttpResponse:
    """Return a file as an answer: it is saved, never opened inside a page."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        data,
        content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        headers={"Content-Disposition": disposition or "attachment"},
    )


def see_other(to: str, *arguments: object) -> HttpResponse:
    """Return where a browser goes after a form was taken; loading it again sends nothing twice.

    Parameters
    ----------
    to
        The name of a page, with its arguments, or an address.
    """
    where = resolve_url(to, *arguments)
    return HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": where})
