"""Countries as reports call them."""

from __future__ import annotations

from goodoffices.intake.names.countries import countries, country_named


def test_every_country_has_a_name_of_its_own() -> None:
    names = [name.casefold() for one in countries() for name in one.names]
    assert len(names) == len(set(names))


def test_every_country_has_an_adjective() -> None:
    assert [one.names for one in countries() if not one.adjectives] == []


def test_country_is_found_by_any_of_its_names() -> None:
    assert country_named("türkiye") is country_named("Turkey")
    assert country_named("Nowhere") is None
