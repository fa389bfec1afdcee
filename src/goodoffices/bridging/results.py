"""What a search for packages gives: the packages, how sure that is, and how to check it.

Imports no NumPy: the searches without numbers give the same type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.case.issues import Value
from goodoffices.case.status import Status

Package = Mapping[str, Value]
"""One value for every issue."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a checker needs to confirm a result without the search that found it.

    Attributes
    ----------
    kind
        Which checker of `bridging.checking` reads it.
    data
        What that checker documents.
    """

    kind: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackageSearch:
    """Packages that a search found, and how sure that is.

    Attributes
    ----------
    packages
        In an order that the search documents; it is no ranking.
    utilities
        For each package what it is worth to each party, exactly and in the party's own
        units; empty where the search uses no numbers.
    status
        `proven`: what the search promises holds without exception. `best_found`: it may be
        improved, at most up to `bound` and `slack`. `infeasible`: no package is left.
        `out_of_time`: nothing was found in time.
    value, bound
        Of a search for one point: what it makes as large as it can, reached and not to be
        exceeded. Equal where proven.
    slack
        Of an approximate frontier: for each party, by how much at most any package may
        exceed the listed package that stands for it. Empty where exact.
    method, assumptions
        In words.
    seed
        Of random steps.
    cites
        Entries on which the preferences rest.
    certificate
        For a checker.
    """

    packages: Sequence[Package]
    utilities: Sequence[Mapping[str, Fraction]]
    status: Status
    method: str
    value: Fraction | None = None
    bound: Fraction | None = None
    slack: Mapping[str, Fraction] = field(default_factory=dict)
    assumptions: tuple[str, ...] = ()
    seed: int | None = None
    cites: tuple[str, ...] = ()
    certificate: Certificate | None = None
