"""Questions on schedules: what is asked, where, and where nothing is."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from goodoffices.case.case import Case
from goodoffices.case.issues import Issue
from goodoffices.case.limits import Instrument
from goodoffices.case.undertakings import Linkage, Phase, Schedule, Step, Undertaking
from goodoffices.phasing.days import plan_days
from goodoffices.phasing.findings import ELSEWHERE, Finding, FindingKind, find_findings
from goodoffices.phasing.plan import compile_plan
from tests.cases import make_case

Phases = Sequence[Mapping[str, Any]]


def leave(**more: Any) -> Undertaking:
    return Undertaking.model_validate(
        {
            "id": "leave",
            "title": "Withdrawal",
            "responsible": "north",
            "beneficiaries": ["south"],
            "verified_by": "observers",
            "on_default": "talks",
        }
        | more
    )


def free(**more: Any) -> Undertaking:
    return Undertaking.model_validate(
        {
            "id": "free",
            "title": "Release",
            "responsible": "south",
            "beneficiaries": ["north"],
            "verified_by": "observers",
            "on_default": "talks",
        }
        | more
    )


def link(step: str, after: str, **more: Any) -> Linkage:
    named = {"id": "linked", "step": step, "after": after, "judge": "observers"}
    return Linkage.model_validate(named | more)


def case_of(*parts: Undertaking | Linkage, **more: Any) -> Case:
    made = make_case(issues=more.pop("issues", []), parties=["north", "south"], **more)
    return replace(
        made,
        undertakings=tuple(one for one in parts if isinstance(one, Undertaking)),
        linkages=tuple(one for one in parts if isinstance(one, Linkage)),
    )


def phases(*parts: str | Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each from the references of its steps ("leave, free"), or ready made."""
    return [
        {"steps": [{"does": [name]} for name in one.split(", ")]}
        if isinstance(one, str)
        else dict(one)
        for one in parts
    ]


def asked(case: Case, *parts: str | Mapping[str, Any]) -> list[tuple[str, tuple[str, ...], str]]:
    schedule = Schedule.model_validate({"id": "text", "phases": phases(*parts)})
    found = find_findings(case, schedule)
    assert all(one.why.endswith(".") for one in found)
    assert all(one.elsewhere in {"", ELSEWHERE.get(one.kind)} for one in found)
    return [(one.kind.value, one.where, one.question) for one in found]


def test_nothing_is_asked_of_a_schedule_that_leaves_nothing_open() -> None:
    case = case_of(leave(tranches=2), free(after=["leave.1"]), link("leave.2", "free"))
    assert asked(case, "leave.1", "free", "leave.2") == [
        (
            "one_sided_completion",
            ("phase 3",),
            (
                "Phase 3 asks something of North and nothing more of South: is that meant, and "
                "what is to see it through?"
            ),
        )
    ]
    assert asked(case_of(leave(), free()), "leave, free") == []


# ---------------------------------------------------------------------------- order


def test_a_circle_is_shown_whole_and_once() -> None:
    case = case_of(leave(after=["free"]), free(), link("free", "leave"))
    assert asked(case, "leave, free") == [
        (
            "cycle",
            ("leave", "free", "linked"),
            (
                "“Withdrawal” waits for “Release” and “Release” waits for “Withdrawal”: which of "
                "them comes first?"
            ),
        )
    ]


def test_a_circle_within_one_undertaking_says_that_tranches_are_done_in_order() -> None:
    case = case_of(leave(tranches=3), link("leave.2", "leave.3"))
    assert asked(case, "leave") == [
        (
            "cycle",
            ("linked", "leave.2", "leave.3"),
            (
                "“Withdrawal, tranche 2 of 3” waits for “Withdrawal, tranche 3 of 3”, and its "
                "tranches are done in order: which of them comes first?"
            ),
        )
    ]


def test_waits_on_parts_that_do_not_meet_are_no_circle() -> None:
    case = case_of(
        leave(tranches=2),
        free(tranches=2),
        link("leave.2", "free.1"),
        link("free.2", "leave.1", id="other"),
    )
    assert asked(case, "leave.1, free.1", "leave.2, free.2") == []


def test_two_circles_apart_are_two_questions() -> None:
    case = case_of(
        leave(after=["free"]),
        free(after=["leave"]),
        leave(id="pay", title="Money", after=["open"]),
        free(id="open", title="Crossing", after=["pay"]),
    )
    assert [
        where for kind, where, _ in asked(case, "leave, free, pay, open") if kind == "cycle"
    ] == [
        ("leave", "free"),
        ("pay", "open"),
    ]


