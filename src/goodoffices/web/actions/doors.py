"""What the forms behind one-time links do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from django.contrib.auth import login
from django.http import Http404, HttpRequest

from goodoffices.storage.models import AccountRole, Invitation
from goodoffices.web.actions.accounts import accept_invitation, make_account
from goodoffices.web.actions.members import add_member
from goodoffices.web.one_time_link import THE_LINK
from goodoffices.web.requests import CaseRequest

_BACKEND: Final = "allauth.account.auth_backends.AuthenticationBackend"


def make_first_account(request: HttpRequest, token: str, given: Mapping[str, str]) -> None:
    """Make the lead's account, with the member of the team it stands for, and sign in.

    Raises
    ------
    Http404
        Where the link was used meanwhile.
    InvalidCase, ArchiveBusy, CannotWrite, RecordTampered
        As for `Desk.change`; the link can be used again then.
    """
    if not THE_LINK.use(token):
        raise Http404
    try:
        desk = cast("CaseRequest", request).desk
        member = given["member"] or add_member(
            desk, given["name"], wanted=given["username"], is_mediator=False, by=""
        )
        account = make_account(
            name=given["name"],
            username=given["username"],
            password=given["password"],
            role=AccountRole.LEAD.value,
            member=member,
        )
    except Exception:
        THE_LINK.offer(token)
        raise
    login(request, account, backend=_BACKEND)


def accept(invitation: Invitation, given: Mapping[str, str]) -> None:
    """Make the account of an invitation, or set its new password.

    Raises
    ------
    Http404
        Where the link was used meanwhile.
    """
    is_done = accept_invitation(
        invitation,
        username=given.get("username", ""),
        name=given.get("name", ""),
        password=given["password"],
    )
    if not is_done:
        raise Http404
