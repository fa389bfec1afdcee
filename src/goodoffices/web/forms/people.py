"""A party with its organs, as somebody types it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from goodoffices.case.parties import Party, Role

SPARE: Final = 2
"""Empty rows for organs beside those there are."""
PARTS: Final = ("name", "kind", "also", "binds")


@dataclass(frozen=True, slots=True)
class TypedOrgan:
    """An organ as typed: of one that is new the id is empty, of one taken out the name."""

    id: str
    name: str
    fields: Mapping[str, object]
    """What was changed; None for what shall stand no more."""


class PartyForm(forms.Form):
    """A party: its names, its roles, its organs and whom they bind."""

    name = forms.CharField(label="Name", max_length=200)
    also_known_as = forms.CharField(
        label="Other names",
        required=False,
        help_text="Contested names, transliterations, short forms: one a line.",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        required=False,
        choices=[(one.value, one.value.replace("_", " ")) for one in Role],
        widget=forms.CheckboxSelectMultiple,
    )
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        party: Party | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        organs = [(one.id, one.name) for one in party.organs] if party is not None else []
        self.count = len(organs) + SPARE
        for number in range(1, self.count + 1):
            self.fields.update(_organ_fields(number, organs))

    def organ_rows(self) -> Iterator[tuple[int, forms.BoundField, list[forms.BoundField]]]:
        """Yield the fields of each organ, with the hidden one of its id."""
        for number in range(1, self.count + 1):
            fields = [self[f"organ{number}_{part}"] for part in PARTS]
            yield number, self[f"organ{number}_id"], fields

    def clean(self) -> dict[str, Any]:
        """Look whether a new organ has a name."""
        said = super().clean() or {}
        for number in range(1, self.count + 1):
            row = {part: said.get(f"organ{number}_{part}") for part in PARTS}
            if any(row.values()) and not row["name"] and not self._id(number):
                self.add_error(f"organ{number}_name", "An organ needs a name.")
        return said

    @property
    def said(self) -> dict[str, object]:
        """What was changed of the party itself; None for what shall stand no more."""
        changed: dict[str, object] = {}
        if "name" in self.changed_data:
            changed["name"] = self.cleaned_data["name"]
        if "also_known_as" in self.changed_data:
            lines = str(self.cleaned_data["also_known_as"]).splitlines()
            changed["also_known_as"] = [one.strip() for one in lines if one.strip()] or None
        if "roles" in self.changed_data:
            changed["roles"] = list(self.cleaned_data["roles"]) or None
        return changed

    @property
    def organs(self) -> tuple[TypedOrgan, ...]:
        """The organs that were changed, added, or taken out."""
        return tuple(self._typed_organs())

    def _typed_organs(self) -> Iterator[TypedOrgan]:
        for number in range(1, self.count + 1):
            changed = {p for p in PARTS if f"organ{number}_{p}" in self.changed_data}
            name = str(self.cleaned_data[f"organ{number}_name"])
            if not changed or not (name or self._id(number)):
                continue
            also = str(self.cleaned_data[f"organ{number}_also"])
            fields: dict[str, object] = {
                "name": name,
                "kind": self.cleaned_data[f"organ{number}_kind"] or None,
                "also_known_as": [one.strip() for one in also.split(",") if one.strip()] or None,
                "binds": list(self.cleaned_data[f"organ{number}_binds"]) or None,
            }
            named = {"also": "also_known_as"}
            kept = {named.get(part, part) for part in changed}
            yield TypedOrgan(
                self._id(number), name, {one: fields[one] for one in fields if one in kept}
            )

    def _id(self, number: int) -> str:
        """The id of an organ there is; what a browser sends for it is not asked."""
        return str(self.initial.get(f"organ{number}_id", ""))


def _organ_fields(number: int, others: list[tuple[str, str]]) -> dict[str, forms.Field]:
    binds = forms.MultipleChoiceField(
        label="Binds the conduct of",
        required=False,
        choices=others,
        widget=forms.CheckboxSelectMultiple,
    )
    return {
        f"organ{number}_id": forms.CharField(required=False, widget=forms.HiddenInput),
        f"organ{number}_name": forms.CharField(label="Name", required=False, max_length=200),
        f"organ{number}_kind": forms.CharField(
            label="What it is", required=False, max_length=100, help_text=""
        ),
        f"organ{number}_also": forms.CharField(label="Other names", required=False, max_length=400),
        f"organ{number}_binds": binds,
    }
