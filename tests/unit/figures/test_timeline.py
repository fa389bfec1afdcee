"""The timeline: bars lie on their days, every sign is counted, and the table says the same."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.figures.figure import Figure
from goodoffices.figures.timeline import Bar, PhaseBand, draw_timeline
from goodoffices.figures.timeline_signs import KEY
from tests.unit.figures.charts import (
    LONG,
    long_timeline,
    no_timeline,
    odd_timeline,
    parts,
    timeline,
    words,
)

HALVES = (PhaseBand("Phase 1", 0, 50), PhaseBand("Phase 2", 50, 100))


def spans(figure: Figure, kind: str) -> list[tuple[float, float]]:
    """Where the boxes of a class begin and end."""
    boxes = parts(figure, "rect", kind)
    lefts = [float(box.get("x", 0)) for box in boxes]
    return [
        (left, left + float(box.get("width", 0))) for left, box in zip(lefts, boxes, strict=True)
    ]


def places(figure: Figure, kind: str) -> list[float]:
    """Where the lines of a class stand."""
    return [float(line.get("x1", 0)) for line in parts(figure, "line", kind)]


def test_bars_tails_and_phases_lie_on_their_days() -> None:
    bar = Bar("Release", "North", 0, 25, 50, verified=75)
    figure = draw_timeline([bar, Bar("Pay", "South", 1, 50, 100)], phases=HALVES)
    first, second = spans(figure, "phase")
    (early, late) = spans(figure, "bar")
    (tail,) = spans(figure, "tail")
    assert first[1] == second[0] == early[1] == tail[0] == late[0]
    assert second[1] == late[1]
    assert early[0] == (first[0] + first[1]) / 2
    assert tail[1] == (second[0] + second[1]) / 2
    assert places(figure, "last-day") == [first[1], second[1]]


def test_every_sign_is_there_as_often_as_it_is_said() -> None:
    figure = timeline()
    assert len(parts(figure, "rect", "bar")) == 5
    assert len(parts(figure, "rect", "tail")) == 3
    assert len(parts(figure, "rect", "phase")) == 5 + 1  # a row each, and a phase without a step
    assert len(places(figure, "last-day")) == 5 + 1
    assert len(places(figure, "due")) == 3
    assert len(parts(figure, "circle", "joint")) == 1


def test_the_key_says_the_signs_that_occur() -> None:
    said = words(timeline())
    assert [sign for sign, text in KEY.items() if text.split()[-1] not in said] == []
    plain = words(draw_timeline([Bar("Release", "North", 0, 1, 2)], phases=HALVES))
    assert "a phase, from its first day to its last" in plain
    assert [text for text in ("not verified", "is due", "joint") if text in plain] == []


def test_a_due_day_after_the_phase_stands_right_of_its_last_day_and_is_said() -> None:
    figure = draw_timeline(
        [Bar("Withdrawal", "South", 0, 0, 42, due=50)], phases=[PhaseBand("Phase 1", 0, 42)]
    )
    ((due,), (last,)) = places(figure, "due"), places(figure, "last-day")
    assert due > last
    assert "D+0 to D+42; due D+50; due after the last day of the phase" in words(figure)


@pytest.mark.parametrize(
    ("bar", "text"),
    [
        (Bar("a", "North", 0, 3, 3), "North: D+3"),
        (Bar("a", "North", 0, 3, 5, for_whom="South"), "North, for South: D+3 to D+5"),
        (Bar("a", "North", 0, 3, 5, verified=9), "North: D+3 to D+5; verified D+9"),
        (Bar("a", "North", 0, 3, 5, due=4), "North: D+3 to D+5; due D+4, and done later"),
        (
            Bar("a", "North", 0, 3, 55, due=60),
            "North D+3 to D+55; due D+60; done and due after the last day of the phase",
        ),
        (
            Bar("a", "North", 0, 3, 5, held_by="East"),
            "North: D+3 to D+5 joint: held by East until all of it is there",
        ),
    ],
)
def test_a_row_says_its_days_in_words(bar: Bar, text: str) -> None:
    assert text in words(draw_timeline([bar], phases=HALVES))


def test_dates_stand_beside_days_only_where_day_zero_is_known() -> None:
    bar = Bar("Release", "North", 0, 0, 42)
    phases = [PhaseBand("Phase 1", 0, 42)]
    dated = draw_timeline([bar], phases=phases, day_zero=date(2025, 1, 19))
    assert "last day D+42 (2025-03-02)" in words(dated)
    assert dated.table.rows[0][4:7] == (
        "D+42 (2025-03-02)",
        "D+0 (2025-01-19)",
        "D+42 (2025-03-02)",
    )
    plain = draw_timeline([bar], phases=phases)
    assert "2025" not in plain.svg
    assert "n days after day zero, whose date is not set." in words(plain)


def test_table_says_what_is_drawn_phase_by_phase() -> None:
    bars = [
        Bar("Pay", "South", 1, 60, 60, due=70, held_by="East"),
        Bar("Release", "North", 0, 3, 5, for_whom="South", verified=9),
    ]
    figure = draw_timeline(bars, phases=[*HALVES, PhaseBand("Phase 3", 100, 120)])
    assert figure.table.head == (
        "Step",
        "By",
        "For",
        "Phase",
        "Last day of the phase",
        "Begins",
        "Done",
        "Verified",
        "Due",
        "Held by",
    )
    assert figure.table.rows == (
        ("Release", "North", "South", "Phase 1", "D+50", "D+3", "D+5", "D+9", "", ""),
        ("Pay", "South", "", "Phase 2", "D+100", "D+60", "D+60", "", "D+70", "East"),
        ("no step", "", "", "Phase 3", "D+120", "", "", "", "", ""),
    )
    assert figure.description == (
        "Steps: 2. Phases: 3. Phase 1, from D+0 to D+50: 1 step. "
        "Phase 2, from D+50 to D+100: 1 step. Phase 3, from D+100 to D+120: no step. "
        "Joint: Pay, held by East. Every step stands in the table that follows."
    )


def test_a_step_of_no_days_can_be_seen_and_stays_inside() -> None:
    figure = draw_timeline(
        [Bar("a", "North", 0, 0, 0), Bar("b", "North", 1, 100, 100)], phases=HALVES
    )
    first, last = spans(figure, "bar")
    assert first[1] - first[0] == last[1] - last[0] == 3
    assert first[0] == spans(figure, "phase")[0][0]
    assert last[1] == spans(figure, "phase")[1][1]


def test_names_are_escaped_and_long_ones_stand_whole_in_the_table() -> None:
    figure = odd_timeline()
    assert "<it>" not in figure.svg
    assert 'all of <it> & "more"' in words(figure)
    assert figure.table.rows[0][:4] == (LONG,) * 4
    assert "…" in words(figure)


def test_many_steps_have_a_row_each_and_the_axis_at_both_ends() -> None:
    figure = long_timeline(60)
    assert len(parts(figure, "rect", "bar")) == len(figure.table.rows) == 60
    said = [part.text for part in parts(figure, "text")]
    assert said.count("D+0") == 2
    starts = [left for left, _ in spans(figure, "bar")]
    assert starts == sorted(starts)


@pytest.mark.parametrize("figure", [timeline(), odd_timeline(), long_timeline(), no_timeline()])
def test_it_fits_a_page_of_390_px(figure: Figure) -> None:
    wide = float(parts(figure, "svg")[0].get("width", 0))
    assert wide <= 360


def test_nothing_scheduled_is_said() -> None:
    figure = no_timeline()
    assert "No step is scheduled." in words(figure)
    assert figure.table.rows == ()
    assert parts(figure, "rect") == []


@pytest.mark.parametrize(
    ("bars", "phases", "text"),
    [
        ([], [PhaseBand("Phase 1", 5, 4)], r"Phase 1: from D\+5 to D\+4 is no phase"),
        ([], [PhaseBand("Phase 1", -1, 4)], r"from D\+-1 to D\+4 is no phase"),
        ([Bar("Pay", "North", 2, 0, 1)], HALVES, "Pay: there is no phase 2"),
        ([Bar("Pay", "North", -1, 0, 1)], HALVES, "Pay: there is no phase -1"),
        ([Bar("Pay", "North", 0, -2, 1)], HALVES, r"Pay: from D\+-2 to D\+1 is no time"),
        ([Bar("Pay", "North", 0, 2, 1)], HALVES, r"Pay: from D\+2 to D\+1 is no time"),
        ([Bar("Pay", "North", 0, 2, 3, verified=2)], HALVES, "Pay: verified before it is done"),
        ([Bar("Pay", "North", 0, 2, 3, due=-1)], HALVES, "Pay: due before day zero"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    bars: list[Bar], phases: list[PhaseBand], text: str
) -> None:
    with pytest.raises(ValueError, match=text):
        draw_timeline(bars, phases=phases)
