"""Rounds: which mentions are one, where and when, who came, and how it is said to have ended."""

# ruff: noqa: E501 -- a sentence of a report stands on one line
from __future__ import annotations

from datetime import date

import pytest

from goodoffices.case.rounds import Channel, Outcome
from goodoffices.intake.events.rounds import FoundRound, find_rounds
from goodoffices.intake.parsing import Parsed, parse
from goodoffices.intake.texts import Block, Extent, RepairedText

NAMES = {
    "norland": "north",
    "norlandic": "north",
    "sudria": "south",
    "sudrian": "south",
    "the river states": "river",
    "river states": "river",
}


def parsed(text: str) -> Parsed:
    return parse(RepairedText.unchanged(text, [Block(Extent(0, len(text)))]))


def rounds(text: str, published: date | None = None) -> tuple[FoundRound, ...]:
    return find_rounds(parsed(text), names=NAMES, published=published)


def the_round(text: str) -> FoundRound:
    (only,) = rounds(text)
    return only


def sides(found: FoundRound) -> list[str]:
    return [one.party for one in found.delegations]


# ---------------------------------------------------------------------------- where and when


@pytest.mark.parametrize(
    ("text", "venue", "words"),
    [
        ("The talks in Geneva opened on Monday.", "Geneva", "on Monday"),
        ("The Geneva talks opened on Monday.", "Geneva", "on Monday"),
        ("Norland and Sudria met in Lisbon on 3 March 2025.", "Lisbon", "on 3 March 2025"),
        ("The Norlandic delegation went to Lima on Friday to resume talks.", "Lima", "on Friday"),
        ("The third round of negotiations was held in Vienna last week.", "Vienna", "last week"),
        ("Sudria sent its team to the Kenyan capital, Nairobi, to begin talks.", "Nairobi", ""),
    ],
)
def test_round_has_the_place_and_date_that_its_words_or_its_verb_have(
    text: str, venue: str, words: str
) -> None:
    found = the_round(text)
    assert (found.venue, found.date.words if found.date else "") == (venue, words)


def test_day_to_which_a_round_was_put_off_is_not_when_it_was_held() -> None:
    found = the_round("The talks in Lima were postponed until next month.")
    assert (found.outcome, found.date) == (Outcome.SUSPENDED, None)


def test_one_stands_for_a_round_that_the_sentence_named() -> None:
    first, second = rounds(
        "A new round of talks opens in Lisbon after the one concluded last Friday in Oslo."
    )
    assert (first.venue, second.venue) == ("Lisbon", "Oslo")
    assert second.date is not None
    assert second.date.words == "last Friday"


@pytest.mark.parametrize(
    "text",
    [
        "The latest round of fighting in Kalmar ended on Monday.",
        "The Norlandic cabinet held internal consultations in Kalmar on Sunday.",
        "The minister called for a new round of talks.",
        "The council held a meeting in Bern on the budget.",
        "The first round of the election ended on Sunday.",
        "The Sudrian delegation arrived in Lima.",
    ],
)
def test_what_is_no_round_of_talks_is_none(text: str) -> None:
    assert rounds(text) == ()


# ---------------------------------------------------------------------------- joining


def test_mentions_with_the_same_place_are_one_round() -> None:
    text = "Talks began in Geneva on Monday. The Geneva round is the fourth. The talks continue."
    found = the_round(text)
    assert [text[one.start : one.end] for one in found.mentions] == [
        "Talks",
        "The Geneva round",
        "The talks",
    ]
    assert found.title == "Geneva round"


def test_new_round_is_not_the_previous_one_in_the_same_place() -> None:
    text = (
        "A new round of talks will open in Geneva on Friday. The previous round in Geneva failed."
    )
    first, second = rounds(text)
    assert (first.outcome, second.outcome) == (Outcome.UNKNOWN, Outcome.ENDED_WITHOUT_AGREEMENT)


