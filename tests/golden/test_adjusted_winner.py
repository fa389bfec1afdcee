"""Camp David by Adjusted Winner: as Brams and Togman published it, and as the example has it."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from goodoffices.bridging.adjusted_winner import AdjustedWinner, Transfer, adjust, adjust_case
from goodoffices.bridging.adjusted_winner_check import check_adjusted_winner
from tests.briefs import analysis_of

TABLE = Path(__file__).parents[3] / "shared" / "tables" / "camp_david_aw.json"
needs_table = pytest.mark.skipif(
    not TABLE.exists(), reason="the published table is not beside the project"
)
BOTH = ("Israel", "Egypt")


def published() -> Any:
    return json.loads(TABLE.read_text(encoding="utf-8"))


def adjusted(points: dict[str, list[int]]) -> AdjustedWinner:
    return adjust(
        {
            item: {party: Fraction(number) for party, number in zip(BOTH, pair, strict=True)}
            for item, pair in points.items()
        },
        parties=BOTH,
    )


@needs_table
def test_camp_david_is_divided_as_published() -> None:
    table = published()
    expected = table["expected"]
    found = adjusted(table["points"])
    assert tuple(table["order"]) == found.parties
    assert found.winner_sums == expected["winner_phase"] == {"Israel": 60, "Egypt": 75}
    assert found.tied == ()
    assert found.split_item == expected["split_item"] == "Sinai"
    assert found.fraction == Fraction(expected["fraction_to_loser(Israel)"]) == Fraction(1, 6)
    assert found.transfers == (
        Transfer("Sinai", "Egypt", "Israel", Fraction(11, 7), Fraction(1, 6)),
    )
    assert found.final == {"Israel": Fraction(395, 6), "Egypt": Fraction(395, 6)}
    assert check_adjusted_winner(found) == ()


@needs_table
def test_the_winner_phase_is_what_was_agreed() -> None:
    """Each item undivided went to whom the agreement gave it."""
    table = published()
    found = adjusted(table["points"])
    outcome = table["actual_outcome"]
    for party in BOTH:
        agreed = [one.split(" (")[0] for one in outcome[party]]
        assert list(found.items_of(party)) == agreed
    assert found.winner_sums == outcome["points_if_Sinai_undivided"]


@needs_table
def test_the_misprint_gives_another_split() -> None:
    """51 for the Sinai, as one page has it: the points of Egypt sum to 96."""
    table = published()
    control = table["negative_control"]["with blog typo Sinai=51 (column sums to 96)"]
    points = table["points"]
    found = adjusted({**points, "Sinai": [points["Sinai"][0], 51]})
    assert found.fraction == Fraction(control["fraction"]) == Fraction(11, 86)
    assert set(found.final.values()) == {Fraction(5545, 86)}
    assert float(found.final["Egypt"]) == pytest.approx(control["each"], abs=1e-4)


def test_the_example_is_divided_issue_by_issue() -> None:
    """Of 80 and 95 points, since it has no issue of Jerusalem: each brought to 100, by hand."""
    found = adjust_case(analysis_of("camp-david-1978").case)
    assert found.parties == ("egypt", "israel")
    assert found.items_of("israel") == ("normalisation", "linkage", "egypt_say", "freeze")
    assert found.items_of("egypt") == (
        "demilitarisation",
        "sinai_settlements",
        "sinai_airfields",
        "principles",
    )
    # Israel 4 x 10 of 80; Egypt 18 + 19 + 18 + 20 of 95.
    assert found.winner_sums == {"israel": 50, "egypt": Fraction(1500, 19)}
    # The airfields are 15 to Israel and 360/19 to Egypt; the lead of 550/19 is less than both.
    assert found.transfers == (
        Transfer("sinai_airfields", "egypt", "israel", Fraction(24, 19), Fraction(110, 129)),
    )
    assert set(found.final.values()) == {Fraction(2700, 43)}
    assert check_adjusted_winner(found) == ()
