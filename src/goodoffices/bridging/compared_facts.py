"""What a party's comparisons ask of its weights and values: facts that join the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodoffices.bridging.stated import Stated

FloatArray: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """One thing that a comparison says: a sum of worths, and of interactions, not below 0.

    Attributes
    ----------
    comparison
        Which one of the preference's, counted from 0.
    worths
        Issue, number of the option, and how often its worth counts.
    interactions
        Number of the interaction, and how often it counts.
    """

    comparison: int
    worths: tuple[tuple[str, int, float], ...]
    interactions: tuple[tuple[int, float], ...]

    def margin(
        self,
        weights: Mapping[str, FloatArray],
        values: Mapping[str, FloatArray],
        interactions: Mapping[int, FloatArray],
    ) -> FloatArray:
        """Return the sum, for every sample: weights by issue, values options x samples."""
        total: FloatArray = np.zeros(1)
        for issue, option, count in self.worths:
            total = total + count * weights[issue] * values[issue][option]
        for number, count in self.interactions:
            total = total + count * interactions[number]
        return total


def list_compared_facts(stated: Stated) -> tuple[ComparedFact, ...]:
    """Return what the comparisons say, each with every way to settle what else it hangs on.

    Examples
    --------
    >>> from goodoffices.case.issues import Issue
    >>> from goodoffices.case.preferences import Preference
    >>> issue = Issue(id="a", options=[{"id": "x"}, {"id": "y"}])
    >>> said = {"comparisons": [{"better": {"a": "y"}, "than": {"a": "x"}}]}
    >>> preference = Preference.model_validate({"id": "p", "party": "p", **said})
    >>> list_compared_facts(Stated(preference, {"a": issue}, ()))[0].worths
    (('a', 1, 1.0), ('a', 0, -1.0))
    """
    found = []
    for row in stated.rows:
        if row.fact[0] != "comparison":
            continue
        worths = []
        interactions = []
        for variable, count in row.terms.items():
            if variable[0] == "worth":
                issue = str(variable[1])
                place = stated.issues[issue].values.index(variable[2])
                worths.append((issue, place, float(count)))
            else:
                interactions.append((int(variable[1]), float(count)))
        number = row.fact[1]
        assert isinstance(number, int)
        found.append(ComparedFact(number, tuple(worths), tuple(interactions)))
    return tuple(found)
