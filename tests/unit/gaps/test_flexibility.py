"""Possible flexibility, in the parties' own terms."""

from __future__ import annotations

from goodoffices.gaps.flexibility import Flexibility, FlexibilityKind, find_flexibility
from tests.cases import Said, doha_case, make_case


def test_doha_flexibility() -> None:
    left = "not (philadelphi: stays, and netzarim: stays)"
    assert [
        (one.kind.value, one.text, one.position, one.depends_on_reading, one.cites)
        for one in find_flexibility(doha_case())
    ] == [
        (
            "permission",
            (
                "Egypt would accept: philadelphi: two phase withdrawal,"
                " if second phase: after exchange"
            ),
            "p4",
            False,
            ("s14",),
        ),
        (
            "other_reading",
            f"Read otherwise, Israel would accept: {left}, if management: force",
            "",
            True,
            ("s10",),
        ),
        ("condition", f"Israel insists: management: force, if {left}", "p2", True, ("s10", "s7")),
    ]


def test_the_offer_is_a_permission_once_it_is_used() -> None:
    found = find_flexibility(doha_case(offer=True))
    assert [(one.kind, one.party, one.position) for one in found] == [
        (FlexibilityKind.PERMISSION, "israel", "p1"),
        (FlexibilityKind.PERMISSION, "egypt", "p4"),
    ]


def test_what_is_taken_back_cites_both_statements() -> None:
    case = make_case(
        issues=["a: x, y"],
        parties=["north"],
        said=[
            Said("p1 s1 north insists", "a is x", withdrawn="no longer insisted on (r_s2)"),
            Said("- s2 north no_longer_insists"),
        ],
    )
    assert find_flexibility(case) == (
        Flexibility(
            kind=FlexibilityKind.NO_LONGER_INSISTS,
            party="north",
            issues=("a",),
            text="North no longer insists: a: x",
            condition="",
            reading="r_s2",
            position="",
            depends_on_reading=False,
            cites=("s2", "s1"),
        ),
    )


def test_lighter_positions_are_listed_and_elicited_readings_are_not() -> None:
    case = make_case(
        issues=["a: x, y"],
        parties=["north"],
        said=[
            Said("p1 s1 north offers", "a is x"),
            Said("p2 s2 north insists", "a is x or a is y"),
            Said(
                "- s2 north would_accept",
                "a is y",
                reading="r2b",
                alternative_to="r2",
                elicited_by="what if y?",
            ),
            Said(
                "- s2 north agrees",
                "a is y",
                reading="r2c",
                alternative_to="r2",
                offer_status="withdrawn",
            ),
        ],
    )
    assert [(one.kind, one.text) for one in find_flexibility(case)] == [
        (FlexibilityKind.LIGHTER, "North offers: a: x")
    ]
