"""Since when changes are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django import forms
from django.http import QueryDict

VISIT: Final = "visit"
"""Since the last visit of whoever asks."""


class SinceForm(forms.Form):
    """A round, a mark or my last visit, or else a day."""

    since = forms.ChoiceField(
        label="What changed since",
        required=False,
        error_messages={"invalid_choice": "There is no such round or mark, or no end of it."},
    )
    since_day = forms.DateField(
        label="or since a day",
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day like 2024-08-28."},
    )

    def __init__(self, query: QueryDict, named: Sequence[tuple[str, str]]) -> None:
        super().__init__(query, label_suffix="")
        since = self.fields["since"]
        assert isinstance(since, forms.ChoiceField)
        since.choices = [("", "do not compare"), *named]

    def asked(self) -> str:
        """Return since when: a name, or a day; empty where nothing is to be compared."""
        self.is_valid()
        day = self.cleaned_data.get("since_day")
        return str(day or self.cleaned_data.get("since", ""))
