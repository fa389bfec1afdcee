"""The matrix as a map: what each party holds on each issue, at a glance.

Colour says what kind of thing is on record, never how strong it is: strength is not
compared between parties. The word in the cell is the strongest stance as stated.
"""

from __future__ import annotations

from typing import Final

from goodoffices.figures.figure import LINE, Drawing, Figure, Table, wrap
from goodoffices.gaps.cells import Cell, EntryKind
from goodoffices.gaps.matrix import Matrix

KINDS: Final[tuple[tuple[str, str, str, float], ...]] = (
    ("refuses", "refuses something", "#b5533c", 0.30),
    ("asks", "asks for something", "#2f6ea8", 0.28),
    ("both", "asks and refuses", "#7a4f9a", 0.28),
    ("permits", "lets something be", "#3b8a5a", 0.28),
    ("noted", "only noted", "#8a8a8a", 0.22),
    ("none", "nothing on record", "none", 0.0),
)
"""Each kind of cell: its name, in words, its colour, and how much of it."""

_LEGEND: Final = 360.0
"""The least width, so that the legend fits."""

_LEFT, _CELL, _ROW = 190.0, 128.0, 46.0


def kind_of(cell: Cell) -> str:
    """Return the kind of a cell: what a party does on an issue, not how strongly."""
    entries = list(cell)
    makes = [e for e in entries if e.kind in {EntryKind.POSITION, EntryKind.LIGHTER}]
    refuses = any(entry.stance.is_rejecting for entry in makes)
    asks = any(not entry.stance.is_rejecting for entry in makes)
    if refuses and asks:
        return "both"
    if refuses or asks:
        return "refuses" if refuses else "asks"
    if any(entry.kind is EntryKind.PERMISSION for entry in entries):
        return "permits"
    return "noted" if entries else "none"


def draw_matrix(matrix: Matrix, *, id: str = "matrix") -> Figure:
    """Return the matrix as a map with its table.

    A cell that depends on how words are read has a broken outline.
    """
    fills = {name: (colour, opacity) for name, _, colour, opacity in KINDS}
    spoken = {kind: text for kind, text, _, _ in KINDS}
    used = {kind_of(cell) for cell in matrix.cells.values()}
    legend = [kind for kind, *_ in KINDS if kind in used]
    width = max(_LEFT + _CELL * len(matrix.parties) + 8, _LEGEND)
    heads = [wrap(name, _CELL - 8, most=3) for name in matrix.parties.values()]
    top = 10 + LINE * max(map(len, heads), default=1)
    bottom = top + _ROW * len(matrix.issues)
    height = bottom + LINE * (len(legend) + 1) + 16
    title = "Positions by issue and party"
    description = (
        f"{len(matrix.issues)} issues in rows, {len(matrix.parties)} parties in columns; "
        "the same stands in the table that follows."
    )
    drawing = Drawing(id=id, title=title, description=description, width=width, height=height)
    for column, lines in enumerate(heads):
        x = _LEFT + column * _CELL + _CELL / 2
        for place, line in enumerate(lines):
            y = top - 8 - (len(lines) - 1 - place) * LINE  # the last line stands on the cells
            drawing.text(x, y, line, middle=True, bold=True)
    for row, (issue, name) in enumerate(matrix.issues.items()):
        y = top + row * _ROW
        lines = wrap(name, _LEFT - 12, most=2)
        drawing.lines(4, _first_line(y, len(lines)), lines)
        for column, cell in enumerate(matrix.row(issue)):
            x = _LEFT + column * _CELL
            colour, opacity = fills[kind_of(cell)]
            drawing.box(
                x + 2, y + 2, _CELL - 4, _ROW - 4, fill=colour, opacity=opacity,
                dashed=cell.has_rivals, kind=f"cell-{kind_of(cell)}",
            )  # fmt: skip
            lines = wrap(word_of(cell), _CELL - 12, most=2)
            for place, line in enumerate(lines):
                base = _first_line(y, len(lines)) + place * LINE
                drawing.text(x + _CELL / 2, base, line, middle=True, small=True)
    _draw_legend(drawing, legend, spoken, fills, bottom + 14)
    return Figure(id, title, description, drawing.svg(), _table(matrix))


def _first_line(top: float, lines: int) -> float:
    """The base line of the first of some lines, so that they stand in the middle of a row."""
    return top + (_ROW - (lines - 1) * LINE) / 2 + 4


def word_of(cell: Cell) -> str:
    """The strongest stance as stated, or a dash where nothing is on record."""
    return cell.strongest.words if cell.strongest is not None else "–"


def _draw_legend(
    drawing: Drawing,
    legend: list[str],
    spoken: dict[str, str],
    fills: dict[str, tuple[str, float]],
    top: float,
) -> None:
    for place, kind in enumerate(legend):
        colour, opacity = fills[kind]
        drawing.box(4, top + place * LINE - 9, 14, 11, fill=colour, opacity=opacity)
        drawing.text(26, top + place * LINE, spoken[kind], small=True)
    y = top + len(legend) * LINE
    drawing.box(4, y - 9, 14, 11, dashed=True)
    drawing.text(26, y, "broken outline: depends on how words are read", small=True)


def _table(matrix: Matrix) -> Table:
    rows = []
    for issue, name in matrix.issues.items():
        cells = (_cell_in_words(cell) for cell in matrix.row(issue))
        rows.append((name, *cells))
    return Table(
        caption="Positions by issue and party, with the register in which each is known",
        head=("Issue", *matrix.parties.values()),
        rows=tuple(rows),
    )


def _cell_in_words(cell: Cell) -> str:
    """Everything in a cell, in words, by register."""
    parts = []
    for register, entries in cell.entries.items():
        for entry in entries:
            condition = f", if {entry.condition_words}" if entry.condition_words else ""
            said = f"{entry.stance.words}: {entry.words}" if entry.words else entry.stance.words
            parts.append(f"{said}{condition} ({register.value})")
    return "; ".join(parts) or "nothing on record"
