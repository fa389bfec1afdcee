"""A page on the terminal: readable without colour, 100 columns at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from goodoffices.drafting.page import Page, Section, Sentence
from goodoffices.figures.figure import Table

if TYPE_CHECKING:
    from rich.console import Console


def print_page(page: Page, console: Console) -> None:
    """Print a page, section by section; citations stand dim after each sentence."""
    console.print(Text(page.title, style="bold"), end="  ")
    console.print(Text(page.label, style="bold reverse" if console.is_terminal else "bold"))
    if page.caution:
        console.print(Text(page.caution, style="italic"))
    if page.basis:
        line = Text("Basis: ", style="bold")
        for sentence in page.basis:
            line.append(f"{sentence.text} ", style="not bold")
        console.print(line)
    for section in page.sections:
        print_section(section, console)


def print_detail(page: Page, console: Console) -> None:
    """Print what follows the first page: the sections in detail, then the words."""
    for section in page.detail:
        print_section(section, console)
    if page.passages:
        console.print()
        console.print(Text("The words this rests on", style="bold cyan"))
    for one in page.passages:
        text = Text(f"{one.id}  ", style="bold")
        text.append(f"“{one.words}”", style="not bold")
        console.print(Padding(text, (0, 0, 0, 2)))
        where = "; ".join(part for part in (one.said_on, one.document_title, one.through) if part)
        console.print(Padding(Text(where, style="dim"), (0, 0, 0, 6)))
        for reading in one.readings:
            console.print(Padding(Text(reading, style="dim"), (0, 0, 0, 6)))


def print_section(section: Section, console: Console) -> None:
    """Print one section; figures stand as their tables."""
    console.print()
    console.print(Text(section.title, style="bold cyan"))
    if section.note:
        console.print(Padding(Text(section.note, style="italic"), (0, 0, 0, 2)))
    if section.is_empty and section.empty:
        console.print(Padding(Text(section.empty), (0, 0, 0, 2)))
    for sentence in section.sentences:
        _print_sentence(sentence, console, mark="- " if section.is_list else "")
    for name, sentences in section.groups:
        console.print(Padding(Text(name, style="bold"), (0, 0, 0, 2)))
        for sentence in sentences:
            _print_sentence(sentence, console, mark="- ", indent=2)
    for table in (*section.tables, *(figure.table for figure in section.figures)):
        _print_table(table, console)
    if section.footnote:
        console.print(Padding(Text(section.footnote, style="italic"), (0, 0, 0, 2)))


def _print_sentence(sentence: Sentence, console: Console, *, mark: str, indent: int = 0) -> None:
    grid = RichTable.grid(padding=0)
    grid.add_column(width=2 + indent + len(mark))
    grid.add_column(ratio=1)
    text = Text(sentence.text)
    if sentence.cites:
        text.append(f"  [{' '.join(sentence.cites)}]", style="dim")
    grid.add_row(Text(" " * (2 + indent) + mark), text)
    console.print(grid)


def _print_table(table: Table, console: Console) -> None:
    shown = RichTable(title=Text(table.caption), title_justify="left", title_style="italic")
    for place, name in enumerate(table.head):
        shown.add_column(name, overflow="fold", ratio=1 if place else None)
    for row in table.rows:
        shown.add_row(*(Text(cell) for cell in row))
    console.print(Padding(shown, (0, 0, 0, 2)))
