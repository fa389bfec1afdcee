"""What of the record somebody wants to see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from goodoffices.case.stances import Register, Stance
from goodoffices.record.record import Record

Choices = Sequence[tuple[str, str]]

KIND_NAMES: Final[Choices] = (
    ("statement", "Statements"),
    ("meeting", "Meetings"),
    ("message", "Messages"),
    ("note", "Notes"),
    ("document", "Documents"),
    ("source", "Sources"),
    ("link", "Links"),
    ("round", "Rounds"),
)
ORDERS: Final[Choices] = (("said", "latest said first"), ("recorded", "latest recorded first"))
LONGEST_NAME: Final = 60


def shortened(text: str) -> str:
    """Return a name that is not too long for a list to choose from."""
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 2]} …"


def any_of(choices: Iterable[tuple[str, str]], *, everything: str = "any") -> Choices:
    """Return choices, with one before them that asks nothing."""
    return (("", everything), *choices)


def places_of(seen: Record) -> Choices:
    """Return the documents and meetings to choose from."""
    documents = [(one.id, shortened(one.title or one.id)) for one in seen.documents]
    meetings = [
        (one.id, shortened(f"Meeting in {one.where or one.id}, {one.held_on or 'no day'}"))
        for one in seen.meetings
    ]
    return (*documents, *meetings)


class LongSelect(forms.Select):
    """A list to choose from that may be long: it is set without a template for each choice."""

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 -- Django's signature
        attrs: Mapping[str, Any] | None = None,
        renderer: object = None,  # noqa: ARG002 -- Django's signature
    ) -> SafeString:
        """Return the list as HTML; what it shows is escaped."""
        chosen = {str(one) for one in self.format_value(value)}
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                (one, mark_safe(" selected") if one in chosen else "", text)
                for one, text in self.choices
            ),
        )
        all_ = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(all_), options)


class LongSelectMultiple(LongSelect, forms.SelectMultiple):
    """The same, where several may be chosen."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({**(attrs or {}), "multiple": True})


class RecordFilter(forms.Form):
    """Narrows the list of the record; everything may be left open."""

    q = forms.CharField(
        label="Words",
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text="“in quotes” for words in this order, prison* for how a word begins.",
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=any_of(KIND_NAMES))
    party = forms.ChoiceField(label="Party", required=False)
    issue = forms.ChoiceField(label="Issue", required=False)
    register = forms.ChoiceField(
        label="Register", required=False, choices=any_of((one.value, one.value) for one in Register)
    )
    stance = forms.ChoiceField(
        label="Stance", required=False, choices=any_of((one.value, one.words) for one in Stance)
    )
    place = forms.ChoiceField(label="Document or meeting", required=False, widget=LongSelect)
    since = forms.DateField(
        label="Said since", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label="Said until", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=any_of((("draft", "drafts and links to confirm"), ("recorded", "confirmed"))),
    )
    mine = forms.BooleanField(label="Held by me", required=False)
    sort = forms.ChoiceField(label="Order", required=False, choices=ORDERS)

    def __init__(self, data: Any, *, seen: Record) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data)
        parties = [(one.id, one.name) for one in seen.parties]
        issues = [(one.id, shortened(one.title or one.id)) for one in seen.issues]
        for name, choices in (("party", parties), ("issue", issues), ("place", places_of(seen))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*any_of(choices)]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for and could be read; nothing for what could not."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
