"""Pages of accounts: the list, one of them, an invitation, and the two doors that make one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in the list."""

    name: str
    username: str
    member: str
    role: str
    last_seen: datetime | None
    is_open: bool
    has_second_step: bool
    url: str


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A link that was not used yet."""

    member: str
    name: str
    role: str
    ends_at: datetime
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage(WebPage):
    """Who may sign in, in which role."""

    template: ClassVar[str] = "accounts.html"
    accounts: tuple[AccountRow, ...]
    invitations: tuple[InvitationRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage(WebPage):
    """One account, and what the lead can do with it."""

    template: ClassVar[str] = "account.html"
    account: AccountRow
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePage(WebPage):
    """Whom to invite."""

    template: ClassVar[str] = "account_invite.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage(WebPage):
    """A link that was just made; it is shown this once."""

    template: ClassVar[str] = "account_link.html"
    name: str
    link: str
    sets_password: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPage(WebPage):
    """The page that a one-time link opens: an account is made, or a password is set."""

    template: ClassVar[str] = "door.html"
    said: tuple[str, ...]
    button: str

    @property
    def label(self) -> str:
        """Nothing of the case is on it."""
        return ""
