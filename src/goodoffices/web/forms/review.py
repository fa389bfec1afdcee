"""Forms of the review: what of a draft is corrected, an option that is new, a report to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from goodoffices.intake.review.editing import Field
from goodoffices.record.record import Record
from goodoffices.web.forms.record_handling import day_field
from goodoffices.web.forms.record_text import LinesField

LARGEST_REPORT: Final = 20_000_000
"""Bytes of a file."""
LONG: Final = frozenset({"words", "proposition", "condition", "in_words"})


class DraftForm(forms.Form):
    """Every field of a draft that a person may change."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, fields: Sequence[Field], version: str) -> None:  # noqa: ANN401 -- as Django has it
        initial = {name_of(one): one.value for one in fields}
        super().__init__(data, initial={**initial, "version": version}, label_suffix="")
        self._fields = tuple(fields)
        for one in fields:
            self.fields[name_of(one)] = _made(one)

    def changes(self) -> list[tuple[str, str]]:
        """Return the fields that say something else now, with what they say."""
        return [
            (one.name, said)
            for one in self._fields
            if (said := str(self.cleaned_data[name_of(one)]).strip()) != one.value
        ]

    def refuse(self, name: str, sentence: str) -> None:
        """Put a mistake beside the field it is about."""
        field = next(name_of(one) for one in self._fields if one.name == name)
        self.add_error(field, sentence)


def name_of(field: Field) -> str:
    """Return how a field of a draft is called in a form: `hop1.grade` as `hop1_grade`."""
    return field.name.replace(".", "_")


def _made(one: Field) -> forms.Field:
    label = one.label[:1].upper() + one.label[1:]
    if one.allowed:
        choices = [("", "none"), *((each, each.replace("_", " ")) for each in one.allowed)]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    if one.name.rpartition(".")[2] in LONG:
        return LinesField(label=label, required=False)
    return forms.CharField(label=label, required=False)


class OptionForm(forms.Form):
    """An option that an issue lacks, for a reading that has no proposition yet."""

    reading = forms.TypedChoiceField(label="For the reading", coerce=int)
    issue = forms.CharField(
        label="Issue",
        help_text="Its id; one that is new is made with the option.",
        widget=forms.TextInput(attrs={"list": "issues", "autocomplete": "off"}),
    )
    id = forms.RegexField(
        label="Id of the option",
        regex=r"^[a-z][a-z0-9_]*$",
        max_length=64,
        error_messages={"invalid": "Small letters, digits and _ alone; a letter first."},
    )
    title = forms.CharField(label="Title of the option", required=False)
    issue_title = forms.CharField(
        label="Title of the issue", required=False, help_text="Where the issue is new."
    )

    def __init__(self, data: Any, *, readings: Sequence[tuple[int, str]], title: str) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, initial={"title": title}, label_suffix="")
        field = self.fields["reading"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(readings)


class ReportForm(forms.Form):
    """A report: a file, or its text; who published it, when, and who may know of it."""

    file = forms.FileField(
        label="File", required=False, help_text="Text, HTML, PDF, a Word document or a mail."
    )
    text = LinesField(
        label="Or its text", required=False, rows=8, strip=False, attrs={"class": "long"}
    )
    name = forms.CharField(
        label="Name of the text",
        required=False,
        help_text="For a text: how the document is called.",
    )
    outlet = forms.CharField(label="Who published it", required=False)
    dated = day_field("When it was published")
    is_public = forms.BooleanField(label="Its words are public", required=False)
    held_by = forms.MultipleChoiceField(
        label="Held by these alone",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody marked: the whole team.",
    )

    def __init__(self, data: Any, files: Any = None, *, seen: Record) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, files, label_suffix="")
        field = self.fields["held_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.id, one.name or one.id) for one in seen.team]

    def clean(self) -> dict[str, Any]:
        """Ask for a file or a text, and for one handling alone."""
        said = super().clean() or {}
        file, text = said.get("file"), str(said.get("text", "")).strip()
        if bool(file) == bool(text) and "file" not in self.errors:
            self.add_error("file", "Choose a file, or give its text: one of the two.")
        if file and file.size > LARGEST_REPORT:
            self.add_error("file", "The file is too large: at most 20 MB are read.")
        if said.get("is_public") and said.get("held_by"):
            self.add_error("held_by", "What is public is held by nobody alone.")
        return said
