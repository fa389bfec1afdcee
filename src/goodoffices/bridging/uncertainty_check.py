"""Confirms what is said of packages over preference profiles, from the profiles alone.

Adds up one package in one sample after another, with Python's own numbers; shares no code
with the searches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import fsum, prod
from typing import Final

from goodoffices.bridging.problem import Allowed, Table
from goodoffices.bridging.profiles import Profiles
from goodoffices.bridging.results import PackageSearch

MOST_PACKAGES: Final = 20_000
"""Up to so many packages, limits aside, ranges and "none is better" are confirmed by listing."""

NEARLY: Final = Fraction(1, 10**8)
"""Values that differ by less are the same."""


def check_uncertain(
    search: PackageSearch,
    profiles: Profiles,
    *,
    allowed: Sequence[Allowed] = (),
    tables: Sequence[Table] = (),
) -> tuple[str, ...]:
    """Return, in words, everything that a result over profiles promises and does not keep.

    Parameters
    ----------
    search : PackageSearch
        From `find_most_acceptable`, `find_best_worst_case` or `find_least_regret`.
    profiles : Profiles
        The same as the search had.
    allowed, tables
        The same limits.

    Returns
    -------
    tuple of str
        Empty where each package keeps the limits and reaches the value that is given, and,
        with at most 20,000 packages, where none reaches more although it says `proven`.

    Examples
    --------
    >>> from goodoffices.bridging.robust import find_least_regret
    >>> profiles = Profiles.of([[[60, 0], [0, 40]], [[40, 0], [0, 60]]])
    >>> check_uncertain(find_least_regret(profiles), profiles)
    ()
    """
    if search.certificate is None or search.value is None:
        return ()
    checker = _Checker(profiles, allowed, tables, search.certificate.kind)
    broken = []
    for package in search.packages:
        choice = tuple(
            values.index(package[issue])
            for issue, values in zip(profiles.issues, profiles.values, strict=True)
        )
        if not checker.keeps(choice):
            broken.append(f"{dict(package)} breaks a limit")
        elif abs(checker.value(choice) - search.value) > NEARLY:
            broken.append(f"{dict(package)} does not reach {search.value}")
    if search.status.words == "proven" and checker.is_small:
        better = [one for one in checker.every() if checker.value(one) > search.value + NEARLY]
        broken += [f"{one} reaches more than {search.value}" for one in better[:3]]
    return tuple(broken)


class _Checker:
    """One way to value packages, over all samples."""

    def __init__(
        self, profiles: Profiles, allowed: Sequence[Allowed], tables: Sequence[Table], kind: str
    ) -> None:
        self._profiles, self._allowed, self._tables, self._kind = profiles, allowed, tables, kind
        self.is_small = prod(profiles.sizes) <= MOST_PACKAGES
        self._worths = [one.tolist() for one in profiles.worths]
        self._ends: dict[tuple[int, int], tuple[float, float]] = {}

    def every(self) -> Iterator[tuple[int, ...]]:
        return filter(self.keeps, product(*map(range, self._profiles.sizes)))

    def keeps(self, choice: Sequence[int]) -> bool:
        return all(one[option] for one, option in zip(self._allowed, choice, strict=False)) and all(
            one.allowed is None or bool(one.allowed[tuple(choice[at] for at in one.scope)])
            for one in self._tables
        )

    def worth(self, choice: Sequence[int], sample: int, party: int) -> float:
        parts = [
            one[option][sample][party] for one, option in zip(self._worths, choice, strict=True)
        ]
        parts += [
            float(one.worth[sample])
            for one in self._profiles.interactions
            if one.party == party and one.holds[tuple(choice[at] for at in one.scope)]
        ]
        return fsum(parts)

    def value(self, choice: Sequence[int]) -> Fraction:
        """What the search makes as large as it can."""
        samples, parties = range(self._profiles.number), range(len(self._profiles.parties))
        if self._kind == "acceptance":
            accepting = sum(
                all(self._gain(choice, sample, party) >= 0 for party in parties)
                for sample in samples
            )
            return Fraction(accepting, self._profiles.number)
        shares = (self._share(choice, sample, party) for sample in samples for party in parties)
        return Fraction(min(shares))

    def _gain(self, choice: Sequence[int], sample: int, party: int) -> float:
        """What a package is worth beyond no agreement; next to nothing counts as nothing."""
        floor = self._profiles.no_agreement[party]
        assert floor is not None
        gain = self.worth(choice, sample, party) - float(floor[sample])
        return 0.0 if abs(gain) < 1e-9 * float(self._profiles.totals[party]) else gain

    def _share(self, choice: Sequence[int], sample: int, party: int) -> float:
        least, best = self._range(sample, party)
        if best <= least:
            return 0.0
        if self._kind == "worst_case":
            return self._gain(choice, sample, party) / (best - least)
        return (self.worth(choice, sample, party) - best) / (best - least)

    def _range(self, sample: int, party: int) -> tuple[float, float]:
        """The worst and the best package within the limits."""
        if (sample, party) not in self._ends:
            joined = bool(self._tables or self._profiles.interactions)
            if joined and self.is_small:
                worths = [self.worth(one, sample, party) for one in self.every()]
                self._ends[sample, party] = min(worths), max(worths)
            else:
                self._ends[sample, party] = self._sum_of_ends(sample, party)
        return self._ends[sample, party]

    def _sum_of_ends(self, sample: int, party: int) -> tuple[float, float]:
        lows, highs = [], []
        for issue, worth in enumerate(self._worths):
            may = self._allowed[issue] if len(self._allowed) else [True] * len(worth)
            open_to = [one[sample][party] for one, ok in zip(worth, may, strict=True) if ok]
            lows.append(min(open_to))
            highs.append(max(open_to))
        return fsum(lows), fsum(highs)