def test_a_linkage_to_what_no_phase_contains_is_asked_about() -> None:
    case = case_of(leave(), free(tranches=2), link("leave", "free"))
    found = asked(case, "leave, free.1")
    assert found[0] == (
        "orphan_linkage",
        ("linked", "leave", "free"),
        (
            "“Withdrawal” waits for “Release”, and no phase contains “Release, tranche 2 of 2”: "
            "when is it done?"
        ),
    )
    assert [kind for kind, _, _ in found] == ["orphan_linkage", "not_in_schedule"]


def test_a_linkage_whose_step_no_phase_contains_is_asked_about() -> None:
    case = case_of(leave(), free(), link("leave", "free"))
    assert asked(case, "free")[0] == (
        "orphan_linkage",
        ("linked", "leave", "free"),
        (
            "A linkage says when “Withdrawal” may begin, and no phase contains it: does it fall "
            "away, or is the step missing?"
        ),
    )


def test_a_step_before_what_it_waits_for_is_asked_about_with_both_phases() -> None:
    case = case_of(leave(tranches=2), free(), link("leave", "free"))
    assert asked(case, "leave.1", "leave.2, free") == [
        (
            "orphan_linkage",
            ("linked", "leave", "free", "phase 1", "phase 2"),
            (
                "“Withdrawal” waits for “Release”, and stands in phase 1, before part of that in "
                "phase 2: which is to hold?"
            ),
        )
    ]
    own = case_of(leave(after=["free"]), free())
    assert next(where for _, where, _ in asked(own, "leave", "free")) == (
        "leave",
        "free",
        "phase 1",
        "phase 2",
    )


def test_one_phase_may_hold_both_in_either_order() -> None:
    case = case_of(leave(), free(), link("leave", "free"))
    assert asked(case, "leave, free") == asked(case, "free, leave") == []


@pytest.mark.parametrize(
    ("condition", "kinds"),
    [
        ("the time is ripe", ["orphan_linkage", "meanwhile"]),
        ("the Withdrawal is verified.", []),
        ("SOUTH says so", ["meanwhile"]),
        ("90 weeks have passed", ["meanwhile"]),
        ("terms of this phase are agreed", ["meanwhile"]),
    ],
)
def test_a_condition_is_searched_for_names(condition: str, kinds: list[str]) -> None:
    case = case_of(leave(tranches=2), free(tranches=2))
    first = {"steps": [{"does": ["leave.1"]}, {"does": ["free.1"]}]}
    second = {
        "begins_when": condition,
        "judge": "observers",
        "steps": [{"does": ["leave.2"]}, {"does": ["free.2"]}],
    }
    assert [kind for kind, _, _ in asked(case, first, second)] == kinds


def test_a_condition_that_names_nothing_is_quoted() -> None:
    one = {"begins_when": "The time is ripe.", "judge": "observers", "steps": [{"does": ["leave"]}]}
    assert asked(case_of(leave()), one) == [
        (
            "orphan_linkage",
            ("phase 1",),
            "Phase 1 begins when “The time is ripe”: what has to be done for that, and by whom?",
        )
    ]


def test_what_no_phase_contains_is_asked_about_by_tranche_and_by_group() -> None:
    case = case_of(
        leave(tranches=5),
        free(groups=[{"id": "women"}, {"id": "men"}, {"id": "old", "title": "the old"}]),
    )
    assert asked(case, "leave.1, leave.2, free.women") == [
        (
            "not_in_schedule",
            ("leave.3", "leave.4", "leave.5"),
            (
                "No phase contains “Withdrawal, tranches 3 to 5 of 5” by North: is it to come "
                "later, or not at all?"
            ),
        ),
        (
            "not_in_schedule",
            ("free.men", "free.old"),
            (
                "No phase contains “Release: men and the old” by South: is it to come later, or "
                "not at all?"
            ),
        ),
    ]


def test_what_stands_twice_is_asked_about() -> None:
    case = case_of(leave(tranches=2), free())
    assert asked(case, "leave, leave.2, free", "leave.1, free") == [
        (
            "done_twice",
            ("leave.2", "phase 1"),
            "“Withdrawal, tranche 2 of 2” stands in two steps of phase 1: where is it done?",
        ),
        (
            "done_twice",
            ("leave.1", "phase 1", "phase 2"),
            "“Withdrawal, tranche 1 of 2” stands in phases 1 and 2: where is it done?",
        ),
        (
            "done_twice",
            ("free", "phase 1", "phase 2"),
            "“Release” stands in phases 1 and 2: where is it done?",
        ),
    ]


