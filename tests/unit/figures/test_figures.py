"""Figures: accessible, with a table that says the same, and legible however much there is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.stances import Stance
from goodoffices.figures.figure import CHARACTER, SVG, Figure, wrap
from goodoffices.figures.incompatible_set import Member, draw_incompatible_set
from goodoffices.figures.matrix_map import KINDS, draw_matrix, kind_of, word_of
from goodoffices.gaps.matrix import build_matrix
from tests.briefs import EXAMPLES, analysis_of, brief_of
from tests.cases import Said, make_case
from tests.unit.figures.charts import charts

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 6
NAMES = {
    f"i{n}": name for n, name in enumerate(["Corridor", "Prisoners", "Water", LONG, "Borders"])
}
MEMBERS = (
    Member("P1", "North", "insists on all of it", tuple(NAMES)),
    Member("P12", "East, West and " + LONG, LONG, ("i0", "i3")),
    Member("P3", "South", 'rejects <any> & "every" of it', ("i1",)),
)


def figures() -> list[Figure]:
    """Every figure of the three examples, a crowded one, and the charts."""
    found = [draw_incompatible_set(MEMBERS, NAMES, id="crowded"), *charts()]
    for example in EXAMPLES:
        page = brief_of(example)
        for section in (*page.sections, *page.detail):
            found += [replace(one, id=f"{example} {one.id}") for one in section.figures]
    return found


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 -- our own drawing


def parts(figure: Figure, tag: str) -> list[ET.Element]:
    return list(read(figure.svg).iter(f"{{{SVG}}}{tag}"))


@pytest.mark.parametrize("figure", figures(), ids=lambda one: one.id)
def test_svg_names_and_describes_itself(figure: Figure) -> None:
    root = read(figure.svg)
    names = {
        part.get("id"): part.text
        for part in root
        if part.tag in {f"{{{SVG}}}title", f"{{{SVG}}}desc"}
    }
    assert root.get("role") == "img"
    labelled = (root.get("aria-labelledby") or "").split()
    assert labelled == list(names)
    assert list(names.values()) == [figure.title, figure.description]


@pytest.mark.parametrize("figure", figures(), ids=lambda one: one.id)
def test_svg_has_no_style_script_or_reference(figure: Figure) -> None:
    """It stands in a page whose policy allows none of these."""
    allowed = {"svg", "title", "desc", "rect", "line", "circle", "text"}
    for part in read(figure.svg).iter():
        assert part.tag.removeprefix(f"{{{SVG}}}") in allowed
        assert {"style", "href", "onload", "onclick"} & set(part.attrib) == set()


@pytest.mark.parametrize("figure", figures(), ids=lambda one: one.id)
def test_nothing_leaves_the_picture_or_its_box(figure: Figure) -> None:
    """Each line of text lies in the picture, and beside a box inside it, as wide as we reckon."""
    root = read(figure.svg)
    width, height = (float(part) for part in (root.get("viewBox") or "").split()[2:])
    boxes = [
        tuple(float(box.get(key, 0)) for key in ("x", "y", "width", "height"))
        for box in parts(figure, "rect")
    ]
    for x, y, wide, tall in boxes:
        assert x >= 0
        assert y >= 0
        assert x + wide <= width
        assert y + tall <= height
    for text in parts(figure, "text"):
        x, y = float(text.get("x", 0)), float(text.get("y", 0))
        long = len(text.text or "") * CHARACTER
        left = x - long / 2 if text.get("text-anchor") == "middle" else x
        assert left >= 0
        assert left + long <= width + 1
        assert 0 < y <= height
        for bx, by, wide, tall in boxes:
            if bx <= x <= bx + wide and by <= y <= by + tall and tall > 20:
                assert left >= bx
                assert left + long <= bx + wide + 1


@pytest.mark.parametrize("figure", figures(), ids=lambda one: one.id)
def test_texts_do_not_lie_on_each_other(figure: Figure) -> None:
    places = []
    for text in parts(figure, "text"):
        x, y = float(text.get("x", 0)), float(text.get("y", 0))
        long = len(text.text or "") * CHARACTER
        left = x - long / 2 if text.get("text-anchor") == "middle" else x
        places.append((left, left + long, y - 9, y + 3))
    for one, other in itertools.combinations(places, 2):
        beside = one[1] <= other[0] or other[1] <= one[0]
        above = one[3] <= other[2] or other[3] <= one[2]
        assert beside or above, (one, other)


def test_table_of_a_set_says_what_the_drawing_says() -> None:
    figure = draw_incompatible_set(MEMBERS, NAMES, id="x")
    assert figure.table.rows == tuple(
        (one.label, one.holders, one.words, ", ".join(NAMES[issue] for issue in one.issues))
        for one in MEMBERS
    )
    assert figure.title == figure.table.caption == "These cannot all stand: P1, P12 and P3"
    for member in MEMBERS:
        assert f"{member.label}, {member.holders}: {member.words}; on" in figure.description


def test_each_meeting_has_its_dot_and_no_two_share_a_place() -> None:
    figure = draw_incompatible_set(MEMBERS, NAMES, id="x")
    dots = [(dot.get("cx"), dot.get("cy")) for dot in parts(figure, "circle")]
    assert len(dots) == sum(len(member.issues) for member in MEMBERS)
    assert len(set(dots)) == len(dots)
    lanes = {x for x, _ in dots}
    assert len(lanes) == len(MEMBERS)


def test_lines_that_cross_are_not_taken_for_one() -> None:
    """The line out of a position never lies on the line to an issue."""
    figure = draw_incompatible_set(MEMBERS, NAMES, id="x")
    ends = {float(dot.get("cy", 0)) for dot in parts(figure, "circle")}
    box = max(
        float(one.get("x", 0)) + float(one.get("width", 0))
        for one in parts(figure, "rect")[len(NAMES) :]
    )
    starts = [
        float(line.get("y1", 0))
        for line in parts(figure, "line")
        if float(line.get("x1", 0)) == box
    ]
    assert len(starts) == len(MEMBERS)
    assert [start for start in starts if any(abs(start - end) < 4 for end in ends)] == []


@pytest.mark.parametrize("members", [(), (Member("P1", "North", "", ()),)])
def test_a_set_of_nothing_is_drawn(members: tuple[Member, ...]) -> None:
    read(draw_incompatible_set(members, {}, id="x").svg)


@pytest.mark.parametrize("example", EXAMPLES)
def test_map_says_each_word_and_its_table_everything(example: str) -> None:
    matrix = analysis_of(example).matrix
    figure = draw_matrix(matrix)
    assert figure.table.head == ("Issue", *matrix.parties.values())
    assert [row[0] for row in figure.table.rows] == list(matrix.issues.values())
    said = " ".join(part.text or "" for part in parts(figure, "text"))
    for issue, row in zip(matrix.issues, figure.table.rows, strict=True):
        for cell, text in zip(matrix.row(issue), row[1:], strict=True):
            assert word_of(cell).split()[0] in said
            if cell.strongest is None:
                assert text == "nothing on record"
            else:
                assert f"{cell.strongest.words}" in text
                assert len(text.split("; ")) >= len(list(cell))


def test_broken_outline_where_words_can_be_read_otherwise() -> None:
    figure = draw_matrix(analysis_of("doha-round").matrix)
    broken = [box for box in parts(figure, "rect") if box.get("stroke-dasharray")]
    assert len(broken) == 3 + 1  # Israel on three issues, and the legend


def strengths() -> Iterator[Stance]:
    return (one for one in Stance if one.makes_position and not one.is_rejecting)


def test_colour_says_what_kind_and_never_how_strong() -> None:
    """Strength is a word in an order; it is not compared between parties, so it has no colour."""
    fills = set()
    for stance in strengths():
        case = make_case(
            issues=["gate: open, shut"],
            parties=["north"],
            said=[Said(f"p1 s1 north {stance.value}", "gate is open")],
        )
        figure = draw_matrix(build_matrix(case))
        (cell,) = [box for box in parts(figure, "rect") if box.get("class")]
        fills.add((cell.get("class"), cell.get("fill"), cell.get("fill-opacity")))
    assert len(fills) == 1


def test_kinds_of_cells() -> None:
    def kind(*said: Said) -> str:
        case = make_case(issues=["gate: open, shut"], parties=["north"], said=said)
        (cell,) = build_matrix(case).cells.values()
        return kind_of(cell)

    asks = Said("p1 s1 north insists", "gate is open")
    refuses = Said("p2 s2 north rejects", "gate is shut")
    permits = Said("- s3 north would_accept", "gate is open")
    notes = Said("- s4 north reserves", "gate is open")
    assert kind() == "none"
    assert kind(asks) == "asks"
    assert kind(refuses) == "refuses"
    assert kind(asks, refuses) == "both"
    assert kind(permits) == "permits"
    assert kind(notes) == "noted"
    assert [name for name, *_ in KINDS] == ["refuses", "asks", "both", "permits", "noted", "none"]


@pytest.mark.parametrize(("issues", "parties"), [((), ()), ((), ("north",)), (("gate: a",), ())])
def test_an_empty_matrix_is_drawn(issues: tuple[str, ...], parties: tuple[str, ...]) -> None:
    figure = draw_matrix(build_matrix(make_case(issues=issues, parties=parties)))
    read(figure.svg)
    assert len(figure.table.rows) == len(issues)


@given(st.text(max_size=200), st.integers(30, 400), st.integers(1, 5))
def test_wrapped_lines_fit(text: str, width: int, most: int) -> None:
    """Every line fits the width, there are at most so many, and what is cut ends in an ellipsis."""
    lines = wrap(text, width, most=most)
    longest = max(int(width / CHARACTER), 4)
    assert len(lines) <= most
    assert all(len(line) <= longest for line in lines)
    if " ".join(lines) != " ".join(text.split()):
        assert any(line.endswith("…") for line in lines)
