"""Tests of the quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.intake.attribution.quotations import Quotation, find_quotations
from goodoffices.intake.texts import Extent


def inner(text: str) -> list[str]:
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Extent(start, start + len(part)))
        start += len(part) + 2
    return [one.inner(text) for one in find_quotations(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” she said.", ["We agree,"]),
        ('"We agree," she said. "At last."', ["We agree,", "At last."]),
        ("«Not yet», the envoy wrote.", ["Not yet"]),
        ("The „first step“ was small.", ["first step"]),
        ("The ‘first step’ was small.", ["first step"]),
        ("The parties' 'first step' was small.", ["first step"]),
        ("The parties’ envoys didn’t meet.", []),
        ("No marks at all.", []),
    ],
)
def test_quotations_of_many_kinds_of_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_quotation_takes_any_mark_after_a_word_for_its_end() -> None:
    assert inner("“We agree.“ The hall was silent.") == ["We agree."]


def test_quotation_keeps_those_within_it() -> None:
    assert inner("“They call it ‘the list’ here,” he said.") == ["They call it ‘the list’ here,"]


def test_quotation_in_single_marks_keeps_those_within_it() -> None:
    assert inner("‘They call it “the list” here,’ he said.") == ["They call it “the list” here,"]


def test_quotation_ends_with_its_paragraph() -> None:
    text = "“The list is long.\n\n“It will grow.” He left."
    found = find_quotations(text, [Extent(0, 18), Extent(20, len(text))])
    assert [(one.inner(text), one.is_closed) for one in found] == [
        ("The list is long.", False),
        ("It will grow.", True),
    ]


def test_quotation_knows_whether_it_ends_like_a_clause() -> None:
    text = "The “list”, he said, is “closed.” It is “a start”"
    found = find_quotations(text, [Extent(0, len(text))])
    assert [one.ends_like_a_clause(text) for one in found] == [True, True, False]


@given(st.text(alphabet="ab .,“”\"‘’'«»\n", max_size=60))
def test_quotations_never_overlap_and_lie_in_the_text(text: str) -> None:
    found = find_quotations(text, [Extent(0, len(text))])
    assert all(isinstance(one, Quotation) for one in found)
    ends = [place for one in found for place in one.extent]
    assert ends == sorted(ends)
    assert all(0 <= place <= len(text) for place in ends)
