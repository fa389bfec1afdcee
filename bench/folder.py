"""How long it takes to load a case folder of many statements, at first and when unchanged.

Run it with `python -m bench.folder [STATEMENTS] [REPETITIONS]`. Medians in seconds, and their ratio
to ruamel.yaml's own round-trip load of `record.yaml`. Loading reads the cache or the files,
validates, and makes every check.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from ruamel.yaml import YAML

from bench.yaml_folder import record
from goodoffices.case.yaml_cache import drop_cache
from goodoffices.record.checks.check import load
from goodoffices.record.fold import Fold

PARTIES, ISSUES, OPTIONS, DOCUMENTS = 4, 20, 5, 40


def write_case(folder: Path, statements: int) -> None:
    """Write a case that `load` accepts, around the generated record."""
    parties = "".join(f"  - {{id: party_{k}, name: Party {k}}}\n" for k in range(PARTIES))
    options = ", ".join(f"{{id: option_{k}}}" for k in range(OPTIONS))
    issues = "".join(f"  - {{id: issue_{k}, options: [{options}]}}\n" for k in range(ISSUES))
    case = f"schema: goodoffices/case/1\ntitle: Generated\nparties:\n{parties}issues:\n{issues}"
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    dated = "dated: 2024-08-31"
    documents = "".join(f"  - {{id: d{k}, {dated}}}\n" for k in range(DOCUMENTS))
    sources = "sources:\n  - {id: wire, kind: outlet, description: A wire}\n"
    text = f"{record(statements)}documents:\n{documents}{sources}"
    (folder / "record.yaml").write_text(text, encoding="utf-8")


def main(statements: int = 5_000, repetitions: int = 3) -> None:
    """Print the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_case(folder, statements)
        rows: dict[str, list[float]] = {"ruamel.yaml alone": [], "first load": [], "unchanged": []}
        rows["fold"] = []
        for _ in range(repetitions):
            drop_cache(folder)
            start = time.perf_counter()
            YAML().load((folder / "record.yaml").read_text(encoding="utf-8"))
            rows["ruamel.yaml alone"].append(time.perf_counter() - start)
            for row in ("first load", "unchanged"):
                start = time.perf_counter()
                checked = load(folder)
                rows[row].append(time.perf_counter() - start)
            start = time.perf_counter()
            Fold(checked.record).case()
            rows["fold"].append(time.perf_counter() - start)
    base = statistics.median(rows["ruamel.yaml alone"])
    print(f"{statements:,} statements, {repetitions} repetitions")
    for row, times in rows.items():
        median = statistics.median(times)
        print(f"  {row:<20} {median:7.3f} s   {median / base:5.2f} of ruamel.yaml alone")


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
