"""The first run: a link that works once makes the lead's account, on this machine alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account, AuditLine
from goodoffices.web.one_time_link import THE_LINK
from tests.web.cast import PASSWORD

GIVEN = {
    "name": "Nadia Haddad",
    "username": "Nadia",
    "member": "+",
    "password": PASSWORD,
    "again": PASSWORD,
}


@pytest.fixture
def link(desk: Desk) -> Iterator[str]:
    """The link of a case in which nobody has an account."""
    Account.objects.all().delete()
    token = THE_LINK.offer()
    yield f"/first-run/{token}/"
    THE_LINK.use(token)


@pytest.fixture
def browser(desk: Desk) -> Client:
    """A browser on this machine."""
    return Client(headers={"host": "127.0.0.1:8420"})


def test_the_lead_s_account_is_made_with_a_new_member_and_signed_in(
    desk: Desk, browser: Client, link: str
) -> None:
    assert browser.get(link).status_code == 200
    answer = browser.post(link, GIVEN)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    account = Account.objects.get()
    assert (account.username, account.role, account.member) == ("nadia", "lead", "nadia")
    member = desk.state().entries["member", "nadia"]
    assert (member.content, member.recorded_by) == (
        {"id": "nadia", "name": "Nadia Haddad"},
        "nadia",
    )
    assert browser.get("/settings/").status_code == 200
    assert desk.archive.verify().is_whole


def test_an_existing_member_is_taken_as_it_is(desk: Desk, browser: Client, link: str) -> None:
    head = desk.archive.head()
    assert browser.post(link, GIVEN | {"member": "ben"}).status_code == 303
    assert Account.objects.get().member == "ben"
    assert desk.archive.head() == head


def test_an_id_that_something_has_already_gets_a_number(
    desk: Desk, browser: Client, link: str
) -> None:
    assert browser.post(link, GIVEN | {"username": "qatar"}).status_code == 303
    assert Account.objects.get().member == "qatar_2"


def test_a_used_link_and_a_wrong_one_do_not_exist(browser: Client, link: str) -> None:
    wrong = browser.get("/first-run/guess/")
    assert wrong.status_code == 404
    browser.post(link, GIVEN)
    for client in (browser, Client(headers={"host": "127.0.0.1"})):
        used = client.get(link)
        assert (used.status_code, used.content) == (404, wrong.content)
        assert client.post(link, GIVEN | {"username": "other"}).status_code == 404


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"headers": {"host": "talks.example.org"}},
        {"REMOTE_ADDR": "192.0.2.7", "headers": {"host": "127.0.0.1"}},
        {"headers": {"host": "127.0.0.1", "x-forwarded-for": "192.0.2.7"}},
    ],
)
def test_the_link_is_opened_on_this_machine_alone(
    elsewhere: dict[str, object], link: str, settings_hosts: None
) -> None:
    assert Client(**elsewhere).get(link).status_code == 404  # type: ignore[arg-type]


@pytest.fixture
def settings_hosts() -> Iterator[None]:
    """A name of a team, behind a proxy."""
    from django.test import override_settings  # noqa: PLC0415 -- after Django is ready

    with override_settings(ALLOWED_HOSTS=["127.0.0.1", "talks.example.org"]):
        yield


def test_a_link_for_a_case_with_accounts_leads_to_signing_in(desk: Desk, browser: Client) -> None:
    """The server was started anew for it from the first page."""
    token = THE_LINK.offer()
    answer = browser.get(f"/first-run/{token}/")
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert browser.get(f"/first-run/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentences"),
    [
        ({"again": "another thing"}, ["The two are not the same."]),
        (
            {"password": "short", "again": "short"},
            ["This password is too short. It must contain at least 12 characters."],
        ),
        (
            {"password": "qwertyuiop123", "again": "qwertyuiop123"},
            ["This password is too common."],
        ),
        (
            {"password": "nadia haddad", "again": "nadia haddad"},
            ["The password is too similar to the first name."],
        ),
        ({"username": "Nadia H"}, ["It begins with a letter, and has a-z, 0-9, . _ - only."]),
    ],
)
def test_what_is_wrong_is_said_in_words(
    browser: Client, link: str, wrong: dict[str, str], sentences: list[str]
) -> None:
    answer = browser.post(link, GIVEN | wrong)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert [one for errors in form.errors.values() for one in errors] == sentences
    assert not Account.objects.exists()
    assert browser.post(link, GIVEN).status_code == 303


def test_making_it_stands_in_the_audit_log(browser: Client, link: str) -> None:
    browser.post(link, GIVEN)
    done = [(one.who, one.what) for one in AuditLine.objects.order_by("id")]
    assert done == [("nadia", "account made"), ("nadia", "signed in")]
