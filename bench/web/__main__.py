"""What the pages cost and what they bear: all of it, and the page of the figures.

    python -m bench.web

It takes about half an hour, and wants the machine for itself.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.web import killing, many, opening, pages
from bench.web.page import PAGE, write_page
from bench.web.serving import ROOT

WRITES = 200
EVERY = 8


def main() -> int:
    """Measure everything, print it and write the page."""
    opened = [(opening.EXAMPLE, opening.measure_example())]
    opened.append((f"{pages.MANY:,} entries", opening.measure_large()))
    for case, one in opened:
        opening.print_opened(case, one)
    with tempfile.TemporaryDirectory() as name:
        killed = killing.kill_and_see(Path(name), writes=WRITES, every=EVERY)
    print(killed, flush=True)
    crowds = many.measure_all()
    measured = pages.measure()
    pages.print_pages(measured)
    write_page(measured, crowds, opened, killed)
    print(f"{PAGE.relative_to(ROOT)} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
