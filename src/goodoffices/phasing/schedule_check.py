"""Confirms a schedule that was found, from the case's own words alone.

Shares no code with the search: it reads undertakings, linkages and importance itself, holds
tranches as sets, and finds bounds by listing the extreme points of what agrees with an order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import chain, combinations
from math import factorial
from typing import Final, Protocol, TypeVar

from goodoffices.case.undertakings import Importance, Linkage, Step, Undertaking, Weighing

T = TypeVar("T")

MOST_TRANCHES: Final = 8
"""With no more tranches every order of them is tried."""

MOST_EXTREMES: Final = 4_096
"""With no more extreme valuations of a party they are listed."""

MOST_IN_A_PHASE: Final = 10
"""Steps of one phase of which every set done is tried; of more, only the worst is reckoned."""


class Planned(Protocol):
    """What of a plan is read: what the case says, nothing that was reckoned."""

    @property
    def undertakings(self) -> Mapping[str, Undertaking]:
        """By id."""
        ...

    @property
    def linkages(self) -> tuple[Linkage, ...]:
        """That hold."""
        ...

    @property
    def importance(self) -> Mapping[str, Importance]:
        """By party."""
        ...

    @property
    def joint(self) -> tuple[Step, ...]:
        """Joint steps that the user named."""
        ...


class Result(Protocol):
    """What of a result is read."""

    @property
    def as_phases(self) -> tuple[tuple[Step, ...], ...]:
        """Phases of steps."""
        ...

    @property
    def largest_shortfall(self) -> Mapping[str, tuple[Fraction, Fraction]]:
        """By party."""
        ...

    @property
    def largest_exposure(self) -> Mapping[str, tuple[Fraction, Fraction]]:
        """By party."""
        ...


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a schedule found.

    Attributes
    ----------
    broken
        In sentences; empty where all of it holds.
    checked
        What was looked at, in sentences.
    orders
        How many orders were tried to see whether one is better; 0 where there are too many.
    """

    broken: tuple[str, ...]
    checked: tuple[str, ...]
    orders: int = 0


def may_check(plan: Planned) -> bool:
    """Tell whether the extreme valuations of every party are few enough to be listed.

    Each interval doubles them, and a group weighed with others multiplies them.
    """
    return all(
        _extreme_count(one.does, plan) * _extreme_count(one.gets, plan) <= MOST_EXTREMES
        for one in plan.importance.values()
    )


def _extreme_count(said: Weighing, plan: Planned) -> int:
    count = 1
    for name, (low, high) in said.numbers.items():
        count *= (1 if low == high else 2) * _ways(name, plan)
    for name in (str(one) for level in said.order for one in level):
        count *= _ways(name, plan)
    return count


def _ways(name: str, plan: Planned) -> int:
    """On how many groups the weight of an undertaking may lie; 1 where it has none."""
    one = plan.undertakings.get(name)
    return len(one.groups) if one is not None and one.groups else 1


def check_schedule(found: Result, plan: Planned, *, has_free_phases: bool = True) -> Checked:
    """Return what of a schedule does not hold, and what was looked at.

    Parameters
    ----------
    found : ScheduleSearch
    plan : Plan
        Of which only what the case says is read.
    has_free_phases : bool
        Whether the number of phases was left open. Where it was not, an order with more of
        them may well beat it.

    Returns
    -------
    Checked
        Each tranche once; what waits for what kept; the largest shortfall and exposure of each
        party as said; and, of few tranches one at a time, no order that beats it.

    Notes
    -----
    Every set that can be done in the midst of a phase is tried where there are few steps in
    it.
    """
    phases = found.as_phases
    broken = [*_broken_order(phases, plan)]
    checked = ["each tranche is done once, and after all that it waits for"]
    parties = [_Party(name, plan) for name in found.largest_shortfall]
    shortfalls, exposures = _largest(phases, parties, plan)
    for what, said, own in (
        ("shortfall", found.largest_shortfall, shortfalls),
        ("exposure", found.largest_exposure, exposures),
    ):
        broken += [
            f"the largest {what} of {party.name} is {own[party.name]}, not {said[party.name][1]}"
            for party in parties
            if own[party.name] != said[party.name][1]
        ]
    checked.append("each party's largest shortfall and exposure, by listing extreme valuations")
    size = sum(len(one.parts) for one in plan.undertakings.values())
    orders = 0
    if size <= MOST_TRANCHES and has_free_phases and not broken:
        mine = tuple(shortfalls[party.name] for party in parties)
        for order in _orders(plan):
            orders += 1
            other, _ = _largest(order, parties, plan)
            theirs = tuple(other[party.name] for party in parties)
            if theirs != mine and all(a <= b for a, b in zip(theirs, mine, strict=True)):
                broken.append(f"another order beats it: {_said(order)}")
                break
        checked.append(f"{orders:,} orders of at most {factorial(size):,} beat it in nothing")
    return Checked(tuple(broken), tuple(checked), orders)


