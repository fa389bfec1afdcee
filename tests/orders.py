"""The example valley with what matters to whom left open: orders, intervals, a known value."""

from __future__ import annotations

import shutil
from pathlib import Path

VALLEY = Path(__file__).parents[1] / "docs" / "examples" / "valley"

ORDERS = """\
schema: goodoffices/preferences/1
preferences:
  - id: upstream_order
    party: upstream
    order: [filling, inspection, minimum_flow]
    options:
      filling: [three_years, five_years, seven_years]
      inspection: [none, joint, independent]
    values:
      minimum_flow: {"0": 1, "200": 0}
    no_agreement: [20, 40]
    cites: [s3]
    handling: public
  - id: downstream_order
    party: downstream
    options:
      filling: [seven_years, five_years, three_years]
      inspection: [independent, joint, none]
    values:
      minimum_flow: {"0": 0, "200": 1}
    no_agreement: 30
    cites: [s1]
    handling: public
"""


def copy_valley_with_orders(folder: Path) -> Path:
    """Put the case into a folder, under the name valley, and return where it is."""
    case = folder / "valley"
    shutil.copytree(VALLEY, case, ignore=shutil.ignore_patterns(".cache"))
    (case / "preferences.yaml").write_text(ORDERS, encoding="utf-8")
    return case
