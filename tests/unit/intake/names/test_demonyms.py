"""How the people of a place are called."""

from __future__ import annotations

import pytest

from goodoffices.intake.names.demonyms import demonyms_of


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Lusitavia", "Lusitavian"),
        ("Norvik", "Norviker"),
        ("Borland", "Borlanders"),
        ("Novara", "Novarese"),
        ("Castelly", "Castellian"),
        ("Bergamo", "Bergaman"),
        ("Terre", "Terrean"),
    ],
)
def test_place_gives_the_usual_endings(name: str, word: str) -> None:
    assert word in demonyms_of(name)


@pytest.mark.parametrize("name", ["Dawn", "River Front", "the union", "UNRWA", "Egypt", "Niger"])
def test_other_names_give_none(name: str) -> None:
    assert demonyms_of(name) == ()


def test_word_of_a_country_is_left_to_it() -> None:
    assert "Nigerian" not in demonyms_of("Nigeri")
