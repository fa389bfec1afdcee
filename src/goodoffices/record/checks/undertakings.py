"""Undertakings that name what is not there, that wait for themselves, or that cannot be weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goodoffices.case.errors import Mistake
from goodoffices.case.preference_facts import Finding
from goodoffices.case.undertaking_facts import (
    find_circle,
    find_in_importance,
    find_in_linkage,
    find_in_schedule,
    find_in_undertaking,
)
from goodoffices.case.undertakings import Importance, Linkage, Schedule, Undertaking
from goodoffices.record.folder import Folder, Located


def check_undertakings(folder: Folder) -> list[Mistake]:
    """Return a mistake for each thing in `undertakings.yaml` that cannot be right."""
    located = folder.located("undertakings", Undertaking)
    every = {one.entry.id: one.entry for one in located}
    mistakes: list[Mistake] = []
    for one in located:
        mistakes += [_mistake(one, each) for each in find_in_undertaking(one.entry, every)]
    mistakes += _circle({one.entry.id: one for one in located}, every)
    for linkage in folder.located("linkages", Linkage):
        mistakes += [_mistake(linkage, each) for each in find_in_linkage(linkage.entry, every)]
    first: dict[str, str] = {}
    for importance in folder.located("importance", Importance):
        said = importance.entry
        if said.party in first:
            message = (
                f"{said.party} has an importance already: {first[said.party]}; one says it all"
            )
            mistakes.append(importance.mistake("party", message=message, found=said.id))
        first.setdefault(said.party, said.id)
        mistakes += [_mistake(importance, each) for each in find_in_importance(said, every)]
    for schedule in folder.located("schedules", Schedule):
        mistakes += [_mistake(schedule, each) for each in find_in_schedule(schedule.entry, every)]
    return mistakes


def _mistake(
    located: Located[Undertaking] | Located[Linkage] | Located[Importance] | Located[Schedule],
    one: Finding,
) -> Mistake:
    return located.mistake(*one.where, message=one.message, found=one.found, allowed=one.allowed)


def _circle(
    located: Mapping[str, Located[Undertaking]], every: Mapping[str, Undertaking]
) -> Iterator[Mistake]:
    circle = find_circle(every)
    if circle:
        message = f"these wait for each other in a circle: {' after '.join(circle)}"
        yield located[circle[0]].mistake("after", message=message)
