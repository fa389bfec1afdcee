"""The page of figures: written by `make bench`, so only what it names is checked here."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.bridging.page import Place, figures, growth_table, table, verdicts
from bench.bridging.rows import GOALS, Goal, Row

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "performance.md"


def test_page_names_every_row_and_its_goal_in_order() -> None:
    """`make bench BENCH=bridging` writes it anew after a row has been added."""
    text = PAGE.read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    works = [goal.work for goal in GOALS.values()]
    listed = [(cells[0], cells[-2]) for cells in rows if cells[0] in works]
    assert listed == [(goal.work, goal.words) for goal in GOALS.values()]


def test_page_says_what_was_missed_before_the_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before = text.partition("| work |")[0]
    missed = [
        line.split(" | ")[0].strip("| ")
        for line in text.splitlines()
        if line.startswith("| ") and "**missed**" in line
    ]
    said = [line for line in before.splitlines() if line.startswith("- ")]
    listed = [line for line in said if line.startswith(tuple(f"- {work}: " for work in missed))]
    assert [line.partition(": ")[0] for line in listed] == [
        f"- {work}".partition(": ")[0] for work in missed
    ]


@pytest.mark.parametrize("name", ["frontier-seconds.svg", "frontier-points.svg"])
def test_figure_is_there_and_says_what_it_shows(name: str) -> None:
    text = (ROOT / "docs" / "images" / name).read_text(encoding="utf-8")
    drawn = ET.fromstring(text)  # noqa: S314 -- our own figure
    told = {one.tag.rpartition("}")[2]: one.text for one in drawn if one.text}
    assert {"title", "desc"} <= set(told)
    assert f"../images/{name}" in PAGE.read_text(encoding="utf-8")


def test_missed_and_unmeasured_goals_are_told_apart() -> None:
    goal = Goal("one", "one", seconds=1)
    rows = [
        Row(goal, seconds=0.5),
        Row(goal, seconds=2.0),
        Row(goal, absent="the scenarios are not here"),
        Row(Goal("two", "two")),
    ]
    assert [row.verdict for row in rows] == [
        "met",
        "**missed**: 2 s, not 1 s",
        "not measured: the scenarios are not here",
        "–",
    ]
    said = verdicts(rows)
    assert (
        said
        == "Of 3 goals 1 is met, 1 missed, 1 not measured.\n\nMissed:\n\n- one: 2 s, not 1 s.\n"
    )
    assert len(table(rows).splitlines()) == 2 + len(rows)


def test_figures_and_their_table_show_the_same_places() -> None:
    growth = {
        "2 parties": [Place(10, 0.001, 100), Place(20, 0.002, 400)],
        "NegMAS, 2 parties": [Place(10, 60.0, 100)],
    }
    assert growth_table(growth).splitlines()[2:] == [
        "| 10 | 1 ms, 100 points | 60 s, 100 points |",
        "| 20 | 2 ms, 400 points | – |",
    ]
    drawn = figures(growth)
    assert drawn["frontier-seconds.svg"].count("<circle") == 3
    assert drawn["frontier-points.svg"].count("<circle") == 2
