from __future__ import annotations

import json
from dataclasses import replace

from goodoffices.case.case import Limit
from goodoffices.case.grammar import parse
from goodoffices.case.limits import Instrument
from goodoffices.case.positions import Form
from goodoffices.case.stances import Stance
from goodoffices.gaps.explanation import CAVEAT, explain
from goodoffices.gaps.explanation_json import to_json
from tests.unit.gaps.small_source import Said, SmallSource, choice_issue

ISSUES = {
    "border": choice_issue("border", "open", "closed"),
    "toll": choice_issue("toll", "none", "some"),
}


def form(reading: str, party: str, stance: Stance, words: str) -> Form:
    return Form(reading, f"s_{reading}", party, stance, parse(words, ISSUES))


NORTH = form("n", "north", Stance.RULES_OUT, "border is closed")
SOUTH = form("s", "south", Stance.INSISTS, "border is closed")
SOFTER = replace(form("s2", "south", Stance.INSISTS, "toll is some"), statement="s_s")
ACCORD = replace(form("accord", "south", Stance.INSISTS, "toll is none"), statement="")
SOURCE = SmallSource(
    ISSUES,
    (Said("s_n", (NORTH,)), Said("s_s", (SOUTH, SOFTER))),
    limits=(Limit("law", "A law", parse("if toll is some then border is closed", ISSUES), True),),
    instruments=(
        Instrument(id="accord", title="An accord", invoked_by="south", proposition="toll is none"),
    ),
    instrument_forms=(ACCORD,),
    off=frozenset({"accord"}),
)


def test_it_has_the_documented_keys_in_their_order() -> None:
    assert list(to_json(explain(SOURCE))) == [
        "schema",
        "status",
        "complete",
        "basis",
        "positions",
        "readings",
        "under_every_reading",
        "depends_on",
        "fragile_on",
        "fragile_complete",
        "own",
        "instruments",
        "untabled",
        "untabled_complete",
        "limits",
        "method",
        "caveat",
    ]


def test_it_says_what_the_explanation_says() -> None:
    made = to_json(explain(SOURCE))
    north, south, softer = (one["id"] for one in made["positions"])
    assert (made["schema"], made["status"]) == ("goodoffices/explanation/1", "proven")
    assert made["caveat"] == CAVEAT
    assert made["positions"][0] == {
        "id": north,
        "holders": ["north"],
        "issues": ["border"],
        "strength": {"north": "rules_out"},
        "register": "attributed",
        "proposition": "border is not closed",
        "statements": ["s_n"],
        "instrument": "",
    }
    assert [(one["choice"], one["incompatible"], one["movement"]) for one in made["readings"]] == [
        ({}, [[north, south]], [[north], [south]]),
        ({"s": "s2"}, [[north, softer]], [[north], [softer]]),
    ]
    assert made["under_every_reading"] == {"incompatible": [], "movement": [[north]]}
    assert (made["depends_on"], made["fragile_on"]) == (["s_s"], ["s_n", "s_s"])
    assert made["limits"] == [
        {
            "id": "law",
            "title": "A law",
            "kind": "norm",
            "proposition": "if toll is some then border is closed",
            "source": "",
        }
    ]
    assert made["untabled"] == [
        {
            "issue": "border",
            "choice": {},
            "admitted_by": [{"positions": [south], "withdrawing_suffices": True}],
            "ask_first": [north],
            "wording_only": [],
            "complete": True,
        }
    ]


def test_every_position_that_is_named_is_there() -> None:
    """An instrument that is off makes a position that stands under no reading."""
    made = to_json(explain(SOURCE))
    (accord,) = made["instruments"]
    standing = {one["id"] for one in made["positions"]}
    further = {one["id"] for one in accord["further_positions"]}
    assert set(accord["positions"]) == further
    assert set(accord["with"]["positions"]) == further | set(made["readings"][0]["positions"])
    assert standing.isdisjoint(further)


def test_it_is_plain_and_the_same_each_time() -> None:
    one, other = (json.dumps(to_json(explain(SOURCE)), allow_nan=False) for _ in range(2))
    assert one == other
    assert json.loads(one)["complete"] is True
