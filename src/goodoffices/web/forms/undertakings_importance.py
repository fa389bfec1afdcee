"""What undertakings matter to one party, as somebody types it: an order, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms

from goodoffices.case.undertakings import Importance, Undertaking
from goodoffices.record.record import Record
from goodoffices.web.forms.entry import EntryForm, IdsField
from goodoffices.web.forms.record_handling import handling_as_typed
from goodoffices.web.forms.record_text import LinesField

SIDES: Final = {"does": "Of what it does", "gets": "Of what is done for it"}
"""The two sides of an importance: burdens, and benefits."""


class ImportanceForm(EntryForm):
    """The order in which undertakings matter to a party; what has no place is left open."""

    assumed = forms.BooleanField(
        label="The team assumes this; nobody stated it", required=False, initial=True
    )
    source = LinesField(label="Who says so, or why it is assumed", required=False)
    cites = IdsField(label="Rests on", help_text="Ids of entries, such as s4 r7.")

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        party: str,
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, seen=seen, initial=initial)
        self.weighed = {
            "does": weighed_in(one for one in seen.undertakings if one.responsible == party),
            "gets": weighed_in(one for one in seen.undertakings if party in one.beneficiaries),
        }
        for side, named in self.weighed.items():
            places = [
                (str(n), "first" if n == 1 else f"then, {n}") for n in range(1, len(named) + 1)
            ]
            for reference, name in named.items():
                self.fields[f"{side}-{reference}"] = forms.ChoiceField(
                    label=name, required=False, choices=[("", "left open"), *places]
                )

    def own_fields(self) -> Iterator[forms.BoundField]:
        """Yield the places first, then what they rest on."""
        own = list(super().own_fields())
        yield from (one for one in own if "-" not in one.name)

    def sides(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Yield the places on each side, with its heading."""
        for side, heading in SIDES.items():
            yield heading, [self[f"{side}-{one}"] for one in self.weighed[side]]

    @property
    def said(self) -> dict[str, object]:
        """What was changed; an order takes the place of whatever stood on its side."""
        said = {name: value for name, value in super().said.items() if "-" not in name}
        if self.changed("assumed"):
            said["assumed"] = bool(self.cleaned_data["assumed"])
        for side, named in self.weighed.items():
            if any(self.changed(f"{side}-{one}") for one in named):
                order = self._order(side, list(named))
                said[side] = {"order": order} if order else None
        return said

    def _order(self, side: str, named: Sequence[str]) -> list[object]:
        levels: dict[int, list[str]] = {}
        for one in named:
            place = self.cleaned_data.get(f"{side}-{one}")
            if place:
                levels.setdefault(int(place), []).append(one)
        return [some[0] if len(some) == 1 else some for _, some in sorted(levels.items())]


def weighed_in(undertakings: Iterator[Undertaking]) -> dict[str, str]:
    """Return what can be given a place: undertakings, and groups in them, with their names."""
    found = {}
    for one in undertakings:
        found[one.id] = one.name
        if one.groups:
            found |= {f"{one.id}.{group.id}": f"{one.name}: {group.name}" for group in one.groups}
    return found


def importance_as_typed(one: Importance | None) -> dict[str, Any]:
    """Return what a form shows of an importance before anybody changes it; None for none."""
    if one is None:
        return {}
    places = {
        f"{side}-{reference}": str(place)
        for side, weighing in (("does", one.does), ("gets", one.gets))
        for place, level in enumerate(weighing.order, start=1)
        for reference in level
    }
    return {
        **handling_as_typed(one.handling),
        **places,
        "assumed": one.assumed,
        "source": one.source.strip(),
        "cites": " ".join(one.cites),
    }
