"""How each party values a plan: bounds of its shortfall, exposure, and what it gave and got."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from goodoffices.case.errors import NotWeighed
from goodoffices.case.undertakings import Importance, Weighing
from goodoffices.phasing.plan import Counts, Plan
from goodoffices.phasing.results import Range
from goodoffices.phasing.sides import NumberedSide, OrderedSide, Side, Unit

_NOTHING = Fraction()


@dataclass(frozen=True)
class Valuation:
    """One party's burdens and benefits, in shares of its own total benefit.

    Attributes
    ----------
    party
        Its id.
    does, gets
        The places of the kinds that it does and gets.
    burdens, benefits
        How they are weighed.
    weighs
        All burdens as a share of all benefits; where both have numbers it follows from them.
    plan
        What it values.

    Notes
    -----
    Every method takes what is done, as counts of the plan. Where a phase is under way, what
    the party itself has done and what others have done by then are two different counts: the
    first is named `own`, the second `others`. What can be taken back counts as not done.
    """

    party: str
    does: tuple[int, ...]
    gets: tuple[int, ...]
    burdens: Side
    benefits: Side
    weighs: Range
    plan: Plan

    @property
    def has_numbers(self) -> bool:
        """Whether burdens and benefits are in numbers of one unit."""
        return isinstance(self.benefits, NumberedSide) and (
            isinstance(self.burdens, NumberedSide) or not self.does
        )

    @cached_property
    def total(self) -> Fraction | None:
        """The least total benefit in the party's own units; None without numbers."""
        if isinstance(self.benefits, NumberedSide) and self.has_numbers:
            return self.benefits.total[0]
        return None

    def shortfall(self, own: Counts, others: Counts | None = None) -> Range:
        """Return what the party would gain by stopping."""
        later = own if others is None else others
        return self._difference(self._left(own, self.does), self._left(later, self.gets))

    def exposure(self, own: Counts, others: Counts | None = None) -> Range:
        """Return what the party has borne for which the return is still owed."""
        earlier = own if others is None else others
        return self._difference(self._done(own, self.does), self._done(earlier, self.gets))

    def given(self, own: Counts) -> Range:
        """Return what the party has done, as a share of all that it does."""
        return self.burdens.share(self._done(own, self.does))

    def received(self, others: Counts) -> Range:
        """Return what the party has got, as a share of all that it gets."""
        return self.benefits.share(self._done(others, self.gets))

    def burden_left(self, own: Counts) -> Fraction:
        """Return what is still to bear at the most: `shortfall` is this less `benefit_left`."""
        left = self._left(own, self.does)
        if self.total is not None:
            return self._amount(self.burdens, left)[1] / self.total
        return self.weighs[1] * self.burdens.share(left)[1]

    def benefit_left(self, others: Counts) -> Fraction:
        """Return what is still to receive at the least."""
        left = self._left(others, self.gets)
        if self.total is not None:
            return self._amount(self.benefits, left)[0] / self.total
        return self.benefits.share(left)[0]

    @cached_property
    def denominator(self) -> int | None:
        """A number that makes `burden_left` and `benefit_left` whole; None where there is none."""
        if self.total is not None:
            wholes = [
                side.amount_denominator
                for side in (self.burdens, self.benefits)
                if isinstance(side, NumberedSide)
            ]
            return lcm(*wholes) * self.total.numerator
        if self.burdens.denominator is None or self.benefits.denominator is None:
            return None
        return lcm(self.burdens.denominator * self.weighs[1].denominator, self.benefits.denominator)

    def _difference(self, burdens: Counts, benefits: Counts) -> Range:
        """Burdens less benefits, in shares of the total benefit, not below 0."""
        if isinstance(self.benefits, NumberedSide) and self.has_numbers:
            least, most = self._amount(self.burdens, burdens)
            fewest, largest = self.benefits.amount(benefits)
            low, high = (least - largest) / self.benefits.total[1], (most - fewest)
            return max(_NOTHING, low), max(_NOTHING, high / self.benefits.total[0])
        given, got = self.burdens.share(burdens), self.benefits.share(benefits)
        return (
            max(_NOTHING, self.weighs[0] * given[0] - got[1]),
            max(_NOTHING, self.weighs[1] * given[1] - got[0]),
        )

    @staticmethod
    def _amount(side: Side, inside: Counts) -> Range:
        return side.amount(inside) if isinstance(side, NumberedSide) else (_NOTHING, _NOTHING)

    def _left(self, counts: Counts, places: tuple[int, ...]) -> Counts:
        kinds = self.plan.kinds
        return tuple(
            kinds[place].count - (0 if kinds[place].reversible else counts[place])
            for place in places
        )

    def _done(self, counts: Counts, places: tuple[int, ...]) -> Counts:
        kinds = self.plan.kinds
        return tuple(0 if kinds[place].reversible else counts[place] for place in places)


