"""A round and its delegations, as somebody types them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from django import forms

from goodoffices.case.rounds import Channel, Outcome
from goodoffices.record.record import Record
from goodoffices.web.forms.record_filter import LongSelectMultiple, shortened
from goodoffices.web.forms.record_when import HELP, read_when

SETTLES: Final = "settles"
REFERS: Final = "refers"
MANDATES: Final = (("", "not said"), (SETTLES, "may settle it"), (REFERS, "refers it"))


class RoundForm(forms.Form):
    """A round: where, when, how; what was tabled; how it ended, and why as reported."""

    title = forms.CharField(label="Title", required=False, max_length=200)
    venue = forms.CharField(label="Venue", required=False, max_length=200)
    held_on = forms.CharField(label="When", required=False, help_text=HELP)
    channel = forms.ChoiceField(label="Channel", choices=[(c.value, c.value) for c in Channel])
    documents_tabled = forms.MultipleChoiceField(
        label="Documents tabled",
        required=False,
        widget=LongSelectMultiple({"size": 5}),
    )
    outcome = forms.ChoiceField(
        label="How it ended", choices=[(o.value, o.value.replace("_", " ")) for o in Outcome]
    )
    cause = forms.CharField(
        label="The statement that reports why",
        required=False,
        max_length=80,
        help_text="Its id in the record, such as s9: why a round ended is somebody's account.",
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        statements: Collection[str],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial), label_suffix="")
        self._statements = statements
        documents = self.fields["documents_tabled"]
        assert isinstance(documents, forms.ChoiceField)
        documents.choices = [(one.id, shortened(one.title or one.id)) for one in seen.documents]

    def clean_held_on(self) -> dict[str, str]:
        """Return the day as an entry holds it."""
        return read_when(str(self.cleaned_data["held_on"]))

    def clean_cause(self) -> str:
        """Look whether there is such a statement."""
        cause = str(self.cleaned_data["cause"]).strip()
        if cause and cause not in self._statements:
            raise forms.ValidationError(f"There is no statement “{cause}”.")
        return cause

    def clean(self) -> dict[str, Any]:
        """Look whether the round can be told from others."""
        said = super().clean() or {}
        if not (said.get("title") or said.get("venue")):
            self.add_error("title", "A round needs a title or a venue.")
        return said

    @property
    def said(self) -> dict[str, object]:
        """What was changed, as the fields of an entry; None for what shall stand no more."""
        names = [name for name in self.changed_data if name != "seen_version"]
        return {name: self.cleaned_data[name] or None for name in names}


class DelegationForm(forms.Form):
    """Whom a party sent to a round, and what they may settle."""

    members = forms.CharField(
        label="Members",
        required=False,
        help_text="One a line.",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    level = forms.CharField(label="Level", required=False, max_length=200)
    is_known = forms.BooleanField(
        label="The mandate is known",
        required=False,
        help_text="Unmarked: nobody has told us what they may settle. Marked, with no issue "
        "below: they may settle nothing.",
    )
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, seen: Record, initial: Mapping[str, Any]) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, initial=dict(initial), label_suffix="")
        self._issues = [(one.id, one.name) for one in seen.issues]
        for issue, name in self._issues:
            self.fields[f"mandate_{issue}"] = forms.ChoiceField(
                label=name, required=False, choices=MANDATES
            )
            self.fields[f"whom_{issue}"] = forms.CharField(
                label=f"{name}: to whom", required=False, max_length=200
            )

    def mandates(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """Yield each issue with what they may do with it, and to whom they refer it."""
        for issue, name in self._issues:
            yield name, self[f"mandate_{issue}"], self[f"whom_{issue}"]

    def clean(self) -> dict[str, Any]:
        """Look whether it is said to whom an issue is referred, and whether that fits."""
        said = super().clean() or {}
        settles = any(said.get(f"mandate_{issue}") == SETTLES for issue, _ in self._issues)
        for issue, _ in self._issues:
            refers = said.get(f"mandate_{issue}") == REFERS
            if refers and not said.get(f"whom_{issue}"):
                self.add_error(f"whom_{issue}", "Say to whom it is referred.")
            if said.get(f"whom_{issue}") and not refers:
                self.add_error(f"mandate_{issue}", "Whom it is referred to is named: is it?")
        if settles and not said.get("is_known"):
            self.add_error("is_known", "An issue that they may settle is marked: mark this too.")
        return said

    @property
    def said(self) -> dict[str, object]:
        """The delegation as typed; None for what shall stand no more."""
        given = self.cleaned_data
        lines = str(given["members"]).splitlines()
        settles = [one for one, _ in self._issues if given[f"mandate_{one}"] == SETTLES]
        refers = {
            one: given[f"whom_{one}"]
            for one, _ in self._issues
            if given[f"mandate_{one}"] == REFERS
        }
        return {
            "members": [one.strip() for one in lines if one.strip()] or None,
            "level": given["level"] or None,
            "may_settle": settles if given["is_known"] else None,
            "refers": refers or None,
        }
