"""The day on which something was said."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.case.when import When
from tests.unit.intake.drafting.lock_talks import drafts_of


def said_on(text: str, **about: object) -> When | None:
    return drafts_of(text, **about).drafts[0].said_on


def test_day_beside_the_cue_is_when_it_was_said() -> None:
    found = said_on("Ostravia said on Monday that it rejects mixed patrols.")
    assert found is not None
    assert (found.start, found.end) == (date(2025, 4, 7), date(2025, 4, 7))


def test_day_within_the_words_is_not_when_they_were_said() -> None:
    assert said_on("Ostravia said that the lock would open on Monday.") is None


def test_had_said_is_before_the_report_and_asked_about() -> None:
    one = drafts_of("Ostravia had said that it rejects mixed patrols.").drafts[0]
    assert one.said_on is not None
    assert one.said_on.unresolved == "before this report"
    assert "when was it said? some time before the report" in one.questions


def test_day_without_a_date_of_the_document_is_asked_about() -> None:
    text = "Ostravia said on Monday that it rejects mixed patrols."
    one = drafts_of(text, dated=None).drafts[0]
    assert '"on Monday": which day was that?' in one.questions


@pytest.mark.parametrize("when", ["since March", "since Monday"])
def test_since_opens_a_time_that_goes_on(when: str) -> None:
    found = said_on(f"Ostravia has said {when} that it rejects mixed patrols.")
    assert found is not None
    assert found.unresolved.startswith("since")
    assert found.end == date(2025, 4, 9)
