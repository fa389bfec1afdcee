"""The chart of exposure: a panel a party, bounds where they lie, and nothing read across."""

from __future__ import annotations

from fractions import Fraction

import pytest

from goodoffices.figures.exposure_chart import Curve, draw_exposure_chart
from goodoffices.figures.figure import Figure
from tests.unit.figures.charts import (
    LONG,
    MOMENTS,
    exposure,
    no_exposure,
    parts,
    shortfall_of_many_moments,
    thirds,
    words,
)

NORTH = Curve("North", thirds((0, 0), (1, 3), (0, 2), (1, 2)))


def heights(figure: Figure, kind: str) -> list[float]:
    return [float(line.get("y1", 0)) for line in parts(figure, "line", kind)]


def test_bounds_lie_where_their_shares_say() -> None:
    """The floor of the panel is none, its top is all that the party gets."""
    figure = draw_exposure_chart([NORTH], MOMENTS)
    top, floor = min(heights(figure, "grid")), max(heights(figure, "grid"))
    tall = floor - top
    most = [floor - tall * part for part in (0, 1, 2 / 3, 2 / 3)]
    assert heights(figure, "most") == pytest.approx(most, abs=0.01)
    least = [floor - tall * part for part in (1 / 3, 0, 1 / 3)]
    assert heights(figure, "least") == pytest.approx(least, abs=0.01)
    bands = [
        (float(box.get("y", 0)), float(box.get("height", 0)))
        for box in parts(figure, "rect", "band")
    ]
    assert [y for y, _ in bands] == pytest.approx(most[1:], abs=0.01)
    assert [y + high for y, high in bands] == pytest.approx(least, abs=0.01)


def test_bounds_that_meet_are_a_line_alone() -> None:
    figure = draw_exposure_chart([Curve("North", thirds((0, 0), (1, 1), (1, 1)))], MOMENTS[:3])
    assert parts(figure, "rect") == []
    assert parts(figure, "line", "least") == []
    assert len(parts(figure, "line", "most")) == 3
    assert len(parts(figure, "line", "rise")) == 1
    assert "nothing is left open" in words(figure)


def test_every_party_has_a_panel_and_none_is_read_against_another() -> None:
    figure = exposure()
    assert len(parts(figure, "line", "most")) == 3 * 4
    said = words(figure)
    assert [part.text for part in parts(figure, "text")].count("100 %") == 3
    assert "Shares of two parties are not measured alike" in said
    starts = [said.index(f"{name} ") for name in ("North", "South", "East")]
    assert starts == sorted(starts)


def test_another_party_changes_no_height_in_a_panel() -> None:
    """Each is drawn against its own total alone."""
    large = Curve("South", thirds((0, 0), (9, 9), (9, 9), (9, 9)))
    alone = draw_exposure_chart([NORTH], MOMENTS)
    beside = draw_exposure_chart([NORTH, large], MOMENTS)
    assert heights(beside, "most")[:4] == heights(alone, "most")


def test_each_panel_says_in_words_where_the_most_is_largest() -> None:
    figure = exposure()
    said = words(figure)
    for text in (
        "at most 100 %, at the moment “phase 1, at worst”",
        "at most 67 %, at the moment “phase 1, at worst” and at 1 other",
        "none at any moment",
    ):
        assert text in said
        assert text in figure.description


def test_titles_say_what_is_measured() -> None:
    assert draw_exposure_chart([NORTH], MOMENTS).title == (
        "Exposure, moment by moment: what each party has done for which the return is still owed"
    )
    figure = draw_exposure_chart([NORTH], MOMENTS, kind="shortfall")
    assert figure.title == (
        "Shortfall, moment by moment: what each party would gain by stopping there"
    )
    assert figure.id == "shortfall"


def test_title_says_of_which_order_it_is_where_there_are_several() -> None:
    figure = draw_exposure_chart([NORTH], MOMENTS, when="As moved")
    assert figure.title == (
        "As moved: exposure, moment by moment: what each party has done for which the return is"
        " still owed"
    )
    assert (figure.table.caption.startswith(figure.title), figure.title in figure.svg) == (
        True,
        True,
    )


