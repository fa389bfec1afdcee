"""How heavy a package is for a party: words in an order, never a sum."""

from __future__ import annotations

from goodoffices.bridging.strengths import crossed_strengths, is_beaten
from goodoffices.case.propositions import TRUE
from goodoffices.case.stances import Stance
from tests.unit.bridging.positions import position

SHARED = position("shared", TRUE, north=Stance.DEMANDS, south=Stance.RULES_OUT)
ALONE = position("alone", TRUE, north=Stance.INSISTS)


def test_strengths_stand_from_the_strongest_down_and_count_for_each_holder() -> None:
    assert crossed_strengths([SHARED, ALONE], ["shared", "alone"]) == {
        "north": (4, 3),
        "south": (5,),
    }


def test_strengths_of_a_holder_of_whom_nothing_is_crossed_are_empty() -> None:
    assert crossed_strengths([SHARED, ALONE], ["alone"]) == {"north": (4,), "south": ()}


def test_one_strong_position_weighs_more_than_many_weak_ones() -> None:
    """Nothing is added up."""
    assert is_beaten({"north": (5,)}, by={"north": (4, 4, 4, 3, 3)})


def test_nothing_is_beaten_by_its_equal_or_by_what_is_heavier_for_another() -> None:
    one = {"north": (4,), "south": ()}
    assert not is_beaten(one, by=dict(one))
    assert not is_beaten(one, by={"north": (), "south": (1,)})
