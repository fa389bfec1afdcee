"""A mark, as somebody types it."""

from __future__ import annotations

from django import forms


class MarkForm(forms.Form):
    """A name for now, to ask later what changed since."""

    name = forms.CharField(
        label="Name of the mark",
        max_length=60,
        help_text="It stays readable for ever: write no words told in confidence.",
    )
