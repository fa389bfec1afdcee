"""Long work: asked for, stopped, done again, and seen by its owner alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.jobs import ask_to_stop, begin, cut_off_left_behind
from goodoffices.storage.models import Account, Job, JobState, SealedWords
from goodoffices.web.actions.jobs import MOST_OPEN
from goodoffices.web.pages.jobs import JobPage, JobResultPage
from goodoffices.web.tasks import do_job, work_on
from tests.web.held import WORD, hold_position, text_of


def ask(browser: Client, kind: str = "ideas", query: str = "") -> int:
    """Ask for long work, and return its id."""
    answer = browser.post("/jobs/new/", {"kind": kind, "query": query})
    assert answer.status_code == 303
    return int(answer["Location"].split("/")[2])


def ask_and_do(browser: Client, kind: str = "ideas", query: str = "") -> int:
    job = ask(browser, kind, query)
    do_job.call(job)
    return job


def result_of(browser: Client, job: int) -> JobResultPage:
    page = browser.get(f"/jobs/{job}/result/").context["page"]
    assert isinstance(page, JobResultPage)
    return page


def page_of(browser: Client, job: int) -> JobPage:
    page = browser.get(f"/jobs/{job}/result/").context["page"]
    assert isinstance(page, JobPage)
    return page


def test_job_waits_and_then_leads_to_its_result(ana: Client) -> None:
    job = ask(ana)
    waiting = ana.get(f"/jobs/{job}/")
    assert (waiting.context["page"].job.stage, waiting.context["page"].job.is_running) == (
        "waiting",
        True,
    )
    do_job.call(job)
    assert ana.get(f"/jobs/{job}/")["Location"] == f"/jobs/{job}/result/"
    polled = ana.get(f"/jobs/{job}/", headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == f"/jobs/{job}/result/"


def test_result_is_what_the_page_shows_with_its_wishes_and_view(ana: Client) -> None:
    query = "number=2&register=attributed"
    page = result_of(ana, ask_and_do(ana, query=query))
    shown = ana.get(f"/packages/?{query}").context["page"]
    assert (page.sections, page.labels) == (shown.result, shown.labels)
    assert [one.url for one in page.packages] == [one.url for one in shown.ideas]
    assert (page.is_cut_off, page.is_older) == (False, False)
    assert page.job.page.url == "/packages/?number=2&register=attributed"


def test_phases_lead_on_to_the_order_that_was_found(ana: Client) -> None:
    page = result_of(ana, ask_and_do(ana, "phases"))
    shown = ana.get("/phases/").context["page"]
    assert (page.sections, page.arrange) == (shown.found, shown.arrange)


def test_job_that_is_stopped_keeps_the_best_so_far(ana: Client) -> None:
    id = ask(ana)
    job = begin(id)
    assert job is not None
    ask_to_stop(job)
    assert page_of(ana, id).job.stage == "stopping"
    work_on(job)
    assert Job.objects.get(pk=id).state == JobState.STOPPED
    assert result_of(ana, id).is_cut_off


def test_job_that_waits_is_stopped_at_once(ana: Client) -> None:
    job = ask(ana)
    assert ana.post(f"/jobs/{job}/stop/").status_code == 303
    do_job.call(job)
    page = page_of(ana, job)
    assert (page.job.is_running, page.job.stage) == (False, "cut off before it was done")


def test_job_that_was_cut_off_can_be_run_again(ana: Client) -> None:
    first = ask(ana, query="number=3")
    assert begin(first) is not None
    cut_off_left_behind()
    assert page_of(ana, first).why.startswith("It was cut off")
    again = ana.post(f"/jobs/{first}/again/")
    job = int(again["Location"].split("/")[2])
    do_job.call(job)
    assert len(result_of(ana, job).packages) == 3


def test_result_says_that_the_record_changed_since(desk: Desk, ana: Client) -> None:
    job = ask_and_do(ana)
    hold_position(desk, "ana")
    assert result_of(ana, job).is_older


def test_failure_says_why_to_its_owner_and_a_class_to_the_row(ana: Client) -> None:
    query = "fix=philadelphi+is+stays%0Anot+philadelphi+is+stays"
    job = ask_and_do(ana, query=query)
    row = Job.objects.get(pk=job)
    assert (row.state, row.failure) == (JobState.FAILED, "NoPackage")
    why = page_of(ana, job).why
    assert why.startswith("It could not be done. ")
    assert "philadelphi is stays" in why


def test_same_work_asked_for_twice_is_done_once(ana: Client) -> None:
    assert ask(ana, query="number=3&as_of=") == ask(ana, query="number=3")


def test_only_so_much_is_under_way_for_one_account(browsers: dict[str, Client]) -> None:
    for number in range(1, MOST_OPEN + 1):
        ask(browsers["ana"], query=f"number={number}")
    refused = browsers["ana"].post("/jobs/new/", {"kind": "ideas", "query": "number=9"})
    assert refused["Location"] == "/jobs/"
    assert Job.objects.count() == MOST_OPEN
    ask(browsers["ben"])


@pytest.mark.parametrize("kind", ["", "everything", "research"])
def test_work_that_is_not_offered_does_not_exist(ana: Client, kind: str) -> None:
    assert ana.post("/jobs/new/", {"kind": kind, "query": ""}).status_code == 404


def test_research_views_are_computed_once_they_are_switched_on(ana: Client) -> None:
    pytest.importorskip("numba")
    ana.post("/packages/research/", {"on": "1"})
    answer = ana.post("/jobs/new/", {"kind": "research", "query": "", "samples": "50"})
    job = int(answer["Location"].split("/")[2])
    do_job.call(job)
    sections = result_of(ana, job).sections
    assert [one.id for one in sections] == ["ideas", "numbers", "positions"]


def test_job_is_taken_away_with_its_words(ana: Client) -> None:
    job = ask_and_do(ana)
    assert ana.post(f"/jobs/{job}/remove/").status_code == 303
    assert (Job.objects.count(), SealedWords.objects.count()) == (0, 0)


def test_jobs_are_listed_with_as_many_queries_for_one_as_for_three(ana: Client) -> None:
    counts = []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            ask_and_do(ana, query=f"number={number}")
        with CaptureQueriesContext(connection) as queries:
            listed = ana.get("/jobs/").context["page"].jobs
        counts.append((len(listed), len(queries)))
    assert [number for number, _ in counts] == [1, 3]
    assert counts[0][1] == counts[1][1]


# --------------------------------------------------------------------------------- the walls


@pytest.mark.parametrize(
    ("method", "what"),
    [("get", ""), ("get", "result/"), ("post", "stop/"), ("post", "again/"), ("post", "remove/")],
)
def test_job_of_somebody_else_is_like_one_that_does_not_exist(
    browsers: dict[str, Client], method: str, what: str
) -> None:
    job = ask_and_do(browsers["ben"])
    answers = [
        getattr(browsers[who], method)(f"/jobs/{id}/{what}")
        for who in ("ana", "cleo", "dina")
        for id in (job, job + 1)
    ]
    assert [one.status_code for one in answers] == [404] * 6
    assert [text_of(answers[0])] * 2 == [text_of(one) for one in answers[:2]]
    assert Job.objects.get(pk=job).state == JobState.DONE


def test_words_that_ben_holds_alone_are_in_his_result_and_under_his_compartment(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    hold_position(desk, "ben")
    jobs = {who: ask_and_do(browsers[who]) for who in ("ana", "ben")}
    seen = {
        who: WORD in text_of(browsers[who].get(f"/jobs/{one}/result/")) for who, one in jobs.items()
    }
    assert seen == {"ana": False, "ben": True}
    kept = {
        one.compartment for one in SealedWords.objects.all() if WORD in bytes(one.sealed).decode()
    }
    assert kept == {"member:ben"}
    with connection.cursor() as cursor:
        for table in (Job._meta.db_table, DBTaskResult._meta.db_table):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- names of our own tables
            assert WORD not in str(cursor.fetchall())


def test_result_is_not_shown_once_more_is_held_back(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    ana, ben = browsers["ana"], browsers["ben"]
    jobs = {"ana": ask_and_do(ana), "ben": ask_and_do(ben)}
    held = {**desk.state().content("statement", "s9"), "handling": {"held_by": ["ben"]}}
    desk.change(lambda _: [Change("statement", "s9", held)], by="ben")
    assert page_of(ana, jobs["ana"]).why.startswith("The record changed since")
    assert result_of(ben, jobs["ben"]).is_older


def test_what_ben_adds_for_himself_alone_leaves_a_result_as_it_was(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    address = f"/jobs/{ask_and_do(browsers['ana'])}/result/"
    before = text_of(browsers["ana"].get(address))
    hold_position(desk, "ben")
    assert text_of(browsers["ana"].get(address)) == before


def test_erasing_an_entry_destroys_what_was_found(desk: Desk, ana: Client) -> None:
    job = ask_and_do(ana)
    answer = ana.post("/record/held_ana/erase/", {"reason": "asked for"})
    assert answer.status_code == 303
    del desk
    assert Job.objects.get(pk=job).found is None
    assert page_of(ana, job).why.startswith("It was cut off")


def test_account_that_goes_takes_its_jobs_along(ana: Client) -> None:
    ask_and_do(ana)
    Account.objects.get(member="ana").delete()
    assert Job.objects.count() == 0
