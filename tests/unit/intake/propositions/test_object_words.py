"""The words of an object: clauses, negations, words that point back."""

from __future__ import annotations

import pytest

from goodoffices.intake.parsing import parse
from goodoffices.intake.propositions.object_words import Clause, read_clauses, read_words
from goodoffices.intake.texts import Extent, RepairedText


def clauses(words: str, *, frame: str = "They ask ") -> tuple[tuple[Clause, ...], str]:
    parsed = parse(RepairedText.unchanged(f"{frame}{words}.", ()))
    return read_clauses(parsed, Extent(len(frame), len(frame) + len(words)))


def negated(words: str) -> list[str]:
    (clause,), _ = clauses(words)
    return [word.text for word in clause.words if len(word.negators) % 2]


def test_read_clauses_splits_at_words_that_stand_side_by_side() -> None:
    found, joined_by = clauses("that they open the port and close the bridge")
    assert [clause.text for clause in found] == ["that they open the port", "close the bridge"]
    assert joined_by == "and"
    found, joined_by = clauses("for a new bridge or for a ferry")
    assert [clause.text for clause in found] == ["for a new bridge", "for a ferry"]
    assert joined_by == "or"


def test_read_clauses_keeps_what_one_verb_governs_together() -> None:
    found, _ = clauses("to leave the bridge and the port")
    assert [clause.text for clause in found] == ["to leave the bridge and the port"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("that the port not open", ["open", "port"]),
        ("that no ship enter", ["enter", "ship"]),
        ("that nobody close the port", ["close", "port"]),
        ("that they stop closing the port", ["closing", "port"]),
        ("that they not stop closing the port", ["stop"]),
        ("that the port open", []),
        ("for no more than ten ships", []),
        ("not only for ships", []),
    ],
)
def test_read_clauses_knows_what_is_negated(words: str, expected: list[str]) -> None:
    assert sorted(negated(words)) == expected


def test_read_clauses_joins_a_verb_with_its_particle() -> None:
    (clause,), _ = clauses("that they pull their men out")
    assert "pullout" in {word.stem for word in clause.words}
    assert {"leave"} <= {family for word in clause.words for family in word.families}


def test_read_clauses_tells_an_end_from_a_whole() -> None:
    (ended,), _ = clauses("for the completion of the road")
    (whole,), _ = clauses("for the complete road")
    assert [word.stem for word in ended.words][:1] == ["completed"]
    assert [word.stem for word in whole.words][:1] == ["complet"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("to close that bridge", [("bridg", 1)]),
        ("to close both bridges", [("bridg", 2)]),
        ("to close these two bridges", [("bridg", 2)]),
        ("to close those bridges", [("bridg", 0)]),
        ("to close it", [("", 1)]),
        ("to close bridges", []),
    ],
)
def test_read_clauses_finds_words_that_point_back(
    words: str, expected: list[tuple[str, int]]
) -> None:
    (clause,), _ = clauses(words)
    assert [(one.noun, one.count) for one in clause.references] == expected


def test_read_clauses_leaves_out_what_stands_apart() -> None:
    text = "They ask to open the port if ships come."
    parsed = parse(RepairedText.unchanged(text, ()))
    condition = Extent(text.index("if"), len(text) - 1)
    (clause,), _ = read_clauses(parsed, Extent(9, len(text)), without=condition)
    assert clause.text == "to open the port"


def test_read_words_of_nothing_is_nothing() -> None:
    parsed = parse(RepairedText.unchanged("They met.", ()))
    assert read_words(parsed, Extent(9, 9)) is None
    assert read_clauses(parsed, Extent(9, 9)) == ((), "and")
