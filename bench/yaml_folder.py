"""How long a folder's YAML takes: bare parse, our reading, the cache, validation, an edit.

Run it with `python bench/yaml_folder.py [STATEMENTS] [REPETITIONS]`. Medians in seconds, and
their ratio to ruamel.yaml's own round-trip load of the same text. Each repetition measures
every row once, so that a busy machine slows all of them alike.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ruamel.yaml import YAML

from goodoffices.case.validation import validate, validate_entries
from goodoffices.case.yaml_cache import CACHE_FOLDER, drop_cache, read_cached
from goodoffices.case.yaml_edit import append_entries, remove_entry
from goodoffices.case.yaml_source import read_source
from goodoffices.record.entries import RecordFile, Statement

SENTENCE = (
    "the party said that it would accept a phased withdrawal of its forces from the corridor"
    " once the first exchange of prisoners is complete and verified by the commission"
)


def record(statements: int, *, seed: int = 1) -> str:
    """Return a record of statements as a team would write it, about 20 lines each."""
    choose = random.Random(seed)  # noqa: S311 -- made-up words, no secret
    words = SENTENCE.split()
    parts = ["# A generated record.\nschema: goodoffices/record/1\nstatements:\n"]
    for number in range(statements):
        first = " ".join(choose.choices(words, k=18))
        second = " ".join(choose.choices(words, k=12))
        parts.append(f"""  - id: s{number}
    document: d{number % 40}
    words: >-
      {first}
      {second}
    span: {{start: {number * 200}, end: {number * 200 + len(first) + len(second) + 1}}}
    said_on: 2024-08-{number % 28 + 1:02d}
    handling: public
    chain:
      - speaker: party_{number % 4}
        capacity: official   # as printed
        to: public
        grade: B2
      - speaker: "wire"
        to: team
    # read by two of us
    readings:
      - id: r{number}
        party: party_{number % 4}
        stance: insists
        proposition: issue_{number % 20} is option_{number % 5}
""")
    return "".join(parts)


def measure(rows: dict[str, Callable[[], object]], repetitions: int) -> dict[str, float]:
    """Return the median time of each row."""
    times: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(repetitions):
        for name, run in rows.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) for name, each in times.items()}


def main(statements: int = 5000, repetitions: int = 3) -> None:
    """Print the table."""
    text = record(statements)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "record.yaml"
        path.write_text(text)
        cache = folder / CACHE_FOLDER
        source = read_source(path)
        wrong = validate(RecordFile, source)[1]
        assert not wrong, wrong[:3]

        def read_changed() -> None:
            drop_cache(folder)
            read_cached(path, cache)

        def edit() -> None:
            append_entries(path, "statements", [{"id": "new", "words": "one more"}])
            path.write_text(text)

        def remove() -> None:
            remove_entry(path, "statements", "s1")
            path.write_text(text)

        rows: dict[str, Callable[[], object]] = {
            "bare parse (ruamel round trip)": lambda: YAML().load(text),
            "read_source": lambda: read_source(path),
            "read_cached, changed (reads, keeps)": read_changed,
            "read_cached, unchanged": lambda: read_cached(path, cache),
            "all places of an unchanged file": lambda: len(read_cached(path, cache).places),
            "validate the whole file": lambda: validate(RecordFile, source),
            "validate_entries": lambda: validate_entries(Statement, source, ("statements",)),
            "append one entry, cache warm": edit,
            "remove one entry, cache warm": remove,
        }
        medians = measure(rows, repetitions)
    print(f"{statements} statements, {text.count(chr(10))} lines, {len(text) / 1e6:.1f} MB,")
    print(f"medians of {repetitions}; ratio to the bare parse\n")
    bare = next(iter(medians.values()))
    for row, median in medians.items():
        print(f"{row:38} {median:8.3f} s {median / bare:8.3f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
