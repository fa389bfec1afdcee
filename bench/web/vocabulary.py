"""Who talks about what in a drawn case, and what each side is for; nothing here is anybody real."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

PARTIES: Final = 12
ISSUES: Final = 60
SIDES: Final = 3
OPTIONS: Final = 4
DISPUTED: Final = 0.3
"""The share of issues on which two sides are for different options."""

SUBJECTS: Final = (
    *("access roads", "water shares", "release of detainees", "border posts", "customs revenue"),
    *("airspace", "return of families", "local police", "fishing grounds", "school books"),
    *("monitoring", "power lines", "land titles", "heavy weapons", "missing persons"),
)
AREAS: Final = ("the valley", "the coast", "the plateau", "the old town")
PLACES: Final = (
    *("Aven", "Brook", "Cale", "Dorn", "Elm", "Ford", "Glen", "Hale", "Isle", "Kern", "Lund"),
    "Moor",
)
FILLING: Final = (
    *("once", "the", "lists", "are", "exchanged", "and", "verified", "by", "observers", "who"),
    *("report", "every", "month", "after", "harvest", "before", "winter", "in", "two", "steps"),
    *("with", "guarantees", "from", "neighbours", "under", "supervision", "of", "engineers"),
    *("convoys", "clinics", "markets", "bridges", "wells", "archives", "ports", "hours", "routes"),
)

Content = dict[str, object]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The parties and issues of a drawn case, and the option that each party is for.

    Examples
    --------
    >>> drawn = draw_vocabulary(Random(1))
    >>> len(drawn.parties), len(drawn.issues), len(drawn.favourites["p01"])
    (12, 60, 60)
    """

    parties: tuple[Content, ...]
    issues: tuple[Content, ...]
    favourites: dict[str, dict[str, str]]


def draw_vocabulary(choose: Random) -> Vocabulary:
    """Return who talks about what; parties of one side are for the same."""
    parties = [f"p{number + 1:02}" for number in range(PARTIES)]
    issues = [f"i{number + 1:02}" for number in range(ISSUES)]
    sides: list[dict[str, str]] = [{} for _ in range(SIDES)]
    for issue in issues:
        common, other = choose.sample(range(OPTIONS), 2)
        apart = choose.randrange(SIDES) if choose.random() < DISPUTED else SIDES
        for number, side in enumerate(sides):
            side[issue] = f"o{other if number == apart else common}"
    return Vocabulary(
        tuple(_party(name, number) for number, name in enumerate(parties)),
        tuple(_issue(name, number) for number, name in enumerate(issues)),
        {name: sides[number % SIDES] for number, name in enumerate(parties)},
    )


def _party(name: str, number: int) -> Content:
    role = "mediator" if number == PARTIES - 1 else "negotiating"
    return {"id": name, "name": f"{PLACES[number]} council", "roles": [role], "handling": "public"}


def _issue(name: str, number: int) -> Content:
    title = f"{SUBJECTS[number % len(SUBJECTS)]} in {AREAS[number // len(SUBJECTS)]}"
    options = [
        {"id": f"o{each}", "title": f"arrangement {each + 1}", "handling": "public"}
        for each in range(OPTIONS)
    ]
    return {"id": name, "title": title.capitalize(), "options": options, "handling": "public"}
