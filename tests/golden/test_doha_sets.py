"""What must come out for doha-round, worked by hand and here by brute force, without a solver."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from goodoffices.record.entries import CaseFile, RecordFile
from tests.golden.by_hand import (
    Means,
    Position,
    Sets,
    incompatible,
    movement,
    packages,
    positions,
    read,
)

MEANS: Means = {
    "not (philadelphi is stays and netzarim is stays)": lambda p: (
        not (p["philadelphi"] == "stays" and p["netzarim"] == "stays")
    ),
    "management is force": lambda p: p["management"] == "force",
    "philadelphi is complete_withdrawal": lambda p: p["philadelphi"] == "complete_withdrawal",
    "philadelphi is two_phase_withdrawal": lambda p: p["philadelphi"] == "two_phase_withdrawal",
    "second_phase is after_exchange": lambda p: p["second_phase"] == "after_exchange",
    "philadelphi is stays": lambda p: p["philadelphi"] == "stays",
}

P1: Position = frozenset({"r1"})  # Israel rejects leaving either corridor
P2: Position = frozenset({"r2"})  # Israel insists on a force if it leaves
P3: Position = frozenset({"r3_egypt", "r3_hamas"})  # Egypt and Hamas reject the force
P4: Position = frozenset({"r4"})  # Egypt: complete withdrawal, or two phases after the exchange
P5: Position = frozenset({"r5"})  # Egypt rejects that forces stay on its border

LEADING: dict[str, str] = {}
OFFER = {"r2": "r2_offer"}


def sets(*some: set[Position]) -> Sets:
    return {frozenset(one) for one in some}


@pytest.mark.parametrize(
    ("choice", "cannot_stand", "would_matter"),
    [
        pytest.param(
            LEADING,
            sets({P1, P4}, {P1, P5}, {P2, P3, P4}, {P2, P3, P5}),
            sets({P1, P2}, {P1, P3}, {P4, P5}),
            id="the conditional sentence is a demand",
        ),
        pytest.param(
            OFFER,
            # P1 is now widened: neither corridor left, or a force.
            sets({P1, P3, P4}, {P1, P3, P5}),
            sets({P1}, {P3}, {P4, P5}),
            id="the conditional sentence is an offer",
        ),
    ],
)
def test_sets_are_as_worked_by_hand(
    choice: Mapping[str, str], cannot_stand: Sets, would_matter: Sets
) -> None:
    """The sets of the editorial target, under each reading of one sentence."""
    every = packages(read("doha-round", CaseFile))
    standing = positions(read("doha-round", RecordFile), MEANS, every, choice=choice)
    assert incompatible(standing, every) == cannot_stand
    assert movement(standing, every) == would_matter


def test_the_demand_and_the_widened_refusal_are_one_position() -> None:
    """True of the same packages, so both sets with it hold under every reading."""
    every = packages(read("doha-round", CaseFile))
    record = read("doha-round", RecordFile)
    demand = positions(record, MEANS, every, choice=LEADING)[P2]
    widened = positions(record, MEANS, every, choice=OFFER)[P1]
    assert demand == widened


def test_the_two_phases_need_the_exchange() -> None:
    """Egypt's permission widens its position, only where the second phase follows the exchange."""
    every = packages(read("doha-round", CaseFile))
    allowed = positions(read("doha-round", RecordFile), MEANS, every)[P4]
    found = [package for number, package in enumerate(every) if allowed >> number & 1]
    assert {(one["philadelphi"], one["second_phase"]) for one in found} == {
        ("complete_withdrawal", "after_exchange"),
        ("complete_withdrawal", "otherwise"),
        ("two_phase_withdrawal", "after_exchange"),
    }


def test_every_proposition_has_its_meaning_here() -> None:
    """A proposition that changes in the files changes the hand-worked answer: look again."""
    record = read("doha-round", RecordFile)
    readings = [reading for one in record.statements for reading in one.readings]
    texts = {text for one in readings for text in (one.proposition, one.condition) if text}
    assert texts == set(MEANS)
