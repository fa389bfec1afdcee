"""What undertakings, linkages, importance and schedules name, and what of it cannot be right.

Each finding says where in the entry it stands, as steps into it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Final

from goodoffices.case.errors import nearest
from goodoffices.case.preference_facts import Finding, Where
from goodoffices.case.undertakings import (
    OPEN_WEIGHT,
    Importance,
    Linkage,
    Schedule,
    Undertaking,
    Weighing,
)

Undertakings = Mapping[str, Undertaking]

MOST_SAID: Final = 12
"""Allowed references that a message lists at most."""


def references_of(importance: Importance) -> Iterator[str]:
    """Give each undertaking or group that an importance weighs.

    Examples
    --------
    >>> said = Importance(id="n", party="north", gets={"order": ["release", ["money", "land"]]})
    >>> list(references_of(said))
    ['release', 'money', 'land']
    """
    for weighing in (importance.does, importance.gets):
        yield from (str(one) for level in weighing.order for one in level)
        yield from weighing.numbers


def common_unit_of(declared: str, importance: Sequence[Importance]) -> str:
    """Return the unit that the team declared for all numbers; empty where it is not kept to.

    Amounts of two parties are compared only in a unit that somebody declared to be common: that
    two parties call their own units by one word ("points") does not make them so. An order has
    no unit, and an interval is no amount.

    Examples
    --------
    >>> numbers = {"numbers": {"release": 3}}
    >>> north = Importance(id="n", party="north", does=numbers)
    >>> south = Importance(id="s", party="south", gets={"order": ["release"]})
    >>> common_unit_of("euro", [north]), common_unit_of("euro", [north, south])
    ('euro', '')
    """
    is_kept = not any(find_beside_unit(one, declared) for one in importance)
    return declared if importance and is_kept else ""


def find_beside_unit(one: Importance, unit: str) -> tuple[Finding, ...]:
    """Return a finding for each thing in an importance that is no number in a common unit.

    Examples
    --------
    >>> said = Importance(id="n", party="north", gets={"numbers": {"release": [3, 4]}})
    >>> [(each.where, each.found) for each in find_beside_unit(said, "euro")]
    [(('gets', 'numbers', 'release'), '3 to 4')]
    """
    found = []
    if one.unit and one.unit != unit:
        message = "another unit than the common unit that this file declares"
        found.append(Finding(("unit",), message, one.unit, unit))
    said = f"the common unit of this file is {unit}"
    for side, weighing in (("does", one.does), ("gets", one.gets)):
        if weighing.order:
            message = f"{said}, and an order has none: give numbers, or take out common_unit"
            found.append(Finding((side, "order"), message))
        for reference, (low, high) in weighing.numbers.items():
            if low != high:
                message = f"{said}, and amounts in it are exact: an interval is none"
                shown = f"{low} to {high}"
                found.append(Finding((side, "numbers", reference), message, shown, "one number"))
    return tuple(found)


def weighing_what_stays(
    one: Importance, undertakings: Iterable[Undertaking], ids: Collection[str]
) -> Importance:
    """Return an importance where only some undertakings are left.

    What all that a party does weighs against all it gets was said of the whole: where something
    of either is gone it is open again.

    Examples
    --------
    >>> release = Undertaking(id="release", responsible="north", beneficiaries=["south"])
    >>> north = Importance(id="n", party="north", does={"order": ["release"]}, weighs="1/2")
    >>> found = weighing_what_stays(north, [release], [])
    >>> found.does.order, found.weighs == OPEN_WEIGHT
    ((), True)
    """
    is_whole = all(
        each.id in ids or one.party not in (each.responsible, *each.beneficiaries)
        for each in undertakings
    )
    if is_whole:
        return one
    does, gets = _what_stays(one.does, ids), _what_stays(one.gets, ids)
    return one.model_copy(update={"does": does, "gets": gets, "weighs": OPEN_WEIGHT})


def _what_stays(said: Weighing, ids: Collection[str]) -> Weighing:
    def stays(reference: str) -> bool:
        return reference.partition(".")[0] in ids

    levels = [tuple(each for each in level if stays(str(each))) for level in said.order]
    numbers = {each: bounds for each, bounds in said.numbers.items() if stays(each)}
    return Weighing(order=tuple(level for level in levels if level), numbers=numbers)


def find_in_undertaking(one: Undertaking, every: Undertakings) -> Iterator[Finding]:
    """Give a finding for each thing that an undertaking names and that is not there."""
    for place, reference in enumerate(one.after):
        yield from _unknown(("after", place), reference, every)
        if reference.partition(".")[0] == one.id:
            yield Finding(("after", place), "an undertaking does not wait for itself", reference)


def find_circles(every: Undertakings) -> tuple[tuple[str, ...], ...]:
    """Return circles of undertakings that wait for each other, the first one of each twice.

    One circle through each undertaking at the most: others show once it is broken.

    Examples
    --------
    >>> release = Undertaking(id="release", responsible="north", after=["money"])
    >>> money = Undertaking(id="money", responsible="south", after=["release"])
    >>> find_circles({"release": release, "money": money})
    (('money', 'release', 'money'),)
    """
    graph = {
        one.id: [
            other for reference in one.after if (other := reference.partition(".")[0]) != one.id
        ]
        for one in every.values()
    }
    circles = []
    while circle := _circle_in(graph):
        first = circle.index(min(circle))
        # What is waited for comes first there; here what waits does.
        circles.append(tuple([*circle[first:], *circle[:first], circle[first]][::-1]))
        graph = {
            name: [other for other in others if other not in circle]
            for name, others in graph.items()
            if name not in circle
        }
    return tuple(circles)


def _circle_in(graph: Mapping[str, Sequence[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][:-1]
        return circle
    return []


def find_in_linkage(one: Linkage, every: Undertakings) -> Iterator[Finding]:
    """Give a finding for each thing in a linkage that is not there, or that waits for itself."""
    named = {("step",): one.step, ("after",): one.after}
    yield from (each for where, said in named.items() for each in _unknown(where, said, every))
    if _overlap(one.step, one.after):
        yield Finding(("after",), "a step does not wait for itself", one.after)
    seen: set[str] = set()
    for place, loosening in enumerate(one.loosenings):
        at: Where = ("loosenings", place)
        if loosening.id in seen:
            yield Finding((*at, "id"), "two loosenings have one id", loosening.id)
        seen.add(loosening.id)
        for field, said in (("step", loosening.step), ("after", loosening.after)):
            if said is not None:
                yield from _unknown((*at, field), said, every)
        if _overlap(loosening.step or one.step, loosening.after or one.after):
            yield Finding(at, "a step does not wait for itself", loosening.id)


def find_in_importance(one: Importance, every: Undertakings) -> Iterator[Finding]:
    """Give a finding for each thing that an importance cannot say."""
    yield from _weighed(one, "does", one.does, every)
    yield from _weighed(one, "gets", one.gets, every)
    persons = [
        each.id
        for each in every.values()
        if each.persons and one.party in (each.responsible, *each.beneficiaries)
    ]
    if one.weighs != OPEN_WEIGHT and persons:
        message = "this would put a number on persons: give orders, and leave it out"
        yield Finding(("weighs",), message, persons[0])


def _weighed(
    one: Importance, side: str, weighing: Weighing, every: Undertakings
) -> Iterator[Finding]:
    named: list[tuple[Where, str]] = [
        ((side, "order", place), str(reference))
        for place, level in enumerate(weighing.order)
        for reference in level
    ]
    named += [((side, "numbers", reference), reference) for reference in weighing.numbers]
    seen: dict[str, str] = {}
    for where, reference in named:
        unknown = list(_unknown(where, reference, every, numbers=False))
        yield from unknown
        if unknown:
            continue
        id = reference.partition(".")[0]
        undertaking = every[id]
        if side == "does" and one.party != undertaking.responsible:
            yield Finding(where, f"it is not {one.party} that does this", reference)
        if side == "gets" and one.party not in undertaking.beneficiaries:
            yield Finding(where, f"this is not done for {one.party}", reference)
        if reference in seen:
            yield Finding(
                where, f"this order goes in a circle: {reference} > {reference}", reference
            )
        elif id in {each.partition(".")[0] for each in seen} and (reference == id or id in seen):
            yield Finding(
                where, f"{id} is weighed as a whole and by its groups: one of both", reference
            )
        if undertaking.persons and reference in weighing.numbers:
            message = f"{id} is about persons, and no number is put on them: give an order"
            yield Finding(where, message, reference)
        seen.setdefault(reference, id)


def find_in_schedule(one: Schedule, every: Undertakings) -> Iterator[Finding]:
    """Give a finding for each step of a schedule that names what is not there, or twice."""
    done: dict[str, str] = {}
    for number, phase in enumerate(one.phases):
        for place, step in enumerate(phase.steps):
            for at, reference in enumerate(step.does):
                where: Where = ("phases", number, "steps", place, "does", at)
                unknown = list(_unknown(where, reference, every))
                yield from unknown
                if unknown:
                    continue
                parts = parts_of(reference, every)
                twice = [part for part in parts if part in done]
                if twice:
                    message = f"this is done already, as {done[twice[0]]}"
                    yield Finding(where, message, reference)
                done.update(dict.fromkeys(parts, reference))


def parts_of(reference: str, every: Undertakings) -> tuple[str, ...]:
    """Return the tranches that a reference names.

    Examples
    --------
    >>> release = Undertaking(id="release", responsible="north", tranches=3)
    >>> parts_of("release", {"release": release}), parts_of("release.2", {"release": release})
    (('release.1', 'release.2', 'release.3'), ('release.2',))
    """
    id, _, part = reference.partition(".")
    return (reference,) if part else every[id].parts


def _overlap(step: str, after: str) -> bool:
    """Whether a step would wait for itself: the same tranche, or a whole and its part."""
    one, _, part = step.partition(".")
    other, _, of = after.partition(".")
    return one == other and (not part or not of or part == of)


def _unknown(
    where: Where, reference: str, every: Undertakings, *, numbers: bool = True
) -> Iterator[Finding]:
    id, _, part = reference.partition(".")
    if id not in every:
        close = nearest(id, every)
        hint = f'; did you mean "{close}"?' if close else ""
        yield Finding(
            where, f"there is no undertaking of this name{hint}", id, _listed(list(every))
        )
        return
    parts = every[id].parts
    if not part or (reference in parts and (numbers or every[id].groups)):
        return
    if every[id].groups:
        close = nearest(part, [group.id for group in every[id].groups])
        hint = f'; did you mean "{id}.{close}"?' if close else ""
        yield Finding(where, f"{id} has no such group{hint}", reference, _listed([id, *parts]))
    elif numbers:
        allowed = id if len(parts) == 1 else f"{id}, {parts[0]} to {parts[-1]}"
        yield Finding(where, f"{id} has no such tranche", reference, allowed)
    else:
        yield Finding(where, f"{id} has no groups to be weighed apart", reference, id)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_SAID]) + (", ..." if len(names) > MOST_SAID else "")
