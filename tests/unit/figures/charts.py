"""Charts of packages for the tests of figures: plain ones, crowded ones, and ones of nothing."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree as ET

from goodoffices.figures.acceptability_bars import Acceptability, draw_acceptability_bars
from goodoffices.figures.exposure_chart import Curve, draw_exposure_chart
from goodoffices.figures.figure import SVG, Figure
from goodoffices.figures.pareto_scatter import Point, draw_pareto_scatter
from goodoffices.figures.timeline import Bar, PhaseBand, draw_timeline
from goodoffices.figures.trade_off_ledger import LedgerColumn, draw_trade_off_ledger

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 6


def parts(figure: Figure, tag: str, kind: str = "") -> list[ET.Element]:
    """The parts of a drawing with a tag and, where asked for, a class."""
    root = ET.fromstring(figure.svg)  # noqa: S314 -- our own drawing
    found = root.iter(f"{{{SVG}}}{tag}")
    return [part for part in found if not kind or part.get("class") == kind]


def words(figure: Figure) -> str:
    """All that is written in a drawing."""
    return " ".join(part.text or "" for part in parts(figure, "text"))


def cloud(count: int, parties: int, *, seed: int = 3) -> list[Point]:
    """Points at random, those marked that no other is as good as."""
    random_ = random.Random(seed)  # noqa: S311 -- no secret
    worths = [
        tuple(Fraction(random_.randint(0, 40) + random_.randint(0, 40)) for _ in range(parties))
        for _ in range(count)
    ]
    found = []
    for one in worths:
        beaten = any(
            other != one and all(a >= b for a, b in zip(other, one, strict=True))
            for other in worths
        )
        found.append(Point(one, () if beaten else ("pareto",)))
    return found


def two_parties() -> Figure:
    """Two parties, with every mark and letters that share places."""
    points = cloud(300, 2)
    frontier = [place for place, one in enumerate(points) if one.marks]
    for place, marks, letter in zip(
        frontier,
        (("pareto", "nash", "kalai_smorodinsky", "leximin"), ("pareto", "utilitarian")),
        ("A", "B"),
        strict=False,
    ):
        points[place] = Point(points[place].worth, marks, letter)
    points[0] = Point(points[0].worth, (), "C")
    points[1] = Point(points[0].worth, (), "D")
    points[2] = Point((points[0].worth[0] + 1, points[0].worth[1]), (), "E")
    return draw_pareto_scatter(
        ["Egypt", "Israel"], points, no_agreement=[Fraction(30), Fraction(65, 2)], id="scatter-2"
    )


def four_parties() -> Figure:
    """Four parties with long names, and more packages than are drawn."""
    points = cloud(1200, 4)
    points[5] = Point(points[5].worth, points[5].marks, "A")
    points[8] = Point(points[8].worth, (*points[8].marks, "nash"), "B")
    names = ["North", "South of the river and the islands", "East", LONG]
    floors = [Fraction(10), None, None, Fraction(20)]
    return draw_pareto_scatter(names, points, no_agreement=floors, id="scatter-4")


def large_numbers() -> Figure:
    """Worths that need many digits, below nothing too."""
    points = [
        Point((Fraction(10**15 * n), Fraction(-n, 7 * 10**6)), ("pareto",)) for n in range(30)
    ]
    return draw_pareto_scatter(["North", "South"], points, id="scatter-large")


def crowded_letters() -> Figure:
    """Twenty-six ideas next to each other in a corner."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    points = [
        Point((Fraction(100 - n % 5, 10), Fraction(90 + n % 7, 10)), ("pareto",), letter)
        for n, letter in enumerate(letters)
    ]
    points.append(Point((Fraction(0), Fraction(0))))
    return draw_pareto_scatter(["North", "South"], points, id="scatter-crowded")


def no_points() -> Figure:
    """Nothing to draw."""
    return draw_pareto_scatter(["North", "South"], [], id="scatter-empty")


CAMP_DAVID = {
    "normalisation": "Normal relations",
    "settlements": "Israeli settlements in the Sinai",
    "linkage": "Link between normal relations and the West Bank and Gaza",
    "freeze": "Stop to new settlements",
}


def ledger() -> Figure:
    """Three packages of four issues for two parties."""
    columns = [
        LedgerColumn(
            label,
            dict(zip(CAMP_DAVID, options, strict=True)),
            {
                issue: {"egypt": Fraction(half, 2), "israel": 1 - Fraction(half, 2)}
                for issue, half in zip(CAMP_DAVID, halves, strict=True)
            },
        )
        for label, options, halves in (
            (
                "A",
                ("a peace treaty, open borders and ambassadors", "they are removed", "no link",
                 "three months"),
                (0, 2, 0, 1),
            ),
            ("B", ("a peace treaty", "they are removed", "a loose link", "no stop"), (1, 2, 1, 0)),
            (
                "C",
                ("recognition", "Egyptian title and Israelis staying for a time", "a close link",
                 "as long as the talks on the West Bank and Gaza last"),
                (2, 1, 2, 2),
            ),
        )
    ]  # fmt: skip
    weights = {
        "egypt": dict(zip(CAMP_DAVID, map(Fraction, (5, 55, 20, 15)), strict=True)),
        "israel": dict(zip(CAMP_DAVID, map(Fraction, (10, 35, 10, 25)), strict=True)),
    }
    return draw_trade_off_ledger(
        columns,
        issues=CAMP_DAVID,
        parties={"egypt": "Egypt", "israel": "Israel"},
        weights=weights,
        id="ledger",
    )


