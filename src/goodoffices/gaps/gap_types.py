"""The type of a gap: quantity and sequence where computed, else what the team says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.diagrams import Node
from goodoffices.case.issues import GapType, IssueKind
from goodoffices.case.positions import Position
from goodoffices.case.propositions import In, issues_of
from goodoffices.gaps.projections import Projections
from goodoffices.gaps.sentences import Sentence, listed, unique


class GapBasis(StrEnum):
    """Where the type of a gap comes from."""

    COMPUTED = "computed"
    TEAM = "team"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class _Side:
    """One party on one issue: the options it admits, and the positions that say so."""

    party: str
    node: Node
    positions: tuple[Position, ...]


def gap_of(
    case: Case, projections: Projections, issue: str, *, is_gap: bool, is_settled: bool
) -> tuple[GapType | None, GapBasis, tuple[Sentence, ...]]:
    """Return the type of the gap on an issue, where it comes from, and the facts behind it.

    Are they apart on how much, or on what comes first? The types that need judgement
    (principle, verification, wording, mandate) are the team's to name.

    Parameters
    ----------
    case : Case
    projections : Projections
        Of the same case.
    issue : str
    is_gap : bool
        Whether positions on it cannot all stand; only then a type is computed.
    is_settled : bool
        Whether it is agreed or there is common ground; then an unnamed type is None.

    Returns
    -------
    tuple of GapType or None, GapBasis, tuple of Sentence
        A fact says what one side holds, never a point between the two.

    Notes
    -----
    *Quantity*: the issue is a quantity and two parties admit no common number.
    *Sequence*: two parties admit no common option, and an option that one of them admits
    brings a linkage: one of the case by its id, or "X after Y" in words; or the options of two
    sides on different issues bring the same linkage in opposite order.

    Source: ours.
    """
    if is_gap:
        sides = _sides(case, projections, issue)
        facts = _quantity_facts(case, projections, issue, sides)
        if facts:
            return GapType.QUANTITY, GapBasis.COMPUTED, facts
        facts = _sequence_facts(case, projections, issue, sides)
        if facts:
            return GapType.SEQUENCE, GapBasis.COMPUTED, facts
    said = case.issues[issue].gap
    if said is not None:
        return said, GapBasis.TEAM, ()
    return (None if is_settled else GapType.UNKNOWN), GapBasis.NONE, ()


def _sides(case: Case, projections: Projections, issue: str) -> list[_Side]:
    """Return each party whose standing positions narrow the issue, in the order of the case."""
    found = []
    for party in case.parties:
        held = tuple(
            one
            for one in case.positions
            if party in one.holders
            and issue in one.issues
            and projections.narrows(one.proposition, issue)
        )
        if held:
            node = projections.all_on([one.proposition for one in held], issue)
            found.append(_Side(party, node, held))
    return found


def _apart(projections: Projections, sides: Sequence[_Side]) -> Iterator[tuple[_Side, _Side]]:
    """Yield the pairs of parties that admit no option in common."""
    diagrams = projections.diagrams
    for one, other in combinations(sides, 2):
        if diagrams.is_false(diagrams.conjoin(one.node, other.node)):
            yield one, other


def _cites(side: _Side) -> tuple[str, ...]:
    """The statements of the positions, and of what widened them."""
    forms = [form for one in side.positions for form in one.forms]
    widened = [each.statement for form in forms for each in form.relaxed_by]
    stated = [statement for one in side.positions for statement in one.statements]
    return unique([*stated, *widened])


def _under_condition(side: _Side, issue: str) -> str:
    """Say that a widened position goes so far only under a condition on other issues."""
    conditions = [
        permission.condition
        for one in side.positions
        for form in one.forms
        for permission in form.relaxed_by
        if permission.condition is not None
    ]
    is_conditional = any(set(issues_of(one)) - {issue} for one in conditions)
    return ", at the widest and under a condition" if is_conditional else ""


# ---------------------------------------------------------------------------- quantity


def _quantity_facts(
    case: Case, projections: Projections, issue: str, sides: Sequence[_Side]
) -> tuple[Sentence, ...]:
    """Say the range of each party that shares no number with another."""
    if case.issues[issue].kind is not IssueKind.QUANTITY:
        return ()
    numbered = [one for one in sides if projections.remainder(one.node, issue).low is not None]
    parted = unique(side.party for pair in _apart(projections, numbered) for side in pair)
    return tuple(
        Sentence(
            f"{case.parties[side.party].name}: {projections.remainder(side.node, issue)}"
            f"{_under_condition(side, issue)}",
            _cites(side),
        )
        for side in numbered
        if side.party in parted
    )


# ---------------------------------------------------------------------------- sequence

_LINKAGE: Final = re.compile(r"(?P<one>.+?) (?:only )?(?P<order>after|before) (?P<other>.+)")


def linkage(text: str) -> tuple[str, str] | None:
    """Return (earlier, later) where what an option brings says an order; None where it does not.

    Examples
    --------
    >>> linkage("withdrawal only after exchange")
    ('exchange', 'withdrawal')
    >>> linkage("exchange_before_withdrawal")
    ('exchange', 'withdrawal')
    >>> linkage("monitors") is None
    True
    """
    found = _LINKAGE.fullmatch(_in_words(text))
    if found is None:
        return None
    one, other = found["one"].strip(), found["other"].strip()
    return (other, one) if found["order"] == "after" else (one, other)


def _in_words(text: str) -> str:
    return text.replace("_", " ").strip()


def _orders(case: Case, text: str) -> tuple[str, tuple[str, str]] | None:
    """Return what an option brings in words and its order: of the linkage it names, or its own."""
    for one in case.linkages:
        if one.id == text.strip():
            return one.title or _in_words(one.name), (_in_words(one.after), _in_words(one.step))
    order = linkage(text)
    return None if order is None else (_in_words(text), order)


@dataclass(frozen=True, slots=True)
class _Brought:
    """An option that a side admits, and the order that it brings."""

    side: _Side
    issue: str
    option: str
    text: str
    order: tuple[str, str]


def _brought(
    case: Case, projections: Projections, issue: str, sides: Sequence[_Side]
) -> list[_Brought]:
    """Return the orders that the options which the sides admit bring with them."""
    diagrams = projections.diagrams
    return [
        _Brought(side, issue, option.id, *order)
        for side in sides
        for option in case.issues[issue].options
        for text in option.brings
        if (order := _orders(case, text)) is not None
        if not diagrams.is_false(diagrams.conjoin(side.node, diagrams.of(In(issue, (option.id,)))))
    ]


def _sequence_facts(
    case: Case, projections: Projections, issue: str, sides: Sequence[_Side]
) -> tuple[Sentence, ...]:
    """Say which orders the options of two sides bring, where they are about order at all."""
    here = _brought(case, projections, issue, sides)
    if not here:
        return ()
    parted = {side.party for pair in _apart(projections, sides) for side in pair}
    found = [one for one in here if one.side.party in parted]
    elsewhere = [
        other
        for name in case.issues
        if name != issue
        for other in _brought(case, projections, name, _sides(case, projections, name))
    ]
    for one in here:
        for other in elsewhere:
            if one.side.party != other.side.party and one.order == other.order[::-1]:
                found += [one, other]
    return tuple(
        Sentence(_order_in_words(case, parties, shown), _all_cites(found, shown))
        for shown in dict.fromkeys((one.issue, one.option, one.text) for one in found)
        for parties in [
            unique(one.side.party for one in found if (one.issue, one.option, one.text) == shown)
        ]
    )


def _order_in_words(case: Case, parties: Sequence[str], shown: tuple[str, str, str]) -> str:
    issue, option, text = shown
    names = listed(case.parties[one].name for one in parties)
    return f"{names}: “{case.issues[issue].option_name(option)}” brings {text}"


def _all_cites(found: Sequence[_Brought], shown: tuple[str, str, str]) -> tuple[str, ...]:
    return unique(
        statement
        for one in found
        if (one.issue, one.option, one.text) == shown
        for statement in _cites(one.side)
    )
