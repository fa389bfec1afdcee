"""Forms of accounts: who one is, in which role, and a password."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from goodoffices.case.parties import Member
from goodoffices.storage.models import Account, AccountRole

NEW_MEMBER: Final = "+"
"""Chosen where somebody is not yet in the team of the case; no id is written so."""
_USERNAME: Final = re.compile(r"[a-z][a-z0-9_.-]*")


def _new_password(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def _is_team_member(team: Sequence[Member]) -> forms.ChoiceField:
    choices = [(NEW_MEMBER, "somebody new in the team")]
    choices += [(one.id, f"{one.name or one.id} ({one.id})") for one in team]
    return forms.TypedChoiceField(
        label="Who that is in the team of the case",
        choices=choices,
        coerce=lambda chosen: "" if chosen == NEW_MEMBER else chosen,
        help_text="Entries can be held by a member of the team alone.",
    )


class PasswordForm(forms.Form):
    """A password, twice."""

    password = _new_password("Password")
    again = _new_password("The same once more")

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self._account = account
        self.fields[
            "password"
        ].help_text = (
            "At least 12 characters; four or five words that nobody would guess are long enough."
        )

    def clean(self) -> dict[str, Any]:
        """Look whether both are the same, and whether it is long enough and not common."""
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if not password:
            return cleaned
        if password != cleaned.get("again"):
            self.add_error("again", "The two are not the same.")
        try:
            validate_password(password, self.account_to_be())
        except ValidationError as error:
            self.add_error("password", error)
        return cleaned

    def account_to_be(self) -> Account:
        """Return the account as it would be, which the password must not resemble."""
        return self._account or Account()


class AccountForm(PasswordForm):
    """A name, a user name and a password, for a new account."""

    name = forms.CharField(
        label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    username = forms.CharField(
        label="User name",
        max_length=60,
        help_text="For signing in: letters, digits, and . _ - between them.",
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    field_order = ("name", "member", "username", "password", "again")

    def clean_username(self) -> str:
        """Return it in small letters, where nobody has it."""
        username = str(self.cleaned_data["username"]).lower()
        if not _USERNAME.fullmatch(username):
            raise ValidationError("It begins with a letter, and has a-z, 0-9, . _ - only.")
        if Account.objects.filter(username__iexact=username).exists():
            raise ValidationError("Somebody has this user name already.")
        return username

    def account_to_be(self) -> Account:
        """Return the account as it would be."""
        data = self.cleaned_data
        return Account(username=data.get("username", ""), first_name=data.get("name", ""))


class FirstAccountForm(AccountForm):
    """The lead's account: also who that is in the team of the case."""

    def __init__(self, *args: Any, team: Sequence[Member], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self.fields["member"] = _is_team_member(team)
        self.order_fields(self.field_order)


class InvitationForm(forms.Form):
    """Whom the lead invites, and in which role."""

    name = forms.CharField(label="Name", max_length=150, required=False)
    role = forms.ChoiceField(label="Role", choices=AccountRole.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, team: Sequence[Member], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **kwargs)
        self.fields["member"] = _is_team_member(team)
        self.fields["name"].help_text = "Of somebody new in the team."
        self.fields["role"].initial = AccountRole.MEMBER.value
        self.order_fields(("member", "name", "role"))

    def clean(self) -> dict[str, Any]:
        """Look whether somebody is named."""
        cleaned = super().clean() or {}
        if not cleaned.get("member") and not cleaned.get("name"):
            self.add_error("name", "Say who it is: a member of the team, or a name.")
        return cleaned


class RoleForm(forms.Form):
    """The role of an account."""

    role = forms.ChoiceField(label="Role", choices=AccountRole.choices, widget=forms.RadioSelect)


class NewLinkForm(forms.Form):
    """A new link for who lost a password."""

    ends_second_step = forms.BooleanField(
        label="The telephone is lost too: switch the second step off",
        required=False,
    )
