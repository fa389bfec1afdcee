"""Taking an entry out of the case, as somebody agrees to it."""

from __future__ import annotations

from django import forms


class RemovalForm(forms.Form):
    """The version that was before somebody's eyes."""

    seen_version = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": "Look at it again, then take it out."}
    )
