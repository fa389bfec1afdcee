"""Research views by exact numbers in words: the frontier, its points, and yardsticks.

Shown only where somebody asks for research.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from goodoffices.bridging.adjusted_winner import AdjustedWinner
from goodoffices.bridging.by_numbers import ByNumbers
from goodoffices.bridging.fairness import RangeShares, measure_envy
from goodoffices.bridging.ideas import Ideas
from goodoffices.bridging.points import POINTS, Point
from goodoffices.bridging.problem import UtilityRows
from goodoffices.bridging.results import Package, PackageSearch
from goodoffices.bridging.valuing import values_of
from goodoffices.case.case import Case
from goodoffices.case.issues import Value
from goodoffices.case.preferences import Preference
from goodoffices.case.status import Status
from goodoffices.drafting.counted import counted_as
from goodoffices.drafting.idea_sections import letter_of
from goodoffices.drafting.page import Section, Sentence
from goodoffices.figures.axis import percent, written
from goodoffices.figures.figure import Figure, Table
from goodoffices.figures.pareto_scatter import Point as Dot
from goodoffices.figures.pareto_scatter import draw_pareto_scatter
from goodoffices.figures.trade_off_ledger import LedgerColumn, draw_trade_off_ledger
from goodoffices.gaps.sentences import listed

CAUTION: Final = (
    "For research. Numbers are each party's own: nothing compares them, and nothing here says"
    " what anybody should accept, or what is fair."
)
"""The words that stand beside every view by numbers; they are fixed."""


def number_sections(found: ByNumbers, ideas: Ideas, case: Case) -> tuple[Section, ...]:
    """What numbers on record make possible: the frontier, its points, and Adjusted Winner."""
    return (_frontier(found, ideas, case), _winner(found, case))


def _frontier(found: ByNumbers, ideas: Ideas, case: Case) -> Section:
    figures: tuple[Figure, ...] = ()
    if found.frontier.packages:
        figures = (
            _scatter(found, ideas, case),
            _ledger(_ideas(ideas), case, id="ledger-ideas", of="the ideas"),
            _ledger(_points(found), case, id="ledger-points", of="the named points"),
        )
    return Section(
        id="numbers",
        title="By the numbers on record",
        note=CAUTION,
        sentences=tuple(_sentences(found, case)),
        tables=(_worths(found, ideas, case),) if found.frontier.packages else (),
        figures=figures,
        footnote=" ".join(filter(None, [_assumptions(found, case), counted_as(ideas, case)])),
    )


def _sentences(found: ByNumbers, case: Case) -> Iterator[Sentence]:
    for one in _preferences(case):
        by = f", by {one.source}" if one.source else ""
        yield Sentence(f"Numbers for {case.parties[one.party].name}{by}.", one.cites)
    yield Sentence(_how_many(found, case))
    for (name, package), points in zip(_points(found).items(), _alike(found), strict=True):
        words = ", with ".join(f"the largest {POINTS[one].words}" for one in points)
        sure = " ".join(dict.fromkeys(_how_sure(found.points[one]) for one in points)).strip()
        yield Sentence(
            f"{name[0].upper()}{name[1:]}, with {words}: {settled_in_words(package, case)}. {sure}"
        )
    if found.points and Point.NASH not in found.points:
        yield Sentence("There is no Nash point: no package brings every party a gain.")


def _how_sure(search: PackageSearch) -> str:
    said = ""
    if len(search.packages) > 1:
        said = f"{len(search.packages)} packages reach it; this is the first of them."
    if search.status is Status.PROVEN:
        return said
    if search.bound is None or search.value is None:
        return f"{said} The best found: there may be better ones."
    return f"{said} The best found: {written(search.value)} of at most {written(search.bound)}."


def _assumptions(found: ByNumbers, case: Case) -> str:
    """From what gains are counted, in sentences."""
    unstated = [
        case.parties[party].name
        for party, least in zip(found.problem.parties, found.problem.no_agreement, strict=True)
        if least is None
    ]
    if not found.points:
        return ""
    said = "The named points count each party's gain as a share of the most it could gain."
    if not unstated:
        return said
    return (
        f"{said} What no agreement is worth to {listed(unstated)} is not stated as one number:"
        " gains are counted from the package that is worth least to it."
    )


def _preferences(case: Case) -> list[Preference]:
    negotiating = {party.id for party in case.negotiating}
    return [one for one in case.preferences if one.party in negotiating]


def _how_many(found: ByNumbers, case: Case) -> str:
    count = len(found.frontier.packages)
    what = "that no other package makes worth more to one party and less to none"
    if any(one is not None for one in found.problem.no_agreement):
        what += ", of those that leave nobody below no agreement"
    if found.frontier.status is Status.PROVEN:
        points = "is one combination" if count == 1 else f"are {count:,} combinations"
        return f"There {points} of worths {what}: the frontier, exactly."
    if found.frontier.status is Status.INFEASIBLE:
        return (
            "No package keeps what is ruled out and the rules, and leaves nobody below what no"
            " agreement is worth to it."
        )
    if not count:
        return "The frontier is too large to be found: issues hang together too tightly."
    slack = listed(
        f"{written(amount)} for {case.parties[party].name}"
        for party, amount in found.frontier.slack.items()
    )
    return (
        f"There are more combinations of worths {what} than are listed: {count:,} stand for them,"
        f" and each package exceeds one of these by less than {slack}."
    )


def settled_in_words(package: Package, case: Case) -> str:
    """Return what a package settles, in words."""
    return "; ".join(
        f"{case.issues[issue].name}: {case.issues[issue].option_name(value)}"
        for issue, value in package.items()
    )


def _alike(found: ByNumbers) -> list[list[Point]]:
    """The named points, those together whose first package is the same."""
    groups: dict[tuple[Value, ...], list[Point]] = {}
    for point, search in found.points.items():
        groups.setdefault(tuple(search.packages[0].values()), []).append(point)
    return list(groups.values())


def _points(found: ByNumbers) -> dict[str, Package]:
    """The first package of each named point, one for several alike."""
    return {
        f"{listed(POINTS[one].name.removesuffix(' point') for one in points)} point": (
            found.points[points[0]].packages[0]
        )
        for points in _alike(found)
    }


def _ideas(ideas: Ideas) -> dict[str, Package]:
    return {letter_of(place): idea.partial.package for place, idea in enumerate(ideas.ideas)}


def _worths(found: ByNumbers, ideas: Ideas, case: Case) -> Table:
    """What ideas and points are worth; how far they go only where no agreement has a value."""
    parties = found.problem.parties
    floors = zip(parties, found.problem.no_agreement, strict=True)
    stated = [party for party, least in floors if least is not None]
    is_whole = len(stated) == len(parties)
    rows = []
    for name, package in (_ideas(ideas) | _points(found)).items():
        worth = found.utilities(package)
        shares = found.range_shares(package) if stated else None
        on_it = {True: "yes", False: "no", None: "not known"}[found.is_on_frontier(package)]
        if _is_below(worth, found):
            on_it = "below no agreement"
        rows.append(
            (
                name,
                *(written(amount) for amount in worth.values()),
                *(_share(shares, party) for party in stated),
                *([_spread(shares)] if is_whole else []),
                on_it,
            )
        )
    range_words = (
        ", and how far it goes from no agreement (0 %) to that party's best package (100 %)"
    )
    return Table(
        caption=f"What each is worth{range_words if stated else ''}",
        head=(
            "Package",
            *(f"Worth to {case.parties[one].name}" for one in parties),
            *(f"Range share of {case.parties[one].name}" for one in stated),
            *(["Shares apart"] if is_whole else []),
            "On the frontier",
        ),
        rows=tuple(rows),
    )


def _is_below(worth: Mapping[str, Fraction], found: ByNumbers) -> bool:
    """Whether a package is worth less to a party than no agreement."""
    floors = zip(worth.values(), found.problem.no_agreement, found.problem.scales, strict=True)
    return any(least is not None and amount * scale < least for amount, least, scale in floors)


def _share(shares: RangeShares | None, party: str) -> str:
    if shares is None:
        return "not known"
    if party not in shares.shares:
        return shares.unsaid[party]
    share = shares.shares[party]
    return "below no agreement" if share < 0 else percent(share)


def _spread(shares: RangeShares | None) -> str:
    """How far apart the range shares lie: a yardstick of equitability, and no more."""
    if shares is None or shares.spread is None:
        return "not known"
    return percent(shares.spread)


def _scatter(found: ByNumbers, ideas: Ideas, case: Case) -> Figure:
    rows = found.frontier.utilities
    named = {
        found.worth(search.packages[0]): search.packages[0] for search in found.points.values()
    }
    letters: dict[tuple[int, ...], list[str]] = {}
    for place, idea in enumerate(ideas.ideas):
        letters.setdefault(found.worth(idea.partial.package), []).append(letter_of(place))
    dots = []
    worth = rows.worth.tolist() if isinstance(rows, UtilityRows) else []
    exact = found.frontier.status is Status.PROVEN
    for row in map(tuple, worth):
        marks = found.marks(named[row]) if row in named else (("pareto",) if exact else ())
        units = tuple(found.problem.in_own_units(row).values())
        dots.append(Dot(units, marks, " ".join(letters.pop(row, ()))))
    dots += [
        Dot(tuple(found.problem.in_own_units(row).values()), (), " ".join(letter))
        for row, letter in letters.items()
    ]
    floors = [
        None if least is None else Fraction(least) / scale
        for least, scale in zip(found.problem.no_agreement, found.problem.scales, strict=True)
    ]
    names = [case.parties[one].name for one in found.problem.parties]
    return draw_pareto_scatter(names, dots, no_agreement=floors)


def _ledger(packages: Mapping[str, Package], case: Case, *, id: str, of: str) -> Figure:
    preferences = {one.party: one for one in _preferences(case)}
    values = {
        (party, issue): dict(
            zip(case.issues[issue].values, values_of(one, case.issues[issue]), strict=True)
        )
        for party, one in preferences.items()
        for issue in one.weights
    }
    columns = [
        LedgerColumn(
            name,
            {issue: case.issues[issue].option_name(value) for issue, value in package.items()},
            {
                issue: {
                    party: values[party, issue][value][0]
                    for party in preferences
                    if (party, issue) in values
                }
                for issue, value in package.items()
            },
        )
        for name, package in packages.items()
    ]
    return draw_trade_off_ledger(
        columns,
        issues={one.id: one.name for one in case.issues.values()},
        parties={one.id: one.name for one in case.negotiating},
        weights={
            party: {issue: low for issue, (low, _) in one.weights.items()}
            for party, one in preferences.items()
        },
        id=id,
        of=of,
    )


def _winner(found: ByNumbers, case: Case) -> Section:
    title = "Adjusted Winner, a yardstick"
    if found.winner is None:
        said = (Sentence(f"Not shown: {found.no_winner}."),)
        return Section(id="adjusted-winner", title=title, sentences=said, is_list=False)
    winner = found.winner
    return Section(
        id="adjusted-winner",
        title=title,
        note="For research. A procedure of two scholars, Brams and Taylor; no proposal of anybody.",
        sentences=tuple(_adjusted(winner, case)),
        footnote=" ".join(f"{one[0].upper()}{one[1:]}." for one in winner.assumptions),
    )


def _adjusted(winner: AdjustedWinner, case: Case) -> Iterator[Sentence]:
    for party in winner.parties:
        items = listed(case.issues[item].name for item in winner.items_of(party))
        if not items:
            yield Sentence(
                f"{case.parties[party].name} puts more on nothing, and gets nothing first."
            )
            continue
        yield Sentence(
            f"{case.parties[party].name} puts more on {items} and gets these first,"
            f" {written(winner.winner_sums[party])} of its points.",
            winner.cites,
        )
    for one in winner.transfers:
        part = "all" if one.share == 1 else f"{one.share}"
        yield Sentence(
            f"Then {part} of {case.issues[one.item].name} passes from"
            f" {case.parties[one.giver].name} to {case.parties[one.receiver].name}."
        )
    final = listed(
        f"{winner.final[party]} to {case.parties[party].name}" for party in winner.parties
    )
    yield Sentence(f"In the end it is worth {final}, each by its own points.")
    envious = [
        f"{case.parties[party].name} would rather have the other's side, by {written(one.amount)}"
        for party, one in measure_envy(winner).items()
        if one.amount
    ]
    said = listed(envious) or "neither would rather have the other's side"
    yield Sentence(f"By its own points, {said}.")
