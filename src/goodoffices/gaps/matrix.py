"""The matrix: issue by party, by register, with history.

The first thing a mediation team keeps, usually in a spreadsheet: who holds what, in whose
hearing, resting on which words, and since when.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goodoffices.case.case import Case
from goodoffices.case.grammar import parse, show, words
from goodoffices.case.parties import Party, Role
from goodoffices.case.passages import Passage, ReadingView
from goodoffices.case.positions import Form, Permission
from goodoffices.case.propositions import Proposition, issues_of
from goodoffices.case.stances import Register, Stance
from goodoffices.gaps.cells import Cell, CellEntry, EntryKind, OtherReading, PastEntry
from goodoffices.gaps.holdings import (
    Behind,
    Holding,
    first_told,
    holdings,
    permission_issues,
    readings,
    readings_in_use,
    register_of,
    rivals_of,
)
from goodoffices.gaps.projections import Projections
from goodoffices.gaps.sentences import unique


@dataclass(frozen=True, slots=True)
class Matrix:
    """Issues (rows) by parties (columns), each cell with all that is on record.

    Attributes
    ----------
    issues, parties
        Names by id, in the order of rows and columns.
    cells
        By (issue, party), every one of them, empty ones too.
    too_large
        Cells of which it could not be computed whether public and confided differ.
    """

    issues: Mapping[str, str]
    parties: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]
    too_large: tuple[tuple[str, str], ...] = ()

    def cell(self, issue: str, party: str) -> Cell:
        """Return one cell.

        Raises
        ------
        KeyError
            Where the matrix has no such row or column.
        """
        return self.cells[issue, party]

    def row(self, issue: str) -> tuple[Cell, ...]:
        """Return the cells of one issue, in the order of the columns."""
        return tuple(self.cells[issue, party] for party in self.parties)

    def column(self, party: str) -> tuple[Cell, ...]:
        """Return the cells of one party, in the order of the rows."""
        return tuple(self.cells[issue, party] for issue in self.issues)


def build_matrix(case: Case) -> Matrix:
    """Return what is on record of every party on every issue.

    Who holds what on this issue, in whose hearing, and is it still so? It does not say
    whether positions can stand together; `find_issue_states` does.

    Parameters
    ----------
    case : Case
        Of `m` issues and `n` parties.

    Returns
    -------
    Matrix
        With `m x n` cells. Columns are all parties with a role or with something on record:
        negotiating ones first, then mediators, guarantors, observers, those affected, those
        not consulted; within one role in the order of the case.

    Notes
    -----
    An entry stands in the cell of each issue that it names. A position that is known in two
    registers stands in both, each time with the statements of that register.
    """
    drafts: dict[tuple[str, str], _Draft] = {}
    rivals, behind = rivals_of(case), Behind(case)
    for holding in holdings(case):
        for register, entry in _position_entries(case, holding, rivals, behind):
            for issue in holding.issues:
                _draft(drafts, issue, holding.party).add(register, entry)
    for permission in case.permissions:
        statement = first_told(case, permission.statement)
        register = register_of(case, statement, permission.party)
        entry = _permission_entry(case, permission, rivals)
        for issue in permission_issues(permission):
            _draft(drafts, issue, permission.party).add(register, entry)
    for passage, reading in readings_in_use(case):
        if reading.stance in _NOTED:
            entry = _noted_entry(case, passage, reading, rivals)
            for issue in _read(case, reading).issues:
                _draft(drafts, issue, reading.party).add(reading.register, entry)
    _add_what_does_not_count(case, drafts)
    columns = _columns(case, {party for _, party in drafts})
    too_large: list[tuple[str, str]] = []
    differing = _differing(case, drafts, too_large)
    cells = {
        (issue, party.id): drafts.get((issue, party.id), _Draft()).cell(
            issue, party.id, differs=(issue, party.id) in differing
        )
        for issue in case.issues
        for party in columns
    }
    return Matrix(
        issues={issue.id: issue.name for issue in case.issues.values()},
        parties={party.id: party.name for party in columns},
        cells=cells,
        too_large=tuple(too_large),
    )


_NOTED = {Stance.RESERVES: EntryKind.RESERVATION, Stance.DENIES: EntryKind.DENIAL}


@dataclass(slots=True)
class _Draft:
    """A cell that is still being filled."""

    entries: dict[Register, list[CellEntry]] = field(default_factory=dict)
    history: list[PastEntry] = field(default_factory=list)
    others: list[OtherReading] = field(default_factory=list)

    def add(self, register: Register, entry: CellEntry) -> None:
        self.entries.setdefault(register, []).append(entry)

    def cell(self, issue: str, party: str, *, differs: bool) -> Cell:
        return Cell(
            issue=issue,
            party=party,
            entries={one: tuple(self.entries[one]) for one in Register if one in self.entries},
            history=tuple(self.history),
            others=tuple(self.others),
            differs=differs,
        )


def _draft(drafts: dict[tuple[str, str], _Draft], issue: str, party: str) -> _Draft:
    return drafts.setdefault((issue, party), _Draft())


# ---------------------------------------------------------------------------- columns


def _columns(case: Case, holding: set[str]) -> tuple[Party, ...]:
    """Return the parties with a role, by role, and then those without one that hold something."""
    places = {role: place for place, role in enumerate(Role)}
    found = [party for party in case.parties.values() if party.roles or party.id in holding]
    return tuple(
        sorted(
            found, key=lambda one: min((places[role] for role in one.roles), default=len(places))
        )
    )


# ---------------------------------------------------------------------------- entries


def _position_entries(
    case: Case, holding: Holding, rivals: Mapping[str, Sequence[str]], behind: Behind
) -> list[tuple[Register, CellEntry]]:
    """Return one entry for each register in which the party's share in a position is known."""
    known: dict[Register, list[tuple[str, Form]]] = {}
    for form in holding.forms:
        statements = behind.statements(holding, form)
        if not statements:  # an instrument that cites no statement
            known.setdefault(Register.ATTRIBUTED, []).append(("", form))
        for one in statements:
            register = register_of(case, one, holding.party, holding.position)
            known.setdefault(register, []).append((one, form))
    return [
        (register, _position_entry(case, holding, known[register], rivals))
        for register in Register
        if register in known
    ]


