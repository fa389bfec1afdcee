"""The JSON objects: versioned, plain, and always the same."""

from __future__ import annotations

import json

from goodoffices.case.basis_json import basis_to_json
from goodoffices.gaps.changes import compare
from goodoffices.gaps.gaps_json import gaps_to_json, matrix_to_json
from goodoffices.gaps.matrix import build_matrix
from goodoffices.gaps.states import find_issue_states
from goodoffices.gaps.unknowns import find_unknowns
from tests.cases import doha_case, incompatible_sets


def test_matrix_json_has_every_cell_in_order() -> None:
    found = matrix_to_json(build_matrix(doha_case()))
    assert list(found) == ["schema", "issues", "parties", "cells", "too_large"]
    assert found["schema"] == "goodoffices/matrix/1"
    assert found["parties"][0] == {"id": "israel", "name": "Israel"}
    assert [(cell["issue"], cell["party"]) for cell in found["cells"][:6]] == [
        ("philadelphi", "israel"),
        ("philadelphi", "hamas"),
        ("philadelphi", "egypt"),
        ("philadelphi", "qatar"),
        ("philadelphi", "united_states"),
        ("netzarim", "israel"),
    ]
    assert len(found["cells"]) == 20
    assert found["cells"][11] == {
        "issue": "management",
        "party": "hamas",
        "strongest": "rejects",
        "differs": False,
        "has_rivals": False,
        "entries": {
            "attributed": [
                {
                    "kind": "position",
                    "id": "p3",
                    "stance": "rejects",
                    "proposition": "management is force",
                    "words": "management: force",
                    "condition": "",
                    "condition_words": "",
                    "constraint": "management is not force",
                    "constraint_words": "management: anything but force",
                    "statements": ["s11", "s8"],
                    "readings": ["r3_hamas"],
                    "shared_with": ["egypt"],
                    "original": "",
                    "original_words": "",
                    "relaxed_by": [],
                    "rivals": [],
                    "instrument": "",
                }
            ]
        },
        "history": [],
        "others": [],
    }


def whole() -> dict[str, object]:
    case, before = doha_case(), doha_case(offer=True)
    sets = incompatible_sets(case)
    return gaps_to_json(
        case,
        find_issue_states(case, sets),
        find_unknowns(case, sets),
        matrix=build_matrix(case),
        changes=compare(before, case),
    )


def test_gaps_json_is_the_same_byte_for_byte() -> None:
    assert json.dumps(whole()) == json.dumps(whole())


def test_gaps_json_has_its_parts() -> None:
    found = whole()
    assert list(found) == [
        "schema",
        "basis",
        "issues",
        "unknowns",
        "flexibility",
        "reasons",
        "status",
        "changes",
    ]
    assert found["schema"] == "goodoffices/gaps/1"
    assert found["basis"] == basis_to_json(doha_case().basis)
    issues = found["issues"]
    assert isinstance(issues, list)
    assert issues[2] == {
        "issue": "management",
        "name": "management",
        "state": "incompatible_in_combination",
        "gap": "unknown",
        "gap_basis": "none",
        "facts": [],
        "positions": ["p2", "p3"],
        "incompatible": [["p2", "p3", "p4"], ["p2", "p3", "p5"]],
        "left": "none",
        "silent": [],
        "parties": {
            "israel": [
                {
                    "kind": "position",
                    "id": "p2",
                    "stance": "insists",
                    "proposition": "management is force",
                    "condition": "not (philadelphi is stays and netzarim is stays)",
                    "words": "management: force",
                    "statements": ["s10", "s7"],
                }
            ],
            "hamas": [_rejection()],
            "egypt": [_rejection()],
        },
        "statements": ["s10", "s7", "s11", "s8"],
        "is_decided": True,
    }


def _rejection() -> dict[str, object]:
    return {
        "kind": "position",
        "id": "p3",
        "stance": "rejects",
        "proposition": "management is force",
        "condition": "",
        "words": "management: force",
        "statements": ["s11", "s8"],
    }


def test_changes_are_null_where_nothing_was_compared() -> None:
    case = doha_case()
    states = find_issue_states(case, [])
    found = gaps_to_json(case, states, find_unknowns(case, []), matrix=build_matrix(case))
    assert found["changes"] is None
