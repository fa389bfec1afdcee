"""Events as drafts: of parties of the case, once, with a day where there is one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.intake.drafting.lock_talks import drafts_of


def events(text: str) -> list[tuple[str, str]]:
    return [(one.category, one.status) for one in drafts_of(text).events]


def test_event_of_a_party_has_its_day_and_the_draft_that_tells_it() -> None:
    found = drafts_of("Ostravia said that the Canal League rejected the plan on Monday.")
    (one,) = found.events
    assert (one.category, one.actors, one.told_in) == ("REJECT", ("the Canal League",), "memo_s1")
    assert one.happened_on is not None
    assert one.happened_on.start == date(2025, 4, 7)


def test_what_no_party_does_is_no_event() -> None:
    assert events("The traders rejected the plan.") == []


def test_what_is_told_twice_is_one_event() -> None:
    text = "Ostravia rejected the plan. Ostravia has rejected the plan, a trader said."
    assert events(text) == [("REJECT", "occurred")]


@pytest.mark.parametrize(
    "length", ["a truce of 60 days", "a two-month truce", "a truce of two and a half years"]
)
def test_how_long_something_lasts_is_no_day(length: str) -> None:
    (one,) = drafts_of(f"Ostravia has proposed {length}.").events
    assert one.happened_on is None


def test_no_more_than_bounds_an_offer_and_denies_none() -> None:
    assert events("Ostravia offered no more than 40 crowns.") == [("AGREE", "occurred")]


def test_declining_to_comment_is_no_event() -> None:
    assert events("Ostravia declined to comment.") == []


def test_place_in_a_dateline_does_not_act() -> None:
    assert events("Ostravia, 9 April (Wire) – Traders rejected the plan.") == []
