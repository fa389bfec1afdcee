"""The matrix of a view: every cell in a few words, the state of each issue, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from goodoffices.case.case import Case
from goodoffices.drafting.labels import in_words_of
from goodoffices.drafting.stating import gap_in_words
from goodoffices.gaps.cells import Cell, CellEntry, EntryKind
from goodoffices.gaps.changes import Changes
from goodoffices.gaps.holdings import permission_issues
from goodoffices.gaps.matrix import Matrix, build_matrix
from goodoffices.gaps.states import IssueState, find_issue_states
from goodoffices.web.pages.matrix import CellLine, CellSummary, IssueRow, MatrixTable
from goodoffices.web.queries.choosing import Looking, address
from goodoffices.web.queries.explain import sets_of

MOST_LINES: Final = 5
"""Lines of a cell of the table; the rest are counted, and stand on the cell's own page."""

Changed = Mapping[tuple[str, str], tuple[str, ...]]
"""By issue and party, what became of the cell in words."""


def matrix_of(look: Looking) -> Matrix:
    """Return the matrix of a view."""
    return look.kept("matrix", lambda: build_matrix(look.case()))


def states_of(look: Looking) -> tuple[Mapping[str, IssueState], str]:
    """Return the state of each issue by id, and what is not certain of them."""

    def find() -> tuple[Mapping[str, IssueState], str]:
        sets, doubt = sets_of(look)
        states = find_issue_states(look.case(), sets, matrix=matrix_of(look))
        return {one.issue: one for one in states}, doubt

    return look.kept("states", find)


def table_of(look: Looking, changes: Changes | None = None) -> MatrixTable:
    """Return the table of a view; cells that changed say so."""
    case, matrix = look.case(), matrix_of(look)
    states, _ = states_of(look)
    contradicting = contradicting_statements(case)
    changed = changed_cells(changes, case) if changes is not None else {}
    return MatrixTable(
        caption="Positions by issue and party, with the register in which each is known",
        parties=tuple(matrix.parties.values()),
        rows=tuple(
            IssueRow(
                id=issue,
                name=name,
                state=states[issue].state.words,
                gap=gap_of(states[issue]),
                cells=tuple(
                    _summary(cell, matrix, look, contradicting, changed)
                    for cell in matrix.row(issue)
                ),
            )
            for issue, name in matrix.issues.items()
        ),
    )


def gap_of(state: IssueState) -> str:
    """Return the kind of gap in words; empty where there is none to speak of."""
    return gap_in_words(state) if state.gap is not None else ""


def _summary(
    cell: Cell, matrix: Matrix, look: Looking, contradicting: frozenset[str], changed: Changed
) -> CellSummary:
    lines = lines_of(cell, look.case())
    return CellSummary(
        party=matrix.parties[cell.party],
        url=address(f"/matrix/{cell.issue}/{cell.party}/", look.view),
        registers=by_register(lines[:MOST_LINES]),
        more=max(len(lines) - MOST_LINES, 0),
        marks=marks_of(cell, contradicting),
        changed=changed.get((cell.issue, cell.party), ()),
    )


def lines_of(cell: Cell, case: Case) -> tuple[tuple[str, CellLine], ...]:
    """Return the entries of a cell in a few words with their register, what is the same once."""
    lines = (
        (register.value, _line(one, case))
        for register, entries in cell.entries.items()
        for one in entries
    )
    return tuple(dict.fromkeys(lines))


def _line(entry: CellEntry, case: Case) -> CellLine:
    stance, text = entry.stance.words, words_of(entry, case)
    return CellLine("" if text.startswith(f"{stance} ") else stance, text)


def by_register(
    lines: Iterable[tuple[str, CellLine]],
) -> tuple[tuple[str, tuple[CellLine, ...]], ...]:
    """Return lines by register, in their order."""
    found: dict[str, list[CellLine]] = {}
    for register, line in lines:
        found.setdefault(register, []).append(line)
    return tuple((register, tuple(some)) for register, some in found.items())


def words_of(entry: CellEntry, case: Case) -> str:
    """Return what an entry says: in the team's words where it gave them, else computed."""
    for statement in entry.statements:
        for reading in entry.readings:
            given = in_words_of(reading, statement, case)
            if given:
                return given
    condition = f", if {entry.condition_words}" if entry.condition_words else ""
    return f"{entry.words}{condition}"


def contradicting_statements(case: Case) -> frozenset[str]:
    """Return the statements that a person linked as contradicting another."""
    return frozenset(one for kind, *both in case.links if kind == "contradicts" for one in both)


def marks_of(cell: Cell, contradicting: frozenset[str]) -> tuple[str, ...]:
    """Return what is to be minded about a cell, in words."""
    marks = []
    denied = any(entry.kind is EntryKind.DENIAL for entry in cell)
    if denied or not contradicting.isdisjoint(cell.statements):
        marks.append("accounts differ")
    if cell.differs:
        marks.append("public and confided differ")
    if cell.has_rivals:
        marks.append("can be read otherwise")
    return tuple(marks)


def changed_cells(changes: Changes, case: Case) -> Changed:
    """Return what became of each cell, in words."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for one in changes.positions:
        for issue in one.issues:
            found.setdefault((issue, one.party), {})[one.kind.value] = None
    issues_by_reading = {one.reading: permission_issues(one) for one in case.permissions}
    for given in changes.permissions:
        for issue in issues_by_reading.get(given.reading, ()):
            found.setdefault((issue, given.party), {})[f"{given.kind.value} permission"] = None
    return {cell: tuple(kinds) for cell, kinds in found.items()}
