"""A meeting note as somebody types it, and what they say when it is read back to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict

from goodoffices.case.rounds import Channel
from goodoffices.record.entries import LinkKind
from goodoffices.record.meeting_note import Asked, MeetingNote, Promised, Said
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.web.forms.meetings_choices import day_input, party_choices, speaker_choices

ROWS: Final[Mapping[str, int]] = {"said": 2, "asked": 1, "promised": 1}
"""The parts of a note that have rows, and how many there are at first."""
MOST_ROWS: Final = 60
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "said": ("speaker", "new", "side", "words"),
    "asked": ("by", "to", "words"),
    "promised": ("to", "text", "due"),
}
MAY_BE_OPEN: Final = frozenset(
    {
        ("said", "speaker"),
        ("said", "new"),
        ("said", "side"),
        ("promised", "to"),
        ("promised", "due"),
    }
)
"""Parts of a row that may be left open."""
NOTHING: Final = "Write down something that was said, asked to convey, or promised."


class MeetingNoteForm(forms.Form):
    """Who was there, where and when; what was said, asked to convey, and promised."""

    where = forms.CharField(label="Where", required=False, max_length=200)
    held_on = forms.DateField(label="When", widget=day_input())
    channel = forms.ChoiceField(label="How you met", choices=[(c.value, c.value) for c in Channel])
    round = forms.ChoiceField(label="Round", required=False)
    present = forms.MultipleChoiceField(
        label="Who was there", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label="Others who were there",
        required=False,
        max_length=500,
        help_text="Names, with commas between them.",
    )
    held_alone = forms.BooleanField(
        label="Hold all of it alone: nobody else of the team sees it", required=False
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 -- as Django has it
        *,
        seen: Record,
        initial: Mapping[str, Any] | None = None,
        rows: Mapping[str, int] = ROWS,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.rows = rows if data is None else _rows_in(data)
        speakers = Speakers(seen)
        self._on_record = {speakers[one].name.casefold() for one in speakers.ids()}
        sides = [
            (one, speakers[one].name)
            for party in seen.parties
            for one in (party.id, *(organ.id for organ in party.organs))
        ]
        rounds = [("", "none"), *((one.id, one.name) for one in seen.rounds)]
        for name, choices in (("present", sides), ("round", rounds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for part, count in self.rows.items():
            for number in range(1, count + 1):
                self.fields.update(_row(part, number, seen))

    @classmethod
    def with_one_more(cls, sent: QueryDict, part: str, *, seen: Record) -> MeetingNoteForm:
        """Return the form as it was typed, with one more row in a part; nothing is judged yet."""
        rows = dict(_rows_in(sent))
        rows[part] = min(rows[part] + 1, MOST_ROWS)
        typed: dict[str, Any] = {name: sent[name] for name in sent}
        typed["present"] = sent.getlist("present")
        form = cls(seen=seen, initial=typed, rows=rows)
        form.fields[f"{part}{rows[part]}_{PARTS[part][0]}"].widget.attrs["data-focus"] = ""
        return form

    def said_rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Return the rows of what was said."""
        return self._bound("said")

    def asked_rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Return the rows of what we were asked to convey."""
        return self._bound("asked")

    def promised_rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Return the rows of what we promised."""
        return self._bound("promised")

    def _bound(self, part: str) -> list[tuple[int, list[forms.BoundField]]]:
        return [
            (number, [self[f"{part}{number}_{name}"] for name in PARTS[part]])
            for number in range(1, self.rows[part] + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Look whether each row is whole, and whether there is any."""
        said = super().clean() or {}
        for part in ROWS:
            for number, row in self._filled(part):
                for name in PARTS[part]:
                    if not row[name] and (part, name) not in MAY_BE_OPEN:
                        self.add_error(f"{part}{number}_{name}", "This is missing in the row.")
                if part == "said":
                    self._look_who_spoke(number, row)
                if part == "asked" and row["by"] and row["by"] == row["to"]:
                    self.add_error(f"{part}{number}_to", "A party asks us to tell another party.")
        if not self.errors and not any(True for part in ROWS for _ in self._filled(part)):
            raise forms.ValidationError(NOTHING)
        return said

    def _look_who_spoke(self, number: int, row: Mapping[str, Any]) -> None:
        """Look whether one is named in a row, and whether who is new is not on record."""
        if not row["speaker"] and not row["new"]:
            self.add_error(f"said{number}_speaker", "This is missing in the row.")
        if row["speaker"] and row["new"]:
            self.add_error(f"said{number}_new", "Choose who it was or name somebody new, not both.")
        if row["new"] and row["new"].casefold() in self._on_record:
            self.add_error(f"said{number}_new", "Somebody of this name is on record: choose them.")

    def _filled(self, part: str) -> Iterator[tuple[int, dict[str, Any]]]:
        for number in range(1, self.rows[part] + 1):
            row = {name: self.cleaned_data.get(f"{part}{number}_{name}") for name in PARTS[part]}
            is_wrong = any(f"{part}{number}_{name}" in self.errors for name in PARTS[part])
            if any(row.values()) and not is_wrong:
                yield number, row

    @property
    def note(self) -> MeetingNote:
        """The note that was typed."""
        given = self.cleaned_data
        said = list(self._filled("said"))
        others = [one.strip() for one in given["others"].split(",") if one.strip()]
        return MeetingNote(
            where=given["where"],
            held_on=given["held_on"],
            present=tuple(dict.fromkeys([*given["present"], *others])),
            channel=given["channel"],
            round=given["round"],
            said=[Said(row["speaker"] or row["new"], row["words"]) for _, row in said],
            asked=[Asked(row["by"], row["to"], row["words"]) for _, row in self._filled("asked")],
            promised=[
                Promised(row["to"], row["text"], row["due"]) for _, row in self._filled("promised")
            ],
        )

    @property
    def newcomers(self) -> dict[str, str]:
        """Those who spoke and are not on record, by name, with the party they belong to."""
        rows = [row for _, row in self._filled("said") if not row["speaker"]]
        return {row["new"]: row["side"] for row in rows}


def _rows_in(sent: Mapping[str, Any]) -> dict[str, int]:
    """How many rows each part had in what was sent."""
    found = {}
    for part, least in ROWS.items():
        count = str(sent.get(f"{part}_rows", ""))
        found[part] = min(int(count), MOST_ROWS) if count.isdecimal() and len(count) < 4 else least
    return found


def _row(part: str, number: int, seen: Record) -> dict[str, forms.Field]:
    words = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    made: dict[str, forms.Field]
    if part == "said":
        made = {
            "speaker": forms.ChoiceField(label="Who", choices=speaker_choices(seen, nobody="–")),
            "new": forms.CharField(label="Somebody new, by name", max_length=200),
            "side": forms.ChoiceField(
                label="Belongs to", choices=party_choices(seen, nobody="no party, or not known")
            ),
            "words": forms.CharField(label="Said, in their words", widget=words),
        }
    elif part == "asked":
        made = {
            "by": forms.ChoiceField(label="Asked by", choices=party_choices(seen, nobody="–")),
            "to": forms.ChoiceField(label="To tell", choices=party_choices(seen, nobody="–")),
            "words": forms.CharField(label="That", widget=words),
        }
    else:
        made = {
            "to": forms.ChoiceField(
                label="To whom", choices=speaker_choices(seen, nobody="nobody named")
            ),
            "text": forms.CharField(label="We promised", widget=words),
            "due": forms.DateField(label="By when", widget=day_input()),
        }
    for field in made.values():
        field.required = False
    return {f"{part}{number}_{name}": field for name, field in made.items()}


ANSWERS: Final = (
    (LinkKind.REPEATS.value, "They confirm it"),
    (LinkKind.SUPERSEDES.value, "They correct it: the words below are said in its place"),
    (LinkKind.CONTRADICTS.value, "They dispute it: the accounts differ"),
)


class AnswerForm(forms.Form):
    """What somebody says when a sentence is read back to them."""

    kind = forms.ChoiceField(label="What they say", choices=ANSWERS, widget=forms.RadioSelect)
    words = forms.CharField(
        label="In their words",
        required=False,
        help_text="Of a correction: the sentence as it should stand. Of a dispute: what they say.",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    who = forms.ChoiceField(label="Who says so")
    said_on = forms.DateField(label="When", widget=day_input())
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, seen: Record, initial: Mapping[str, Any]) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, initial=dict(initial), label_suffix="")
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = speaker_choices(seen, nobody="–")

    def clean(self) -> dict[str, Any]:
        """Look whether a correction or a dispute says something."""
        said = super().clean() or {}
        kind = said.get("kind")
        if kind and kind != LinkKind.REPEATS.value and not said.get("words"):
            self.add_error("words", "Write down what they say.")
        return said

    @property
    def day(self) -> date:
        """The day on which they say so."""
        day: date = self.cleaned_data["said_on"]
        return day

    @property
    def said(self) -> str:
        """Their words; empty where they confirm the sentence and say no more."""
        return str(self.cleaned_data["words"])
