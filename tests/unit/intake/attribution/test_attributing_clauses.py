"""Tests of the clauses that a verb of saying governs."""

import pytest

from tests.attributed import content, read, told, words


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("The envoy said that the list is closed.", "The envoy", "that the list is closed"),
        ("The envoy said the list is closed.", "The envoy", "the list is closed"),
        ("The list is closed, the envoy said.", "the envoy", "The list is closed"),
        ("The list is closed, said Amara Diallo.", "Amara Diallo", "The list is closed"),
        (
            "Norland, Sudland and the river board have declared that they will publish the flows.",
            "Norland, Sudland and the river board",
            "that they will publish the flows",
        ),
        (
            "The minister explained how the water would be shared.",
            "The minister",
            "how the water would be shared",
        ),
        (
            "The mediator asked whether the pumps had stopped.",
            "The mediator",
            "whether the pumps had stopped",
        ),
        ("The figures show that prices rise.", "The figures", "that prices rise"),
        (
            "The union demanded that the crossing be opened.",
            "The union",
            "that the crossing be opened",
        ),
        (
            "Officials fear the dam could burst within days.",
            "Officials",
            "the dam could burst within days",
        ),
    ],
)
def test_verb_tells_a_finite_clause(text: str, source: str, expected: str) -> None:
    assert told(text) == [(source, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "The president wants the army to leave.",
        "The union refused to sign and intends to appeal.",
        "The new law means that drivers must carry a licence.",
        "They believe in peace and know the price.",
        "Both sides hope to meet soon.",
        "The charter says nothing about water.",
        "It is not clear whether the parties will return.",
        "Make sure that the list is complete.",
        "The guards saw the convoy leave at noon.",
    ],
)
def test_verb_of_wanting_or_with_no_clause_tells_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She did not say when the talks would resume.",
        "Nobody in the ministry said that the road was open.",
        "Neither the army nor the rebels said whether the road was open.",
    ],
)
def test_verb_that_is_negated_leaves_it_unsaid(text: str) -> None:
    assert told(text) == []


def test_verb_of_judging_tells_what_is_held_though_negated() -> None:
    (found,) = read("He does not think that the offer is serious.")
    assert (found.rule, found.band.value) == ("verb-negated", "low")


def test_source_is_without_what_only_adds_to_it() -> None:
    text = "His deputy, who asked not to be named, confirmed that a second letter had been sent."
    assert told(text) == [("His deputy", "that a second letter had been sent")]


def test_source_of_a_relative_clause_is_its_noun() -> None:
    text = "The report, which says that the wells are dry, was published on Monday."
    assert told(text) == [("The report", "that the wells are dry")]


def test_source_of_a_participle_is_the_subject() -> None:
    text = "A spokeswoman for the bank declined to comment, saying the matter was closed."
    assert told(text) == [("A spokeswoman for the bank", "the matter was closed")]


def test_source_of_being_quoted_is_who_is_quoted() -> None:
    assert told("The envoy was quoted as saying that the list would be ready on Friday.") == [
        ("The envoy", "that the list would be ready on Friday")
    ]
    assert told("The paper quoted a senior official as saying the deal was dead.") == [
        ("a senior official", "the deal was dead")
    ]


def test_source_is_not_who_was_asked() -> None:
    text = "Asked whether the talks would resume, the spokesman said no date was set."
    assert told(text) == [("the spokesman", "no date was set")]


def test_source_of_a_passive_is_its_agent() -> None:
    text = "It is asserted by the union that the fee was paid twice."
    assert told(text) == [("the union", "that the fee was paid twice")]


def test_source_may_be_unnamed() -> None:
    (announced,) = read("It was announced that the border would reopen.")
    assert (announced.source, announced.rule, announced.band.value) == (
        None,
        "verb-unnamed",
        "low",
    )


def test_source_after_its_verb_and_its_pronoun() -> None:
    text = "The crossing reopens on Monday, they said to Reuters Kenyan border officials."
    (found,) = read(text)
    assert words(text, found.source) == "Kenyan border officials"
    assert words(text, found.hearer) == "Reuters"
    assert content(text, found) == "The crossing reopens on Monday"


def test_source_behind_its_verb_in_a_headline() -> None:
    assert told("Talks to resume on Monday, say envoys") == [
        ("envoys", "Talks to resume on Monday")
    ]


@pytest.mark.parametrize(
    ("text", "hearer"),
    [
        ("The envoy told the council that the list is closed.", "the council"),
        ("The envoy confirmed to the Herald that the list is closed.", "the Herald"),
        ("Norland communicated to Sudland that the sluices were open.", "Sudland"),
        ("The farmers were told that the dam was safe.", "The farmers"),
        ("The envoy said that he had written to the council.", None),
    ],
)
def test_hearer_is_who_was_told(text: str, hearer: str | None) -> None:
    (found,) = read(text)
    assert words(text, found.hearer) == hearer


def test_nested_words_know_whose_words_tell_them() -> None:
    text = "A diplomat said that Norland had told Sudland that it would open the sluices."
    outer, inner = read(text)
    assert (outer.parent, inner.parent) == (-1, 0)
    assert words(text, inner.source) == "Norland"
    assert words(text, inner.hearer) == "Sudland"
    assert content(text, inner) == "that it would open the sluices"


