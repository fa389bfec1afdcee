"""The matrix: who holds what, in whose hearing, and what became of it."""

from __future__ import annotations

import pytest

from goodoffices.case.stances import Register, Stance
from goodoffices.gaps.cells import EntryKind
from goodoffices.gaps.matrix import build_matrix
from tests.cases import Said, doha_case, make_case

ISSUES = ["a: x, y, z", "b: x, y"]
PARTIES = ["north", "south", "east (mediator)"]


def test_columns_are_negotiating_parties_then_mediators_then_others() -> None:
    case = make_case(
        issues=ISSUES,
        parties=[
            "watcher (observer)",
            "east (mediator)",
            "north",
            "people (affected)",
            "west (guarantor, mediator)",
            "south",
        ],
    )
    matrix = build_matrix(case)
    assert list(matrix.parties) == ["north", "south", "east", "west", "watcher", "people"]
    assert list(matrix.issues) == ["a", "b"]
    assert len(matrix.cells) == 12


def test_a_position_stands_in_the_cell_of_each_issue_it_names() -> None:
    matrix = build_matrix(doha_case())
    found = {
        key: [entry.id for entry in cell] for key, cell in matrix.cells.items() if not cell.is_empty
    }
    assert found == {
        ("philadelphi", "israel"): ["p1", "p2"],
        ("philadelphi", "egypt"): ["p4", "p5", "r4_phases"],
        ("netzarim", "israel"): ["p1", "p2"],
        ("management", "israel"): ["p2"],
        ("management", "hamas"): ["p3"],
        ("management", "egypt"): ["p3"],
        ("second_phase", "egypt"): ["p4", "r4_phases"],
    }


def test_a_shared_position_names_the_other_holders_and_every_passage() -> None:
    (entry,) = build_matrix(doha_case()).cell("management", "hamas")
    assert entry.shared_with == ("egypt",)
    assert entry.statements == ("s11", "s8")
    assert entry.readings == ("r3_hamas",)
    assert (entry.stance, entry.words) == (Stance.REJECTS, "management: force")
    assert entry.constraint == "management is not force"


def test_a_relaxed_position_keeps_its_original_as_history() -> None:
    entry = next(iter(build_matrix(doha_case()).cell("philadelphi", "egypt")))
    assert entry.is_relaxed
    assert entry.original == "philadelphi is complete_withdrawal"
    assert entry.relaxed_by == ("r4_phases",)
    assert entry.constraint == (
        "philadelphi is complete_withdrawal or philadelphi is two_phase_withdrawal"
        " and second_phase is after_exchange"
    )


def test_rival_readings_show_the_one_not_in_use() -> None:
    cell = build_matrix(doha_case()).cell("management", "israel")
    assert cell.has_rivals
    assert [(one.reading, one.in_place_of, one.stance) for one in cell.others] == [
        ("r2_offer", "r2", Stance.WOULD_ACCEPT)
    ]
    other = build_matrix(doha_case(offer=True)).cell("management", "israel")
    assert [(one.reading, one.in_place_of) for one in other.others] == [("r2", "r2_offer")]
    assert [(entry.kind, entry.id, entry.rivals) for entry in other] == [
        (EntryKind.POSITION, "p1", ("r2",)),
        (EntryKind.PERMISSION, "r2_offer", ("r2",)),
    ]


