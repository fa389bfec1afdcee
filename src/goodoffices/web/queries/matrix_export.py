"""The matrix as a file: the same table as on the page, for a spreadsheet or a browser."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from goodoffices.case.case import Case
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.html import to_html
from goodoffices.drafting.page import Page, Section, label_of
from goodoffices.figures.figure import Table
from goodoffices.gaps.cells import Cell
from goodoffices.record.exporting import harmless
from goodoffices.web.queries.choosing import Looking, pairs_of, say_view
from goodoffices.web.queries.matrix import (
    contradicting_statements,
    gap_of,
    lines_of,
    marks_of,
    matrix_of,
    states_of,
)


def matrix_as_csv(look: Looking) -> str:
    """Return the table for a spreadsheet; a value that it would take for a formula is marked."""
    table = matrix_as_table(look)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in (table.head, *table.rows):
        writer.writerow([harmless(one) for one in row])
    return out.getvalue()


def matrix_as_html(look: Looking) -> str:
    """Return the table as a page of its own that needs nothing else."""
    case = look.case()
    table = matrix_as_table(look)
    section = Section(id="matrix", title="Matrix", note=f"{say_view(look)}.", tables=(table,))
    title = f"{case.title or 'What is on record'}: who holds what"
    return to_html(Page(title, label_of(case), say_basis(case), (section,), caution=case.caution))


def matrix_as_table(look: Looking) -> Table:
    """Return the whole matrix in words: an issue a row, with its state, and a column a party."""
    return look.kept("matrix in words", lambda: _table(look))


def _table(look: Looking) -> Table:
    matrix = matrix_of(look)
    states, _ = states_of(look)
    case = look.case()
    contradicting = contradicting_statements(case)
    return Table(
        caption="Positions by issue and party, with the register in which each is known",
        head=("Issue", "State", "Kind of gap", *matrix.parties.values()),
        rows=tuple(
            (
                name,
                states[issue].state.words,
                gap_of(states[issue]),
                *(_in_words(cell, case, contradicting) for cell in matrix.row(issue)),
            )
            for issue, name in matrix.issues.items()
        ),
    )


def _in_words(cell: Cell, case: Case, contradicting: frozenset[str]) -> str:
    said = [
        f"{': '.join(one for one in (line.stance, line.words) if one)} ({register})"
        for register, line in lines_of(cell, case)
    ]
    marks = [f"[{one}]" for one in marks_of(cell, contradicting)]
    return "; ".join([*said, *marks]) or "nothing on record"


@dataclass(frozen=True, slots=True)
class Export:
    """A form in which a table leaves the pages: what writes it, and its kind."""

    write: Callable[[Looking], str]
    kind: str


EXPORTS: Final = {
    "csv": Export(matrix_as_csv, "text/csv"),
    "html": Export(matrix_as_html, "text/html"),
}
"""By the ending of the file."""


def file_name(look: Looking, what: str, ending: str) -> str:
    """Return how a file is called: by the case, what it is, and what it shows; no clock.

    Examples
    --------
    >>> from pathlib import Path
    >>> from goodoffices.record.view import View
    >>> from goodoffices.record.visibility import THE_TEAM
    >>> from goodoffices.storage.desk import Desk
    >>> look = Looking(Desk(Path("doha")), THE_TEAM, View(registers=("public",)))
    >>> file_name(look, "matrix", "csv")
    'doha-matrix-internal-register-public.csv'
    """
    shows = [f"{name}-{value}" for name, value in pairs_of(look.view)]
    text = "-".join([look.desk.path.name, what, "internal", *shows])
    return f"{re.sub(r'[^A-Za-z0-9-]+', '-', text)[:120]}.{ending}"
