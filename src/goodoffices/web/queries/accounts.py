"""What the pages of accounts show."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from goodoffices.case.parties import Member
from goodoffices.storage.models import Account, AccountRole, Invitation
from goodoffices.web.pages.accounts import AccountPage, AccountRow, AccountsPage, InvitationRow


def accounts_page() -> AccountsPage:
    """Return every account, and every link that was not used."""
    now = timezone.now()
    waiting = Invitation.objects.filter(used_at=None, ends_at__gt=now)
    return AccountsPage(
        title="Accounts",
        accounts=tuple(_row(one) for one in _accounts().order_by("first_name", "username")),
        invitations=tuple(
            InvitationRow(
                member=one.member,
                name=one.name,
                role=AccountRole(one.role).label,
                ends_at=one.ends_at,
                url=reverse("invitation-withdraw", args=[one.pk]),
            )
            for one in waiting
        ),
    )


def account_page(account: Account, *, refusal: str = "") -> AccountPage:
    """Return the page of one account."""
    return AccountPage(title=str(account), account=_row(account), refusal=refusal)


def account_with(number: int) -> Account:
    """Return an account by its number.

    Raises
    ------
    Http404
        Where there is none.
    """
    found = _accounts().filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def free_members(team: tuple[Member, ...]) -> tuple[Member, ...]:
    """Return the members of the team who have no account yet."""
    taken = set(Account.objects.values_list("member", flat=True))
    return tuple(one for one in team if one.id not in taken)


def _accounts() -> QuerySet[Account]:
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    accounts: QuerySet[Account] = Account.objects.select_related("visit")
    return accounts.annotate(has_second_step=Exists(steps))


def _row(account: Account) -> AccountRow:
    visit = getattr(account, "visit", None)
    return AccountRow(
        name=str(account),
        username=account.username,
        member=account.member,
        role=AccountRole(account.role).label,
        last_seen=visit.last_seen_at if visit is not None else account.last_login,
        is_open=account.is_active,
        has_second_step=account.has_second_step,  # type: ignore[attr-defined]
        url=reverse("account", args=[account.pk]),
    )
