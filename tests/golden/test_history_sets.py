"""What must come out for the two historical examples, by brute force, without a solver."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import pytest

from goodoffices.record.entries import CaseFile, RecordFile
from tests.golden.by_hand import (
    Meaning,
    Means,
    Package,
    Position,
    Sets,
    incompatible,
    movement,
    packages,
    positions,
    read,
)

NAMED = {"named": (0, 325, 326, 443, 444, 450)}
"""Enough of the numbers: every side of every number that somebody named."""


def settled(issue: str, option: str) -> Meaning:
    return lambda package: package[issue] == option


def among(issue: str, *options: str) -> Meaning:
    return lambda package: package[issue] in options


def number(package: Package) -> int:
    return int(package["named"])


SHALIT: Means = {
    "sequence is captive_first": settled("sequence", "captive_first"),
    "named >= 450": lambda package: number(package) >= 450,
    "named > 325": lambda package: number(package) > 325,
    "named <= 443": lambda package: number(package) <= 443,
    "leaders is included": settled("leaders", "included"),
    "place is home": settled("place", "home"),
    "place is some_elsewhere": settled("place", "some_elsewhere"),
}
CAMP_DAVID: Means = {
    "normalisation above recognition": among("normalisation", "treaty", "full"),
    "normalisation is full": settled("normalisation", "full"),
    "demilitarisation below whole": among("demilitarisation", "little", "much"),
    "demilitarisation above little": among("demilitarisation", "much", "whole"),
    "linkage above no_link": among("linkage", "loose", "close"),
    "linkage below close": among("linkage", "no_link", "loose"),
    "linkage is no_link": settled("linkage", "no_link"),
    "egypt_say is part": settled("egypt_say", "part"),
    "principles is as_egypt_asks": settled("principles", "as_egypt_asks"),
    "sinai_settlements is stay": settled("sinai_settlements", "stay"),
    "sinai_settlements is egyptian_title": settled("sinai_settlements", "egyptian_title"),
    "sinai_settlements is removed": settled("sinai_settlements", "removed"),
    "sinai_airfields is kept_for_years": settled("sinai_airfields", "kept_for_years"),
    "sinai_airfields is until_withdrawal": settled("sinai_airfields", "until_withdrawal"),
    "freeze is three_months": settled("freeze", "three_months"),
    "freeze is whole_talks": settled("freeze", "whole_talks"),
}

# Shalit: who holds what, by the readings that make it.
NUMBER_HAMAS: Position = frozenset({"r_named_hamas"})
NUMBER_ISRAEL: Position = frozenset({"r_named_israel"})
LEADERS_HAMAS: Position = frozenset({"r_leaders_hamas"})
LEADERS_ISRAEL: Position = frozenset({"r_leaders_israel"})
HOME: Position = frozenset({"r_home"})
ELSEWHERE: Position = frozenset({"r_place_israel"})

# Camp David.
AIRFIELDS_ISRAEL: Position = frozenset({"r_airfields_israel"})
AIRFIELDS_EGYPT: Position = frozenset({"r_airfields_egypt", "r_airfields_egypt_again"})
PRINCIPLES_ISRAEL: Position = frozenset({"r_paper_israel"})
PRINCIPLES_EGYPT: Position = frozenset({"r_principles_egypt", "r_principles_egypt_aides"})
SAY_ISRAEL: Position = frozenset({"r_say_israel"})
SAY_EGYPT: Position = frozenset({"r_say_egypt"})
FREEZE_ISRAEL: Position = frozenset({"r_freeze_letter"})
FREEZE_UNITED_STATES: Position = frozenset({"r_freeze_us"})
LINKAGE_ISRAEL: Position = frozenset({"r_linkage_israel_end"})
LINKAGE_EGYPT: Position = frozenset({"r_linkage_egypt"})
SETTLEMENTS_ISRAEL: Position = frozenset({"r_settlements_israel", "r_settlements_israel_buffer"})
SETTLEMENTS_EGYPT: Position = frozenset({"r_settlements_egypt_first"})

LAST_DAY = "1978-09-17"
PAIRS_IN_THE_END = [
    (AIRFIELDS_ISRAEL, AIRFIELDS_EGYPT),
    (PRINCIPLES_ISRAEL, PRINCIPLES_EGYPT),
    (SAY_ISRAEL, SAY_EGYPT),
    (FREEZE_ISRAEL, FREEZE_UNITED_STATES),
]


def sets(some: Iterable[Iterable[Position]]) -> Sets:
    return {frozenset(one) for one in some}


def one_of_each(pairs: Iterable[tuple[Position, Position]]) -> Sets:
    return sets(itertools.product(*pairs))


def test_shalit_three_pairs_stand_against_each_other() -> None:
    """Number, leaders, place."""
    every = packages(read("shalit-2011", CaseFile), NAMED)
    standing = positions(read("shalit-2011", RecordFile), SHALIT, every)
    pairs = [(NUMBER_HAMAS, NUMBER_ISRAEL), (LEADERS_HAMAS, LEADERS_ISRAEL), (HOME, ELSEWHERE)]
    assert incompatible(standing, every) == sets(pairs)
    assert movement(standing, every) == one_of_each(pairs)


def test_shalit_place_hangs_on_the_number_if_what_is_expected_of_hamas_is_an_offer() -> None:
    """Deportation then blocks nothing alone: it does so with the number."""
    choice = {"r_exile_expected": "r_exile_accepted"}
    every = packages(read("shalit-2011", CaseFile), NAMED)
    standing = positions(read("shalit-2011", RecordFile), SHALIT, every, choice=choice)
    assert incompatible(standing, every) == sets(
        [
            {NUMBER_HAMAS, NUMBER_ISRAEL},
            {LEADERS_HAMAS, LEADERS_ISRAEL},
            {HOME, ELSEWHERE, NUMBER_ISRAEL},
        ]
    )
    assert movement(standing, every) == sets(
        {*one, leaders}
        for one in (
            {NUMBER_ISRAEL},
            {NUMBER_HAMAS, HOME},
            {NUMBER_HAMAS, ELSEWHERE},
        )
        for leaders in (LEADERS_HAMAS, LEADERS_ISRAEL)
    )


def test_shalit_offer_of_december_widens_the_limit_of_march() -> None:
    """443 is open on Israel's side, where some of those released do not go home."""
    every = packages(read("shalit-2011", CaseFile), NAMED)
    record = read("shalit-2011", RecordFile)
    allowed = positions(record, SHALIT, every)[NUMBER_ISRAEL]
    found = [package for place, package in enumerate(every) if allowed >> place & 1]
    assert max(number(one) for one in found if one["place"] == "home") == 325
    assert max(number(one) for one in found if one["place"] == "some_elsewhere") == 443


