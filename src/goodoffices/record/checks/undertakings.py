"""Undertakings that name what is not there, wait for themselves, are late, or cannot be weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goodoffices.case.errors import Mistake
from goodoffices.case.preference_facts import Finding
from goodoffices.case.undertaking_facts import (
    find_beside_unit,
    find_circles,
    find_in_importance,
    find_in_linkage,
    find_in_schedule,
    find_in_undertaking,
)
from goodoffices.case.undertakings import Importance, Linkage, Schedule, Undertaking
from goodoffices.record.folder import UNDERTAKINGS_FILE, Folder, Located


def check_undertakings(folder: Folder) -> list[Mistake]:
    """Return a mistake for each thing in `undertakings.yaml` that cannot be right."""
    located = folder.located("undertakings", Undertaking)
    every = {one.entry.id: one.entry for one in located}
    mistakes: list[Mistake] = []
    for one in located:
        mistakes += [_mistake(one, each) for each in find_in_undertaking(one.entry, every)]
    mistakes += _circles({one.entry.id: one for one in located}, every)
    for linkage in folder.located("linkages", Linkage):
        mistakes += [_mistake(linkage, each) for each in find_in_linkage(linkage.entry, every)]
    unit = _common_unit(folder)
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
        if unit:
            mistakes += [_mistake(importance, each) for each in find_beside_unit(said, unit)]
    for schedule in folder.located("schedules", Schedule):
        mistakes += [_mistake(schedule, each) for each in find_in_schedule(schedule.entry, every)]
    return mistakes


def _mistake(
    located: Located[Undertaking] | Located[Linkage] | Located[Importance] | Located[Schedule],
    one: Finding,
) -> Mistake:
    return located.mistake(*one.where, message=one.message, found=one.found, allowed=one.allowed)


def _common_unit(folder: Folder) -> str:
    """The unit that the file declares, also where something else in it does not hold."""
    source = folder.sources.get(UNDERTAKINGS_FILE)
    data = source.data if source is not None else None
    return str(data.get("common_unit") or "") if isinstance(data, dict) else ""


def _circles(
    located: Mapping[str, Located[Undertaking]], every: Mapping[str, Undertaking]
) -> Iterator[Mistake]:
    for circle in find_circles(every):
        message = f"these wait for each other in a circle: {' after '.join(circle)}"
        yield located[circle[0]].mistake("after", message=message)
