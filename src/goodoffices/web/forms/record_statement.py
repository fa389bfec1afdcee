"""A statement as somebody types it: its words, where they stand, through whom they came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django import forms

from goodoffices.case.rounds import Channel
from goodoffices.record.entries import EVERYONE, TEAM, UNKNOWN, Capacity, Statement
from goodoffices.record.record import Record
from goodoffices.record.speakers import UNDISCLOSED, Speakers
from goodoffices.web.forms.record_filter import LongSelect, places_of
from goodoffices.web.forms.record_handling import HandlingForm, handling_as_typed
from goodoffices.web.forms.record_text import LinesField
from goodoffices.web.forms.record_when import HELP, read_when, written_when
from goodoffices.web.queries.record.wording import CREDIBILITY, RELIABILITY

HOPS: Final = 5
"""Steps of a chain that a form has room for; a longer chain gets more."""
PARTS: Final = ("speaker", "capacity", "to", "channel", "grade")
HEARERS: Final = ((TEAM, "us, the team"), (EVERYONE, "the public"), (UNKNOWN, "not known"))
GRADES: Final = tuple(
    (
        f"Source {letter}: {source}",
        tuple(
            (f"{letter}{digit}", f"{letter}{digit}: {how}") for digit, how in CREDIBILITY.items()
        ),
    )
    for letter, source in RELIABILITY.items()
)


class MetadataForm(HandlingForm):
    """What is known of a statement beside its words: when, through whom, what may be done."""

    said_on = forms.CharField(label="Said on", required=False, help_text=HELP)
    said_basis = forms.CharField(
        label="How this day is known",
        required=False,
        help_text="Where it is not printed beside the words.",
    )
    language = forms.CharField(
        label="Language",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    translation = LinesField(label="Translation", required=False, rows=3)
    note = LinesField(label="Note of the team", required=False)
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, seen: Record, initial: dict[str, Any], hops: int) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, seen=seen, initial=initial)
        named = _names(seen)
        for number in range(1, max(HOPS, hops + 1) + 1):
            self._add_hop(number, named)

    def _add_hop(self, number: int, named: list[tuple[str, Any]]) -> None:
        chosen: dict[str, list[tuple[str, Any]]] = {
            "speaker": [("", "nobody"), *named],
            "capacity": [(one.value, one.value) for one in Capacity],
            "to": [*HEARERS, *named],
            "channel": [(one.value, one.value) for one in Channel],
            "grade": [("", "not graded"), *GRADES],
        }
        labels = ("Who", "In what capacity", "Told to", "Channel", "Grade")
        for part, label in zip(PARTS, labels, strict=True):
            name = f"hop{number}_{part}"
            default = UNKNOWN if part in {"capacity", "to", "channel"} else ""
            self.initial.setdefault(name, default)
            field = forms.ChoiceField(label=label, required=False, choices=chosen[part])
            self.fields[name] = field
            if self.initial[name] == UNDISCLOSED:
                self.add_choice(name, UNDISCLOSED, "a source not disclosed to you: leave as it is")

    def hops(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """Yield the fields of each step of the chain, with its number."""
        number = 1
        while f"hop{number}_speaker" in self.fields:
            yield number, [self[f"hop{number}_{part}"] for part in PARTS]
            number += 1

    def hops_at_hand(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Return the steps that are filled in, and one more."""
        return [one for one in self.hops() if one[0] <= self._filled() + 1]

    def hops_beyond(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Return the steps that a longer chain would need."""
        return [one for one in self.hops() if one[0] > self._filled() + 1]

    def _filled(self) -> int:
        return max((number for number, fields in self.hops() if fields[0].value()), default=0)

    def clean_said_on(self) -> dict[str, str]:
        """Return the day as an entry holds it."""
        return read_when(str(self.cleaned_data["said_on"]))

    @property
    def said(self) -> dict[str, object]:
        """What was typed, as the fields of an entry; None for what shall stand no more."""
        said = self.cleaned_data
        when = dict(said["said_on"])
        before = self.initial.get("when")
        if when and "unresolved" not in when and before is not None and before.unresolved:
            when["unresolved"] = before.unresolved  # the words stay beside the day given for them
        if when and said["said_basis"].strip():
            when["basis"] = said["said_basis"].strip()
        return {
            "said_on": when or None,
            "language": said["language"].strip() or None,
            "translation": said["translation"].strip() or None,
            "note": said["note"].strip() or None,
            "chain": self._chain() or None,
            "handling": self.handling_of(said),
        }

    def _chain(self) -> list[dict[str, object]]:
        chain = []
        for number, _ in self.hops():
            hop = {part: self.cleaned_data.get(f"hop{number}_{part}", "") for part in PARTS}
            if hop["speaker"]:
                chain.append(
                    {
                        part: value
                        for part, value in hop.items()
                        if value and (value != UNKNOWN or part == "to")
                    }
                )
        return chain


class StatementForm(MetadataForm):
    """A new statement."""

    words = LinesField(
        label="Words",
        rows=5,
        attrs={"class": "long"},
        help_text="As they were said or stand in the document.",
    )
    place = forms.ChoiceField(
        label="Document or meeting",
        required=False,
        widget=LongSelect,
        help_text="In a document the words are looked for and marked.",
    )

    def __init__(self, data: Any, *, seen: Record, initial: dict[str, Any], hops: int = 0) -> None:  # noqa: ANN401 -- as Django has it
        super().__init__(data, seen=seen, initial=initial, hops=hops)
        self._seen = seen
        self.choose_from("place", [("", "neither"), *places_of(seen)])

    def clean(self) -> dict[str, Any]:
        """Look whether the words stand in the document."""
        said = super().clean()
        text = self._seen.texts.get(said.get("place", ""))
        if text is not None and said.get("words") and said["words"] not in text:
            title = dict(places_of(self._seen))[said["place"]]
            self.add_error(
                "words", f"These words do not stand in “{title}”: copy them as they stand there."
            )
        return said

    @property
    def said(self) -> dict[str, object]:
        """What was typed, as the fields of an entry."""
        words, place = self.cleaned_data["words"], self.cleaned_data["place"]
        found: dict[str, object] = {"words": words, **super().said}
        if any(one.id == place for one in self._seen.documents):
            found["document"] = place
            at = self._seen.texts.get(place, "").find(words)
            if at >= 0:
                found["span"] = {"start": at, "end": at + len(words)}
        elif place:
            found["meeting"] = place
        return found


def metadata_as_typed(one: Statement) -> dict[str, Any]:
    """Return what a form shows of a statement before anybody changes it."""
    typed: dict[str, Any] = {
        **handling_as_typed(one.handling),
        "when": one.said_on,
        "said_on": written_when(one.said_on),
        "said_basis": one.said_on.basis if one.said_on is not None else "",
        "language": one.language,
        "translation": one.translation,
        "note": one.note,
    }
    for number, hop in enumerate(one.chain, start=1):
        for part in PARTS:
            typed[f"hop{number}_{part}"] = getattr(hop, part) or ""
    return typed


def _names(seen: Record) -> list[tuple[str, Any]]:
    """Who may stand in a chain, in groups: parties with their organs, then sources."""
    speakers = Speakers(seen)
    parties = [
        (one, speakers[one].name)
        for party in seen.parties
        for one in (party.id, *(organ.id for organ in party.organs))
    ]
    return [("Parties", parties), ("Sources", [(s.id, s.description) for s in seen.sources])]
