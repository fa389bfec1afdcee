"""Signing in and out, the second step, and what somebody who guesses learns."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client, TestCase

from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account, AuditLine
from tests.web.cast import PASSWORD

LOGIN = "/account/login/"
TOTP = "/account/2fa/totp/"
AGAIN = "/account/reauthenticate/"
CODES = "/account/2fa/recovery-codes/"


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def browser(desk: Desk) -> Client:
    """A browser in which nobody has signed in."""
    return Client()


def sign_in(browser: Client, username: str = "ben", password: str = PASSWORD) -> str:
    """Where signing in leads; empty where it is refused."""
    answer = browser.post(LOGIN, {"login": username, "password": password})
    return str(answer.headers.get("Location", ""))


def code(secret: str) -> str:
    """What an authenticator app shows now."""
    now = list(totp.yield_hotp_counters_from_time())
    return str(totp.format_hotp_value(totp.hotp_value(secret, now[len(now) // 2])))


def test_signing_in_leads_to_the_page_asked_for(browser: Client) -> None:
    asked = browser.get("/settings/")
    assert (asked.status_code, asked["Location"]) == (302, f"{LOGIN}?next=/settings/")
    given = {"login": "ben", "password": PASSWORD, "next": "/settings/"}
    assert browser.post(LOGIN, given)["Location"] == "/settings/"
    assert browser.get("/settings/").status_code == 200


def test_it_never_leads_away_from_here(browser: Client) -> None:
    given = {"login": "ben", "password": PASSWORD, "next": "https://example.org/"}
    assert browser.post(LOGIN, given)["Location"] == "/"


def test_signing_out_takes_a_form_and_ends_the_session(browser: Client) -> None:
    sign_in(browser)
    assert browser.get("/account/logout/").status_code == 200
    assert browser.get("/settings/").status_code == 200
    assert browser.post("/account/logout/")["Location"] == LOGIN
    assert browser.get("/settings/").status_code == 302


def test_cookies_are_kept_from_scripts_and_from_other_sites(browser: Client) -> None:
    browser.get(LOGIN)
    sign_in(browser)
    found = {
        name.rpartition("_")[2]: (cookie["httponly"], cookie["samesite"], cookie["expires"])
        for name, cookie in browser.cookies.items()
    }
    session, csrf = found["session"], found["csrf"]
    assert (session, csrf[:2]) == ((True, "Strict", ""), (True, "Strict"))


def test_a_form_from_elsewhere_is_refused() -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(LOGIN, {"login": "ben", "password": PASSWORD})
    assert answer.status_code == 403
    assert b"The form was too old" in answer.content


def without_token(content: bytes, username: str) -> str:
    text = re.sub(r'"X-CSRFToken": "\w+"|csrfmiddlewaretoken" value="\w+"', "", content.decode())
    return text.replace(username, "NAME")


def test_a_guess_does_not_tell_whether_there_is_such_an_account(browser: Client) -> None:
    known, unknown = (
        browser.post(LOGIN, {"login": name, "password": "wrong"}) for name in ("ben", "nobody")
    )
    assert known.status_code == unknown.status_code
    assert without_token(known.content, "ben") == without_token(unknown.content, "nobody")


def test_the_sixth_wrong_password_is_refused_for_a_while(browser: Client) -> None:
    for _ in range(5):
        assert sign_in(browser, "ben", "wrong") == ""
    refused = browser.post(LOGIN, {"login": "ben", "password": PASSWORD})
    assert "Too many failed login attempts" in refused.content.decode()
    assert browser.get("/settings/").status_code == 302
    assert sign_in(browser, "cleo") == "/"


def test_what_was_typed_in_vain_is_not_written_down(browser: Client) -> None:
    sign_in(browser, PASSWORD, "x")
    sign_in(browser, "BEN", "x")
    lines = [(one.who, one.rule, one.reason) for one in AuditLine.objects.order_by("id")]
    assert lines == [
        ("nobody known", "may sign in", "there is no such account"),
        ("ben", "may sign in", "the password was wrong"),
    ]


def test_nobody_signs_up(browser: Client) -> None:
    assert browser.get("/account/signup/").status_code == 404
    assert browser.get("/account/password/reset/").status_code == 404


def test_the_password_is_changed_with_the_old_one(browser: Client) -> None:
    sign_in(browser)
    given = {"oldpassword": PASSWORD, "password1": "a new one for the boat", "password2": ""}
    given["password2"] = given["password1"]
    wrong = browser.post("/account/password/", given | {"oldpassword": "no"})
    assert wrong.status_code == 200
    answer = browser.post("/account/password/", given)
    assert answer["Location"] == "/settings/"
    assert b"The password is changed." in browser.get("/settings/").content
    assert sign_in(Client(), password=given["password1"]) == "/"


def switched_on(browser: Client) -> str:
    """Switch the second step on, and return its secret."""
    sign_in(browser)
    browser.post(AGAIN, {"password": PASSWORD})
    page = browser.get(f"{TOTP}activate/")
    assert page.status_code == 200
    secret = str(page.context["form"].secret)
    assert secret in page.content.decode()
    answer = browser.post(f"{TOTP}activate/", {"code": code(secret)})
    assert answer["Location"] == CODES
    return secret


def test_with_a_second_step_a_password_alone_opens_nothing(browser: Client) -> None:
    secret = switched_on(browser)
    cache.clear()  # a code counts once; the app shows the same for half a minute
    other = Client()
    assert sign_in(other) == "/account/2fa/authenticate/"
    assert other.get("/settings/").status_code == 302
    wrong = other.post("/account/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert other.get("/settings/").status_code == 302
    assert other.post("/account/2fa/authenticate/", {"code": code(secret)})["Location"] == "/"
    assert other.get("/settings/").status_code == 200


def test_a_code_counts_once(browser: Client) -> None:
    secret = switched_on(browser)
    cache.clear()
    used = code(secret)
    first, second = Client(), Client()
    for one in (first, second):
        sign_in(one)
        one.post("/account/2fa/authenticate/", {"code": used})
    assert first.get("/settings/").status_code == 200
    assert second.get("/settings/").status_code == 302


def test_a_recovery_code_opens_once(browser: Client) -> None:
    switched_on(browser)
    codes = browser.get(CODES).context["unused_codes"]
    assert len(codes) == 10
    for where in ("/", ""):
        other = Client()
        sign_in(other)
        answer = other.post("/account/2fa/authenticate/", {"code": codes[0]})
        assert str(answer.headers.get("Location", "")) == where


def test_the_second_step_is_switched_off_again(browser: Client) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        switched_on(browser)
    assert browser.get(f"{TOTP}deactivate/").status_code == 200
    assert browser.post(f"{TOTP}deactivate/")["Location"] == "/account/2fa/"
    assert sign_in(Client()) == "/"
    done = [one.what for one in AuditLine.objects.filter(who="ben").order_by("id")]
    assert done == [
        "signed in",
        "second step on",
        "second step on",  # of the app, and the recovery codes
        "second step off",
        "second step off",
        "signed in",
    ]


def test_the_password_is_asked_again_before_the_second_step_changes(browser: Client) -> None:
    """Somebody at a laptop left open cannot lock its owner out."""
    sign_in(browser)
    answer = browser.get(f"{TOTP}activate/")
    assert answer["Location"].partition("?")[0] == AGAIN
    assert browser.get(answer["Location"]).status_code == 200
    wrong = browser.post(AGAIN, {"password": "wrong", "next": f"{TOTP}activate/"})
    assert wrong.status_code == 200
    assert browser.get(f"{TOTP}activate/").status_code == 302
    given = {"password": PASSWORD, "next": f"{TOTP}activate/"}
    assert browser.post(AGAIN, given)["Location"] == f"{TOTP}activate/"
    assert browser.get(f"{TOTP}activate/").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/account/logout/", "/account/password/", "/account/2fa/", CODES, f"{CODES}generate/", AGAIN],
)
def test_pages_of_signing_in_are_ours_and_carry_no_style_of_their_own(
    browser: Client, path: str
) -> None:
    switched_on(browser)
    page = browser.get(path)
    assert page.status_code == 200
    text = page.content.decode()
    assert re.findall(r"\sstyle=|<style|<script(?![^>]* src=)|\son\w+=", text) == []
    assert text.count("<main") == 1


def test_a_closed_account_is_told_so_and_signed_in_nowhere(desk: Desk, browser: Client) -> None:
    Account.objects.filter(member="ben").update(is_active=False)
    assert sign_in(browser) == LOGIN
    assert "This account is closed." in browser.get(LOGIN).content.decode()
    assert sign_in(browser, password="a guess") == ""  # noqa: S106 -- a wrong one
    assert browser.get("/").status_code == 302
