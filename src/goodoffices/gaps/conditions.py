"""Conditions of which nobody is named who judges whether they are met."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.case.case import Case
from goodoffices.case.grammar import parse, words
from goodoffices.case.propositions import In, Proposition, issues_of
from goodoffices.gaps.holdings import is_offer_that_counts, readings_behind, readings_in_use
from goodoffices.gaps.sentences import SHORT, issue_names, unique


@dataclass(frozen=True, slots=True)
class OpenCondition:
    """A condition without a judge: its short name, who set it, and what hangs on it."""

    name: str
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    statements: tuple[str, ...]
    positions: tuple[str, ...]


def conditions_without_judge(case: Case) -> tuple[OpenCondition, ...]:
    """Return the conditions of readings in use whose judge is unknown, equal ones once.

    Parameters
    ----------
    case : Case

    Returns
    -------
    tuple of OpenCondition
        In the order of the record, one for each text of a condition.
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    for passage, reading in readings_in_use(case):
        counts = reading.stance.makes_position or is_offer_that_counts(reading)
        if counts and reading.condition and not reading.condition_judge:
            entry = (reading.party, passage.statement, reading.id)
            found.setdefault(reading.condition, []).append(entry)
    return tuple(_open(case, parse(text, case.issues), entries) for text, entries in found.items())


def _open(case: Case, condition: Proposition, entries: list[tuple[str, str, str]]) -> OpenCondition:
    behind = {reading for _, _, reading in entries}
    return OpenCondition(
        name=_name(case, condition),
        parties=unique(party for party, _, _ in entries),
        issues=issues_of(condition),
        statements=unique(statement for _, statement, _ in entries),
        positions=tuple(
            one.id for one in (*case.positions, *case.lighter) if behind & set(readings_behind(one))
        ),
    )


def _name(case: Case, condition: Proposition) -> str:
    """Name a condition shortly: one option by its title, a long one by its issues."""
    if isinstance(condition, In) and len(condition.options) == 1:
        issue = case.issues[condition.issue]
        return f"“{issue.option_name(condition.options[0])}” ({issue.name})"
    said = words(condition, case.issues)
    if len(said) <= SHORT:
        return f"“{said}”"
    return f"the condition on {issue_names(case.issues, issues_of(condition))}"
