"""A package that a person picks, whole or in part: what it would cross, keep and bring.

Nothing is searched for and nothing is ranked: the person picks, and sees what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.bridging.bearings import Bearing, Bearings, settling
from goodoffices.bridging.ledger import Distance, measure_distances, places_in, rests_on
from goodoffices.bridging.partial import Setting
from goodoffices.bridging.results import Package
from goodoffices.case.case import Case, Choice, Limit
from goodoffices.case.conflicts import find_conflicts, is_possible
from goodoffices.case.errors import UnknownId
from goodoffices.case.evaluation import truth
from goodoffices.case.issues import Issue, IssueKind, Value
from goodoffices.case.propositions import Proposition
from goodoffices.case.stances import Stance


@dataclass(frozen=True, slots=True)
class PositionLine:
    """One position of one party, and what a package does to it.

    Attributes
    ----------
    party, position, strength
        Whose it is, its id, and how strongly that party holds it.
    bearing
        What the package does to it.
    statements
        The words it rests on, those that widen it included.
    distances
        Where it is crossed: by how much, where options have an order.
    """

    party: str
    position: str
    strength: Stance
    bearing: Bearing
    statements: tuple[str, ...]
    distances: tuple[Distance, ...] = ()

    @property
    def is_red_line(self) -> bool:
        """Whether the party itself rules out what crosses it."""
        return self.strength is Stance.RULES_OUT


@dataclass(frozen=True, slots=True)
class PackageReading:
    """What a package does to the positions that stand under one choice of readings.

    Attributes
    ----------
    choice
        The choice of readings.
    lines
        Parties in the order of the case, their positions in theirs; a shared position has a
        line for each holder.
    can_all_stand
        Whether the open issues can be settled so that nothing more is crossed.
    """

    choice: Choice
    lines: tuple[PositionLine, ...]
    can_all_stand: bool

    def of_party(self, party: str, bearing: Bearing) -> tuple[PositionLine, ...]:
        """Return the lines of one party that are kept, crossed or left open."""
        return tuple(one for one in self.lines if one.party == party and one.bearing is bearing)


@dataclass(frozen=True, slots=True)
class PackageLook:
    """What follows from a package that a person picked.

    Attributes
    ----------
    settled, open
        The options picked, and the issues of which none is; both in the order of the case.
    broken
        Rules and norms that it breaks, each by itself.
    clash
        Rules and norms that cannot all hold with it, though it breaks none by itself: a
        smallest set of them.
    readings
        What it does to positions, under each choice of readings, the leading one first.
    brings, may_bring
        Ids of undertakings and linkages that the options picked bring, and of further ones
        that an option of an open issue could.
    """

    settled: Package
    open: tuple[str, ...]
    broken: tuple[Limit, ...]
    clash: tuple[Limit, ...]
    readings: tuple[PackageReading, ...]
    brings: tuple[str, ...]
    may_bring: tuple[str, ...]

    @property
    def is_within_limits(self) -> bool:
        """Whether some completion keeps all rules and norms."""
        return not self.broken and not self.clash


@dataclass(frozen=True, slots=True)
class PackageComparison:
    """Several packages side by side, in the order given, which is no ranking.

    Attributes
    ----------
    looks
        What follows from each, by the name that the person gave it.
    alike, differ
        Issues that all settle alike, or all leave open, and the others.
    """

    looks: Mapping[str, PackageLook]
    alike: tuple[str, ...]
    differ: tuple[str, ...]


def read_option(issue: Issue, text: str) -> Value:
    """Return the option of an issue, or the number, that a text names.

    Raises
    ------
    UnknownId
        Where the issue has none of that name.

    Examples
    --------
    >>> read_option(Issue(id="days", kind="quantity", low=0, high=90, step=30), "60")
    60
    """
    number = int(text) if text.removeprefix("-").isdecimal() else None
    value = text if number is None or issue.kind is not IssueKind.QUANTITY else number
    _refuse_unknown(issue, value)
    return value


def look_at_package(cases: Sequence[Case], choices: Mapping[str, Value]) -> PackageLook:
    """Return what a package crosses, keeps, leaves open and brings, under every reading.

    A mediator asks: supposing we put this to them, whose words would it go against, which
    rules would it break, and what would then have to be done? Not: is it a good package.

    Parameters
    ----------
    cases : sequence of Case
        One case under each choice of readings, the leading one first.
    choices : mapping of issue id to option or number
        Issues that are not in it are open.

    Raises
    ------
    UnknownId
        Where there is no such issue, or it has no such option.
    EnginesDisagree
        Where a second way of computing contradicts the first.

    Notes
    -----
    What is said of a position holds for every completion within rules and norms. Where there
    is none, it holds for every completion.

    Source: ours; design, section 4, point 3.

    Examples
    --------
    >>> from tests.unit.drafting.made import CLASH
    >>> look = look_at_package([CLASH.case()], {"gate": "shut"})
    >>> [(one.party, one.bearing.value) for one in look.readings[0].lines], look.open
    ([('north', 'crosses'), ('south', 'keeps')], ('days',))
    """
    leading = cases[0]
    for name, value in choices.items():
        if name not in leading.issues:
            raise UnknownId("issue", name, leading.issues)
        _refuse_unknown(leading.issues[name], value)
    settled = {issue: choices[issue] for issue in leading.issues if issue in choices}
    broken = tuple(
        one
        for one in leading.limits
        if truth(one.proposition, settled, issues=leading.issues) is False
    )
    clash = () if broken else _clash(settled, leading)
    limits = [] if broken or clash else [one.proposition for one in leading.limits]
    named, others = _brought(settled, leading)
    return PackageLook(
        settled=settled,
        open=tuple(issue for issue in leading.issues if issue not in settled),
        broken=broken,
        clash=clash,
        readings=tuple(_look_under(case, settled, limits) for case in cases),
        brings=named,
        may_bring=others,
    )


def compare_packages(
    cases: Sequence[Case], packages: Mapping[str, Mapping[str, Value]]
) -> PackageComparison:
    """Return several packages side by side: where they differ, and what each does to positions.

    A mediator asks: what is the difference between these, and for whom? Nothing is added up,
    and no package is called the better one.

    Parameters
    ----------
    cases : sequence of Case
        As `look_at_package` has them.
    packages : mapping of name to choices
        Whole or in part.

    Raises
    ------
    UnknownId
        As `look_at_package` has it.

    Examples
    --------
    >>> from tests.unit.drafting.made import CLASH
    >>> compare_packages([CLASH.case()], {"A": {"gate": "shut"}, "B": {"gate": "open"}}).differ
    ('gate',)
    """
    looks = {name: look_at_package(cases, choices) for name, choices in packages.items()}
    issues = cases[0].issues
    alike = tuple(
        issue
        for issue in issues
        if len({(issue in one.settled, one.settled.get(issue)) for one in looks.values()}) <= 1
    )
    return PackageComparison(looks, alike, tuple(one for one in issues if one not in alike))


def _refuse_unknown(issue: Issue, value: Value) -> None:
    if isinstance(value, int) and value in issue.numbers:
        return
    named = [*(option.id for option in issue.options), *(str(one) for one in issue.allows)]
    if value not in named:
        numbers = [f"{issue.numbers[0]} to {issue.numbers[-1]}"] if issue.numbers else []
        raise UnknownId(f"option of {issue.id}", str(value), [*named, *numbers])


def _clash(settled: Package, case: Case) -> tuple[Limit, ...]:
    """A smallest set of limits that cannot all hold with what is settled; empty for none."""
    fixed = settling(settled)
    if is_possible([*fixed, *(one.proposition for one in case.limits)], case.issues) is not None:
        return ()
    named = {str(place): one.proposition for place, one in enumerate(case.limits)}
    (first, *_) = find_conflicts(named, issues=case.issues, limits=fixed, most=1).incompatible
    return tuple(one for place, one in enumerate(case.limits) if str(place) in first)


def _look_under(case: Case, settled: Package, limits: Sequence[Proposition]) -> PackageReading:
    bearings = Bearings(case, settled, limits)
    settings = {issue: Setting(value) for issue, value in settled.items()}
    lines, places = [], places_in(case)
    for party in case.parties:
        for position in case.positions:
            if party not in position.holders:
                continue
            bearing = bearings.of(position)
            distances = (
                measure_distances(position, settings, case.issues)
                if bearing is Bearing.CROSSES
                else ()
            )
            lines.append(
                PositionLine(
                    party,
                    position.id,
                    position.strength[party],
                    bearing,
                    rests_on(position, places),
                    distances,
                )
            )
    return PackageReading(case.choice, tuple(lines), bearings.others_can_all_stand())


def _brought(settled: Package, case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the options picked bring, and what options of open issues could bring besides."""
    picked = set(_brings(settled, case))
    could = {
        one
        for issue in case.issues.values()
        if issue.id not in settled
        for option in issue.options
        for one in option.brings
    }
    ids = [*(one.id for one in case.undertakings), *(one.id for one in case.linkages)]
    return (
        tuple(one for one in ids if one in picked),
        tuple(one for one in ids if one in could - picked),
    )


def _brings(settled: Package, case: Case) -> Iterator[str]:
    for issue, value in settled.items():
        for option in case.issues[issue].options:
            if option.id == value:
                yield from option.brings