def test_words_may_stand_on_both_sides_of_the_verb() -> None:
    assert told("The ceasefire, the minister said, is holding in most districts.") == [
        ("the minister", "The ceasefire | is holding in most districts")
    ]
    assert told("The talks, say two envoys, will resume in May.") == [
        ("two envoys", "The talks | will resume in May")
    ]
    assert told("There is no doubt, he adds, that the treaty will be signed.") == [
        ("he", "There is no doubt | that the treaty will be signed")
    ]


def test_words_told_by_a_clause_with_as() -> None:
    assert told("As the mediator told the Herald, the parties are close.") == [
        ("the mediator", "the parties are close")
    ]
    assert told("As the mediator put it, the parties are close.") == [
        ("the mediator", "the parties are close")
    ]


def test_words_begin_at_that() -> None:
    text = "The agency reported, citing a port official, that two ships had been turned back."
    assert told(text) == [("The agency", "that two ships had been turned back")]


def test_words_go_on_with_a_condition() -> None:
    text = "The union said it would return on Monday, provided the list is withdrawn."
    assert told(text) == [
        ("The union", "it would return on Monday, provided the list is withdrawn")
    ]


def test_words_go_on_with_although() -> None:
    text = "The union said it would accept the offer, although it wanted the overtime paid."
    assert told(text) == [
        ("The union", "it would accept the offer, although it wanted the overtime paid")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The sources said the text was ready, although they gave no details about annexes.",
            "the text was ready",
        ),
        (
            "The sources said the text was ready, but they did not offer details.",
            "the text was ready",
        ),
        (
            "The sources said the text was ready, without giving details.",
            "the text was ready",
        ),
        (
            "He said the other side “has all it needs,” in an apparent reference to the mandate.",
            "the other side “has all it needs,”",
        ),
        (
            "He said that some “never wanted peace,” alluding to the northern towns.",
            "that some “never wanted peace,”",
        ),
    ],
)
def test_words_end_where_the_narrator_goes_on(text: str, expected: str) -> None:
    assert [said for _, said in told(text)] == [expected]


def test_words_of_an_allusion_within_quotation_marks_are_the_sources() -> None:
    text = "He said: “They answered in a reference to the mandate, and we noted it.”"
    assert told(text) == [("He", "“They answered in a reference to the mandate, and we noted it.”")]


def test_words_added_by_a_participle_are_a_second_attribution() -> None:
    text = "The union told the ministry that it would wait, adding that the offer was a start."
    assert told(text) == [
        ("The union", "that it would wait"),
        ("The union", "that the offer was a start"),
    ]


def test_second_verb_of_saying_goes_with_the_first() -> None:
    text = (
        "The minister explained how the water would be shared and asked why the pumps had stopped."
    )
    assert [source for source, _ in told(text)] == ["The minister", "The minister"]


def test_words_of_a_relative_clause_are_whole() -> None:
    text = "The river, which engineers say is poisoned, feeds both towns."
    assert told(text) == [("engineers", "which | is poisoned")]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (
            "The ministry's claim that the pipeline is safe was rejected by both towns.",
            "The ministry",
            "that the pipeline is safe",
        ),
        (
            "Kenya repeated its warning that the border would be closed.",
            "Kenya",
            "that the border would be closed",
        ),
        (
            "The assertion of the union that the fee was paid twice did not move the bank.",
            "the union",
            "that the fee was paid twice",
        ),
    ],
)
def test_noun_tells_what_its_holder_claims(text: str, source: str, expected: str) -> None:
    (found,) = read(text)
    assert (words(text, found.source), content(text, found)) == (source, expected)
    assert found.rule == "noun"


def test_noun_without_a_holder_tells_nothing() -> None:
    assert told("The fact that the dam leaks is known.") == []


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (
            "The mediator is confident that both sides will sign.",
            "The mediator",
            "that both sides will sign",
        ),
        (
            "Oslo, convinced that the text was final, sent it to the parties.",
            "Oslo",
            "that the text was final",
        ),
    ],
)
def test_adjective_tells_what_somebody_is_sure_of(text: str, source: str, expected: str) -> None:
    assert told(text) == [(source, expected)]


def test_adjective_of_degree_tells_nothing() -> None:
    assert told("The delegates were so angry that they left the room.") == []


def test_noun_is_not_of_who_denies_it() -> None:
    assert told("The chairman denied reports that the plant would close.") == []


def test_sentence_before_is_not_told_by_the_next() -> None:
    text = "“We fear the worst.” She estimates that one in five ships will be lost."
    assert told(text)[-1] == ("She", "that one in five ships will be lost")
    text = "The union fears that jobs could go; the firm says the figure is exaggerated."
    assert told(text) == [
        ("The union", "that jobs could go"),
        ("the firm", "the figure is exaggerated"),
    ]


def test_words_end_before_a_joining_word() -> None:
    text = "The chairman said that orders had fallen, but added that prices had not."
    assert told(text) == [
        ("The chairman", "that orders had fallen"),
        ("The chairman", "that prices had not"),
    ]


def test_verb_between_commas_with_an_object_tells_nothing() -> None:
    assert told("The clerk, however, dismissed the idea.") == []


def test_noun_behind_a_linking_verb_tells_its_clause() -> None:
    assert told("Norland's answer was that it would sign in May.") == [
        ("Norland", "that it would sign in May")
    ]
    assert told("The ministers are of the view that the talks should move.") == [
        ("The ministers", "that the talks should move")
    ]


def test_words_that_somebody_makes_clear() -> None:
    assert told("The union has made clear that it will stay.") == [
        ("The union", "that it will stay")
    ]
    assert told("It is clear that the union will stay.") == []
