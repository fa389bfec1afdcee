"""The explanation as one JSON object that others rely on: `goodoffices/explanation/1`.

Keys are only added, never changed or taken away, without a new number. Documented in
`docs/reference`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from goodoffices.case.basis_json import basis_to_json
from goodoffices.case.grammar import show
from goodoffices.case.positions import Position
from goodoffices.gaps.findings import (
    Explanation,
    InstrumentEffect,
    PositionSets,
    ReadingSets,
    Untabled,
)

SCHEMA: Final = "goodoffices/explanation/1"

Json: TypeAlias = dict[str, Any]


def to_json(explanation: Explanation) -> Json:
    """Return an explanation as plain data, in a fixed order, ready for `json.dumps`.

    Parameters
    ----------
    explanation : Explanation

    Returns
    -------
    dict
        Of strings, booleans, whole numbers, lists and dicts alone. Every position id that
        occurs in it is among `positions`, or among those of the instrument that names it.
    """
    known = {position.id for position in explanation.positions}
    return {
        "schema": SCHEMA,
        "status": explanation.status.value,
        "complete": explanation.complete,
        "basis": basis_to_json(explanation.basis),
        "positions": [_position(one) for one in explanation.positions],
        "readings": [_reading(one) for one in explanation.readings],
        "under_every_reading": {
            "incompatible": _sets(explanation.under_every_reading.incompatible),
            "movement": _sets(explanation.under_every_reading.movement),
        },
        "depends_on": list(explanation.depends_on),
        "fragile_on": list(explanation.fragile_on),
        "fragile_complete": explanation.fragile_complete,
        "own": [
            {
                "party": one.party,
                "positions": list(one.positions),
                "choice": _choice(one.choice),
                "under_every_reading": one.under_every_reading,
            }
            for one in explanation.own
        ],
        "instruments": [_instrument(one, known) for one in explanation.instruments],
        "untabled": [_untabled(one) for one in explanation.untabled],
        "untabled_complete": explanation.untabled_complete,
        "limits": [
            {
                "id": limit.id,
                "title": limit.title,
                "kind": "norm" if limit.is_norm else "rule",
                "proposition": show(limit.proposition),
                "source": limit.source,
            }
            for limit in explanation.limits
        ],
        "method": explanation.method,
        "caveat": explanation.caveat,
    }


def _position(position: Position) -> Json:
    return {
        "id": position.id,
        "holders": list(position.holders),
        "issues": list(position.issues),
        "strength": {party: stance.value for party, stance in position.strength.items()},
        "register": position.register.value,
        "proposition": show(position.proposition),
        "statements": list(position.statements),
        "instrument": position.instrument,
    }


def _reading(reading: ReadingSets) -> Json:
    return {
        "choice": _choice(reading.choice),
        "positions": [position.id for position in reading.positions],
        "incompatible": _sets(reading.incompatible),
        "movement": _sets(reading.movement),
        "status": reading.status.value,
        "complete": reading.complete,
        "incompatible_complete": reading.incompatible_complete,
        "incompatible_up_to": reading.incompatible_up_to,
        "movement_complete": reading.movement_complete,
        "movement_up_to": reading.movement_up_to,
    }


def _instrument(effect: InstrumentEffect, known: Iterable[str]) -> Json:
    standing = {one.id: one for one in (*effect.with_it.positions, *effect.without_it.positions)}
    return {
        "id": effect.instrument,
        "title": effect.title,
        "invoked_by": effect.invoked_by,
        "on": effect.is_on,
        "changes": effect.changes,
        "positions": list(effect.positions),
        "with": _reading(effect.with_it),
        "without": _reading(effect.without_it),
        "only_with": _sets(effect.only_with),
        "only_without": _sets(effect.only_without),
        "further_positions": [_position(one) for one in standing.values() if one.id not in known],
    }


def _untabled(untabled: Untabled) -> Json:
    return {
        "issue": untabled.issue,
        "choice": _choice(untabled.choice),
        "admitted_by": [
            {"positions": list(one.positions), "withdrawing_suffices": one.withdrawing_suffices}
            for one in untabled.admitted_by
        ],
        "ask_first": list(untabled.ask_first),
        "wording_only": list(untabled.wording_only),
        "complete": untabled.complete,
    }


def _choice(choice: Mapping[str, str]) -> Json:
    return dict(sorted(choice.items()))


def _sets(sets: PositionSets | Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(some) for some in sets]