@dataclass(frozen=True)
class Valuations:
    """How all parties value a plan.

    Attributes
    ----------
    by_party
        Those that are measured, in the order of the case.
    left_out
        Those that are not, and why.
    remarks
        What was assumed, in sentences.
    """

    by_party: Mapping[str, Valuation]
    left_out: Mapping[str, str]
    remarks: tuple[str, ...]

    @property
    def have_numbers(self) -> bool:
        """Whether everybody's burdens and benefits are in numbers."""
        return all(one.has_numbers for one in self.by_party.values())


def value_plan(plan: Plan) -> Valuations:
    """Return how each party values a plan: by orders, by numbers, or with everything open.

    Parameters
    ----------
    plan : Plan

    Returns
    -------
    Valuations
        Without the parties that get nothing: a share of nothing cannot be said.

    Raises
    ------
    NotWeighed
        Where what is said to matter to a party is nothing that it does or gets, a tranche
        among equal ones, or an undertaking and a group of it.

    Notes
    -----
    Source: the bounds are ours, argued in `docs/book/phasing.md`.
    """
    found: dict[str, Valuation] = {}
    left_out: dict[str, str] = {}
    remarks: list[str] = []
    for party in plan.parties:
        does = tuple(place for place, kind in enumerate(plan.kinds) if kind.giver == party)
        gets = tuple(place for place, kind in enumerate(plan.kinds) if party in kind.getters)
        said = plan.importance.get(party, Importance(id="open", party=party))
        burdens, unsaid = _side(plan, party, does, said.does, "does")
        benefits, more = _side(plan, party, gets, said.gets, "gets")
        numberless = [*unsaid, *more]
        if numberless:
            remarks.append(
                f"no number is stated of what {', '.join(numberless)} matters to {party}: "
                "it is taken to weigh nothing"
            )
        if not gets:
            left_out[party] = "it gets nothing, and shares are of what a party gets"
        elif isinstance(benefits, NumberedSide) and not benefits.total[0]:
            left_out[party] = "by its numbers all that it gets may be worth nothing to it"
        else:
            if party not in plan.importance:
                remarks.append(f"nothing is stated of what matters to {party}: all of it is open")
            found[party] = Valuation(party, does, gets, burdens, benefits, said.weighs, plan)
    return Valuations(found, left_out, tuple(remarks))


def _side(
    plan: Plan, party: str, places: tuple[int, ...], said: Weighing, verb: str
) -> tuple[Side, list[str]]:
    """One side of a party's valuation, and what has no number where others have."""
    units: dict[str, Unit] = {}
    taken: dict[int, str] = {}
    named = [str(one) for level in said.order for one in level] or list(said.numbers)
    for reference in named:
        if reference.partition(".")[0] not in plan.undertakings:
            continue
        unit = _unit(plan, party, places, reference, verb)
        for place in unit.places:
            if place in taken:
                reason = f"{taken[place]} is weighed too, and one is a part of the other"
                raise NotWeighed(party, reference, reason)
            taken[place] = reference
        units[reference] = unit
    open_units = [
        Unit((inside,), plan.kinds[place].count)
        for inside, place in enumerate(places)
        if inside not in taken
    ]
    if said.numbers and units:
        names = [_name(plan, places[unit.places[0]]) for unit in open_units]
        nothing = (_NOTHING, _NOTHING)
        weights = [(unit, said.numbers[reference]) for reference, unit in units.items()]
        return NumberedSide((*weights, *((unit, nothing) for unit in open_units))), names
    levels = [tuple(units[str(one)] for one in level if str(one) in units) for level in said.order]
    return OrderedSide(tuple(level for level in levels if level), tuple(open_units)), []


def _name(plan: Plan, place: int) -> str:
    """A kind as it is named where it is weighed: an undertaking, or a group of it."""
    kind = plan.kinds[place]
    groups = plan.undertakings[kind.undertaking].groups
    return kind.references[0] if groups else kind.undertaking


def _unit(plan: Plan, party: str, places: tuple[int, ...], reference: str, verb: str) -> Unit:
    """What a reference names among the kinds of one side."""
    parts = plan.parts_of(reference)
    kinds = sorted({plan.places[part][0] for part in parts})
    if not set(kinds) <= set(places):
        raise NotWeighed(party, reference, f"it is nothing that {party} {verb}")
    inside = tuple(places.index(kind) for kind in kinds)
    if len(kinds) > 1:
        return Unit(inside)
    size = plan.kinds[kinds[0]].count
    if len(parts) < size:
        undertaking = plan.kinds[kinds[0]].undertaking
        reason = f"equal tranches weigh the same: name {undertaking}"
        raise NotWeighed(party, reference, reason)
    return Unit(inside, size)
