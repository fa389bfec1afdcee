"""The state of each issue as a table, with the kind of gap and what is left."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.case.case import Case
from goodoffices.case.issues import GapType
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Section, Sentence
from goodoffices.figures.figure import Table
from goodoffices.gaps.states import IssueState


def state_section(states: Sequence[IssueState], case: Case, labels: Labels) -> Section:
    """Return where the parties stand on each issue, as a table and the facts behind it."""
    rows = tuple(
        (
            case.issues[one.issue].full_name,
            one.state.words,
            gap_in_words(one),
            labels.listed([each for each in one.positions if _is_labelled(each, labels)]) or "–",
            one.left,
            ", ".join(case.parties[party].name for party in one.silent) or "–",
        )
        for one in states
    )
    head = ("Issue", "State", "Kind of gap", "Positions", "Left on this issue alone", "Not heard")
    return Section(
        id="states",
        title="Issue by issue",
        sentences=tuple(
            Sentence(f"{case.issues[one.issue].name}. {fact.text}", fact.cites)
            for one in states
            for fact in one.facts
        ),
        tables=(Table("The state of each issue under the leading readings", head, rows),),
    )


def gap_in_words(state: IssueState) -> str:
    """Return the kind of gap, and whether it was computed or is the team's word."""
    if state.gap is None:
        return "–"
    if state.gap is GapType.UNKNOWN:
        return "not known"
    return f"{state.gap.value} ({state.gap_basis.value.replace('_', ' ')})"


def _is_labelled(position: str, labels: Labels) -> bool:
    try:
        labels[position]
    except KeyError:
        return False
    return True
