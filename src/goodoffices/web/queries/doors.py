"""What the pages behind one-time links show."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from goodoffices.case.parties import Member
from goodoffices.record.visibility import THE_TEAM
from goodoffices.storage.models import Account, AccountRole, Invitation
from goodoffices.web.pages.accounts import DoorPage
from goodoffices.web.requests import CaseRequest


def team_of(request: HttpRequest) -> tuple[Member, ...]:
    """Return the team of the case, as all of it may see it."""
    return cast("CaseRequest", request).desk.seen_by(THE_TEAM).team


def first_run_page(request: HttpRequest) -> DoorPage:
    """Return the page that makes the lead's account."""
    title = cast("CaseRequest", request).desk.seen_by(THE_TEAM).title
    return DoorPage(
        title="Make your account",
        said=(
            f"You lead the case “{title}” on this machine. Your account can invite others.",
            "Keep the password safe: while nobody else leads, nobody can give you a new one.",
        ),
        button="Make the account",
    )


def invitation_page(invitation: Invitation, account: Account | None) -> DoorPage:
    """Return the page that makes an account, or sets the password of one."""
    if account is not None:
        return DoorPage(
            title="Set a new password",
            said=(f"For {account}, whose user name is {account.username}.",),
            button="Set it",
        )
    role = AccountRole(invitation.role).label.lower()
    return DoorPage(
        title="Make your account",
        said=(f"You were invited to a case on this machine; your role is: {role}.",),
        button="Make the account",
    )