def test_a_step_that_nobody_undertakes_is_asked_about() -> None:
    case = case_of(leave(), free())
    assert asked(case, "leave, free, money, leave.7") == [
        (
            "not_undertaken",
            ("money", "leave.7", "phase 1"),
            (
                "Phase 1 contains “money” and “Withdrawal, tranche 7 of 1”, and nothing of that "
                "name is undertaken here: what is meant, and who is to do it?"
            ),
        )
    ]


# ---------------------------------------------------------------------------- days


def dated(**days: Mapping[str, int]) -> dict[str, Any]:
    """One phase with a step for each undertaking: dated(leave={"day": 3})."""
    return {"steps": [{"does": [name], **said} for name, said in days.items()]}


def test_a_day_before_what_it_waits_for_is_verified_cannot_be_kept() -> None:
    case = case_of(leave(days=5), free(verified_in=3), link("leave", "free"))
    assert asked(case, dated(free={"day": 4}, leave={"day": 10})) == [
        (
            "impossible_date",
            ("leave", "phase 1", "linked", "free"),
            (
                "“Withdrawal” takes 5 days and is to be done on D+10 in phase 1, and it waits for "
                "“Release”, which is verified on D+7 at the earliest: how is its day to be kept?"
            ),
        )
    ]
    assert asked(case, dated(free={"day": 4}, leave={"day": 11})) == []


def test_a_last_day_counts_like_a_day() -> None:
    case = case_of(leave(days=5), free(verified_in=3, earliest=4), link("leave", "free"))
    assert [one[2] for one in asked(case, dated(free={}, leave={"due": 10}))] == [
        (
            "“Withdrawal” takes 5 days and is to be done by D+10 in phase 1, and it waits for "
            "“Release”, which is verified on D+7 at the earliest: how is its last day to be kept?"
        )
    ]
    own = replace(case, undertakings=(leave(days=5, due=10), case.undertakings[1]))
    assert [kind for kind, _, _ in asked(own, "leave, free")] == ["impossible_date"]


def test_a_day_before_the_earliest_cannot_be_kept() -> None:
    case = case_of(leave(earliest=20), free())
    assert asked(case, dated(leave={"day": 10}, free={}))[0][2] == (
        "“Withdrawal” is to be done on D+10 in phase 1, and none of it is to be done before D+20: "
        "how is its day to be kept?"
    )
    assert asked(case, dated(leave={"day": 20}, free={})) == []


def test_a_day_before_its_phase_begins_cannot_be_kept() -> None:
    first = {"days": 42, **phases("leave.1, free.1")[0]}
    second = {"steps": [{"does": ["leave.2"], "day": 40}, {"does": ["free.2"], "day": 42}]}
    case = case_of(leave(tranches=2), free(tranches=2))
    assert asked(case, first, second) == [
        (
            "impossible_date",
            ("leave.2", "phase 2"),
            (
                "“Withdrawal, tranche 2 of 2” is to be done on D+40 in phase 2, and phase 2 begins "
                "on D+42: how is its day to be kept?"
            ),
        )
    ]
    assert asked(case, first | {"days": None}, second) == []


def test_tranches_take_their_days_one_after_another() -> None:
    case = case_of(leave(tranches=3, days=10), free())
    assert asked(case, dated(leave={"day": 26}, free={}))[0][2] == (
        "“Withdrawal, tranche 3 of 3” takes 10 days and is to be done on D+26 in phase 1, and "
        "“Withdrawal, tranche 2 of 3” is done on D+18 at the earliest: how is its day to be kept?"
    )
    assert asked(case, dated(leave={"day": 27}, free={})) == []
    assert asked(case, dated(leave={"day": 8}, free={}))[0][2] == (
        "“Withdrawal” takes 10 days a tranche and is to be done on D+8 in phase 1, and "
        "“Withdrawal, tranche 2 of 3” is done on D+18 at the earliest: how is its day to be kept?"
    )


def test_a_day_that_cannot_be_kept_is_asked_about_once_and_not_for_all_that_follows() -> None:
    case = case_of(leave(earliest=20), free(), link("free", "leave"))
    found = asked(case, dated(leave={"day": 10}, free={"day": 15}))
    assert [(kind, where[0]) for kind, where, _ in found] == [("impossible_date", "leave")]


