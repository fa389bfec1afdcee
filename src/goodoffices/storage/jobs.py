"""Jobs: long work that goes on while nobody waits at a page.

A row carries ids and counts. What was asked and what was found are words, kept under the
compartment of whoever asked; a job is reached by its owner alone.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from goodoffices.record.visibility import Viewer, ViewerKind
from goodoffices.storage.compartments import ALL
from goodoffices.storage.models import Account, Job, JobState, SealedWords

KEPT_JOBS: Final = 20
"""Jobs that have ended and are kept of one account; older ones go, with their words."""
TELL_EVERY_S: Final = 0.5
"""Seconds between two looks at, or writes to, the row of a job."""
OPEN: Final = (JobState.WAITING, JobState.RUNNING)
STAGE_LENGTH: Final = 80

Words = Mapping[str, Any]
"""Plain data, as JSON has it."""


def own_compartment(eyes: Viewer) -> str:
    """Return the compartment of what somebody makes of what these eyes see.

    Examples
    --------
    >>> from goodoffices.record.visibility import THE_TEAM
    >>> own_compartment(THE_TEAM), own_compartment(Viewer(ViewerKind.MEMBER, "ana"))
    ('team', 'member:ana')
    """
    return f"member:{eyes.id}" if eyes.kind is ViewerKind.MEMBER else str(eyes)


def seal(words: Words, *, compartment: str) -> SealedWords:
    """Keep words under a compartment."""
    sealed = ALL.sealed(compartment, dict(words))
    return SealedWords.objects.create(compartment=compartment, sealed=sealed)


def opened(kept: SealedWords) -> Words:
    """Return words that were kept."""
    return cast("Words", ALL.opened(kept.compartment, kept.sealed))


# ------------------------------------------------------------------------------ for its owner


def ask_job(owner: Account, kind: str, *, asked: Words, compartment: str, head: str) -> Job:
    """Put down a job that waits; what its owner asked long ago and has ended, goes."""
    _forget_older(owner)
    words = seal(asked, compartment=compartment)
    return Job.objects.create(kind=kind, owner=owner, asked=words, head=head)


def job_of(owner: Account, id: int) -> Job | None:
    """Return a job of this owner; None where there is none, whoever else has one."""
    return Job.objects.select_related("asked", "found").filter(owner=owner, pk=id).first()


def jobs_of(owner: Account) -> list[Job]:
    """Return the jobs of this owner, the latest first."""
    return list(Job.objects.select_related("asked").filter(owner=owner))


def count_open(owner: Account) -> int:
    """Return how many jobs of this owner wait or run."""
    return Job.objects.filter(owner=owner, state__in=OPEN).count()


def asked_of(job: Job) -> Words:
    """Return what was asked."""
    return opened(job.asked) if job.asked is not None else {}


def found_of(job: Job) -> Words | None:
    """Return what was found, or why nothing was; None where there is neither."""
    return opened(job.found) if job.found is not None else None


def ask_to_stop(job: Job) -> None:
    """Let a job end with the best so far; one that waits ends at once, with nothing."""
    mine = Job.objects.filter(pk=job.pk)
    mine.filter(state__in=OPEN).update(must_stop=True)
    mine.filter(state=JobState.WAITING).update(state=JobState.CUT_OFF, ended_at=timezone.now())


def forget(job: Job) -> None:
    """Take a job away, with its words."""
    words = [one for one in (job.asked_id, job.found_id) if one is not None]
    job.delete()
    SealedWords.objects.filter(pk__in=words).delete()


def _forget_older(owner: Account) -> None:
    ended = Job.objects.filter(owner=owner).exclude(state__in=OPEN)
    for job in ended[KEPT_JOBS - 1 :]:
        forget(job)


# ------------------------------------------------------------------------------- for its worker


def begin(id: int) -> Job | None:
    """Return a job that waited and runs from now on; None where it is to be left alone."""
    waiting = Job.objects.filter(pk=id, state=JobState.WAITING, must_stop=False)
    if not waiting.update(state=JobState.RUNNING):
        return None
    return Job.objects.select_related("asked", "owner").get(pk=id)


def note_head(job: Job, head: str) -> None:
    """Write at which point of the archive a job looks at the case."""
    Job.objects.filter(pk=job.pk).update(head=head)


class Telling:
    """What a job tells of how far it is, and whether its owner wants it to stop.

    Neither ever raises: a database that is busy for a moment ends no work.
    """

    def __init__(self, job: Job) -> None:
        self._mine = Job.objects.filter(pk=job.pk)
        self._told_at = 0.0

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Write how far it is, at most twice a second."""
        now = time.monotonic()
        if now < self._told_at + TELL_EVERY_S:
            return
        self._told_at = now
        with contextlib.suppress(DatabaseError):
            self._mine.update(stage=stage[:STAGE_LENGTH], done=done, total=total)

    def must_stop(self) -> bool:
        """Return whether it shall end with the best so far."""
        with contextlib.suppress(DatabaseError):
            return not self._mine.filter(state=JobState.RUNNING, must_stop=False).exists()
        return False


def end(job: Job, *, state: JobState, found: Words | None = None, failure: str = "") -> None:
    """Keep what a job found; nothing of one that was cut off meanwhile."""
    with transaction.atomic():
        running = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
        if not running.update(state=state, failure=failure, ended_at=timezone.now()):
            return
        if found is not None and job.asked is not None:
            words = seal(found, compartment=job.asked.compartment)
            Job.objects.filter(pk=job.pk).update(found=words)


def cut_off_left_behind() -> int:
    """Mark jobs that nobody works on any more; return how many. For the start of a worker.

    What runs was left behind by a worker that ended; what waits and has no task that is ready
    was taken up and never begun.
    """
    open_jobs = list(Job.objects.filter(state__in=OPEN).values_list("pk", "state"))
    ready = set(_ready_jobs())
    left = [pk for pk, state in open_jobs if state == JobState.RUNNING or pk not in ready]
    DBTaskResult.objects.finished().delete()
    return _cut_off(left)


def forget_all_found() -> None:
    """Destroy what every job found, and what is under way: content of the record was erased."""
    Job.objects.filter(state__in=OPEN).update(must_stop=True)
    _cut_off(list(Job.objects.filter(state__in=OPEN).values_list("pk", flat=True)))
    with_words = Job.objects.filter(found__isnull=False)
    words = list(with_words.values_list("found_id", flat=True))
    with_words.update(state=JobState.CUT_OFF, found=None)
    SealedWords.objects.filter(pk__in=words).delete()


def _cut_off(ids: list[int]) -> int:
    mine = Job.objects.filter(pk__in=ids, state__in=OPEN)
    return mine.update(state=JobState.CUT_OFF, ended_at=timezone.now())


def _ready_jobs() -> Iterator[int]:
    for task in DBTaskResult.objects.ready():
        yield from (one for one in task.args_kwargs["args"] if isinstance(one, int))
