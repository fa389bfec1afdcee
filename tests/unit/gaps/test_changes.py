"""What changed between two folds of the same record."""

from __future__ import annotations

from goodoffices.case.case import Case
from goodoffices.case.stances import Stance
from goodoffices.gaps.changes import (
    ChangeKind,
    Changes,
    PermissionChange,
    StateChange,
    compare,
    sentences_of,
)
from goodoffices.gaps.states import State, find_issue_states
from tests.cases import Said, doha_case, incompatible_sets, make_case


def case_of(*said: Said, silent: tuple[str, ...] = ()) -> Case:
    return make_case(
        issues=["a: x, y, z", "b: x, y"], parties=["north", "south"], said=said, silent=silent
    )


def kinds(changes: Changes) -> list[tuple[ChangeKind, str, str, str]]:
    return [(one.kind, one.party, one.position, one.position_before) for one in changes.positions]


NORTH = Said("p1 s1 north insists", "a is x")


def test_nothing_changed() -> None:
    case = doha_case()
    states = find_issue_states(case, incompatible_sets(case))
    changes = compare(case, doha_case(), states=(states, states))
    assert changes.is_empty
    assert changes.has_compared_states
    assert not compare(case, case).has_compared_states


def test_a_position_is_new_and_a_statement_without_one_is_listed() -> None:
    after = case_of(NORTH, Said("p2 s2 south rejects", "a is x"), silent=("s3",))
    changes = compare(case_of(NORTH), after)
    assert kinds(changes) == [(ChangeKind.NEW, "south", "p2", "")]
    (new,) = changes.positions
    assert (new.was, new.now, new.words, new.why, new.statements) == (
        None,
        Stance.REJECTS,
        "a: anything but x",
        "",
        ("s2",),
    )
    assert changes.statements == ("s3",)


def test_a_superseded_position_is_gone_and_says_by_what() -> None:
    gone = Said("p1 s1 north insists", "a is x", withdrawn="superseded by s2")
    changes = compare(case_of(NORTH), case_of(gone, Said("p2 s2 north insists", "a is y")))
    assert kinds(changes) == [
        (ChangeKind.NEW, "north", "p2", ""),
        (ChangeKind.GONE, "north", "", "p1"),
    ]
    assert (changes.positions[1].why, changes.positions[1].was) == (
        "superseded by s2",
        Stance.INSISTS,
    )
    assert changes.positions[1].statements == ("s1",)


def test_a_position_whose_statement_went_is_gone() -> None:
    changes = compare(case_of(NORTH), case_of())
    assert [one.why for one in changes.positions] == [
        "the statement of r1 is no longer on record, or does not count"
    ]


def test_a_position_now_read_otherwise_is_gone() -> None:
    before = case_of(NORTH)
    after = make_case(
        issues=["a: x, y, z", "b: x, y"],
        parties=["north", "south"],
        said=[NORTH, Said("p9 s1 north prefers", "a is y", reading="r1b", alternative_to="r1")],
        choice={"r1": "r1b"},
    )
    changes = compare(before, after)
    assert [(one.kind, one.why) for one in changes.positions] == [
        (ChangeKind.NEW, ""),
        (ChangeKind.GONE, "now read otherwise (r1)"),
    ]
    assert [one.is_standing for one in changes.positions] == [False, True]


def test_another_word_for_the_same_choices() -> None:
    def stance(word: str) -> Case:
        return case_of(Said(f"p1 s1 north {word}", "a in (y, z)"))

    rejects = case_of(Said("p1 s2 north rejects", "a is x"))
    found = [
        (change.kind, change.why)
        for one, other in (
            (stance("proposes"), stance("insists")),
            (stance("insists"), stance("demands")),
            (stance("insists"), rejects),
        )
        for change in compare(one, other).positions
    ]
    assert found == [
        (ChangeKind.STRENGTHENED, "was “proposes”, is “insists”"),
        (ChangeKind.SOFTENED, "was “insists”, is “demands”"),
        (ChangeKind.RESTATED, "was “insists”, is “rejects”"),
    ]


def test_another_holder_changes_nothing_for_the_first() -> None:
    after = case_of(NORTH, Said("p1 s2 south insists", "a is x"))
    assert kinds(compare(case_of(NORTH), after)) == [(ChangeKind.NEW, "south", "p1", "")]


def test_a_permission_widens_a_position_and_is_new() -> None:
    permission = Said("- s2 north would_accept", "a is y", "b is x", widens=("p1",))
    widened = case_of(NORTH, permission)
    changes = compare(case_of(NORTH), widened)
    assert kinds(changes) == [(ChangeKind.WIDENED, "north", "p1", "p1")]
    assert changes.positions[0].why == "North would accept (r_s2)"
    assert changes.positions[0].statements == ("s1", "s2")
    assert changes.permissions == (
        PermissionChange(
            kind=ChangeKind.NEW,
            party="north",
            reading="r_s2",
            stance=Stance.WOULD_ACCEPT,
            words="a: y",
            condition_words="b: x",
            why="",
            statements=("s2",),
        ),
    )


def test_a_permission_taken_back_narrows_it_again() -> None:
    permission = Said("- s2 north would_accept", "a is y", widens=("p1",))
    taken_back = Said("- s2 north would_accept", "a is y", withdrawn="superseded by s3")
    changes = compare(case_of(NORTH, permission), case_of(NORTH, taken_back))
    assert kinds(changes) == [(ChangeKind.NARROWED, "north", "p1", "p1")]
    assert changes.positions[0].why == "“would accept” no longer counts (r_s2): superseded by s3"
    assert [(one.kind, one.why) for one in changes.permissions] == [
        (ChangeKind.GONE, "superseded by s3")
    ]


def test_a_permission_rewritten_as_something_else_is_said_to_be() -> None:
    permission = Said("- s2 north would_accept", "a is y", widens=("p1",))
    rewritten = Said("- s2 north reserves", "a is y")
    changes = compare(case_of(NORTH, permission), case_of(NORTH, rewritten))
    assert changes.positions[0].why == (
        "“would accept” no longer counts (r_s2): the reading was rewritten"
    )


def test_states_that_changed_are_named() -> None:
    before, after = case_of(NORTH), case_of(NORTH, Said("p2 s2 south rejects", "a is x"))
    states = (
        find_issue_states(before, incompatible_sets(before)),
        find_issue_states(after, incompatible_sets(after)),
    )
    assert compare(before, after, states=states).issues == (
        StateChange("a", State.NOT_ENOUGH_KNOWN, State.INCOMPATIBLE, ("s1", "s2")),
    )


def test_changes_in_sentences() -> None:
    before = case_of(NORTH)
    after = case_of(
        NORTH,
        Said("p2 s2 south rejects", "a is x"),
        Said("- s3 north would_accept", "b is y", "a is x"),
    )
    states = (
        find_issue_states(before, incompatible_sets(before)),
        find_issue_states(after, incompatible_sets(after)),
    )
    changes = compare(before, after, states=states)
    assert [one.text for one in sentences_of(changes, after)] == [
        "New: South: a: anything but x (rejects).",
        "New: North would accept: b: y, if a: x.",
        "a: was not enough known, is incompatible.",
    ]
