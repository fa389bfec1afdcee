"""What each party holds: its own forms of positions, its permissions, its other readings.

A shared position has several holders, and each is known through statements and in registers
of its own. The matrix, the states of issues and the questions all need them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.case.case import Case
from goodoffices.case.passages import Passage, ReadingView
from goodoffices.case.positions import Form, Permission, Position
from goodoffices.case.propositions import issues_of
from goodoffices.case.stances import OfferStatus, Register
from goodoffices.gaps.sentences import unique

ALTERNATIVE = "alternative"
"""The status of a reading that rivals the leading one."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One party's share in one position: the forms that are its own.

    `is_standing` is False for positions below the threshold in use.
    """

    party: str
    position: Position
    forms: tuple[Form, ...]
    is_standing: bool

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues that its forms name, in order of mention."""
        return unique(issue for form in self.forms for issue in issues_of(form.constraint))


def holdings(case: Case) -> tuple[Holding, ...]:
    """Return every party's share in every position, standing ones first, in the record's order."""
    return tuple(
        Holding(party, position, own, is_standing)
        for positions, is_standing in ((case.positions, True), (case.lighter, False))
        for position in positions
        for party in position.holders
        if (own := tuple(form for form in position.forms if form.party == party))
    )


def permission_issues(permission: Permission) -> tuple[str, ...]:
    """Return the issues that a permission names, those of its condition last."""
    return issues_of(permission.allowed)


def statements_of(case: Case, position: Position, form: Form) -> tuple[str, ...]:
    """Return the statements that one form rests on: its own, and those that repeat it."""
    root = first_told(case, form.statement)
    return tuple(one for one in position.statements if first_told(case, one) == root)


class Behind:
    """The statements that forms rest on, for who asks it of every form of a case.

    The same as `statements_of`, but each position is gone through once, however many forms it
    has.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._by_root: dict[tuple[str, bool], dict[str, tuple[str, ...]]] = {}

    def statements(self, holding: Holding, form: Form) -> tuple[str, ...]:
        """Return the statements that one form rests on: its own, and those that repeat it."""
        key = holding.position.id, holding.is_standing
        by_root = self._by_root.get(key)
        if by_root is None:
            by_root = self._by_root[key] = self._grouped(holding.position)
        return by_root.get(first_told(self._case, form.statement), ())

    def _grouped(self, position: Position) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for one in position.statements:
            found.setdefault(first_told(self._case, one), []).append(one)
        return {root: tuple(statements) for root, statements in found.items()}


def first_told(case: Case, statement: str) -> str:
    """Return the statement that this one repeats, and which carries the readings; or itself.

    Where the viewer may not see the repeated one, the repetition stands for it.
    """
    passage = case.passages.get(statement)
    if passage is None or passage.repeats not in case.passages:
        return statement
    return passage.repeats


def register_of(
    case: Case, statement: str, party: str, position: Position | None = None
) -> Register:
    """Return in which register a statement makes known what a party holds.

    Where the statement carries a reading of the party, that one says it. A statement that
    only repeats another is looked up in the position, unless its chain starts with somebody
    else: then others say it of the party.
    """
    passage = case.passages.get(statement)
    if passage is None:
        return Register.ATTRIBUTED
    for reading in passage.readings:
        if reading.party == party:
            return reading.register
    is_own = bool(passage.chain) and passage.chain[0].affiliation == party
    if position is None or not is_own:
        return Register.ATTRIBUTED
    return position.registers.get(statement, Register.ATTRIBUTED)


def readings(case: Case) -> Iterator[tuple[Passage, ReadingView]]:
    """Yield the readings of a case with their passages, in the order of the record.

    A statement that repeats another is left out: it follows that one's readings.
    """
    for passage in case.passages.values():
        if not passage.repeats:
            for reading in passage.readings:
                yield passage, reading


def readings_in_use(case: Case) -> Iterator[tuple[Passage, ReadingView]]:
    """Yield the readings that count under the choice at hand, and that nothing took away."""
    for passage, reading in readings(case):
        if reading.counts and reading.id not in case.withdrawn:
            yield passage, reading


def families(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the readings that rival: each leading one, with itself and its alternatives."""
    found: dict[str, list[str]] = {}
    for _, reading in readings(case):
        if reading.status == ALTERNATIVE:
            found.setdefault(reading.alternative_to, [reading.alternative_to]).append(reading.id)
    return {leading: tuple(ids) for leading, ids in found.items()}


def rivals_of(case: Case) -> dict[str, tuple[str, ...]]:
    """Return for each reading that has rivals the others of its family."""
    return {
        one: tuple(other for other in ids if other != one)
        for ids in families(case).values()
        for one in ids
    }


def readings_behind(position: Position) -> tuple[str, ...]:
    """Return the readings that make a position, and those that widen it."""
    widening = (one.reading for form in position.forms for one in form.relaxed_by)
    return unique((*position.readings, *widening))


def is_offer_that_counts(reading: ReadingView) -> bool:
    """Whether a permission counts: not one taken back, nor a yes to our own question."""
    return (
        reading.stance.is_permission
        and reading.offer_status is not OfferStatus.WITHDRAWN
        and not reading.elicited_by
    )
