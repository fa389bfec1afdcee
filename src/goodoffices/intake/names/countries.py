"""Countries as reports call them: names, adjectives, and the city that stands for a government.

Facts only, in `data/countries.csv`. A country is listed because reports name it, and that is
no view on the status of any. Where the seat of a government is contested, none is given: a
team that wants a city to stand for a party says so in the party's `also_known_as`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """One country: its names, its adjectives and people, and its seats of government."""

    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Every country that reports may name, in alphabetical order.

    Examples
    --------
    >>> next(one for one in countries() if "Egypt" in one.names)
    Country(names=('Egypt',), adjectives=('Egyptian', 'Egyptians'), seats=('Cairo',))
    """
    text = (files("goodoffices.intake") / "data" / "countries.csv").read_text(encoding="utf-8")
    return tuple(
        Country(
            names=(row["name"], *_several(row["also"])),
            adjectives=(*_several(row["adjective"]), *_several(row["people"])),
            seats=_several(row["seat"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Country]:
    return {name.casefold(): one for one in countries() for name in one.names}


def country_named(*names: str) -> Country | None:
    """Return the country that has one of these names, or None.

    Examples
    --------
    >>> country_named("Persia", "Iran").adjectives
    ('Iranian', 'Iranians')
    """
    for name in names:
        if (found := _by_name().get(name.casefold())) is not None:
            return found
    return None


@lru_cache(maxsize=1)
def _all_words() -> frozenset[str]:
    return frozenset(
        word.casefold() for one in countries() for word in (*one.names, *one.adjectives, *one.seats)
    )


def is_of_a_country(word: str) -> bool:
    """Return whether a word is a country's name, adjective, people or seat of government.

    Examples
    --------
    >>> is_of_a_country("Australia"), is_of_a_country("Philadelphia")
    (True, False)
    """
    return word.casefold() in _all_words()
