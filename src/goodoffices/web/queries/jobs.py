"""The pages of long work."""

from __future__ import annotations

from typing import Final

from django.http import QueryDict
from django.urls import reverse

from goodoffices.case.errors import GoodOfficesError
from goodoffices.drafting.basis import say_basis
from goodoffices.storage.jobs import asked_of, found_of, job_of, jobs_of
from goodoffices.storage.models import Job, JobState
from goodoffices.web.frame import Link
from goodoffices.web.pages.jobs import JobLine, JobPage, JobResultPage, JobsPage
from goodoffices.web.pages.page import WebPage
from goodoffices.web.queries.choosing import (
    Looking,
    address,
    looking,
    say_view,
    view_of,
)
from goodoffices.web.queries.jobs_found import Found, found_in
from goodoffices.web.queries.jobs_kinds import KINDS, request_as_asked
from goodoffices.web.queries.jobs_sight import SIGHT, sight_in, sight_of
from goodoffices.web.queries.packages_lines import try_address
from goodoffices.web.queries.packages_picking import PACKAGE, choices_in, texts_in
from goodoffices.web.queries.phases import phasing_of
from goodoffices.web.queries.phases_move import order_in_address
from goodoffices.web.requests import CaseRequest

NO_LONGER_SHOWN: Final = (
    "The record changed since, so that what was found is no longer shown. Run it again to see it"
    " as it is now."
)
WITH_RESULT: Final = (JobState.DONE, JobState.STOPPED)
WAITS: Final = "It waits until other long work has ended."
NO_RESULT: Final = {
    JobState.CUT_OFF: "It was cut off before it was done, and found nothing that could be kept.",
    JobState.FAILED: "It could not be done.",
}


def jobs_page(request: CaseRequest) -> JobsPage:
    """Return the long work of whoever asks."""
    return JobsPage(
        title="Long work",
        jobs=tuple(line_of(one) for one in jobs_of(request.user)),
        packages=reverse("packages"),
        phases=reverse("phases"),
    )


def job_page(request: CaseRequest, job_id: int) -> JobPage | None:
    """Return a job that is under way, or ended without a result.

    None where whoever asks has none of this id.
    """
    job = job_of(request.user, job_id)
    if job is None:
        return None
    return JobPage(
        title=KINDS[job.kind].title,
        job=line_of(job, _shows(request, job)),
        why=_why(job),
    )


def result_page(request: CaseRequest, job_id: int) -> WebPage | None:
    """Return what a job found; where there is nothing, how it stands.

    None where whoever asks has no job of this id.
    """
    job = job_of(request.user, job_id)
    if job is None:
        return None
    words = found_of(job)
    if job.state not in WITH_RESULT or words is None:
        return job_page(request, job_id)
    member, state = request.user.member, request.desk.state()
    sight, has_moved_on = sight_in(words[SIGHT]), job.head != state.head
    if has_moved_on and sight.saw_what_is_held_back(state, member):
        return JobPage(
            title=KINDS[job.kind].title,
            job=line_of(job, _shows(request, job)),
            why=NO_LONGER_SHOWN,
        )
    found, asked = found_in(words), _request(request, job)
    look = looking(asked, view_of(asked)[0])
    case = look.case()
    return JobResultPage(
        title=KINDS[job.kind].title,
        basis=say_basis(case),
        caution=case.caution,
        is_wide=True,
        job=line_of(job, say_view(look)),
        sections=found.sections,
        labels=found.labels,
        is_cut_off=found.is_cut_off or job.state == JobState.STOPPED,
        is_older=has_moved_on and sight.is_older_than(sight_of(state, member)),
        packages=_tries(look, found),
        compare=_compare(look, found),
        arrange=_arrange(asked, look, found),
    )


def has_result(job: Job) -> bool:
    """Whether a job has ended with something to be seen."""
    return job.state in WITH_RESULT and job.found_id is not None


def line_of(job: Job, shows: str = "") -> JobLine:
    """Return a job as a line; `shows` says what it looks at."""
    state = JobState(job.state)
    stage = job.stage if state is JobState.RUNNING and job.stage else state.label
    if job.is_open and job.must_stop:
        stage = "stopping"
    return JobLine(
        id=job.pk,
        title=KINDS[job.kind].title,
        stage=stage,
        done=job.done,
        total=job.total if state is JobState.RUNNING else None,
        best=WAITS if state is JobState.WAITING else "",
        is_running=job.is_open,
        url=reverse("job-result" if has_result(job) else "job", args=(job.pk,)),
        cancel_url=reverse("stop-job", args=(job.pk,)),
        asked_at=job.asked_at,
        shows=shows,
        page=_page_of(job),
    )


def _shows(request: CaseRequest, job: Job) -> str:
    """What was looked at, in words; empty where that view is no longer there."""
    asked = _request(request, job)
    try:
        return say_view(looking(asked, view_of(asked)[0]))
    except GoodOfficesError:
        return ""


def _request(request: CaseRequest, job: Job) -> CaseRequest:
    return request_as_asked(request.user, request.desk, asked_of(job)["query"])


def _page_of(job: Job) -> Link:
    query = QueryDict(asked_of(job)["query"]).urlencode()
    kind = KINDS[job.kind]
    return Link("What was asked", f"{reverse(kind.page)}?{query}" if query else reverse(kind.page))


def _why(job: Job) -> str:
    if job.is_open:
        return ""
    words = found_of(job) or {}
    why = str(words.get("why", ""))
    said = NO_RESULT.get(JobState(job.state), "It found nothing.")
    return f"{said} {why[:1].upper()}{why[1:]}." if why else said


def _tries(look: Looking, found: Found) -> tuple[Link, ...]:
    case = look.case()
    return tuple(
        Link(f"Idea {name}", try_address(look, choices_in(texts_in(code), case)))
        for name, code in found.packages
    )


def _compare(look: Looking, found: Found) -> str:
    if len(found.packages) < 2:
        return ""
    named = [(PACKAGE, f"{name}:{code}") for name, code in found.packages]
    return address(reverse("compare-packages"), look.view, named)


def _arrange(asked: CaseRequest, look: Looking, found: Found) -> str:
    if not found.order:
        return ""
    return order_in_address(look, phasing_of(asked).pairs, found.order)
