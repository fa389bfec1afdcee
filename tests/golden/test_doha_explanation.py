"""The explanation of doha-round is the one worked by hand, through files, fold and engine."""

from __future__ import annotations

import pytest

from goodoffices.gaps.explanation import Explanation, ReadingSets, explain
from goodoffices.record.checks.check import load
from goodoffices.record.fold import Fold
from tests.golden.by_hand import EXAMPLES

# Each position by the first reading that makes it; P2 and the widened P1 are one position.
NAMES = {"r1": "P1", "r2": "P2", "r3_egypt": "P3", "r3_hamas": "P3", "r4": "P4", "r5": "P5"}
LEADING: dict[str, str] = {}
OFFER = {"r2": "r2_offer"}


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    return explain(Fold(load(EXAMPLES / "doha-round").record))


def named(found: Explanation, sets: tuple[tuple[str, ...], ...]) -> set[frozenset[str]]:
    """Sets of positions by the names they have in the hand-worked text."""
    names = {one.id: NAMES[one.forms[0].reading] for one in found.positions}
    return {frozenset(names[one] for one in some) for some in sets}


def of(found: Explanation, choice: dict[str, str]) -> ReadingSets:
    return next(one for one in found.readings if one.choice == choice)


def sets(*some: str) -> set[frozenset[str]]:
    return {frozenset(one.split()) for one in some}


def test_it_is_proven_and_complete(explanation: Explanation) -> None:
    assert (explanation.status, explanation.complete) == ("proven", True)
    assert (explanation.fragile_complete, explanation.untabled_complete) == (True, True)
    assert [one.choice for one in explanation.readings] == [LEADING, OFFER]


def test_sets_under_the_leading_reading(explanation: Explanation) -> None:
    """The conditional sentence is a demand; the refusal stands beside it."""
    leading = of(explanation, LEADING)
    assert named(explanation, leading.incompatible) == sets(
        "P1 P4", "P1 P5", "P2 P3 P4", "P2 P3 P5"
    )
    assert named(explanation, leading.movement) == sets("P1 P2", "P1 P3", "P4 P5")


def test_sets_where_the_sentence_is_an_offer(explanation: Explanation) -> None:
    """The refusal is widened by it, and is then true of the same choices as the demand was."""
    offer = of(explanation, OFFER)
    widened = next(one for one in offer.positions if "r1" in one.readings)
    demand = next(one for one in of(explanation, LEADING).positions if "r2" in one.readings)
    assert widened.id == demand.id
    assert named(explanation, offer.incompatible) == sets("P2 P3 P4", "P2 P3 P5")
    assert named(explanation, offer.movement) == sets("P2", "P3", "P4 P5")


def test_what_holds_under_every_reading(explanation: Explanation) -> None:
    everywhere = explanation.under_every_reading
    assert named(explanation, everywhere.incompatible) == sets("P2 P3 P4", "P2 P3 P5")
    assert named(explanation, everywhere.movement) == sets("P4 P5")


def test_it_depends_on_how_the_conditional_sentence_is_read(explanation: Explanation) -> None:
    """On the statement that carries the readings, not on the one that repeats it."""
    assert explanation.depends_on == ("s10",)


def test_it_is_fragile_on_statements_that_stand_alone(explanation: Explanation) -> None:
    """What the agency says twice does not hang on one sentence."""
    assert explanation.fragile_on == ("s9", "s14", "s15")


def test_untabled_options(explanation: Explanation) -> None:
    found = [
        (
            one.issue,
            dict(one.choice),
            [
                (named(explanation, (each.positions,)), each.withdrawing_suffices)
                for each in one.admitted_by
            ],
        )
        for one in explanation.untabled
    ]
    assert found == [
        ("philadelphi", LEADING, [(sets("P2 P4"), False)]),
        ("philadelphi", OFFER, [(sets("P4"), False)]),
        ("management", OFFER, [(sets("P2"), True)]),
    ]


def test_nobody_is_at_odds_with_itself_and_no_instrument_is_a_position(
    explanation: Explanation,
) -> None:
    """The accords of 1978 are a reason there, not a demand."""
    assert explanation.own == ()
    assert explanation.instruments == ()


def test_the_fixed_words_stand_beside_it(explanation: Explanation) -> None:
    assert explanation.caveat == (
        "Movement on any one of these, or a formula not yet tabled, would remove the"
        " incompatibility. This is no view on who should move. Mandate, timing, trust and will are"
        " not in this record."
    )
