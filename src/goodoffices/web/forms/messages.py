"""Messages as somebody types them: asked, conveyed, answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms

from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.web.forms.meetings_choices import day_input, party_choices, speaker_choices
from goodoffices.web.forms.record_filter import LongSelect
from goodoffices.web.forms.record_handling import HandlingForm
from goodoffices.web.forms.record_when import HELP, read_when

FIELDS: Final = ("asked_by", "to_party", "words", "asked_on", "meeting", "reply_owed")
"""The fields of a message; all others of its form say how it is handled."""


def words_field(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """Return a field for words of any length, in any script."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class MessageForm(HandlingForm):
    """Who asks us to tell whom what, and when."""

    asked_by = forms.ChoiceField(label="Asked by")
    to_party = forms.ChoiceField(label="To tell")
    words = words_field("That")
    asked_on = forms.CharField(label="Asked on", help_text=HELP)
    meeting = forms.ChoiceField(label="In which meeting", required=False, widget=LongSelect)
    reply_owed = forms.BooleanField(label="A reply is owed", required=False)
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        initial: Mapping[str, Any],
        is_new: bool = False,
    ) -> None:
        super().__init__(data, seen=seen, initial=dict(initial))
        self._is_new = is_new
        parties = party_choices(seen, nobody="–")
        self.choose_from("asked_by", parties)
        self.choose_from("to_party", parties)
        meetings = [(one.id, f"{one.where or one.id}, {one.held_on}") for one in seen.meetings]
        self.choose_from("meeting", [("", "none"), *meetings])
        speakers = Speakers(seen)
        for name in ("asked_by", "to_party"):  # an organ stays who it is
            value = str(self.initial.get(name, ""))
            self.add_choice(name, value, speakers[value].name)

    def clean_asked_on(self) -> dict[str, str]:
        """Return the day as an entry holds it."""
        return read_when(str(self.cleaned_data["asked_on"]))

    def clean(self) -> dict[str, Any]:
        """Look whether two parties are named."""
        said = super().clean()
        if said.get("asked_by") and said["asked_by"] == said.get("to_party"):
            self.add_error("to_party", "A party asks us to tell another party.")
        return said

    @property
    def said(self) -> dict[str, object]:
        """What was changed, as the fields of an entry; None for what shall stand no more."""
        said = self.cleaned_data
        whole: dict[str, object] = {
            "asked_by": said["asked_by"],
            "to": said["to_party"],
            "words": said["words"],
            "asked_on": said["asked_on"],
            "meeting": said["meeting"] or None,
            "reply_owed": said["reply_owed"] or None,
            "handling": self.handling_of(said),
        }
        own = {"to": "to_party"}
        changed = set(self.changed_data)
        if self._is_new:
            return whole
        if changed - {*FIELDS, "seen_version"}:
            changed.add("handling")
        return {name: value for name, value in whole.items() if own.get(name, name) in changed}


class ConveyedForm(forms.Form):
    """When and in what words a message was passed on, and how it was received."""

    conveyed_on = forms.DateField(label="Conveyed on", widget=day_input())
    conveyed_words = words_field(
        "In what words", help_text="As you said them, not as we were told."
    )
    received = words_field("How it was received", required=False)
    reply_owed = forms.BooleanField(label="A reply is owed", required=False)
    has_leave = forms.BooleanField(
        label="They gave leave to pass these words on",
        required=False,
        help_text="It becomes the handling of the message, with who gave it and when.",
    )
    leave_by = forms.ChoiceField(label="Leave given by", required=False)
    leave_on = forms.DateField(label="Leave given on", required=False, widget=day_input())
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        initial: Mapping[str, Any],
        needs_leave: bool,
    ) -> None:
        super().__init__(data, initial=dict(initial), label_suffix="")
        self.needs_leave = needs_leave
        if not needs_leave:
            for name in ("has_leave", "leave_by", "leave_on"):
                del self.fields[name]
            return
        who = self.fields["leave_by"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = speaker_choices(seen, nobody="–")

    def clean(self) -> dict[str, Any]:
        """Ask for the leave, where the handling allows no passing on."""
        said = super().clean() or {}
        if not self.needs_leave:
            return said
        if not said.get("has_leave"):
            self.add_error("has_leave", "Without their leave these words are not passed on.")
        for name in ("leave_by", "leave_on"):
            if not said.get(name):
                self.add_error(name, "Say who gave the leave, and when.")
        return said

    @property
    def leave(self) -> tuple[str, date] | None:
        """Who gave leave and when; None where none was needed."""
        if not self.needs_leave:
            return None
        return self.cleaned_data["leave_by"], self.cleaned_data["leave_on"]


class ReplyForm(forms.Form):
    """A reply that came: its words, and whether it is to be passed on."""

    came_on = forms.DateField(label="Came on", widget=day_input())
    words = words_field("In their words")
    is_message = forms.BooleanField(
        label="They ask us to pass it on: make it a message back",
        required=False,
        help_text="Otherwise it is noted with how the message was received.",
    )
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, initial: Mapping[str, Any]) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, initial=dict(initial), label_suffix="")
