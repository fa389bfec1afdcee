"""What each party holds apart from the others, and in which register."""

from __future__ import annotations

from goodoffices.case.stances import Register
from goodoffices.gaps.holdings import (
    families,
    first_told,
    holdings,
    register_of,
    rivals_of,
    statements_of,
)
from tests.cases import Said, doha_case, make_case


def test_each_holder_of_a_shared_position_has_its_own_share() -> None:
    found = [(one.party, one.position.id, one.issues) for one in holdings(doha_case())]
    assert found == [
        ("israel", "p1", ("philadelphi", "netzarim")),
        ("israel", "p2", ("philadelphi", "netzarim", "management")),
        ("hamas", "p3", ("management",)),
        ("egypt", "p3", ("management",)),
        ("egypt", "p4", ("philadelphi", "second_phase")),
        ("egypt", "p5", ("philadelphi",)),
    ]


def test_a_form_rests_on_its_statement_and_those_that_repeat_it() -> None:
    case = make_case(
        issues=["a: x, y"],
        parties=["north", "south"],
        said=[
            Said("p1 s1 north insists", "a is x", register="public"),
            Said("p1 s2 south insists", "a is x", register="confided"),
        ],
        repeats={"s3": "s1"},
    )
    (position,) = case.positions
    north, south = position.forms
    assert statements_of(case, position, north) == ("s1", "s3")
    assert statements_of(case, position, south) == ("s2",)
    assert first_told(case, "s3") == "s1"
    assert first_told(case, "elsewhere") == "elsewhere"
    assert [
        register_of(case, one, party, position)
        for one, party in (("s1", "north"), ("s2", "south"), ("s3", "north"), ("gone", "north"))
    ] == [Register.PUBLIC, Register.CONFIDED, Register.ATTRIBUTED, Register.ATTRIBUTED]


def test_families_of_rival_readings() -> None:
    case = doha_case()
    assert families(case) == {"r2": ("r2", "r2_offer")}
    assert rivals_of(case) == {"r2": ("r2_offer",), "r2_offer": ("r2",)}
