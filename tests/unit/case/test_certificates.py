"""The checker, mostly by what it must refuse."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from goodoffices.case import boxes, certificates, plain_search
from goodoffices.case.certificates import Package, check_conflicts, find_undual
from goodoffices.case.issues import Issue, Option
from goodoffices.case.plain_search import OutOfNodes
from goodoffices.case.propositions import In, Not, Proposition

A, B, C, D = (frozenset(name) for name in "abcd")


@dataclass(frozen=True)
class Claim:
    """A claim as anyone may make it, right or wrong."""

    incompatible: tuple[frozenset[str], ...]
    movement: tuple[frozenset[str], ...]
    incompatible_complete: bool = True
    movement_complete: bool = True
    left_out: Mapping[frozenset[str], Mapping[str, Package]] = field(default_factory=dict)
    witnesses: Mapping[frozenset[str], Package] = field(default_factory=dict)
    reasons: Mapping[frozenset[str], Mapping[str, frozenset[str]]] = field(default_factory=dict)


ISSUES = {
    "x": Issue(id="x", options=(Option(id="one"), Option(id="two"), Option(id="three"))),
    "y": Issue(id="y", options=(Option(id="one"), Option(id="two"))),
}
POSITIONS: dict[str, Proposition] = {
    "a": In("x", ("one",)),
    "b": In("x", ("two",)),
    "c": Not(In("x", ("one",))),
    "d": In("y", ("one",)),
}
RIGHT = Claim(
    incompatible=(A | B, A | C),
    movement=(A, B | C),
    left_out={
        A | B: {"a": {"x": "two", "y": "one"}, "b": {"x": "one", "y": "one"}},
        A | C: {"a": {"x": "two", "y": "one"}, "c": {"x": "one", "y": "two"}},
    },
    witnesses={A: {"x": "two", "y": "one"}, B | C: {"x": "one", "y": "one"}},
    reasons={A: {"a": A | C}, B | C: {"b": A | B, "c": A | C}},
)


def wrong_in(claim: Claim, limits: tuple[Proposition, ...] = (), nodes: int = 100) -> list[str]:
    return check_conflicts(POSITIONS, limits, ISSUES, claim, nodes=nodes)


def test_check_accepts_what_is_right() -> None:
    assert wrong_in(RIGHT) == []


def test_check_finds_by_itself_what_the_claim_does_not_bring() -> None:
    assert wrong_in(replace(RIGHT, left_out={}, reasons={})) == []


def test_check_accepts_a_right_claim_that_is_not_complete() -> None:
    part = replace(RIGHT, incompatible=(A | C,), incompatible_complete=False)
    assert wrong_in(part) == []
    assert wrong_in(replace(part, movement=(), movement_complete=False)) == []


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        (
            replace(RIGHT, incompatible=(A | B,)),
            "a set is missing: {b} hits every incompatible set, moves none",
        ),
        (
            replace(RIGHT, movement=(A,)),
            "a set is missing: {b, c} hits every incompatible set, moves none",
        ),
        (
            replace(RIGHT, incompatible=(A | B, A | C, B | C)),
            "incompatible set {b, c} leaves a package",
        ),
        (
            replace(RIGHT, incompatible=(A | B | D, A | C)),
            "incompatible set {a, b, d} is not minimal: d is not needed",
        ),
        (
            replace(RIGHT, incompatible=(A | B, A | B, A | C)),
            "incompatible set {a, b} is listed twice",
        ),
        (
            replace(RIGHT, movement=(A, A | D, B | C), witnesses=RIGHT.witnesses),
            "movement set {a, d} comes without a package",
        ),
        (
            replace(RIGHT, movement=(A, B), witnesses={**RIGHT.witnesses, B: RIGHT.witnesses[A]}),
            "the package of movement set {b} does not meet the others",
        ),
        (
            replace(
                RIGHT,
                movement=(A, B | C | D),
                witnesses={**RIGHT.witnesses, B | C | D: {"x": "one", "y": "two"}},
            ),
            "movement set {b, c, d} is not minimal: d need not move",
        ),
        (
            replace(RIGHT, reasons={**RIGHT.reasons, A: {"a": A | D}}),
            "movement set {a} is not minimal: a need not move",
        ),
        (
            replace(RIGHT, reasons={**RIGHT.reasons, B | C: {"b": A | C, "c": A | C}}),
            "movement set {b, c} is not minimal: b need not move",
        ),
        (
            replace(RIGHT, left_out={A | B: {"a": {"x": "one", "y": "one"}}}),
            "the package for {a, b} without a does not meet the others",
        ),
        (
            replace(RIGHT, witnesses={**RIGHT.witnesses, A: {"x": "two"}}),
            "the package of movement set {a} does not meet the others",
        ),
        (
            replace(RIGHT, witnesses={**RIGHT.witnesses, A: {"x": "two", "y": "three"}}),
            "the package of movement set {a} does not meet the others",
        ),
        (replace(RIGHT, movement=(A, frozenset("z"))), "there is no constraint z"),
    ],
)
def test_check_refuses_what_is_wrong(claim: Claim, wrong: str) -> None:
    assert wrong in wrong_in(claim)


def test_check_holds_packages_to_the_limits() -> None:
    assert wrong_in(RIGHT, limits=(In("y", ("one",)),)) == [
        "the package for {a, c} without c does not meet the others"
    ]


def test_check_says_what_it_could_not_confirm() -> None:
    bare = replace(RIGHT, left_out={}, reasons={})
    assert wrong_in(bare, nodes=0) == [
        "incompatible set {a, b} could not be confirmed by search",
        "that {a, b} needs a could not be confirmed by search",
        "that {a, b} needs b could not be confirmed by search",
        "incompatible set {a, c} could not be confirmed by search",
        "that {a, c} needs a could not be confirmed by search",
        "that {a, c} needs c could not be confirmed by search",
        "that a must move in {a} could not be confirmed",
        "that b must move in {b, c} could not be confirmed",
        "that c must move in {b, c} could not be confirmed",
    ]


def test_certificates_import_no_engine_and_none_of_its_modules() -> None:
    imported = set()
    for module in (certificates, plain_search, boxes):
        tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        imported |= {
            node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
        }
    assert {name for name in imported if name not in sys.stdlib_module_names} == {
        "collections.abc",
        "goodoffices.case.boxes",
        "goodoffices.case.evaluation",
        "goodoffices.case.issues",
        "goodoffices.case.plain_search",
        "goodoffices.case.propositions",
    }


def test_undual_gives_up_rather_than_guess() -> None:
    with pytest.raises(OutOfNodes):
        find_undual([A | B, B | C, A | C], [A | B, B | C, A | C], nodes=1)
