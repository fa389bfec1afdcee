"""How long a whole command takes, from the shell's point of view: start, imports, work, exit.

    python -m bench.commands [--runs N]

Prints the median and the fastest, with what was promised; what is no command yet is left out.
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

from goodoffices.cli.main import COMMANDS

DOHA = "doha-round"
MEASURED: tuple[tuple[tuple[str, ...], float | None], ...] = (
    (("--help",), 0.35),
    (("check", DOHA), None),
    (("matrix", DOHA), None),
    (("explain", DOHA, "--json"), None),
    (("brief", DOHA, "--json"), 1.5),
)


def seconds(words: Sequence[str], folder: Path) -> float:
    """Return how long one run of the program takes; its output is thrown away."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "goodoffices", *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def main() -> None:
    """Time each command, the first run not counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    there = {row.name for row in COMMANDS} | {"--help"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with as_file(files("goodoffices.examples") / DOHA) as example:
            shutil.copytree(example, folder / DOHA)
        for words, promised in MEASURED:
            if words[0] not in there:
                continue
            seconds(words, folder)
            times = [seconds(words, folder) for _ in range(runs)]
            promise = f"  promised {promised} s" if promised else ""
            print(f"{' '.join(words):30} {median(times):6.3f} s  fastest {min(times):.3f}{promise}")


if __name__ == "__main__":
    main()