def test_a_day_after_the_last_one_that_is_agreed_is_asked_about() -> None:
    case = case_of(leave(due=30), free())
    assert asked(case, dated(leave={"day": 31}, free={})) == [
        (
            "impossible_date",
            ("leave", "phase 1"),
            "“Withdrawal” is to be done on D+31 in phase 1, and is due by D+30: which is to hold?",
        )
    ]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({"day": 30}, {"day": 30}, "on D+30 and waits for “Release”, on D+30"),
        ({"due": 30}, {"due": 30}, "by D+30 and waits for “Release”, by D+30"),
        ({"due": 32}, {"due": 30}, "by D+30 and waits for “Release”, by D+32"),
        ({"due": 29}, {"day": 30}, ""),
    ],
)
def test_days_of_what_waits_are_not_to_be_too_close(
    first: Mapping[str, int], second: Mapping[str, int], said: str
) -> None:
    case = case_of(leave(), free(), link("leave", "free"))
    found = asked(case, dated(free=first, leave=second))
    question = f"“Withdrawal” is to be done {said}: by when has that to be done and verified?"
    where = ("linked", "leave", "free", "phase 1")
    assert found == ([("too_close", where, question)] if said else [])


def test_one_step_cannot_wait_for_itself() -> None:
    case = case_of(leave(), free(), link("leave", "free"))
    step = {"steps": [{"does": ["leave", "free"], "held_by": "East"}]}
    assert asked(case, step) == [
        (
            "too_close",
            ("linked", "leave", "free", "phase 1"),
            (
                "“Withdrawal” waits for “Release”, and both are in one step of phase 1: which "
                "comes first?"
            ),
        )
    ]


def test_a_duty_may_not_outlast_its_phase_unasked() -> None:
    case = case_of(leave(tranches=2), free(tranches=2))

    def text(**said: int) -> list[dict[str, Any]]:
        first = {"days": 42, "steps": [{"does": ["leave.1"], **said}, {"does": ["free.1"]}]}
        return [first, *phases("leave.2, free.2")]

    where = ("leave.1", "phase 1")
    question = (
        "“Withdrawal, tranche 1 of 2” by North has until D+50, and phase 1 ends on D+42: is it "
        "still owed if the next phase does not begin?"
    )
    assert asked(case, *text(due=50)) == [("due_after_phase", where, question)]
    assert asked(case, *text(day=50)) == [("due_after_phase", where, question)]
    assert asked(case, *text(due=42)) == []


def test_the_last_day_of_an_undertaking_counts_for_the_last_of_its_tranches() -> None:
    case = case_of(leave(tranches=2, due=50), free(tranches=2))
    first = {"days": 42, **phases("leave.1, free.1")[0]}
    assert asked(case, first, phases("leave.2, free.2")[0]) == []
    found = asked(case, {"days": 42, **phases("leave, free")[0]})
    assert [(kind, where) for kind, where, _ in found] == [
        ("due_after_phase", ("leave", "phase 1"))
    ]
    assert found[0][2].endswith("is it still owed after the last phase?")


# ---------------------------------------------------------------------------- sides


def test_phases_after_all_that_a_party_does_are_one_question() -> None:
    case = case_of(leave(tranches=3), free())
    assert asked(case, "leave.1, free", "leave.2", "leave.3") == [
        (
            "one_sided_completion",
            ("phase 2", "phase 3"),
            (
                "Phases 2 and 3 ask something of North and nothing more of South: is that meant, "
                "and what is to see it through?"
            ),
        )
    ]


def test_a_phase_between_is_asked_about_unless_every_phase_is_one_step() -> None:
    case = case_of(leave(tranches=2), free(tranches=2))
    found = asked(case, "leave.1, free.1", "leave.2", "free.2")
    assert [(where, said.split(":")[0]) for _, where, said in found] == [
        (("phase 3",), "Phase 3 asks something of South and nothing more of North"),
        (("phase 2",), "Phase 2 asks something of North and nothing of South"),
    ]
    turns = asked(case, "leave.1", "free.1", "leave.2", "free.2")
    assert [where for _, where, _ in turns] == [("phase 4",)]


def test_of_parties_that_do_not_negotiate_or_have_no_part_nothing_is_asked() -> None:
    case = case_of(leave(tranches=2), free(tranches=2))
    made = make_case(issues=[], parties=["north", "south", "west", "east (guarantor)"])
    fund = Undertaking(
        id="fund", responsible="east", beneficiaries=("north", "south"), verified_by="x"
    )
    wider = replace(made, undertakings=(*case.undertakings, fund))
    assert asked(wider, "leave.1, free.1, fund", "leave.2, free.2") == []


# ---------------------------------------------------------------------------- conditions


