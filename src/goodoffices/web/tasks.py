"""Long work, as the worker does it: a task is given the id of a job, and nothing else."""

from __future__ import annotations

from django_tasks import task

from goodoffices.case.deadline import stopping_when
from goodoffices.case.errors import GoodOfficesError
from goodoffices.storage.jobs import TELL_EVERY_S, Telling, asked_of, begin, end, note_head
from goodoffices.storage.models import Job, JobState
from goodoffices.web.desks import the_desk
from goodoffices.web.queries.jobs_kinds import KINDS, request_as_asked
from goodoffices.web.queries.jobs_sight import SIGHT, sight_of


@task
def do_job(job_id: int) -> None:
    """Do a job that waits, and keep what it finds.

    Nothing is raised: what a task raises stays in its row, with words of the record.
    """
    job = begin(job_id)
    if job is None:
        return
    try:
        work_on(job)
    except GoodOfficesError as error:
        end(job, state=JobState.FAILED, found={"why": str(error)}, failure=type(error).__name__)
    except Exception as error:  # noqa: BLE001 -- the page says that it failed; see above
        end(job, state=JobState.FAILED, failure=type(error).__name__)
    except BaseException:
        end(job, state=JobState.CUT_OFF)  # the worker is told to end at once
        raise


def work_on(job: Job) -> None:
    """Find what a job that runs asks for, and keep it; nothing is lost where it is to stop."""
    telling, desk = Telling(job), the_desk()
    with desk.looking(), stopping_when(telling.must_stop, every_s=TELL_EVERY_S) as stop:
        state = desk.state()  # one and the same throughout
        note_head(job, state.head)
        sight = sight_of(state, job.owner.member)
        request = request_as_asked(job.owner, desk, asked_of(job)["query"])
        found = KINDS[job.kind].find(request, telling.tell)
    ended = JobState.STOPPED if stop.is_asked else JobState.DONE
    end(job, state=ended, found={**found.as_words(), SIGHT: sight.as_words()})
