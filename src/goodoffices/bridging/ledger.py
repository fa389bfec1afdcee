"""The ledger of an idea: what it keeps and crosses of each party's positions, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goodoffices.bridging.idea import Idea, Weighed
from goodoffices.bridging.partial import Setting
from goodoffices.case.case import Case
from goodoffices.case.domains import domains_of
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, IssueKind, Value
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Atom, Sum, atoms
from goodoffices.case.stances import Stance


@dataclass(frozen=True, slots=True)
class Distance:
    """How far an idea is from what a position asks, on one issue, all else being as in the idea.

    Attributes
    ----------
    issue, nearest
        The issue, and the nearest option on it that the position asks for.
    amount
        Of a quantity the difference in its unit; of a scale the number of steps.
    """

    issue: str
    nearest: Value
    amount: int


@dataclass(frozen=True, slots=True)
class Line:
    """One position of one party, and whether an idea keeps it.

    `statements` are the words it rests on, those that widen it included; `distances` say by
    how much it is crossed where options have an order.
    """

    party: str
    position: str
    strength: Stance
    is_kept: bool
    statements: tuple[str, ...]
    distances: tuple[Distance, ...] = ()


def draw_up_ledger(idea: Idea, weighed: Weighed, case: Case) -> tuple[Line, ...]:
    """Return what an idea keeps and crosses, party by party, with the statements concerned.

    A mediator asks: who would have to move, on which words of theirs, and how far? The lines
    are not added up, and one party's are not set against another's.

    Parameters
    ----------
    idea : Idea
    weighed : Weighed
        One of the idea's, made under the same readings as `case`.
    case : Case

    Returns
    -------
    tuple of Line
        Parties in the order of the case; the positions in theirs. A shared position has a
        line for each holder.

    Notes
    -----
    Source: ours; design, section 4, point 3.
    """
    lines, places = [], places_in(case)
    for party in case.parties:
        for position in case.positions:
            if party not in position.holders:
                continue
            is_kept = position.id not in weighed.crossed
            distances = (
                () if is_kept else measure_distances(position, idea.partial.settled, case.issues)
            )
            lines.append(
                Line(
                    party,
                    position.id,
                    position.strength[party],
                    is_kept,
                    rests_on(position, places),
                    distances,
                )
            )
    return tuple(lines)


def places_in(case: Case) -> Mapping[str, int]:
    """Return at which place of the record each passage stands."""
    return {one: place for place, one in enumerate(case.passages)}


def rests_on(position: Position, places: Mapping[str, int]) -> tuple[str, ...]:
    """Return the statements that a position rests on, those that widen it included.

    Parameters
    ----------
    places
        Of passages in the record; what is not among them is left out.
    """
    found = set(position.statements)
    found |= {one.statement for form in position.forms for one in form.relaxed_by}
    return tuple(sorted((one for one in found if one in places), key=places.__getitem__))


def measure_distances(
    position: Position, settled: Mapping[str, Setting], issues: Mapping[str, Issue]
) -> tuple[Distance, ...]:
    """Return, for each ordered issue that a position names, how far what is settled is from it.

    Only where changing that issue alone would do.
    """
    return tuple(_distances(position, settled, issues))


def _distances(
    position: Position, settled: Mapping[str, Setting], issues: Mapping[str, Issue]
) -> Iterator[Distance]:
    chosen = {issue: setting.value for issue, setting in settled.items()}
    for name in position.issues:
        issue = issues[name]
        if name not in settled or issue.kind is IssueKind.CHOICE:
            continue
        nearest: Distance | None = None
        for value in _worth_trying(issue, position):
            changed = {**chosen, name: value}
            if truth(position.proposition, changed, issues=issues) is not True:
                continue
            amount = _apart(issue, settled[name], value)
            if amount is not None and (nearest is None or amount < nearest.amount):
                nearest = Distance(name, value, amount)
        if nearest is not None:
            yield nearest


def _worth_trying(issue: Issue, position: Position) -> list[Value]:
    """The options of a scale; of a quantity the ends of what the position tells apart."""
    if issue.kind is IssueKind.SCALE:
        return [option.id for option in issue.options]
    about = [one for one in atoms(position.proposition) if _names_only(one, issue.id)]
    starts = domains_of({issue.id: issue}, about)[issue.id].starts
    ends = [*(start - 1 for start in starts[1:]), len(issue.numbers) - 1]
    return [issue.numbers[place] for place in sorted({*starts, *ends})]


def _names_only(atom: Atom, issue: str) -> bool:
    if isinstance(atom, Sum):
        return [name for _, name in atom.terms] == [issue]
    return atom.issue == issue


def _apart(issue: Issue, setting: Setting, value: Value) -> int | None:
    """How far the nearest value that a setting allows is from another."""
    if issue.kind is IssueKind.QUANTITY:
        if not isinstance(setting.value, int) or not isinstance(value, int):
            return None
        last = setting.value if setting.up_to is None else setting.up_to
        return max(setting.value - value, value - last, 0)
    scale = [option.id for option in issue.options]
    places = [scale.index(one) for one in (setting.value, *setting.alike) if one in scale]
    if not places or value not in scale:
        return None
    return min(abs(place - scale.index(str(value))) for place in places)
