"""What a page of some statements shows beside them rests on these, or is not shown."""

from __future__ import annotations

from datetime import date

from goodoffices.case.limits import Instrument
from goodoffices.case.passages import NoteView
from goodoffices.case.rounds import Outcome, Round
from goodoffices.record.cutting import cut_citing, cut_notes, cut_rounds

HELD = Round.model_validate(
    {
        "id": "geneva",
        "held_on": {"from": "2026-03-02", "to": "2026-03-04"},
        "outcome": "agreement",
        "cause": "s2",
        "cites": ["s1", "s2"],
        "delegations": [{"party": "north", "cites": ["s2"]}, {"party": "south"}],
    }
)


def test_a_round_is_whole_while_all_counts() -> None:
    assert cut_rounds((HELD,), frozenset(), None) == (HELD,)


def test_a_round_not_yet_begun_is_not_there() -> None:
    assert cut_rounds((HELD,), frozenset(), date(2026, 3, 1)) == ()


def test_a_round_that_goes_on_has_no_outcome_and_no_cause() -> None:
    (held,) = cut_rounds((HELD,), frozenset(), date(2026, 3, 3))
    assert (held.outcome, held.cause) == (Outcome.UNKNOWN, "")


def test_a_round_rests_on_what_counts() -> None:
    """A delegation known from one statement alone goes with it; one that cites nothing stays."""
    (held,) = cut_rounds((HELD,), frozenset({"s2"}), None)
    assert (held.cites, held.cause) == (("s1",), "")
    assert [one.party for one in held.delegations] == ["south"]
    assert cut_rounds((HELD,), frozenset({"s1", "s2"}), None) == ()


def test_instruments_and_notes_go_with_all_they_rest_on() -> None:
    treaty = Instrument(id="treaty", title="T", invoked_by="north", cites=("s1",))
    other = Instrument(id="other", title="O", invoked_by="north")
    assert cut_citing((treaty, other), frozenset({"s1"})) == (other,)
    notes = (NoteView("n1", "clock", "x", rests_on=("s1", "s2")), NoteView("n2", "other", "y"))
    cut = cut_notes(notes, frozenset({"s1"}))
    assert [one.rests_on for one in cut] == [("s2",), ()]
