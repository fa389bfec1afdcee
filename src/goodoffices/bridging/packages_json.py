"""Packages as one JSON object that others rely on: `goodoffices/packages/1`.

Keys are only added, never changed or taken away, without a new number. Documented in
`docs/reference`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from goodoffices.bridging.idea import Idea, Weighed
from goodoffices.bridging.ideas import Ideas
from goodoffices.bridging.ledger import Line, draw_up_ledger
from goodoffices.bridging.partial import Setting
from goodoffices.bridging.single_text import SingleText
from goodoffices.case.basis_json import basis_to_json
from goodoffices.case.case import Case
from goodoffices.case.grammar import show
from goodoffices.case.positions import once
from goodoffices.case.preferences import write_exact

if TYPE_CHECKING:
    from goodoffices.bridging.research import Study

SCHEMA: Final = "goodoffices/packages/1"

Json: TypeAlias = dict[str, Any]


def ideas_to_json(
    ideas: Ideas, *, text: SingleText | None = None, study: Study | None = None
) -> Json:
    """Return ideas to test as plain data, in a fixed order, ready for `json.dumps`.

    Parameters
    ----------
    ideas : Ideas
    text : SingleText, optional
        What a draft becomes, where somebody gave one.
    study : Study, optional
        Research views, where somebody asked for them.

    Returns
    -------
    dict
        Of strings, booleans, whole numbers, lists and dicts alone. Numbers that need not be
        whole are strings such as "395/6".
    """
    research: Json = {}
    if study is not None:
        from goodoffices.bridging.research_json import (  # noqa: PLC0415 -- optional dependency
            study_to_json,
        )

        research = {"research": study_to_json(study)}
    positions = once(one for reading in ideas.readings for one in reading.case.positions)
    return {
        "schema": SCHEMA,
        "status": ideas.search.status.value,
        "basis": basis_to_json(ideas.basis),
        "thin": list(ideas.thin),
        "packages": [
            _idea(idea, ideas) | _by_numbers(idea, study) | _by_samples(place, study)
            for place, idea in enumerate(ideas.ideas)
        ],
        "left_out": ideas.left_out,
        "all_readings": ideas.all_readings,
        "never_crossed": [one.id for one in ideas.readings[0].never_crossed],
        "positions": [
            {
                "id": one.id,
                "holders": list(one.holders),
                "proposition": show(one.proposition),
                "strength": {party: stance.value for party, stance in one.strength.items()},
                "statements": list(one.statements),
            }
            for one in positions
        ],
        "readings": [
            {
                "choice": dict(sorted(one.case.choice.items())),
                "status": one.lightest.status.value,
                "crossings": [sorted(each.crossed) for each in one.lightest.crossings],
                "rechecked": one.rechecked,
            }
            for one in ideas.readings
        ],
        "method": ideas.search.method,
        "assumptions": list(ideas.search.assumptions),
        **({} if text is None else {"single_text": _single_text(text)}),
        **research,
    }


def _by_numbers(idea: Idea, study: Study | None) -> Json:
    """What a package is worth to each party, and which points it is; under research alone."""
    if study is None or study.numbers is None:
        return {}
    package = idea.partial.package
    shares = study.numbers.range_shares(package)
    spread = None if shares is None else shares.spread
    return {
        "utilities": {
            party: write_exact(worth) for party, worth in study.numbers.utilities(package).items()
        },
        "range_shares": {
            party: write_exact(share)
            for party, share in ({} if shares is None else shares.shares).items()
        },
        "spread": None if spread is None else write_exact(spread),
        "points": list(study.numbers.marks(package)),
    }


def _by_samples(place: int, study: Study | None) -> Json:
    """In which share of sampled profiles every party prefers a package to no agreement."""
    if study is None or study.samples is None:
        return {}
    found = study.samples.ideas
    share, error = (round(float(one[place]), 6) for one in (found.shares, found.errors))
    return {"acceptability": {"share": share, "error": error}}


def _idea(idea: Idea, ideas: Ideas) -> Json:
    case = ideas.readings[0].case
    return {
        "options": dict(idea.partial.package),
        "settled": {issue: _setting(one) for issue, one in idea.partial.settled.items()},
        "open": list(idea.partial.open),
        "status": ideas.search.status.value,
        "under_every_reading": idea.under_every_reading,
        "readings": [
            _weighed(one, reading.case)
            for one, reading in zip(idea.weighed, ideas.readings, strict=True)
        ],
        "crossed": _crossed_by_party(idea.weighed[0], case),
        "ledger": [_line(one) for one in draw_up_ledger(idea, idea.weighed[0], case)],
    }


def _single_text(text: SingleText) -> Json:
    return {
        "status": text.status.value,
        "method": text.method,
        "largest_change_tried": text.largest_change_tried,
        "start": dict(text.start),
        "final": dict(text.final),
        "steps": [
            {
                "changes": [
                    {"issue": each.issue, "before": each.before, "after": each.after}
                    for each in one.changes
                ],
                "better": list(one.better),
                "basis": one.basis.value,
                "dropped": list(one.dropped),
                "newly_crossed": list(one.newly_crossed),
                "alike": one.alike,
                "is_smallest": one.is_smallest,
            }
            for one in text.steps
        ],
    }


def _setting(setting: Setting) -> Json:
    return {"value": setting.value, "alike": list(setting.alike), "up_to": setting.up_to}


def _weighed(weighed: Weighed, case: Case) -> Json:
    return {
        "choice": dict(sorted(weighed.choice.items())),
        "crossed": list(weighed.crossed),
        "strengths": {party: _words(party, weighed, case) for party in weighed.strengths},
        "lightest": weighed.is_lightest,
    }


def _words(party: str, weighed: Weighed, case: Case) -> list[str]:
    """The strengths of what is crossed, the strongest first."""
    crossed = [one for one in case.positions if one.id in weighed.crossed and party in one.holders]
    stances = sorted((one.strength[party] for one in crossed), key=lambda one: -one.rank)
    return [one.value for one in stances]


def _crossed_by_party(weighed: Weighed, case: Case) -> dict[str, list[str]]:
    return {
        party: [
            one.id for one in case.positions if one.id in weighed.crossed and party in one.holders
        ]
        for party in case.parties
    }


def _line(line: Line) -> Json:
    return {
        "party": line.party,
        "position": line.position,
        "strength": line.strength.value,
        "kept": line.is_kept,
        "statements": list(line.statements),
        "distances": [
            {"issue": one.issue, "nearest": one.nearest, "amount": one.amount}
            for one in line.distances
        ],
    }