def _position_entry(
    case: Case,
    holding: Holding,
    known: Sequence[tuple[str, Form]],
    rivals: Mapping[str, Sequence[str]],
) -> CellEntry:
    form = max((form for _, form in known), key=lambda one: one.stance.rank)
    made_by = unique(one.reading for _, one in known)
    relaxed_by = unique(one.reading for one in form.relaxed_by)
    original = form.stated if relaxed_by else None
    condition = form.condition
    return CellEntry(
        kind=EntryKind.POSITION if holding.is_standing else EntryKind.LIGHTER,
        id=holding.position.id,
        stance=form.stance,
        proposition=show(form.proposition),
        words=words(form.proposition, case.issues),
        condition=show(condition) if condition else "",
        condition_words=words(condition, case.issues) if condition else "",
        constraint=show(form.constraint),
        constraint_words=words(form.constraint, case.issues),
        statements=unique(statement for statement, _ in known),
        readings=made_by,
        shared_with=tuple(one for one in holding.position.holders if one != holding.party),
        original=show(original) if original else "",
        original_words=words(original, case.issues) if original else "",
        relaxed_by=relaxed_by,
        rivals=_rivals(rivals, (*made_by, *relaxed_by)),
        instrument=holding.position.instrument,
    )


def _rivals(rivals: Mapping[str, Sequence[str]], used: Sequence[str]) -> tuple[str, ...]:
    return unique(other for one in used for other in rivals.get(one, ()))