def test_entries_stand_by_register_with_the_statements_of_that_register() -> None:
    case = make_case(
        issues=ISSUES,
        parties=PARTIES,
        said=[
            Said("p1 s1 north insists", "a is x", register="public"),
            Said("p1 s2 north demands", "a is x", register="confided", reading="r1_again"),
            Said("p2 s3 north prefers", "b is x", register="conveyed"),
            Said("- s4 north reserves", "b is y", register="public"),
            Said("- s5 south denies", "a is z", register="attributed"),
        ],
    )
    matrix = build_matrix(case)
    assert {
        register: [(entry.id, entry.stance, entry.statements) for entry in entries]
        for register, entries in matrix.cell("a", "north").entries.items()
    } == {
        Register.PUBLIC: [("p1", Stance.INSISTS, ("s1",))],
        Register.CONFIDED: [("p1", Stance.DEMANDS, ("s2",))],
    }
    assert {
        register: [(entry.kind, entry.id) for entry in entries]
        for register, entries in matrix.cell("b", "north").entries.items()
    } == {
        Register.PUBLIC: [(EntryKind.RESERVATION, "r_s4")],
        Register.CONVEYED: [(EntryKind.LIGHTER, "p2")],
    }
    denial = matrix.cell("a", "south")
    assert [entry.kind for entry in denial] == [EntryKind.DENIAL]
    assert (denial.is_empty, denial.is_heard) == (False, False)
    assert matrix.cell("a", "north").strongest is Stance.INSISTS
    assert matrix.cell("a", "east").strongest is None


def test_what_was_taken_back_is_history_and_says_why() -> None:
    case = make_case(
        issues=ISSUES,
        parties=PARTIES,
        said=[
            Said("p1 s1 north insists", "a is x", withdrawn="superseded by s2"),
            Said("p2 s2 north insists", "a is y"),
            Said("p3 s3 south rules_out", "a is y", withdrawn="no longer insisted on (r_s4)"),
            Said("- s4 south no_longer_insists"),
        ],
    )
    matrix = build_matrix(case)
    cell = matrix.cell("a", "north")
    assert [entry.id for entry in cell] == ["p2"]
    assert [(one.reading, one.statement, one.why) for one in cell.history] == [
        ("r1", "s1", "superseded by s2")
    ]
    assert cell.statements == ("s2", "s1")
    gone = matrix.cell("a", "south")
    assert (gone.is_empty, gone.strongest, gone.is_heard) == (False, None, False)
    assert [one.stance for one in gone.history] == [Stance.RULES_OUT]


def test_alternatives_of_what_was_superseded_are_no_rivals() -> None:
    case = make_case(
        issues=ISSUES,
        parties=PARTIES,
        said=[
            Said("p1 s1 north insists", "a is x", withdrawn="superseded by s2"),
            Said("- s1 north would_accept", "a is y", reading="r1b", alternative_to="r1"),
        ],
    )
    cell = build_matrix(case).cell("a", "north")
    assert (cell.others, cell.has_rivals) == ((), False)


@pytest.mark.parametrize(
    ("confided", "differs"),
    [
        (Said("p2 s2 north insists", "a is y", register="confided"), True),
        (Said("p2 s2 north offers", "a is y", register="confided"), True),
        (Said("p2 s2 north prefers", "a is y", register="confided"), False),
        (Said("p2 s2 north insists", "a in (x, y)", register="confided"), False),
        (Said("p2 s2 north insists", "a is y", register="conveyed"), False),
        (Said("- s2 north would_accept", "a is y", register="confided", widens=("p1",)), True),
        (Said("- s2 north would_accept", "a is y", register="public", widens=("p1",)), False),
    ],
)
def test_public_and_confided_differ_where_both_cannot_stand(confided: Said, differs: bool) -> None:
    public = Said("p1 s1 north insists", "a is x", register="public")
    case = make_case(issues=ISSUES, parties=PARTIES, said=[public, confided])
    assert build_matrix(case).cell("a", "north").differs is differs


def test_a_rule_can_make_public_and_confided_differ() -> None:
    said = [
        Said("p1 s1 north insists", "a is x and b in (x, y)", register="public"),
        Said("p2 s2 north insists", "b is y and a in (x, y)", register="confided"),
    ]
    free = build_matrix(make_case(issues=ISSUES, parties=PARTIES, said=said))
    bound = build_matrix(
        make_case(issues=ISSUES, parties=PARTIES, said=said, rules={"k": "if a is x then b is x"})
    )
    assert [free.cell(issue, "north").differs for issue in ("a", "b")] == [False, False]
    assert [bound.cell(issue, "north").differs for issue in ("a", "b")] == [True, True]
