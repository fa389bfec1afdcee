"""What is known of a document beside its words, as somebody types it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from goodoffices.web.forms.record_when import HELP, read_when

PLAIN: Final = ("title", "outlet", "author", "language", "note")


class DocumentForm(forms.Form):
    """The title, the outlet and the date of a document, and how the date is known."""

    title = forms.CharField(label="Title", required=False, max_length=300)
    outlet = forms.CharField(label="Outlet", required=False, max_length=200)
    author = forms.CharField(label="Author", required=False, max_length=200)
    dated = forms.CharField(label="Date", required=False, help_text=HELP)
    is_printed = forms.BooleanField(
        label="The date is printed on it",
        required=False,
        help_text="Unmarked: you set it, and your name stands beside it.",
    )
    basis = forms.CharField(
        label="How the date is known",
        required=False,
        max_length=300,
        help_text="Such as: it names yesterday's vote.",
    )
    language = forms.CharField(
        label="Language",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    note = forms.CharField(
        label="Note of the team", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, initial: Mapping[str, Any]) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, initial=dict(initial), label_suffix="")

    def clean_dated(self) -> dict[str, str]:
        """Return the day as an entry holds it."""
        return read_when(str(self.cleaned_data["dated"]))

    def clean(self) -> dict[str, Any]:
        """Ask how a date is known that is not printed."""
        said = super().clean() or {}
        if said.get("dated") and not said["is_printed"] and not said.get("basis"):
            self.add_error("basis", "Say how the date is known, or that it is printed on it.")
        return said

    def said(self, *, by: str) -> dict[str, object]:
        """Return what was changed, as the fields of an entry; None for what shall stand no more.

        Parameters
        ----------
        by
            Who sets the date, where it is not printed.
        """
        given = self.cleaned_data
        said: dict[str, object] = {
            name: given[name] or None for name in PLAIN if name in self.changed_data
        }
        if {"dated", "basis", "is_printed"} & set(self.changed_data):
            basis = {"basis": given["basis"]} if given["dated"] and given["basis"] else {}
            said["dated"] = {**given["dated"], **basis} or None
            is_set = given["dated"] and not given["is_printed"]
            said["date_set_by"] = by if is_set else None
        return said
