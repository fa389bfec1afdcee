"""The matrix as a page: issue by issue, each party with what it holds and since when."""

from __future__ import annotations

from goodoffices.case.case import Case
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.page import Page, Section, Sentence, label_of
from goodoffices.gaps.cells import Cell, CellEntry
from goodoffices.gaps.matrix import Matrix


def build_matrix_page(case: Case, matrix: Matrix) -> Page:
    """Return the matrix in words: a section for each issue, a group for each party heard."""
    sections = tuple(
        Section(
            id=f"issue-{issue}",
            title=name,
            groups=tuple(
                (matrix.parties[cell.party], tuple(_sentences(cell, matrix)))
                for cell in matrix.row(issue)
                if not cell.is_empty
            ),
            footnote=_nothing_from(matrix, issue),
        )
        for issue, name in matrix.issues.items()
    )
    return Page(
        title=case.title or "What is on record",
        label=label_of(case),
        basis=say_basis(case),
        caution=case.caution,
        sections=sections,
    )


def _sentences(cell: Cell, matrix: Matrix) -> list[Sentence]:
    said = []
    if cell.differs:
        said.append(
            Sentence("What it says in public and what it confides differ.", cell.statements)
        )
    for register, entries in cell.entries.items():
        said += [
            Sentence(f"{register.value}: {_entry(entry, matrix)}", entry.statements)
            for entry in entries
        ]
    said += [
        Sentence(
            f"{one.register.value}, read otherwise: {one.stance.words}"
            + (f": {one.words}" if one.words else "")
            + f" ({one.reading} instead of {one.in_place_of})",
            (one.statement,),
        )
        for one in cell.others
    ]
    said += [
        Sentence(f"before: {one.stance.words}: {one.words} ({one.why})", (one.statement,))
        for one in cell.history
    ]
    return said


def _entry(entry: CellEntry, matrix: Matrix) -> str:
    text = f"{entry.stance.words}: {entry.words}" if entry.words else entry.stance.words
    if entry.condition_words:
        text += f", if {entry.condition_words}"
    if entry.shared_with:
        names = ", ".join(matrix.parties.get(one, one) for one in entry.shared_with)
        text += f"; shared with {names}"
    if entry.is_relaxed:
        text += f"; widened by {', '.join(entry.relaxed_by)} to: {entry.constraint_words}"
    return text


def _nothing_from(matrix: Matrix, issue: str) -> str:
    silent = [matrix.parties[cell.party] for cell in matrix.row(issue) if cell.is_empty]
    return f"Nothing on record: {', '.join(silent)}." if silent else ""