def test_what_goes_on_until_a_phase_is_settled_is_asked_unless_it_is_said() -> None:
    case = case_of(leave(), free())
    first = phases("leave, free")[0]
    second = {"begins_when": "its terms are agreed by North and South", "judge": "East"}
    assert asked(case, first, second) == [
        (
            "meanwhile",
            ("phase 2",),
            (
                "Phase 2 begins when “its terms are agreed by North and South”: what goes on until "
                "then, and what if phase 1 is over by that time?"
            ),
        )
    ]
    assert asked(case, first, {}) == [
        (
            "meanwhile",
            ("phase 2",),
            "Phase 2 has no steps yet: what goes on until its terms are settled?",
        )
    ]
    assert asked(case, first, second | {"meanwhile": "phase 1 goes on"}) == []


def test_a_condition_without_anybody_who_judges_it_is_asked_about() -> None:
    case = case_of(leave(), free(tranches=2))
    first = phases("leave, free.1")[0]
    met = {"begins_when": "Withdrawal is complete", **phases("free.2")[0]}
    on = {"meanwhile": "phase 1 goes on", **phases("free.2")[0]}

    def judged(second: Mapping[str, Any]) -> list[str]:
        return [said for kind, _, said in asked(case, first, second) if kind == "no_judge"]

    assert judged(met) == [
        "Phase 2 begins when “Withdrawal is complete”: who says that this is so?"
    ]
    assert judged(on) == ["Until phase 2 begins “phase 1 goes on”: who says whether that is so?"]
    assert judged(met | on) == [
        (
            "Phase 2 begins when “Withdrawal is complete”, and until then “phase 1 goes on”: who "
            "says whether that is so?"
        )
    ]
    assert judged(met | on | {"judge": "East"}) == []


def test_a_linkage_is_judged_by_its_judge_or_by_whoever_verifies() -> None:
    unjudged = link("leave", "free", judge="")
    assert asked(case_of(leave(), free(), unjudged), "leave, free") == []
    assert asked(case_of(leave(), free(verified_by=""), unjudged), "leave, free") == [
        (
            "no_judge",
            ("linked", "leave", "free"),
            "“Withdrawal” waits for “Release”: who says that this is done?",
        )
    ]


def test_what_nobody_verifies_is_one_question() -> None:
    case = case_of(leave(verified_by=""), free(verified_by=""))
    assert asked(case, "leave, free") == [
        (
            "no_judge",
            ("leave", "free"),
            "Nobody is named who verifies “Withdrawal” and “Release”: who says that each is done?",
        )
    ]


def test_what_others_wait_for_needs_a_word_on_default() -> None:
    case = case_of(leave(), free(on_default=""), link("leave", "free"))
    assert asked(case, "leave, free") == [
        (
            "no_consequence",
            ("free", "leave"),
            "“Withdrawal” waits for “Release” by South: what happens if that is late, or not done?",
        )
    ]
    assert asked(case_of(leave(), free(on_default="")), "leave, free") == []


# ---------------------------------------------------------------------------- limits


def corridor(**brings: Sequence[str]) -> Issue:
    options = [
        {"id": name, "title": name.title(), "brings": list(brings.get(name, ()))}
        for name in ("out", "stays")
    ]
    return Issue.model_validate({"id": "corridor", "title": "Corridor", "options": options})


def test_what_comes_only_with_an_option_that_a_norm_rules_out_is_asked_about() -> None:
    norms = {"law": "not (corridor is out)"}
    case = case_of(leave(), free(), issues=[corridor(out=["leave"])], norms=norms)
    assert asked(case, "leave, free") == [
        (
            "against_a_limit",
            ("leave", "law"),
            (
                "“Withdrawal” comes with “Out” on Corridor, and the norm “law” may not allow that: "
                "how do they go together?"
            ),
        )
    ]
    either = corridor(out=["leave"], stays=["leave"])
    assert asked(case_of(leave(), free(), issues=[either], norms=norms), "leave, free") == []
    open_still = {"law": "corridor is stays or days >= 3"}
    may = case_of(
        leave(), free(), issues=[corridor(out=["leave"]), "days: 0..9 days"], norms=open_still
    )
    assert asked(may, "leave, free") == []


def test_an_instrument_asks_for_a_linkage_unless_it_is_switched_off() -> None:
    treaty = Instrument(
        id="treaty",
        title="The treaty",
        clause="Article 2",
        invoked_by="south",
        contested_by=("north",),
        proposition="corridor is stays",
        cites=("s9",),
    )
    case = case_of(
        leave(),
        free(),
        link("leave", "free", cites=["s1"]),
        issues=[corridor(out=["linked"])],
        instruments=[treaty],
    )
    schedule = Schedule.model_validate({"id": "text", "phases": phases("leave, free")})
    assert find_findings(case, schedule) == (
        Finding(
            FindingKind.AGAINST_A_LIMIT,
            ("linked", "treaty"),
            "The linkage “leave only after free” comes with “Out” on Corridor, and “The treaty” "
            "(Article 2, invoked by South, contested by North) may not allow that: how do they go "
            "together?",
            "What a limit rules out can be contested later, whatever was signed.",
            cites=("s1", "s9"),
        ),
    )
    off = replace(case, instruments_off=frozenset({"treaty"}))
    assert find_findings(off, schedule) == ()


