"""Small frozen problems, on which every search is held against looking at every package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

from goodoffices.bridging.problem import Problem, Table

FOLDER = Path(__file__).parent / "bridging"


def names() -> list[str]:
    """Return the names of all instances."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read(name: str) -> Problem:
    """Return one instance by name."""
    data = YAML(typ="safe", pure=True).load(FOLDER / f"{name}.yaml")
    return Problem.of(
        data["worth"],
        tables=list(_tables(data.get("tables", ()))),
        no_agreement=data.get("no_agreement", ()),
        allowed=data.get("allowed", ()),
    )


def _tables(written: list[dict[str, object]]) -> Iterator[Table]:
    for one in written:
        scope = one["scope"]
        assert isinstance(scope, list)
        yield Table(
            tuple(scope),
            np.array(one["allowed"], dtype=np.bool_) if "allowed" in one else None,
            np.array(one["worth"], dtype=np.int64) if "worth" in one else None,
        )
