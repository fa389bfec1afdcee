"""Another page in the same browser: what it sends is refused, and looking changes nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account
from tests.web.cast import PASSWORD
from tests.web.walls import furnish
from tests.web.walls_table import STEPS

CHANGING = ("INSERT", "UPDATE", "DELETE")
NOTED = ("storage_auditline", "storage_visit", "django_session")
"""Where looking may leave a trace: the audit log, the visit, the session."""


@pytest.fixture
def things(desk: Desk) -> Mapping[str, object]:
    """What addresses are made of."""
    return furnish(desk)


def signed_in() -> Client:
    """The lead's browser, in which forms need their token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username="ana"))
    return client


def test_no_form_is_taken_without_its_token(things: Mapping[str, object]) -> None:
    found = {one.name: signed_in().post(one.address(things)).status_code for one in STEPS}
    assert {name: status for name, status in found.items() if status != 403} == {}


def test_a_token_that_another_port_of_this_machine_planted_opens_nothing(
    things: Mapping[str, object],
) -> None:
    client = signed_in()
    planted = "a" * 32
    client.cookies[settings.CSRF_COOKIE_NAME] = planted
    answer = client.post(
        "/lock/",
        {"csrfmiddlewaretoken": planted},
        headers={"Origin": "http://127.0.0.1:9999", "Host": "127.0.0.1:8420"},
    )
    assert answer.status_code == 403
    assert client.get("/").status_code == 200


def test_looking_changes_nothing_but_what_notes_it(
    desk: Desk, things: Mapping[str, object]
) -> None:
    head, client = desk.archive.head(), signed_in()
    changed = {}
    for step in STEPS:
        if step.get == "":
            continue
        for method in ("GET", "HEAD", "OPTIONS"):
            with CaptureQueriesContext(connection) as queries:
                client.generic(method, step.address(things))
            said = [one["sql"] for one in queries.captured_queries]
            changing = [one for one in said if one.startswith(CHANGING)]
            if any(not any(table in one for table in NOTED) for one in changing):
                changed[f"{method} {step.name}"] = changing
    assert changed == {}
    assert desk.archive.head() == head


@pytest.mark.parametrize(
    "after", ["//evil.example", "https:evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(desk: Desk, after: str) -> None:
    answer = Client().post("/account/login/", {"login": "ben", "password": PASSWORD, "next": after})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_a_session_that_was_planted_is_another_after_signing_in(desk: Desk) -> None:
    client = Client()
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    client.post("/account/login/", {"login": "ben", "password": PASSWORD})
    assert client.session.session_key != session.session_key
