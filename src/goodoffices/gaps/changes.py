"""What changed between two states of the same case: since a date, a round, or a mark.

The caller folds the record twice, the first time up to an earlier day or as known at an
earlier time; here the two results are compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from goodoffices.case.case import Case
from goodoffices.case.grammar import show, words
from goodoffices.case.positions import Form, Permission
from goodoffices.case.stances import Stance
from goodoffices.gaps.holdings import Holding, first_told, holdings, readings, statements_of
from goodoffices.gaps.projections import Projections
from goodoffices.gaps.sentences import Sentence, unique
from goodoffices.gaps.states import IssueState, State


class ChangeKind(StrEnum):
    """What became of a position.

    Strengthened and softened: the same choices, held with another word of another strength.
    Restated: with another word of the same strength. Widened and narrowed: the same words of
    the party, which now allow more or less because of a permission given or taken back.
    """

    NEW = "new"
    GONE = "gone"
    STRENGTHENED = "strengthened"
    SOFTENED = "softened"
    RESTATED = "restated"
    WIDENED = "widened"
    NARROWED = "narrowed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class PositionChange:
    """What became of one party's share in a position.

    Attributes
    ----------
    position, position_before
        Ids, empty where there is none.
    was, now
        The stances, None where there is none.
    words
        What the position asks; of one that is gone, what it asked.
    why
        Why it is gone or otherwise; empty for a new one.
    is_standing
        Whether it is (or, gone, was) at or above the threshold in use.
    statements
        Those it rests on now, then those it rested on before.
    """

    kind: ChangeKind
    party: str
    position: str
    position_before: str
    issues: tuple[str, ...]
    was: Stance | None
    now: Stance | None
    words: str
    why: str
    is_standing: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PermissionChange:
    """A permission given, or gone and why."""

    kind: ChangeKind
    party: str
    reading: str
    stance: Stance
    words: str
    condition_words: str
    why: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateChange:
    """An issue whose state is another one; None for an issue that was, or is, not there."""

    issue: str
    was: State | None
    now: State | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one case to another.

    Attributes
    ----------
    issues
        Empty also where no states were given to compare; `has_compared_states` tells.
    statements
        New statements on which no position and no permission rests.
    """

    positions: tuple[PositionChange, ...]
    permissions: tuple[PermissionChange, ...]
    issues: tuple[StateChange, ...]
    statements: tuple[str, ...]
    has_compared_states: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.positions or self.permissions or self.issues or self.statements)


def compare(
    before: Case,
    after: Case,
    *,
    states: tuple[Sequence[IssueState], Sequence[IssueState]] | None = None,
) -> Changes:
    """Return what changed from one state of a case to a later one.

    What is new since I last briefed? It is not for comparing two choices of readings of the
    same record, which is no change in the world.

    Parameters
    ----------
    before, after : Case
        Folds of the same record, for the same viewer and with the same threshold.
    states : two sequences of IssueState, optional
        Of the case before and the case after; without them states are not compared.

    Returns
    -------
    Changes
        Positions by party: what is new or otherwise in the order of `after`, then what is
        gone in the order of `before`.

    Notes
    -----
    A party's share in a position is the same one where it allows the same choices, whoever
    else holds it and with whatever word. What is left over on both sides is paired where the
    same reading makes it: then a permission widened or narrowed it. The rest is new or gone.
    """
    finder = _Comparison(before, after)
    return Changes(
        positions=finder.positions(),
        permissions=finder.permissions(),
        issues=_state_changes(*states) if states else (),
        statements=finder.statements(),
        has_compared_states=states is not None,
    )


Share = tuple[str, str]
"""A party and the digest of the choices that a position allows."""


