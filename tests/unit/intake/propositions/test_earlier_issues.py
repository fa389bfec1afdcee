"""What words point back to."""

from __future__ import annotations

import pytest

from goodoffices.case.issues import Issue, IssueKind
from goodoffices.intake.parsing import parse
from goodoffices.intake.propositions.earlier_issues import EarlierIssues
from goodoffices.intake.propositions.issue_words import IssueNames
from goodoffices.intake.propositions.object_words import Clause, read_words
from goodoffices.intake.texts import Extent, RepairedText

TITLES = {"east": "East bridge", "west": "West bridge", "mill": "Mill bridge", "toll": "Toll"}
NAMES = IssueNames(
    [
        Issue(id=id, title=title, kind=IssueKind.QUANTITY, low=0, high=9)
        for id, title in TITLES.items()
    ]
)


def clause(words: str) -> Clause:
    text = f"They want {words}."
    read = read_words(parse(RepairedText.unchanged(text, ())), Extent(10, len(text) - 1))
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("before", "words", "expected"),
    [
        (["the East bridge"], "to close that bridge", ["east"]),
        (["the East bridge", "the West bridge"], "to close that bridge", ["west"]),
        (["the East bridge", "the toll"], "to close that bridge", ["east"]),
        (["the East bridge", "the West bridge"], "to close both bridges", ["east", "west"]),
        (["the East bridge and the Mill bridge"], "to close those bridges", ["east", "mill"]),
        (["the toll"], "to close these three bridges", ["east", "west", "mill"]),
        (["the East bridge"], "to close that road", []),
        (["the East bridge"], "to close the West bridge", []),
    ],
)
def test_point_finds_the_issues_with_that_noun(
    before: list[str], words: str, expected: list[str]
) -> None:
    earlier = EarlierIssues(NAMES, TITLES)
    earlier.read(clause(one) for one in before)
    asked = clause(words)
    found = [issue for one in earlier.point(asked, NAMES.find(asked)) for issue in one.issues]
    assert found == expected


def test_point_asks_where_more_or_fewer_could_be_meant() -> None:
    earlier = EarlierIssues(NAMES, TITLES)
    lonely = clause("to close that bridge")
    assert [one.question for one in earlier.point(lonely, ())] == ['What does "that bridge" mean?']
    earlier.read([clause("the East bridge"), clause("the West bridge")])
    assert [one.question for one in earlier.point(lonely, ())] == [
        'Does "that bridge" mean West bridge?'
    ]


def test_read_keeps_what_one_group_points_to() -> None:
    earlier = EarlierIssues(NAMES, TITLES)
    earlier.read([clause("the East bridge"), clause("that bridge and the toll")])
    assert earlier.groups == [("east",), ("east", "toll")]
