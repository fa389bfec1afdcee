"""How allauth is used here: accounts are made by an invitation of the lead, never by signing up."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goodoffices.storage.auditing import note_deed, note_refusal
from goodoffices.storage.models import Account
from goodoffices.web.showing import see_other


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up, and nothing is mailed."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The user name or the password is not right.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """No."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 -- allauth's signature
        """Back to the settings."""
        return reverse("settings")

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        """Say that the account is closed, to who knows its password."""
        reason = "the account is closed"
        note_refusal(user, about="", rule="may sign in", reason=reason)
        messages.error(request, "This account is closed. Ask who leads to open it again.")
        return see_other("account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: there is no network."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's
        """Send nothing: there is no network."""


def note_signing_in() -> None:
    """Write from now on in the audit log who signs in and out, and who could not."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit")
    user_logged_out.connect(_signed_out, dispatch_uid="audit")
    user_login_failed.connect(_could_not, dispatch_uid="audit")
    password_changed.connect(_changed_password, dispatch_uid="audit")
    authenticator_added.connect(_switched_on, dispatch_uid="audit")
    authenticator_removed.connect(_switched_off, dispatch_uid="audit")


def _signed_in(user: Account, **_: object) -> None:
    note_deed(user, "signed in")


def _signed_out(user: Account | None, **_: object) -> None:
    if user is not None:
        note_deed(user, "signed out")


def _could_not(credentials: dict[str, Any], **_: object) -> None:
    # What was typed is not written down: it may be a password in the wrong field.
    named = Account.objects.filter(username__iexact=str(credentials.get("username") or "")).first()
    who = named if named is not None else "nobody known"
    reason = "the password was wrong" if named is not None else "there is no such account"
    note_refusal(who, about="", rule="may sign in", reason=reason)


def _changed_password(user: Account, **_: object) -> None:
    note_deed(user, "password changed")


def _switched_on(user: Account, authenticator: Any, **_: object) -> None:  # noqa: ANN401 -- allauth's
    note_deed(user, "second step on", about=str(authenticator.type))


def _switched_off(user: Account, authenticator: Any, **_: object) -> None:  # noqa: ANN401 -- allauth's
    note_deed(user, "second step off", about=str(authenticator.type))
