"""Statements as drafts: which words become one, whose they are, and what is asked."""

from __future__ import annotations

import pytest

from tests.unit.intake.drafting.lock_talks import drafts_of


def words(text: str, **about: object) -> list[str]:
    return [one.words for one in drafts_of(text, **about).drafts]


def test_words_of_a_speaker_and_a_position_in_them_are_one_draft() -> None:
    (one,) = drafts_of("Ostravia said that it rejects mixed patrols at the lock.").drafts
    assert [reading.party for reading in one.readings] == ["east"]
    assert [hop.speaker for hop in one.chain] == ["east", "lock_gazette"]


def test_position_in_the_outlets_voice_asks_from_whom_it_knows() -> None:
    (one,) = drafts_of("The Canal League demands mixed patrols at the lock.").drafts
    assert [hop.speaker for hop in one.chain] == ["lock_gazette"]
    assert one.questions == ("the report says this in its own voice: from whom does it know?",)


def test_dateline_is_nobodys_words() -> None:
    text = "Lockport, 9 April (Wire) – Ostravia will send a team on Friday, two officials said."
    (one,) = drafts_of(text).drafts
    assert one.words.startswith("Ostravia will")


def test_questions_of_an_interviewer_are_no_statements() -> None:
    text = (
        "Interview with Vera Lind, envoy of Ostravia\n\nQ: Will the guards leave?\n\n"
        "A: No. Our guards stay at the lock.\n\nQ: And the toll?\n\nA: We reject a toll."
    )
    assert words(text) == ["No. Our guards stay at the lock.", "We reject a toll."]


def test_line_that_a_mail_quotes_is_left_to_its_own_document() -> None:
    text = "Dear Omar, they said that the lock is open.\n\n> Ida wrote: they said it is shut now."
    assert not any("shut" in one for one in words(text))


def test_what_somebody_tells_of_their_own_telling_is_one_draft() -> None:
    text = (
        "“We have told the umpire that we reject mixed patrols,” said Vera Lind, the envoy of "
        "Ostravia."
    )
    (one,) = drafts_of(text).drafts
    assert one.nested_in == ""
    assert [(reading.party, reading.stance.value) for reading in one.readings] == [
        ("east", "rejects")
    ]
    assert [hop.speaker for hop in one.chain] == ["vera_lind", "lock_gazette"]


def test_act_without_a_position_is_no_statement() -> None:
    assert words("The two sides agreed to meet again in June.") == []


def test_what_another_side_said_within_is_a_draft_of_its_own() -> None:
    text = "Ostravia said that the Canal League had told it that mixed patrols must come."
    outer, inner = drafts_of(text).drafts
    assert inner.nested_in == outer.id
    assert [hop.speaker for hop in inner.chain][:2] == ["league", "east"]


@pytest.mark.parametrize(
    ("author", "speakers"),
    [
        ("Ida Holm <holm@league.example>", ["ida_holm", "lock_gazette"]),
        ("", ["lock_gazette"]),
    ],
)
def test_we_of_a_letter_is_the_writers_side(author: str, speakers: list[str]) -> None:
    outlet = {"outlet": "Canal League"} if not author else {}
    found = drafts_of("We insist on mixed patrols.", author=author, kind="eml", **outlet)
    (one,) = found.drafts
    assert [reading.party for reading in one.readings] == ["league"]
    assert [hop.speaker for hop in one.chain][:-1] == speakers[:-1]
    assert one.questions == ()


def test_letter_of_an_unknown_writer_asks_for_whom_it_speaks() -> None:
    found = drafts_of("We insist on mixed patrols.", author="Jon Vik", kind="eml")
    assert found.drafts == ()
    assert found.document.questions == (
        "for whom does Jon Vik write “we”? no position in it is drafted until that is known",
    )


def test_unknown_answerer_is_one_speaker_and_asked_about_once() -> None:
    text = (
        "Q: Why no toll?\n\nA: It would ruin the traders.\n\nQ: And the guards?\n\n"
        "A: They cost a fortune every year."
    )
    first, second = drafts_of(text).drafts
    assert first.chain[0].speaker == second.chain[0].speaker
    assert first.questions == (
        "who answers here, and for whom? no “we” of the answers is drafted until then",
    )
    assert second.questions == ()


def test_two_sentences_of_a_quotation_are_two_drafts_without_who_said_them() -> None:
    text = "“We reject a toll of 30 crowns,” Ostravia said. “Our guards stay at the lock.”"
    first, second = drafts_of(text).drafts
    assert (first.words, second.words) == (
        "“We reject a toll of 30 crowns,”",
        "“Our guards stay at the lock.”",
    )
    assert [one.readings[0].stance.value for one in (first, second)] == ["rejects", "insists"]


def test_interrupted_sentence_is_one_draft() -> None:
    (one,) = drafts_of("“The lock,” Ostravia said, “is shut for good.”").drafts
    assert one.words == "“The lock,” Ostravia said, “is shut for good.”"
