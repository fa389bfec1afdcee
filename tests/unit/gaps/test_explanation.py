from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from goodoffices.case.case import Case, Choice, Limit
from goodoffices.case.errors import NothingLeft
from goodoffices.case.grammar import parse
from goodoffices.case.limits import Instrument
from goodoffices.case.positions import Form
from goodoffices.case.stances import Stance
from goodoffices.case.status import Status
from goodoffices.gaps.explanation import Explanation, PositionSets, explain
from tests.unit.gaps.small_source import Said, SmallSource, choice_issue

ISSUES = {
    "border": choice_issue("border", "open", "closed", "supervised"),
    "toll": choice_issue("toll", "none", "some"),
}


def form(
    reading: str, party: str, said: str, *, stance: Stance = Stance.INSISTS, statement: str = ""
) -> Form:
    return Form(reading, statement or f"s_{reading}", party, stance, parse(said, ISSUES))


def said(reading: str, party: str, words: str, **more: Stance) -> Said:
    made = form(reading, party, words, **more)
    return Said(made.statement, (made,))


def source(*statements: Said, **more: object) -> SmallSource:
    return replace(SmallSource(ISSUES, statements), **more)  # type: ignore[arg-type]


def limit(name: str, words: str, *, is_norm: bool = False) -> Limit:
    return Limit(name, name, parse(words, ISSUES), is_norm=is_norm)


def by_reading(found: Explanation, sets: PositionSets) -> list[list[str]]:
    """Sets in the order given, each position by its first reading."""
    name = {one.id: one.forms[0].reading for one in found.positions}
    return [[name[one] for one in some] for some in sets]


NORTH_OPEN = said("n_open", "north", "border is open")
SOUTH_CLOSED = said("s_closed", "south", "border is closed")
SOUTH_TOLL = said("s_toll", "south", "toll is some")


# ---------------------------------------------------------------------------- the sets


def test_nothing_said_is_nothing_in_the_way() -> None:
    found = explain(source())
    assert (found.status, found.complete) == (Status.PROVEN, True)
    assert (found.leading.incompatible, found.leading.movement) == ((), ())
    assert (found.own, found.untabled, found.fragile_on) == ((), (), ())


def test_positions_that_can_stand_need_no_movement() -> None:
    """No movement set is listed, not even the empty one."""
    found = explain(source(NORTH_OPEN, SOUTH_TOLL))
    assert (found.leading.incompatible, found.leading.movement) == ((), ())


def test_sets_are_listed_smallest_first_in_the_order_of_the_case() -> None:
    either = said("s_either", "south", "border is closed or toll is none")
    found = explain(source(SOUTH_TOLL, either, NORTH_OPEN, SOUTH_CLOSED))
    assert by_reading(found, found.leading.incompatible) == [
        ["n_open", "s_closed"],
        ["s_toll", "s_either", "n_open"],
    ]
    assert by_reading(found, found.leading.movement) == [
        ["n_open"],
        ["s_toll", "s_closed"],
        ["s_either", "s_closed"],
    ]


def test_a_shared_position_is_one_with_both_holders() -> None:
    also = said("h_closed", "hills", "border is closed")
    found = explain(source(NORTH_OPEN, SOUTH_CLOSED, also))
    assert [one.holders for one in found.positions] == [("north",), ("south", "hills")]
    assert by_reading(found, found.leading.incompatible) == [["n_open", "s_closed"]]


def test_a_rule_makes_incompatible_what_would_go_together() -> None:
    rule = limit("r1", "if border is open then toll is none")
    found = explain(source(NORTH_OPEN, SOUTH_TOLL, limits=(rule,)))
    assert by_reading(found, found.leading.incompatible) == [["n_open", "s_toll"]]
    assert found.limits == (rule,)


def test_rules_and_norms_that_leave_no_package_are_named() -> None:
    limits = (
        limit("unrelated", "toll is none"),
        limit("law", "border is open", is_norm=True),
        limit("rule", "border is not open"),
    )
    with pytest.raises(NothingLeft) as raised:
        explain(source(NORTH_OPEN, limits=limits))
    assert raised.value.names == ("law", "rule")


