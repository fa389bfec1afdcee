"""What somebody wishes of ideas, and what they pick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

from goodoffices.bridging.idea import Wishes
from goodoffices.bridging.package_check import read_option
from goodoffices.case.errors import InvalidProposition, UnknownId
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, Value
from goodoffices.case.propositions import Proposition
from goodoffices.storage.pins import NAME_LENGTH

USUAL_IDEAS: Final = 5
MOST_IDEAS: Final = 9
IDEAS_AT_MOST: Final = "Ideas at most"
MOST_WORDS: Final = 4_000
LONGEST_LIST: Final = 40
"""Numbers up to which a quantity is picked from a list; above, it is typed."""
PICK: Final = "pick-"
"""In an address, before an issue: what is picked for it."""
OPEN: Final = "stays open"


class WishesForm(forms.Form):
    """What holds in every idea, what is preferred, what may be crossed, and how many."""

    fix = forms.CharField(
        label="Holds in every idea",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2, "class": "brief"}),
    )
    prefer = forms.CharField(
        label="Preferred, where what is crossed leaves room",
        required=False,
        max_length=MOST_WORDS,
        help_text="The first one counts first.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "brief"}),
    )
    cross = forms.MultipleChoiceField(
        label="May be crossed, although its holder rules that out",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "A position that was ticked does not stand here."},
    )
    number = forms.IntegerField(
        label=IDEAS_AT_MOST,
        required=False,
        min_value=1,
        max_value=MOST_IDEAS,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def __init__(
        self, query: QueryDict, issues: Mapping[str, Issue], crossable: Sequence[tuple[str, str]]
    ) -> None:
        filled = query.copy()
        if not filled.get("number"):
            filled["number"] = str(USUAL_IDEAS)
        super().__init__(filled, label_suffix="")
        self._issues = issues
        cross = self.fields["cross"]
        assert isinstance(cross, forms.MultipleChoiceField)
        cross.choices = list(crossable)
        example = next(
            (f"{one.id} is {one.values[0]}" for one in issues.values() if one.options), ""
        )
        if example:
            self.fields["fix"].help_text = f"One a line, such as: {example}"

    def clean_fix(self) -> tuple[Proposition, ...]:
        """Return the propositions, or refuse what is none."""
        return self._propositions("fix")

    def clean_prefer(self) -> tuple[Proposition, ...]:
        """Return the propositions, or refuse what is none."""
        return self._propositions("prefer")

    def _propositions(self, name: str) -> tuple[Proposition, ...]:
        lines = [one.strip() for one in self.cleaned_data[name].splitlines() if one.strip()]
        try:
            return tuple(parse(one, self._issues) for one in lines)
        except InvalidProposition as error:
            raise forms.ValidationError(f"{error}.") from error

    def wishes(self) -> Wishes:
        """Return what is wished, without what was filled in wrongly."""
        self.is_valid()
        said = self.cleaned_data
        return Wishes(
            number=said.get("number") or USUAL_IDEAS,
            fixed=said.get("fix", ()),
            preferred=said.get("prefer", ()),
            cross=tuple(said.get("cross", ())),
        )

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return what of it stands in an address; nothing where nothing is wished."""
        query = self.data
        assert isinstance(query, QueryDict)
        number = str(query.get("number", ""))
        said = [
            ("fix", str(query.get("fix", "")).strip()),
            ("prefer", str(query.get("prefer", "")).strip()),
            *(("cross", str(one)) for one in query.getlist("cross")),
            ("number", "" if number == str(USUAL_IDEAS) else number),
        ]
        return tuple((name, value) for name, value in said if value)


class PickForm(forms.Form):
    """An option for each issue; any may stay open."""

    def __init__(self, texts: Mapping[str, str], issues: Mapping[str, Issue]) -> None:
        super().__init__({f"{PICK}{id}": text for id, text in texts.items()}, label_suffix="")
        self._issues = issues
        self.unknown = sum(one not in issues for one in texts)
        for id, issue in issues.items():
            self.fields[f"{PICK}{id}"] = _pick_field(issue)

    def choices(self) -> dict[str, Value]:
        """Return the picks that are there, in the order of the case."""
        self.is_valid()
        found: dict[str, Value] = {}
        for id, issue in self._issues.items():
            text = self.cleaned_data.get(f"{PICK}{id}", "")
            if text:
                try:
                    found[id] = read_option(issue, text)
                except UnknownId as error:
                    self.add_error(f"{PICK}{id}", f"{error}.")
        return found


def _pick_field(issue: Issue) -> forms.Field:
    if len(issue.numbers) > LONGEST_LIST:
        low, high = issue.numbers[0], issue.numbers[-1]
        step = f", in steps of {issue.step}" if issue.step > 1 else ""
        others = "".join(f", or {one}" for one in issue.allows)
        return forms.CharField(
            label=issue.name,
            required=False,
            max_length=40,
            help_text=f"A number from {low} to {high}{step}{others}; empty: {OPEN}.",
            widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        )
    named = [(str(one), issue.option_name(one)) for one in issue.values]
    return forms.ChoiceField(label=issue.name, required=False, choices=[("", OPEN), *named])


def texts_in_query(query: QueryDict) -> dict[str, str]:
    """Return what an address picks, by issue, as it stands there."""
    said: dict[str, Any] = {name: query.get(name) for name in query if name.startswith(PICK)}
    return {name.removeprefix(PICK): str(one) for name, one in said.items() if one}


class PinForm(forms.Form):
    """A name under which somebody keeps a package in sight."""

    name = forms.CharField(
        label="Keep it in sight as",
        max_length=NAME_LENGTH,
        error_messages={"required": "Give it a name, so that you know it again."},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")


class ResearchForm(forms.Form):
    """What research views are asked for beside the frontier."""

    put_to = forms.ChoiceField(label="Packages to put at once to", required=False)
    samples = forms.IntegerField(
        label="Samples",
        min_value=2,
        max_value=100_000,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text="How many ways to fill in what is left open are drawn: 1000 where empty.",
    )

    def __init__(self, query: QueryDict | None, parties: Sequence[tuple[str, str]]) -> None:
        super().__init__(query, label_suffix="")
        put_to = self.fields["put_to"]
        assert isinstance(put_to, forms.ChoiceField)
        put_to.choices = [("", "nobody"), *parties]
