"""A page on the terminal: readable without colour, in any width."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from goodoffices.drafting.page import Page, Section, Sentence
from goodoffices.drafting.terminal import TIED, plain_spaces, print_detail, print_page
from goodoffices.figures.figure import Table
from tests.briefs import EXAMPLES, brief_of


def printed(page: Page, *, width: int = 100, detail: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, emoji=False, color_system=None)
    print_page(page, console)
    if detail:
        print_detail(page, console)
    return plain_spaces(out.getvalue())


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_longer_than_the_terminal(example: str, width: int) -> None:
    lines = printed(brief_of(example), width=width, detail=True).splitlines()
    assert [line for line in lines if len(line) > width] == []


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("width", [60, 100])
def test_no_word_is_broken(example: str, width: int) -> None:
    """Every word on the page stands whole on one line, in tables too."""
    page = brief_of(example)
    wide = set(printed(page, width=400, detail=True).split())
    wide |= {f"{word}:" for word in wide}  # a head of a table, written before its cell
    narrow = set(printed(page, width=width, detail=True).split())
    frame = set("┏━┳┓┃┡╇┩│└┴┘├┼┤")
    torn = {word for word in narrow - wide if not set(word) & frame}
    assert torn == set()


def test_few_citations_stay_together() -> None:
    text = "word " * 17 + "end"
    page = Page(
        "T", "INTERNAL", (), (Section("s", "S", sentences=(Sentence(text, ("s1", "s2")),)),)
    )
    assert "[s1 s2]" in printed(page)
    assert TIED not in printed(page)


def test_markup_of_the_terminal_is_only_text() -> None:
    page = Page(
        "[bold]T[/bold]",
        "INTERNAL",
        (Sentence("[red]x[/red]"),),
        (Section("s", "[link=x]S", sentences=(Sentence(":smile: [/]"),)),),
    )
    said = printed(page)
    for text in ("[bold]T[/bold]", "[red]x[/red]", "[link=x]S", ":smile: [/]"):
        assert text in said


TABLE = Table("Caption", ("Issue", "State", "Left"), (("gate", "incompatible", "nothing at all"),))


def test_table_is_a_list_where_the_terminal_is_narrow() -> None:
    page = Page("T", "INTERNAL", (), (Section("s", "S", tables=(TABLE,)),))
    assert [line.rstrip() for line in printed(page, width=34).splitlines()[-4:]] == [
        "  Caption",
        "  gate",
        "    State: incompatible",
        "    Left: nothing at all",
    ]
    assert "┃ Issue ┃ State        ┃ Left           ┃" in printed(page, width=100)
