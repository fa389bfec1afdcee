"""Pictures of every page, on a laptop and a phone, light and dark; three of them for the docs.

`make screenshots` writes them into `.cache/screenshots`, to be looked at after every change of
the looks; with `--docs`, it writes the three in `docs/images` anew instead. It needs playwright
(the group `browser`) and a Chromium, as the browser tests do.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.chromium import find_chromium
from tests.e2e.lived_in import LivedIn, live_in, prepare
from tests.e2e.serving import fresh_machine
from tests.e2e.watching import watched

ROOT = Path(__file__).resolve().parents[1]

FOLDER = ROOT / ".cache" / "screenshots"
IMAGES = ROOT / "docs" / "images"
LOOKS: tuple[tuple[int, Any], ...] = (
    (1280, "light"),
    (1280, "dark"),
    (390, "light"),
    (390, "dark"),
)
FOR_DOCS = {"home": 840, "explain": 940, "move-undertaking": 940}
"""The pages of which the documentation has pictures, with their heights in px."""
WIDTH = 1060


def main(arguments: Sequence[str]) -> None:
    """Serve a case in which a team has worked, and draw its pages."""
    words = ["--disable-lcd-text", *([] if os.geteuid() else ["--no-sandbox"])]  # grey is smaller
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        machine = fresh_machine(Path(folder))
        with machine.serving(prepare(machine)) as served:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=words)
            with watched(browser, served) as page:
                found = live_in(page, served)
            (draw_for_docs if "--docs" in arguments else draw_all)(browser, found)
            browser.close()


def draw_all(browser: Browser, found: LivedIn) -> None:
    """Draw every page in every look."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for width, scheme in LOOKS:
        with watched(
            browser, found.served, width=width, scheme=scheme, storage_state=found.kept
        ) as page:
            for name, address in found.addresses.items():
                page.goto(address)
                path = FOLDER / f"{name.replace(' ', '-')}-{width}-{scheme}.png"
                page.screenshot(path=path, full_page=True)
    print(f"Wrote {len(found.addresses) * len(LOOKS)} pictures into {FOLDER.relative_to(ROOT)}.")


def draw_for_docs(browser: Browser, found: LivedIn) -> None:
    """Draw the beginnings of the pages that the documentation shows."""
    with watched(browser, found.served, width=WIDTH, storage_state=found.kept) as page:
        for name, height in FOR_DOCS.items():
            page.goto(found.addresses[name])
            _draw(page, IMAGES / f"pages-{name}.png", height)


def _draw(page: Page, path: Path, height: int) -> None:
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": height}
    page.screenshot(path=path, full_page=True, clip=clip)
    print(f"Wrote {path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB.")


if __name__ == "__main__":
    main(sys.argv[1:])
