"""An entry of the case as somebody types it: only what was changed is written anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Final

from django import forms

from goodoffices.record.record import ENTRY_LISTS, Record
from goodoffices.web.forms.record_handling import HandlingForm
from goodoffices.web.forms.record_text import LinesField

VERSION: Final = "seen_version"


class LinesListField(LinesField):
    """Names or words, one a line."""

    def listed(self, text: str) -> list[str]:
        r"""Return what stands on the lines.

        Examples
        --------
        >>> LinesListField().listed("Rafah\n\n border ")
        ['Rafah', 'border']
        """
        return [one.strip() for one in text.splitlines() if one.strip()]


class IdsField(forms.CharField):
    """Ids of entries, with spaces or commas between them."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(required=False, **more)
        self.widget.attrs["spellcheck"] = "false"

    def listed(self, text: str) -> list[str]:
        """Return the ids.

        Examples
        --------
        >>> IdsField().listed("s1, s2 s1")
        ['s1', 's2']
        """
        return list(dict.fromkeys(text.replace(",", " ").split()))


@dataclass(frozen=True, slots=True)
class Fold:
    """Fields behind a summary; open where one of them says something, or says it wrongly."""

    summary: str
    fields: Sequence[forms.BoundField]

    @property
    def is_open(self) -> bool:
        """Whether there is something to be seen."""
        return any(one.errors or _says_something(one) for one in self.fields)


def _says_something(one: forms.BoundField) -> bool:
    value = one.value()
    return value not in (None, "", [], False) and str(value) != str(one.field.initial)


class EntryForm(HandlingForm):
    """An entry with its handling, and the version that was before somebody's eyes."""

    folds: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Fields that are folded away while they say nothing, by what is written in front of them."""
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, seen: Record, initial: Mapping[str, Any]) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, seen=seen, initial=dict(initial))
        self.seen = seen

    def clean(self) -> dict[str, Any]:
        """Refuse to name what is not among the entries seen, whether or not others hold it."""
        said = super().clean()
        for name, field in self.fields.items():
            named = field.listed(said.get(name) or "") if isinstance(field, IdsField) else []
            unknown = [one for one in named if one not in self._known]
            if unknown:
                self.add_error(name, f"There is no entry “{unknown[0]}” on record.")
        return said

    @cached_property
    def _known(self) -> frozenset[str]:
        return ids_in(self.seen)

    def own_fields(self) -> Iterator[forms.BoundField]:
        """Yield the fields that say what it is, in their order, without those of its handling."""
        folded = {name for names in self.folds.values() for name in names}
        for name, field in self.fields.items():
            is_own = name not in HandlingForm.base_fields and not field.widget.is_hidden
            if is_own and name not in folded:
                yield self[name]

    def folded(self) -> Iterator[Fold]:
        """Yield the fields that are folded away, in groups."""
        for summary, names in self.folds.items():
            yield Fold(summary, [self[name] for name in names])

    def changed(self, name: str) -> bool:
        """Return whether a field says something else than the entry."""
        return name in self.changed_data

    def value(self, name: str) -> object:
        """Return what a field says, as an entry holds it; None for nothing."""
        said, field = self.cleaned_data[name], self.fields[name]
        if isinstance(field, LinesListField | IdsField):
            return field.listed(said) or None
        if said is False or said is None or said in ("", []):
            return None
        return list(said) if isinstance(said, list | tuple) else said

    @property
    def said(self) -> dict[str, object]:
        """What was changed, as the fields of an entry; None for what shall stand no more."""
        names = [one for one in self.fields if one not in HandlingForm.base_fields]
        own = {name: self.value(name) for name in names if name != VERSION and self.changed(name)}
        return {**own, "handling": self.handling_of(self.cleaned_data)}


def ids_in(seen: Record) -> frozenset[str]:
    """Return the ids of all that can be cited in a record: entries, readings, organs, erased."""
    entries = {one.id for name in ENTRY_LISTS if name != "issues" for one in getattr(seen, name)}
    readings = {one.id for statement in seen.statements for one in statement.readings}
    organs = {organ.id for party in seen.parties for organ in party.organs}
    return frozenset(entries | readings | organs | {one.id for one in seen.erased})
