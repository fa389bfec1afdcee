"""Labels of positions: their order, and each holder's own words."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.case.case import Case
from goodoffices.drafting.labels import Labels
from tests.briefs import analysis_of
from tests.cases import Said, make_case


def a_case(*said: Said, parties: tuple[str, ...] = ("north", "south")) -> Case:
    return make_case(issues=["gate: open, shut", "days: 0..90 days"], parties=parties, said=said)


def labelled(case: Case) -> Labels:
    return Labels(case, case.positions)


def test_labels_follow_the_order_of_the_parties() -> None:
    """Not the order in which things were said."""
    case = a_case(
        Said("p7 s1 south insists", "gate is open"),
        Said("p8 s2 north insists", "gate is shut"),
        Said("p9 s3 north insists", "days >= 30"),
    )
    labels = labelled(case)
    assert [(one.id, labels[one.id]) for one in labels.positions] == [
        ("p8", "P1"),
        ("p9", "P2"),
        ("p7", "P3"),
    ]
    assert labels.all == ("P1", "P2", "P3")


def test_sets_stand_smallest_first_then_by_their_labels() -> None:
    labels = analysis_of("doha-round").labels
    ids = {labels[one.id]: one.id for one in labels.positions}
    mixed = [["P3", "P1"], ["P2", "P4", "P1"], ["P4", "P1"], ["P5"], ["P1", "P2"]]
    found = labels.order([[ids[name] for name in each] for each in mixed])
    assert labels.sets(found) == "P5; P1 and P2; P1 and P3; P1 and P4; P1, P2 and P4"


def test_shared_position_stands_with_its_first_holder() -> None:
    case = a_case(
        Said("a s1 south insists", "gate is open"),
        Said("b s2 south insists", "days >= 30"),
        Said("b s3 north demands", "days >= 30"),
    )
    labels = labelled(case)
    assert [one.id for one in labels.positions] == ["b", "a"]
    assert labels.holders(labels.position("b")) == "North and South"


def test_lists_are_in_the_order_of_the_labels() -> None:
    case = a_case(
        Said("a s1 south insists", "gate is open"),
        Said("b s2 north insists", "gate is shut"),
        Said("c s3 south insists", "days >= 30"),
    )
    labels = labelled(case)
    assert labels.sort(["c", "a", "b"]) == ["b", "a", "c"]
    assert labels.listed(["c", "a", "b"]) == "P1, P2 and P3"
    assert labels.sets([["a", "b"], ["c", "b"]]) == "P1 and P2; P1 and P3"


def test_what_holders_say_alike_is_said_once() -> None:
    case = a_case(
        Said("a s1 north insists", "gate is open"), Said("a s2 south insists", "gate is open")
    )
    assert labelled(case).stated(case.positions[0]) == "insists: gate: open"


def test_each_holder_is_given_its_own_words() -> None:
    """Nobody is made to say what another said, though it is true of the same choices."""
    case = a_case(
        Said("a s1 north insists", "gate is open"), Said("a s2 south rejects", "gate is shut")
    )
    assert labelled(case).stated(case.positions[0]) == (
        "North insists: gate: open. South rejects: gate: shut. These are true of the same choices"
    )


def test_words_of_the_team_are_taken_where_all_are_given() -> None:
    """A position that a permission widens is only said in words when both have them."""
    case = a_case(
        Said("a s1 north insists", "gate is open"),
        Said("- s2 north would_accept", "gate is shut", condition="days >= 30", widens=("a",)),
    )
    computed = "insists: gate: open; would accept: gate: shut, if days: at least 30 days"
    assert labelled(case).stated(case.positions[0]) == computed
    once = with_words(case, {"s1": "wants the gate open"})
    assert labelled(once).stated(once.positions[0]) == computed
    both = with_words(once, {"s2": "would bear it shut for a month"})
    assert labelled(both).stated(both.positions[0]) == (
        "wants the gate open; would bear it shut for a month"
    )


def test_words_of_a_repeated_statement_are_found() -> None:
    case = with_words(
        make_case(
            issues=["gate: open, shut"],
            parties=["north"],
            said=[Said("a s1 north insists", "gate is open")],
            repeats={"s2": "s1"},
        ),
        {"s1": "wants it open"},
    )
    form = replace(case.positions[0].forms[0], statement="s2")
    position = replace(case.positions[0], forms=(form,))
    assert Labels(case, [position]).stated(position) == "wants it open"


def test_cites_are_in_the_order_of_the_record_and_name_what_widens() -> None:
    labels = analysis_of("doha-round").labels
    by_label = {labels[one.id]: one for one in labels.positions}
    assert labels.cites([by_label["P2"].id, by_label["P1"].id]) == ("s7", "s9", "s10")
    shalit = analysis_of("shalit-2011").labels
    limit = next(one for one in shalit.positions if one.is_relaxed)
    assert shalit.cites([limit.id]) == ("s5", "s10")


def with_words(case: Case, words: dict[str, str]) -> Case:
    """The same case, the readings of some statements in the team's words."""
    passages = dict(case.passages)
    for statement, text in words.items():
        passage = passages[statement]
        readings = tuple(replace(one, in_words=text) for one in passage.readings)
        passages[statement] = replace(passage, readings=readings)
    return replace(case, passages=passages)
