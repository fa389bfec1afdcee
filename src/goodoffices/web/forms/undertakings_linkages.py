"""A linkage, as somebody types it: "X only after Y", and looser forms of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from goodoffices.case.undertakings import Linkage
from goodoffices.record.record import Record
from goodoffices.web.forms.entry import IdsField
from goodoffices.web.forms.record_handling import handling_as_typed
from goodoffices.web.forms.rows import RowsForm
from goodoffices.web.forms.undertakings import references_in


class LinkageForm(RowsForm):
    """What waits for what, who asks for it, and who says that it is done."""

    row_word = "Looser form"
    rows_legend = "Looser forms that somebody could live with"
    rows_help = "No party sees them. One whose name is emptied is taken out."
    front: ClassVar[tuple[str, ...]] = ("name", "step", "after")

    step = forms.ChoiceField(label="This")
    after = forms.ChoiceField(label="Only after this")
    title = forms.CharField(
        label="In words",
        required=False,
        max_length=300,
        help_text="Such as “the second phase only after all are released”.",
    )
    asked_by = forms.ChoiceField(label="Asked by", required=False)
    judge = forms.CharField(
        label="Who says that it is done",
        required=False,
        max_length=200,
        help_text="Left open where nobody is named.",
    )
    cites = IdsField(label="Rests on", help_text="Ids of entries, such as s4 r7.")

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        initial: Mapping[str, Any],
        linkage: Linkage | None = None,
    ) -> None:
        self._references = references_in(seen)
        rows = [
            {"id": one.id, "name": one.name, "step": one.step or "", "after": one.after or ""}
            for one in (linkage.loosenings if linkage is not None else ())
        ]
        super().__init__(data, seen=seen, initial=initial, rows=rows)
        for name in ("step", "after"):
            self.choose_from(name, [("", "choose"), *self._references])
            said = str(initial.get(name, ""))
            self.add_choice(name, said, said)
            for row in rows:
                self.add_choice(f"row-{row['id']}-{name}", row[name], row[name])
        parties = [(one.id, one.name) for one in seen.parties]
        self.choose_from("asked_by", [("", "nobody named"), *parties])

    def row_fields(self) -> dict[str, forms.Field]:
        """Return the fields of one looser form."""
        choices = [("", "as above"), *self._references]
        return {
            "name": forms.CharField(label="In words", max_length=300),
            "step": forms.ChoiceField(label="This instead", choices=choices),
            "after": forms.ChoiceField(label="Only after this instead", choices=choices),
        }

    def clean(self) -> dict[str, Any]:
        """Look whether each looser form says something else than the linkage."""
        said = super().clean()
        for key in self.keys:
            is_same = not said.get(f"{key}-step") and not said.get(f"{key}-after")
            if said.get(f"{key}-name") and is_same:
                self.add_error(f"{key}-after", "A looser form says another step, or another wait.")
        return said


def linkage_as_typed(one: Linkage) -> dict[str, Any]:
    """Return what a form shows of a linkage before anybody changes it."""
    return {
        **handling_as_typed(one.handling),
        "step": one.step,
        "after": one.after,
        "title": one.title,
        "asked_by": one.asked_by,
        "judge": one.judge,
        "cites": " ".join(one.cites),
    }
