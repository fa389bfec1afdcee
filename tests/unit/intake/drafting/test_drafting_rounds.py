"""Rounds as drafts: their day, their end, and what is asked of them."""

from __future__ import annotations

from datetime import date

from goodoffices.case.rounds import Outcome
from tests.unit.intake.drafting.lock_talks import drafts_of

UNTOLD = "how did it end? the report does not say"


def test_round_has_its_venue_its_day_and_its_end() -> None:
    text = "A second round of talks in Lisbon ended on Monday without agreement."
    (one,) = drafts_of(text).rounds
    assert (one.venue, one.outcome) == ("Lisbon", Outcome.ENDED_WITHOUT_AGREEMENT)
    assert one.held_on is not None
    assert one.held_on.start == date(2025, 4, 7)
    assert one.questions == ()


def test_round_whose_end_is_not_told_is_asked_about() -> None:
    (one,) = drafts_of("A second round of talks was held in Lisbon on Monday.").rounds
    assert UNTOLD in one.questions


def test_nobody_asks_how_a_round_to_come_ended() -> None:
    (one,) = drafts_of("A new round of talks will be held in Lisbon on Friday.").rounds
    assert one.held_on is not None
    assert one.held_on.start == date(2025, 4, 11)
    assert UNTOLD not in one.questions


def test_round_without_a_day_is_asked_about() -> None:
    (one,) = drafts_of("A second round of talks in Lisbon ended without agreement.").rounds
    assert one.questions == ("when was it? the report gives no day",)
