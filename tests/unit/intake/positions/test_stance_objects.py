"""Objects: which words a stance is about, and where they end."""

from __future__ import annotations

from tests.unit.intake.valley_talks import read


def test_gerund_behind_a_day_is_what_is_ruled_out() -> None:
    assert read("Northland ruled out on Monday handing the gates to Southland.").stances == [
        ("north", "rules_out", "handing the gates to Southland")
    ]


def test_second_verb_is_not_part_of_what_the_first_wants() -> None:
    text = "Northland wants the gates opened after the flood and considers the toll legal."
    assert read(text).stances == [("north", "demands", "the gates opened after the flood")]