# ---------------------------------------------------------------------------- whole


def test_the_exchange_of_2011_as_a_whole() -> None:
    captive = Undertaking(
        id="captive", title="Handover of the captive", responsible="south", beneficiaries=("north",)
    )
    prisoners = Undertaking.model_validate(
        {
            "id": "prisoners",
            "title": "Release of prisoners",
            "responsible": "north",
            "beneficiaries": ["south"],
            "persons": True,
            "groups": [
                {"id": "first", "title": "the first group of 477"},
                {"id": "second", "title": "the second group of 550"},
            ],
            "verified_by": "egypt",
            "cites": ["s3"],
        }
    )
    captive = captive.model_copy(update={"verified_by": "egypt"})
    text = Schedule.model_validate(
        {
            "id": "text",
            "phases": [
                {"days": 61, "steps": [{"does": ["captive", "prisoners.first"], "day": 0}]},
                {"steps": [{"does": ["prisoners.second"], "day": 61}]},
            ],
        }
    )
    assert find_findings(case_of(captive, prisoners), text) == (
        Finding(
            kind=FindingKind.ONE_SIDED_COMPLETION,
            where=("phase 2",),
            question="Phase 2 asks something of North and nothing more of South: is that meant, "
            "and what is to see it through?",
            why="Whoever has done all of its part has nothing more to hold back for the rest.",
            elsewhere="An exchange of 2011 had a second phase two months after the first that "
            "asked something of one side only; it took place (Wikipedia, “Gilad Shalit prisoner "
            "exchange”).",
            cites=("s3",),
        ),
    )


def test_three_phases_of_42_days_as_a_whole() -> None:
    case = case_of(leave(verified_by="east", cites=["s1"]), free(verified_by="east"))
    text = Schedule.model_validate(
        {
            "id": "text",
            "cites": ["s7"],
            "phases": [
                {"days": 42, "steps": [{"does": ["leave"], "due": 50}, {"does": ["free"]}]},
                {"days": 42, "begins_when": "its terms are agreed in phase 1"},
                {"days": 42},
            ],
        }
    )
    found = find_findings(case, text)
    why = (
        "While terms are being negotiated each side may hold that the last ones still bind, or no "
        "longer do."
    )
    assert found == (
        Finding(
            kind=FindingKind.DUE_AFTER_PHASE,
            where=("leave", "phase 1"),
            question="“Withdrawal” by North has until D+50, and phase 1 ends on D+42: is it still "
            "owed if the next phase does not begin?",
            why="Between the end of the phase and that day it may be unclear what binds whom.",
            elsewhere=ELSEWHERE[FindingKind.DUE_AFTER_PHASE],
            cites=("s1",),
        ),
        Finding(
            kind=FindingKind.MEANWHILE,
            where=("phase 2",),
            question="Phase 2 begins when “its terms are agreed in phase 1”: what goes on until "
            "then, and what if phase 1 is over by that time?",
            why=why,
            elsewhere=ELSEWHERE[FindingKind.MEANWHILE],
            cites=("s7",),
        ),
        Finding(
            kind=FindingKind.MEANWHILE,
            where=("phase 3",),
            question="Phase 3 has no steps yet: what goes on until its terms are settled?",
            why=why,
            elsewhere=ELSEWHERE[FindingKind.MEANWHILE],
            cites=("s7",),
        ),
        Finding(
            kind=FindingKind.NO_JUDGE,
            where=("phase 2",),
            question="Phase 2 begins when “its terms are agreed in phase 1”: who says that this is "
            "so?",
            why="Where nobody is named, whoever has to act next judges in its own matter.",
            elsewhere=ELSEWHERE[FindingKind.NO_JUDGE],
            cites=("s7",),
        ),
    )