class _Comparison:
    """Two states of a case, each with its shares in positions by what they allow."""

    def __init__(self, before: Case, after: Case) -> None:
        self.before, self.after = before, after
        self.was = _shares(before)
        self.now = _shares(after)
        self.projections = Projections(after)

    # -- positions --------------------------------------------------------------------------

    def positions(self) -> tuple[PositionChange, ...]:
        """Return what became of each party's share in each position."""
        paired = self._paired()
        before_of = {new: old for old, new in paired.items()}
        found = []
        for share, holding in self.now.items():
            if share in self.was:
                found += self._stance_change(self.was[share], holding)
            elif share in before_of:
                found.append(self._reach_change(self.was[before_of[share]], holding))
            else:
                found.append(self._new(holding))
        found += [
            self._gone(holding)
            for share, holding in self.was.items()
            if share not in self.now and share not in paired
        ]
        return tuple(found)

    def _paired(self) -> dict[Share, Share]:
        """Pair shares that are gone with new ones that the same reading makes."""
        makes = {
            (holding.party, form.reading): share
            for share, holding in self.now.items()
            if share not in self.was
            for form in holding.forms
        }
        paired: dict[Share, Share] = {}
        for share, holding in self.was.items():
            if share in self.now:
                continue
            for form in holding.forms:
                new = makes.get((holding.party, form.reading))
                if new is not None and new not in paired.values():
                    paired[share] = new
                    break
        return paired

    def _stance_change(self, was: Holding, now: Holding) -> list[PositionChange]:
        one, other = _strongest(was), _strongest(now)
        if one is other:
            return []
        kind = ChangeKind.RESTATED
        if other.rank != one.rank:
            kind = ChangeKind.STRENGTHENED if other.rank > one.rank else ChangeKind.SOFTENED
        return [self._change(kind, was, now, why=f"was “{one.words}”, is “{other.words}”")]

    def _reach_change(self, was: Holding, now: Holding) -> PositionChange:
        old, new = was.position.proposition, now.position.proposition
        kind = ChangeKind.CHANGED
        if self.projections.implies(old, new):
            kind = ChangeKind.WIDENED
        elif self.projections.implies(new, old):
            kind = ChangeKind.NARROWED
        given = [one for one in _widening(now.forms) if one not in _widening(was.forms)]
        lost = [one for one in _widening(was.forms) if one not in _widening(now.forms)]
        reasons = [
            f"{self.after.parties[one.party].name} {one.stance.words} ({one.reading})"
            for one in given
        ]
        reasons += [
            f"“{one.stance.words}” no longer counts ({one.reading}): "
            + (self._why_gone(one.reading) or "the reading was rewritten")
            for one in lost
        ]
        why = "; ".join(reasons) or f"reading {now.forms[0].reading} was rewritten"
        return self._change(kind, was, now, why=why)

    def _new(self, now: Holding) -> PositionChange:
        return self._change(ChangeKind.NEW, None, now, why="")

    def _gone(self, was: Holding) -> PositionChange:
        made = {
            (holding.party, form.reading): holding.position.id
            for holding in self.now.values()
            for form in holding.forms
        }
        why = unique(
            f"now the same as position {same}" if same else self._why_gone(form.reading)
            for form in was.forms
            for same in [made.get((was.party, form.reading), "")]
        )
        return self._change(ChangeKind.GONE, was, None, why="; ".join(why))

    def _change(
        self, kind: ChangeKind, was: Holding | None, now: Holding | None, *, why: str
    ) -> PositionChange:
        shown = now or was
        assert shown is not None
        case = self.after if now else self.before
        resting = [*_statements(self.after, now), *_statements(self.before, was)]
        return PositionChange(
            kind=kind,
            party=shown.party,
            position=now.position.id if now else "",
            position_before=was.position.id if was else "",
            issues=shown.issues,
            was=_strongest(was) if was else None,
            now=_strongest(now) if now else None,
            words=words(shown.forms[0].constraint, case.issues),
            why=why,
            is_standing=shown.is_standing,
            statements=unique(resting),
        )

    def _why_gone(self, reading: str) -> str:
        """Say why a reading that made something no longer does; empty where it was rewritten."""
        why = self.after.withdrawn.get(reading)
        if why:
            return why
        if reading in {one.id for one in self.after.instruments}:
            return f"instrument {reading} is switched off, or its statements do not count"
        for _, other in readings(self.after):
            if other.id == reading:
                return "" if other.counts else f"now read otherwise ({reading})"
        return f"the statement of {reading} is no longer on record, or does not count"

    # -- permissions and statements -----------------------------------------------------------

    def permissions(self) -> tuple[PermissionChange, ...]:
        """Return the permissions given, then those that are gone."""
        was, now = _permissions(self.before), _permissions(self.after)
        found = [
            self._permission(ChangeKind.NEW, self.after, one, why="")
            for key, one in now.items()
            if key not in was
        ]
        found += [
            self._permission(
                ChangeKind.GONE,
                self.before,
                one,
                why=self._why_gone(one.reading) or f"reading {one.reading} was rewritten",
            )
            for key, one in was.items()
            if key not in now
        ]
        return tuple(found)

    def _permission(
        self, kind: ChangeKind, case: Case, permission: Permission, *, why: str
    ) -> PermissionChange:
        condition = permission.condition
        return PermissionChange(
            kind=kind,
            party=permission.party,
            reading=permission.reading,
            stance=permission.stance,
            words=words(permission.proposition, case.issues),
            condition_words=words(condition, case.issues) if condition else "",
            why=why,
            statements=unique((first_told(case, permission.statement), permission.statement)),
        )

    def statements(self) -> tuple[str, ...]:
        """Return the new statements on which no position and no permission rests."""
        resting = {
            one
            for position in (*self.after.positions, *self.after.lighter)
            for one in position.statements
        }
        resting |= {one.statement for one in self.after.permissions}
        return tuple(
            one
            for one in self.after.passages
            if one not in self.before.passages and one not in resting
        )