def odd_ledger() -> Figure:
    """Long names, an issue left open, one that weighs nothing, and a share that is not known."""
    columns = [
        LedgerColumn(LONG, {"a": LONG, "b": "some"}, {"a": {"p": Fraction(1, 300)}}),
        LedgerColumn("B", {"a": "all", "b": "none"}, {"a": {"p": Fraction(1), "q": Fraction(0)}}),
    ]
    weights = {"p": {"a": Fraction(10**12, 7)}, "q": {"a": Fraction(3), "b": Fraction(2)}}
    return draw_trade_off_ledger(
        columns,
        issues={"a": LONG, "b": "Water", "c": "Borders"},
        parties={"p": "North", "q": LONG},
        weights=weights,
        id="ledger-odd",
    )


def no_ledger() -> Figure:
    """Nothing to draw."""
    return draw_trade_off_ledger([], issues={}, parties={}, weights={}, id="ledger-empty")


def bars() -> Figure:
    """Shares at both ends, in between, and a label that is long."""
    packages = [
        Acceptability("A", Fraction(62, 100), 0.015),
        Acceptability("B", Fraction(0), 0.0),
        Acceptability("C: the force stays, and leaves after two years", Fraction(1, 500), 0.002),
        Acceptability(LONG, Fraction(997, 1000), 0.05),
        Acceptability("E", Fraction(1), 0.0),
    ]
    return draw_acceptability_bars(packages, samples=1000, id="bars")


def no_bars() -> Figure:
    """Nothing to draw."""
    return draw_acceptability_bars([], samples=0, id="bars-empty")


PHASES = (
    PhaseBand("Phase 1: women, children and the ill", 0, 42),
    PhaseBand("Phase 2: all others", 43, 84),
    PhaseBand("Phase 3: terms still being settled", 85, 126),
)


def timeline() -> Figure:
    """Every sign: a tail, a due day after the phase, a joint step, a phase without a step."""
    bars = [
        Bar("First withdrawal", "South", 0, 0, 7, for_whom="North", verified=10, due=7),
        Bar("Release of the first group", "North", 0, 10, 42, for_whom="South", verified=43),
        Bar("Opening of the crossing", "South", 0, 3, 3, for_whom="North and East", due=1),
        Bar("Withdrawal from the corridor", "South", 0, 42, 50, for_whom="North", due=50),
        Bar(
            "Exchange of the second group and of those held for long",
            "North and South",
            1,
            60,
            60,
            for_whom="each other",
            verified=61,
            held_by="a committee of three, at the crossing",
        ),
    ]
    return draw_timeline(bars, phases=PHASES, day_zero=date(2025, 1, 19), id="timeline")


def odd_timeline() -> Figure:
    """Long names, all on one day, and no date."""
    bars = [
        Bar(LONG, LONG, 0, 0, 0, for_whom=LONG, verified=0, due=0, held_by=LONG),
        Bar('all of <it> & "more"', "South", 0, 0, 0),
    ]
    return draw_timeline(bars, phases=[PhaseBand(LONG, 0, 0)], id="timeline-odd")


def long_timeline(steps: int = 60) -> Figure:
    """One tranche a phase, one after the other, over some years."""
    phases = [PhaseBand(f"Phase {n + 1}", 20 * n, 20 * n + 20) for n in range(steps)]
    bars = [
        Bar(f"Release, tranche {n + 1}", "North", n, 20 * n, 20 * n + 13, verified=20 * n + 20)
        for n in range(steps)
    ]
    return draw_timeline(bars, phases=phases, day_zero=date(2025, 1, 19), id="timeline-long")


def no_timeline() -> Figure:
    """Nothing to draw."""
    return draw_timeline([], phases=[], id="timeline-empty")


def thirds(*pairs: tuple[int, int]) -> tuple[tuple[Fraction, Fraction], ...]:
    """Bounds in thirds of the whole."""
    return tuple((Fraction(low, 3), Fraction(high, 3)) for low, high in pairs)


MOMENTS = ("before", "phase 1, at worst", "after phase 1", "phase 2, at worst")


def exposure() -> Figure:
    """A band, bounds that meet, and a party that is never exposed."""
    return draw_exposure_chart(
        [
            Curve("North", thirds((0, 0), (1, 3), (0, 2), (1, 2))),
            Curve("South", thirds((0, 0), (2, 2), (1, 1), (2, 2))),
            Curve("East", thirds((0, 0), (0, 0), (0, 0), (0, 0))),
        ],
        MOMENTS,
        id="exposure",
    )


def shortfall_of_many_moments(phases: int = 12) -> Figure:
    """More moments than there is room for their names, and more than all at stake."""
    names = ["before"]
    for n in range(1, phases + 1):
        names += [f"phase {n}, at worst", f"after phase {n}"]
    curves = [
        Curve(LONG, tuple((Fraction(n % 3, 30), Fraction(n, 20)) for n in range(len(names)))),
        Curve("South & <others>", tuple((Fraction(1, n + 1),) * 2 for n in range(len(names)))),
    ]
    return draw_exposure_chart(curves, names, kind="shortfall", id=f"shortfall-{phases}")


def no_exposure() -> Figure:
    """Nothing to draw."""
    return draw_exposure_chart([], MOMENTS, id="exposure-empty")


def charts() -> list[Figure]:
    """Every chart of this module."""
    return [
        two_parties(),
        four_parties(),
        large_numbers(),
        crowded_letters(),
        no_points(),
        ledger(),
        odd_ledger(),
        no_ledger(),
        bars(),
        no_bars(),
        timeline(),
        odd_timeline(),
        long_timeline(),
        no_timeline(),
        exposure(),
        shortfall_of_many_moments(),
        shortfall_of_many_moments(60),
        no_exposure(),
    ]
