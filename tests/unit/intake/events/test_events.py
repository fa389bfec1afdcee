"""Events: the category and status of sentences, and what of a document is no event."""

import pytest

from goodoffices.intake.drafts import Band
from goodoffices.intake.events.event_words import CATEGORIES
from goodoffices.intake.events.events import Event, find_events, main_event
from goodoffices.intake.parsing import parse
from goodoffices.intake.texts import Extent, RepairedText


def _main(text: str) -> Event | None:
    return main_event(parse(RepairedText.unchanged(text, ())))


def _find(text: str) -> list[Event]:
    return list(find_events(parse(RepairedText.unchanged(text, ()))))


def _words(text: str, extents: tuple[Extent, ...]) -> list[str]:
    return [text[slice(*one)] for one in extents]


SENTENCES = [
    ("AGREE", "Portugal offered to host the talks."),
    ("AGREE", "Armenia and Georgia agreed to resume talks on the railway."),
    ("AGREE", "An agreement was reached on the exchange of prisoners."),
    ("CONSULT", "The foreign ministers of Estonia and Latvia met in Riga on Monday."),
    ("CONSULT", "Talks between the two sides opened in Vienna."),
    ("CONSULT", "The king received the Danish foreign minister."),
    ("SUPPORT", "Iceland recognised the new government."),
    ("SUPPORT", "The Arab states voiced support for the peace plan."),
    ("SUPPORT", "A pact on water was signed by the ministers."),
    ("COOPERATE", "The coast guards of both states conducted joint patrols."),
    ("COOPERATE", "Malta extradited two suspected bombers to Italy."),
    ("AID", "Canada sent food to the drought-hit region."),
    ("AID", "Finnish peacekeepers were deployed along the border."),
    ("CONCEDE", "The government lifted the state of emergency."),
    ("CONCEDE", "The regime has given in to the demands of the strikers."),
    ("RETREAT", "The army pulled its troops out of the valley."),
    ("RETREAT", "The regime let aid convoys enter the enclave."),
    ("RETREAT", "The museum returned the masks to the tribe."),
    ("REQUEST", "Norway urged the two sides to return to the negotiating table."),
    ("REQUEST", "The parliament wants the prime minister to step down."),
    ("ACCUSE", "The ambassador criticised the election law."),
    ("ACCUSE", "The commission opened an inquiry into the massacre."),
    ("ACCUSE", "The court found the general guilty of war crimes."),
    ("REJECT", "The rebels turned down the offer."),
    ("REJECT", "The island is opposed to the new treaty."),
    ("THREATEN", "The movement threatened to walk out of the talks."),
    ("THREATEN", "The group vowed to continue its attacks."),
    ("PROTEST", "Students staged a march to the ministry."),
    ("PROTEST", "Farmers blocked the motorway with tractors."),
    ("SANCTION", "The government recalled its ambassador from Lima."),
    ("SANCTION", "The two countries severed ties."),
    ("MOBILIZE", "Sudan massed tanks on the border."),
    ("MOBILIZE", "The army put its troops on alert."),
    ("COERCE", "The authorities imposed a curfew on the city."),
    ("COERCE", "Police arrested forty demonstrators."),
    ("ASSAULT", "A car bomb exploded outside the ministry."),
    ("ASSAULT", "The rebels shelled the airport."),
]

