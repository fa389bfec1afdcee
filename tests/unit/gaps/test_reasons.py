"""Reasons given, and for whom none is on record."""

from __future__ import annotations

from goodoffices.case.limits import Instrument
from goodoffices.case.passages import NoteView
from goodoffices.gaps.reasons import Reason, Reasons, find_reasons
from tests.cases import Said, doha_case, make_case


def test_doha_reasons() -> None:
    assert find_reasons(doha_case()) == Reasons(
        given=(
            Reason(
                party="egypt",
                source="accords",
                is_instrument=True,
                text="Egypt invokes The accords",
                readings=("r5",),
                positions=("p5",),
                cites=("s15",),
            ),
            Reason(
                party="egypt",
                source="n1",
                is_instrument=False,
                text="Stability at its border.",
                readings=(),
                positions=("p5",),
                cites=("s15",),
            ),
        ),
        none_on_record=("israel", "hamas"),
    )


def test_an_instrument_with_a_proposition_alone_is_a_position_and_no_reason() -> None:
    instruments = [
        Instrument(id="treaty", title="A treaty", invoked_by="north", proposition="a is x"),
        Instrument(
            id="law",
            title="A law",
            clause="article 3",
            invoked_by="south",
            contested_by=("north",),
            reason_for=("r1", "r9"),
        ),
    ]
    case = make_case(
        issues=["a: x, y"],
        parties=["north", "south"],
        said=[Said("p1 s1 south insists", "a is x")],
        instruments=instruments,
        notes=[
            NoteView("n1", "interest", "Nobody in particular."),
            NoteView("n2", "clock", "Soon."),
        ],
    )
    found = find_reasons(case)
    assert [(one.text, one.readings, one.positions) for one in found.given] == [
        ("South invokes A law, article 3 (contested by North)", ("r1",), ("p1",))
    ]
    assert found.none_on_record == ("north",)
