"""What is undertaken in words: names for ids, groups and no numbers for persons."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Importance, Linkage, Undertaking
from goodoffices.drafting.undertaking_sections import (
    importance_section,
    linkage_section,
    reference_name,
    undertaking_section,
)
from tests.cases import make_case

RELEASE = Undertaking.model_validate(
    {
        "id": "release",
        "short": "Release of captives",
        "responsible": "north",
        "beneficiaries": ["south"],
        "persons": True,
        "groups": [{"id": "ill", "title": "the ill"}, {"id": "others"}],
        "cites": ["s1"],
    }
)
MONEY = Undertaking.model_validate(
    {
        "id": "money",
        "responsible": "south",
        "beneficiaries": ["north"],
        "amount": 40,
        "smallest": 10,
        "unit": "million",
        "after": ["release.ill"],
        "due": 90,
        "verified_by": "east",
        "verified_in": 1,
        "reversible": True,
        "on_default": "the next release waits.",
    }
)


def case(*importance: Importance) -> Case:
    made = make_case(issues=[], parties=["north", "south", "east (mediator)"])
    return replace(made, undertakings=(RELEASE, MONEY), importance=importance)


def said(section: object) -> list[str]:
    groups = getattr(section, "groups", ())
    return [one.text for _, sentences in groups for one in sentences]


def test_undertakings_stand_under_who_is_to_do_them() -> None:
    section = undertaking_section(case().undertakings, case())
    assert [name for name, _ in section.groups] == ["North", "South"]
    assert said(section) == [
        "Release of captives, for South, in 2 groups (the ill and others).",
        (
            "money, for North, 40 million, in tranches of 10 or more. It waits for Release of"
            " captives: the ill. Due by D+90. Verified by East, within 1 day. It can be taken back."
            " Where it is not done: the next release waits."
        ),
    ]
    assert section.note == "People are named in groups. No number stands for what they matter."


def test_without_persons_nothing_is_said_of_them() -> None:
    assert undertaking_section([MONEY], case()).note == ""


def test_references_are_called_by_their_names() -> None:
    names = ("release", "release.ill", "money.2", "gone.1")
    assert [reference_name(one, case()) for one in names] == [
        "Release of captives",
        "Release of captives: the ill",
        "money, tranche 2 of 4",
        "gone.1",
    ]


def test_an_order_is_read_out_and_marked_as_assumed() -> None:
    north = Importance.model_validate(
        {"id": "n", "party": "north", "gets": {"order": ["money"]}, "source": "the team"}
    )
    south = Importance.model_validate(
        {
            "id": "s",
            "party": "south",
            "gets": {"order": [["release.ill", "release.others"]]},
            "does": {"numbers": {"money": [3, 4]}},
            "assumed": False,
        }
    )
    section = importance_section([north, south], case(north, south))
    assert [one.text for one in section.sentences] == [
        "North: nothing is said to matter more or less. Assumed by the team (the team).",
        (
            "South: of what it does, in its own units: money 3 to 4; of what it gets, Release of"
            " captives: the ill and Release of captives: others alike. Stated."
        ),
    ]


def test_a_party_of_which_nothing_is_on_record_is_named() -> None:
    section = importance_section([], case())
    assert [one.text for one in section.sentences] == [
        "Of North and South nothing is on record: anything may matter more or less to them."
    ]


def test_a_linkage_says_who_asks_and_who_judges_or_that_it_is_open() -> None:
    one = Linkage(id="l", step="money.2", after="release", asked_by="south", judge="east")
    other = Linkage(id="m", step="money", after="release.ill", title="first the ill", cites=("s1",))
    section = linkage_section([one, other], case())
    assert [sentence.text for sentence in section.sentences] == [
        (
            "Money, tranche 2 of 4 only after Release of captives. Asked by South. East says when"
            " that is done."
        ),
        "First the ill. Who says that it is done is open.",
    ]
    assert section.sentences[1].cites == ("s1",)