def test_the_order_of_questions_is_that_of_their_kinds() -> None:
    case = case_of(leave(due=50, verified_by="", on_default=""), free(), link("free", "leave"))
    text = Schedule.model_validate(
        {
            "id": "text",
            "phases": [
                {"days": 42, "steps": [{"does": ["leave"]}, {"does": ["gone"]}]},
                {"begins_when": "time is ripe"},
            ],
        }
    )
    kinds = [one.kind for one in find_findings(case, text)]
    assert kinds == sorted(kinds, key=list(FindingKind).index)
    assert kinds == [
        FindingKind.ORPHAN_LINKAGE,
        FindingKind.ORPHAN_LINKAGE,
        FindingKind.NOT_IN_SCHEDULE,
        FindingKind.NOT_UNDERTAKEN,
        FindingKind.DUE_AFTER_PHASE,
        FindingKind.MEANWHILE,
        FindingKind.NO_JUDGE,
        FindingKind.NO_JUDGE,
        FindingKind.NO_CONSEQUENCE,
    ]


def test_another_order_of_the_case_asks_the_same_kinds() -> None:
    parts: list[Undertaking | Linkage] = [
        leave(tranches=2, due=50),
        free(after=["leave.2"]),
        link("leave.2", "free"),
    ]
    text = [{"days": 42, **phases("leave")[0]}, {"begins_when": "South agrees"}]
    one = asked(case_of(*parts), *text)
    other = asked(case_of(*reversed(parts)), *text)
    assert sorted(kind for kind, _, _ in one) == sorted(kind for kind, _, _ in other)


def test_a_linkage_to_what_nobody_undertakes_is_asked_about() -> None:
    case = case_of(leave(), free(), link("leave", "money"), link("money", "free", id="other"))
    assert asked(case, "leave, free") == [
        (
            "orphan_linkage",
            ("linked", "leave", "money"),
            "“Withdrawal” waits for “money”, and no phase contains “money”: when is it done?",
        ),
        (
            "orphan_linkage",
            ("other", "money", "free"),
            (
                "A linkage says when “money” may begin, and no phase contains it: does it fall "
                "away, or is the step missing?"
            ),
        ),
    ]


ORDER_AND_DAYS = {
    FindingKind.CYCLE,
    FindingKind.ORPHAN_LINKAGE,
    FindingKind.NOT_IN_SCHEDULE,
    FindingKind.DONE_TWICE,
    FindingKind.NOT_UNDERTAKEN,
    FindingKind.IMPOSSIBLE_DATE,
    FindingKind.TOO_CLOSE,
    FindingKind.DUE_AFTER_PHASE,
}


