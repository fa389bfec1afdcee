"""The words a page rests on, and the texts in which they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case.case import Case
from goodoffices.case.passages import Hop, MeetingView, Passage, ReadingView, SourceText
from goodoffices.case.stances import Register, Stance
from goodoffices.drafting.passages import chain_in_words, cite_passages, mark_texts
from tests.briefs import EXAMPLES, brief_of
from tests.cases import make_case

WORDS = "one two three four five"


def a_case(*spans: tuple[str, int, int], text: str = WORDS) -> Case:
    case = make_case(issues=["gate: open, shut"], parties=["north"], silent=["s0"])
    plain = case.passages["s0"]
    passages = {
        name: replace(plain, statement=name, start=start, end=end) for name, start, end in spans
    }
    source = SourceText("d1", "A text", "Agency", "", "", "not dated", "en", text)
    return replace(case, passages=passages, texts={"d1": source})


def segments(case: Case) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.text, one.statements, one.begins) for one in mark_texts(case)[0].segments]


def test_words_are_marked_where_they_stand() -> None:
    assert segments(a_case(("s1", 4, 7))) == [
        ("one ", (), ()),
        ("two", ("s1",), ("s1",)),
        (" three four five", (), ()),
    ]


def test_overlapping_words_carry_both() -> None:
    assert segments(a_case(("s1", 0, 7), ("s2", 4, 13))) == [
        ("one ", ("s1",), ("s1",)),
        ("two", ("s1", "s2"), ("s2",)),
        (" three", ("s2",), ()),
        (" four five", (), ()),
    ]


def test_words_inside_others_carry_both() -> None:
    assert segments(a_case(("s1", 0, 23), ("s2", 4, 7), ("s3", 4, 7))) == [
        ("one ", ("s1",), ("s1",)),
        ("two", ("s1", "s2", "s3"), ("s2", "s3")),
        (" three four five", ("s1",), ()),
    ]


SPANS = st.lists(
    st.tuples(st.integers(0, len(WORDS)), st.integers(0, len(WORDS))).map(sorted).map(tuple),
    max_size=6,
)


@given(SPANS)
def test_segments_together_are_the_text(spans: list[tuple[int, int]]) -> None:
    """However statements overlap: nothing is lost, doubled or moved, and each begins once."""
    named = [(f"s{n}", low, high) for n, (low, high) in enumerate(spans) if low < high]
    case = a_case(*named)
    marked = mark_texts(case)[0].segments
    assert "".join(one.text for one in marked) == WORDS
    for name, low, high in named:
        assert "".join(one.text for one in marked if name in one.statements) == WORDS[low:high]
        assert sum(name in one.begins for one in marked) == 1


def test_text_without_statements_is_one_segment() -> None:
    assert segments(a_case()) == [(WORDS, (), ())]
    assert mark_texts(a_case(text="")) == ()


@pytest.mark.parametrize("example", EXAMPLES)
def test_marked_words_are_the_words_cited(example: str) -> None:
    page = brief_of(example)
    segments = [segment for text in page.texts for segment in text.segments]
    for passage in page.passages:
        marked = "".join(one.text for one in segments if passage.id in one.statements)
        assert " ".join(marked.split()) == " ".join(passage.words.split())


def test_about_says_whose_text_it_is_and_how_it_is_dated() -> None:
    case = a_case()
    source = case.texts["d1"]

    def about(**changes: str) -> str:
        return mark_texts(replace(case, texts={"d1": replace(source, **changes)}))[0].about

    assert about() == "Agency, not dated"
    assert about(author="A. Writer", dated="2024-01-02", date_basis="as printed") == (
        "Agency, A. Writer, dated 2024-01-02"
    )
    assert about(dated="2024-01-02", date_basis="set by mira: a Wednesday") == (
        "Agency, dated 2024-01-02 (set by mira: a Wednesday)"
    )
    assert about(outlet="") == "not dated"
    unresolved = '"not printed", not resolved'
    assert about(dated=unresolved, date_basis="as printed") == "Agency, not dated"


def test_chain_is_said_hop_by_hop_and_never_averaged() -> None:
    chain = [
        Hop("egypt", "Egypt", to_name="Israel", grade="F3"),
        Hop("sources", "other sources", is_named=False, to_name="Efe", grade="F6"),
        Hop("efe", "Efe"),
    ]
    assert chain_in_words(chain) == "Egypt to Israel (F3); other sources to Efe (F6); Efe"


def test_a_reading_is_said_with_who_reads_it_so() -> None:
    case = make_case(issues=["gate: open, shut"], parties=["north"], silent=["s1"])
    reading = ReadingView(
        id="r1",
        party="north",
        stance=Stance.WOULD_ACCEPT,
        proposition="gate is open",
        condition="gate is open",
        status="alternative",
        alternative_to="r0",
        counts=False,
        register=Register.PUBLIC,
        read_by="mira",
    )
    passage = replace(case.passages["s1"], readings=(reading,))
    cited = cite_passages(replace(case, passages={"s1": passage}))[0]
    assert cited.readings == (
        (
            "r1 (alternative): North would accept gate is open, if gate is open; instead of r0; "
            "read so by mira"
        ),
    )


def test_words_from_a_meeting_say_where_it_was() -> None:
    case = make_case(issues=["gate: open, shut"], parties=["north"], silent=["s1"])
    passage: Passage = replace(case.passages["s1"], document="", meeting="m1")
    held = MeetingView("m1", "Doha", "2024-08-29", "plenary", ())
    cited = cite_passages(replace(case, passages={"s1": passage}, meetings={"m1": held}))[0]
    assert (cited.document, cited.document_title) == ("", "meeting in Doha, 2024-08-29")
