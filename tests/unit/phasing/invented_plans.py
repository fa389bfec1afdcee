"""Plans for tests: what two or three parties do for each other, in numbers or by orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from goodoffices.case.case import Case
from goodoffices.case.undertakings import Group, Importance, Linkage, Undertaking
from tests.cases import make_case

Item = Sequence[float]
"""What it costs the giver and is worth to the other, and in how many equal tranches."""


def after(step: str, *awaited: str) -> list[Linkage]:
    """Return linkages "step only after" each of the others."""
    return [
        Linkage(id=f"l_{number}_{step.replace('.', '_')}", step=step, after=one)
        for number, one in enumerate(awaited)
    ]


def make_exchange(
    north: Mapping[str, Item],
    south: Mapping[str, Item],
    *,
    linkages: Sequence[Linkage] = (),
    unit: str = "points",
) -> Case:
    """Return a case in which two parties do things for each other, with exact numbers."""
    undertakings: list[Undertaking] = []
    numbers: dict[str, tuple[dict[str, float], dict[str, float]]] = {
        party: ({}, {}) for party in ("north", "south")
    }
    for giver, getter, items in (("north", "south", north), ("south", "north", south)):
        for name, item in items.items():
            tranches = int(item[2]) if len(item) > 2 else 1
            undertakings.append(
                Undertaking(id=name, responsible=giver, beneficiaries=(getter,), tranches=tranches)
            )
            numbers[giver][0][name] = item[0]
            numbers[getter][1][name] = item[1]
    importance = tuple(
        Importance.model_validate(
            {"id": party, "party": party, "does": {"numbers": does}, "gets": {"numbers": gets}}
        )
        for party, (does, gets) in numbers.items()
    )
    return replace(
        make_case(issues=[], parties=["north", "south"]),
        undertakings=tuple(undertakings),
        linkages=tuple(linkages),
        importance=importance,
        common_unit=unit,
    )


@dataclass(frozen=True)
class Shape:
    """What a drawn case may have."""

    most_tranches: int = 6
    numbers: bool = True
    orders: bool = True
    reversible: bool = True


def draw_case(seed: int, shape: Shape | None = None) -> Case:
    """Return a small case drawn at random; the same seed draws the same case."""
    draw = Random(seed)  # noqa: S311 -- draws cases, guards nothing
    shape = shape or Shape()
    parties = ["north", "south", "east"][: draw.choice([2, 2, 2, 3])]
    undertakings: list[Undertaking] = []
    size = 0
    wanted = draw.randint(2, shape.most_tranches)
    while size < wanted:
        room = wanted - size
        giver = draw.choice(parties)
        others = [one for one in parties if one != giver]
        getters = draw.sample(others, draw.randint(1, len(others)))
        tranches = 1
        groups: tuple[Group, ...] = ()
        if room > 1 and draw.random() < 0.5:
            tranches = draw.randint(1, min(3, room))
            if draw.random() < 0.4:
                groups = tuple(Group(id=f"g{number}") for number in range(tranches))
        undertakings.append(
            Undertaking(
                id=f"u{len(undertakings)}",
                responsible=giver,
                beneficiaries=tuple(getters),
                tranches=1 if groups else tranches,
                groups=groups,
                reversible=shape.reversible and draw.random() < 0.1,
            )
        )
        size += tranches
    linkages = _draw_linkages(draw, undertakings)
    return replace(
        make_case(issues=[], parties=parties),
        undertakings=tuple(undertakings),
        linkages=linkages,
        importance=tuple(
            one
            for party in parties
            if (one := _draw_importance(draw, party, undertakings, shape)) is not None
        ),
    )


def _draw_linkages(draw: Random, undertakings: Sequence[Undertaking]) -> tuple[Linkage, ...]:
    """From later ones in a drawn order to earlier ones, so that there is no circle."""
    order = draw.sample(undertakings, len(undertakings))
    found = []
    for number in range(draw.randint(0, 2)):
        if len(order) > 1:
            first, second = sorted(draw.sample(range(len(order)), 2))
            step = draw.choice([order[second].id, *order[second].parts])
            awaited = draw.choice([order[first].id, *order[first].parts])
            found.append(Linkage(id=f"l{number}", step=step, after=awaited))
    return tuple(found)


def _draw_importance(
    draw: Random, party: str, undertakings: Sequence[Undertaking], shape: Shape
) -> Importance | None:
    if draw.random() < 0.1:
        return None
    sides: dict[str, dict[str, object]] = {}
    for side, own in (
        ("does", [one for one in undertakings if one.responsible == party]),
        ("gets", [one for one in undertakings if party in one.beneficiaries]),
    ):
        named = [
            name
            for one in own
            for name in (one.parts if one.groups and draw.random() < 0.5 else (one.id,))
        ]
        if shape.numbers and (not shape.orders or draw.random() < 0.5):
            numbers: dict[str, list[int]] = {}
            for name in named:
                low = draw.randint(1, 9)
                numbers[name] = [low, low + draw.choice([0, 0, 0, 1, 4])]
            sides[side] = {"numbers": numbers}
        else:
            draw.shuffle(named)
            kept = named[: draw.randint(0, len(named))]
            levels: list[list[str]] = []
            for name in kept:
                if levels and draw.random() < 0.3:
                    levels[-1].append(name)
                else:
                    levels.append([name])
            sides[side] = {"order": levels}
    weighs = draw.choice([[0, 1], [0, 1], ["1/2", 1], ["1/3", "5/4"]])
    return Importance.model_validate({"id": party, "party": party, "weighs": weighs, **sides})
