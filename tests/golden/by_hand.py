"""The sets of an example worked out by hand: every package, every subset, no solver.

Independent of the engine on purpose. The readings come from the files; what a proposition
means is written beside it as plain Python (`Means`); the rules of the fold are done again
here in the simplest way. Positions are known by the readings that make them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import TypeVar

from ruamel.yaml import YAML

from goodoffices.case.issues import Value
from goodoffices.record.entries import (
    CaseFile,
    LinkKind,
    Reading,
    ReadingStatus,
    RecordFile,
    RoundsFile,
)

Package = Mapping[str, Value]
Meaning = Callable[[Package], bool]
Means = Mapping[str, Meaning]
Position = frozenset[str]
Sets = set[frozenset[Position]]

ModelT = TypeVar("ModelT", CaseFile, RoundsFile, RecordFile)

EXAMPLES = Path(str(resources.files("goodoffices"))) / "examples"


def read(example: str, model: type[ModelT]) -> ModelT:
    """Return one file of an example, checked against its model."""
    name = {CaseFile: "case.yaml", RoundsFile: "rounds.yaml", RecordFile: "record.yaml"}[model]
    text = (EXAMPLES / example / name).read_text(encoding="utf-8")
    return model.model_validate(YAML(typ="safe", pure=True).load(text))


def packages(case: CaseFile, values: Mapping[str, Iterable[Value]] | None = None) -> list[Package]:
    """Return every package; `values` thins out a quantity to the numbers that make a difference."""
    named = {issue.id: (values or {}).get(issue.id, issue.values) for issue in case.issues}
    return [dict(zip(named, chosen, strict=True)) for chosen in itertools.product(*named.values())]


def positions(
    record: RecordFile,
    means: Means,
    every: list[Package],
    *,
    choice: Mapping[str, str] | None = None,
    until: str = "9999-12-31",
) -> dict[Position, frozenset[int]]:
    """Return the standing positions, each with the packages (by number) that it allows.

    Rules 1 to 4 of the fold for records in the order of their dates, then of the file:
    statements that repeat another make nothing; rejecting negates; a later permission of the
    same party relaxes what it contradicts; what allows the same packages is one position.
    """
    repeating = {link.statement for link in record.links if link.kind is LinkKind.REPEATS}
    dates = {document.id: document.dated for document in record.documents}
    used: list[tuple[tuple[str, int], Reading]] = []
    for place, statement in enumerate(record.statements):
        said = statement.said_on
        if said is None or not said.is_resolved:
            said = dates[statement.document]
        assert said is not None
        day = str(said.end or said.start)
        if statement.id in repeating or day > until:
            continue
        known = {reading.id: reading for reading in statement.readings}
        used += [
            ((day, place), known[(choice or {}).get(reading.id, reading.id)])
            for reading in statement.readings
            if reading.status is ReadingStatus.LEADING
        ]
    merged: dict[frozenset[int], set[str]] = {}
    for key, reading in used:
        if reading.stance.rank < 3:  # below `demands`
            continue
        allowed = _allowed(reading, means, every)
        for later, other in used:
            if other.stance.is_permission and other.party == reading.party and later >= key:
                meant = means[other.proposition]
                if _contradicts(meant, allowed, every):
                    condition = means.get(other.condition, lambda _package: True)
                    allowed |= {n for n, p in enumerate(every) if meant(p) and condition(p)}
        merged.setdefault(frozenset(allowed), set()).add(reading.id)
    return {frozenset(ids): allowed for allowed, ids in merged.items()}


def _allowed(reading: Reading, means: Means, every: list[Package]) -> set[int]:
    meant = means[reading.proposition]
    condition = means.get(reading.condition, lambda _package: True)
    refuses = reading.stance.is_rejecting
    return {n for n, p in enumerate(every) if not condition(p) or meant(p) != refuses}


def _contradicts(meant: Meaning, allowed: set[int], every: list[Package]) -> bool:
    """Whether some package that `meant` allows is outside `allowed` whatever else changes.

    In the examples a permission and what it relaxes are about the same issues, or the
    permission alone decides; so a package with `meant` true and the position false is enough
    where no package that agrees with it on the named issues makes the position true. The
    named issues are found by trying: those whose change alone can change `meant`.
    """
    named = [
        issue
        for issue in every[0]
        if any(
            meant({**package, issue: value}) != meant(package)
            for package in every
            for value in {p[issue] for p in every}
        )
    ]
    open_to = {tuple(p[issue] for issue in named) for n, p in enumerate(every) if n in allowed}
    return any(meant(p) and tuple(p[issue] for issue in named) not in open_to for p in every)


def incompatible(standing: Mapping[Position, frozenset[int]], every: list[Package]) -> Sets:
    """Return the minimal sets of positions that leave no package."""

    def leaves_none(some: frozenset[Position]) -> bool:
        return not set(range(len(every))).intersection(*(standing[one] for one in some))

    return _minimal(standing, leaves_none)


def movement(standing: Mapping[Position, frozenset[int]], every: list[Package]) -> Sets:
    """Return the minimal sets of positions whose withdrawal leaves a package."""

    def leaves_some(withdrawn: frozenset[Position]) -> bool:
        kept = [allowed for one, allowed in standing.items() if one not in withdrawn]
        return bool(set(range(len(every))).intersection(*kept))

    return _minimal(standing, leaves_some)


def _minimal(
    standing: Mapping[Position, frozenset[int]], test: Callable[[frozenset[Position]], bool]
) -> Sets:
    found: Sets = set()
    for size in range(len(standing) + 1):
        for some in map(frozenset, itertools.combinations(standing, size)):
            if not any(one <= some for one in found) and test(some):
                found.add(some)
    return found