@pytest.mark.parametrize("seed", range(80))
def test_of_an_order_that_keeps_everything_no_order_and_no_day_is_asked_about(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- small cases, no secrets

    def lasting() -> dict[str, int]:
        return {
            "days": chance.randint(1, 9),
            "verified_in": chance.randint(0, 5),
            "earliest": chance.choice([0, 0, 30]),
            "tranches": chance.randint(1, 3),
        }

    names = [f"u{number}" for number in range(5)]
    parts: list[Undertaking | Linkage] = []
    for number, name in enumerate(names):
        after = [one for one in names[:number] if chance.random() < 0.3]
        make = leave if chance.random() < 0.5 else free
        parts.append(make(id=name, after=after, **lasting()))
    for number in range(3):
        first, last = sorted(chance.sample(range(5), 2))
        parts.append(link(names[last], f"{names[first]}.1", id=f"l{number}"))
    case = case_of(*parts)
    by_turns = [[Step(does=(part,)) for part in one.parts] for one in case.undertakings]
    merged = chance.random() < 0.5
    planned = plan_days(
        compile_plan(case), by_turns if merged else [[step] for some in by_turns for step in some]
    )
    text = Schedule(
        id="text",
        phases=tuple(
            Phase(
                days=phase.ends - phase.begins,
                steps=tuple(Step(does=step.does, day=step.done) for step in phase.steps),
            )
            for phase in planned
        ),
    )
    assert {one.kind for one in find_findings(case, text)} & ORDER_AND_DAYS == set()


def test_what_others_did_names_its_source() -> None:
    for said in ELSEWHERE.values():
        assert said.endswith(").")
        assert " (" in said


# ---------------------------------------------------------------------------- which of several


def test_of_tangled_circles_a_shortest_is_shown_and_one_that_only_leads_to_another_is_apart() -> (
    None
):
    others = [free(id=name, title=name.title()) for name in ("x", "y", "z")]
    case = case_of(
        leave(after=["x"]),
        *others,
        link("x", "y", id="l1"),
        link("y", "leave", id="l2"),
        link("x", "leave", id="l3"),
        link("z", "pay", id="l4"),
        leave(id="pay", title="Money", after=["z", "leave"]),
    )
    found = [where for kind, where, _ in asked(case, "leave, x, y, z, pay") if kind == "cycle"]
    assert found == [("leave", "x", "l3"), ("pay", "z", "l4")]


def test_the_earlier_of_two_last_days_counts() -> None:
    case = case_of(leave(due=40, days=43), free(due=40, days=43))
    found = asked(case, dated(leave={"due": 45}, free={"due": 45}))
    assert [said.split(" in ")[0] for _, _, said in found] == [
        "“Withdrawal” takes 43 days and is to be done by D+40",
        "“Release” takes 43 days and is to be done by D+40",
    ]
    assert asked(case_of(leave(due=40), free()), dated(leave={"day": 40}, free={})) == []


def test_the_first_that_waits_and_the_last_that_is_awaited_decide_the_order() -> None:
    case = case_of(leave(tranches=2), free(tranches=2), link("leave", "free"))
    where = ("linked", "leave", "free", "phase 2", "phase 3")
    found = asked(case, "free.1", "leave.1", "free.2", "leave.2")
    assert [one[1] for one in found if one[0] == "orphan_linkage"] == [where]


def test_the_tightest_days_of_what_waits_decide() -> None:
    case = case_of(leave(tranches=2), free(tranches=2, verified_in=2), link("leave", "free"))

    def days(first: int, last: int) -> list[str]:
        steps = [
            {"does": ["free.1"], "due": 3},
            {"does": ["free.2"], "due": 8},
            {"does": ["leave.1"], "due": first},
            {"does": ["leave.2"], "due": last},
        ]
        return [said for _, _, said in asked(case, {"steps": steps})]

    assert days(10, 20) == []
    assert days(9, 20) == [
        (
            "“Withdrawal” is to be done by D+9 and waits for “Release”, by D+8: by when has that "
            "to be done and verified?"
        )
    ]
    longer = replace(case, undertakings=(leave(tranches=2, days=3), case.undertakings[1]))
    assert [kind for kind, _, _ in asked(longer, dated(free={"due": 8}, leave={"due": 11}))] == [
        "too_close"
    ]
    assert asked(longer, dated(free={"due": 8}, leave={"due": 12})) == []


def test_the_last_that_is_verified_decides_the_earliest_day() -> None:
    case = case_of(leave(), free(tranches=2), link("leave", "free"))
    steps = [
        {"does": ["free.1"], "day": 3},
        {"does": ["free.2"], "day": 8},
        {"does": ["leave"], "day": 7},
    ]
    assert [said for _, _, said in asked(case, {"steps": steps})] == [
        (
            "“Withdrawal” is to be done on D+7 in phase 1, and it waits for “Release”, which is "
            "verified on D+8 at the earliest: how is its day to be kept?"
        )
    ]


def test_of_two_reasons_for_one_day_what_is_waited_for_is_named() -> None:
    case = case_of(leave(earliest=8), free(), link("leave", "free"))
    found = asked(case, dated(free={"day": 8}, leave={"day": 7}))
    assert [where for _, where, _ in found] == [("leave", "phase 1", "linked", "free")]


def test_who_waits_for_what_is_said_once_each() -> None:
    case = case_of(
        leave(tranches=2),
        free(on_default=""),
        leave(id="pay", title="Money"),
        link("leave.2", "free"),
        link("pay", "free", id="other"),
        link("leave.2", "pay", id="third"),
    )
    assert [
        said for kind, _, said in asked(case, "leave, free, pay") if kind == "no_consequence"
    ] == [
        (
            "“Withdrawal, tranche 2 of 2” and “Money” wait for “Release” by South: what happens if "
            "that is late, or not done?"
        )
    ]


def test_of_many_names_the_first_are_said() -> None:
    def unverified(count: int) -> str:
        parts = [leave(id=f"u{n}", title=f"U{n}", verified_by="") for n in range(count)]
        names = ", ".join(one.id for one in parts)
        return next(said for kind, _, said in asked(case_of(*parts), names) if kind == "no_judge")

    assert "verifies “U0”, “U1”, “U2” and “U3”:" in unverified(4)
    assert "verifies “U0”, “U1”, “U2” and 2 more:" in unverified(5)


def test_two_tranches_are_named_and_three_in_a_row_are_a_range() -> None:
    def left(*there: str) -> str:
        case = case_of(leave(tranches=5))
        return asked(case, ", ".join(there))[0][2].split(" by ")[0]

    assert left("leave.1", "leave.2", "leave.3") == (
        "No phase contains “Withdrawal, tranches 4 and 5 of 5”"
    )
    assert left("leave.1", "leave.5") == "No phase contains “Withdrawal, tranches 2 to 4 of 5”"
    assert left("leave.2") == "No phase contains “Withdrawal, tranches 1, 3, 4 and 5 of 5”"
