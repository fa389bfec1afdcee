"""What somebody does with long work: asks for it, asks again, stops it, takes it away."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.http import QueryDict

from goodoffices.storage.desk import Desk
from goodoffices.storage.jobs import ask_job, asked_of, jobs_of, own_compartment
from goodoffices.storage.models import Account, Job
from goodoffices.web.queries.jobs_kinds import KINDS
from goodoffices.web.requests import viewer_of
from goodoffices.web.tasks import do_job

MOST_OPEN: Final = 5
"""Jobs of one account that may wait or run at a time."""


def start_job(desk: Desk, kind: str, query: str, *, owner: Account) -> Job | None:
    """Ask for long work, and return it; the same asked twice is done once.

    None where as much of it is under way as may be.

    Raises
    ------
    KeyError
        Where there is no such kind of work.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    asked = {"query": _in_order(query)}
    with transaction.atomic():
        under_way = [one for one in jobs_of(owner) if one.is_open and not one.must_stop]
        for one in under_way:
            if one.kind == kind and asked_of(one) == asked:
                return one
        if len(under_way) >= MOST_OPEN:
            return None
        state = desk.state()
        compartment = own_compartment(state.same_eyes(viewer_of(owner)))
        job = ask_job(owner, kind, asked=asked, compartment=compartment, head=state.head)
        do_job.enqueue(job.pk)
    return job


def _in_order(query: str) -> str:
    """Return a query without what says nothing, so that two that ask alike are alike."""
    said = QueryDict(query)
    kept = QueryDict(mutable=True)
    for name in sorted(said):
        values = [one for one in said.getlist(name) if one]
        if values:
            kept.setlist(name, values)
    return kept.urlencode()
