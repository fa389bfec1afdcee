"""The kinds of long work: what each is called, and what finds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from goodoffices.case.enumeration import Progress
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account
from goodoffices.web.queries.jobs_found import Found
from goodoffices.web.queries.packages_ideas import find_ideas_longer
from goodoffices.web.queries.packages_research import find_research_views
from goodoffices.web.queries.phases import find_phases_longer
from goodoffices.web.requests import CaseRequest


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of long work.

    Attributes
    ----------
    title
        How it is called.
    page
        The name of the page on which it is asked for.
    find
        What does it: given a request with what was asked, and whom to tell how far it is.
    """

    title: str
    page: str
    find: Callable[[CaseRequest, Progress], Found]


KINDS: Final = {
    "ideas": JobKind("Ideas to test, looked for longer", "packages", find_ideas_longer),
    "research": JobKind("Research views of ideas to test", "packages", find_research_views),
    "phases": JobKind("Phases, looked for longer", "phases", find_phases_longer),
}
"""By what a job carries."""


def request_as_asked(owner: Account, desk: Desk, query: str) -> CaseRequest:
    """Return a request of whoever asked for a job, as the page had it then."""
    request = CaseRequest()
    request.GET = QueryDict(query)
    request.user, request.desk = owner, desk
    return request
