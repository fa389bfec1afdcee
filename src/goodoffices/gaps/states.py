"""The state of each issue: where the parties stand on it, taken alone and with others.

The incompatible sets are given, so that this module needs no engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from goodoffices.case.case import Case
from goodoffices.case.diagrams import Node
from goodoffices.case.errors import TooLarge
from goodoffices.case.issues import GapType
from goodoffices.case.positions import Position
from goodoffices.case.propositions import Proposition, issues_of
from goodoffices.case.stances import Stance
from goodoffices.gaps.cells import EntryKind
from goodoffices.gaps.gap_types import GapBasis, gap_of
from goodoffices.gaps.matrix import Matrix, build_matrix
from goodoffices.gaps.projections import Projections
from goodoffices.gaps.sentences import Sentence, unique


class State(StrEnum):
    """Where the parties stand on an issue, as far as the record tells."""

    INCOMPATIBLE = "incompatible"
    INCOMPATIBLE_IN_COMBINATION = "incompatible_in_combination"
    AGREED = "agreed"
    COMMON_GROUND = "common_ground"
    NOT_ENOUGH_KNOWN = "not_enough_known"

    @property
    def words(self) -> str:
        """The state in plain words: "incompatible in combination"."""
        return self.value.replace("_", " ")

    @property
    def is_gap(self) -> bool:
        """Whether positions on it cannot all stand."""
        return self in {State.INCOMPATIBLE, State.INCOMPATIBLE_IN_COMBINATION}


@dataclass(frozen=True, slots=True)
class IssueState:
    """The state of one issue, with what it rests on.

    Attributes
    ----------
    gap
        What kind of gap it is; None where there is none to speak of (agreed, common ground)
        and the team names none. `gap_basis` says whether that was computed or is the team's
        word, and `facts` are the facts behind it.
    positions
        The standing positions that narrow the issue by themselves; for an issue that is
        incompatible in combination also the members of those sets that name it.
    sets
        The incompatible sets to which the issue matters.
    left
        The options left by the standing positions, rules and norms, in words; "nothing"
        where none is.
    silent
        Negotiating parties of which it is not known what they ask for or would let be.
    is_decided
        False where some position or set was too large to look at. Then the state leaves it
        out, and is never agreed or common ground where a set is concerned.
    """

    issue: str
    state: State
    gap: GapType | None
    gap_basis: GapBasis
    facts: tuple[Sentence, ...]
    positions: tuple[str, ...]
    sets: tuple[tuple[str, ...], ...]
    left: str
    silent: tuple[str, ...]
    cites: tuple[str, ...]
    is_decided: bool = True


def find_issue_states(
    case: Case, sets: Sequence[Sequence[str]], *, matrix: Matrix | None = None
) -> tuple[IssueState, ...]:
    """Return the state of each issue, in the order of the case.

    On which issues are the parties apart, on which is there something all could live with,
    and on which do we not know? It says nothing on how far apart they are.

    Parameters
    ----------
    case : Case
    sets : sequence of sequences of position ids
        The minimal incompatible sets of standing positions under rules and norms.
    matrix : Matrix, optional
        Of the same case, where the caller has it already.

    Returns
    -------
    tuple of IssueState
        One for each issue.

    Raises
    ------
    KeyError
        Where a set names a position that does not stand.

    Notes
    -----
    The first of these that is so:

    1. *incompatible*: the projections of the standing positions, rules and norms on this
       issue alone leave no option. Every party's positions count, a mediator's too.
    2. *incompatible in combination*: the issue matters to some incompatible set, that is,
       once its members forget the issue, the set can stand. An issue that a member names
       without need does not matter to the set.
    3. *agreed*: for one same option every negotiating party has a standing position that
       leaves this option alone, or agrees to it without condition; no position on record, of
       any strength and any party, is against it; and no negotiating party reserves its
       position on the issue. Agreement ad referendum is not yet one.
    4. *common ground*: it is known of every negotiating party what it asks for or would let
       be, and some option is admitted by all of them and by every standing position.
    5. *not enough known*: otherwise. Also where everyone has proposed something else and
       nobody has said what they would not accept.

    The order is argued so. What makes any package impossible comes before what only makes
    some impossible, since no trade with other issues can mend the former. Both come before
    agreement: an option on which the parties agree, but which cannot be had beside what else
    they hold, is not settled. Agreement implies common ground, so it is the one to be named.
    What is known of everyone comes before what is not; but silence never hides a conflict.

    A party that has only permissions on an issue counts, for common ground, with what it
    said it would let be and no more: silence on all else is no consent.

    Source: ours; the test for 2 is forgetting, F. Lin and R. Reiter, Forget it! (AAAI Fall
    Symposium on Relevance, 1994).
    """
    finder = _Finder(case, sets, matrix or build_matrix(case))
    return tuple(finder.state(issue) for issue in case.issues)


class _Finder:
    """Looks at one issue after another."""

    def __init__(self, case: Case, sets: Sequence[Sequence[str]], matrix: Matrix) -> None:
        self.case = case
        self.matrix = matrix
        self.projections = Projections(case)
        self.members = {one.id: one for one in case.positions}
        self.sets = [(tuple(ids), [self.members[one] for one in ids]) for ids in sets]
        self.named = {
            ids: {issue for one in members for issue in one.issues} for ids, members in self.sets
        }
        self.too_large: set[tuple[str, ...]] = set()

    def state(self, issue: str) -> IssueState:
        """Return the state of one issue."""
        standing = [one for one in self.case.positions if issue in one.issues]
        try:
            return self._state(issue, standing)
        except TooLarge:
            return self._undecided(issue, standing)

    def _state(self, issue: str, standing: Sequence[Position]) -> IssueState:
        projections = self.projections
        limits = projections.limits_on(issue)
        asked = projections.all_on([one.proposition for one in standing], issue)
        left = projections.diagrams.conjoin(limits, asked)
        verdicts = self._verdicts(issue)
        mattering = tuple(ids for ids, matters in verdicts if matters)
        is_open = any(matters is None for _, matters in verdicts)
        state = self._first_that_is_so(issue, left, is_in_sets=bool(mattering))
        if is_open and not state.is_gap:
            state = State.NOT_ENOUGH_KNOWN
        gap, basis, facts = gap_of(
            self.case, projections, issue, is_gap=state.is_gap, is_settled=_is_settled(state)
        )
        shown = self._shown(issue, standing, mattering)
        return IssueState(
            issue=issue,
            state=state,
            gap=gap,
            gap_basis=basis,
            facts=facts,
            positions=tuple(one.id for one in shown),
            sets=mattering,
            left=str(projections.remainder(left, issue)),
            silent=self._silent(issue),
            cites=self._cites(issue, shown),
            is_decided=not is_open and not self._was_too_large(issue),
        )

    def _verdicts(self, issue: str) -> list[tuple[tuple[str, ...], bool | None]]:
        """Tell for each incompatible set whether the issue matters to it; None if too large."""
        found: list[tuple[tuple[str, ...], bool | None]] = []
        for ids, members in self.sets:
            if issue not in self.named[ids]:
                continue
            matters = None
            if ids not in self.too_large:
                matters = self.projections.matters([one.proposition for one in members], issue)
            if matters is None:
                self.too_large.add(ids)
            found.append((ids, matters))
        return found

    def _first_that_is_so(self, issue: str, left: Node, *, is_in_sets: bool) -> State:
        if self.projections.diagrams.is_false(left):
            return State.INCOMPATIBLE
        if is_in_sets:
            return State.INCOMPATIBLE_IN_COMBINATION
        if self._is_agreed(issue, left):
            return State.AGREED
        if self._has_common_ground(issue, left):
            return State.COMMON_GROUND
        return State.NOT_ENOUGH_KNOWN

    # -- what parties hold ------------------------------------------------------------------

    def _silent(self, issue: str) -> tuple[str, ...]:
        return tuple(
            party.id
            for party in self.case.negotiating
            if not self.matrix.cell(issue, party.id).is_heard
        )

    def _held(self, party: str, issue: str, *, lighter: bool) -> list[Proposition]:
        """Return what a party holds that names the issue, with proposals where asked for."""
        proposed = [
            one
            for one in self.case.lighter
            if one.strength.get(party, Stance.FLOATS).rank > Stance.PREFERS.rank
        ]
        positions = (*self.case.positions, *(proposed if lighter else ()))
        return [
            one.proposition for one in positions if party in one.holders and issue in one.issues
        ]

    def _permitted(self, party: str, issue: str) -> list[Proposition]:
        return [
            one.allowed
            for one in self.case.permissions
            if one.party == party and issue in issues_of(one.allowed)
        ]

    def _ground(self, party: str, issue: str) -> Node:
        """Return the options that a party is known to admit."""
        held = self._held(party, issue, lighter=True)
        if held:
            return self.projections.all_on(held, issue)
        permitted = self._permitted(party, issue)
        if permitted:
            return self.projections.any_on(permitted, issue)
        return self.projections.diagrams.true  # a preference alone refuses nothing

    def _has_common_ground(self, issue: str, left: Node) -> bool:
        negotiating = self.case.negotiating
        if not negotiating or self._silent(issue):
            return False
        grounds = [self._ground(party.id, issue) for party in negotiating]
        diagrams = self.projections.diagrams
        return not diagrams.is_false(diagrams.conjoin(left, *grounds))

    # -- agreement --------------------------------------------------------------------------

    def _is_agreed(self, issue: str, left: Node) -> bool:
        """Whether all negotiating parties are for one same option, and nobody against it."""
        negotiating = self.case.negotiating
        if not negotiating or any(self._reserves(one.id, issue) for one in negotiating):
            return False
        chosen = [self._options_chosen(one.id, issue) for one in negotiating]
        on_record = [
            one.proposition
            for one in (*self.case.positions, *self.case.lighter)
            if issue in one.issues
        ]
        diagrams = self.projections.diagrams
        admitted = diagrams.conjoin(left, self.projections.all_on(on_record, issue))
        return any(
            all(option in options for options in chosen)
            and not diagrams.is_false(diagrams.conjoin(option, admitted))
            for option in chosen[0]
        )

    def _options_chosen(self, party: str, issue: str) -> list[Node]:
        """Return the single options that a party asks for, or agrees to without condition."""
        held = self._held(party, issue, lighter=False)
        agreed = [
            one.proposition
            for one in self.case.permissions
            if one.party == party
            and one.stance is Stance.AGREES
            and one.condition is None
            and issue in issues_of(one.proposition)
        ]
        projections = self.projections
        nodes = [projections.on(one, issue) for one in agreed]
        nodes += [projections.all_on(held, issue)] if held else []
        return [node for node in nodes if self._is_one_option(node, issue)]

    def _is_one_option(self, node: Node, issue: str) -> bool:
        remainder = self.projections.remainder(node, issue)
        numbers = remainder.low is not None
        if numbers and remainder.low != remainder.high:
            return False
        return len(remainder.words) + numbers == 1

    def _reserves(self, party: str, issue: str) -> bool:
        cell = self.matrix.cell(issue, party)
        return any(entry.kind is EntryKind.RESERVATION for entry in cell)

    # -- what it rests on -------------------------------------------------------------------

    def _shown(
        self, issue: str, standing: Sequence[Position], sets: Sequence[Sequence[str]]
    ) -> list[Position]:
        in_sets = {one for ids in sets for one in ids}
        return [
            one
            for one in standing
            if one.id in in_sets or self.projections.narrows(one.proposition, issue)
        ]

    def _cites(self, issue: str, shown: Sequence[Position]) -> tuple[str, ...]:
        if shown:
            return unique(statement for one in shown for statement in one.statements)
        return unique(one for cell in self.matrix.row(issue) for one in cell.statements)

    def _was_too_large(self, issue: str) -> bool:
        return any(issue in issues_of(one) for one in self.projections.too_large)

    def _undecided(self, issue: str, standing: Sequence[Position]) -> IssueState:
        """Return a state that claims nothing, where the issue was too large to look at."""
        return IssueState(
            issue=issue,
            state=State.NOT_ENOUGH_KNOWN,
            gap=self.case.issues[issue].gap or GapType.UNKNOWN,
            gap_basis=GapBasis.TEAM if self.case.issues[issue].gap else GapBasis.NONE,
            facts=(),
            positions=tuple(one.id for one in standing),
            sets=(),
            left="",
            silent=self._silent(issue),
            cites=unique(statement for one in standing for statement in one.statements),
            is_decided=False,
        )


def _is_settled(state: State) -> bool:
    return state in {State.AGREED, State.COMMON_GROUND}
