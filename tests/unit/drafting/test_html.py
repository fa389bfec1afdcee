"""A page as HTML: every link leads somewhere, nothing is taken for markup, nothing is fetched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.drafting.explanation_page import build_explanation_page
from goodoffices.drafting.html import (
    Level,
    figure_to_html,
    section_to_html,
    table_to_html,
    to_html,
)
from goodoffices.drafting.page import Page, Section, Sentence
from goodoffices.drafting.passages import CitedPassage, MarkedText, Segment
from goodoffices.figures.figure import Figure, Table
from tests.briefs import EXAMPLES, analysis_of, brief_of
from tests.markup import Markup

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'single' {{ 7 * 7 }} שלום \u202eabc <!-- "


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_link_leads_to_a_place_in_the_same_file(example: str) -> None:
    found = Markup.of(to_html(brief_of(example)))
    assert [link for link in found.links if not link.startswith("#")] == []
    assert {link.removeprefix("#") for link in found.links} - set(found.ids) == set()
    assert found.links


@pytest.mark.parametrize("example", EXAMPLES)
def test_ids_are_unique(example: str) -> None:
    """Also where a statement bears the name of a section."""
    found = Markup.of(to_html(brief_of(example)))
    assert sorted(found.ids) == sorted(set(found.ids))


def test_a_statement_may_be_called_like_a_section() -> None:
    page = replace(brief_of("doha-round"), passages=(a_passage("positions"), a_passage("words")))
    found = Markup.of(to_html(page))
    assert sorted(found.ids) == sorted(set(found.ids))


@pytest.mark.parametrize("example", EXAMPLES)
def test_file_needs_nothing_else(example: str) -> None:
    """No script, no style attribute, no handler, and no reference outside the file."""
    found = Markup.of(to_html(brief_of(example)))
    assert {"script", "link", "img", "iframe", "object", "embed", "form"} & set(found.tags) == set()
    names = {name for name, _ in found.attributes}
    assert {"style", "src", "srcset", "action"} & names == set()
    assert [name for name in names if name.startswith("on")] == []
    values = [value for name, value in found.attributes if name != "xmlns"]
    assert [value for value in values if "//" in value] == []
    style = to_html(brief_of(example)).split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("example", EXAMPLES)
def test_tables_have_heads_for_rows_and_columns(example: str) -> None:
    found = Markup.of(to_html(brief_of(example)))
    scopes = [value for name, value in found.attributes if name == "scope"]
    assert set(scopes) == {"col", "row"}
    assert found.tags.count("th") == len(scopes)
    assert found.tags.count("caption") == found.tags.count("table")


def a_passage(name: str = "s1", text: str = "words") -> CitedPassage:
    return CitedPassage(name, text, text, text, text, (text,), "", "d1", text)


def hostile_page(text: str = HOSTILE) -> Page:
    sentence = Sentence(f"P1 {text}", ("s1",))
    section = Section(
        "status",
        text,
        sentences=(sentence,),
        note=text,
        footnote=text,
        groups=((text, (sentence,)),),
        tables=(Table(text, (text, text), ((text, text),)),),
    )
    return Page(
        title=text,
        label=text,
        basis=(Sentence(text),),
        caution=text,
        sections=(section,),
        detail=(replace(section, id="detail"), Section("empty", text, empty=text)),
        passages=(a_passage(text=text),),
        texts=(MarkedText("d1", text, text, text, (Segment(text, ("s1",), ("s1",)),)),),
        labels=("P1",),
    )


def test_hostile_text_is_only_text() -> None:
    html = to_html(hostile_page())
    found = Markup.of(html)
    assert "script" not in found.tags
    assert html.count("&lt;script&gt;") == html.count("alert(1)")
    plain = to_html(hostile_page("plain"))
    assert found.tags == Markup.of(plain).tags
    said = "".join(found.texts)
    assert said.count(HOSTILE.strip()) >= 20
    assert "{{ 7 * 7 }}" in said


def test_words_of_any_script_set_their_own_direction() -> None:
    html = to_html(hostile_page("مرحبا"))
    assert html.count('<blockquote dir="auto"') == 2
    assert '<div class="body" dir="auto">' in html


def test_labels_stand_out_and_stay_escaped() -> None:
    html = to_html(hostile_page("<b>P1</b>"))
    assert "<b>P1</b> &lt;b&gt;<b>P1</b>&lt;/b&gt;" in html


def test_page_without_detail_has_no_empty_parts() -> None:
    analysis = analysis_of("doha-round")
    page = build_explanation_page(analysis.case, analysis.explanation)
    found = Markup.of(to_html(page))
    assert found.tags.count("article") == 1


def test_the_same_page_gives_the_same_bytes() -> None:
    assert to_html(brief_of("doha-round")) == to_html(brief_of("doha-round"))


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_section_by_itself_is_the_same_as_on_its_page(example: str) -> None:
    page = brief_of(example)
    html = to_html(page)
    for section in (*page.sections, *page.detail):
        assert section_to_html(section, labels=page.labels) in html


@pytest.mark.parametrize("example", EXAMPLES)
def test_tables_and_figures_by_themselves_are_the_same_as_on_their_page(example: str) -> None:
    page = brief_of(example)
    html = to_html(page)
    sections = (*page.sections, *page.detail)
    assert [one for part in sections for one in part.figures]
    for section in sections:
        for figure in section.figures:
            assert figure_to_html(figure) in html
        for table in section.tables:
            assert table_to_html(table) in html


def test_a_link_to_a_statement_leads_where_the_page_says() -> None:
    (section,) = hostile_page().sections
    found = Markup.of(section_to_html(section, cite_to="/case/record/%s/"))
    assert set(found.links) == {"/case/record/s1/"}
    assert set(Markup.of(section_to_html(section)).links) == {"#s1"}


@pytest.mark.parametrize("level", [1, 2, 3, 6])
def test_a_heading_has_the_level_that_is_asked(level: Level) -> None:
    found = Markup.of(section_to_html(Section("a", "A", empty="Nothing."), level=level))
    assert found.tags == ["section", f"h{level}", "p"]


def test_hostile_text_in_parts_is_only_text() -> None:
    (section,) = hostile_page().sections
    figure = Figure("f", HOSTILE, HOSTILE, "<svg></svg>", section.tables[0])
    html = section_to_html(replace(section, figures=(figure,)), labels=("P1",))
    found = Markup.of(html)
    assert "script" not in found.tags
    assert html.count("&lt;script&gt;") == html.count("alert(1)")
    assert found.tags.count("svg") == 1


def test_the_name_of_a_statement_is_only_text_in_a_link() -> None:
    section = Section("a", "A", (Sentence("Words.", ('s1"><script>',)),))
    assert Markup.of(section_to_html(section)).tags == ["section", "h2", "ul", "li", "span", "a"]