class _Party:
    """A party's valuations, as their extreme points."""

    def __init__(self, name: str, plan: Planned) -> None:
        self.name = name
        known = plan.undertakings.values()
        self.does = [one for one in known if one.responsible == name]
        self.gets = [one for one in known if name in one.beneficiaries]
        said = plan.importance.get(name) or Importance(id="open", party=name)
        self._said = said
        self.most = cache(self._most)
        self._both = bool(_numbers(said.gets, self.gets)) and (
            not self.does or bool(_numbers(said.does, self.does))
        )

    def _most(self, inside: frozenset[str]) -> Fraction:
        """Burdens less benefits of a set at the most, in shares of the total benefit."""
        said = self._said
        if self._both:
            own, others = _numbers(said.does, self.does), _numbers(said.gets, self.gets)
            high = sum(
                (top * _part(parts, inside, any_counts=True) for parts, (_, top) in own),
                Fraction(),
            )
            low = sum(
                (bottom * _part(parts, inside, any_counts=False) for parts, (bottom, _) in others),
                Fraction(),
            )
            return max(Fraction(), (high - low) / sum(bottom for _, (bottom, _) in others))
        heaviest = max(
            (_share(point, inside) for point in _extremes(said.does, self.does)),
            default=Fraction(),
        )
        lightest = min(
            (_share(point, inside) for point in _extremes(said.gets, self.gets)),
            default=Fraction(),
        )
        return max(Fraction(), said.weighs[1] * heaviest - lightest)


Point = Mapping[str, Fraction]
"""A weight for each tranche."""


def _numbers(
    said: Weighing, known: Sequence[Undertaking]
) -> list[tuple[tuple[str, ...], tuple[Fraction, Fraction]]]:
    parts = {one.id: one.parts for one in known}
    parts |= {part: (part,) for one in known if one.groups for part in one.parts}
    return [(parts[name], bounds) for name, bounds in said.numbers.items() if name in parts]


def _part(parts: Sequence[str], inside: frozenset[str], *, any_counts: bool) -> Fraction:
    """The part of a weight in a set: groups may have all of it on any of them."""
    number = sum(part in inside for part in parts)
    if len(parts) == 1 or parts[0].rpartition(".")[2].isdigit():
        return Fraction(number, len(parts))
    return Fraction(number > 0 if any_counts else number == len(parts))


def _share(point: Point, inside: frozenset[str]) -> Fraction:
    total = sum(point.values(), Fraction())
    own = sum((weight for part, weight in point.items() if part in inside), Fraction())
    return own / total if total else Fraction()


def _extremes(said: Weighing, known: Sequence[Undertaking]) -> Iterator[Point]:
    """The valuations of one side between which all others lie."""
    units = {one.id: one.parts for one in known}
    units |= {part: (part,) for one in known if one.groups for part in one.parts}
    numbers = _numbers(said, known)
    if numbers:
        for ends in _choices([list(dict.fromkeys(bounds)) for _, bounds in numbers]):
            yield from _spread([parts for parts, _ in numbers], ends)
        return
    levels = [[str(one) for one in level if one in units] for level in said.order]
    named = {part for level in levels for one in level for part in units[one]}
    above: list[str] = []
    for level in levels:
        if level:
            above += level
            yield from _spread([units[one] for one in above], [Fraction(1)] * len(above))
    for one in known:
        free = [part for part in one.parts if part not in named]
        alone = [(part,) for part in free] if one.groups else [tuple(free)] if free else []
        for parts in alone:
            yield from _spread([parts], [Fraction(1)])


def _spread(units: Sequence[Sequence[str]], weights: Sequence[Fraction]) -> Iterator[Point]:
    """Equal tranches share a weight evenly; of groups any one may have all of it."""
    ways: list[list[dict[str, Fraction]]] = []
    for parts, weight in zip(units, weights, strict=True):
        if len(parts) > 1 and not parts[0].rpartition(".")[2].isdigit():
            ways.append([{part: weight} for part in parts])
        else:
            ways.append([dict.fromkeys(parts, weight / len(parts))])
    for chosen in _choices(ways):
        yield {part: weight for one in chosen for part, weight in one.items()}


def _choices(lists: Sequence[Sequence[T]]) -> Iterator[list[T]]:
    if not lists:
        yield []
        return
    for first in lists[0]:
        for rest in _choices(lists[1:]):
            yield [first, *rest]


