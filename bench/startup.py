"""How long the program takes to start, and what it imports on the way: medians of 10 runs.

    python -m bench.startup [--runs N]

A bare interpreter stands first: nothing can be quicker. Then `--help`, and a brief as JSON, and
of each the imports that take longest (`python -X importtime`, in a run of their own).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from statistics import median

DOHA = "doha-round"
COMMANDS: tuple[tuple[str, ...], ...] = (("--help",), ("brief", DOHA, "--json"))
MOST_IMPORTS = 8


def seconds(words: Sequence[str], folder: Path) -> float:
    """Return how long one run of an interpreter takes; its output is thrown away."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def slowest_imports(words: Sequence[str], folder: Path) -> list[tuple[float, str]]:
    """Return the packages whose own modules take longest to import, in ms, the slowest first."""
    shown = subprocess.run(
        [sys.executable, "-X", "importtime", *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    spent: dict[str, float] = {}
    for line in shown.stderr.splitlines():
        own, _, name = (part.strip() for part in line.removeprefix("import time:").split("|"))
        if own.isdigit():
            package = name.partition(".")[0]
            spent[package] = spent.get(package, 0) + int(own) / 1000
    return sorted(((ms, name) for name, ms in spent.items()), reverse=True)[:MOST_IMPORTS]


def main() -> None:
    """Time each command, the first run not counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with as_file(files("goodoffices.examples") / DOHA) as example:
            shutil.copytree(example, folder / DOHA)
        measured: list[tuple[str, ...]] = [("-c", "pass")]
        measured += [("-m", "goodoffices", *words) for words in COMMANDS]
        for words in measured:
            seconds(words, folder)
            times = [seconds(words, folder) for _ in range(runs)]
            print(f"python {' '.join(words):38} {median(times):6.3f} s  fastest {min(times):.3f}")
            if words[0] == "-m":
                listed = (f"{name} {ms:.0f}" for ms, name in slowest_imports(words, folder))
                print(f"    imports, ms: {', '.join(listed)}")


if __name__ == "__main__":
    main()