# ---------------------------------------------------------------------------- readings


def rival(leading: Form, other: Form) -> Said:
    return Said(leading.statement, (leading, replace(other, statement=leading.statement)))


def test_what_holds_under_every_reading_and_what_hangs_on_one() -> None:
    closed_or_supervised = rival(
        form("s_closed", "south", "border is closed"),
        form("s_softer", "south", "border is closed or border is supervised"),
    )
    found = explain(source(NORTH_OPEN, SOUTH_TOLL, closed_or_supervised))
    assert [one.choice for one in found.readings] == [{}, {"s_closed": "s_softer"}]
    assert by_reading(found, found.readings[1].incompatible) == [["n_open", "s_softer"]]
    assert found.under_every_reading.incompatible == ()
    assert by_reading(found, found.under_every_reading.movement) == [["n_open"]]
    assert found.depends_on == ("s_s_closed",)


def test_a_rival_reading_that_changes_no_set_is_not_listed() -> None:
    toll = rival(form("s_toll", "south", "toll is some"), form("s_free", "south", "toll is none"))
    found = explain(source(NORTH_OPEN, SOUTH_CLOSED, toll))
    assert found.depends_on == ()
    assert by_reading(found, found.under_every_reading.incompatible) == [["n_open", "s_closed"]]


def test_choices_that_are_not_all_are_said() -> None:
    found = explain(source(NORTH_OPEN, SOUTH_CLOSED, all_choices=False))
    assert (found.status, found.complete) == (Status.BEST_FOUND, False)
    assert found.leading.complete


# ---------------------------------------------------------------------------- one party


def test_a_party_at_odds_with_itself_is_named_with_its_positions() -> None:
    closed = said("n_closed", "north", "border is closed")
    found = explain(source(NORTH_OPEN, closed, SOUTH_TOLL))
    assert [(one.party, by_reading(found, (one.positions,))) for one in found.own] == [
        ("north", [["n_open", "n_closed"]])
    ]
    assert found.own[0].under_every_reading


def test_a_shared_position_counts_for_each_of_its_holders() -> None:
    """North and south both say closed; south alone also says open."""
    also = said("n_closed", "north", "border is closed")
    opened = said("s_open", "south", "border is open")
    found = explain(source(SOUTH_CLOSED, also, opened))
    assert [one.party for one in found.own] == ["south"]


# ---------------------------------------------------------------------------- fragile on


def test_a_lost_co_holder_changes_nothing() -> None:
    also = said("h_closed", "hills", "border is closed")
    found = explain(source(NORTH_OPEN, SOUTH_CLOSED, also))
    assert found.fragile_on == ("s_n_open",)
    assert found.fragile_complete


def test_statements_in_no_set_are_never_folded_without() -> None:
    """On a large record each fold takes time: only what can matter is tried."""
    counting = CountingSource(source(NORTH_OPEN, SOUTH_CLOSED, SOUTH_TOLL))
    found = explain(counting)
    assert found.fragile_on == ("s_n_open", "s_s_closed")
    assert counting.without == []


class CountingSource:
    """Remembers which statements it was asked to leave out."""

    def __init__(self, inner: SmallSource) -> None:
        self.inner = inner
        self.without: list[frozenset[str]] = []

    def choices(self) -> tuple[Sequence[Choice], bool]:
        return self.inner.choices()

    def case(
        self,
        choice: Choice | None = None,
        *,
        without: frozenset[str] = frozenset(),
        instruments_off: frozenset[str] | None = None,
    ) -> Case:
        if without:
            self.without.append(without)
        return self.inner.case(choice, without=without, instruments_off=instruments_off)


# ---------------------------------------------------------------------------- instruments


def accord(**more: frozenset[str]) -> Mapping[str, object]:
    made = form("accord", "south", "border is closed", statement="")
    instrument = Instrument(id="accord", title="An accord", invoked_by="south", proposition="said")
    return {
        "instruments": (instrument,),
        "instrument_forms": (replace(made, statement=""),),
        **more,
    }


