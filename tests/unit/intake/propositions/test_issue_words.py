"""The names of issues in words."""

from __future__ import annotations

import pytest

from goodoffices.case.issues import Issue, IssueKind
from goodoffices.intake.parsing import parse
from goodoffices.intake.propositions.issue_words import IssueNames, Level, names_of
from goodoffices.intake.propositions.object_words import read_words
from goodoffices.intake.texts import Extent, RepairedText


def issue(id: str, title: str, *others: str) -> Issue:
    return Issue(id=id, title=title, also_known_as=others, kind=IssueKind.QUANTITY, low=0, high=9)


ISSUES = [
    issue("i1", "Karakaya bridge (river crossing)"),
    issue("i2", "Old bridge"),
    issue("i3", "Upkeep of the bridges", "road toll"),
    issue("i4", "Who checks the lorries"),
    issue("i5", "Number of lorries"),
]


def named(words: str) -> list[tuple[str, Level]]:
    parsed = parse(RepairedText.unchanged(words, ()))
    clause = read_words(parsed, Extent(0, len(words)))
    assert clause is not None
    return [(one.issue, one.level) for one in IssueNames(ISSUES).find(clause)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They want the Karakaya bridge.", [("i1", Level.NAME)]),
        ("They want the river crossing.", [("i1", Level.NAME)]),
        ("They want Karakaia rebuilt.", [("i1", Level.SPELLING)]),
        ("They want the road toll.", [("i3", Level.NAME)]),
        ("They want the upkeep of bridges.", [("i3", Level.NAME)]),
        ("Somebody has to check the lorries.", [("i4", Level.NAME)]),
        ("Somebody has to inspect the ships.", []),
        ("They want the old bridge and Karakaya.", [("i2", Level.NAME), ("i1", Level.NAME)]),
        ("They want a bridge.", []),
        ("They want a number of things.", []),
    ],
)
def test_find_names_issues_by_what_tells_them_apart(
    words: str, found: list[tuple[str, Level]]
) -> None:
    assert named(words) == found


def test_find_takes_the_nearest_shared_word() -> None:
    words = "Leave the tall bridge by the mill and the Karakaya bridge."
    parsed = parse(RepairedText.unchanged(words, ()))
    clause = read_words(parsed, Extent(0, len(words)))
    assert clause is not None
    (match,) = IssueNames(ISSUES).find(clause)
    assert match.said == "Karakaya bridge"


def test_names_of_takes_brackets_apart() -> None:
    assert list(names_of("Old bridge (stone bridge)", "old bridge", "")) == [
        "Old bridge",
        "stone bridge",
    ]
