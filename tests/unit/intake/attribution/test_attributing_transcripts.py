"""Tests of the labels of transcripts and notes."""

import pytest

from tests.attributed import read, told


def test_transcript_gives_each_turn_to_its_label() -> None:
    text = (
        "MS. KOVAČ: We cannot sign without a date.\n\nMR. ADEYEMI: Then give us one.\n\n"
        "It has to be before the harvest.\n\nMS. KOVAČ: The fourth of June."
    )
    assert told(text) == [
        ("MS. KOVAČ", "We cannot sign without a date."),
        ("MR. ADEYEMI", "Then give us one. | It has to be before the harvest."),
        ("MS. KOVAČ", "The fourth of June."),
    ]
    assert {(one.rule, one.mode.value) for one in read(text)} == {("transcript", "direct")}


@pytest.mark.parametrize(
    "text",
    [
        "Note: the room was changed.",
        "Agenda: two points.\n\nPlace: the small hall.",
        "One thing: the room was changed.",
    ],
)
def test_transcript_needs_speakers(text: str) -> None:
    assert told(text) == []


def test_transcript_has_speakers_half_of_whose_paragraphs_have_a_label() -> None:
    text = "Berg: The cables come first.\n\nAho: The operator decides."
    assert told(text) == [("Berg", "The cables come first."), ("Aho", "The operator decides.")]


def test_label_in_a_note_attributes_its_own_paragraph() -> None:
    text = (
        "The third session was short.\n\nIsrael: no inspectors from the north.\n\n"
        "The session ended at noon.\n\nNobody came back."
    )
    (found,) = read(text)
    assert (found.rule, found.mode.value, found.band.value) == ("label", "indirect", "middle")
    assert told(text) == [("Israel", "no inspectors from the north.")]


def test_label_of_a_title_in_capitals_is_none() -> None:
    assert told("ISRAEL TALKS: NOTES OF THE SESSION\n\nThe room was small.") == []


def test_label_of_a_headline_says_what_a_source_is() -> None:
    text = "Minister: talks to resume after harvest\n\nIt rained all day in the valley."
    assert told(text) == [("Minister", "talks to resume after harvest")]
