"""Fifty people at once, for two minutes, in the real pages: on SQLite and on PostgreSQL.

    python -m bench.web.many [--people N] [--seconds N]

Each opens pages, thinks for a few seconds, and now and then writes something down. Nothing may
fail, and everything that was confirmed must be in the archive exactly once.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.web import postgresql
from bench.web.confirmed import Outcome, look_at
from bench.web.drawn import copy_drawn
from bench.web.serving import (
    HOST,
    ROOT,
    SECRET,
    WORLD,
    complaints,
    cookies_for,
    environment,
    serving,
)
from goodoffices.record.beginning import copy_example

PLAIN: Final = "plain Django page"
EXAMPLE: Final = "doha-round"
ENTRIES: Final = 5_000
WORLDS: Final[Mapping[str, Mapping[str, list[str]]]] = {
    EXAMPLE: {
        "statements": [f"s{number}" for number in range(1, 16)],
        "parties": ["israel", "hamas", "egypt", "qatar"],
        "words": ["withdrawal", "corridor", "talks"],
    },
    f"{ENTRIES:,} entries": {
        "statements": [f"s{number}" for number in range(1, 1_000)],
        "parties": ["p01", "p02", "p03", "p04"],
        "words": ["harvest", "observers", "convoys"],
    },
}


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of page: how often it was opened, how often it failed, and how long it took."""

    name: str
    opened: int
    failed: int
    median_ms: float
    slow_ms: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """What many people at once found: pages, writes, and what the server complained of."""

    case: str
    database: str
    seconds: float
    pages: tuple[Page, ...]
    outcome: Outcome
    complaints: tuple[str, ...]
    failures: tuple[str, ...]

    @property
    def a_second(self) -> float:
        """Pages a second, all kinds."""
        return sum(page.opened for page in self.pages) / self.seconds

    @property
    def failed(self) -> int:
        """How many pages could not be opened."""
        return sum(page.failed for page in self.pages)

    def of(self, name: str) -> Page:
        """One kind of page."""
        return next(page for page in self.pages if page.name == name)


def measure(case: str, database: str, *, people: int, seconds: int) -> Crowd:
    """Let many people work in a case, and return what they found."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        home = Path(name)
        path = _case(case, home / "case")
        address = stack.enter_context(postgresql.running()) if database == "PostgreSQL" else ""
        of = environment(home, database=address)
        cookies = cookies_for(path, people, of)
        served = stack.enter_context(serving(path, of))
        world = {**WORLDS[case], "cookies": cookies, "secret": SECRET}
        confirmed = home / "confirmed"
        confirmed.touch()
        world["confirmed"] = str(confirmed)
        for warm in ("/", "/record/", "/matrix/", "/stand/", "/packages/"):
            served.get(warm, cookie=cookies[0])
        told, failures = _crowd(served.port, world, people=people, seconds=seconds)
        served.stop()
        tokens = confirmed.read_text(encoding="utf-8").splitlines()
        outcome = look_at(path, tokens)
        pages = tuple(_page(one) for one in told if one["num_requests"])
        said = tuple(complaints(served.said))
    return Crowd(case, database, seconds, pages, outcome, said, failures)


def _case(case: str, path: Path) -> Path:
    if case == EXAMPLE:
        copy_example(path, EXAMPLE)
        return path
    return copy_drawn(ENTRIES, path)


def _crowd(
    port: int, world: Mapping[str, object], *, people: int, seconds: int
) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Run locust in a process of its own, and return its rows, and what failed."""
    words = [sys.executable, "-m", "locust", "-f", "bench/web/people.py", "--headless", "--json"]
    words += ["-u", str(people), "-r", "10", "-t", f"{seconds}s", "-s", "60"]
    words += ["--host", f"http://{HOST}:{port}"]
    with tempfile.TemporaryDirectory() as name:
        of = environment(Path(name)) | {WORLD: json.dumps(world)}
        done = subprocess.run(words, cwd=ROOT, env=of, capture_output=True, text=True, check=False)
    rows = json.loads(done.stdout[done.stdout.index("[") :])
    failures = [line for line in done.stderr.splitlines() if "status " in line or "Error" in line]
    return rows, tuple(failures)


def _page(row: Mapping[str, Any]) -> Page:
    times = Counter({float(ms): count for ms, count in row["response_times"].items()})
    every = sorted(_each(times))
    median, slow = every[len(every) // 2], every[min(len(every) - 1, len(every) * 95 // 100)]
    return Page(row["name"], row["num_requests"], row["num_failures"], median, slow)


def _each(times: Counter[float]) -> Iterator[float]:
    yield from times.elements()


def print_crowd(crowd: Crowd) -> None:
    """Print what many people found."""
    plain = crowd.of(PLAIN).median_ms or 1
    print(
        f"\n{crowd.case} on {crowd.database}: {crowd.a_second:.1f} pages/s, {crowd.failed} failed"
    )
    for page in crowd.pages:
        ratio = page.median_ms / plain
        print(
            f"  {page.name:24} {page.opened:5}  median {page.median_ms:6.0f} ms"
            f"  p95 {page.slow_ms:6.0f} ms  {ratio:5.1f} x plain  {page.failed} failed"
        )
    print(f"  {crowd.outcome}")
    for line in (*crowd.complaints, *crowd.failures):
        print(f"  ! {line}", flush=True)


def measure_all(*, people: int = 50, seconds: int = 120) -> list[Crowd]:
    """Let many people work in each case on each database, one after the other."""
    databases = ["SQLite", *(["PostgreSQL"] if postgresql.is_there() else [])]
    found = []
    for case in WORLDS:
        for database in databases:
            found.append(measure(case, database, people=people, seconds=seconds))
            print_crowd(found[-1])
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=120)
    given = parser.parse_args()
    measure_all(people=given.people, seconds=given.seconds)


if __name__ == "__main__":
    main()
