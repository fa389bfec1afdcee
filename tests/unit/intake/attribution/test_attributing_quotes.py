"""Tests of the quotations: by a verb beside them, by a name, or going on."""

import pytest

from tests.attributed import content, read, told, words


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("“We are ready,” said Amara Diallo.", "Amara Diallo", "“We are ready,”"),
        ("“Why did nobody call us?” asked the mayor.", "the mayor", "“Why did nobody call us?”"),
        (
            "The governor said: “The bridge opens in June. The toll is small.”",
            "The governor",
            "“The bridge opens in June. The toll is small.”",
        ),
        (
            "The envoy's letter read: “We regret the delay.”",
            "The envoy's letter",
            "“We regret the delay.”",
        ),
        (
            "The ministry said in a statement on its website: “No shots were fired.”",
            "The ministry",
            "“No shots were fired.”",
        ),
        (
            "The union's president, Ida Holm: “We will strike.”",
            "The union's president, Ida Holm",
            "“We will strike.”",
        ),
        (
            "“There is no other plan,” the envoy was quoted as telling her parliament.",
            "the envoy",
            "“There is no other plan,”",
        ),
        (
            "The note goes on: “We will not repeat this offer.”",
            "The note",
            "“We will not repeat this offer.”",
        ),
        (
            "“We are ready,” the envoy said, “to meet again in May.”",
            "the envoy",
            "“We are ready,” | “to meet again in May.”",
        ),
    ],
)
def test_quotation_is_of_who_is_named_beside_it(text: str, source: str, expected: str) -> None:
    assert told(text) == [(source, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "They call the hill “Old Man” and leave it alone.",
        "Last week's accord, known as the “Lund paper”, was signed by three parties.",
        "It has three parts: “Water and how it is shared”, “Roads” and “Schools”.",
        "The “History” section of the page is empty.",
    ],
)
def test_quotation_of_a_word_or_title_tells_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (
            "“We will not leave,” said Amara Diallo. “The farmers need a guarantee first.”",
            "Amara Diallo",
            "“We will not leave,” | “The farmers need a guarantee first.”",
        ),
        (
            "“The gate is shut,” the warden said in an interview with the Herald. “It stays so.”",
            "the warden",
            "“The gate is shut,” | “It stays so.”",
        ),
        (
            "“The gate is shut,” she went on. “It stays shut.”",
            "she",
            "“The gate is shut,” | “It stays shut.”",
        ),
        ("“You never came,” he shot back.", "he", "“You never came,”"),
    ],
)
def test_quotation_broken_by_its_cue_is_one(text: str, source: str, expected: str) -> None:
    assert told(text) == [(source, expected)]


def test_quotation_of_a_word_is_not_joined_to_the_long_one_after_the_cue() -> None:
    text = "“No,” said Amara Diallo. “The farmers of the valley need a written guarantee first.”"
    first, second = read(text)
    assert words(text, second.source) == "Amara Diallo"
    assert (content(text, second), second.cue, second.band.value) == (
        "“The farmers of the valley need a written guarantee first.”",
        None,
        "middle",
    )
    assert content(text, first) == "“No,”"


def test_quotation_without_a_cue_goes_on_with_the_last_speaker() -> None:
    text = (
        "The harbour master said the port was full.\n\n“No ship can enter before the tide turns.”"
    )
    assert told(text) == [
        ("The harbour master", "the port was full"),
        ("The harbour master", "“No ship can enter before the tide turns.”"),
    ]


def test_quotation_without_a_cue_is_not_of_who_is_told_about() -> None:
    text = "The mayor said the findings show that the well is dry. “We must dig a second one now.”"
    assert told(text)[-1] == ("The mayor", "“We must dig a second one now.”")


def test_quotation_before_any_speaker_takes_the_next() -> None:
    text = "“Nobody told us about the convoy.”\n\nThe governor said the road had been open."
    assert told(text)[0] == ("The governor", "“Nobody told us about the convoy.”")


def test_quotation_follows_the_statement_it_is_from() -> None:
    text = (
        "The senator issued a statement about the harbour. "
        "“The port belongs to those who work in it.”"
    )
    assert told(text) == [("The senator", "“The port belongs to those who work in it.”")]


def test_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "The clerk said: “The list is long.\n\n“It will grow.” He left at noon."
    assert told(text) == [("The clerk", "“The list is long. | “It will grow.”")]


def test_quotation_over_lines_without_marks_is_told_by_the_cue_behind_it() -> None:
    text = "“The list is long.\n\nIt will grow.\n\nWe are tired,” said the clerk."
    assert told(text) == [("the clerk", "“The list is long. | It will grow. | We are tired,”")]


def test_quotation_that_closes_with_another_is_told() -> None:
    text = "“She asked me, ‘Is it safe?’ and I said, ‘It is not,’” the guard recalled."
    assert ("the guard", text.removesuffix(" the guard recalled.")) in told(text)


def test_words_go_on_after_the_closing_mark() -> None:
    text = "“The harvest cannot wait” in the two valleys north of the river, the farmers warned."
    (found,) = read(text)
    assert found.mode.value == "mixed"
    assert content(text, found) == (
        "“The harvest cannot wait” in the two valleys north of the river"
    )


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“We are ready,” said the envoy.", "direct"),
        ("The envoy said both sides “are ready” to meet.", "mixed"),
        ("The envoy said both sides are ready to meet.", "indirect"),
    ],
)
def test_mode_says_in_whose_wording_it_is(text: str, mode: str) -> None:
    (found,) = read(text)
    assert found.mode.value == mode


def test_verb_within_a_quotation_tells_no_more_than_it() -> None:
    text = "“I think we are close,” she said to the council."
    outer, inner = read(text)
    assert content(text, outer) == "“I think we are close,”"
    assert content(text, inner) == "we are close"
    assert (words(text, inner.source), inner.parent) == ("I", 0)


def test_whole_quotation_is_told_though_the_verb_governs_its_last_sentence() -> None:
    text = "“The road is open. The bridge is not. Nobody may cross,” the guard told the drivers."
    assert told(text) == [("the guard", "“The road is open. The bridge is not. Nobody may cross,”")]


def test_quotation_after_a_participle_is_a_second_attribution() -> None:
    text = "“We want peace,” she said, adding: “But not at any price.”"
    assert told(text) == [("she", "“We want peace,”"), ("she", "“But not at any price.”")]


def test_quotation_of_a_noun_phrase_is_told() -> None:
    text = "He smiled and said, “Not a chance of that.”"
    assert told(text) == [("He", "“Not a chance of that.”")]


def test_quotation_after_a_colon_is_of_the_subject_before_it_if_that_is_a_person() -> None:
    text = "The judge, Ida Holm, appeared unsure: “If they cannot sue, who can?”"
    assert told(text) == [("The judge", "“If they cannot sue, who can?”")]
