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
from goodoffices.case.stances import Stance
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
Allowed = int
"""A set of packages: bit n is package n."""
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
) -> dict[Position, Allowed]:
    """Return the standing positions, each with the packages that it allows.

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
    true_of = {text: _allowed(meant, every) for text, meant in means.items()}
    all_of_them = (1 << len(every)) - 1
    merged: dict[Allowed, set[str]] = {}
    for key, reading in used:
        if reading.stance.rank < Stance.DEMANDS.rank:
            continue
        allowed = true_of[reading.proposition]
        if reading.stance.is_rejecting:
            allowed = all_of_them & ~allowed
        if reading.condition:
            allowed |= all_of_them & ~true_of[reading.condition]
        stated = allowed
        for later, other in used:
            if not (other.stance.is_permission and other.party == reading.party and later >= key):
                continue
            if _contradicts(means[other.proposition], stated, every):
                with_it = true_of[other.condition] if other.condition else all_of_them
                allowed |= true_of[other.proposition] & with_it
        merged.setdefault(allowed, set()).add(reading.id)
    return {frozenset(ids): allowed for allowed, ids in merged.items()}


def _allowed(meant: Meaning, every: list[Package]) -> Allowed:
    return sum(1 << number for number, package in enumerate(every) if meant(package))


def _contradicts(meant: Meaning, stated: Allowed, every: list[Package]) -> bool:
    """Whether some choice for the issues of `meant` makes it true and the position false.

    False whatever the other issues are, that is. The issues of `meant` are those whose
    change alone can change it.
    """
    values = {issue: {package[issue] for package in every} for issue in every[0]}
    named = [
        issue
        for issue in values
        if any(meant({**p, issue: value}) != meant(p) for p in every for value in values[issue])
    ]
    chosen = [tuple(package[issue] for issue in named) for package in every]
    may_stand = {chosen[number] for number in range(len(every)) if stated >> number & 1}
    return any(meant(p) and one not in may_stand for p, one in zip(every, chosen, strict=True))


def incompatible(standing: Mapping[Position, Allowed], every: list[Package]) -> Sets:
    """Return the minimal sets of positions that leave no package."""
    left = _left_by_each_subset(standing, every)
    return _minimal(standing, lambda some: left[some] == 0)


def movement(standing: Mapping[Position, Allowed], every: list[Package]) -> Sets:
    """Return the minimal sets of positions whose withdrawal leaves a package."""
    left = _left_by_each_subset(standing, every)
    return _minimal(standing, lambda withdrawn: left[len(left) - 1 - withdrawn] != 0)


def _left_by_each_subset(
    standing: Mapping[Position, Allowed], every: list[Package]
) -> list[Allowed]:
    """The packages that each subset of the positions leaves; bit n of a subset is position n."""
    allowed = list(standing.values())
    left = [(1 << len(every)) - 1]
    for subset in range(1, 1 << len(allowed)):
        last = subset.bit_length() - 1
        left.append(left[subset ^ (1 << last)] & allowed[last])
    return left


def _minimal(standing: Mapping[Position, Allowed], test: Callable[[int], bool]) -> Sets:
    """Every subset, smallest first; one that holds a smaller one that passed is not minimal."""
    found: list[int] = []
    for subset in sorted(range(1 << len(standing)), key=int.bit_count):
        if test(subset) and not any(one & subset == one for one in found):
            found.append(subset)
    names = list(standing)
    return {
        frozenset(name for place, name in enumerate(names) if subset >> place & 1)
        for subset in found
    }
