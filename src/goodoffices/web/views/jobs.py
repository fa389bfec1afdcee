"""Long work."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goodoffices.storage.jobs import ask_to_stop, asked_of, forget, job_of
from goodoffices.storage.models import Job
from goodoffices.web.access import door
from goodoffices.web.actions.jobs import MOST_OPEN, start_job
from goodoffices.web.permissions import Deed
from goodoffices.web.queries.jobs import has_result, job_page, jobs_page, result_page
from goodoffices.web.queries.packages_research import may_be_started
from goodoffices.web.requests import CaseRequest
from goodoffices.web.showing import see_other, show

LONGEST_QUERY: Final = 8_000
"""Characters of what is asked; no page asks so much."""


@door(Deed.WEIGH)
def show_jobs(request: CaseRequest) -> HttpResponse:
    """The long work of whoever asks."""
    return show(request, jobs_page(request))


@door(Deed.WEIGH)
def show_job(request: CaseRequest, job_id: int) -> HttpResponse:
    """How far a job is; once it has a result, the way there."""
    job = _mine(request, job_id)
    if has_result(job):
        result = reverse("job-result", args=(job_id,))
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": result})
        return redirect(result)
    page = job_page(request, job_id)
    if page is None:
        raise Http404
    return show(request, page)


@door(Deed.WEIGH)
def show_result(request: CaseRequest, job_id: int) -> HttpResponse:
    """What a job found."""
    page = result_page(request, job_id)
    if page is None:
        raise Http404
    return show(request, page)


@require_POST
@door(Deed.WEIGH)
def start(request: CaseRequest) -> HttpResponse:
    """Ask for long work."""
    return _start(request, request.POST.get("kind", ""), _query(request))


@require_POST
@door(Deed.WEIGH)
def start_again(request: CaseRequest, job_id: int) -> HttpResponse:
    """Ask for the same once more, of the case as it is now."""
    job = _mine(request, job_id)
    return _start(request, job.kind, asked_of(job)["query"])


@require_POST
@door(Deed.WEIGH)
def stop(request: CaseRequest, job_id: int) -> HttpResponse:
    """Let a job end with the best so far."""
    ask_to_stop(_mine(request, job_id))
    return see_other("job", job_id)


@require_POST
@door(Deed.WEIGH)
def remove(request: CaseRequest, job_id: int) -> HttpResponse:
    """Take a job away, with what it found."""
    job = _mine(request, job_id)
    if job.is_open:
        raise Http404
    forget(job)
    messages.success(request, "It was taken away, with what it found.")
    return see_other("jobs")


def _mine(request: CaseRequest, job_id: int) -> Job:
    job = job_of(request.user, job_id)
    if job is None:
        raise Http404
    return job


def _query(request: CaseRequest) -> str:
    """What is asked: the address of a page, and what a form adds to it."""
    more = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "kind", "query"):
        more.pop(name, None)
    return "&".join(one for one in (request.POST.get("query", ""), more.urlencode()) if one)


def _start(request: CaseRequest, kind: str, query: str) -> HttpResponse:
    if len(query) > LONGEST_QUERY or not may_be_started(request, kind):
        raise Http404
    try:
        job = start_job(request.desk, kind, query, owner=request.user)
    except KeyError:
        raise Http404 from None
    if job is None:
        messages.warning(request, f"{MOST_OPEN} pieces of long work are under way. Stop one first.")
        return see_other("jobs")
    return see_other("job", job.pk)
