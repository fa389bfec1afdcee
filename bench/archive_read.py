"""How long an archive of 100,000 events takes to verify, to read, to add to and to erase from.

    python bench/archive_read.py [--events N] [--runs N]

Prints medians; the archive is made in a temporary folder, in four compartments.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from goodoffices.record.archive import Archive, NewEvent
from goodoffices.record.erasure import erase
from goodoffices.record.recording import diff
from goodoffices.record.replay import Json
from goodoffices.record.verify import verify_archive

COMPARTMENTS = ("team", "north", "south", "mediator")
STEP = 500
WORDS = "The withdrawal would begin once the list of names had been exchanged and verified. "


def build(folder: Path, events: int) -> Archive:
    """Make an archive of statements about as long as those of a wire report."""
    archive = Archive(folder)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(0, events, STEP):
        compartment = COMPARTMENTS[number // STEP % len(COMPARTMENTS)]
        step = [statement(each) for each in range(number, min(number + STEP, events))]
        archive.append(compartment, step, at=start + timedelta(minutes=number))
    return archive


def statement(number: int) -> NewEvent:
    """Return an invented statement with its relay chain and a reading."""
    content: Json = {
        "id": f"s{number}",
        "words": f"{WORDS}({number})",
        "said_on": "2026-01-05",
        "document": "report",
        "span": [number, number + len(WORDS)],
        "chain": [{"speaker": "north", "capacity": "official", "to": "mediator", "grade": "B2"}],
        "readings": [{"id": f"r{number}", "party": "north", "stance": "demands", "by": "ana"}],
    }
    return NewEvent("added", "statement", f"s{number}", "ana", content)


def timed(runs: int, work: Callable[[], object]) -> float:
    """Return the median of the seconds that some work takes."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return median(found)


def main() -> None:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        archive = build(Path(name, "archive"), options.events)
        print(f"written            {time.perf_counter() - start:7.2f} s  {options.events} events")
        entries = archive.replay()
        current = {key: (each.compartment, each.content) for key, each in entries.items()}
        one = iter(range(options.events, options.events + 10 * options.runs))
        measured: dict[str, Callable[[], object]] = {
            "verified": lambda: verify_archive(archive.folder),
            "read with check": archive.replay,
            "events alone": lambda: sum(1 for _ in archive.events()),
            "compared": lambda: diff(current, entries),  # type: ignore[arg-type]
            "one more": lambda: archive.append("team", [statement(next(one))]),
        }
        for label, work in measured.items():
            print(f"{label:18} {timed(options.runs, work):7.3f} s  median of {options.runs}")
        ids = iter(range(options.events))
        seconds = timed(
            options.runs,
            lambda: erase(archive, "statement", f"s{next(ids)}", by="ana", reason="asked"),
        )
        print(f"{'one erased':18} {seconds:7.3f} s  median of {options.runs}")


if __name__ == "__main__":
    main()