def _parts(reference: str, plan: Planned) -> tuple[str, ...]:
    name, _, part = reference.partition(".")
    return (reference,) if part else plan.undertakings[name].parts


def _waits(plan: Planned) -> list[tuple[str, str]]:
    """Pairs of tranches: the first waits for the second."""
    said = [(one.id, after) for one in plan.undertakings.values() for after in one.after]
    said += [(one.step, one.after) for one in plan.linkages]
    return [
        (waiting, awaited)
        for step, after in said
        if {step.partition(".")[0], after.partition(".")[0]} <= set(plan.undertakings)
        for waiting in _parts(step, plan)
        for awaited in _parts(after, plan)
    ]


def _broken_order(phases: Sequence[Sequence[Step]], plan: Planned) -> Iterator[str]:
    phase_of: dict[str, int] = {}
    for number, steps in enumerate(phases, 1):
        for part in chain.from_iterable(_parts(one, plan) for step in steps for one in step.does):
            if part in phase_of:
                yield f"{part} is done twice"
            phase_of[part] = number
    wanted = [part for one in plan.undertakings.values() for part in one.parts]
    missing = [part for part in wanted if part not in phase_of]
    if missing or len(phase_of) > len(wanted):
        yield f"not what is undertaken is done: {', '.join(missing) or 'more than that'}"
        return
    for waiting, awaited in _waits(plan):
        if phase_of[waiting] <= phase_of[awaited]:
            yield f"{waiting} does not come in a later phase than {awaited}"
    for step in plan.joint:
        if not any(set(step.does) == set(one.does) and one.held_by for s in phases for one in s):
            yield f"{', '.join(step.does)} is not one joint step"


def _largest(
    phases: Sequence[Sequence[Step]], parties: Sequence[_Party], plan: Planned
) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """By party the largest shortfall and exposure over all sets that can be done."""
    everything = frozenset(part for one in plan.undertakings.values() for part in one.parts)
    kept = frozenset(
        part for one in plan.undertakings.values() if not one.reversible for part in one.parts
    )
    shortfalls = dict.fromkeys((party.name for party in parties), Fraction())
    exposures = dict(shortfalls)
    for done in _moments(phases, plan):
        if done == everything:
            continue
        made = done & kept
        for party in parties:
            left = everything - made
            shortfalls[party.name] = max(shortfalls[party.name], party.most(left))
            exposures[party.name] = max(exposures[party.name], party.most(made))
    return shortfalls, exposures


def _moments(phases: Sequence[Sequence[Step]], plan: Planned) -> Iterator[frozenset[str]]:
    """Every set of tranches that can be done at some moment."""
    start: frozenset[str] = frozenset()
    yield start
    for steps in phases:
        pieces: list[frozenset[str]] = []
        for step in steps:
            parts = frozenset(part for one in step.does for part in _parts(one, plan))
            pieces += [parts] if step.held_by else [frozenset({part}) for part in parts]
        if len(pieces) <= MOST_IN_A_PHASE:
            for size in range(1, len(pieces)):
                for some in combinations(pieces, size):
                    yield start.union(*some)
        else:
            for party in {one.responsible for one in plan.undertakings.values()}:
                own = [piece for piece in pieces if _is_by(piece, party, plan)]
                others = [piece for piece in pieces if piece not in own]
                yield start.union(*own)
                yield start.union(*others)
        start = start.union(*pieces)
        yield start


def _is_by(piece: frozenset[str], party: str, plan: Planned) -> bool:
    return all(plan.undertakings[one.partition(".")[0]].responsible == party for one in piece)


def _orders(plan: Planned) -> Iterator[tuple[tuple[Step, ...], ...]]:
    """Every order of steps that keeps what waits for what, equal tranches in their order."""
    joint = [Step(does=step.does, held_by=step.held_by) for step in plan.joint]
    held = {part for step in joint for part in step.does}
    parts = [part for one in plan.undertakings.values() for part in one.parts]
    steps = joint + [Step(does=(part,)) for part in parts if part not in held]
    waits = _waits(plan)
    for one in plan.undertakings.values():
        if not one.groups:
            waits += list(zip(one.parts[1:], one.parts, strict=False))

    def follow(done: frozenset[str], left: Sequence[Step]) -> Iterator[tuple[Step, ...]]:
        if not left:
            yield ()
        for step in left:
            needs = {awaited for waiting, awaited in waits if waiting in step.does} - set(step.does)
            if needs <= done:
                for rest in follow(done | set(step.does), [s for s in left if s is not step]):
                    yield (step, *rest)

    for order in follow(frozenset(), steps):
        yield tuple((step,) for step in order)


def _said(order: Sequence[Sequence[Step]]) -> str:
    return ", ".join(part for steps in order for step in steps for part in step.does)
