"""A plan: the undertakings of a case as tranches, and what each waits for.

Equal tranches of one undertaking are one kind with a count, since they are done in order and
weigh the same; a group is a kind of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from goodoffices.case.case import Case
from goodoffices.case.errors import DoneTwice, NothingUndertaken, NotJoint, UnknownId
from goodoffices.case.undertakings import Importance, Linkage, Loosening, Step, Undertaking
from goodoffices.phasing.order import check_order

Counts = tuple[int, ...]
"""How many tranches of each kind are done: what a schedule has come to."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Tranches that are alike, in the order in which they are done.

    Attributes
    ----------
    undertaking
        Its id.
    references
        To each tranche; the name of a group alone.
    giver, getters
        Who does it, and for whom.
    days, verified_in, earliest
        How long one tranche takes, how long until it is verified, and when it may begin.
    reversible
        Whether it can be taken back.
    """

    undertaking: str
    references: tuple[str, ...]
    giver: str
    getters: tuple[str, ...]
    days: int = 1
    verified_in: int = 0
    earliest: int = 0
    reversible: bool = False

    @property
    def count(self) -> int:
        """How many tranches it has."""
        return len(self.references)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A tranche, and all later ones of its kind, waits for so many of another kind.

    Attributes
    ----------
    kind, number
        The place of the waiting kind in the plan, and its first tranche that waits, from 1.
    other, count
        What it waits for: so many tranches of that kind, done and verified.
    source
        The id of a linkage; empty where the undertaking itself says so.
    """

    kind: int
    number: int
    other: int
    count: int
    source: str = ""


@dataclass(frozen=True)
class Plan:
    """The undertakings of a case, compiled: what can be done, by whom, and after what.

    Attributes
    ----------
    kinds
        In the order of the case.
    requirements
        From what undertakings wait for, and from the linkages that hold.
    joint
        Steps delivered at one instant, because somebody holds all of it until then.
    parties
        Those that give or get something, in the order of the case.
    undertakings, importance
        By id, and by party.
    linkages
        That hold.
    common_unit
        In which all numbers are; empty where nobody said so.
    remarks
        What was left out in compiling, in sentences.
    """

    kinds: tuple[Kind, ...]
    requirements: tuple[Requirement, ...]
    joint: tuple[Step, ...]
    parties: tuple[str, ...]
    undertakings: Mapping[str, Undertaking]
    importance: Mapping[str, Importance]
    linkages: tuple[Linkage, ...] = ()
    common_unit: str = ""
    remarks: tuple[str, ...] = ()

    @cached_property
    def start(self) -> Counts:
        """Nothing is done."""
        return (0,) * len(self.kinds)

    @cached_property
    def end(self) -> Counts:
        """Everything is done."""
        return tuple(kind.count for kind in self.kinds)

    @property
    def size(self) -> int:
        """The number of tranches."""
        return sum(self.end)

    @cached_property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """By reference to a tranche: the place of its kind, and its number from 1."""
        return {
            reference: (place, number)
            for place, kind in enumerate(self.kinds)
            for number, reference in enumerate(kind.references, 1)
        }

    @cached_property
    def cites(self) -> tuple[str, ...]:
        """The entries that the plan rests on, each once."""
        cites = [cite for one in self.undertakings.values() for cite in one.cites]
        cites += [cite for linkage in self.linkages for cite in linkage.cites]
        cites += [cite for said in self.importance.values() for cite in said.cites]
        return tuple(dict.fromkeys(cites))

    def parts_of(self, reference: str) -> tuple[str, ...]:
        """Return the tranches that a reference stands for.

        Raises
        ------
        UnknownId
            Where the plan has nothing of this name.
        """
        return parts_of(reference, self.undertakings)


def parts_of(reference: str, undertakings: Mapping[str, Undertaking]) -> tuple[str, ...]:
    """Return the tranches that a reference stands for: all of an undertaking, or one of them.

    Raises
    ------
    UnknownId
        Where there is no such undertaking, or none of its tranches has this name.

    Examples
    --------
    >>> release = Undertaking(id="release", responsible="north", tranches=2)
    >>> parts_of("release", {"release": release}), parts_of("release.2", {"release": release})
    (('release.1', 'release.2'), ('release.2',))
    """
    name, _, part = reference.partition(".")
    if name not in undertakings:
        raise UnknownId("undertaking", name, undertakings)
    parts = undertakings[name].parts
    if not part:
        return parts
    if reference not in parts:
        raise UnknownId("tranche", reference, parts)
    return (reference,)


def loosen(linkage: Linkage, loosening: Loosening) -> Linkage:
    """Return a linkage in another form that somebody could live with, under the same id.

    Examples
    --------
    >>> loose = Loosening(id="one", after="release.1")
    >>> loosen(Linkage(id="l", step="withdrawal", after="release"), loose).after
    'release.1'
    """
    changed = {"step": loosening.step, "after": loosening.after}
    return linkage.model_copy(
        update={name: value for name, value in changed.items() if value is not None}
    )


