"""Bars of acceptability: as long as the share, with its error, and called no probability."""

from __future__ import annotations

from fractions import Fraction

import pytest

from goodoffices.figures.acceptability_bars import Acceptability, draw_acceptability_bars
from tests.unit.figures.charts import bars, parts, words


def test_bars_are_as_long_as_the_shares_in_the_order_given() -> None:
    figure = draw_acceptability_bars(
        [
            Acceptability("B", Fraction(1, 4), 0.0),
            Acceptability("A", Fraction(1), 0.0),
            Acceptability("C", Fraction(1, 2), 0.0),
        ],
        samples=100,
    )
    wide = [float(box.get("width", 0)) for box in parts(figure, "rect", "share")]
    assert wide == [wide[1] / 4, wide[1], wide[1] / 2]
    assert [row[0] for row in figure.table.rows] == ["B", "A", "C"]


def test_whiskers_span_one_error_either_way_and_stay_in_range() -> None:
    figure = draw_acceptability_bars(
        [Acceptability("A", Fraction(1, 2), 0.1), Acceptability("B", Fraction(9, 10), 0.3)],
        samples=100,
    )
    bar, other = (
        (float(box.get("x", 0)), float(box.get("width", 0)))
        for box in parts(figure, "rect", "share")
    )
    ends = [
        float(line.get(end, 0))
        for line in parts(figure, "line", "error")
        if line.get("y1") == line.get("y2")
        for end in ("x1", "x2")
    ]
    left, whole = bar[0], bar[1] * 2
    assert other[0] == left
    wanted = [left + part * whole for part in (0.4, 0.6, 0.6, 1)]
    assert ends == pytest.approx(wanted, abs=0.02)


def test_picture_and_table_say_what_a_share_is_and_is_not() -> None:
    figure = bars()
    assert "share of sampled preference profiles, no probability; 1,000 profiles" in words(figure)
    assert figure.title == "Acceptability: share of sampled preference profiles, no probability"
    assert figure.table.caption == f"{figure.title}; 1,000 profiles"
    assert figure.table.head == ("Package", "Share of profiles", "Standard error")
    assert [row[1:] for row in figure.table.rows] == [
        ("62.0 %", "1.5 %"),
        ("0.0 %", "all alike: up to 0.3 % may be otherwise"),
        ("0.2 %", "0.2 %"),
        ("99.7 %", "5.0 %"),
        ("100.0 %", "all alike: up to 0.3 % may be otherwise"),
    ]
    for row in figure.table.rows:
        error = "0.0 %" if row[2].startswith("all alike") else row[2]
        assert f"{row[0]} {row[1].removesuffix(' %')} ± {error}" in figure.description


@pytest.mark.parametrize(
    ("share", "text"), [(Fraction(1, 10**5), "<0.1 %"), (1 - Fraction(1, 10**5), ">99.9 %")]
)
def test_none_and_all_are_said_only_where_it_is_so(share: Fraction, text: str) -> None:
    figure = draw_acceptability_bars([Acceptability("A", share, 0.0)], samples=10**5)
    assert figure.table.rows[0][1] == text


@pytest.mark.parametrize(
    ("share", "error"),
    [
        (Fraction(-1, 2), 0.0),
        (Fraction(3, 2), 0.0),
        (Fraction(1), -0.1),
        (Fraction(1), float("nan")),
    ],
)
def test_what_is_no_share_is_refused(share: Fraction, error: float) -> None:
    with pytest.raises(ValueError, match="A: a share lies from 0 to 1"):
        draw_acceptability_bars([Acceptability("A", share, error)], samples=1)
