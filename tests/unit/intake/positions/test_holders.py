"""Holders: whose stance it is."""

from __future__ import annotations

import pytest

from goodoffices.case.parties import Party, Role
from goodoffices.intake.names.naming import Names
from goodoffices.intake.positions.stance_finding import find_positions
from goodoffices.record.record import Record
from tests.unit.intake.valley_talks import NAMES, PARTIES, parsed, read, said


def _holders(text: str) -> list[str]:
    return [one.party for one in read(text).found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Egypt rejects a toll.", ["egypt"]),
        ("The Egyptian delegation rejects a toll.", ["egypt"]),
        ("Egypt's foreign minister rejects a toll.", ["egypt"]),
        ("The government of Egypt rejects a toll.", ["egypt"]),
        ("The spokesman of the Egyptian army rejects a toll.", ["egypt"]),
        ("Cairo rejects a toll.", ["egypt"]),
        ("Egypt and Northland reject a toll.", ["egypt", "north"]),
        ("Both Egypt and Northland reject a toll.", ["egypt", "north"]),
        ("Neither Egypt nor Northland accepts a toll.", ["egypt", "north"]),
        ("The Egypt and Northland delegations rejected a toll.", ["egypt", "north"]),
        ("Egypt, which opposes a toll, sent a team.", ["egypt"]),
        # Those who only belong to it do not speak for it.
        ("Egyptian newspapers reject a toll.", []),
        ("Egyptian sources reject a toll.", []),
        ("Egyptian prisoners reject a toll.", []),
        ("The former Egyptian minister rejected a toll.", []),
        ("The Egyptian opposition leader rejected a toll.", []),
        ("The Egyptian Reform Movement rejected a toll.", []),
        # The city is no government.
        ("Traders in Cairo rejected a toll.", []),
        ("The Cairo conference rejected a toll.", []),
    ],
)
def test_holder_is_who_speaks_for_a_party(text: str, expected: list[str]) -> None:
    assert _holders(text) == expected


def test_unnamed_officials_are_asked_about() -> None:
    (one,) = read("Egyptian officials rejected a toll.").found
    assert one.band.value == "low"
    assert one.questions == ("Is this the party's position, or the view of these officials?",)


def test_shared_stance_is_one_group() -> None:
    both = read("Egypt and Northland reject a toll.").found
    (alone,) = read("Egypt rejects a toll.").found
    assert both[0].group == both[1].group >= 0
    assert alone.group == -1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The teller, never the one who is told.
        ("Egypt told Northland that it would accept a pause.", ["egypt"]),
        ("Northland was told by Egypt that it would not accept a pause.", ["egypt"]),
        ("An envoy said that Egypt had told Northland that it rejects a toll.", ["egypt"]),
        # The sentence before.
        ("Egypt's delegation came on Monday. It rejects a toll.", ["egypt"]),
        ("Egypt and Northland met. They agreed to extend the pause.", ["egypt", "north"]),
        ("Egypt and Northland met. Both sides rejected a toll.", ["egypt", "north"]),
        ("Egypt's envoy met the press. He said his country would accept a pause.", ["egypt"]),
        ("The Dockers Union came late. The union demanded a rise.", ["union"]),
        # Nobody that the case knows.
        ("The sources spoke on Monday. They rejected a toll.", []),
        ("The report said it would reject a toll.", []),
    ],
)
def test_pronoun_stands_for_a_party_before_it(text: str, expected: list[str]) -> None:
    assert _holders(text) == expected


def test_pronoun_across_sentences_is_asked_about() -> None:
    (one,) = read("Egypt's delegation came on Monday. It rejects a toll.").found
    assert one.band.value == "middle"
    assert one.questions == ("Does “It” stand for “delegation”?",)


def test_we_is_the_party_of_the_one_quoted() -> None:
    text = "Egyptian sources: We will not open the crossing without a truce."
    told = said(text, "We will not open the crossing without a truce.", by="Egyptian sources")
    words = read(text, [told])
    assert words.stances[0] == ("egypt", "rejects", "open the crossing")
    assert words.ties[0] == ("unless", "a truce")
    assert words.found[0].attribution == 0


def test_sources_hold_nothing_but_what_they_say_as_we() -> None:
    text = "Egyptian sources: The crossing must open."
    told = said(text, "The crossing must open.", by="Egyptian sources")
    assert read(text, [told]).stances == []


def test_owner_of_a_noun_may_be_the_subject_that_was_quoted_before_it() -> None:
    assert _holders("Northland will keep its troops on the ridge, its army said.") == ["north"]


def test_both_sides_are_never_those_who_mediate() -> None:
    text = "Northland and Southland met under the eyes of Egypt. Both sides reject a toll."
    names = Names.from_record(
        Record(
            title="",
            parties=(*PARTIES[:2], Party(id="egypt", name="Egypt", roles=(Role.MEDIATOR,))),
        )
    )
    found = find_positions(parsed(text), (), names=names)
    assert [one.party for one in found] == ["north", "south"]
    assert found[0].questions == ("Which two are “both sides”?",)


def test_government_that_an_official_speaks_of_is_their_own() -> None:
    text = "A clerk said that the government was ready to accept a toll. Southland left."
    told = said(text, "that the government was ready to accept a toll", by="A clerk", cue="said")
    (one,) = find_positions(parsed(text), [told], names=NAMES, sides=["north"])
    assert (one.party, one.band.value) == ("north", "middle")
    assert one.questions == ("Whose is “the government”?",)


def test_we_is_the_side_of_whoever_speaks() -> None:
    text = "“We reject a toll,” she said."
    told = said(text, "We reject a toll", by="she", cue="said")
    (one,) = find_positions(parsed(text), [told], names=NAMES, sides=["south"])
    assert one.party == "south"


def test_we_outside_any_quotation_is_the_writers() -> None:
    (one,) = find_positions(parsed("We reject a toll."), (), names=NAMES, voice="south")
    assert one.party == "south"
    assert find_positions(parsed("We reject a toll."), (), names=NAMES) == ()


def test_the_part_of_a_party_is_the_party() -> None:
    assert _holders("The part of Egypt rejects a toll.") == ["egypt"]
    assert _holders("Part of Egypt rejects a toll.") == []


def test_person_with_an_office_holds_for_the_party() -> None:
    text = "Northland's envoy, Ane Berg, left. Berg ruled out a toll."
    assert read(text).stances == [("north", "rules_out", "a toll")]


def test_pronoun_is_whom_the_earlier_sentence_is_about() -> None:
    """Not whoever is named last, deeper in it."""
    text = (
        "Two clerks said that Northland had told Southland that Southland may fish. "
        "It would accept a toll."
    )
    assert read(text).stances[-1] == ("north", "would_accept", "a toll")


@pytest.mark.parametrize(
    "text",
    [
        "Northland met the envoys. A Lowland minister said it was open to a dam.",
        "Northland met the envoys. A Lowland minister spoke. Its army opposes a dam.",
    ],
)
def test_it_behind_the_office_of_an_unknown_body_is_no_party(text: str) -> None:
    assert read(text).stances == []


def test_it_behind_a_known_office_is_its_party() -> None:
    text = "Northland met the envoys. A Southland minister said it was open to a dam."
    assert read(text).stances == [("south", "would_accept", "a dam")]


def test_it_in_the_second_of_two_clauses_told_alike_is_the_subject_of_the_first() -> None:
    text = (
        "Southland met the envoys on Monday. Affirmed a source to the paper that Northland has "
        "retracted on the dam, and that it is now demanding a toll."
    )
    assert ("north", "demands", "a toll") in read(text).stances