@pytest.mark.parametrize(
    ("choice", "until", "pairs"),
    [
        pytest.param({}, LAST_DAY, PAIRS_IN_THE_END, id="at the end, the opposite is a direction"),
        pytest.param(
            {"r_linkage_israel": "r_linkage_israel_end"},
            LAST_DAY,
            [*PAIRS_IN_THE_END, (LINKAGE_ISRAEL, LINKAGE_EGYPT)],
            id="at the end, the opposite is no link",
        ),
        pytest.param(
            {},
            "1978-09-12",
            [*PAIRS_IN_THE_END[:2], (SETTLEMENTS_ISRAEL, SETTLEMENTS_EGYPT)],
            id="as of 12 September, before the promise to ask the Knesset",
        ),
    ],
)
def test_camp_david_pairs(
    choice: Mapping[str, str], until: str, pairs: list[tuple[Position, Position]]
) -> None:
    """Each gap is between two positions, and the Sinai settlements leave the list on the 16th."""
    every = packages(read("camp-david-1978", CaseFile))
    record = read("camp-david-1978", RecordFile)
    standing = positions(record, CAMP_DAVID, every, choice=choice, until=until)
    assert incompatible(standing, every) == sets(pairs)
    assert movement(standing, every) == one_of_each(pairs)


@pytest.mark.parametrize(
    ("example", "means"), [("shalit-2011", SHALIT), ("camp-david-1978", CAMP_DAVID)]
)
def test_every_proposition_has_its_meaning_here(example: str, means: Means) -> None:
    """A proposition that changes in the files changes the answer: look again."""
    record = read(example, RecordFile)
    readings = [reading for one in record.statements for reading in one.readings]
    texts = {text for one in readings for text in (one.proposition, one.condition) if text}
    assert texts == set(means)
