"""An undertaking, as somebody types it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms

from goodoffices.case.undertakings import MOST_TRANCHES, Undertaking
from goodoffices.phasing.naming import tranches_in_words
from goodoffices.record.record import Record
from goodoffices.web.forms.entry import IdsField
from goodoffices.web.forms.record_handling import handling_as_typed
from goodoffices.web.forms.record_text import LinesField
from goodoffices.web.forms.rows import RowsForm

MOST_NAMED_PARTS: Final = 24
"""Tranches of one undertaking that can be chosen one by one."""
_AS_IT_IS: Final = (
    *("short", "responsible", "persons", "tranches", "amount", "smallest", "unit"),
    *("earliest", "due", "days", "verified_by", "verified_in", "reversible"),
)
"""Fields that a form shows as the entry has them."""
Choices = list[tuple[str, Any]]


def references_in(seen: Record, *, besides: str = "") -> Choices:
    """Return what can be waited for, in groups: each undertaking, and its tranches.

    Parameters
    ----------
    besides
        The undertaking that does not wait for itself.
    """
    return [
        (one.name, [(one.id, f"all of it: {one.name}"), *_parts(one)])
        for one in seen.undertakings
        if one.id != besides
    ]


def _parts(one: Undertaking) -> list[tuple[str, str]]:
    if not 1 < len(one.parts) <= MOST_NAMED_PARTS:
        return []
    return [(part, tranches_in_words(one, [part])) for part in one.parts]


def day_number(
    label: str, *, help_text: str = "", initial: int | None = None
) -> forms.IntegerField:
    """Return a field for a number of days."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=help_text,
        initial=initial,
    )


class UndertakingForm(RowsForm):
    """What a party is to do for others, in one tranche or several."""

    row_word = "Group"
    rows_legend = "Groups, where its parts are not alike"
    rows_help = (
        "Persons are named in groups, and no number is put on them. Groups stand instead of "
        "tranches. A group whose name is emptied is taken out."
    )
    folds: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "Tranches: in how many parts": ("tranches", "amount", "smallest", "unit"),
        "Days, and what it waits for": ("after", "earliest", "due", "days"),
        "Who verifies it, and what if it is not done": (
            "verified_by",
            "verified_in",
            "reversible",
            "on_default",
        ),
    }

    title = forms.CharField(label="What is done", max_length=300)
    short = forms.CharField(
        label="Short name", required=False, max_length=100, help_text="For running text."
    )
    responsible = forms.ChoiceField(label="Who is to do it")
    beneficiaries = forms.MultipleChoiceField(
        label="For whom", required=False, widget=forms.CheckboxSelectMultiple
    )
    persons = forms.BooleanField(
        label="It is about persons: it is weighed by order, never by a number", required=False
    )
    tranches = forms.IntegerField(
        label="In how many equal tranches",
        required=False,
        min_value=1,
        max_value=MOST_TRANCHES,
        initial=1,
        help_text="1 where it is done at once.",
    )
    amount = forms.IntegerField(
        label="Or an amount", required=False, min_value=1, help_text="Of what divides, not persons."
    )
    smallest = forms.IntegerField(
        label="Its smallest tranche", required=False, min_value=1, help_text="Divides the amount."
    )
    unit = forms.CharField(label="Unit of the amount", required=False, max_length=100)
    after = forms.MultipleChoiceField(
        label="Only after", required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    earliest = day_number("Not before day", help_text="Days after day zero.", initial=0)
    due = day_number("Due on day", help_text="Where one is agreed.")
    days = day_number("Days that a tranche takes", initial=1)
    verified_by = forms.CharField(label="Verified by", required=False, max_length=200)
    verified_in = day_number("Days until it is verified", initial=0)
    reversible = forms.BooleanField(
        label="It can be taken back when somebody walks away", required=False
    )
    on_default = LinesField(label="What happens where it is not done", required=False)
    cites = IdsField(label="Rests on", help_text="Ids of entries, such as s4 r7.")

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        initial: Mapping[str, Any],
        undertaking: Undertaking | None = None,
    ) -> None:
        groups = undertaking.groups if undertaking is not None else ()
        rows = [{"id": one.id, "name": one.name} for one in groups]
        super().__init__(data, seen=seen, initial=initial, rows=rows)
        parties = [(one.id, one.name) for one in seen.parties]
        own = undertaking.id if undertaking is not None else ""
        self.choose_from("responsible", [("", "choose"), *parties])
        self.choose_from("beneficiaries", parties)
        self.choose_from("after", references_in(seen, besides=own))
        for waited in undertaking.after if undertaking is not None else ():
            self.add_choice("after", waited, waited)

    def row_fields(self) -> dict[str, forms.Field]:
        """Return the fields of one group."""
        return {"name": forms.CharField(label="Name", max_length=300)}

    def clean(self) -> dict[str, Any]:
        """Look whether its parts are said in one way, and fit what it is about."""
        said = super().clean()
        if said.get("persons") and said.get("amount"):
            self.add_error("amount", "Persons are named in groups, and are no amount.")
        if said.get("responsible") and said["responsible"] in (said.get("beneficiaries") or ()):
            self.add_error("beneficiaries", "A party undertakes something for others.")
        return said


def undertaking_as_typed(one: Undertaking) -> dict[str, Any]:
    """Return what a form shows of an undertaking before anybody changes it."""
    return {
        **handling_as_typed(one.handling),
        **{name: getattr(one, name) for name in _AS_IT_IS},
        "title": one.title or one.name,
        "beneficiaries": list(one.beneficiaries),
        "after": list(one.after),
        "on_default": one.on_default.strip(),
        "cites": " ".join(one.cites),
    }