def _shares(case: Case) -> dict[Share, Holding]:
    """Return each party's share in a position, by what it allows; a standing one first."""
    found: dict[Share, Holding] = {}
    for holding in holdings(case):
        found.setdefault((holding.party, holding.position.allows), holding)
    return found


def _strongest(holding: Holding) -> Stance:
    return max((form.stance for form in holding.forms), key=lambda stance: stance.rank)


def _widening(forms: Sequence[Form]) -> list[Permission]:
    return [one for form in forms for one in form.relaxed_by]


def _statements(case: Case, holding: Holding | None) -> list[str]:
    if holding is None:
        return []
    widening = [one.statement for one in _widening(holding.forms)]
    own = [one for form in holding.forms for one in statements_of(case, holding.position, form)]
    return [*own, *widening]


def _permissions(case: Case) -> Mapping[tuple[str, ...], Permission]:
    """Return the permissions by who gives what under which condition, said again or not."""
    found: dict[tuple[str, ...], Permission] = {}
    for one in case.permissions:
        condition = show(one.condition) if one.condition else ""
        key = (one.party, one.stance.value, show(one.proposition), condition)
        found.setdefault(key, one)
    return found


def _state_changes(
    before: Sequence[IssueState], after: Sequence[IssueState]
) -> tuple[StateChange, ...]:
    was = {one.issue: one for one in before}
    now = {one.issue: one for one in after}
    found = []
    for issue in unique((*now, *was)):
        old, new = was.get(issue), now.get(issue)
        if old is not None and new is not None and old.state is new.state:
            continue
        cites = unique((*(new.cites if new else ()), *(old.cites if old else ())))
        found.append(
            StateChange(issue, old.state if old else None, new.state if new else None, cites)
        )
    return tuple(found)


def sentences_of(changes: Changes, case: Case) -> tuple[Sentence, ...]:
    """Return the changes as sentences for a brief, in the order in which they are listed.

    Parameters
    ----------
    changes : Changes
    case : Case
        The later one, for the names of parties and issues.
    """
    found = [_position_sentence(one, case) for one in changes.positions]
    for permission in changes.permissions:
        said = f"{_name(case, permission.party)} {permission.stance.words}: {permission.words}"
        if permission.condition_words:
            said += f", if {permission.condition_words}"
        said = f"New: {said}." if not permission.why else f"Gone: {said} ({permission.why})."
        found.append(Sentence(said, permission.statements))
    for issue in changes.issues:
        name = case.issues[issue.issue].name if issue.issue in case.issues else issue.issue
        was = issue.was.words if issue.was else "not listed"
        now = issue.now.words if issue.now else "not listed"
        found.append(Sentence(f"{name}: was {was}, is {now}.", issue.statements))
    return tuple(found)


def _position_sentence(change: PositionChange, case: Case) -> Sentence:
    stance = change.now or change.was
    assert stance is not None
    said = f"{_name(case, change.party)}: {change.words} ({change.why or stance.words})"
    return Sentence(f"{change.kind.value.capitalize()}: {said}.", change.statements)


def _name(case: Case, party: str) -> str:
    return case.parties[party].name if party in case.parties else party