def test_an_instrument_is_shown_with_and_without() -> None:
    found = explain(source(NORTH_OPEN, **accord()))
    (effect,) = found.instruments
    assert (effect.instrument, effect.is_on, effect.changes) == ("accord", True, True)
    assert by_reading(found, effect.only_with) == [["n_open", "accord"]]
    assert (effect.only_without, effect.without_it.incompatible) == ((), ())
    assert by_reading(found, (effect.positions,)) == [["accord"]]


def test_an_instrument_that_is_off_is_shown_too() -> None:
    found = explain(source(NORTH_OPEN, **accord(off=frozenset({"accord"}))))
    assert found.leading.incompatible == ()
    assert [(one.is_on, one.changes) for one in found.instruments] == [(False, True)]


def test_an_instrument_beside_a_statement_to_the_same_effect_changes_nothing() -> None:
    found = explain(source(NORTH_OPEN, SOUTH_CLOSED, **accord()))
    assert [one.changes for one in found.instruments] == [False]


# ---------------------------------------------------------------------------- time and caps


def test_without_time_it_says_so_and_claims_nothing() -> None:
    toll = rival(form("s_toll", "south", "toll is some"), form("s_free", "south", "toll is none"))
    found = explain(source(NORTH_OPEN, SOUTH_CLOSED, toll), deadline_s=0)
    assert (found.status, found.complete) == (Status.OUT_OF_TIME, False)
    assert [one.choice for one in found.readings] == [{}, {"s_toll": "s_free"}]
    assert [one.status for one in found.readings] == [Status.OUT_OF_TIME, Status.OUT_OF_TIME]
    assert found.under_every_reading.incompatible == ()
    assert (found.fragile_complete, found.untabled_complete) == (False, False)


def test_a_cap_is_said() -> None:
    also = said("h_supervised", "hills", "border is supervised")
    found = explain(source(NORTH_OPEN, SOUTH_CLOSED, also), most=1)
    assert (found.status, found.complete) == (Status.BEST_FOUND, False)
    assert len(found.leading.incompatible) == 1
    assert not found.fragile_complete


def test_ctrl_c_between_readings_keeps_what_is_there() -> None:
    toll = rival(form("s_toll", "south", "toll is some"), form("s_free", "south", "toll is none"))
    found = explain(Interrupted(source(NORTH_OPEN, SOUTH_CLOSED, toll)))
    assert by_reading(found, found.leading.incompatible) == [["n_open", "s_closed"]]
    assert [one.status for one in found.readings] == [Status.PROVEN, Status.OUT_OF_TIME]
    assert (found.status, found.complete) == (Status.BEST_FOUND, False)
    assert (found.fragile_complete, found.untabled_complete) == (False, False)


class Interrupted(CountingSource):
    """Somebody presses Ctrl-C while it folds the second choice of readings."""

    def case(
        self,
        choice: Choice | None = None,
        *,
        without: frozenset[str] = frozenset(),
        instruments_off: frozenset[str] | None = None,
    ) -> Case:
        if choice:
            raise KeyboardInterrupt
        return super().case(choice, without=without, instruments_off=instruments_off)


def test_progress_is_told_what_is_done_and_of_how_much() -> None:
    toll = rival(form("s_toll", "south", "toll is some"), form("s_free", "south", "toll is none"))
    told: list[tuple[str, int, int | None]] = []
    explain(
        source(NORTH_OPEN, SOUTH_CLOSED, toll),
        progress=lambda stage, done, total: told.append((stage, done, total)),
    )
    assert ("choices of readings", 2, 2) in told
    assert ("statements left out in turn", 2, 2) in told


def test_what_is_not_asked_for_is_not_said_to_be_complete() -> None:
    found = explain(source(NORTH_OPEN, SOUTH_CLOSED), fragile=False, untabled=False)
    assert (found.fragile_on, found.fragile_complete) == ((), False)
    assert (found.untabled, found.untabled_complete) == ((), False)
    assert found.complete
