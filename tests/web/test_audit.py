"""The audit log: who, what, about what, and what was refused; for who leads."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.storage.auditing import note_deed, note_refusal
from goodoffices.storage.models import Account, AuditLine

AUDIT = "/settings/audit/"


@pytest.fixture(autouse=True)
def _empty_log(browsers: dict[str, Client]) -> None:
    AuditLine.objects.all().delete()  # that the cast signed in


@pytest.mark.parametrize("who", ["ben", "cleo", "dina"])
def test_for_all_others_there_is_no_audit_log(browsers: dict[str, Client], who: str) -> None:
    assert browsers[who].get(AUDIT).status_code == 404


def rows(ana: Client, query: str = "") -> list[tuple[str, str, str, str]]:
    page = ana.get(f"{AUDIT}{query}").context["page"]
    return [(one.who, one.what, one.about, one.refused) for one in page.rows]


def test_lines_stand_with_who_what_about_and_why_refused(ana: Client) -> None:
    note_deed(Account.objects.get(username="ben"), "changed", about="statement s1")
    note_refusal("nobody known", about="/settings/", rule="may lead", reason="the lead alone")
    assert rows(ana) == [
        ("nobody known", "refused", "/settings/", "may lead: the lead alone"),
        ("Ben", "changed", "statement s1", ""),
    ]


def test_ids_of_what_others_hold_are_not_shown(ana: Client) -> None:
    note_deed("ben", "changed", about="statement held_ben")
    note_refusal("ben", about="/record/held_ben/", rule="may erase", reason="x")
    note_deed("ana", "changed", about="statement held_ana")
    assert [about for _, _, about, _ in rows(ana)] == [
        "statement held_ana",
        "/record/…/",
        "statement (held by others)",
    ]
    assert b"held_ben" not in ana.get(AUDIT).content


def test_lines_are_filtered_by_person_and_refused(ana: Client) -> None:
    for who in ("ana", "ben"):
        note_deed(who, "changed", about="s1")
        note_refusal(who, about="/", rule="may lead", reason="x")
    assert [(who, what) for who, what, _, _ in rows(ana, "?person=ben")] == [
        ("Ben", "refused"),
        ("Ben", "changed"),
    ]
    assert [(who, what) for who, what, _, _ in rows(ana, "?person=ben&refused=on")] == [
        ("Ben", "refused")
    ]
    assert rows(ana, "?person=zoe") == rows(ana)


def test_a_page_has_a_hundred_lines_and_the_filter_stays(ana: Client) -> None:
    AuditLine.objects.bulk_create(
        AuditLine(who="ben", what=f"deed {number}") for number in range(230)
    )
    assert len(rows(ana)) == 100
    last = ana.get(f"{AUDIT}?person=ben&page=3")
    assert len(last.context["page"].rows) == 30
    assert b'href="?person=ben&amp;page=2"' in last.content
    assert len(rows(ana, "?page=nonsense")) == 100


def test_an_empty_log_says_what_to_do(ana: Client) -> None:
    assert b"Nothing of the kind stands in the log." in ana.get(f"{AUDIT}?refused=on").content


def test_more_lines_ask_the_database_no_more_often(ana: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            ana.get(AUDIT)
        return len(queries)

    note_deed("ben", "changed")
    asked()  # the first visit is noted
    one = asked()
    for who in ("ana", "ben", "cleo"):
        note_deed(who, "changed", about="statement s1")
    assert asked() == one
