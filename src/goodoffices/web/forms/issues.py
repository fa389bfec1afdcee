"""An issue with its options, as somebody types it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django import forms

from goodoffices.case.issues import GapType, Issue, IssueKind, Option, Unsettled
from goodoffices.record.record import Record
from goodoffices.web.forms.entry import IdsField, LinesListField
from goodoffices.web.forms.record_handling import LEVELS, handling_as_typed
from goodoffices.web.forms.record_text import LinesField
from goodoffices.web.forms.rows import RowsForm

KINDS: Final = (
    (IssueKind.CHOICE.value, "choice: options by name"),
    (IssueKind.SCALE.value, "scale: options in an order, the lowest first"),
    (IssueKind.QUANTITY.value, "quantity: whole numbers in a range, no options"),
)
MEANS: Final = "means_"
"""Before the id of a party: what it takes an option to mean."""
HANDLING: Final = ("level", "held_by", "to")
"""The parts of an option that say what may be done with it."""


class IssueForm(RowsForm):
    """An issue: its kind, its range or its options, and what it may leave unsettled."""

    row_word = "Option"
    rows_legend = "Options"
    rows_help = (
        "Of a choice or a scale. An option whose name is emptied is taken out; its id stays as it "
        "is, whatever it is called."
    )
    more_summary = "Clause text, place, what it brings, how parties take it, who may know"
    folds: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "Range of a quantity": ("low", "high", "step", "unit"),
        "What else is known of it": ("also_known_as", "gap", "affects", "cites"),
    }

    title = forms.CharField(label="Name", max_length=300)
    short = forms.CharField(
        label="Short name", required=False, max_length=100, help_text="For running text."
    )
    also_known_as = LinesListField(
        label="Also known as",
        required=False,
        help_text="Other words by which it is found in a report, one a line.",
    )
    kind = forms.ChoiceField(label="Kind", choices=KINDS, initial=KINDS[0][0])
    low = forms.IntegerField(label="Lowest", required=False)
    high = forms.IntegerField(label="Highest", required=False)
    step = forms.IntegerField(label="Step", required=False, min_value=1, initial=1)
    unit = forms.CharField(
        label="Unit", required=False, max_length=100, help_text="Such as day, or vehicle."
    )
    allows = forms.MultipleChoiceField(
        label="May also be",
        required=False,
        choices=[(one.value, one.value.replace("_", " ")) for one in Unsettled],
        widget=forms.CheckboxSelectMultiple,
    )
    gap = forms.ChoiceField(
        label="Kind of gap, where the team says so",
        required=False,
        choices=[("", "not said"), *((one.value, one.value) for one in GapType)],
    )
    affects = LinesListField(
        label="Affects", required=False, help_text="Parties or groups, one a line."
    )
    cites = IdsField(label="Rests on", help_text="Ids of entries, such as s4 r7.")

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        initial: Mapping[str, Any],
        options: Sequence[Option] = (),
    ) -> None:
        self._brought = [(one.id, one.name) for one in seen.undertakings]
        self._brought += [(one.id, one.name) for one in seen.linkages]
        negotiating = {one.id for one in seen.parties if one.is_negotiating}
        heard = negotiating | {party for one in options for party in one.interpretations}
        self._parties = [(one.id, one.name) for one in seen.parties if one.id in heard]
        self._sides = [(one.id, one.name) for one in seen.parties]
        self._members = [(one.id, one.name or one.id) for one in seen.team]
        rows = [option_as_typed(one, place) for place, one in enumerate(options, start=1)]
        super().__init__(data, seen=seen, initial=initial, rows=rows)

    def row_fields(self) -> dict[str, forms.Field]:
        """Return the fields of one option."""
        made: dict[str, forms.Field] = {
            "name": forms.CharField(label="Name", max_length=300),
            "text": LinesField(label="Clause text"),
            "place": forms.IntegerField(
                label="Place among the options",
                min_value=1,
                help_text="Of a scale the lowest stands first.",
                widget=forms.NumberInput(attrs={"class": "short"}),
            ),
            "also_known_as": forms.CharField(
                label="Also known as", max_length=500, help_text="With commas between them."
            ),
            "brings": forms.MultipleChoiceField(
                label="Brings", choices=self._brought, widget=forms.CheckboxSelectMultiple
            ),
            "affects": forms.CharField(
                label="Affects", max_length=500, help_text="With commas between them."
            ),
            "cites": IdsField(label="Rests on"),
            "level": forms.ChoiceField(label="Handling", choices=LEVELS, initial=LEVELS[0][0]),
            "held_by": forms.MultipleChoiceField(
                label="Held by these alone",
                choices=self._members,
                widget=forms.CheckboxSelectMultiple,
            ),
            "to": forms.MultipleChoiceField(
                label="May be conveyed to",
                choices=self._sides,
                widget=forms.CheckboxSelectMultiple,
            ),
        }
        for party, name in self._parties:
            label = f"As {name} takes it"
            made[f"{MEANS}{party}"] = forms.CharField(label=label, max_length=1000)
        if not self._brought:
            del made["brings"]
        return made

    def clean(self) -> dict[str, Any]:
        """Look whether what was typed fits the kind."""
        said = super().clean()
        named = [
            key for key in self.keys if said.get(f"{key}-name") and f"{key}-name" not in self.errors
        ]
        kind = said.get("kind")
        if kind == IssueKind.QUANTITY.value:
            for name in ("low", "high"):
                if said.get(name) is None and name not in self.errors:
                    self.add_error(name, "A quantity needs a lowest and a highest number.")
            if named:
                self.add_error("kind", "A quantity has no options: empty their names.")
        elif kind:
            if not named and not self.errors:
                self.add_error("kind", "A choice or a scale needs an option, such as “none”.")
            for name in ("low", "high", "unit"):
                if said.get(name) not in (None, ""):
                    self.add_error(name, "This belongs to a quantity.")
        return said


def issue_as_typed(one: Issue) -> dict[str, Any]:
    """Return what a form shows of an issue before anybody changes it; its options are rows."""
    return {
        **handling_as_typed(one.handling),
        "title": one.full_name,
        "short": one.short,
        "also_known_as": "\n".join(one.also_known_as),
        "kind": one.kind.value,
        "low": one.low,
        "high": one.high,
        "step": one.step,
        "unit": one.unit,
        "allows": [word.value for word in one.allows],
        "gap": one.gap.value if one.gap is not None else "",
        "affects": "\n".join(one.affects),
        "cites": " ".join(one.cites),
    }


def option_as_typed(one: Option, place: int) -> dict[str, Any]:
    """Return what a form shows of an option before anybody changes it."""
    return {
        "id": one.id,
        "name": one.name,
        "place": place,
        "text": one.text.strip(),
        "also_known_as": ", ".join(one.also_known_as),
        "brings": list(one.brings),
        "affects": ", ".join(one.affects),
        "cites": " ".join(one.cites),
        "level": one.handling.level.value,
        "held_by": list(one.handling.held_by),
        "to": list(one.handling.to),
        **{f"{MEANS}{party}": text.strip() for party, text in one.interpretations.items()},
    }
