"""Measure what an install of the program weighs, and write docs/reference/sizes.md.

`make sizes` runs it in an environment that holds every extra. For the base install and for
each extra it follows the declared requirements, and adds up the files that each distribution
lists as its own; byte code compiled on the spot is left out. It needs no network.
"""

from __future__ import annotations

import platform
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = Path(__file__).parent / "reference" / "sizes.md"
MEGABYTE = 1_000_000
MEASURED = """\
Measured on {system} ({machine}), Python {python}: files on disk as installed, in millions of
bytes, without the byte code that Python adds. Licences are as each package's own metadata says.
"""
SYSTEMS = {"Darwin": "macOS", "Linux": "Linux"}


def needed(name: str, *, extra: str = "") -> list[str]:
    """Return the distributions that a requirement brings, itself first, each once."""
    found: dict[str, None] = {}
    waiting = [(name, extra)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        found[canonicalize_name(name)] = None
        for line in distribution(name).requires or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                waiting += [(requirement.name, one) for one in ("", *sorted(requirement.extras))]
    return list(found)


def size_mb(found: Distribution) -> float:
    """Return the size in MB of the files that a distribution lists as its own."""
    paths = {Path(str(found.locate_file(file))) for file in found.files or ()}
    own = [path for path in paths if path.suffix != ".pyc" and path.is_file()]
    return sum(path.stat().st_size for path in own) / MEGABYTE


def own_size_mb() -> float:
    """Return the size in MB of this package's sources, as a wheel holds them."""
    root = Path(__file__).parents[1] / "src" / "goodoffices"
    files = [path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    held = [path for path in files if ".cache" not in path.parts]
    return sum(path.stat().st_size for path in held) / MEGABYTE


def licence(found: Distribution) -> str:
    """Return a distribution's licence as its metadata says, in the short form."""
    said = found.metadata.json
    if expression := said.get("license_expression"):
        return str(expression)
    for line in said.get("classifier", ()):
        if line.startswith("License :: OSI Approved :: "):
            return str(line.rpartition(" :: ")[2])
    return str(said.get("license", "not said")).splitlines()[0]


def table(names: list[str]) -> tuple[list[str], float]:
    """Return the rows of a table of distributions, the largest first, and their sum in MB."""
    rows: list[tuple[float, str]] = []
    for name in names:
        found = distribution(name)
        size = size_mb(found)
        rows.append((size, f"| {name} | {found.version} | {licence(found)} | {size:.1f} |"))
    rows.sort(key=lambda row: (-row[0], row[1]))
    return [row for _, row in rows], sum(size for size, _ in rows)


def page() -> str:
    """Return the whole page, measured now."""
    own = distribution("goodoffices")
    extras = [str(name) for name in own.metadata.get_all("Provides-Extra") or ()]
    base = [name for name in needed("goodoffices") if name != "goodoffices"]
    rows, total = table(base)
    system = SYSTEMS.get(platform.system(), platform.system())
    python = ".".join(str(part) for part in sys.version_info[:2])
    head = "| package | version | licence | MB |\n|---|---|---|---:|"
    parts = [
        "# Sizes\n",
        "<!-- Written by docs/measure_sizes.py (make sizes); do not edit. -->\n",
        MEASURED.format(system=system, machine=platform.machine(), python=python),
        f"## Base install: {total + own_size_mb():.0f} MB\n",
        "\n".join([head, *rows, f"| goodoffices itself | | MIT | {own_size_mb():.1f} |"]) + "\n",
    ]
    for extra in extras:
        more = [name for name in needed("goodoffices", extra=extra) if name not in base]
        rows, total = table([name for name in more if name != "goodoffices"])
        parts.append(f"## Extra `[{extra}]`: {total:.0f} MB more\n")
        parts.append("\n".join([head, *rows]) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(PAGE.read_text(encoding="utf-8"))
