from __future__ import annotations

import pytest

from goodoffices.storage.search import SearchIndex, Stretch, match_expression

TEXTS = {
    "s1": "The crossing stays shut at night, he said.",
    "s2": "We could open the crossing in exchange for the prisoners.",
    "s3": "Señor Peña asked for prison visits.",
    "s4": "يمكننا القبول بمكتب مشترك",
}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("crossing", {"s1", "s2"}),
        ("CROSSING shut", {"s1"}),
        ("prison", {"s3"}),
        ("prison*", {"s2", "s3"}),
        ('"in exchange"', {"s2"}),
        ('"exchange in"', set()),
        ('"the cross"*', {"s1", "s2"}),
        ("pena senor", {"s3"}),
        ("مشترك", {"s4"}),
        ("", set()),
        ("   ", set()),
    ],
)
def test_find_takes_words_phrases_and_beginnings(asked: str, found: set[str]) -> None:
    assert SearchIndex(TEXTS).find(asked) == found


@pytest.mark.parametrize(
    "asked",
    [
        '"',
        '""',
        "*",
        "-",
        "a OR",
        "NOT",
        "NEAR(",
        "words:x",
        "(",
        "'; DROP",
        "\0",
        "^a",
        "+",
        "{a}",
    ],
)
def test_find_never_raises_on_a_mistaken_query(asked: str) -> None:
    assert SearchIndex(TEXTS).find(asked) == frozenset()


def test_an_operator_is_read_as_a_word() -> None:
    index = SearchIndex({"a": "this or that", "b": "this"})
    assert index.find("this OR that") == {"a"}


def test_an_open_quotation_mark_is_left_out() -> None:
    assert match_expression('"in exchange') == '"in" AND "exchange"'


def test_excerpts_mark_what_was_asked_for() -> None:
    found = SearchIndex(TEXTS).excerpts("shut", ["s1", "s2", "nobody"])
    assert found == {
        "s1": (
            Stretch("The crossing stays "),
            Stretch("shut", is_found=True),
            Stretch(" at night, he said."),
        )
    }


def test_excerpts_are_cut_by_no_sign_in_the_words() -> None:
    index = SearchIndex({"a": "one \ue000two\ue001 three"})
    assert index.excerpts("three", ["a"]) == {
        "a": (Stretch("one two "), Stretch("three", is_found=True))
    }


def test_update_replaces_adds_and_forgets() -> None:
    index = SearchIndex({"s1": "old words", "s2": "other words"})
    index.update({"s1": "new words", "s3": "more words"}, ["s2"])
    assert index.find("words") == {"s1", "s3"}
    assert index.find("old") == frozenset()


def test_an_entry_that_comes_back_is_found_once_more() -> None:
    index = SearchIndex({"s1": "words"})
    index.update({}, ["s1"])
    index.update({"s1": "words again"}, [])
    assert index.find("words") == {"s1"}
