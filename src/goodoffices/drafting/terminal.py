"""A page on the terminal: readable without colour, 100 columns at most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from goodoffices.drafting.page import Page, Section, Sentence, cut_at_labels
from goodoffices.figures.figure import Table

if TYPE_CHECKING:
    from rich.console import Console

TIED: Final = "\ue000"
"""Keeps a few citations on one line; `plain_spaces` makes it a space. Rich breaks at others."""
TIED_CITES: Final = 4
"""Citations up to which they are kept together; more may stand on two lines."""


def print_page(page: Page, console: Console) -> None:
    """Print a page, section by section; citations stand dim after each sentence."""
    title = Text(page.title, style="bold")
    title.append("  ")
    title.append(page.label, style="bold reverse" if console.is_terminal else "bold")
    console.print(title)
    if page.caution:
        console.print(Text(page.caution, style="italic"))
    if page.basis:
        line = Text("Basis: ", style="bold")
        line.append(" ".join(sentence.text for sentence in page.basis), style="not bold")
        console.print(line)
    for section in page.sections:
        print_section(section, console, page.labels)


def print_detail(page: Page, console: Console) -> None:
    """Print what follows the first page: the sections in detail, then the words."""
    for section in page.detail:
        print_section(section, console, page.labels)
    if page.passages:
        console.print()
        console.print(Text("The words this rests on", style="bold cyan"))
    for one in page.passages:
        text = Text(f"{one.id}  ", style="bold")
        text.append(f"“{one.words}”", style="not bold")
        console.print(Padding(text, (0, 0, 0, 2)))
        lines = [f"“{one.translation}”"] if one.translation else []
        where = [part for part in (one.said_on, one.document_title, one.through) if part]
        where += [f"repeats {one.repeats}"] if one.repeats else []
        for line in (*lines, "; ".join(where), *one.readings):
            if line:
                console.print(Padding(Text(line, style="dim"), (0, 0, 0, 6)))


def print_section(section: Section, console: Console, labels: Sequence[str] = ()) -> None:
    """Print one section; figures stand as their tables."""
    console.print()
    console.print(Text(section.title, style="bold cyan"))
    if section.note:
        console.print(Padding(Text(section.note, style="italic"), (0, 0, 0, 2)))
    if section.is_empty and section.empty:
        console.print(Padding(Text(section.empty), (0, 0, 0, 2)))
    for sentence in section.sentences:
        _print_sentence(sentence, console, labels, mark="- " if section.is_list else "")
    for name, sentences in section.groups:
        console.print(Padding(Text(name, style="bold"), (0, 0, 0, 2)))
        for sentence in sentences:
            _print_sentence(sentence, console, labels, mark="- ", indent=2)
    for table in (*section.tables, *(figure.table for figure in section.figures)):
        _print_table(table, console)
    if section.footnote:
        console.print(Padding(Text(section.footnote, style="italic"), (0, 0, 0, 2)))


def _print_sentence(
    sentence: Sentence, console: Console, labels: Sequence[str], *, mark: str, indent: int = 0
) -> None:
    grid = RichTable.grid(padding=0)
    grid.add_column(width=2 + indent + len(mark))
    grid.add_column(ratio=1)
    text = Text()
    for piece, is_label in cut_at_labels(sentence.text, labels):
        text.append(piece, style="bold" if is_label else "")
    if sentence.cites:
        between = TIED if len(sentence.cites) <= TIED_CITES else " "
        text.append(f"  [{between.join(sentence.cites)}]", style="dim")
    grid.add_row(Text(" " * (2 + indent) + mark), text)
    console.print(grid)


def _print_table(table: Table, console: Console) -> None:
    """Print a table; where its longest words do not fit beside each other, as lists."""
    console.print(Padding(Text(table.caption, style="italic"), (0, 0, 0, 2)))
    frame = 3 * len(table.head) + 1
    widths = _widths(table, console.width - 2 - frame)
    if widths is None:
        _print_rows(table, console)
        return
    shown = RichTable()
    for name, width in zip(table.head, widths, strict=True):
        shown.add_column(name, width=width)
    for row in table.rows:
        shown.add_row(*(Text(cell) for cell in row))
    console.print(Padding(shown, (0, 0, 0, 2)))


def _widths(table: Table, room: int) -> list[int] | None:
    """The width of each column, so that no word is broken; None where that cannot be."""
    columns = list(zip(table.head, *table.rows, strict=True))
    widths = [max(map(_longest_word, column)) for column in columns]
    wanted = [max(map(cell_len, column)) for column in columns]
    if sum(widths) > room:
        return None
    for _ in range(room - sum(widths)):
        # The column that would need the most lines as it is gets the next character.
        needy = max(range(len(widths)), key=lambda place: wanted[place] / max(widths[place], 1))
        if wanted[needy] <= widths[needy]:
            break
        widths[needy] += 1
    return widths


def _longest_word(text: str) -> int:
    return max((cell_len(word) for word in text.split()), default=0)


def _print_rows(table: Table, console: Console) -> None:
    for first, *others in table.rows:
        console.print(Padding(Text(first, style="bold"), (0, 0, 0, 2)))
        for name, cell in zip(table.head[1:], others, strict=True):
            line = Text(f"{name}: ", style="dim")
            line.append(cell, style="not dim")
            console.print(Padding(line, (0, 0, 0, 4)))


def plain_spaces(text: str) -> str:
    """Return printed text with the spaces that tied citations together made plain again."""
    return text.replace(TIED, " ")
