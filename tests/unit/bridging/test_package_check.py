"""A package that a person picks: what it crosses, breaks and brings, and several side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from goodoffices.bridging.bearings import Bearing
from goodoffices.bridging.ledger import Distance
from goodoffices.bridging.package_check import (
    compare_packages,
    look_at_package,
    read_option,
)
from goodoffices.case.case import Case
from goodoffices.case.errors import UnknownId
from goodoffices.case.issues import Issue, Value
from goodoffices.case.undertakings import Linkage, Undertaking
from tests.cases import Said, make_case, make_issue

GATE = Issue.model_validate(
    {
        "id": "gate",
        "options": [{"id": "open", "brings": ["escort", "after_rain"]}, {"id": "shut"}],
        "allows": ["deferred"],
    }
)
PIER = Issue.model_validate({"id": "pier", "options": [{"id": "kept", "brings": ["works"]}]})


def talks(
    *, rules: Mapping[str, str] | None = None, norms: Mapping[str, str] | None = None
) -> Case:
    case = make_case(
        issues=[GATE, PIER, "days: 0..90/30 days", "level: low < middle < high"],
        parties=["north", "south"],
        said=[
            Said("p1 s1 north rules_out", "gate is open"),
            Said("p2 s2 south insists", "gate is open"),
            Said("p2 s3 north insists", "gate is open"),
            Said("p3 s4 south demands", "days >= 60 or level is high"),
        ],
        rules=rules,
        norms=norms,
    )
    return replace(
        case,
        undertakings=(
            Undertaking(id="escort", responsible="north", beneficiaries=("south",)),
            Undertaking(id="works", responsible="south", beneficiaries=("north",)),
            Undertaking(id="always", responsible="south", beneficiaries=("north",)),
        ),
        linkages=(Linkage(id="after_rain", step="escort", after="works"),),
    )


def bearings(case: Case, choices: Mapping[str, Value]) -> list[tuple[str, str, str]]:
    lines = look_at_package([case], choices).readings[0].lines
    return [(one.party, one.position, one.bearing.value) for one in lines]


def test_each_holder_of_a_position_has_its_line() -> None:
    assert bearings(talks(), {"gate": "shut"}) == [
        ("north", "p1", "keeps"),
        ("north", "p2", "crosses"),
        ("south", "p2", "crosses"),
        ("south", "p3", "leaves open"),
    ]


def test_what_a_party_rules_out_is_marked() -> None:
    lines = look_at_package([talks()], {"gate": "open"}).readings[0].lines
    assert [
        (one.position, one.is_red_line, one.bearing) for one in lines if one.party == "north"
    ] == [
        ("p1", True, Bearing.CROSSES),
        ("p2", False, Bearing.KEEPS),
    ]


def test_a_crossing_says_how_far_it_is() -> None:
    look = look_at_package([talks()], {"days": 30, "level": "low"})
    (line,) = look.readings[0].of_party("south", Bearing.CROSSES)
    assert line.distances == (Distance("days", 60, 30), Distance("level", "high", 2))
    assert line.statements == ("s4",)


def test_a_limit_may_decide_what_is_left_open() -> None:
    """A rule makes it impossible to meet the demand: it is crossed, whatever else is settled."""
    case = talks(rules={"short": "if gate is open then (days <= 30 and level is low)"})
    assert bearings(case, {"gate": "open"})[-1] == ("south", "p3", "crosses")


def test_a_limit_that_is_broken_is_named() -> None:
    case = talks(norms={"passage": "gate is open", "days": "days >= 30"})
    look = look_at_package([case], {"gate": "shut", "days": 30})
    assert ([one.id for one in look.broken], look.clash, look.is_within_limits) == (
        ["passage"],
        (),
        False,
    )


def test_limits_that_cannot_hold_together_are_named() -> None:
    """None is broken by what was picked, and still no completion keeps both."""
    case = talks(rules={"a": "days >= 60 or gate is shut", "b": "days <= 30", "c": "pier is kept"})
    look = look_at_package([case], {"gate": "open"})
    assert (look.broken, [one.id for one in look.clash]) == ((), ["a", "b"])
    assert bearings(case, {"gate": "open"})[-1] == ("south", "p3", "leaves open")


def test_open_issues_may_not_do_for_everybody() -> None:
    case = make_case(
        issues=["gate: open, shut", "days: 0..90/30 days"],
        parties=["north", "south"],
        said=[
            Said("p1 s1 north insists", "days >= 60"),
            Said("p2 s2 south insists", "days <= 30"),
        ],
    )
    (reading,) = look_at_package([case], {"gate": "open"}).readings
    assert [one.bearing for one in reading.lines] == [Bearing.LEAVES_OPEN, Bearing.LEAVES_OPEN]
    assert not reading.can_all_stand


def test_what_options_bring_is_told_from_what_they_could() -> None:
    look = look_at_package([talks()], {"gate": "open"})
    assert (look.brings, look.may_bring) == (("escort", "after_rain"), ("works",))
    look = look_at_package([talks()], {"gate": "shut", "pier": "kept"})
    assert (look.brings, look.may_bring) == (("works",), ())


def test_what_was_picked_is_in_the_order_of_the_case() -> None:
    look = look_at_package([talks()], {"level": "low", "gate": "deferred"})
    assert (list(look.settled.items()), look.open) == (
        [("gate", "deferred"), ("level", "low")],
        ("pier", "days"),
    )


def test_rival_readings_are_looked_at_one_by_one() -> None:
    said = [
        Said("p1 s1 north rejects", "gate is open", reading="hard"),
        Said("p2 s1 north insists", "gate is open", reading="soft", alternative_to="hard"),
    ]
    cases = [
        make_case(issues=[GATE], parties=["north", "south"], said=said, choice=choice)
        for choice in ({}, {"hard": "soft"})
    ]
    look = look_at_package(cases, {"gate": "open"})
    assert [(one.choice, [line.bearing for line in one.lines]) for one in look.readings] == [
        ({}, [Bearing.CROSSES]),
        ({"hard": "soft"}, [Bearing.KEEPS]),
    ]


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"gates": "open"}, 'no issue "gates"; did you mean "gate"'),
        ({"gate": "ajar"}, 'no option of gate "ajar"'),
        ({"days": 45}, r'no option of days "45" \(there are: 0 to 90\)'),
        ({"days": "30"}, 'no option of days "30"'),
        ({"gate": 1}, 'no option of gate "1"'),
    ],
)
def test_what_the_case_has_not_is_refused(choices: Mapping[str, Value], said: str) -> None:
    with pytest.raises(UnknownId, match=said):
        look_at_package([talks()], choices)


@pytest.mark.parametrize(
    ("issue", "text", "value"),
    [
        ("days: 0..90/30 days", "30", 30),
        ("gate: open, shut", "shut", "shut"),
    ],
)
def test_an_option_is_read_from_text(issue: str, text: str, value: Value) -> None:
    assert read_option(make_issue(issue), text) == value


@pytest.mark.parametrize("text", ["45", "", "-30", "many"])
def test_a_text_that_names_no_option_is_refused(text: str) -> None:
    with pytest.raises(UnknownId, match="option of days"):
        read_option(make_issue("days: 0..90/30 days"), text)


def test_packages_differ_where_not_all_settle_alike() -> None:
    found = compare_packages(
        [talks()],
        {
            "ours": {"gate": "open", "days": 30, "pier": "kept"},
            "theirs": {"gate": "open", "days": 60},
        },
    )
    assert (found.alike, found.differ) == (("gate", "level"), ("pier", "days"))
    assert list(found.looks) == ["ours", "theirs"]
    assert found.looks["theirs"] == look_at_package([talks()], {"gate": "open", "days": 60})


def test_nothing_compared_is_alike_in_everything() -> None:
    found = compare_packages([talks()], {})
    assert (found.looks, found.differ) == ({}, ())
