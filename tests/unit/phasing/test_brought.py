"""What a package brings, and what falls away with an option."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from goodoffices.case.case import Case
from goodoffices.case.issues import Issue
from goodoffices.case.undertakings import Importance, Linkage, Undertaking, Weighing
from goodoffices.phasing.brought import bring
from tests.cases import make_case

LEAVE = Undertaking(id="leave", responsible="north", beneficiaries=("south",))
RELEASE = Undertaking(id="release", responsible="south", beneficiaries=("north",))
LINKED = Linkage(id="linked", step="leave", after="release")


def case() -> Case:
    corridor = Issue.model_validate(
        {
            "id": "corridor",
            "options": [{"id": "stays"}, {"id": "out", "brings": ["leave"]}],
        }
    )
    order = Issue.model_validate(
        {
            "id": "order",
            "options": [{"id": "free"}, {"id": "after", "brings": ["linked", "words of ours"]}],
        }
    )
    made = make_case(issues=[corridor, order], parties=["north", "south"])
    return replace(made, undertakings=(LEAVE, RELEASE), linkages=(LINKED,))


MATTERS = (
    Importance.model_validate(
        {
            "id": "south_matters",
            "party": "south",
            "does": {"order": ["release"]},
            "gets": {"order": ["leave"]},
            "weighs": [0, "1/2"],
        }
    ),
    Importance.model_validate(
        {"id": "other", "party": "egypt", "gets": {"numbers": {"release": 3}}, "weighs": "1/3"}
    ),
)


def brought(**left: tuple[str, ...]) -> tuple[list[str], list[str]]:
    found = bring(case(), left)
    return [one.id for one in found.undertakings], [one.id for one in found.linkages]


def test_with_everything_open_all_of_it_may_come() -> None:
    assert brought() == (["leave", "release"], ["linked"])


def test_what_only_a_dropped_option_brings_is_gone_with_its_linkages() -> None:
    assert brought(corridor=("stays",)) == (["release"], [])


def test_a_linkage_may_go_alone() -> None:
    assert brought(order=("free",)) == (["leave", "release"], [])


def test_what_no_option_brings_stays_whatever_is_agreed() -> None:
    assert brought(corridor=("stays",), order=("free",)) == (["release"], [])


def test_what_an_option_that_is_left_brings_too_stays() -> None:
    both = case()
    stays = both.issues["corridor"].options[0].model_copy(update={"brings": ("leave",)})
    corridor = both.issues["corridor"]
    corridor = corridor.model_copy(update={"options": (stays, *corridor.options[1:])})
    both = replace(both, issues={**both.issues, "corridor": corridor})
    found = bring(both, {"corridor": ("stays",)})
    assert [one.id for one in found.undertakings] == ["leave", "release"]


def test_what_matters_is_said_of_what_stays() -> None:
    """That all of it weighs half at the most was said of the whole, not of a part."""
    whole = replace(case(), importance=MATTERS)
    assert bring(whole, {}).importance == MATTERS
    south, egypt = bring(whole, {"corridor": ("stays",)}).importance
    assert (south.does.order, south.gets) == ((("release",),), Weighing())
    assert south.weighs == (Fraction(0), Fraction(1))
    assert egypt == MATTERS[1]
