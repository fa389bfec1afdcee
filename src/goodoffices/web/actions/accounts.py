"""What happens to accounts: made, invited, given another role, closed and opened again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from goodoffices.case.errors import NeedsLead
from goodoffices.storage.auditing import note_deed
from goodoffices.storage.models import Account, AccountRole, Invitation
from goodoffices.web.actions.sessions import end_sessions_of
from goodoffices.web.one_time_link import digest_of, new_token

INVITATION_LASTS: Final = timedelta(hours=24)


def make_account(*, name: str, username: str, password: str, role: str, member: str) -> Account:
    """Make an account, and note it in the audit log."""
    made = Account.objects.create_user(
        username=username, password=password, first_name=name, role=role, member=member
    )
    note_deed(made, "account made", about=member)
    return made


def invite(
    member: str, *, name: str, role: str, by: Account, ends_second_step: bool = False
) -> str:
    """Make a link with which a member of the team makes an account, and return its token.

    For a member who has an account, the link sets a new password. Links made for the same
    member before stop working.
    """
    token, now = new_token(), timezone.now()
    with transaction.atomic():
        withdraw_invitations(member)
        Invitation.objects.create(
            digest=digest_of(token),
            role=role,
            member=member,
            name=name,
            made_at=now,
            ends_at=now + INVITATION_LASTS,
            ends_second_step=ends_second_step,
        )
        note_deed(by, "link made", about=member)
    return token


def withdraw_invitations(member: str) -> int:
    """Let the links made for a member work no more, and return how many there were."""
    return Invitation.objects.filter(member=member, used_at=None).delete()[0]


def open_invitation(token: str) -> Invitation | None:
    """Return the invitation that a token opens now, if any."""
    now = timezone.now()
    found = Invitation.objects.filter(digest=digest_of(token), used_at=None, ends_at__gt=now)
    return found.first()


def account_of(invitation: Invitation) -> Account | None:
    """Return the account whose password an invitation sets anew; None where it makes one."""
    return Account.objects.filter(member=invitation.member).first()


def accept_invitation(invitation: Invitation, *, username: str, name: str, password: str) -> bool:
    """Make the account, or set its new password; false where the link was used meanwhile."""
    with transaction.atomic():
        unused = Invitation.objects.filter(pk=invitation.pk, used_at=None)
        if not unused.update(used_at=timezone.now()):
            return False
        account = account_of(invitation)
        if account is None:
            make_account(
                name=name,
                username=username,
                password=password,
                role=invitation.role,
                member=invitation.member,
            )
            return True
        account.set_password(password)
        account.save(update_fields=["password"])
        if invitation.ends_second_step:
            Authenticator.objects.filter(user=account).delete()
        end_sessions_of(account)
        note_deed(account, "password set by link", about=account.member)
    return True


def change_role(account: Account, role: str, *, by: Account) -> None:
    """Give an account another role.

    Raises
    ------
    NeedsLead
        Where nobody would lead any more.
    """
    with transaction.atomic():
        if role != AccountRole.LEAD:
            _require_other_lead(account)
        account.role = role
        account.save(update_fields=["role"])
        note_deed(by, f"role: {role}", about=account.member)


def close_account(account: Account, *, by: Account) -> None:
    """Let somebody sign in no more, and end their sessions and links at once.

    Raises
    ------
    NeedsLead
        Where nobody would lead any more.
    """
    with transaction.atomic():
        _require_other_lead(account)
        account.is_active = False
        account.save(update_fields=["is_active"])
        withdraw_invitations(account.member)
        end_sessions_of(account)
        note_deed(by, "account closed", about=account.member)


def reopen_account(account: Account, *, by: Account) -> None:
    """Let somebody sign in again."""
    account.is_active = True
    account.save(update_fields=["is_active"])
    note_deed(by, "account opened again", about=account.member)


def _require_other_lead(account: Account) -> None:
    leads = Account.objects.select_for_update().filter(role=AccountRole.LEAD, is_active=True)
    if {one.pk for one in leads} == {account.pk}:
        raise NeedsLead(str(account))
