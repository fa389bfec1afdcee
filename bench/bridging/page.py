"""docs/reference/performance.md: the page of what was measured, goals missed and all."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from bench.bridging.curves import Axes, draw_curves
from bench.bridging.rows import Row, number_in_words, seconds_in_words

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "reference" / "performance.md"
IMAGES: Final = ROOT / "docs" / "images"
LIBRARIES: Final = ("numpy", "numba", "ortools", "moocore", "negmas")

HEAD: Final = """\
# Performance

<!-- Written by bench/bridging/page.py (make bench); do not edit. -->

What the searches for packages with numbers cost, on invented problems and on research
scenarios, against what was promised and against NegMAS {negmas} in the same run. A figure
depends on the machine; only the ratios and the growth tell much.

Measured on {machine}; {libraries}.

- **Ours** is the median of at least three runs, after a small problem of the same kind has had
  the compiled loops loaded; the first use after an installation also compiles them once, which
  takes some seconds. A problem is handed over in whole numbers; reading and compiling a case is
  not in it.
- **Memory** is how far the process rose above what it held after its imports.
- **NegMAS** is given the same worths, as floats, in a process of its own that may take
  {limit_gb} GB and {limit_s} s. It takes its quickest documented way, `pareto_frontier` over
  issues; then its Nash, Kalai, Kalai-Smorodinsky and welfare points.
- **moocore** is a library of filters in C. It is given all sums of an issue at once, issue after
  issue; ours merges them, leaves out what is beaten on the way, and keeps the way back to packages.
- **Frontiers** are exact, and the number of their points stands beside each time: an easy
  problem cannot pass for a hard one. In *contrary* problems what an option gives to one party it
  takes from the others; *opposed* ones are two fifths contrary, the rest each party's own, with
  which frontiers are about as large as those that the goals were set on, or larger; frontiers of
  *correlated* ones are small. Worths are whole numbers up to 1,000,000, unless 100 points are
  named. How hard a problem is differs with its seed: it is 1 where none is named, and was not
  chosen.
- **Profiles** are drawn where each party's order of issues and of options is known. Where no order
  of issues is known they lie far apart, and proofs take long: that has a row of its own.
- **Welfare** is the one place where worths are summed: the model of contracts that others measured
  on has them in common units. The best known sum is that of a long tabu search, not proven.

"""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a growth curve: issues, seconds (a median over seeds), and points."""

    issues: int
    seconds: float
    points: int


Growth = Mapping[str, Sequence[Place]]
"""By whom: "2 parties", "NegMAS, 2 parties"."""


def write_page(
    rows: Sequence[Row], growth: Growth, *, limit_s: float, limit_mb: int, statistics: str
) -> None:
    """Write the page and its figures."""
    text = page(rows, growth, limit_s=limit_s, limit_mb=limit_mb, statistics=statistics)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    IMAGES.mkdir(exist_ok=True)
    for name, drawn in figures(growth).items():
        (IMAGES / name).write_text(drawn, encoding="utf-8", newline="\n")


def page(
    rows: Sequence[Row], growth: Growth, *, limit_s: float, limit_mb: int, statistics: str
) -> str:
    """Return the whole page."""
    head = HEAD.format(
        negmas=version_of("negmas"),
        machine=machine(),
        libraries=libraries(),
        limit_gb=f"{limit_mb / 1000:g}",
        limit_s=f"{limit_s:g}",
    )
    parts = [head, "## What was promised\n\n", verdicts(rows), "\n", table(rows), "\n"]
    if statistics:
        parts.append(f"{statistics}\n\n")
    parts += ["## How it grows\n\n", GROWTH, growth_table(growth)]
    return "".join(parts)


GROWTH: Final = """\
Opposed problems with 5 options an issue, medians over three seeds; four parties have 100 points.
Time follows the number of points, not of packages: those grow fivefold with each issue.

![Time against the number of issues: ours rises slowly](../images/frontier-seconds.svg)

![Points of the frontier against the number of issues](../images/frontier-points.svg)

"""


def verdicts(rows: Sequence[Row]) -> str:
    """Return what was missed, plainly, before the table that has everything."""
    promised = [row for row in rows if row.goal.words != "–"]
    missed = [row for row in promised if row.missed]
    absent = [row for row in promised if not row.missed and row.verdict != "met"]
    met = len(promised) - len(missed) - len(absent)
    lines = [
        f"Of {len(promised)} goals {met} {'is' if met == 1 else 'are'} met, {len(missed)} missed"
    ]
    lines[0] += f", {len(absent)} not measured.\n" if absent else ".\n"
    if missed:
        lines.append("\nMissed:\n\n")
        lines += [f"- {row.goal.work}: {'; '.join(row.missed)}.\n" for row in missed]
    return "".join(lines)


def table(rows: Sequence[Row]) -> str:
    """Return the table: one row a goal."""
    lines = [
        "| work | measured on | found | ours | memory | peer | ratio | goal | kept |",
        "|---|---|---|---:|---:|---|---:|---|---|",
    ]
    for row in rows:
        cells = [
            row.goal.work,
            row.instance or "–",
            row.found or "–",
            "–" if row.seconds is None else seconds_in_words(row.seconds),
            "–" if row.megabytes is None else f"{row.megabytes:,.0f} MB",
            row.peer,
            "–" if row.times is None else number_in_words(row.times),
            row.goal.words,
            row.verdict,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def growth_table(growth: Growth) -> str:
    """Return the twin of the figures."""
    issues = sorted({place.issues for places in growth.values() for place in places})
    lines = [
        f"| issues | {' | '.join(growth)} |",
        f"|---:|{'---:|' * len(growth)}",
    ]
    for number in issues:
        cells = []
        for places in growth.values():
            here = [place for place in places if place.issues == number]
            said = [f"{seconds_in_words(one.seconds)}, {one.points:,} points" for one in here]
            cells.append(said[0] if said else "–")
        lines.append(f"| {number} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def figures(growth: Growth) -> dict[str, str]:
    """Return the figures as SVG, by file name."""
    told = "; ".join(
        f"{name}: {seconds_in_words(places[0].seconds)} at {places[0].issues} issues, "
        f"{seconds_in_words(places[-1].seconds)} at {places[-1].issues}"
        for name, places in growth.items()
    )
    ours = {name: places for name, places in growth.items() if "NegMAS" not in name}
    return {
        "frontier-seconds.svg": draw_curves(
            {
                name: [(one.issues, one.seconds) for one in places]
                for name, places in growth.items()
            },
            Axes("issues, 5 options each", "time to the exact frontier", seconds_in_words),
            id="frontier-seconds",
            title="Time to the exact frontier against the number of issues",
            description=f"{told}. The table below has every point.",
        ),
        "frontier-points.svg": draw_curves(
            {name: [(one.issues, one.points) for one in places] for name, places in ours.items()},
            Axes("issues, 5 options each", "points of the frontier", lambda ten: f"{ten:,.0f}"),
            id="frontier-points",
            title="Points of the frontier against the number of issues",
            description="How hard the problems of the other figure are. The table has every point.",
        ),
    }


def machine() -> str:
    """Return the machine in a few words."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}"
    )


def libraries() -> str:
    """Return the libraries that matter, with their versions."""
    return ", ".join(f"{name} {version_of(name)}" for name in LIBRARIES)


def version_of(name: str) -> str:
    """Return the version of a library, or that it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"
