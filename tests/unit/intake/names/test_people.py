"""Persons whom a document introduces by an office, and for whom they speak."""

from __future__ import annotations

import pytest

from goodoffices.case.parties import Party
from goodoffices.intake.names.naming import Names
from goodoffices.intake.names.people import find_mentions, find_people
from goodoffices.intake.parsing import parse
from goodoffices.intake.texts import RepairedText
from goodoffices.record.record import Record

NAMES = Names.from_record(
    Record(
        title="Ferry",
        parties=(
            Party(id="lusitavia", name="Lusitavia"),
            Party(id="guild", name="Ferrymen's Guild", also_known_as=("the guild",)),
        ),
    )
)


def people(text: str) -> list[tuple[str, str, bool]]:
    parsed = parse(RepairedText.unchanged(text, ()))
    return [(one.name, one.party, one.speaks) for one in find_people(parsed, NAMES.find(parsed))]


def mentions(text: str) -> list[tuple[str, str]]:
    parsed = parse(RepairedText.unchanged(text, ()))
    named = NAMES.find(parsed)
    found = find_mentions(parsed, find_people(parsed, named), named)
    return [(text[slice(*one.extent)], one.party) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lusitavia's prime minister, Tom Arden, said no.", ("Tom Arden", "lusitavia", True)),
        ("Lusitavian Prime Minister Tom Arden said no.", ("Tom Arden", "lusitavia", True)),
        ("Tom Arden, the guild's general secretary, said no.", ("Tom Arden", "guild", True)),
        (
            "Interview with Tom Arden, foreign minister of Lusitavia",
            ("Tom Arden", "lusitavia", True),
        ),
        ("A spokesman for the guild, Tom Arden, said no.", ("Tom Arden", "guild", True)),
        ("Tom Arden, who leads the guild, said no.", ("Tom Arden", "guild", True)),
        ("Lusitavia's envoy, Ambassador Tom Arden, said no.", ("Tom Arden", "lusitavia", True)),
        # One who only belongs to a side may have a view of their own.
        ("Tom Arden, a member of the guild, said no.", ("Tom Arden", "guild", False)),
        # An envoy to somebody is not theirs.
        ("Tom Arden, the envoy to Lusitavia, said no.", ("Tom Arden", "", True)),
        # An office without a party names the person all the same.
        ("Fisheries Minister Petra Lund said no.", ("Petra Lund", "", True)),
    ],
)
def test_office_beside_a_name_says_for_whom(text: str, expected: tuple[str, str, bool]) -> None:
    assert people(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Tom Arden and Lusitavia's minister met.",
        "Tom Arden said that Lusitavia's minister had left.",
        "A spokesman for Lusitavia's minister, Tom Arden, said no.",  # whose name is it?
        "The guild called Tom Arden a liar.",
    ],
)
def test_other_names_are_not_introduced(text: str) -> None:
    assert people(text) == []


def test_surname_and_full_name_are_found_again() -> None:
    text = "The guild's chairman, Tom Arden, left. Arden was ill. ARDEN: I was not."
    assert mentions(text) == [("Tom Arden", "guild"), ("Arden", "guild"), ("ARDEN", "guild")]


def test_surname_of_two_people_names_neither() -> None:
    text = "The guild's chairman, Tom Arden, met Lusitavia's envoy, Ane Arden. Arden left."
    assert mentions(text) == []
