"""The scatter of packages: where points lie, how many are drawn, and what its table says."""

from __future__ import annotations

from fractions import Fraction

import pytest

from goodoffices.figures.figure import Figure
from goodoffices.figures.pareto_scatter import MOST_DRAWN, MOST_ROWS, Point, draw_pareto_scatter
from tests.unit.figures.charts import (
    cloud,
    crowded_letters,
    four_parties,
    parts,
    two_parties,
    words,
)

CORNERS = [
    Point((Fraction(0), Fraction(10)), ("pareto",)),
    Point((Fraction(100), Fraction(0)), ("pareto", "nash"), "A"),
    Point((Fraction(50), Fraction(5))),
]


def dots(figure: Figure, kind: str) -> list[tuple[float, float]]:
    return [(float(d.get("cx", 0)), float(d.get("cy", 0))) for d in parts(figure, "circle", kind)]


def lines(figure: Figure, kind: str) -> list[tuple[float, ...]]:
    return [
        tuple(float(line.get(end, 0)) for end in ("x1", "y1", "x2", "y2"))
        for line in parts(figure, "line", kind)
    ]


def test_points_lie_where_their_worths_say() -> None:
    """The more to the right, the more to the first; the higher, the more to the second."""
    figure = draw_pareto_scatter(["North", "South"], CORNERS)
    (high, right), (middle,) = dots(figure, "frontier"), dots(figure, "other")
    assert high[0] < middle[0] < right[0]
    assert high[1] < middle[1] < right[1]
    assert middle == ((high[0] + right[0]) / 2, (high[1] + right[1]) / 2)


def test_each_axis_names_its_party_and_its_own_units() -> None:
    said = words(draw_pareto_scatter(["North", "South"], CORNERS))
    assert "→ worth to North, in its own units" in said
    assert "↑ worth to South, in its own units" in said
    assert "Units are each party's own: nothing is compared across." in said


def test_a_partys_units_change_no_place() -> None:
    """Times ten and one: the ticks are others, the dots are where they were."""
    moved = [Point((10 * one.worth[0], one.worth[1]), one.marks, one.letter) for one in CORNERS]
    figure, again = (draw_pareto_scatter(["North", "South"], some) for some in (CORNERS, moved))
    left, right = ([x for x, _ in dots(one, "frontier")] for one in (figure, again))
    assert right[1] - right[0] == left[1] - left[0]
    assert [y for _, y in dots(figure, "frontier")] == [y for _, y in dots(again, "frontier")]


def test_no_agreement_is_drawn_only_where_it_is_stated() -> None:
    def drawn(*stated: Fraction | None) -> list[tuple[float, ...]]:
        figure = draw_pareto_scatter(["North", "South"], CORNERS, no_agreement=stated)
        return lines(figure, "no-agreement")

    assert drawn(None, None) == []
    ((x1, _, x2, _),) = drawn(Fraction(20), None)
    assert x1 == x2
    ((_, y1, _, y2),) = drawn(None, Fraction(2))
    assert y1 == y2
    assert len(drawn(Fraction(20), Fraction(2))) == 2


def test_no_agreement_outside_the_points_is_inside_the_axes() -> None:
    figure = draw_pareto_scatter(
        ["North", "South"], CORNERS, no_agreement=[Fraction(400), Fraction(-3)]
    )
    grid = lines(figure, "grid")
    (across, up) = lines(figure, "no-agreement")
    assert min(x for x, *_ in grid) <= across[0] <= max(x for _, _, x, _ in grid)
    assert min(y for _, y, *_ in grid) <= up[1] <= max(y for *_, y in grid)


@pytest.mark.parametrize(("parties", "plots"), [(2, 1), (3, 3), (4, 6), (5, 10)])
def test_every_pair_has_a_plot(parties: int, plots: int) -> None:
    names = [f"P{n}" for n in range(parties)]
    figure = draw_pareto_scatter(names, cloud(20, parties))
    assert len(dots(figure, "frontier")) + len(dots(figure, "other")) == 20 * plots
    said = words(figure)
    for place, name in enumerate(names):
        assert said.count(f"→ worth to {name},") == parties - 1 - place
        assert said.count(f"↑ worth to {name},") == place


def test_of_too_many_points_it_says_how_many_are_drawn() -> None:
    points = [Point((Fraction(n), Fraction(-n)), ("pareto",)) for n in range(3 * MOST_DRAWN)]
    points[7] = Point(points[7].worth, ("pareto", "leximin"))
    points += [Point((Fraction(n), Fraction(-9000)), (), "") for n in range(50)]
    points += [Point((Fraction(1), Fraction(-8000)), (), "A")]
    figure = draw_pareto_scatter(["North", "South"], points)
    # Those with a name, then the frontier; no room is left for others but the one with a letter.
    assert len(dots(figure, "frontier")) == MOST_DRAWN - 1
    assert len(dots(figure, "other")) == 1
    assert len(lines(figure, "leximin")) == 4
    assert f"{MOST_DRAWN:,} of 6,051 packages are drawn." in words(figure)
    assert f"{MOST_DRAWN:,} of 6,051 packages are drawn." in figure.description
    assert figure.table.caption.endswith(f": {MOST_ROWS} of 6,051 packages")
    assert len(figure.table.rows) == MOST_ROWS
    assert [row[0] for row in figure.table.rows if row[0] != "a package"] == [
        "leximin point",
        "idea A",
    ]


def test_all_plots_together_hold_no_more_dots() -> None:
    figure = four_parties()
    assert len(dots(figure, "frontier")) + len(dots(figure, "other")) <= MOST_DRAWN
    assert "333 of 1,200 packages are drawn." in words(figure)


def test_where_all_are_drawn_nothing_else_is_said() -> None:
    figure = draw_pareto_scatter(["North", "South"], CORNERS)
    assert "are drawn" not in words(figure)
    assert "All 3 packages are drawn." in figure.description


def test_letters_of_one_place_stand_together_and_all_of_them_stand_somewhere() -> None:
    said = words(two_parties()).split()
    assert {"A", "B", "C,", "D", "E"} <= set(said)
    crowded = words(crowded_letters()).split()
    assert [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in crowded] == []


def test_table_and_description_say_what_is_drawn() -> None:
    figure = draw_pareto_scatter(["North", "South"], CORNERS, no_agreement=[Fraction(395, 6), None])
    assert figure.table.head == ("Package", "Worth to North", "Worth to South", "Frontier")
    assert figure.table.rows == (
        ("a package", "0", "10", "on it"),
        ("idea A and Nash point", "100", "0", "on it"),
        ("a package", "50", "5", ""),
        ("no agreement", "about 65.83", "not stated", ""),
    )
    assert figure.description == (
        "Each dot is a package; one plot. All 3 packages are drawn. 2 are on the frontier. "
        "Worth 100 to North and 0 to South: idea A and Nash point. "
        "No agreement is worth about 65.83 to North."
    )


@pytest.mark.parametrize(
    ("parties", "points", "stated", "words"),
    [
        (["North"], [], [], "a plot takes two parties or more"),
        (["North", "South"], CORNERS, [None], "one no-agreement value a party"),
        (["North", "South"], [Point((Fraction(1),))], [], "one worth for each party"),
        (["a", "b"], [Point((Fraction(1), Fraction(1)), ("best",))], [], "there is no mark best"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    parties: list[str], points: list[Point], stated: list[Fraction | None], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        draw_pareto_scatter(parties, points, no_agreement=stated)
