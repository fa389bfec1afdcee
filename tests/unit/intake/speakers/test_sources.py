"""Who speaks in a document, and which mentions are of the same speaker."""

from __future__ import annotations

import pytest

from goodoffices.case.parties import Party
from goodoffices.intake.attribution.attributing import attribute
from goodoffices.intake.conversion.converting import convert
from goodoffices.intake.drafts import HopKind
from goodoffices.intake.names.naming import Names
from goodoffices.intake.parsing import parse
from goodoffices.intake.repair.repairing import repair
from goodoffices.intake.speakers.found_source import FoundSource
from goodoffices.intake.speakers.sources import find_sources
from goodoffices.intake.texts import RepairedText
from goodoffices.record.record import Record

RECORD = Record(
    title="Talks",
    parties=(
        Party(id="norway", name="Norway"),
        Party(id="front", name="River Front"),
    ),
)


def speakers(text: str, *, taken: tuple[str, ...] = ()) -> list[FoundSource | None]:
    """The speaker of each attribution of a text."""
    parsed = parse(RepairedText.unchanged(text, ()))
    attributions = attribute(parsed)
    named = Names.from_record(RECORD).find(parsed)
    found = find_sources(parsed, attributions, named=named, document="memo", taken=taken)
    return [found.speaker(place) for place in range(len(attributions))]


def ids(text: str) -> list[str]:
    return [one.id if one else "" for one in speakers(text)]


def test_pronoun_is_the_speaker_named_before_it() -> None:
    text = "Two officials said the road was open. They added that it was safe."
    assert ids(text) == ["memo_two_officials", "memo_two_officials"]


def test_definite_phrase_is_the_source_named_before_it() -> None:
    text = "Army sources said the road was open. The sources said that it was safe."
    assert ids(text) == ["memo_army_sources"] * 2


def test_other_sources_are_certainly_others() -> None:
    text = "Norwegian sources said it was open. Other Norwegian sources said that it was shut."
    first, other = speakers(text)
    assert first is not None
    assert other is not None
    assert other.not_the_same_as == [first.id]
    assert first.affiliation == other.affiliation == "norway"


def test_bare_plural_that_returns_is_asked_about() -> None:
    text = "Army sources said it was open.\n\nArmy sources said that it was shut."
    first, again = speakers(text)
    assert first is not None
    assert again is not None
    assert (again.id, again.perhaps_the_same_as) == ("memo_army_sources_2", [first.id])


def test_person_is_known_again_by_the_surname() -> None:
    text = "Foreign Minister Ane Berg said it was open. Berg added that it was safe."
    first, again = speakers(text)
    assert first is again
    assert first is not None
    assert (first.id, first.kind) == ("ane_berg", HopKind.PERSON)
    assert first.description == "Foreign Minister Ane Berg"


def test_party_of_the_case_speaks_as_itself() -> None:
    found = speakers("The River Front said that it would not wait.")
    assert [(one.id, one.kind) for one in found if one] == [("front", HopKind.PARTY)]


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian government said that it would wait.",
        "Norwegian authorities said that they would wait.",
    ],
)
def test_government_of_a_party_is_the_party(text: str) -> None:
    assert ids(text) == ["norway"]


def test_official_of_a_party_belongs_to_it_and_is_not_it() -> None:
    (found,) = speakers("A Norwegian official said that the road was open.")
    assert found is not None
    assert (found.kind, found.affiliation) == (HopKind.UNNAMED, "norway")


def test_paper_speaks_for_whoever_wrote_it() -> None:
    assert ids("A letter from the River Front said that the road was shut.") == ["front"]


def test_agency_is_an_outlet() -> None:
    (found,) = speakers("Reuters reported that the road was open.")
    assert found is not None
    assert found.kind is HopKind.OUTLET


def test_source_that_asked_not_to_be_named_is_marked() -> None:
    text = "A diplomat, who asked to remain anonymous, said that the road was open."
    (found,) = speakers(text)
    assert found is not None
    assert found.is_anonymous


def test_id_that_is_taken_gets_a_number() -> None:
    (found,) = speakers("A diplomat said that it was open.", taken=("memo_diplomat",))
    assert found is not None
    assert found.id == "memo_diplomat_2"


def test_pronoun_with_nobody_before_it_has_no_speaker() -> None:
    assert ids("They said that the road was open.") == [""]


@pytest.mark.parametrize(
    "text",
    [
        "The River Front's envoy, Ane Berg, said the road was open. Berg added that it was safe.",
        "Ane Berg, the envoy of the River Front, said it was open. She added that it was safe.",
    ],
)
def test_person_with_an_office_is_named_and_of_the_party(text: str) -> None:
    first, again = speakers(text)
    assert first is again
    assert first is not None
    assert (first.id, first.kind, first.affiliation) == ("ane_berg", HopKind.PERSON, "front")


def test_she_is_who_acted_in_the_sentence_before() -> None:
    text = "A trader said it was open. Ane Berg travelled north on Monday. She said it was shut."
    assert ids(text) == ["memo_trader", "ane_berg"]


def test_it_is_the_body_that_acted_in_the_sentence_before() -> None:
    text = "Norway said the road was open. The board rejected the plan. It said it was shut."
    assert ids(text) == ["norway", "board"]


def test_the_official_is_whoever_just_spoke() -> None:
    text = "A member of the Norwegian team said it was open. “It is safe,” the official said."
    first, again = speakers(text)
    assert first is again


def test_one_of_them_is_one_of_the_group() -> None:
    text = "Two Norwegian officials said it was open. “It is safe,” one of them said."
    found = speakers(text)[1]
    assert found is not None
    assert found.description == "one of two Norwegian officials"
    assert found.affiliation == "norway"


def test_title_makes_a_person_of_a_bare_surname() -> None:
    (found,) = speakers("Mr Vik replied that the road was open.")
    assert found is not None
    assert (found.id, found.kind) == ("vik", HopKind.PERSON)


def test_we_within_a_quotation_is_who_speaks_it() -> None:
    text = "“We told them that the road was open,” said Ane Berg."
    assert set(ids(text)) == {"ane_berg"}


def turns(text: str) -> list[str]:
    """The speakers of a transcript's turns, each paragraph a block."""
    parsed = parse(repair(convert(text.encode(), "memo.txt"), names=()))
    attributions = attribute(parsed)
    named = Names.from_record(RECORD).find(parsed)
    found = find_sources(parsed, attributions, named=named, document="memo")
    told = [found.speaker(place) for place in range(len(attributions))]
    return [one.id if one else "" for one in told]


def test_label_is_the_person_of_that_surname() -> None:
    text = (
        "Ane Berg, envoy of Norway, on the ferry\n\nHERALD: Is it open?\n\nBERG: Not yet.\n\n"
        "HERALD: And the road?\n\nBERG: It is shut too."
    )
    assert [one for one in turns(text) if one == "ane_berg"] == ["ane_berg", "ane_berg"]


def test_guest_of_an_interview_is_whom_it_introduces() -> None:
    text = (
        "Ane Berg, envoy of Norway, on the ferry\n\nQ: Is it open?\n\nA: Not yet.\n\n"
        "Q: And the road?\n\nA: It is shut too."
    )
    assert turns(text) == ["memo_interviewer", "ane_berg", "memo_interviewer", "ane_berg"]
