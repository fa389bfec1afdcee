"""The forms of the gallery: invented, some come back with errors."""

from __future__ import annotations

from typing import Any

from django import forms

REGISTERS = [("confided", "Told to us alone"), ("public", "Said to everyone")]


class Note(forms.Form):
    """A meeting note."""

    day = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}), label="Day"
    )
    place = forms.CharField(label="Where", required=False)
    said = forms.CharField(
        label="What was said",
        help_text="In their words where you have them. One point to a line.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    register = forms.ChoiceField(
        label="In what way we know it", widget=forms.RadioSelect, choices=REGISTERS
    )
    party = forms.ChoiceField(
        label="Who", choices=[("", "Choose"), ("n", "Northern Council")], help_text="A party."
    )
    asked_to_convey = forms.BooleanField(label="They asked us to pass it on", required=False)
    promised = forms.CharField(label="What we promised", required=False)


class View(forms.Form):
    """What a view shows."""

    day = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}), label="As of", required=False
    )
    register = forms.ChoiceField(label="Register", choices=[("", "every"), *REGISTERS])


class Login(forms.Form):
    """Who signs in."""

    login = forms.CharField(label="Name")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)


class Code(forms.Form):
    """One code."""

    code = forms.CharField(label="Code")


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(label="Reason", help_text="It stays in the record.")


def sample_forms() -> dict[str, Any]:
    """Return the forms by name."""
    secret = Code()
    secret.secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # type: ignore[attr-defined]  # noqa: S105 -- invented
    return {
        "note": Note({"place": "Geneva, at the hotel"}),
        "view": View(),
        "login": Login({"login": "mara"}),
        "code": Code(),
        "secret": secret,
        "reason": Reason(),
    }