def _permission_entry(
    case: Case, permission: Permission, rivals: Mapping[str, Sequence[str]]
) -> CellEntry:
    condition = permission.condition
    return CellEntry(
        kind=EntryKind.PERMISSION,
        id=permission.reading,
        stance=permission.stance,
        proposition=show(permission.proposition),
        words=words(permission.proposition, case.issues),
        condition=show(condition) if condition else "",
        condition_words=words(condition, case.issues) if condition else "",
        constraint=show(permission.allowed),
        constraint_words=words(permission.allowed, case.issues),
        statements=unique((first_told(case, permission.statement), permission.statement)),
        readings=(permission.reading,),
        rivals=_rivals(rivals, (permission.reading,)),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """The texts of a reading, read: what it is about, in words, and which issues it names."""

    words: str
    condition_words: str
    issues: tuple[str, ...]


def _read(case: Case, reading: ReadingView) -> _Read:
    said: list[str] = []
    named: list[str] = []
    for text in (reading.proposition, reading.condition):
        proposition: Proposition | None = parse(text, case.issues) if text else None
        said.append(words(proposition, case.issues) if proposition else "")
        named.extend(issues_of(proposition) if proposition else ())
    return _Read(said[0], said[1], unique(named))


def _noted_entry(
    case: Case, passage: Passage, reading: ReadingView, rivals: Mapping[str, Sequence[str]]
) -> CellEntry:
    """Return a reservation or a denial: noted, with no effect on positions."""
    read = _read(case, reading)
    return CellEntry(
        kind=_NOTED[reading.stance],
        id=reading.id,
        stance=reading.stance,
        proposition=reading.proposition,
        words=read.words,
        condition=reading.condition,
        condition_words=read.condition_words,
        constraint="",
        constraint_words="",
        statements=(passage.statement,),
        readings=(reading.id,),
        rivals=_rivals(rivals, (reading.id,)),
    )


def _add_what_does_not_count(case: Case, drafts: dict[tuple[str, str], _Draft]) -> None:
    """Add what was superseded or taken back, and the rivals of the readings in use."""
    in_use = {reading.id for _, reading in readings_in_use(case)}
    families = rivals_of(case)
    for passage, reading in readings(case):
        why = case.withdrawn.get(reading.id, "")
        is_past = bool(why) and reading.counts
        used = "" if why else next((r for r in families.get(reading.id, ()) if r in in_use), "")
        if not is_past and not used:
            continue
        read = _read(case, reading)
        for issue in read.issues:
            draft = _draft(drafts, issue, reading.party)
            if is_past:
                draft.history.append(_past(passage, reading, read, why))
            else:
                draft.others.append(_other(passage, reading, read, used))


def _past(passage: Passage, reading: ReadingView, read: _Read, why: str) -> PastEntry:
    return PastEntry(
        reading=reading.id,
        statement=passage.statement,
        register=reading.register,
        stance=reading.stance,
        proposition=reading.proposition,
        words=read.words,
        condition=reading.condition,
        condition_words=read.condition_words,
        why=why,
    )


def _other(passage: Passage, reading: ReadingView, read: _Read, used: str) -> OtherReading:
    return OtherReading(
        reading=reading.id,
        in_place_of=used,
        statement=passage.statement,
        register=reading.register,
        stance=reading.stance,
        proposition=reading.proposition,
        words=read.words,
        condition=reading.condition,
        condition_words=read.condition_words,
    )


# ---------------------------------------------------------------------------- public, confided


def _differing(
    case: Case, drafts: Mapping[tuple[str, str], _Draft], too_large: list[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Return the cells whose public and confided entries cannot both stand as stated."""
    found: set[tuple[str, str]] = set()
    projections: Projections | None = None
    for (issue, party), draft in drafts.items():
        heard = {Register.PUBLIC, Register.CONFIDED} & set(draft.entries)
        if len(heard) < 2:
            continue
        projections = projections or Projections(case)
        if _is_widened_across(draft):
            found.add((issue, party))
            continue
        entries = (*draft.entries[Register.PUBLIC], *draft.entries[Register.CONFIDED])
        stated = [
            parse(entry.original or entry.constraint, case.issues)
            for entry in entries
            if entry.kind in _ASKING and entry.stance.rank > Stance.PREFERS.rank
        ]
        can_stand = projections.can_all_hold(stated)
        if can_stand is None or projections.too_large & set(stated):
            too_large.append((issue, party))
        if can_stand is False:
            found.add((issue, party))
    return found


_ASKING = frozenset({EntryKind.POSITION, EntryKind.LIGHTER})
"""Entries that ask for something; a preference is only an order and contradicts nothing."""


def _is_widened_across(draft: _Draft) -> bool:
    """Whether a permission of the one register widens what the party holds in the other."""
    for one, other in (
        (Register.PUBLIC, Register.CONFIDED),
        (Register.CONFIDED, Register.PUBLIC),
    ):
        permissions = {
            entry.id for entry in draft.entries[other] if entry.kind is EntryKind.PERMISSION
        }
        for entry in draft.entries[one]:
            if permissions & set(entry.relaxed_by):
                return True
    return False
