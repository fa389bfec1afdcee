"""Drawn cases, drawn once and copied for each use."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.web.drawing import draw_case
from bench.web.serving import ROOT


def copy_drawn(entries: int, path: Path) -> Path:
    """Return a copy of the drawn case of so many entries; drawing the large one takes a while."""
    drawn = ROOT / ".cache" / "bench" / f"drawn-{entries}"
    if not drawn.exists():
        unfinished = drawn.with_name(f"{drawn.name}-unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        draw_case(unfinished, entries).rename(drawn)
    return Path(shutil.copytree(drawn, path))
