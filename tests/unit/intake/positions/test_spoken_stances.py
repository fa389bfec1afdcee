"""Stances without a word of stance: what a party says must, cannot or will not be."""

from __future__ import annotations

import pytest

from tests.unit.intake.valley_talks import read, said


@pytest.mark.parametrize(
    ("text", "stance", "object_"),
    [
        ("Southland said the pumps must stop.", "demands", "the pumps must stop"),
        ("Southland warned that the pumps have to stop.", "demands", "the pumps have to stop"),
        ("Southland said the pumps should stop.", "demands", "the pumps should stop"),
        ("Southland said Northland must not build a dam.", "rejects", "build a dam"),
        ("Southland said Northland cannot keep the posts.", "rejects", "keep the posts"),
        ("Southland said it would not sign the treaty.", "rejects", "sign the treaty"),
        ("Southland said it will never sign the treaty.", "rules_out", "sign the treaty"),
        ("Southland said it will keep its posts.", "insists", "keep its posts"),
        ("Southland said it would sign if the pumps stop.", "would_accept", "sign"),
    ],
)
def test_modal_in_the_words_of_a_party_is_its_stance(text: str, stance: str, object_: str) -> None:
    assert read(text).stances == [("south", stance, object_)]


@pytest.mark.parametrize(
    "text",
    [
        "Observers said the pumps must stop.",
        "Southland sources said the pumps must stop.",
        "Southland said it would meet the envoys on Monday.",
        "Southland said the talks would not be easy.",
        "Southland said it would strike unless the pumps stop.",
        "Southland said the pumps must have stopped.",
        "Southland will not come on Monday.",
    ],
)
def test_news_and_words_of_others_give_nothing(text: str) -> None:
    assert read(text).stances == []


def test_none_without_is_a_tied_refusal() -> None:
    words = read("There can be no truce without monitors, Southland said.")
    assert words.stances[0] == ("south", "rejects", "truce")
    assert words.ties[0] == ("unless", "monitors")


def test_narrator_may_tell_a_tied_refusal() -> None:
    words = read("Without a guarantee, Southland will not open the gates.")
    assert words.stances[0] == ("south", "rejects", "open the gates")
    assert words.ties[0] == ("unless", "a guarantee")


def test_quoted_clause_is_the_stance_of_its_source() -> None:
    text = "“The posts must be handed over.” That was the answer of Northland's minister."
    told = said(text, "“The posts must be handed over.”", by="Northland's minister")
    assert read(text, [told]).stances == [("north", "demands", "The posts must be handed over")]


def _told(text: str, words: str) -> list[tuple[str, str, str]]:
    return read(text, [said(text, words, by="Southland", cue="said")]).stances


def test_who_is_staying_says_so_of_itself() -> None:
    words = "Our troops are staying at the dam"
    assert _told(f"“{words},” Southland said.", words) == [("south", "insists", words)]
    words = "Our boats stay at the dam"
    assert _told(f"“{words},” Southland said.", words) == [("south", "insists", words)]
    words = "We remain hopeful"
    assert _told(f"“{words},” Southland said.", words) == []


def test_what_nobody_is_able_to_do_is_refused_by_nobody() -> None:
    assert read("Southland said it cannot understand the delay.").stances == []


def test_clause_of_a_view_is_said_by_who_holds_it() -> None:
    text = "Southland repeated its position that the toll must not exceed three crowns."
    assert read(text).stances == [("south", "rejects", "exceed three crowns")]


def test_threat_tells_what_is_wanted_and_asks() -> None:
    (one,) = read("Southland said it would leave the treaty unless the pumps stop.").found
    assert (one.stance.value, one.band.value) == ("demands", "low")
    assert one.questions == ("Is this what it demands, or only a warning?",)


def test_threat_told_by_somebody_unknown_is_the_subjects() -> None:
    text = "Southland will leave the treaty unless the pumps stop, a trader said."
    assert read(text).stances == [("south", "demands", "the pumps stop")]


def test_going_to_a_meeting_is_no_concession() -> None:
    text = "Southland said it would return to the table if the pumps stop."
    assert read(text).stances == []


def test_what_a_party_owes_itself_before_it_decides_is_no_demand() -> None:
    assert read("Southland said it needed to consult its farmers first.").stances == []
    assert read("Southland said it must study the text.").stances == []
    asked_of_another = read("Southland said Northland must study the dam.")
    assert [one.stance.value for one in asked_of_another.found] == ["demands"]