WHAT_BEATS_WHAT = [
    # the verb above beats the act it is about
    ("AGREE", "The rebels have promised to free all hostages."),
    ("REJECT", "The government refused to release the prisoners."),
    ("REJECT", "The rebels have rejected calls for a truce."),
    ("REQUEST", "The opposition demanded the withdrawal of the troops."),
    ("THREATEN", "The general threatened to shell the harbour."),
    # what is reported beats the report, wherever it stands
    ("RETREAT", "The army has left the town, the ministry said."),
    ("CONSULT", "The ministry announced that the envoys met on Friday."),
    # what only leads up to an act is passed over
    ("RETREAT", "The army has begun to withdraw from the heights."),
    # an end turns the act
    ("RETREAT", "The two armies stopped shelling each other."),
    # intention: friendly is an agreement, hostile a threat, known or not
    ("AGREE", "The president is ready to meet opposition leaders."),
    ("THREATEN", "The general said his army was ready to invade."),
    ("AGREE", "Tunisia plans to resume trade with its neighbour."),
    ("AGREE", "The prime minister is to visit Hanoi next month."),
    # a failure to do what was awaited is a refusal
    ("REJECT", "The two sides failed to sign the protocol."),
    # helping verbs and denials
    ("AGREE", "The minister will visit Lima in May."),
    ("THREATEN", "The army said it would bomb the rebel camps."),
    ("REJECT", "The delegation will not attend the conference."),
    ("AGREE", "The army will not attack the convoy, the general said."),
    ("REJECT", "The cabinet cannot accept the proposal, the minister said."),
    ("REQUEST", "The minister said the militias must disarm."),
    # conditions that press
    ("THREATEN", "The militia will withdraw from the council unless the judges resign."),
    ("THREATEN", "Turkey could close its border if the fighting spreads."),
    # a measure announced without condition is taken
    ("SANCTION", "The union announced that it would suspend aid to the regime."),
    # constructions
    ("REQUEST", "The movement would only accept a full release of the prisoners."),
    ("REQUEST", "The envoy insisted that the guards must leave the bridge."),
    ("REJECT", "The mayor insists that the company cannot keep the harbour."),
    ("REQUEST", "The party leader proposed that the premier should resign."),
    ("REQUEST", "The judge told the ministry to publish the list."),
    ("COERCE", "The governor ordered the newspaper to suspend its publication."),
    ("SANCTION", "The ministry ordered two diplomats to leave the country."),
    ("COERCE", "Police fired shots to disperse the crowd."),
    ("SUPPORT", "The bishop urged the council to support the shepherds."),
    ("REQUEST", "The shepherds urged the council to support them."),
    ("ACCUSE", "The bishop called for sanctions against the junta."),
    ("REJECT", "Talks with the separatists are out of the question, the premier said."),
]


@pytest.mark.parametrize(("category", "text"), [*SENTENCES, *WHAT_BEATS_WHAT])
def test_main_event_has_the_category_of_what_is_reported(category: str, text: str) -> None:
    event = _main(text)
    assert event is not None
    assert event.category == category


def test_sentences_cover_each_category() -> None:
    assert {category for category, _ in SENTENCES} == set(CATEGORIES)


def test_main_event_is_none_where_nothing_is_done() -> None:
    assert _main("The harbour lies north of the old town.") is None


def test_main_event_keeps_the_words_of_the_trigger() -> None:
    text = "The ministry said that the rebels rejected the plan."
    event = _main(text)
    assert event is not None
    assert (text[slice(*event.trigger)], event.rule, event.band) == (
        "rejected",
        "reject",
        Band.HIGH,
    )


def test_main_event_does_not_take_a_lifting_rocket_for_a_concession() -> None:
    event = _main("The rocket lifted off at noon.")
    assert event is None


def test_main_event_takes_no_party_of_the_opposition_for_a_refusal() -> None:
    """A noun that only describes another names no act."""
    event = _main("Opposition parties have given a list of demands to the president.")
    assert event is not None
    assert event.category == "REQUEST"


@pytest.mark.parametrize(
    ("status", "category", "text"),
    [
        ("occurred", "REJECT", "The rebels rejected the plan."),
        ("ongoing", "CONSULT", "The government is negotiating with the rebels."),
        ("ongoing", "REJECT", "The rebels reject the plan."),
        ("future", "CONSULT", "The delegation will meet the rebels on Friday."),
        ("negated", "CONSULT", "The delegation did not meet the rebels."),
        ("hypothetical", "RETREAT", "The army could withdraw from the bridge."),
        ("hypothetical", "AGREE", "The movement would accept the plan if the judges agreed."),
    ],
)
def test_find_events_says_how_an_act_is_put(status: str, category: str, text: str) -> None:
    """The tense of an act is in its status; its category is still that of the act."""
    first = _find(text)[0]
    assert (first.status, first.category) == (status, category)


def test_find_events_names_who_with_whom_where_and_when() -> None:
    text = "The government met the rebels in Nairobi on Tuesday."
    (event,) = _find(text)
    assert event.place is not None
    assert event.when is not None
    assert _words(text, event.actors) == ["The government"]
    assert _words(text, event.recipients) == ["the rebels"]
    assert _words(text, (event.place, event.when)) == ["Nairobi", "Tuesday"]


