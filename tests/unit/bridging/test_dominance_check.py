"""The checker of dominance: it confirms what is so, and nothing forged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from goodoffices.bridging.dominance import Dominance, Relation, compare
from goodoffices.bridging.dominance_check import check_dominance
from goodoffices.bridging.dominance_sums import Proof
from goodoffices.case.errors import EnginesDisagree
from goodoffices.case.issues import Issue, Option
from goodoffices.case.preferences import Preference

ISSUES = {
    name: Issue(id=name, options=tuple(Option(id=one) for one in ("good", "fair", "bad")))
    for name in ("water", "border")
}
SAID = Preference.model_validate(
    {
        "id": "p",
        "party": "north",
        "order": ["water", "border"],
        "options": {"water": ["good", "fair", "bad"], "border": ["good", "fair", "bad"]},
        "interactions": [{"when": "water is bad and border is bad", "worth": [-3, 0]}],
    }
)
FIRST, SECOND = {"water": "good", "border": "fair"}, {"water": "bad", "border": "good"}
HONEST = compare(FIRST, SECOND, preference=SAID, issues=ISSUES)


def check(dominance: Dominance) -> None:
    check_dominance(dominance, FIRST, SECOND, preference=SAID, issues=ISSUES)


def with_first(**changes: object) -> Dominance:
    proof = replace(HONEST.proofs[0], **changes)  # type: ignore[arg-type]
    return replace(HONEST, proofs=(proof, HONEST.proofs[1]))


def test_what_is_so_is_confirmed() -> None:
    check(HONEST)
    assert HONEST.relation is Relation.NECESSARILY_BETTER
    assert HONEST.least == 0
    assert HONEST.most == 100


def test_a_relation_that_does_not_follow_is_refused() -> None:
    with pytest.raises(EnginesDisagree, match="how two packages compare"):
        check(replace(HONEST, relation=Relation.POSSIBLY_EITHER))


def test_a_bound_that_is_not_reached_is_refused() -> None:
    with pytest.raises(EnginesDisagree, match="the least difference"):
        check(with_first(least=Fraction(-1)))


FUNCTION = HONEST.proofs[0].function
FORGED_FUNCTIONS = {
    "weights against the order": {"weights": {"water": Fraction(40), "border": Fraction(60)}},
    "weights that do not sum": {"weights": {"water": Fraction(60), "border": Fraction(60)}},
    "an issue left out": {"weights": {"water": Fraction(100)}},
    "values against the order": {
        "values": {
            **FUNCTION.values,
            "water": {"good": Fraction(1), "fair": Fraction(0), "bad": Fraction(1, 2)},
        }
    },
    "values out of bounds": {
        "values": {**FUNCTION.values, "border": {"good": Fraction(2), "fair": Fraction(1)}}
    },
    "values left out": {"values": {}},
    "an interaction out of bounds": {"interactions": (Fraction(1),)},
}


@pytest.mark.parametrize("changes", FORGED_FUNCTIONS.values(), ids=list(FORGED_FUNCTIONS))
def test_a_value_function_that_does_not_agree_is_refused(changes: dict[str, object]) -> None:
    function = replace(FUNCTION, **changes)  # type: ignore[arg-type]
    with pytest.raises(EnginesDisagree, match="a value function"):
        check(with_first(function=function))


def test_facts_that_are_not_stated_are_refused() -> None:
    for fact in (("issue_order", "border", "water"), ("option_order", "water", "bad", "fair")):
        forged = {**HONEST.proofs[0].multipliers, fact: Fraction(1)}
        with pytest.raises(EnginesDisagree, match="the preference"):
            check(with_first(multipliers=forged))


def changed(change: Callable[[Fraction], Fraction]) -> Proof:
    fact, times = next(
        (fact, times) for fact, times in HONEST.proofs[0].multipliers.items() if fact != ("total",)
    )
    return replace(
        HONEST.proofs[0], multipliers={**HONEST.proofs[0].multipliers, fact: change(times)}
    )


def test_facts_that_do_not_add_up_are_refused() -> None:
    forged = replace(HONEST, proofs=(changed(lambda times: times + 1), HONEST.proofs[1]))
    with pytest.raises(EnginesDisagree, match="what they sum to"):
        check(forged)


def test_facts_taken_away_are_refused() -> None:
    forged = replace(HONEST, proofs=(changed(lambda _: Fraction(-1)), HONEST.proofs[1]))
    with pytest.raises(EnginesDisagree, match="what may be added"):
        check(forged)
