"""A schedule as data: plain, exact, in a fixed order."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from goodoffices.case.case import Case
from goodoffices.case.status import Status
from goodoffices.case.undertakings import Linkage, Loosening, Schedule, Step
from goodoffices.phasing.phased import Asked, phase_case
from goodoffices.phasing.schedule_json import phased_to_json
from tests.unit.phasing.invented_plans import make_exchange

ASKED = Linkage(
    id="asked",
    step="withdrawal.1",
    after="release",
    loosenings=(Loosening(id="half", after="release.1"),),
)
BACK = Linkage(id="back", step="release.1", after="withdrawal.2")


def exchange(*linkages: Linkage, unit: str = "") -> Case:
    return make_exchange(
        {"withdrawal": (2, 4, 2)}, {"release": (1, 4, 2)}, linkages=linkages, unit=unit
    )


def written(case: Case, asked: Asked | None = None, *, has_curve: bool = False) -> Any:
    """What others read, after the way through a file."""
    made = phased_to_json(phase_case(case, asked, has_curve=has_curve))
    read = json.loads(json.dumps(made))
    assert read == made
    return read


def exact(share: int | str) -> dict[str, int | str]:
    return {"low": share, "high": share}


def test_every_result_has_the_same_keys() -> None:
    """Found, not found, or in a circle."""
    results = [
        written(exchange(ASKED)),
        written(exchange(ASKED), Asked(phases=1)),
        written(exchange(ASKED, BACK)),
    ]
    assert [one["status"] for one in results] == ["proven", "infeasible", "infeasible"]
    assert len({tuple(one) for one in results}) == 1
    assert {one["schema"] for one in results} == {"goodoffices/schedule/1"}


def test_shares_that_need_not_be_whole_are_strings() -> None:
    found = written(exchange(ASKED))
    assert (found["objective"], found["value"], found["bound"]) == ("shares", "1/2", "1/2")
    assert found["largest"] == {
        "shortfall": {"north": exact("1/2"), "south": exact(0)},
        "exposure": {"north": exact(0), "south": exact("1/4")},
        "each": None,
        "together": None,
    }


def test_amounts_of_a_common_unit_stand_beside_the_shares() -> None:
    phased = phase_case(exchange(ASKED, unit="points"))
    made = phased_to_json(replace(phased, found=replace(phased.found, together=Fraction(5, 2))))
    assert (made["objective"], made["value"]) == ("each", 2)
    assert (made["largest"]["each"], made["largest"]["together"]) == (2, "5/2")
    assert made["largest"]["shortfall"]["north"] == exact("1/2")


def test_each_measure_has_a_range_by_party_and_moment() -> None:
    found = written(exchange(ASKED))
    assert found["moments"] == [
        {"place": "beginning", "phase": 0},
        {"place": "end", "phase": 1},
        {"place": "midst", "phase": 2},
        {"place": "completed", "phase": 2},
    ]
    assert found["shortfall"]["north"] == [exact(0), exact("1/2"), exact("1/2"), exact(0)]
    assert found["exposure"]["south"] == [exact(0), exact("1/4"), exact("1/4"), exact(0)]
    assert found["given"]["north"] == [exact(0), exact(0), {"low": 0, "high": 1}, exact(1)]
    assert found["received"]["north"] == [exact(0), exact(1), exact(1), exact(1)]


def test_steps_and_phases_have_their_days() -> None:
    found = written(exchange(ASKED))
    assert found["phases"] == [
        {"number": 1, "begins": 0, "ends": 2},
        {"number": 2, "begins": 2, "ends": 4},
    ]
    assert [
        (one["does"], one["givers"], one["phase"], one["begins"], one["done"])
        for one in found["steps"]
    ] == [
        (["release.1", "release.2"], ["south"], 1, 0, 2),
        (["withdrawal.1", "withdrawal.2"], ["north"], 2, 2, 4),
    ]


def test_a_joint_step_has_its_holder_and_an_amount_its_unit() -> None:
    case = exchange()
    payments = case.undertakings[1].model_copy(
        update={"tranches": 1, "amount": 40, "smallest": 20, "unit": "million"}
    )
    case = replace(case, undertakings=(case.undertakings[0], payments))
    joint = Step(does=("withdrawal.1", "withdrawal.2"), held_by="east")
    steps = written(case, Asked(joint=(joint,)))["steps"]
    assert {(tuple(one["undertakings"]), one["held_by"], one["unit"]) for one in steps} == {
        (("withdrawal",), "east", ""),
        (("release",), "", "million"),
    }
    assert sum(one["amount"] or 0 for one in steps) == 40


def test_each_linkage_has_the_orders_with_it_without_it_and_loosened() -> None:
    (linkage,) = written(exchange(ASKED))["linkages"]
    loosened = linkage["loosened"][0]
    assert linkage | {"loosened": []} == {
        "id": "asked",
        "step": "withdrawal.1",
        "after": "release",
        "with": {
            "status": "proven",
            "shortfall": {"north": exact("1/2"), "south": exact(0)},
            "exposure": {"north": exact(0), "south": exact("1/4")},
        },
        "without": {
            "status": "proven",
            "shortfall": {"north": exact(0), "south": exact("1/8")},
            "exposure": {"north": exact("1/4"), "south": exact("1/8")},
        },
        "loosened": [],
    }
    assert loosened == {
        "id": "half",
        "status": "proven",
        "shortfall": {"north": exact(0), "south": exact("1/8")},
        "exposure": {"north": exact(0), "south": exact("1/8")},
    }


def test_other_orders_are_lists_of_phases_of_steps_of_tranches() -> None:
    found = written(exchange())
    assert found["alternatives"] == [
        {
            "largest_shortfall": {"north": "1/4", "south": 0},
            "phases": [[["release.1"]], [["withdrawal.1"]], [["release.2"]], [["withdrawal.2"]]],
        }
    ]
    assert found["alternatives_complete"] is True


def test_the_curve_is_there_where_it_is_asked_for() -> None:
    assert written(exchange(ASKED))["curve"] == []
    assert written(exchange(ASKED), has_curve=True)["curve"] == [
        {
            "phases": 2,
            "value": "1/2",
            "bound": "1/2",
            "largest_shortfall": {"north": "1/2", "south": 0},
            "largest_exposure": {"north": 0, "south": "1/4"},
        }
    ]


def test_what_would_have_to_give_way_is_null_where_it_is_not_asked() -> None:
    assert written(exchange(ASKED))["loosenings"] is None
    assert written(exchange(ASKED), Asked(at_most=Fraction(1, 4)))["loosenings"] == {
        "status": "proven",
        "at_most": "1/4",
        "sets": [{"linkages": ["asked"], "ways": [[{"linkage": "asked", "loosening": "half"}]]}],
    }


def test_a_linkage_that_falls_away_has_an_empty_form() -> None:
    bare = ASKED.model_copy(update={"loosenings": ()})
    (found,) = written(exchange(bare), Asked(at_most=Fraction(1, 4)))["loosenings"]["sets"]
    assert found["ways"] == [[{"linkage": "asked", "loosening": ""}]]


def test_a_circle_is_a_list_of_sets_of_linkages() -> None:
    found = written(exchange(ASKED, BACK))
    assert found["incompatible"] == [["asked", "back"]]
    assert (found["phases"], found["moments"], found["shortfall"]) == ([], [], {})
    assert (found["value"], found["bound"], found["least_phases"]) == (None, None, 0)


@pytest.mark.parametrize(
    ("does", "moments", "largest"),
    [
        (
            ["withdrawal", "release"],
            ["beginning", "midst", "completed"],
            {
                "shortfall": {"north": exact("1/2"), "south": exact("1/4")},
                "exposure": {"north": exact("1/2"), "south": exact("1/4")},
            },
        ),
        (["payments"], [], {"shortfall": {}, "exposure": {}}),
    ],
)
def test_a_tabled_schedule_has_the_same_measures(
    does: list[str], moments: list[str], largest: object
) -> None:
    text = Schedule.model_validate({"id": "text", "phases": [{"steps": [{"does": does}]}]})
    (found,) = written(replace(exchange(), schedules=(text,)))["tabled"]
    assert (found["id"], found["measured"]) == ("text", bool(moments))
    assert [one["place"] for one in found["moments"]] == moments
    assert found["largest"] == largest
    assert {len(ranges) for kind in ("given", "received") for ranges in found[kind].values()} == (
        {len(moments)} if moments else set()
    )


def test_a_finding_says_what_to_ask_why_and_on_what_it_rests() -> None:
    one = written(exchange(ASKED))["findings"][0]
    assert list(one) == ["kind", "where", "question", "why", "elsewhere", "cites"]
    assert (one["kind"], one["where"]) == ("one_sided_completion", ["phase 2"])


def test_who_is_not_measured_and_whom_no_order_helps_are_named() -> None:
    phased = phase_case(exchange())
    found = replace(phased.found, left_out={"east": "it gets nothing"}, beginning=("south",))
    made = phased_to_json(replace(phased, found=found))
    assert (made["left_out"], made["beginning"]) == ({"east": "it gets nothing"}, ["south"])


def test_a_search_that_was_cut_off_keeps_its_bound() -> None:
    phased = phase_case(exchange(ASKED))
    found = replace(phased.found, status=Status.BEST_FOUND, bound=Fraction(1, 3))
    made = phased_to_json(replace(phased, found=found))
    assert (made["status"], made["value"], made["bound"]) == ("best_found", "1/2", "1/3")
