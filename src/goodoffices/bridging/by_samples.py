"""What ideas and other packages look like over sampled preference profiles.

For research: shown only where somebody asks for it, and where what no agreement is worth is
on record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

import numpy as np

from goodoffices.bridging.acceptability import Assessment, assess_afresh, assess_packages
from goodoffices.bridging.asking import Asking, find_questions
from goodoffices.bridging.compile import compile_limits
from goodoffices.bridging.most_acceptable import find_most_acceptable
from goodoffices.bridging.problem import Choices
from goodoffices.bridging.profiles import Profiles, sample_profiles
from goodoffices.bridging.results import Package, PackageSearch
from goodoffices.bridging.robust import MOST_LISTED, find_best_worst_case, find_least_regret
from goodoffices.case.case import Case
from goodoffices.case.deadline import Deadline
from goodoffices.case.propositions import Proposition

LEAST_TO_ASK: Final = 50
"""With fewer samples nothing is said about what to ask."""


@dataclass(frozen=True)
class BySamples:
    """Packages over sampled profiles.

    Attributes
    ----------
    profiles
        What was drawn, and how.
    ideas
        How each idea fares.
    best
        Packages that are best by joint acceptability, in the worst case, and by the least
        regret, by name; those that were found.
    best_assessed
        How the first package of each fares, over other profiles than it was chosen for.
    asking
        What to ask next; None with too few samples, or where time was up.
    none_accepted
        Whether it is certain that no sample accepts any package.
    is_whole
        Whether there was time for all of this.
    """

    profiles: Profiles
    ideas: Assessment
    best: dict[str, PackageSearch]
    best_assessed: dict[str, Assessment]
    asking: Asking | None
    none_accepted: bool = False
    is_whole: bool = True


def weigh_by_samples(
    packages: Sequence[Package],
    case: Case,
    *,
    limits: Sequence[Proposition] = (),
    number: int = 1_000,
    seed: int = 0,
    deadline_s: float | None = None,
) -> BySamples:
    """Return how packages fare over ways to fill in what the parties left open.

    Parameters
    ----------
    packages : sequence of packages
        Ideas to test.
    case : Case
        With preferences, and what no agreement is worth, of every negotiating party.
    limits : sequence of Proposition
        What is ruled out or fixed, beside rules and norms.
    number, seed : int
        Of samples.
    deadline_s : float, optional
        No step is begun after it; `is_whole` tells whether one is missing.

    Raises
    ------
    NoPreferences, NoNoAgreement, TooManySamples, TooWide, CannotBeTrue
        As the steps have them.
    """
    deadline = Deadline(deadline_s)
    profiles = sample_profiles(case, number=number, seed=seed)
    allowed, tables = compile_limits(case, limits=limits)
    ideas = assess_packages(profiles, _rows(packages, profiles), allowed=allowed, tables=tables)
    best = {
        "most_accepted": find_most_acceptable(
            profiles, allowed=allowed, tables=tables, seed=seed, deadline_s=deadline.left()
        )
    }
    none_accepted = best["most_accepted"].bound == 0
    if none_accepted:
        del best["most_accepted"]
    if prod(profiles.sizes) <= MOST_LISTED and not deadline.is_over:
        best["best_worst_case"] = find_best_worst_case(profiles, allowed=allowed, tables=tables)
        best["least_regret"] = find_least_regret(profiles, allowed=allowed, tables=tables)
    best = {name: search for name, search in best.items() if search.packages}
    return BySamples(
        profiles,
        ideas,
        best,
        {
            name: assess_afresh(
                case,
                _rows(search.packages[:1], profiles),
                number=number,
                seed=seed,
                limits=limits,
            )
            for name, search in best.items()
        },
        find_questions(profiles, allowed=allowed, tables=tables, seed=seed)
        if number >= LEAST_TO_ASK and not deadline.is_over
        else None,
        none_accepted=none_accepted,
        is_whole=not deadline.is_over,
    )


def _rows(packages: Sequence[Package], profiles: Profiles) -> Choices:
    """Packages as rows of option numbers."""
    return np.array(
        [
            [
                values.index(one[issue])
                for issue, values in zip(profiles.issues, profiles.values, strict=True)
            ]
            for one in packages
        ],
        dtype=np.int32,
    ).reshape(len(packages), len(profiles.issues))
