"""Research by exact numbers, in words: true of what leaves something open, and below the floor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.bridging.by_numbers import weigh_by_numbers
from goodoffices.bridging.ideas import Ideas, find_ideas
from goodoffices.case.preferences import Preference
from goodoffices.drafting.counted import counted_as
from goodoffices.drafting.number_sections import number_sections
from goodoffices.drafting.page import Section
from tests.cases import Said
from tests.unit.drafting.made import Made

SAID = (
    Said("p1 s1 north insists", "gate is open"),
    Said("p2 s2 south insists", "gate is shut"),
    Said("p3 s3 south demands", "days >= 60"),
)


def points(party: str, gate: tuple[int, int], no_agreement: object = None) -> Preference:
    values = {"gate": {"open": gate[0], "shut": gate[1]}, "days": {"0": 0, "90": 1}}
    fields = {"id": f"{party}_points", "party": party, "weights": {"gate": 60, "days": 40}}
    return Preference.model_validate({**fields, "values": values, "no_agreement": no_agreement})


def sections(*preferences: Preference) -> tuple[Ideas, Section]:
    ideas = find_ideas(Made(SAID))
    case = replace(ideas.readings[0].case, preferences=preferences)
    numbers, _ = number_sections(weigh_by_numbers(case), ideas, case)
    return ideas, numbers


def test_ideas_that_leave_a_range_open_say_which_number_is_counted() -> None:
    ideas, section = sections(points("north", (1, 0)), points("south", (0, 1)))
    case = ideas.readings[0].case
    said = counted_as(ideas, case)
    assert said.startswith("Ideas that leave something open are measured with one way to settle it")
    assert "A with days: 60 days" in said
    assert said in section.footnote


def test_ideas_that_settle_everything_need_no_such_words() -> None:
    ideas, _ = sections(points("north", (1, 0)), points("south", (0, 1)))
    case = ideas.readings[0].case
    whole = replace(
        ideas,
        ideas=tuple(
            replace(
                one,
                partial=replace(
                    one.partial,
                    open=(),
                    settled={
                        issue: replace(setting, alike=(), up_to=None)
                        for issue, setting in one.partial.settled.items()
                    },
                ),
            )
            for one in ideas.ideas
        ),
    )
    assert counted_as(whole, case) == ""


def test_a_package_that_leaves_somebody_below_no_agreement_is_said_so() -> None:
    """No other package beats it, but it is on no frontier that keeps to no-agreement values."""
    _, section = sections(points("north", (1, 0), 50), points("south", (0, 1), 40))
    (worths,) = section.tables
    below = [row[-1] for row in worths.rows]
    assert "below no agreement" in below
    how_many = section.sentences[2].text
    assert "of those that leave nobody below no agreement" in how_many


def test_without_a_gain_for_all_there_is_no_nash_point_and_that_is_said() -> None:
    _, section = sections(points("north", (1, 0), 40), points("south", (0, 1), 40))
    said = [one.text for one in section.sentences]
    assert "There is no Nash point: no package brings every party a gain." in said


@pytest.mark.parametrize("stated", [None, [20, 40]])
def test_a_value_that_is_no_one_number_is_not_called_unstated(stated: object) -> None:
    _, section = sections(points("north", (1, 0), stated), points("south", (0, 1), 0))
    assert "What no agreement is worth to North is not stated as one number" in section.footnote


def test_shares_lie_apart_only_where_every_no_agreement_value_is_stated() -> None:
    """Equitability is a yardstick of shares; without a stated origin there is none."""
    _, whole = sections(points("north", (1, 0), 20), points("south", (0, 1), 20))
    _, partly = sections(points("north", (1, 0), 20), points("south", (0, 1)))
    assert "Shares apart" in whole.tables[0].head
    assert "Shares apart" not in partly.tables[0].head
    assert whole.tables[0].rows[0][whole.tables[0].head.index("Shares apart")].endswith("%")
