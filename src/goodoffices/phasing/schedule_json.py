"""A schedule as one JSON object that others rely on: `goodoffices/schedule/1`.

Keys are only added, never changed or taken away, without a new number. Documented in
`docs/reference`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final, TypeAlias

from goodoffices.case.basis_json import basis_to_json
from goodoffices.case.preferences import write_exact
from goodoffices.phasing.finding import Finding
from goodoffices.phasing.linkages import LinkageEffect
from goodoffices.phasing.loosenings import LooseningSearch
from goodoffices.phasing.phased import Phased, Tabled
from goodoffices.phasing.results import (
    Alternative,
    CurvePoint,
    Moment,
    Phases,
    PlannedStep,
    Range,
    ScheduleSearch,
)

SCHEMA: Final = "goodoffices/schedule/1"

Json: TypeAlias = dict[str, Any]


def phased_to_json(phased: Phased) -> Json:
    """Return a schedule and all that goes with it as plain data, in a fixed order.

    Returns
    -------
    dict
        Of strings, booleans, whole numbers, lists and dicts alone. Shares that need not be
        whole are strings such as "1/3".
    """
    found = phased.found
    return {
        "schema": SCHEMA,
        "status": found.status.value,
        "basis": basis_to_json(phased.case.basis),
        "objective": found.objective.value,
        "value": _exact(found.value),
        "bound": _exact(found.bound),
        "phases_proven": found.phases_proven,
        "days_proven": found.days_proven,
        "least_phases": found.least_phases,
        "phases": [
            {"number": one.number, "begins": one.begins, "ends": one.ends} for one in found.phases
        ],
        "steps": [_step(one) for one in found.steps],
        "moments": [{"place": one.place.value, "phase": one.phase} for one in found.moments],
        **_measures(found.moments),
        "largest": {
            "shortfall": _ranges(found.largest_shortfall),
            "exposure": _ranges(found.largest_exposure),
            "each": _exact(found.each),
            "together": _exact(found.together),
        },
        "alternatives": [_alternative(one) for one in found.alternatives],
        "alternatives_complete": found.alternatives_complete,
        "curve": [_curve(one) for one in phased.curve],
        "linkages": [_effect(one) for one in phased.effects],
        "incompatible": [list(one.linkages) for one in phased.conflicts.incompatible]
        if phased.conflicts is not None
        else [],
        "loosenings": None if phased.loosenings is None else _loosenings(phased.loosenings),
        "findings": [_finding(one) for one in phased.findings],
        "tabled": [_tabled(one) for one in phased.tabled],
        "beginning": list(found.beginning),
        "left_out": dict(found.left_out),
        "method": found.method,
        "checked": phased.is_checked,
        "assumptions": list(found.assumptions),
        "cites": list(found.cites),
    }


def _exact(number: Fraction | None) -> int | str | None:
    return None if number is None else write_exact(number)


def _range(bounds: Range) -> Json:
    return {"low": write_exact(bounds[0]), "high": write_exact(bounds[1])}


def _ranges(by_party: Mapping[str, Range]) -> Json:
    return {party: _range(bounds) for party, bounds in by_party.items()}


def _measures(moments: Iterable[Moment]) -> Json:
    """By party, one range for each moment."""
    listed = list(moments)
    parties = list(listed[0].by_party) if listed else []
    names = ("shortfall", "exposure", "given", "received")
    return {
        name: {
            party: [_range(getattr(one.by_party[party], name)) for one in listed]
            for party in parties
        }
        for name in names
    }


def _step(step: PlannedStep) -> Json:
    return {
        "does": list(step.does),
        "undertakings": list(step.undertakings),
        "givers": list(step.givers),
        "getters": list(step.getters),
        "phase": step.phase,
        "begins": step.begins,
        "done": step.done,
        "verified": step.verified,
        "held_by": step.held_by,
        "amount": step.amount,
        "unit": step.unit,
    }


def _phases(phases: Phases) -> list[list[list[str]]]:
    return [[list(step.does) for step in phase] for phase in phases]


def _alternative(one: Alternative) -> Json:
    return {
        "largest_shortfall": {p: write_exact(share) for p, share in one.largest_shortfall.items()},
        "phases": _phases(one.phases),
    }


def _curve(one: CurvePoint) -> Json:
    return {
        "phases": one.phases,
        "value": write_exact(one.value),
        "bound": write_exact(one.bound),
        "largest_shortfall": {p: write_exact(share) for p, share in one.largest_shortfall.items()},
        "largest_exposure": {p: write_exact(share) for p, share in one.largest_exposure.items()},
    }


def _finding(one: Finding) -> Json:
    return {
        "kind": one.kind.value,
        "where": list(one.where),
        "question": one.question,
        "why": one.why,
        "elsewhere": one.elsewhere,
        "cites": list(one.cites),
    }


def _tabled(one: Tabled) -> Json:
    return {
        "id": one.schedule.id,
        "moments": [{"place": each.place.value, "phase": each.phase} for each in one.moments],
        **_measures(one.moments),
        "largest": {
            "shortfall": _ranges(one.largest_shortfall),
            "exposure": _ranges(one.largest_exposure),
        },
        "measured": one.is_measured,
        "findings": [_finding(each) for each in one.findings],
    }


def _found(found: ScheduleSearch) -> Json:
    return {
        "status": found.status.value,
        "shortfall": _ranges(found.largest_shortfall),
        "exposure": _ranges(found.largest_exposure),
    }


def _effect(one: LinkageEffect) -> Json:
    return {
        "id": one.linkage.id,
        "step": one.linkage.step,
        "after": one.linkage.after,
        "with": _found(one.with_it),
        "without": _found(one.without),
        "loosened": [{"id": each.loosening.id, **_found(each.found)} for each in one.loosened],
    }


def _loosenings(found: LooseningSearch) -> Json:
    return {
        "status": found.status.value,
        "at_most": write_exact(found.at_most),
        "sets": [
            {
                "linkages": list(one.linkages),
                "ways": [
                    [{"linkage": each.linkage, "loosening": each.loosening} for each in way]
                    for way in one.ways
                ],
            }
            for one in found.sets
        ],
    }
