"""What is done with an entry: linked, erased."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from goodoffices.case.yaml_plain import explain_no_text
from goodoffices.record.entries import LinkKind

LINKS: Final = (
    (LinkKind.SUPERSEDES.value, "supersedes: it was said in the place of the other"),
    (LinkKind.REPEATS.value, "repeats: it says the same once more"),
    (LinkKind.CONTRADICTS.value, "contradicts: the two accounts differ"),
)


class LinkForm(forms.Form):
    """How one statement stands to another."""

    kind = forms.ChoiceField(label="This statement", choices=LINKS, widget=forms.RadioSelect)
    other = forms.CharField(
        label="The other statement",
        help_text="Its id, as it stands in the record: s14.",
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    why = forms.CharField(label="Why", required=False)

    def __init__(self, data: Any, *, statement: str, known: frozenset[str]) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, label_suffix="")
        self._statement, self._known = statement, known

    def clean_other(self) -> str:
        """Return the other statement, where there is one that may be seen."""
        other = str(self.cleaned_data["other"]).strip()
        if other not in self._known:
            raise forms.ValidationError(f"There is no statement “{other}” on record.")
        if other == self._statement:
            raise forms.ValidationError("A statement is not linked to itself.")
        return other


class EraseForm(forms.Form):
    """Why an entry's content is destroyed."""

    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="It stays on record with the day and your name. Do not repeat the words in it.",
    )

    def clean_reason(self) -> str:
        """Return the reason, which is written in a file, in which control characters cannot be."""
        reason = str(self.cleaned_data["reason"])
        refusal = explain_no_text(reason)
        if refusal:
            raise forms.ValidationError(f"{refusal[0].upper()}{refusal[1:]}.")
        return reason
