"""What a schedule leaves open, as questions, and how each side stands in one on the table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from goodoffices.case.undertakings import Linkage, Schedule
from goodoffices.drafting.finding_sections import CAUTION, finding_section, tabled_sections
from goodoffices.drafting.page import Section
from goodoffices.phasing.finding import Finding, FindingKind
from goodoffices.phasing.phased import phase_case
from tests.unit.drafting.phased_cases import ASKED, withdrawal_for_release

WHY, OTHERS = "It matters.", "Others did this (a source)."


def finding(question: str, why: str = WHY, elsewhere: str = OTHERS, *cites: str) -> Finding:
    return Finding(FindingKind.NO_JUDGE, (), question, why, elsewhere, cites)


def on_the_table(*linkages: Linkage, **said: Any) -> Section:
    """The section on one schedule that is on record."""
    schedule = Schedule.model_validate({"id": "text", **said})
    case = replace(withdrawal_for_release(*linkages), schedules=(schedule,))
    (section,) = tabled_sections(phase_case(case).tabled, case)
    return section


def test_questions_are_no_mistakes() -> None:
    section = finding_section([finding("Who?")])
    assert section.note == CAUTION
    assert CAUTION == (
        "Questions, and no mistakes: an agreement can leave something open on purpose. Beside each"
        " why the answer matters, and what others did where that is known."
    )


def test_why_and_what_others_did_are_said_once() -> None:
    section = finding_section(
        [
            finding("Who?", WHY, OTHERS, "s1"),
            finding("Who else?"),
            finding("When?", "It is late.", ""),
        ]
    )
    assert [(one.text, one.cites) for one in section.sentences] == [
        ("Who? It matters. Others did this (a source).", ("s1",)),
        ("Who else?", ()),
        ("When? It is late.", ()),
    ]


def test_where_nothing_is_left_open_there_is_no_caution() -> None:
    section = finding_section([])
    assert (section.is_empty, section.note) == (True, "")
    assert section.empty == "Nothing that can be checked here is left open."


def test_a_tabled_schedule_says_who_tabled_it_and_where_each_side_stands_worst() -> None:
    section = on_the_table(
        title="the text of May",
        tabled_by="south",
        cites=["s2"],
        phases=[{"steps": [{"does": ["withdrawal", "release"]}]}],
    )
    assert section.title == "On the table: the text of May, by South"
    assert [(one.text, one.cites) for one in section.sentences] == [
        (f"{said} in the midst of phase 1: up to {share} of all that it gets.", ("s2",))
        for said, share in (
            ("North would be most exposed", "half"),
            ("South would be most exposed", "a quarter"),
            ("North would gain most by stopping", "half"),
            ("South would gain most by stopping", "a quarter"),
        )
    ]
    (figure,) = section.figures
    assert figure.table.rows == (
        ("before anything is done", "0 %", "0 %"),
        ("in the midst of phase 1", "50 %", "25 %"),
    )


def test_a_side_that_is_never_exposed_is_not_said_to_be() -> None:
    section = on_the_table(
        phases=[{"steps": [{"does": ["release"]}]}, {"steps": [{"does": ["withdrawal"]}]}]
    )
    assert section.title == "On the table: text"
    assert [one.text.partition(":")[0] for one in section.sentences] == [
        "South would be most exposed after phase 1",
        "North would gain most by stopping after phase 1",
    ]


def test_what_somebody_holds_until_all_is_there_exposes_nobody() -> None:
    section = on_the_table(
        phases=[{"steps": [{"does": ["withdrawal", "release"], "held_by": "east"}]}]
    )
    assert section.sentences == ()


@pytest.mark.parametrize(
    ("linkages", "phases", "words"),
    [
        (
            (),
            [{"steps": [{"does": ["payments"]}]}],
            "Not measured: it names what is not undertaken.",
        ),
        (
            (),
            [{"steps": [{"does": ["release"]}]}, {"steps": [{"does": ["release.1"]}]}],
            "Not measured: it does something twice.",
        ),
        (
            (ASKED, Linkage(id="back", step="release.1", after="withdrawal.2")),
            [{"steps": [{"does": ["release"]}]}],
            "Not measured: what waits for what goes round in a circle.",
        ),
        (
            (ASKED,),
            [{"steps": [{"does": ["withdrawal.1", "release.1"], "held_by": "east"}]}],
            "Not measured: what waits for what goes round in a circle.",
        ),
    ],
)
def test_a_schedule_that_cannot_be_measured_says_why(
    linkages: tuple[Linkage, ...], phases: list[object], words: str
) -> None:
    section = on_the_table(*linkages, phases=phases)
    assert [one.text for one in section.sentences] == [words]
    assert section.figures == ()


def test_what_a_tabled_schedule_leaves_open_stands_below_it() -> None:
    section = on_the_table(phases=[{"steps": [{"does": ["release"]}]}])
    ((name, questions),) = section.groups
    assert name == "What it leaves open"
    assert questions[0].text.startswith(
        "No phase contains “withdrawal” by North: is it to come later, or not at all?"
    )