def compile_plan(
    case: Case,
    *,
    undertakings: Collection[str] | None = None,
    linkages: Sequence[Linkage] | None = None,
    joint: Sequence[Step] = (),
) -> Plan:
    """Return the plan of a case: its tranches, who gives and gets them, and what waits for what.

    Parameters
    ----------
    case : Case
    undertakings : collection of ids, optional
        Only these; all of the case where it is not said.
    linkages : sequence of Linkage, optional
        These hold, and no others: leave one out to drop it, or put a loosened one
        (`loosen`) in its place. Those of the case where it is not said.
    joint : sequence of Step
        Steps delivered at one instant, each with who holds it (`held_by`).

    Raises
    ------
    NothingUndertaken
        Where no undertaking is left.
    UnknownId
        Where something names an undertaking, a tranche or a party that there is not.
    CyclicOrder
        Where tranches wait for each other in a circle; the circle is shown.
    NotJoint, DoneTwice
        Where a joint step names nobody who holds it, or two of them name one tranche.

    Notes
    -----
    A linkage to an undertaking of the case that is not in the plan says nothing here, and is
    left out; `remarks` says which.

    Examples
    --------
    >>> from tests.cases import make_case
    >>> from dataclasses import replace
    >>> case = replace(
    ...     make_case(issues=[], parties=["north", "south"]),
    ...     undertakings=(
    ...         Undertaking(id="a", responsible="north", beneficiaries=["south"], tranches=2),
    ...         Undertaking(id="b", responsible="south", beneficiaries=["north"]),
    ...     ),
    ...     linkages=(Linkage(id="l", step="a.2", after="b"),),
    ... )
    >>> compile_plan(case).requirements
    (Requirement(kind=0, number=2, other=1, count=1, source='l'),)
    """
    known = {one.id: one for one in case.undertakings}
    for name in undertakings or ():
        if name not in known:
            raise UnknownId("undertaking", name, known)
    kept = {
        name: one for name, one in known.items() if undertakings is None or name in undertakings
    }
    if not kept:
        raise NothingUndertaken
    _check_parties(case, kept.values())
    kinds = tuple(kind for one in kept.values() for kind in _kinds_of(one))
    holding = tuple(case.linkages if linkages is None else linkages)
    requirements, remarks = _requirements(holding, known, kinds, kept)
    said = {one.source for one in requirements}
    involved = {kind.giver for kind in kinds} | {who for kind in kinds for who in kind.getters}
    plan = Plan(
        kinds=kinds,
        requirements=requirements,
        joint=_check_joint(joint, kept),
        parties=tuple(party for party in case.parties if party in involved),
        undertakings=kept,
        importance={one.party: one for one in reversed(case.importance) if one.party in involved},
        linkages=tuple(one for one in holding if one.id in said),
        common_unit=case.common_unit,
        remarks=remarks,
    )
    _check_order(plan)
    return plan


def _check_parties(case: Case, undertakings: Iterable[Undertaking]) -> None:
    for one in undertakings:
        for party in (one.responsible, *one.beneficiaries):
            if party not in case.parties:
                raise UnknownId("party", party, case.parties)


def _kinds_of(one: Undertaking) -> tuple[Kind, ...]:
    alike = [(part,) for part in one.parts] if one.groups else [one.parts]
    return tuple(
        Kind(
            undertaking=one.id,
            references=references,
            giver=one.responsible,
            getters=one.beneficiaries,
            days=one.days,
            verified_in=one.verified_in,
            earliest=one.earliest,
            reversible=one.reversible,
        )
        for references in alike
    )


def _requirements(
    linkages: Sequence[Linkage],
    known: Mapping[str, Undertaking],
    kinds: Sequence[Kind],
    kept: Mapping[str, Undertaking],
) -> tuple[tuple[Requirement, ...], tuple[str, ...]]:
    """What waits for what, and what is left out of it, in sentences."""
    places = {
        reference: (place, number)
        for place, kind in enumerate(kinds)
        for number, reference in enumerate(kind.references, 1)
    }
    found: list[Requirement] = []
    remarks: list[str] = []
    waits = [(one.id, reference, "") for one in kept.values() for reference in one.after]
    waits += [(one.step, one.after, one.id) for one in linkages]
    for step, after, source in waits:
        waiting, awaited = parts_of(step, known), parts_of(after, known)
        if waiting[0] not in places or awaited[0] not in places:
            remarks.append(
                f'"{step} only after {after}" is left out: not both are among what is undertaken'
            )
            continue
        first: dict[int, int] = {}
        for kind, number in (places[one] for one in waiting):
            first[kind] = min(number, first.get(kind, number))
        last: dict[int, int] = {}
        for kind, number in (places[one] for one in awaited):
            last[kind] = max(number, last.get(kind, number))
        found += [
            Requirement(kind, number, other, count, source)
            for kind, number in first.items()
            for other, count in last.items()
        ]
    return tuple(dict.fromkeys(found)), tuple(remarks)


def _check_order(plan: Plan) -> None:
    waits = [
        (
            plan.kinds[one.kind].references[one.number - 1],
            plan.kinds[one.other].references[one.count - 1],
            one.source,
        )
        for one in plan.requirements
    ]
    chains = [kind.references for kind in plan.kinds]
    check_order(chains, waits, [step.does for step in plan.joint])


def _check_joint(joint: Sequence[Step], known: Mapping[str, Undertaking]) -> tuple[Step, ...]:
    """Joint steps with each tranche by its own reference."""
    seen: set[str] = set()
    found = []
    for step in joint:
        if not step.held_by:
            raise NotJoint(step.does)
        does = tuple(part for reference in step.does for part in parts_of(reference, known))
        for part in does:
            if part in seen:
                raise DoneTwice(part)
            seen.add(part)
        found.append(step.model_copy(update={"does": does}))
    return tuple(found)
