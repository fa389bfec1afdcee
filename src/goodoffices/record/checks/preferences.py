"""Preferences that name what is not there, or that state what cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.case.errors import InvalidProposition, Mistake
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue
from goodoffices.case.preference_facts import find_contradictions, unknown_names
from goodoffices.case.preferences import Preference
from goodoffices.record.checks.propositions import placed
from goodoffices.record.folder import Folder, Located


def check_preferences(folder: Folder) -> list[Mistake]:
    """Return a mistake for each thing in `preferences.yaml` that cannot be right."""
    issues = {located.entry.id: located.entry for located in folder.located("issues", Issue)}
    mistakes: list[Mistake] = []
    first: dict[str, str] = {}
    for located in folder.located("preferences", Preference):
        party = located.entry.party
        if party in first:
            message = f"{party} has preferences already: {first[party]}; one entry says all of them"
            mistakes.append(located.mistake("party", message=message, found=located.entry.id))
        first.setdefault(party, located.entry.id)
        mistakes += _of_one(located, issues)
    return mistakes


def _of_one(located: Located[Preference], issues: dict[str, Issue]) -> Iterator[Mistake]:
    findings = unknown_names(located.entry, issues)
    for one in findings or find_contradictions(located.entry, issues):
        yield located.mistake(*one.where, message=one.message, found=one.found, allowed=one.allowed)
    for place, interaction in enumerate(located.entry.interactions):
        try:
            parse(interaction.when, issues)
        except InvalidProposition as error:
            yield placed(located, ("interactions", place, "when"), interaction.when, error)
