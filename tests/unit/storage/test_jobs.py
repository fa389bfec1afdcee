"""Jobs: what a row carries, who reaches it, how it ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from goodoffices.record.visibility import THE_TEAM, Viewer, ViewerKind
from goodoffices.storage import jobs
from goodoffices.storage.models import Account, Job, JobState, SealedWords
from goodoffices.storage.pins import pin_package, pins_of, unpin
from goodoffices.web.tasks import do_job

ASKED = {"query": "fix=canaryquery"}
FOUND = {"sections": ["canaryfound"]}


@pytest.fixture
def owner() -> Iterator[Account]:
    """Somebody who asks for long work; the database stays as it was."""
    with transaction.atomic():
        yield Account.objects.create_user(username="ana", member="ana")
        transaction.set_rollback(True)


@pytest.fixture
def other(owner: Account) -> Account:
    """Somebody else."""
    del owner  # whose transaction this is in
    return Account.objects.create_user(username="ben", member="ben")


def asked_by(owner: Account, *, is_queued: bool = True) -> Job:
    job = jobs.ask_job(owner, "ideas", asked=ASKED, compartment="member:ana", head="h1")
    if is_queued:
        do_job.enqueue(job.pk)
    return job


def running(owner: Account) -> Job:
    job = jobs.begin(asked_by(owner).pk)
    assert job is not None
    return job


def state_of(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def ended(owner: Account) -> Job:
    job = running(owner)
    jobs.end(job, state=JobState.DONE, found=FOUND)
    found = jobs.job_of(owner, job.pk)
    assert found is not None
    return found


def test_words_lie_under_the_compartment_of_whoever_asked(owner: Account) -> None:
    job = ended(owner)
    assert [one.compartment for one in SealedWords.objects.all()] == ["member:ana"] * 2
    assert (jobs.asked_of(job), jobs.found_of(job)) == (ASKED, FOUND)


def test_row_of_a_job_and_of_its_task_carry_no_words(owner: Account) -> None:
    ended(owner)
    with connection.cursor() as cursor:
        for table in (Job._meta.db_table, DBTaskResult._meta.db_table):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- names of our own tables
            assert "canary" not in str(cursor.fetchall())


def test_compartment_is_the_teams_for_who_holds_nothing_alone() -> None:
    alone = Viewer(ViewerKind.MEMBER, "ana")
    assert [jobs.own_compartment(one) for one in (THE_TEAM, alone)] == ["team", "member:ana"]


def test_job_of_another_is_like_one_that_does_not_exist(owner: Account, other: Account) -> None:
    job = ended(owner)
    assert jobs.job_of(other, job.pk) is None
    assert jobs.job_of(other, job.pk + 1) is None
    assert jobs.jobs_of(other) == []


def test_job_is_begun_once(owner: Account) -> None:
    job = asked_by(owner)
    assert jobs.begin(job.pk) == job
    assert jobs.begin(job.pk) is None


def test_job_that_waits_ends_at_once_when_it_is_stopped(owner: Account) -> None:
    job = asked_by(owner)
    jobs.ask_to_stop(job)
    assert state_of(job) == JobState.CUT_OFF
    assert jobs.begin(job.pk) is None


def test_job_that_runs_is_told_to_stop_and_may_still_keep_what_it_has(owner: Account) -> None:
    job = running(owner)
    telling = jobs.Telling(job)
    assert not telling.must_stop()
    jobs.ask_to_stop(job)
    assert telling.must_stop()
    jobs.end(job, state=JobState.STOPPED, found=FOUND)
    found = jobs.job_of(owner, job.pk)
    assert found is not None
    assert (found.state, jobs.found_of(found)) == (JobState.STOPPED, FOUND)


def test_stop_comes_too_late_for_a_job_that_has_ended(owner: Account) -> None:
    job = ended(owner)
    jobs.ask_to_stop(job)
    assert (state_of(job), Job.objects.get(pk=job.pk).must_stop) == (JobState.DONE, False)


def test_progress_is_written_at_most_twice_a_second(owner: Account) -> None:
    job = running(owner)
    telling = jobs.Telling(job)
    telling.tell("choices of readings" * 9, 1, 9)
    telling.tell("ideas", 2, 9)
    row = Job.objects.get(pk=job.pk)
    assert (row.stage, row.done, row.total) == (("choices of readings" * 9)[:80], 1, 9)


def test_worker_that_starts_cuts_off_what_ran_and_leaves_what_waits(owner: Account) -> None:
    ran, done, waits = running(owner), ended(owner), asked_by(owner)
    lost = asked_by(owner, is_queued=False)
    assert jobs.cut_off_left_behind() == 2
    assert [state_of(one) for one in (ran, done, waits, lost)] == [
        JobState.CUT_OFF,
        JobState.DONE,
        JobState.WAITING,
        JobState.CUT_OFF,
    ]


def test_job_that_was_cut_off_keeps_nothing_that_comes_late(owner: Account) -> None:
    job = running(owner)
    jobs.cut_off_left_behind()
    jobs.end(job, state=JobState.DONE, found=FOUND)
    assert (state_of(job), SealedWords.objects.count()) == (JobState.CUT_OFF, 1)


def test_erasing_destroys_what_jobs_found_and_ends_those_under_way(owner: Account) -> None:
    found, ran = ended(owner), running(owner)
    jobs.forget_all_found()
    jobs.end(ran, state=JobState.DONE, found=FOUND)
    assert [state_of(one) for one in (found, ran)] == [JobState.CUT_OFF] * 2
    assert [jobs.opened(one) for one in SealedWords.objects.all()] == [ASKED, ASKED]


def test_job_that_is_taken_away_leaves_no_words(owner: Account) -> None:
    jobs.forget(ended(owner))
    assert (Job.objects.count(), SealedWords.objects.count()) == (0, 0)


def test_only_the_latest_that_ended_are_kept(owner: Account) -> None:
    kept = [ended(owner).pk for _ in range(jobs.KEPT_JOBS + 1)]
    waiting = asked_by(owner)
    assert [one.pk for one in jobs.jobs_of(owner)] == [waiting.pk, *reversed(kept[2:])]
    assert jobs.count_open(owner) == 1


# ------------------------------------------------------------------------------------- pins


def test_pin_is_seen_and_taken_away_by_its_owner_alone(owner: Account, other: Account) -> None:
    pin = pin_package(owner, "Evening draft", picked={"gate": "open"}, compartment="team")
    assert [(one.name, one.picked) for one in pins_of(owner)] == [
        ("Evening draft", {"gate": "open"})
    ]
    assert pins_of(other) == ()
    assert unpin(other, pin.pk) is None
    assert unpin(owner, pin.pk) == "Evening draft"
    assert (pins_of(owner), SealedWords.objects.count()) == ((), 0)
