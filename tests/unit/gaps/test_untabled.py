from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.case.case import Limit
from goodoffices.case.grammar import parse, show
from goodoffices.case.issues import Issue, IssueKind
from goodoffices.case.positions import Form, Permission
from goodoffices.case.stances import Stance
from goodoffices.gaps.explanation import explain
from goodoffices.gaps.untabled_forms import stated_about, widened_about
from tests.unit.gaps.small_source import Said, SmallSource, choice_issue, merged

ISSUES = {
    "border": choice_issue("border", "open", "closed"),
    "force": choice_issue("force", "none", "armed"),
}
BOTH = "border is open and force is none"


def form(
    reading: str,
    party: str,
    stance: Stance,
    words: str,
    *,
    condition: str = "",
    widened_by: tuple[str, str] | None = None,
) -> Form:
    permissions: tuple[Permission, ...] = ()
    if widened_by:
        allowed, on = (parse(one, ISSUES) for one in widened_by)
        permissions = (Permission("w", "sw", party, Stance.WOULD_ACCEPT, allowed, on),)
    return Form(
        reading=reading,
        statement=f"s_{reading}",
        party=party,
        stance=stance,
        proposition=parse(words, ISSUES),
        condition=parse(condition, ISSUES) if condition else None,
        relaxed_by=permissions,
    )


def insists(reading: str, party: str, words: str, condition: str = "") -> Form:
    return form(reading, party, Stance.INSISTS, words, condition=condition)


def rejects(reading: str, party: str, words: str, condition: str = "") -> Form:
    return form(reading, party, Stance.REJECTS, words, condition=condition)


def about(made: Form, issue: str) -> tuple[str, str]:
    """What is left of a position as stated, and once widened."""
    (position,) = merged((made,), ISSUES, order=(made.party,))
    return show(stated_about(position, issue)), show(widened_about(position, issue))


# ---------------------------------------------------------------------------- one position


@pytest.mark.parametrize(
    ("made", "as_stated", "widened"),
    [
        pytest.param(insists("r", "n", "border is open"), "false", "true", id="asks for one"),
        pytest.param(
            insists("r", "n", "not border is open"), "false", "true", id="asks for others"
        ),
        pytest.param(
            insists("r", "n", "not border in (open, closed)"),
            "false",
            "true",
            id="asks for none of those listed",
        ),
        pytest.param(rejects("r", "n", "border is open"), "true", "true", id="refuses one"),
        pytest.param(rejects("r", "n", "not border is open"), "true", "true", id="refuses others"),
        pytest.param(
            rejects("r", "n", BOTH), "true", "true", id="refuses a combination with the issue"
        ),
        pytest.param(
            rejects("r", "n", "border is open or force is none"),
            "force is not none",
            "force is not none",
            id="refuses either: the other is still refused",
        ),
        pytest.param(
            insists("r", "n", "force is none", condition="border is open"),
            "force is none",
            "true",
            id="a condition counts as met until it is widened",
        ),
        pytest.param(
            insists("r", "n", "force is none", condition="not border is open"),
            "force is none",
            "true",
            id="a condition on the others as well: neither list has the formula",
        ),
        pytest.param(
            rejects("r", "n", "force is none", condition="not border is open"),
            "force is not none",
            "true",
            id="the condition of a refusal is no part of what is refused",
        ),
        pytest.param(
            form(
                "r",
                "n",
                Stance.REJECTS,
                "force is none",
                widened_by=("force is none", "border is open"),
            ),
            "force is not none",
            "force is not none or force is none",
            id="the condition of a permission is no part of what is refused",
        ),
        pytest.param(
            insists("r", "n", "force is none"), "force is none", "force is none", id="silent"
        ),
    ],
)
def test_a_position_on_a_formula_for_the_border(made: Form, as_stated: str, widened: str) -> None:
    assert about(made, "border") == (as_stated, widened)


def test_all_distinct_forms_of_a_position_must_be_met() -> None:
    """True of the same listed options, they differ about the formula."""
    asked = insists("r1", "north", "border is closed")
    refused = rejects("r2", "south", "border is open")
    (shared,) = merged((asked, refused), ISSUES, order=("north", "south"))
    (alone,) = merged((refused,), ISSUES, order=("south",))
    assert (show(stated_about(shared, "border")), show(stated_about(alone, "border"))) == (
        "false",
        "true",
    )
    assert show(widened_about(shared, "border")) == "true"


# ---------------------------------------------------------------------------- whole cases


def source(*forms: Form, issues: dict[str, Issue] | None = None) -> SmallSource:
    return SmallSource(issues or ISSUES, tuple(Said(one.statement, (one,)) for one in forms))


REFUSALS = (
    rejects("n", "north", "border is open"),
    rejects("s", "south", "border is closed"),
)


def found(of: SmallSource) -> dict[str, list[tuple[list[str], bool]]]:
    """For each issue the admitting sets by reading, and whether withdrawing them would do."""
    explanation = explain(of)
    name = {one.id: one.readings[0] for one in explanation.positions}
    return {
        one.issue: [
            ([name[each] for each in admission.positions], admission.withdrawing_suffices)
            for admission in one.admitted_by
        ]
        for one in explanation.untabled
    }


def test_two_who_each_ask_for_an_option_would_both_have_to_admit_another() -> None:
    """Withdrawing both would do as well; one alone would do without the formula."""
    north, south = (
        insists("n", "north", "border is open"),
        insists("s", "south", "border is closed"),
    )
    assert found(source(north, south)) == {"border": [(["n", "s"], True)]}


def test_where_every_listed_option_is_refused_nobody_is_in_the_way() -> None:
    """The empty set admits it: no position on record speaks against another formula."""
    lawful = Limit("law", "law", parse("border in (open, closed)", ISSUES), is_norm=True)
    other = Limit("law", "law", parse("force is none", ISSUES), is_norm=True)
    assert found(replace(source(*REFUSALS), limits=(lawful,))) == {}
    assert found(replace(source(*REFUSALS), limits=(other,))) == {"border": [([], False)]}


def test_scales_and_quantities_have_no_formula() -> None:
    """Their options are all there is between the ends."""
    issues = {"border": ISSUES["border"].model_copy(update={"kind": IssueKind.SCALE})}
    made = (insists("n", "north", "border is open"), insists("s", "south", "border is closed"))
    assert found(source(*made, issues=issues)) == {}


def test_it_is_asked_first_whether_the_idea_or_the_wording_was_refused() -> None:
    worded = form("n", "north", Stance.REJECTS_AS_FORMULATED, "border is open")
    made = (
        worded,
        rejects("s", "south", "border is closed"),
        insists("h", "hills", "force is none"),
    )
    explanation = explain(source(*made))
    name = {one.id: one.readings[0] for one in explanation.positions}
    (option,) = explanation.untabled
    assert [name[one] for one in option.ask_first] == ["n", "s"]
    assert [name[one] for one in option.wording_only] == ["n"]
