"""How long from the command to the first page.

python -m bench.web.opening
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from bench.web.drawn import copy_drawn
from bench.web.pages import MANY
from bench.web.serving import cookies_for, environment, serving
from goodoffices.record.beginning import copy_example

EXAMPLE: Final = "doha-round"
RUNS: Final = 5
GOAL_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Opened:
    """Medians in seconds from the command on.

    Attributes
    ----------
    first_ever_s
        Until the page behind the one-time link is there, where the case was never served.
    listens_s
        Until the address is printed, the next time.
    sign_in_s
        Until whoever is not signed in has the page to do so.
    home_s
        Until whoever is signed in has the page of the case.
    """

    first_ever_s: float
    listens_s: float
    sign_in_s: float
    home_s: float


def measure_example() -> Opened:
    """Return how long the worked example takes."""
    return _opened(lambda path: copy_example(path, EXAMPLE), RUNS)


def measure_large(entries: int = MANY) -> Opened:
    """Return how long a case of many entries takes, in one run."""
    return _opened(lambda path: copy_drawn(entries, path), 1)


def _opened(write: Callable[[Path], object], runs: int) -> Opened:
    found: list[tuple[float, ...]] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            home = Path(name)
            write(home / "case")
            found.append(_times(home / "case", environment(home)))
    return Opened(*(median(times) for times in zip(*found, strict=True)))


def _times(case: Path, of: Mapping[str, str]) -> tuple[float, ...]:
    begun = time.perf_counter()
    with serving(case, of) as served:
        served.get(served.address())
        first_ever = time.perf_counter() - begun
    cookie = cookies_for(case, 1, of)[0]
    begun = time.perf_counter()
    with serving(case, of) as served:
        listens = time.perf_counter() - begun
        served.get("/account/login/")
        sign_in = time.perf_counter() - begun
        served.get("/", cookie=cookie)
        home = time.perf_counter() - begun
    return first_ever, listens, sign_in, home


def print_opened(case: str, opened: Opened) -> None:
    """Print how long a case takes."""
    print(
        f"{case}: first page {opened.first_ever_s:.1f} s after the first command;"
        f" then listens after {opened.listens_s:.1f} s, sign-in {opened.sign_in_s:.1f} s,"
        f" page of the case {opened.home_s:.1f} s",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    print_opened(EXAMPLE, measure_example())
    print_opened(f"{MANY:,} entries", measure_large())


if __name__ == "__main__":
    main()
