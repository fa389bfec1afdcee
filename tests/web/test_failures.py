"""Where something is wrong, a page says so in a sentence, without words of the case."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from goodoffices.case.errors import ArchiveBusy, CannotWrite, GoodOfficesError, RecordTampered
from goodoffices.storage.desk import Desk
from goodoffices.web.desks import the_desk
from goodoffices.web.failing import FailurePages
from goodoffices.web.logs import WithoutWords
from goodoffices.web.views import failures
from tests.web.cast import CANARIES


def test_what_is_not_there_says_where_to_go(browsers: dict[str, Client]) -> None:
    answers = [browsers[who].get("/no/such/page/") for who in ("ana", "stranger")]
    assert [one.status_code for one in answers] == [404, 404]
    assert b"There is no such page here" in answers[0].content
    assert answers[0].content == answers[1].content


def test_a_damaged_archive_is_named_by_its_place(desk: Desk, ana: Client) -> None:
    events = desk.path / "archive" / "team.jsonl"
    lines = events.read_bytes().splitlines(keepends=True)
    events.write_bytes(b"".join([lines[0].replace(b"added", b"addod"), *lines[1:]]))
    the_desk.cache_clear()
    answer = ana.get("/settings/")
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "The archive is not as it was written" in text
    assert "team.jsonl:1" in text
    assert [word for word in CANARIES.values() if word in text] == []


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (ArchiveBusy("archive", 10), 503, "Somebody else is writing"),
        (OperationalError("database is locked"), 503, "Somebody else is writing"),
        (CannotWrite("x", "the disk is full"), 507, "The disk refused: the disk is full."),
        (RecordTampered("team.jsonl", 7, "altered"), 500, "team.jsonl:7"),
    ],
)
def test_each_failure_has_a_sentence(error: Exception, status: int, sentence: str) -> None:
    pages = FailurePages(failures.server_error)
    answer = pages.process_exception(RequestFactory().get("/"), error)
    assert answer is not None
    assert answer.status_code == status
    assert sentence in answer.content.decode()


def test_a_mistake_of_ours_is_left_to_the_general_page(desk: Desk, ana: Client) -> None:
    pages = FailurePages(failures.server_error)
    request = RequestFactory().get("/")
    assert pages.process_exception(request, GoodOfficesError("secret words")) is None
    answer = failures.server_error(request)
    assert answer.status_code == 500
    assert b"Something went wrong" in answer.content


def test_an_odd_request_is_refused(desk: Desk) -> None:
    answer = Client(headers={"host": "elsewhere.example.org"}).get("/account/login/")
    assert answer.status_code == 400
    assert b"That could not be understood" in answer.content


def test_every_answer_says_where_it_may_load_from(browsers: dict[str, Client]) -> None:
    for answer in (
        browsers["ana"].get("/settings/"),
        browsers["stranger"].get("/account/login/"),
        browsers["ana"].get("/no/such/page/"),
    ):
        assert answer["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
        assert answer["Cache-Control"].split(",")[0] in {"no-store", "max-age=0"}


def test_a_log_line_has_the_place_and_no_words() -> None:
    import logging  # noqa: PLC0415 -- of this test alone
    import sys  # noqa: PLC0415 -- the same

    try:
        raise ValueError("canary words")  # noqa: TRY301 -- what is looked at
    except ValueError:
        error = sys.exc_info()
    line = logging.LogRecord("web", logging.ERROR, "", 0, "At %s", ("canary",), error)
    shown = WithoutWords().format(line)
    assert shown.startswith("ERROR web: ValueError at test_a_log_line_has_the_place_and_no_words:")
    assert "canary" not in shown
