"""Schedules that were published, from the table of cases: what the checks ask of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from goodoffices.case.undertakings import Schedule, Undertaking
from goodoffices.phasing.findings import find_findings
from tests.cases import make_case

TABLE = Path(__file__).parents[3] / "shared" / "tables" / "cases.json"
pytestmark = pytest.mark.skipif(
    not TABLE.exists(), reason="the table of cases is not beside the project"
)


def published(case: str) -> Any:
    cases = json.loads(TABLE.read_text(encoding="utf-8"))["cases"]
    return next(one for one in cases if one["id"] == case)


def numbers(said: str) -> list[int]:
    return [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*", said)]


def undertaking(id: str, responsible: str, beneficiary: str, **more: Any) -> Undertaking:
    return Undertaking.model_validate(
        {
            "id": id,
            "responsible": responsible,
            "beneficiaries": [beneficiary],
            "verified_by": "mediators",
        }
        | more
    )


def test_the_second_phase_of_2011_asks_nothing_of_one_side() -> None:
    table = published("shalit-2006-2011")
    events = [said for _, said in table["chronology"]]
    first = next(said for said in events if said.startswith("phase 1"))
    second = next(said for said in events if said.startswith("phase 2"))
    _, released = numbers(first)
    _, more = numbers(second)
    assert [released + more] == numbers(table["outcome"])[:1]
    assert "captive" in first
    assert "captive" not in second
    groups = [
        {"id": "first", "title": f"{released}, with the handover"},
        {"id": "second", "title": f"{more}, two months later"},
    ]
    case = replace(
        make_case(issues=[], parties=["israel", "hamas", "egypt (mediator)"]),
        undertakings=(
            undertaking("captive", "hamas", "israel", persons=True),
            undertaking("prisoners", "israel", "hamas", persons=True, groups=groups),
        ),
    )
    text = Schedule.model_validate(
        {
            "id": "text",
            "phases": [
                {"days": 61, "steps": [{"does": ["captive", "prisoners.first"], "day": 0}]},
                {"steps": [{"does": ["prisoners.second"], "day": 61}]},
            ],
        }
    )
    assert [(one.kind.value, one.where, one.question) for one in find_findings(case, text)] == [
        (
            "one_sided_completion",
            ("phase 2",),
            (
                "Phase 2 asks something of Israel and nothing more of Hamas: is that meant, and "
                "what is to see it through?"
            ),
        )
    ]


def test_a_withdrawal_outlasts_its_phase_and_nobody_judges_whether_talks_go_on() -> None:
    table = published("gaza-jan-2025")
    first, *later = table["phases"]
    (last_day,) = numbers(first["note"])
    assert "terms negotiated" in later[0]["condition"]
    assert "keeps phase 1 running while phase 2 is negotiated" in table["why"]
    case = replace(
        make_case(issues=[], parties=["israel", "hamas", "egypt (mediator)", "qatar (mediator)"]),
        undertakings=(
            undertaking("captives", "hamas", "israel", persons=True),
            undertaking("prisoners", "israel", "hamas", persons=True),
            undertaking("withdrawal", "israel", "hamas"),
            undertaking("corridor", "israel", "hamas", title="Withdrawal from the corridor"),
        ),
    )
    steps = [{"does": [name]} for name in ("captives", "prisoners", "withdrawal")]
    text = Schedule.model_validate(
        {
            "id": "text",
            "phases": [
                {"days": first["days"], "steps": [*steps, {"does": ["corridor"], "due": last_day}]},
                {
                    "days": later[0]["days"],
                    "begins_when": "its terms, negotiated during phase 1, are agreed",
                    "meanwhile": "phase 1 goes on while they are negotiated",
                },
                {"days": later[1]["days"]},
            ],
        }
    )
    assert [(one.kind.value, one.where, one.question) for one in find_findings(case, text)] == [
        (
            "due_after_phase",
            ("corridor", "phase 1"),
            (
                "“Withdrawal from the corridor” by Israel has until D+50, and phase 1 ends on "
                "D+42: is it still owed if the next phase does not begin?"
            ),
        ),
        (
            "meanwhile",
            ("phase 3",),
            "Phase 3 has no steps yet: what goes on until its terms are settled?",
        ),
        (
            "no_judge",
            ("phase 2",),
            (
                "Phase 2 begins when “its terms, negotiated during phase 1, are agreed”, and until "
                "then “phase 1 goes on while they are negotiated”: who says whether that is so?"
            ),
        ),
    ]