def test_the_new_round_is_the_one_called_new_before() -> None:
    first, second = rounds(
        "A new round of talks will open in Lisbon. The previous round in Geneva failed. "
        "The new round is to last three days."
    )
    assert (len(first.mentions), len(second.mentions)) == (2, 1)


def test_dates_far_apart_keep_two_rounds_in_one_place_apart() -> None:
    text = "The summit in Rome on 5 May 2025 ended in deadlock. The summit in Rome on 9 June 2025 failed."
    assert [one.venue for one in rounds(text)] == ["Rome", "Rome"]
    near = text.replace("9 June", "9 May")
    assert [one.venue for one in rounds(near)] == ["Rome"]


def test_date_without_a_year_counts_only_from_the_day_of_the_report() -> None:
    text = "The talks in Rome opened on 5 May. The talks in Rome on 9 September failed."
    assert len(rounds(text)) == 1
    assert len(rounds(text, date(2025, 9, 12))) == 2


# ---------------------------------------------------------------------------- outcomes


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The talks in Geneva collapsed.", Outcome.ENDED_WITHOUT_AGREEMENT),
        ("The talks in Geneva broke down.", Outcome.ENDED_WITHOUT_AGREEMENT),
        ("The talks in Geneva ended without a deal.", Outcome.ENDED_WITHOUT_AGREEMENT),
        ("The Geneva round produced no agreement.", Outcome.ENDED_WITHOUT_AGREEMENT),
        ("The Geneva round did not produce an agreement.", Outcome.ENDED_WITHOUT_AGREEMENT),
        ("The talks in Geneva ended in deadlock.", Outcome.ENDED_WITHOUT_AGREEMENT),
        ("Sudria regretted the collapse of the talks in Geneva.", Outcome.ENDED_WITHOUT_AGREEMENT),
        (
            "Norland and Sudria failed to reach a deal at the talks in Geneva.",
            Outcome.ENDED_WITHOUT_AGREEMENT,
        ),
        (
            "Norland and Sudria met in Geneva and parted without agreement.",
            Outcome.ENDED_WITHOUT_AGREEMENT,
        ),
        ("Norland and Sudria met in Geneva and parted as friends.", Outcome.UNKNOWN),
        ("The Geneva talks produced an agreement.", Outcome.AGREEMENT),
        ("Norland and Sudria reached an agreement at talks in Geneva.", Outcome.AGREEMENT),
        ("The talks in Geneva were suspended.", Outcome.SUSPENDED),
        ("The mediators suspended the talks in Geneva.", Outcome.SUSPENDED),
        ("The talks in Geneva were called off.", Outcome.SUSPENDED),
        ("The talks in Geneva ended inconclusively.", Outcome.INCONCLUSIVE),
        ("The talks in Geneva were inconclusive.", Outcome.INCONCLUSIVE),
        ("The talks in Geneva ended on Friday.", Outcome.UNKNOWN),
    ],
)
def test_outcome_is_what_the_text_tells(text: str, outcome: Outcome) -> None:
    assert the_round(text).outcome is outcome


@pytest.mark.parametrize(
    "text",
    [
        "If the talks in Geneva fail, Norland will leave.",
        "The talks in Geneva could collapse.",
        "Norland and Sudria met in Geneva and may part without agreement.",
        "The talks in Geneva did not fail.",
        "The envoys travelled to prevent the collapse of the talks in Geneva.",
        "Norland hopes to reach an agreement at the talks in Geneva.",
    ],
)
def test_what_may_happen_or_did_not_is_no_outcome(text: str) -> None:
    assert the_round(text).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("The talks in Geneva collapsed over water quotas.", "water quotas"),
        (
            "The talks in Geneva failed due to Sudria's refusal to open the locks.",
            "Sudria's refusal to open the locks",
        ),
        ("The talks in Geneva failed because of the fees.", "the fees"),
        (
            "The talks in Geneva failed because Sudria refused inspections.",
            "Sudria refused inspections",
        ),
        ("The collapse of the talks in Geneva was due to the fees.", "the fees"),
        ("The talks in Geneva collapsed over the weekend.", ""),
        ("The talks in Geneva collapsed after Sudria left.", ""),
    ],
)
def test_cause_is_what_is_given_as_one(text: str, cause: str) -> None:
    found = the_round(text)
    said = text[found.cause.start : found.cause.end] if found.cause else ""
    assert (found.outcome, said) == (Outcome.ENDED_WITHOUT_AGREEMENT, cause)


