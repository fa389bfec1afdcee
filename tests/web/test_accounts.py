"""Accounts: invited, given another role, closed, opened again; by who leads alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account, AuditLine, Invitation
from goodoffices.web.actions.accounts import invite
from tests.web.cast import PASSWORD, client_of

ACCOUNTS = "/settings/accounts/"
NEW = "quite another long password"


def account(who: str) -> Account:
    return Account.objects.get(username=who)


def link_for(ana: Client, path: str, given: dict[str, str]) -> str:
    """The path of the link that the lead is shown."""
    answer = ana.post(path, given)
    assert answer.status_code == 200
    return "/" + str(answer.context["page"].link).split("/", 3)[3]


@pytest.mark.parametrize("who", ["ben", "cleo", "dina", "stranger"])
@pytest.mark.parametrize("path", ["", "invite/", "1/", "1/role/", "1/close/", "1/open/", "1/link/"])
def test_for_all_others_there_are_no_accounts(
    browsers: dict[str, Client], who: str, path: str
) -> None:
    send = browsers[who].post if path.count("/") == 2 else browsers[who].get
    answer = send(f"{ACCOUNTS}{path}")
    assert answer.status_code == (302 if who == "stranger" else 404)
    assert not Account.objects.filter(is_active=False).exists()


def test_a_refusal_stands_in_the_audit_log_with_its_rule(browsers: dict[str, Client]) -> None:
    browsers["cleo"].get(ACCOUNTS)
    line = AuditLine.objects.get(was_refused=True)
    assert (line.who, line.was_refused, line.about, line.rule) == (
        "cleo",
        True,
        ACCOUNTS,
        "may lead",
    )


def test_the_list_says_who_may_sign_in_with_which_role(ana: Client) -> None:
    page = ana.get(ACCOUNTS).context["page"]
    assert [(one.name, one.role, one.is_open) for one in page.accounts] == [
        ("Ana", "Lead", True),
        ("Ben", "Member", True),
        ("Cleo", "Analyst", True),
        ("Dina", "Named mediator", True),
    ]


def test_the_list_asks_the_database_as_often_for_more_accounts(ana: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            ana.get(ACCOUNTS)
        return len(queries)

    asked()  # the first visit is noted
    few = asked()
    for number in range(3):
        Account.objects.create_user(username=f"x{number}", member=f"x{number}")
        invite(f"y{number}", name="Y", role="member", by=account("ana"))
    assert asked() == few


def test_somebody_new_is_invited_and_makes_an_account(desk: Desk, ana: Client) -> None:
    given = {"name": "Eva Lind", "role": "mediator", "member": "+"}
    link = link_for(ana, f"{ACCOUNTS}invite/", given)
    entry = desk.state().entries["member", "eva_lind"]
    assert entry.content == {"id": "eva_lind", "name": "Eva Lind", "mediator": True}
    assert entry.recorded_by == "ana"
    eva = Client()
    assert eva.get(link).context["form"].initial == {"name": "Eva Lind"}
    made = {"name": "Eva Lind", "username": "eva", "password": NEW, "again": NEW}
    assert eva.post(link, made)["Location"] == "/account/login/"
    assert (account("eva").role, account("eva").member) == ("mediator", "eva_lind")
    assert eva.get(link).status_code == 404
    assert eva.post(link, made | {"username": "eva2"}).status_code == 404
    assert eva.login(username="eva", password=NEW)


def test_a_member_of_the_team_is_invited_without_a_new_one(desk: Desk, ana: Client) -> None:
    account("cleo").delete()
    page = ana.get(f"{ACCOUNTS}invite/")
    choices = [value for value, _ in page.context["form"].fields["member"].choices]
    seen = [one.id for one in desk.state().record.team]
    assert choices == ["+", *(one for one in seen if one not in {"ana", "ben", "dina"})]
    head = desk.archive.head()
    link_for(ana, f"{ACCOUNTS}invite/", {"name": "", "role": "analyst", "member": "cleo"})
    assert desk.archive.head() == head
    assert Invitation.objects.get().member == "cleo"


def test_somebody_has_to_be_named(ana: Client) -> None:
    answer = ana.post(f"{ACCOUNTS}invite/", {"name": "", "role": "member", "member": "+"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "name": ["Say who it is: a member of the team, or a name."]
    }


def test_the_database_keeps_no_link(ana: Client) -> None:
    link = link_for(ana, f"{ACCOUNTS}invite/", {"name": "Eva", "role": "member", "member": "+"})
    token = link.split("/")[2]
    invitation = Invitation.objects.values().get()
    assert token not in str(invitation)
    assert token not in str(list(AuditLine.objects.values()))


def test_a_link_ends_after_a_day(ana: Client) -> None:
    link = link_for(ana, f"{ACCOUNTS}invite/", {"name": "Eva", "role": "member", "member": "+"})
    late = timezone.now() - timedelta(seconds=1)
    Invitation.objects.update(ends_at=late)
    assert Client().get(link).status_code == 404


def test_a_link_can_be_withdrawn(ana: Client) -> None:
    link = link_for(ana, f"{ACCOUNTS}invite/", {"name": "Eva", "role": "member", "member": "+"})
    row = ana.get(ACCOUNTS).context["page"].invitations[0]
    assert ana.post(row.url).status_code == 303
    assert Client().get(link).status_code == 404
    assert ana.get(ACCOUNTS).context["page"].invitations == ()


def test_a_new_link_for_the_same_member_ends_the_one_before(ana: Client) -> None:
    path = f"{ACCOUNTS}{account('ben').pk}/link/"
    first, second = link_for(ana, path, {}), link_for(ana, path, {})
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_a_lost_password_is_set_anew_and_ends_the_sessions(browsers: dict[str, Client]) -> None:
    link = link_for(browsers["ana"], f"{ACCOUNTS}{account('ben').pk}/link/", {})
    assert browsers["ben"].get("/settings/").status_code == 200
    answer = Client().post(link, {"password": NEW, "again": NEW})
    assert answer["Location"] == "/account/login/"
    assert browsers["ben"].get("/settings/").status_code == 302
    assert not Client().login(username="ben", password=PASSWORD)
    assert Client().login(username="ben", password=NEW)
    assert (account("ben").role, account("ben").member) == ("member", "ben")


@pytest.mark.parametrize("ends", [True, False])
def test_a_link_leaves_the_second_step_unless_the_telephone_is_lost(
    ana: Client, ends: bool
) -> None:
    TOTP.activate(account("ben"), generate_totp_secret())
    given = {"ends_second_step": "on"} if ends else {}
    link = link_for(ana, f"{ACCOUNTS}{account('ben').pk}/link/", given)
    Client().post(link, {"password": NEW, "again": NEW})
    assert Authenticator.objects.filter(user=account("ben")).exists() is not ends


def test_another_role_holds_from_the_next_page(browsers: dict[str, Client]) -> None:
    path = f"{ACCOUNTS}{account('cleo').pk}/role/"
    assert browsers["ana"].post(path, {"role": "lead"}).status_code == 303
    assert browsers["cleo"].get(ACCOUNTS).status_code == 200


def test_a_closed_account_is_signed_out_at_once_and_stays_out(browsers: dict[str, Client]) -> None:
    ana, ben = browsers["ana"], browsers["ben"]
    pk = account("ben").pk
    link = link_for(ana, f"{ACCOUNTS}{pk}/link/", {})
    assert ana.post(f"{ACCOUNTS}{pk}/close/").status_code == 303
    assert ben.get("/settings/").status_code == 302
    assert Client().get(link).status_code == 404
    assert not Client().login(username="ben", password=PASSWORD)
    assert ana.post(f"{ACCOUNTS}{pk}/open/").status_code == 303
    assert ben.get("/settings/").status_code == 302
    assert Client().login(username="ben", password=PASSWORD)


@pytest.mark.parametrize(("path", "given"), [("role/", {"role": "member"}), ("close/", {})])
def test_the_last_lead_cannot_be_taken_away(ana: Client, path: str, given: dict[str, str]) -> None:
    answer = ana.post(f"{ACCOUNTS}{account('ana').pk}/{path}", given)
    assert answer.status_code == 422
    assert b"Ana is the only one who leads" in answer.content
    assert (account("ana").role, account("ana").is_active) == ("lead", True)


def test_one_of_two_leads_can_go(ana: Client) -> None:
    Account.objects.filter(username="ben").update(role="lead")
    assert ana.post(f"{ACCOUNTS}{account('ana').pk}/close/").status_code == 303
    assert [one.username for one in Account.objects.filter(role="lead", is_active=True)] == ["ben"]


def test_everything_stands_in_the_audit_log(ana: Client) -> None:
    pk = account("ben").pk
    link_for(ana, f"{ACCOUNTS}invite/", {"name": "Eva", "role": "member", "member": "+"})
    ana.post(f"{ACCOUNTS}{pk}/role/", {"role": "analyst"})
    ana.post(f"{ACCOUNTS}{pk}/close/")
    ana.post(f"{ACCOUNTS}{pk}/open/")
    lines = AuditLine.objects.exclude(what="signed in").order_by("id")
    done = [(one.who, one.what, one.about) for one in lines]
    assert done == [
        ("ana", "link made", "eva"),
        ("ana", "role: analyst", "ben"),
        ("ana", "account closed", "ben"),
        ("ana", "account opened again", "ben"),
    ]


def test_an_account_that_is_not_there_has_no_page(ana: Client) -> None:
    assert ana.get(f"{ACCOUNTS}999999/").status_code == 404
    assert client_of("ana").post(f"{ACCOUNTS}999999/close/").status_code == 404
