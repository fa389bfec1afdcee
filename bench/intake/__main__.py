"""How good reading is, and what it costs: the figures, and the page of them.

    python -m bench.intake

The texts lie beside the project in `../shared`; without them nothing is measured.
"""

from __future__ import annotations

import sys

from bench.intake import attribution, plover, report, speed
from bench.intake.page import PAGE, ROOT, Measured, write_page


def main() -> int:
    """Measure everything, print it and write the page."""
    if not report.REPORT.exists():
        print("the texts that reading is measured on are not beside the project")
        return 0
    gold = attribution.read_gold(attribution.SHARED / "gum_news_dev.jsonl")
    scorer = attribution.SHARED / "score_attribution.py"
    found = attribution.score(scorer, gold, attribution.predict(gold)[0])
    whole = attribution.score(scorer, gold, attribution.predict(gold, whole=True)[0])
    events = plover.score(plover.SHARED / "plover_dev.json")
    wire = report.score()
    print(f"{found}\n\n{whole}\n\n{events}\n\n{wire}", flush=True)
    figures = speed.measured()
    print(f"load {figures['load_s']:.2f} s, {figures['words_a_second']:,.0f} words a second")
    seconds, megabytes = speed.read_folder()
    print(f"{speed.REPORTS} reports in {seconds:.0f} s, {megabytes:,.0f} MB")
    write_page(Measured(found, whole, events, wire, figures, seconds, megabytes))
    print(f"{PAGE.relative_to(ROOT)} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