def test_find_events_names_the_agent_of_a_passive() -> None:
    text = "The plan was rejected by Norway and the union."
    (event,) = _find(text)
    assert _words(text, event.actors) == ["Norway", "the union"]


def test_find_events_names_whom_a_pronoun_speaks_for() -> None:
    text = "The rebels said they would meet the mediator."
    (event,) = _find(text)
    assert _words(text, event.actors) == ["The rebels"]


def test_find_events_takes_who_is_cited_for_no_party_to_the_act() -> None:
    text = "According to diplomats, the union threatened to leave the council."
    (event,) = _find(text)
    assert _words(text, event.actors) == ["the union"]
    assert _words(text, event.recipients) == ["the council"]


def test_find_events_names_all_whom_a_plural_relative_clause_is_about() -> None:
    text = "The envoy thanked Norway and Chile, who are mediating between the rebels and the army."
    found = [one for one in _find(text) if one.category == "CONSULT"]
    assert [_words(text, one.actors) for one in found] == [["Norway", "Chile"]]


def test_find_events_makes_the_speaker_ask_and_the_subject_owe() -> None:
    text = "The government said that the rebels must leave the bridge."
    (event,) = _find(text)
    assert event.category == "REQUEST"
    assert _words(text, event.actors) == ["The government"]
    assert _words(text, event.recipients) == ["the rebels"]


def test_find_events_finds_an_act_said_as_a_noun_with_whose_it_is() -> None:
    """A refusal to withdraw is a refusal; the withdrawal is no event."""
    text = "The round failed due to the government's refusal to withdraw from the port."
    found = [one for one in _find(text) if one.actors]
    assert [(one.category, _words(text, one.actors)) for one in found] == [
        ("REJECT", ["the government"])
    ]


def test_find_events_counts_an_act_once_in_its_clause() -> None:
    text = "The government repeated the government's rejection of the plan."
    assert len(_find(text)) == 1


def test_find_events_takes_a_concession_after_a_demand() -> None:
    text = "The union insisted that the mine must close, although it would accept a delay."
    assert [(one.category, one.status) for one in _find(text)] == [
        ("REQUEST", "occurred"),
        ("CONCEDE", "hypothetical"),
    ]


def test_find_events_takes_talks_that_nobody_is_named_for() -> None:
    text = "This is the first round of negotiations after the one concluded on Sunday in Cairo."
    (event,) = _find(text)
    assert (event.category, event.actors) == ("CONSULT", ())
    assert _words(text, (event.place,) if event.place else ()) == ["Cairo"]


@pytest.mark.parametrize(
    "text",
    [
        "Peace would come if the army withdraws its troops.",  # a condition
        "The work goes on to end the violence.",  # a purpose
        "The sources asked to remain anonymous.",  # a source is no party
        "The accord that ended the war between Norway and Chile is old.",  # background
        "The storm destroyed the harbour.",  # nobody acts
        "The clerk asked whether the army was there.",  # a question requests nothing
        "The militias must disarm.",  # the narrator asks nothing of anybody
        "The government's withdrawal from the port was discussed.",  # talked about, not done
        "The plan could end with the government's refusal.",  # only thought of
        "Norway will consider it.",  # what will be done names no act
    ],
)
def test_find_events_leaves_alone_what_is_no_event(text: str) -> None:
    assert _find(text) == []


def test_find_events_leaves_alone_the_war_of_a_year_long_ago() -> None:
    assert _find("Norway attacked the island in 1905.") == []
    assert len(_find("Norway attacked the island on Monday.")) == 1


def test_find_events_leaves_alone_what_an_after_clause_recalls() -> None:
    text = "The rebels met the mediator after the army attacked the village."
    assert [one.category for one in _find(text)] == ["CONSULT"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway insisted that Sweden withdraw from the fishery.", [("REQUEST", "insisted")]),
        ("Norway proposed that Sweden release the crew.", [("REQUEST", "proposed")]),
        ("Norway had let Sweden know what alone it would accept.", []),
        ("The rebels said that they withdraw today.", [("RETREAT", "withdraw")]),
    ],
)
def test_what_is_only_asked_for_is_no_fact(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(one.category, text[slice(*one.trigger)]) for one in _find(text)]
    assert found == expected
