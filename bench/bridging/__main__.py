"""What the searches for packages with numbers cost: every row, or some, and the page of them.

    python -m bench.bridging [ROW...]

Without a row all are measured, and docs/reference/performance.md and its figures are written
anew; that takes about ten minutes, most of them the peer's. With rows they are printed alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from bench.bridging import acceptability, filters, frontier, points
from bench.bridging.negmas_peer import LIMIT_MB, LIMIT_S, measure_statistics
from bench.bridging.page import PAGE, ROOT, Place, growth_table, write_page
from bench.bridging.rows import GOALS, Row, seconds_in_words

MEASURES: Mapping[str, Callable[[str], Row]] = {
    **dict.fromkeys((*frontier.SCENARIOS, *frontier.RECIPES, "profiles"), frontier.measure_row),
    **dict.fromkeys(filters.RECIPES, filters.measure_row),
    **dict.fromkeys((*points.ASKED, *points.CONTRACTS), points.measure_row),
    **dict.fromkeys(("gather", "rate", *acceptability.SOUGHT), acceptability.measure_row),
}
"""What measures each row."""


def measured(id: str) -> Row:
    """Return one row, measured now and printed."""
    row = MEASURES[id](id)
    ours = "–" if row.seconds is None else seconds_in_words(row.seconds)
    memory = "" if row.megabytes is None else f", {row.megabytes:,.0f} MB"
    runs = f" ({row.runs} runs{memory})" if row.runs else ""
    print(f"\n{row.goal.work}\n  on {row.instance}: {row.found or '–'}")
    times = "" if row.times is None else f", {row.times:,.0f} times"
    print(f"  {ours}{runs}; peer: {row.peer}{times}")
    print(f"  goal: {row.goal.words}; {row.verdict}", flush=True)
    return row


def grown() -> dict[str, list[Place]]:
    """Return the growth curves, ours and the peer's."""
    growth = {}
    for parties in frontier.GROWTH:
        growth[f"{parties} parties"] = frontier.measure_growth(parties)
    peer = frontier.measure_peer_growth()
    if peer:
        growth["NegMAS, 2 parties"] = peer
    print(f"\n{growth_table(growth)}", flush=True)
    return growth


def statistics(rows: Mapping[str, Row]) -> str:
    """Return what the peer's full statistics took, in a sentence; empty where not measured."""
    ours = rows["energy"]
    if ours.absent or ours.seconds is None:
        return ""
    make, _ = frontier.SCENARIOS["energy"]
    found = measure_statistics(make)
    if found.ended:
        return ""
    return (
        f"The full statistics of NegMAS (`calc_scenario_stats`) on the first row took"
        f" {seconds_in_words(found.median)}, in one run."
    )


def main(names: list[str]) -> int:
    """Measure the rows named and print them, or all and write the page; 2 for a name unknown."""
    unknown = [name for name in names if name not in GOALS]
    if unknown:
        print(f"no row {', '.join(unknown)}; there are: {', '.join(GOALS)}", file=sys.stderr)
        return 2
    rows = {id: measured(id) for id in names or GOALS}
    if names:
        return 0
    said = statistics(rows)
    write_page([*rows.values()], grown(), limit_s=LIMIT_S, limit_mb=LIMIT_MB, statistics=said)
    print(f"\n{PAGE.relative_to(ROOT)} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
