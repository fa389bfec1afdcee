"""A source, as somebody types it: a person, an organisation, somebody unnamed, an outlet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from goodoffices.record.entries import Source, SourceKind
from goodoffices.record.record import Record
from goodoffices.web.forms.entry import EntryForm, LinesListField
from goodoffices.web.forms.record_handling import handling_as_typed

KINDS: Final = (
    (SourceKind.PERSON.value, "a person"),
    (SourceKind.ORGANISATION.value, "an organisation"),
    (SourceKind.UNNAMED.value, "somebody unnamed, by description"),
    (SourceKind.OUTLET.value, "an outlet"),
)


class SourceForm(EntryForm):
    """Who else speaks in chains, and where it is printed."""

    kind = forms.ChoiceField(label="What it is", choices=KINDS, widget=forms.RadioSelect)
    description = forms.CharField(
        label="Name, or description",
        max_length=300,
        help_text="Of somebody unnamed: how they are described, such as “an official close to the "
        "talks”.",
    )
    also_known_as = LinesListField(
        label="Also known as",
        required=False,
        help_text="One a line: transliterations, short forms.",
    )
    affiliation = forms.ChoiceField(label="Belongs to", required=False)
    not_the_same_as = forms.MultipleChoiceField(
        label="Not the same as",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Other sources with which it could be mixed up.",
    )

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        initial: Mapping[str, Any],
        source: Source | None = None,
    ) -> None:
        super().__init__(data, seen=seen, initial=initial)
        own = source.id if source is not None else ""
        parties = [(one.id, one.name) for one in seen.parties]
        others = [(one.id, one.description) for one in seen.sources if one.id != own]
        self.choose_from("affiliation", [("", "no party"), *parties])
        self.choose_from("not_the_same_as", others)
        if not others:
            del self.fields["not_the_same_as"]


def source_as_typed(one: Source) -> dict[str, Any]:
    """Return what a form shows of a source before anybody changes it."""
    return {
        **handling_as_typed(one.handling),
        "kind": one.kind.value,
        "description": one.description,
        "also_known_as": "\n".join(one.also_known_as),
        "affiliation": one.affiliation,
        "not_the_same_as": list(one.not_the_same_as),
    }
