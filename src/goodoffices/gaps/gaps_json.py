"""The matrix and the gaps as JSON objects that others rely on: documented and versioned.

`goodoffices/matrix/1`:

- `issues`, `parties`: lists of `{"id", "name"}`, in the order of rows and columns;
- `cells`: one object for each issue and party, row by row: `issue`, `party`, `strongest` (a
  stance or null), `differs`, `has_rivals`, `entries` (by register), `history`, `others`;
- `too_large`: cells of which `differs` could not be computed.

`goodoffices/gaps/1`:

- `basis`: what it rests on;
- `issues`: for each its `state`, `gap` (null where there is none to speak of), `gap_basis`,
  `facts`, `positions`, `incompatible` (the sets it matters to), `left`, `silent`, `parties`
  (by party what it holds there), `statements`, `is_decided`;
- `unknowns`: `not_reported` and `ask_next`; `flexibility`; `reasons`; `status`;
- `changes`: what changed, or null where nothing was compared.

Lists keep the order of the results; nothing depends on the time or the machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeAlias

from goodoffices.case.case import Case
from goodoffices.gaps.cells import Cell, CellEntry
from goodoffices.gaps.changes import Changes
from goodoffices.gaps.flexibility import find_flexibility
from goodoffices.gaps.matrix import Matrix
from goodoffices.gaps.reasons import find_reasons
from goodoffices.gaps.sentences import Sentence
from goodoffices.gaps.states import IssueState
from goodoffices.gaps.status import latest_status
from goodoffices.gaps.unknown import Unknown
from goodoffices.gaps.unknowns import Unknowns

Json: TypeAlias = Any

MATRIX_SCHEMA = "goodoffices/matrix/1"
GAPS_SCHEMA = "goodoffices/gaps/1"


def matrix_to_json(matrix: Matrix) -> dict[str, Json]:
    """Return the matrix as an object of the schema `goodoffices/matrix/1`.

    Parameters
    ----------
    matrix : Matrix

    Returns
    -------
    dict
        Of what `json.dumps` takes, always in the same order.
    """
    return {
        "schema": MATRIX_SCHEMA,
        "issues": [{"id": one, "name": name} for one, name in matrix.issues.items()],
        "parties": [{"id": one, "name": name} for one, name in matrix.parties.items()],
        "cells": [_cell(cell) for issue in matrix.issues for cell in matrix.row(issue)],
        "too_large": [{"issue": issue, "party": party} for issue, party in matrix.too_large],
    }


def gaps_to_json(
    case: Case,
    states: Sequence[IssueState],
    unknowns: Unknowns,
    *,
    matrix: Matrix,
    changes: Changes | None = None,
) -> dict[str, Json]:
    """Return the gaps as an object of the schema `goodoffices/gaps/1`.

    Parameters
    ----------
    case : Case
    states : sequence of IssueState
    unknowns : Unknowns
    matrix : Matrix
        All three of the same case.
    changes : Changes, optional
        Since whenever the caller compared with.

    Returns
    -------
    dict
        Of what `json.dumps` takes, always in the same order.
    """
    reasons = find_reasons(case)
    return {
        "schema": GAPS_SCHEMA,
        "basis": plain(case.basis),
        "issues": [_state(matrix, state) for state in states],
        "unknowns": {
            "not_reported": [_unknown(one) for one in unknowns.not_reported],
            "ask_next": [_unknown(one) for one in unknowns.ask_next],
        },
        "flexibility": [plain(one) for one in find_flexibility(case)],
        "reasons": {
            "given": [plain(one) for one in reasons.given],
            "none_on_record": list(reasons.none_on_record),
        },
        "status": [_sentence(one) for one in latest_status(case)],
        "changes": plain(changes) if changes is not None else None,
    }


def plain(value: object) -> Json:
    """Return a frozen record as an object of plain values, its fields in their order."""
    if hasattr(value, "__dataclass_fields__"):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}  # type: ignore[arg-type]
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, str):
        return str(value)
    return value


def _sentence(sentence: Sentence) -> dict[str, Json]:
    return {"text": sentence.text, "statements": list(sentence.cites)}


def _cell(cell: Cell) -> dict[str, Json]:
    return {
        "issue": cell.issue,
        "party": cell.party,
        "strongest": cell.strongest.value if cell.strongest is not None else None,
        "differs": cell.differs,
        "has_rivals": cell.has_rivals,
        "entries": {
            register.value: [plain(entry) for entry in entries]
            for register, entries in cell.entries.items()
        },
        "history": [plain(one) for one in cell.history],
        "others": [plain(one) for one in cell.others],
    }


def _state(matrix: Matrix, state: IssueState) -> dict[str, Json]:
    return {
        "issue": state.issue,
        "name": matrix.issues[state.issue],
        "state": state.state.value,
        "gap": state.gap.value if state.gap is not None else None,
        "gap_basis": state.gap_basis.value,
        "facts": [_sentence(one) for one in state.facts],
        "positions": list(state.positions),
        "incompatible": [list(ids) for ids in state.sets],
        "left": state.left,
        "silent": list(state.silent),
        "parties": {
            cell.party: [_held(entry) for entry in cell]
            for cell in matrix.row(state.issue)
            if not cell.is_empty
        },
        "statements": list(state.cites),
        "is_decided": state.is_decided,
    }


def _held(entry: CellEntry) -> dict[str, Json]:
    """Return what a party holds on an issue, in few words; the matrix has it whole."""
    return {
        "kind": entry.kind.value,
        "id": entry.id,
        "stance": entry.stance.value,
        "proposition": entry.proposition,
        "condition": entry.condition,
        "words": entry.words,
        "statements": list(entry.statements),
    }


def _unknown(one: Unknown) -> dict[str, Json]:
    return {
        "kind": one.kind.value,
        "parties": list(one.parties),
        "issues": list(one.issues),
        "text": one.text,
        "statements": list(one.cites),
        "positions": list(one.positions),
    }