def test_table_has_a_row_a_moment_and_a_column_a_party() -> None:
    figure = exposure()
    assert figure.table.head == ("Moment", "North", "South", "East")
    assert figure.table.rows == (
        ("before", "0 %", "0 %", "0 %"),
        ("phase 1, at worst", "33 % to 100 %", "67 %", "0 %"),
        ("after phase 1", "0 % to 67 %", "33 %", "0 %"),
        ("phase 2, at worst", "33 % to 67 %", "67 %", "0 %"),
    )
    assert figure.table.caption.endswith("; in shares of that party's own total benefit")


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(1, 10**6), "<1 %"),
        (1 - Fraction(1, 10**6), ">99 %"),
        (1 + Fraction(1, 10**6), ">100 %"),
        (Fraction(3, 2), "150 %"),
    ],
)
def test_none_and_all_are_said_only_where_it_is_so(share: Fraction, text: str) -> None:
    figure = draw_exposure_chart([Curve("North", ((share, share),))], ["before"])
    assert figure.table.rows == (("before", text),)


def test_more_than_all_has_an_axis_that_reaches_it_and_a_line_at_all() -> None:
    figure = draw_exposure_chart([Curve("North", thirds((0, 4), (1, 2)))], MOMENTS[:2])
    said = [part.text for part in parts(figure, "text")]
    assert [text for text in said if (text or "").endswith(" %")] == ["0 %", "100 %", "150 %"]
    broken = [one for one in parts(figure, "line", "grid") if one.get("stroke-dasharray")]
    assert len(broken) == 1


def test_moments_have_their_names_or_numbers_with_a_key() -> None:
    assert "1: before" not in words(exposure())
    said = words(shortfall_of_many_moments(12))
    assert "1: before 2: phase 1, at worst" in said
    assert "25: after phase 12" in said
    assert "Moments 1 to 121, by name in the table" in words(shortfall_of_many_moments(60))
    assert len(shortfall_of_many_moments(60).table.rows) == 121


def test_names_of_moments_are_cut_in_no_place() -> None:
    figure = draw_exposure_chart([NORTH], [*MOMENTS[:3], "Donaudampfschifffahrt begins again"])
    assert "4: Donaudampfschifffahrt begins again" in words(figure)


def test_names_are_escaped_and_long_ones_stand_whole_in_the_table() -> None:
    figure = shortfall_of_many_moments()
    assert "<others>" not in figure.svg
    assert "South & <others>" in words(figure)
    assert figure.table.head == ("Moment", LONG, "South & <others>")


@pytest.mark.parametrize(
    "figure", [exposure(), shortfall_of_many_moments(60), no_exposure()], ids=lambda one: one.id
)
def test_it_fits_a_page_of_390_px(figure: Figure) -> None:
    assert float(parts(figure, "svg")[0].get("width", 0)) <= 360


@pytest.mark.parametrize(
    ("curves", "moments"), [([], []), ([], MOMENTS), ([Curve("North", ())], [])]
)
def test_nothing_to_draw_is_said(curves: list[Curve], moments: list[str]) -> None:
    figure = draw_exposure_chart(curves, moments)
    assert words(figure) == "There is nothing to draw: no party has shares at any moment."
    assert parts(figure, "line") == []


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        (thirds((0, 1)), "North: 1 bounds, 2 moments"),
        (thirds((0, 1), (2, 1)), "North, after: from 2/3 to 1/3 are no bounds"),
        (thirds((-1, 1), (0, 1)), "North, before: from -1/3 to 1/3 are no bounds"),
    ],
)
def test_what_are_no_bounds_is_refused(
    bounds: tuple[tuple[Fraction, Fraction], ...], text: str
) -> None:
    with pytest.raises(ValueError, match=text):
        draw_exposure_chart([Curve("North", bounds)], ["before", "after"])
