"""What every page takes of a server's time: with many entries and with few, again and again.

    python -m bench.web.pages [ENTRIES]

In process by Django's test client, then over loopback from the real server, and beside a plain
page of Django in the same run.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from bench.web.drawn import copy_drawn
from bench.web.serving import ROOT, cookies_for, environment, serving
from bench.web.visiting import ENOUGH_S, Visit

MANY: Final = 100_000
FEW: Final = 5_000
PLAIN: Final = "plain"
GOAL_S: Final = 0.150
LOOPBACK_RUNS: Final = 5


@dataclass(frozen=True, slots=True)
class Timed:
    """A page of a case with many entries, beside the same page of a case with few.

    Attributes
    ----------
    loopback_s
        Median over the network of this machine, from the real server.
    few
        The same page of a case with few entries; None where it has nothing to show there.
    """

    many: Visit
    few: Visit | None
    loopback_s: float

    @property
    def median_s(self) -> float:
        """Server time of the page, again and again, while nothing is written."""
        return median(self.many.warm_s)

    @property
    def slow_s(self) -> float:
        """The same at the 90th percentile."""
        return sorted(self.many.warm_s)[len(self.many.warm_s) * 9 // 10]

    @property
    def after_s(self) -> float:
        """The same right after somebody wrote something."""
        return median(self.many.after_s)

    @property
    def is_quick(self) -> bool:
        """Whether it keeps the goal."""
        return self.median_s < GOAL_S

    @property
    def is_constant(self) -> bool:
        """Whether it asks the database no more often with many entries than with few."""
        return self.few is None or self.many.queries <= self.few.queries


@dataclass(frozen=True, slots=True)
class Measured:
    """Every page, the plain one among them, and how large the case and the server are."""

    entries: int
    loaded_s: float
    megabytes: float
    pages: tuple[Timed, ...]

    @property
    def plain(self) -> Timed:
        """The page that all others are compared with."""
        return next(one for one in self.pages if one.many.name == PLAIN)

    @property
    def ours(self) -> tuple[Timed, ...]:
        """All others, the slowest first."""
        others = [one for one in self.pages if one.many.name != PLAIN]
        return tuple(sorted(others, key=lambda one: -one.median_s))

    @property
    def shown(self) -> tuple[Timed, ...]:
        """The pages of ours that a browser shows."""
        return tuple(one for one in self.ours if not one.many.is_file)

    @property
    def files(self) -> tuple[Timed, ...]:
        """What a browser saves: as much as was asked for."""
        return tuple(one for one in self.ours if one.many.is_file)


def measure(entries: int = MANY) -> Measured:
    """Open every page of a drawn case, and return what each takes."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        few = _visits(copy_drawn(FEW, home / "few"), home)[1]
        loaded, many = _visits(copy_drawn(entries, home / "many"), home)
        times, megabytes = _over_loopback(copy_drawn(entries, home / "served"), home, many)
    pages = tuple(Timed(many[path], few.get(path), times[path]) for path in many)
    return Measured(entries, loaded, megabytes, pages)


def _visits(case: Path, home: Path) -> tuple[float, dict[str, Visit]]:
    """Return how long the case took to load, and the visits by address."""
    words = [sys.executable, "-m", "bench.web.visiting", str(case)]
    done = subprocess.run(
        words, cwd=ROOT, env=environment(home), stdout=subprocess.PIPE, check=True
    )
    said = json.loads(done.stdout)
    visits = [_visit(one) for one in said["visits"]]
    return said["loaded_s"], {one.path: one for one in visits}


def _visit(said: Mapping[str, object]) -> Visit:
    return Visit(**said)  # type: ignore[arg-type]


def _over_loopback(
    case: Path, home: Path, visits: Mapping[str, Visit]
) -> tuple[dict[str, float], float]:
    """Return the median of each page from the real server, and what that holds in memory."""
    of = environment(home)
    with contextlib.ExitStack() as stack:
        cookie = cookies_for(case, 1, of)[0]
        served = stack.enter_context(serving(case, of))
        found = {}
        for path in visits:
            served.get(path, cookie=cookie)
            times = [served.get(path, cookie=cookie)[2]]
            while len(times) < LOOPBACK_RUNS and sum(times) < ENOUGH_S:
                times.append(served.get(path, cookie=cookie)[2])
            found[path] = median(times)
        return found, served.megabytes()


def print_pages(measured: Measured) -> None:
    """Print what each page takes, the slowest first."""
    plain = measured.plain
    print(
        f"{measured.entries:,} entries: loaded in {measured.loaded_s:.1f} s,"
        f" {measured.megabytes:,.0f} MB; a plain page {plain.median_s * 1_000:.1f} ms,"
        f" {plain.loopback_s * 1_000:.1f} ms over loopback"
    )
    for one in measured.ours:
        queries = one.few.queries if one.few is not None else "–"
        print(
            f"{one.many.path:42} {one.median_s * 1_000:7.1f} ms  p90 {one.slow_s * 1_000:7.1f}"
            f"  {one.median_s / plain.median_s:5.1f} x plain"
            f"  loopback {one.loopback_s * 1_000:7.1f}  after a write {one.after_s * 1_000:7.0f}"
            f"  queries {one.many.queries} ({queries})"
        )


if __name__ == "__main__":
    print_pages(measure(*(int(number) for number in sys.argv[1:])))
