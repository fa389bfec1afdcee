"""The basis of a page in sentences: each thing that it can say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from goodoffices.case.case import Case
from goodoffices.case.passages import SourceText, Teller
from goodoffices.drafting.basis import say_basis
from tests.cases import Said, make_case


def said(case: Case) -> list[str]:
    return [sentence.text for sentence in say_basis(case)]


def a_case(texts: dict[str, SourceText] | None = None, **basis: Any) -> Case:
    case = make_case(
        issues=["gate: open, shut"],
        parties=["north", "south", "east (mediator)"],
        said=[Said("p1 s1 north insists", "gate is open")],
    )
    return replace(case, texts=texts or {}, basis=replace(case.basis, **basis))


def a_text(id: str, *, dated: str = "2024-01-02", basis: str = "as printed") -> SourceText:
    return SourceText(id, f"Text {id}", f"Outlet {id}", "", dated, basis, "en", "words")


def teller(name: str, statements: int, **more: Any) -> Teller:
    rest = {"affiliation": "", "is_named": True, "is_outlet": False, **more}
    return Teller(name=name, statements=statements, **rest)


def test_nothing_on_record_is_said_and_nothing_else() -> None:
    assert said(a_case(statements=0)) == ["Nothing is on record."]
    seen = replace(a_case(statements=0), viewer="north")
    assert said(seen) == ["Nothing is on record that North may see."]


def test_all_hearsay_says_from_whom() -> None:
    """Unnamed sources with their party, and what an outlet says in its own voice."""
    case = a_case(
        statements=15,
        hearsay=15,
        own_words=0,
        documents=0,
        told_by=(
            teller("sources", 10, affiliation="east", is_named=False),
            teller("the agency", 5, is_outlet=True),
        ),
    )
    assert said(case)[:2] == [
        "15 statements.",
        "All hearsay: 10 from unnamed sources (East), 5 in the voice of the agency.",
    ]


def test_hearsay_from_named_people_is_said_short() -> None:
    case = a_case(statements=2, hearsay=2, own_words=0, told_by=(teller("a", 2),))
    assert said(case)[1] == "All of it is hearsay."


def test_own_words_count_the_hearsay_beside_them() -> None:
    case = a_case(statements=5, hearsay=2, own_words=3)
    assert said(case)[1] == "2 of 5 are hearsay."
    assert "hearsay" not in said(a_case(statements=5, hearsay=0, own_words=5))[1]


@pytest.mark.parametrize(
    ("speaks", "hearsay", "unheard", "expected"),
    [
        ((), ("north",), ("south",), "No negotiating party speaks for itself."),
        (("north", "south"), (), (), "In their own words: North and South."),
        (
            ("north",),
            ("south",),
            (),
            "In their own words: North. By hearsay only: South.",
        ),
        (("north",), (), ("south",), "In their own words: North. Nothing from: South."),
    ],
)
def test_who_speaks_for_itself(
    speaks: tuple[str, ...], hearsay: tuple[str, ...], unheard: tuple[str, ...], expected: str
) -> None:
    case = a_case(
        own_words=1, hearsay=0, speaks_for_itself=speaks, hearsay_only=hearsay, unheard=unheard
    )
    assert said(case)[1] == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"documents": 1}, "1 statement from 1 document (Outlet a)."),
        ({"documents": 1, "meetings": 2}, "1 statement from 1 document (Outlet a) and 2 meetings."),
        ({"documents": 0, "meetings": 1}, "1 statement from 1 meeting."),
    ],
)
def test_how_much_it_rests_on(counts: dict[str, int], expected: str) -> None:
    assert said(a_case({"a": a_text("a")}, **counts))[0] == expected


def test_many_outlets_are_not_listed() -> None:
    texts = {name: a_text(name) for name in "abcd"}
    assert said(a_case(texts, documents=4))[0] == "1 statement from 4 documents."


@pytest.mark.parametrize(
    ("dated", "documents", "expected"),
    [
        ({"a": "set by mira"}, 1, "The document is undated: the date is the team’s."),
        ({"a": ""}, 1, "The document is undated."),
        ({"a": "set by mira"}, 8, "1 of 8 documents is undated: the date is the team’s."),
        (
            {"a": "set by mira", "b": "set by joao"},
            2,
            "Both documents are undated: the dates are the team’s.",
        ),
        (
            {"a": "set by mira", "b": ""},
            7,
            "2 of 7 documents are undated: the team dated 1 of them.",
        ),
        ({"a": "", "b": ""}, 7, "2 of 7 documents are undated."),
    ],
)
def test_undated_documents_are_counted(
    dated: dict[str, str], documents: int, expected: str
) -> None:
    """Whether the team gave them a date is said; one without any is not called dated."""
    texts = {
        name: a_text(name, dated="2024-01-02" if basis else "", basis=basis or "not dated")
        for name, basis in dated.items()
    }
    case = a_case(texts, undated=tuple(dated), documents=documents)
    assert expected in said(case)


def test_words_that_are_no_day_are_no_date() -> None:
    text = a_text("a", dated='"not printed", not resolved', basis="as printed")
    case = a_case({"a": text}, undated=("a",), documents=1)
    assert "The document is undated." in said(case)


def test_days_are_said_once_where_they_are_one() -> None:
    assert "Said 2024-01-02." in said(a_case(earliest="2024-01-02", latest="2024-01-02"))
    assert "Said 2024-01-02 to 2024-02-01." in said(
        a_case(earliest="2024-01-02", latest="2024-02-01")
    )


def test_one_affiliation_is_uncorroborated() -> None:
    """An outlet that prints it corroborates nothing; a second side, or own words, may."""
    sources = teller("sources", 3, affiliation="east", is_named=False)
    others = teller("others", 1, affiliation="south", is_named=False)
    agency = teller("the agency", 2, is_outlet=True)
    alone = "One affiliation only: uncorroborated."
    assert alone in said(a_case(own_words=0, told_by=(sources, agency)))
    assert alone not in said(a_case(own_words=0, told_by=(sources, others)))
    assert alone not in said(a_case(own_words=1, told_by=(sources,)))


def test_a_mediator_with_positions_is_named() -> None:
    case = make_case(
        issues=["gate: open, shut"],
        parties=["north", "east (mediator)"],
        said=[Said("p1 s1 east rejects", "gate is open")],
    )
    assert "East mediates and holds positions of its own." in said(case)


def test_what_was_cut_is_said() -> None:
    case = replace(
        a_case(drafts=2, unrecorded=1),
        as_of="2024-01-01",
        known_at="briefed",
        choice={"r2": "r2_offer"},
    )
    assert said(case)[-5:] == [
        "Only what was said by 2024-01-01.",
        "Only what was known at briefed.",
        "2 drafts left out until confirmed.",
        "Includes 1 edit not yet recorded.",
        "Read with r2_offer in the place of r2.",
    ]
