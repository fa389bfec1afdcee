"""Research views as plain data: part of `goodoffices/packages/1`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from goodoffices.bridging.adjusted_winner import AdjustedWinner
from goodoffices.bridging.by_numbers import ByNumbers
from goodoffices.bridging.by_orders import ByOrders
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
        "put_to": None
        if study.put_to is None
        else {
            "party": study.put_to.party,
            "status": study.put_to.search.status.value,
            "assumptions": list(study.put_to.search.assumptions),
            "packages": list(_packages(study.put_to.search, MOST_WRITTEN)),
        },
    }


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
        "assumptions": list(winner.assumptions),
    }
