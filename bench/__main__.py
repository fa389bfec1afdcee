"""Run the benchmarks, each in a process of its own: `make bench`, or `make bench BENCH=commands`.

A benchmark is a file of this folder that can be run, or a folder in it; what others import alone
is none. Each prints medians and ratios; `bridging` also writes docs/reference/performance.md.
None is a test: a figure depends on the machine, a promise must not.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def benchmarks() -> list[str]:
    """Return the names of the benchmarks, sorted."""
    files = [
        path.stem
        for path in HERE.glob("*.py")
        if path != Path(__file__) and '__name__ == "__main__"' in path.read_text(encoding="utf-8")
    ]
    return sorted([*files, *(path.parent.name for path in HERE.glob("*/__main__.py"))])


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all; return 0, 1 where one failed, 2 for a name unknown."""
    known = benchmarks()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, {system}", flush=True)
    failed = 0
    for name in names or known:
        print(f"\n== {name}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent, check=False)
        failed += done.returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
