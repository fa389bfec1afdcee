"""Research views as plain data: part of `goodoffices/packages/1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from goodoffices.bridging.acceptability import Assessment
from goodoffices.bridging.adjusted_winner import AdjustedWinner
from goodoffices.bridging.by_numbers import ByNumbers
from goodoffices.bridging.by_orders import ByOrders
from goodoffices.bridging.by_samples import BySamples
from goodoffices.bridging.fairness import measure_envy
from goodoffices.bridging.points import POINTS
from goodoffices.bridging.research import Study
from goodoffices.bridging.results import PackageSearch
from goodoffices.case.preferences import write_exact

MOST_WRITTEN: Final = 1_000
"""Packages of the frontier that are written at most; `count` says how many there are."""

Json: TypeAlias = dict[str, Any]


def study_to_json(study: Study) -> Json:
    """Return research views as plain data; numbers that need not be whole are strings."""
    return {
        "seed": study.seed,
        "numbers": None if study.numbers is None else _numbers(study.numbers),
        "no_numbers": study.no_numbers,
        "orders": None if study.orders is None else _orders(study.orders),
        "no_orders": study.no_orders,
        "samples": None if study.samples is None else _samples(study.samples),
        "no_samples": study.no_samples,
        "no_put_to": study.no_put_to,
        "put_to": None
        if study.put_to is None
        else {
            "party": study.put_to.party,
            "status": study.put_to.search.status.value,
            "assumptions": list(study.put_to.search.assumptions),
            "packages": list(_packages(study.put_to.search, MOST_WRITTEN)),
        },
    }


def _samples(found: BySamples) -> Json:
    parties = found.profiles.parties
    return {
        "number": found.profiles.number,
        "method": list(found.profiles.method),
        "is_whole": found.is_whole,
        "convergence": [
            {"party": one.party, "r_hat": round(one.r_hat, 6)} for one in found.profiles.convergence
        ],
        "ideas": [
            _assessed(found.ideas, place, parties) for place in range(len(found.ideas.shares))
        ],
        "best": {
            name: {
                "status": search.status.value,
                "value": None if search.value is None else write_exact(search.value),
                "bound": None if search.bound is None else write_exact(search.bound),
                "options": dict(search.packages[0]),
                **_assessed(found.best_assessed[name], 0, parties),
            }
            for name, search in found.best.items()
        },
        "questions": None
        if found.asking is None
        else [
            {
                "kind": one.question.kind.value,
                "party": one.question.party,
                "about": list(one.question.about),
                "rise": round(one.value, 6),
                "error": round(one.error, 6),
                "at_most": round(one.at_most, 6),
                "changes": round(one.changes, 6),
            }
            for one in found.asking.questions
        ],
        "cites": list(found.profiles.cites),
    }


def _assessed(found: Assessment, place: int, parties: Sequence[str]) -> Json:
    """Shares of samples in floating point, to six places."""
    return {
        "share": round(float(found.shares[place]), 6),
        "error": round(float(found.errors[place]), 6),
        "mean_regret": _by_party(found.mean_regret[place], parties),
        "most_regret": _by_party(found.most_regret[place], parties),
    }


def _by_party(numbers: Iterable[float], parties: Sequence[str]) -> dict[str, float]:
    return {party: round(float(one), 6) for party, one in zip(parties, numbers, strict=True)}


def _orders(found: ByOrders) -> Json:
    return {
        "pairs": [
            {
                "first": pair.first,
                "second": pair.second,
                "relations": {party: one.value for party, one in pair.relations.items()},
            }
            for pair in found.pairs
        ],
        "is_whole": found.is_whole,
        "cites": list(found.cites),
    }


def _numbers(found: ByNumbers) -> Json:
    frontier = found.frontier
    return {
        "frontier": {
            "status": frontier.status.value,
            "count": len(frontier.packages),
            "slack": {party: write_exact(one) for party, one in frontier.slack.items()},
            "packages": list(_packages(frontier, MOST_WRITTEN)),
        },
        "points": {
            point.value: {
                "name": POINTS[point].name,
                "status": search.status.value,
                "value": None if search.value is None else write_exact(search.value),
                "bound": None if search.bound is None else write_exact(search.bound),
                "assumptions": list(search.assumptions),
                "packages": list(_packages(search, MOST_WRITTEN)),
            }
            for point, search in found.points.items()
        },
        "no_agreement": {
            party: None if least is None else write_exact(least / scale)
            for party, least, scale in zip(
                found.problem.parties,
                found.problem.no_agreement,
                found.problem.scales,
                strict=True,
            )
        },
        "adjusted_winner": None if found.winner is None else _winner(found.winner),
        "no_adjusted_winner": found.no_winner,
        "cites": list(found.problem.cites),
    }


def _packages(search: PackageSearch, most: int) -> Iterator[Json]:
    for place in range(min(most, len(search.packages))):
        yield {
            "options": dict(search.packages[place]),
            "utilities": {
                party: write_exact(worth) for party, worth in search.utilities[place].items()
            },
        }


def _winner(winner: AdjustedWinner) -> Json:
    return {
        "won": dict(winner.won),
        "winner_sums": {party: write_exact(one) for party, one in winner.winner_sums.items()},
        "transfers": [
            {
                "item": one.item,
                "giver": one.giver,
                "receiver": one.receiver,
                "ratio": write_exact(one.ratio),
                "share": write_exact(one.share),
            }
            for one in winner.transfers
        ],
        "split_item": winner.split_item,
        "fraction": None if winner.fraction is None else write_exact(winner.fraction),
        "final": {party: write_exact(one) for party, one in winner.final.items()},
        "envy": {party: write_exact(one.amount) for party, one in measure_envy(winner).items()},
        "assumptions": list(winner.assumptions),
    }
