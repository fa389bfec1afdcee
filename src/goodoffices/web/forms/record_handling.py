"""What may be done with an entry, as a part of several forms."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from pydantic import ValidationError

from goodoffices.case.handling import Consent, Handling, HandlingLevel
from goodoffices.record.record import Record

LEVELS: Final = (
    (HandlingLevel.IN_CONFIDENCE.value, "in confidence"),
    (HandlingLevel.WITHOUT_ATTRIBUTION.value, "may be used without attribution"),
    (HandlingLevel.MAY_BE_CONVEYED.value, "may be conveyed to the parties named"),
    (HandlingLevel.DEPOSIT.value, "a deposit, conveyed against a match"),
    (HandlingLevel.PUBLIC.value, "public"),
)
CONSENTS: Final = tuple((one.value, one.value.replace("_", " ")) for one in Consent)


def day_field(label: str) -> forms.DateField:
    """Return a field for a day that may be left open."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )


class HandlingForm(forms.Form):
    """Who may see an entry, and what may be done with it."""

    level = forms.ChoiceField(label="Handling", choices=LEVELS, initial=LEVELS[0][0])
    held_by = forms.MultipleChoiceField(
        label="Held by these alone",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody marked: the whole team.",
    )
    to = forms.MultipleChoiceField(
        label="May be conveyed to", required=False, widget=forms.CheckboxSelectMultiple
    )
    given_by = forms.ChoiceField(label="Given by", required=False)
    given_on = day_field("Given on")
    until = day_field("Until")
    consent = forms.ChoiceField(label="Consent of the originator", choices=CONSENTS)

    def __init__(self, data: Any, *, seen: Record, initial: dict[str, Any]) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, initial=initial, label_suffix="")
        parties = [(one.id, one.name) for one in seen.parties]
        sources = [(one.id, one.description) for one in seen.sources]
        self.choose_from("held_by", [(one.id, one.name or one.id) for one in seen.team])
        self.choose_from("to", parties)
        self.choose_from("given_by", [("", "not said"), *parties, *sources])
        given_by = initial.get("given_by", "")
        self.add_choice("given_by", str(given_by), str(given_by))

    def choose_from(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Give a field its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def add_choice(self, name: str, value: str, label: str) -> None:
        """Add what an entry says already and nobody would be offered, so that it can stay."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        if value and not field.valid_value(value):
            field.choices = [*field.choices, (value, label)]  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Refuse a handling that contradicts itself."""
        said = super().clean() or {}
        try:
            Handling.model_validate(self.handling_of(said))
        except ValidationError as error:
            for one in error.errors():
                self.add_error("level", one["msg"].removeprefix("Value error, "))
        return said

    @staticmethod
    def handling_of(said: dict[str, Any]) -> dict[str, object]:
        """Return the handling as an entry holds it; what says nothing is left out."""
        handling: dict[str, object] = {"level": said.get("level") or LEVELS[0][0]}
        for name in ("held_by", "to"):
            if said.get(name):
                handling[name] = list(said[name])
        for name in ("given_on", "until"):
            if said.get(name):
                handling[name] = said[name].isoformat()
        if said.get("given_by"):
            handling["given_by"] = said["given_by"]
        if said.get("consent") not in {None, "", Consent.GIVEN.value}:
            handling["consent"] = said["consent"]
        return handling


def handling_as_typed(handling: Handling) -> dict[str, Any]:
    """Return what a form shows of a handling before anybody changes it."""
    return {
        "level": handling.level.value,
        "held_by": list(handling.held_by),
        "to": list(handling.to),
        "given_by": handling.given_by,
        "given_on": handling.given_on,
        "until": handling.until,
        "consent": handling.consent.value,
    }
