"""A page as Markdown: nothing is taken for markup, every link has its anchor."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.drafting.markdown import escape, to_markdown
from goodoffices.drafting.page import Page, Section, Sentence
from goodoffices.figures.figure import Table
from tests.briefs import EXAMPLES, brief_of


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_link_has_its_anchor_and_each_stands_once(example: str) -> None:
    text = to_markdown(brief_of(example))
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    assert sorted(anchors) == sorted(set(anchors))
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert set(links) - set(anchors) == set()
    assert links
    assert "](http" not in text


@given(st.text(max_size=40))
def test_escaped_text_is_one_line_and_comes_back(text: str) -> None:
    said = escape(text)
    assert len(said.splitlines()) <= 1
    assert re.sub(r"\\([\\`*_{}\[\]<>#|~$])", r"\1", said) == " ".join(text.split())
    assert re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>|]", said) is None


def test_pipes_do_not_break_a_table() -> None:
    table = Table("Caption", ("A|B", "C"), (("1 | 2", "3\n4"),))
    page = Page("T", "INTERNAL", (), (Section("s", "S", tables=(table,)),))
    assert "| A\\|B | C |\n| --- | --- |\n| 1 \\| 2 | 3 4 |" in to_markdown(page)


def test_text_at_the_start_of_a_line_begins_no_list_or_heading() -> None:
    page = Page(
        "# Title",
        "INTERNAL",
        (),
        (Section("s", "S", sentences=(Sentence("1. - # x"),), is_list=False),),
    )
    lines = to_markdown(page).splitlines()
    assert lines[0] == "# \\# Title"
    assert "1\\. - \\# x" in lines


def test_labels_are_bold() -> None:
    page = Page(
        "T",
        "INTERNAL",
        (),
        (Section("s", "S", sentences=(Sentence("P1 *and* P2", ("s1",)),)),),
        labels=("P1",),
    )
    assert "- **P1** \\*and\\* P2 [s1](#s1)" in to_markdown(page)


@pytest.mark.parametrize("example", EXAMPLES)
def test_blank_lines_are_single_and_no_line_ends_in_blanks(example: str) -> None:
    text = to_markdown(brief_of(example))
    assert "\n\n\n" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
