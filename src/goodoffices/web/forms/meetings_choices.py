"""Who can be chosen in forms: parties with their organs, sources, and parties alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.web.forms.record_filter import shortened

Choices = list[tuple[str, Any]]


def speaker_choices(seen: Record, *, nobody: str) -> Choices:
    """Return who may have said something, in groups, with one before them that names nobody."""
    speakers = Speakers(seen)
    sides = [
        (one, speakers[one].name)
        for party in seen.parties
        for one in (party.id, *(organ.id for organ in party.organs))
    ]
    sources = [(one.id, shortened(one.description)) for one in seen.sources]
    groups: Sequence[tuple[str, Choices]] = (("Parties", sides), ("Sources", sources))
    return [("", nobody), *((name, choices) for name, choices in groups if choices)]


def party_choices(seen: Record, *, nobody: str) -> Choices:
    """Return the parties, with a choice before them that names none."""
    return [("", nobody), *((one.id, one.name) for one in seen.parties)]


def day_input(**attributes: str) -> forms.DateInput:
    """Return a field in which a day is picked or typed."""
    return forms.DateInput(
        attrs={"type": "date", "class": "short", **attributes}, format="%Y-%m-%d"
    )
