"""A clock or a promise, as somebody types it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from goodoffices.record.entries import NoteKind
from goodoffices.record.record import Record
from goodoffices.web.forms.meetings_choices import party_choices
from goodoffices.web.forms.record_when import HELP, read_when

REAL: Final = {"real": True, "declared": False, "": None}


class DayForm(forms.Form):
    """A clock, with whose it is and whether it is real; or a promise, with to whom."""

    kind = forms.ChoiceField(
        label="What it is",
        widget=forms.RadioSelect,
        choices=[
            (NoteKind.CLOCK.value, "a clock: somebody's deadline"),
            (NoteKind.PROMISE.value, "a promise of ours"),
        ],
    )
    text = forms.CharField(
        label="In words", widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    due = forms.CharField(label="By when", required=False, help_text=HELP)
    party = forms.ChoiceField(label="Whose clock, or to whom promised", required=False)
    whose = forms.CharField(
        label="Who in particular",
        required=False,
        max_length=120,
        help_text="Of a clock: a person or office. Of a promise: who of us gave it.",
    )
    is_real = forms.ChoiceField(
        label="Is the clock real?",
        required=False,
        choices=[
            ("", "not known"),
            ("real", "real: something happens then"),
            ("declared", "declared only"),
        ],
    )
    held_alone = forms.BooleanField(
        label="Hold it alone: nobody else of the team sees it", required=False
    )
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        initial: Mapping[str, Any],
        is_new: bool,
    ) -> None:
        super().__init__(data, initial=dict(initial), label_suffix="")
        party = self.fields["party"]
        assert isinstance(party, forms.ChoiceField)
        party.choices = party_choices(seen, nobody="nobody named")
        if not is_new:
            del self.fields["held_alone"]

    def clean_due(self) -> dict[str, str]:
        """Return the day as an entry holds it."""
        return read_when(str(self.cleaned_data["due"]))

    @property
    def said(self) -> dict[str, object]:
        """What was changed, as the fields of an entry; None for what shall stand no more."""
        names = set(self.changed_data) - {"seen_version", "held_alone"}
        given = {**self.cleaned_data, "is_real": REAL[self.cleaned_data["is_real"]]}
        said = {name: given[name] for name in names}
        return {name: None if value in ("", {}) else value for name, value in said.items()}
