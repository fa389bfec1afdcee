"""Finding positions: the whole of it, on short reports of our own."""

from __future__ import annotations

import pytest

from goodoffices.intake.drafts import Mode
from goodoffices.intake.positions.found_position import Polarity
from tests.unit.intake.valley_talks import read, said


@pytest.mark.parametrize(
    "text",
    [
        "Fighting resumed on Monday. Northland shelled the ridge and Southland answered.",
        "Forty people died when Northland attacked the port of Southland in 1994.",
        "Northland's delegation met Southland's in Cairo and stayed for two days.",
        "The mediators said that the round had ended without a result.",
        "Traders demanded lower tolls and the harbour masters refused.",
        "",
    ],
)
def test_narrative_gives_no_position(text: str) -> None:
    assert read(text).stances == []


def test_positions_stand_in_the_order_of_the_text() -> None:
    words = read(
        "Talks failed because Southland insisted on armed patrols and Northland refused to pay."
    )
    assert words.stances == [
        ("south", "insists", "armed patrols"),
        ("north", "rejects", "to pay"),
    ]


def test_same_text_gives_the_same_positions() -> None:
    text = "Northland insists that if it leaves, monitors must come, something Southland rejects."
    assert read(text).found == read(text).found


def test_cue_that_is_the_stance_makes_the_attribution() -> None:
    text = "Egypt said that Northland insists that the gates must open."
    outer = said(
        text, "that Northland insists that the gates must open", by="Egypt", cue="said",
        mode=Mode.INDIRECT,
    )  # fmt: skip
    inner = said(
        text, "that the gates must open", by="Northland", cue="insists", mode=Mode.INDIRECT,
        parent=0,
    )  # fmt: skip
    words = read(text, [outer, inner])
    assert words.stances == [("north", "insists", "the gates must open")]
    assert words.found[0].attribution == 1


def test_position_told_by_another_stands_in_that_attribution() -> None:
    text = "Egypt said that Northland rejects a toll."
    told = said(text, "that Northland rejects a toll", by="Egypt", cue="said", mode=Mode.INDIRECT)
    (one,) = read(text, [told]).found
    assert (one.party, one.attribution) == ("north", 0)


def test_position_of_the_narrator_has_no_attribution() -> None:
    (one,) = read("Northland rejects a toll.").found
    assert one.attribution == -1


def test_aside_in_the_words_of_one_party_is_told_by_whoever_tells_of_it() -> None:
    """What "B rejects" is no part of what A insists on."""
    text = "Egypt said Northland insists that the gates open, something that Southland rejects."
    content = "Northland insists that the gates open, something that Southland rejects"
    outer = said(text, content, by="Egypt", cue="said", mode=Mode.INDIRECT)
    inner = said(
        text, "that the gates open, something that Southland rejects", by="Northland",
        cue="insists", mode=Mode.INDIRECT, parent=0,
    )  # fmt: skip
    words = read(text, [outer, inner])
    assert [(one.party, one.attribution) for one in words.found] == [("north", 1), ("south", 0)]


def test_stance_that_cannot_say_not_leaves_it_in_the_object() -> None:
    (one,) = read("Northland agreed not to extend the patrols.").found
    (plain,) = read("Northland agreed to extend the patrols.").found
    assert one.polarity is Polarity.NEGATIVE
    assert plain.polarity is Polarity.POSITIVE


def test_not_that_the_stance_says_is_left_out_of_the_object() -> None:
    words = read("Northland insists that Southland cannot keep a camp on the ridge.")
    assert words.stances == [("north", "rejects", "keep a camp on the ridge")]
    assert words.found[0].polarity is Polarity.POSITIVE


def test_extent_runs_from_the_holder_to_the_last_word() -> None:
    words = read("On Monday, Northland again rejected a toll on the bridge, officials said.")
    (one,) = words.found
    assert words.words(one.extent) == "Northland again rejected a toll on the bridge"
    assert words.words(one.trigger) == "rejected"


def test_two_positions_of_one_sentence_are_kept_apart() -> None:
    words = read("Southland said that while it accepts monitors, it opposes armed patrols.")
    assert words.stances == [
        ("south", "agrees", "monitors"),
        ("south", "rejects", "armed patrols"),
    ]
