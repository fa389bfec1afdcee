"""Rules, norms and instruments as invoked, as somebody types them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from goodoffices.case.limits import Instrument, Norm, Rule
from goodoffices.record.record import Record
from goodoffices.web.forms.entry import EntryForm, IdsField
from goodoffices.web.forms.record_handling import handling_as_typed
from goodoffices.web.forms.record_reading import HELP, read_proposition
from goodoffices.web.forms.record_text import LinesField

Limit = Rule | Norm | Instrument
RESTS_ON: Final = "Ids of entries, such as s4 r7."


def proposition_field(*, is_required: bool) -> forms.CharField:
    """Return a field for a proposition, with the help that readings have."""
    attributes = {"spellcheck": "false"}
    return forms.CharField(
        label="Proposition",
        required=is_required,
        help_text=HELP,
        widget=forms.TextInput(attrs=attributes),
    )


class RuleForm(EntryForm):
    """A rule: a link between issues that holds whoever agrees."""

    title = forms.CharField(label="Title", max_length=300)
    proposition = proposition_field(is_required=True)
    cites = IdsField(label="Rests on", help_text=RESTS_ON)

    def clean_proposition(self) -> str:
        """Return the proposition as it is written, or say where it cannot be read."""
        issues = {issue.id: issue for issue in self.seen.issues}
        return read_proposition(str(self.cleaned_data["proposition"]), issues)


class NormForm(RuleForm):
    """A norm: law or principle that no package may cross."""

    source = forms.CharField(
        label="Source", max_length=300, help_text="The law or principle, with its article."
    )
    field_order = ("title", "proposition", "source", "cites")


class InstrumentForm(RuleForm):
    """An earlier treaty, law or resolution that a party invokes."""

    proposition = proposition_field(is_required=False)
    clause = LinesField(label="Clause", required=False)
    invoked_by = forms.ChoiceField(label="Invoked by")
    contested_by = forms.MultipleChoiceField(
        label="Contested by", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason_for = IdsField(
        label="A reason for",
        help_text="Ids of readings, such as r5, where it stands for no position of its own.",
    )
    field_order = (
        "title",
        "clause",
        "invoked_by",
        "contested_by",
        "proposition",
        "reason_for",
        "cites",
    )

    def __init__(self, data: Any, *, seen: Record, initial: Mapping[str, Any]) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, seen=seen, initial=initial)
        parties = [(one.id, one.name) for one in seen.parties]
        self.choose_from("invoked_by", [("", "choose"), *parties])
        self.choose_from("contested_by", parties)

    def clean_reason_for(self) -> str:
        """Look whether these are readings."""
        typed = str(self.cleaned_data["reason_for"])
        readings = {one.id for statement in self.seen.statements for one in statement.readings}
        unknown = [one for one in IdsField().listed(typed) if one not in readings]
        if unknown:
            raise forms.ValidationError(f"There is no reading “{unknown[0]}” on record.")
        return typed


FORMS: Final[Mapping[str, type[RuleForm]]] = {
    "rule": RuleForm,
    "norm": NormForm,
    "instrument": InstrumentForm,
}
"""The form of each kind of limit."""


def limit_as_typed(one: Limit) -> dict[str, Any]:
    """Return what a form shows of a limit before anybody changes it."""
    typed: dict[str, Any] = {
        **handling_as_typed(one.handling),
        "title": one.title,
        "proposition": " ".join(one.proposition.split()),
        "cites": " ".join(one.cites),
    }
    if isinstance(one, Norm):
        typed["source"] = one.source
    if isinstance(one, Instrument):
        typed |= {
            "clause": one.clause.strip(),
            "invoked_by": one.invoked_by,
            "contested_by": list(one.contested_by),
            "reason_for": " ".join(one.reason_for),
        }
    return typed
