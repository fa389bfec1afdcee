"""What somebody asks of an order for undertakings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from django import forms
from django.http import QueryDict
from pydantic import ValidationError

from goodoffices.case.undertakings import Linkage, Step

LOOSEN: Final = "loosen-"
"""In an address, before a linkage: what becomes of it."""
LEFT_OUT: Final = "-"
"""In the place of a looser form: the linkage is left out. No id is written so."""
MOST_PHASES: Final = 50
MOST_WORDS: Final = 2_000


class PackageForm(forms.Form):
    """For which package: what only other options bring is left out."""

    package = forms.ChoiceField(
        label="Undertakings",
        required=False,
        error_messages={"invalid_choice": "There is no such package."},
    )

    def __init__(self, query: QueryDict, packages: Sequence[tuple[str, str]]) -> None:
        super().__init__(query, label_suffix="")
        package = self.fields["package"]
        assert isinstance(package, forms.ChoiceField)
        package.choices = [("", "all of them, whatever is agreed"), *packages]


class PhasesForm(forms.Form):
    """How many phases, from which day, with which linkages loosened, and what somebody holds."""

    phases = forms.IntegerField(
        label="Phases at most",
        required=False,
        min_value=1,
        max_value=MOST_PHASES,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    day_zero = forms.DateField(
        label="Day zero",
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        help_text="From which days are counted; a calendar needs it.",
        error_messages={"invalid": "Write the day like 2026-12-01."},
    )
    at_most = forms.CharField(
        label="Shortfall at most",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short", "placeholder": "1/3 or 25%"}),
        help_text="Asks which few linkages would have to give way for that.",
    )
    escrow = forms.CharField(
        label="Held until all of it is there",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2, "class": "brief"}),
    )
    curve = forms.BooleanField(label="Show what each number of phases costs", required=False)

    def __init__(
        self, query: QueryDict, linkages: Sequence[Linkage], tranches: Sequence[str]
    ) -> None:
        super().__init__(query, label_suffix="")
        if len(tranches) > 1:
            example = f"{tranches[0]}+{tranches[-1]}=egypt"
            self.fields[
                "escrow"
            ].help_text = f"One a line, tranches joined by + and who holds them, such as: {example}"
        self._linkages = [one.id for one in linkages]
        for one in linkages:
            self.fields[f"{LOOSEN}{one.id}"] = forms.ChoiceField(
                label=one.name,
                required=False,
                choices=[
                    ("", "as on record"),
                    *((each.id, f"looser: {each.name}") for each in one.loosenings),
                    (LEFT_OUT, "left out"),
                ],
                error_messages={"invalid_choice": "There is no such looser form."},
            )

    def clean_at_most(self) -> Fraction | None:
        """Return a share from 0 to 1, or refuse with what is allowed."""
        text = str(self.cleaned_data["at_most"]).strip()
        if not text:
            return None
        try:
            share = Fraction(text.removesuffix("%").strip())
        except (ValueError, ZeroDivisionError):
            share = Fraction(-1)
        if text.endswith("%"):
            share /= 100
        if not 0 <= share <= 1:
            raise forms.ValidationError("Write a share from 0 to 1, such as 1/3 or 25%.")
        return share

    def clean_escrow(self) -> tuple[Step, ...]:
        """Return the joint steps, or refuse what is none."""
        lines = str(self.cleaned_data["escrow"]).splitlines()
        return tuple(_joint(one.strip()) for one in lines if one.strip())

    def linkage_fields(self) -> Iterator[forms.BoundField]:
        """Yield a field for each linkage."""
        for one in self._linkages:
            yield self[f"{LOOSEN}{one}"]

    def loosened(self) -> dict[str, str]:
        """Return the linkages that are loosened, with their looser form, or left out."""
        self.is_valid()
        said = {one: self.cleaned_data.get(f"{LOOSEN}{one}", "") for one in self._linkages}
        return {one: "" if form == LEFT_OUT else form for one, form in said.items() if form}

    def day(self) -> date | None:
        """Return day zero."""
        self.is_valid()
        found: date | None = self.cleaned_data.get("day_zero")
        return found

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return what of it stands in an address."""
        said = ((name, str(self.data.get(name, "")).strip()) for name in self.fields)
        return tuple((name, value) for name, value in said if value)


def _joint(text: str) -> Step:
    does, equals, who = text.partition("=")
    parts = tuple(part.strip() for part in does.split("+"))
    if not (equals and who.strip() and all(parts)):
        raise forms.ValidationError(f"“{text}” is not written as tranche+tranche=who.")
    try:
        return Step(does=parts, held_by=who.strip())
    except ValidationError as error:
        said = f"“{text}” names no tranche: one is written release, release.2 or release.women."
        raise forms.ValidationError(said) from error
