"""The ledger of trade-offs: a band a party, each against its own weight, and nothing summed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from goodoffices.figures.trade_off_ledger import LedgerColumn, draw_trade_off_ledger
from tests.unit.figures.charts import LONG, ledger, odd_ledger, parts, words

COLUMN = LedgerColumn(
    "A", {"water": "shared"}, {"water": {"p": Fraction(1, 4), "q": Fraction(3, 4)}}
)
WEIGHTS = {"p": {"water": Fraction(30), "border": Fraction(70)}, "q": {"water": Fraction(1, 2)}}


def test_a_band_is_as_long_as_the_share_whatever_the_weight() -> None:
    figure = draw_trade_off_ledger(
        [COLUMN], issues={"water": "Water"}, parties={"p": "P", "q": "Q"}, weights=WEIGHTS
    )
    whole = [float(box.get("width", 0)) for box in parts(figure, "rect", "stake")]
    got = [float(box.get("width", 0)) for box in parts(figure, "rect", "gets")]
    assert len(set(whole)) == 1
    assert got == [whole[0] / 4, whole[0] * 3 / 4]
    assert len({box.get("fill") for box in parts(figure, "rect", "gets")}) == 1


def test_table_has_a_row_for_each_party_on_each_issue() -> None:
    figure = draw_trade_off_ledger(
        [COLUMN, replace(COLUMN, label="B", options={"border": "open"}, shares={})],
        issues={"water": "Water", "border": "Border"},
        parties={"p": "P", "q": "Q"},
        weights=WEIGHTS,
    )
    assert figure.table.head == ("Issue", "Party", "Weight, in its own units", "A", "B")
    assert figure.table.rows == (
        ("Water", "P", "30 of 100", "shared: 25 %", "left open"),
        ("Water", "Q", "0.5 of 0.5", "shared: 75 %", "left open"),
        ("Border", "P", "70 of 100", "left open", "open: not known"),
        ("Border", "Q", "0 of 0.5", "no weight", "open: no weight"),
    )


def test_columns_and_rows_keep_the_order_given() -> None:
    figure = ledger()
    assert figure.table.head[3:] == ("A", "B", "C")
    said = words(figure)
    order = [said.index(name) for name in ("Normal relations", "Israeli", "Link", "Stop")]
    assert order == sorted(order)


def test_nothing_is_summed() -> None:
    """No number of the picture is one that only adding up gives."""
    said = words(ledger())
    assert [word for word in ("total", "Total", "sum:", "all issues") if word in said] == []
    numbers = [part.text for part in parts(ledger(), "text") if (part.text or "").endswith(" %")]
    assert len(numbers) == 3 * 4 * 2


def test_what_is_not_known_has_words_and_no_band() -> None:
    figure = odd_ledger()
    assert len(parts(figure, "rect", "stake")) == 3
    assert len(parts(figure, "rect", "gets")) == 2
    said = words(figure)
    assert [
        word for word in ("not known", "no weight", "left open", "<1 %") if word not in said
    ] == []
    assert figure.table.head[3] == LONG


@pytest.mark.parametrize("share", [Fraction(-1, 9), Fraction(10, 9)])
def test_a_share_that_is_none_is_refused(share: Fraction) -> None:
    with pytest.raises(ValueError, match="the share of p on water is"):
        draw_trade_off_ledger(
            [replace(COLUMN, shares={"water": {"p": share}})],
            issues={"water": "Water"},
            parties={"p": "P"},
            weights=WEIGHTS,
        )