def test_coordinated_clause_goes_on_about_the_round() -> None:
    found = the_round(
        "The second round of talks was held in Lisbon, but it was suspended due to a dispute over fees."
    )
    assert found.outcome is Outcome.SUSPENDED


# ---------------------------------------------------------------------------- channel


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Norland and Sudria held indirect talks in Muscat.", Channel.PROXIMITY),
        ("Proximity talks opened in Muscat.", Channel.PROXIMITY),
        ("Norland and Sudria held direct talks in Muscat.", Channel.PLENARY),
        ("The envoy shuttled between both sides during the talks in Muscat.", Channel.SHUTTLE),
        ("The talks in Muscat opened on Monday.", Channel.UNKNOWN),
        ("The talks in Muscat were not direct.", Channel.UNKNOWN),
    ],
)
def test_channel_is_what_words_of_the_same_clause_say(text: str, channel: Channel) -> None:
    assert the_round(text).channel is channel


# ---------------------------------------------------------------------------- delegations


def test_those_who_talk_take_part() -> None:
    assert sides(the_round("Talks between Norland and Sudria opened in Oslo.")) == [
        "north",
        "south",
    ]
    assert sides(the_round("Norland and Sudria met in Oslo.")) == ["north", "south"]
    assert sides(the_round("Norland met in Oslo with Sudria.")) == ["north", "south"]


def test_one_body_may_be_of_several_parties() -> None:
    text = "The envoys met in Oslo with representatives of Norland, Sudria and the River States."
    found = the_round(text)
    assert sides(found) == ["north", "south", "river"]


def test_members_and_level_are_in_the_words_of_the_text() -> None:
    text = (
        "Talks opened in Oslo on Monday. The Norlandic delegation arrived in Oslo with its full "
        "staff, including the heads of the police and the treasury, as well as the representative "
        "of the army."
    )
    (only,) = the_round(text).delegations
    assert only.members == (
        "the heads of the police and the treasury",
        "the representative of the army",
    )
    assert only.level == "with its full staff"
    assert text[only.extent.start : only.extent.end] == "The Norlandic delegation"


@pytest.mark.parametrize(
    ("text", "members", "level"),
    [
        ("A technical team from Norland joined the talks in Oslo.", (), "technical team"),
        ("A high-level Norlandic delegation opened talks in Oslo.", (), "high-level delegation"),
        (
            "A Norlandic delegation led by the trade minister opened talks in Oslo.",
            ("the trade minister",),
            "led by the trade minister",
        ),
        (
            "Sudria and Norland opened talks in Oslo. The Norlandic delegation was led by the judge.",
            ("the judge",),
            "led by the judge",
        ),
    ],
)
def test_level_is_said_by_the_body_or_by_who_leads_it(
    text: str, members: tuple[str, ...], level: str
) -> None:
    (north,) = [one for one in the_round(text).delegations if one.party == "north"]
    assert (north.members, north.level) == (members, level)


def test_body_of_no_party_of_the_case_is_no_delegation() -> None:
    found = the_round("A delegation of the fishing union joined the talks in Oslo.")
    assert found.delegations == ()


@pytest.mark.parametrize(
    "text",
    [
        "A second round of talks in Lisbon ended on Monday.",
        "The delegations of North and South met at Lisbon on Monday.",
    ],
)
def test_place_is_found_where_it_hangs_on_the_talks_or_on_at(text: str) -> None:
    parsed = parse(RepairedText.unchanged(text, ()))
    (found,) = find_rounds(parsed, names={"north": "north", "south": "south"})
    assert found.venue == "Lisbon"
