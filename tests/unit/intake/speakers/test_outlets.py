"""Who published a document."""

from __future__ import annotations

import pytest

from tests.unit.intake.drafting.lock_talks import drafts_of


def outlet(text: str, **about: object) -> tuple[str, tuple[str, ...]]:
    found = drafts_of(text, **about)
    return found.drafts[0].chain[-1].speaker, found.document.questions


def test_outlet_that_a_person_gave_is_taken() -> None:
    assert outlet("Two traders said that the lock is shut.") == ("lock_gazette", ())


def test_outlet_that_sources_told_is_supposed_and_asked_about() -> None:
    found, asked = outlet("Two traders told Reuters that the lock is shut.", outlet="")
    assert found == "reuters"
    assert asked == ('is this from Reuters? its sources "told Reuters"',)


@pytest.mark.parametrize(
    "hearer", ["the Canal League", "Ida Holm", "Norway", "parliament", "reporters"]
)
def test_who_is_no_outlet_is_not_supposed_to_be_one(hearer: str) -> None:
    found, asked = outlet(f"Two traders told {hearer} that the lock is shut.", outlet="")
    assert (found, asked) == ("outlet_of_memo", ())
