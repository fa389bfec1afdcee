"""Remake docs/images/brief.png: the beginning of the worked example's brief, as a browser draws it.

`make images` runs it. It needs playwright (the group `browser`) and a Chromium, as the browser
tests do, and changes no other file.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e.chromium import find_chromium

ROOT = Path(__file__).resolve().parents[1]

IMAGE = ROOT / "docs" / "images" / "brief.png"
WIDTH = 1280
CUT = "part-not-reported"
"""The section before which the picture ends: with it, it would be too large for a README."""


def main() -> None:
    """Write the brief of a fresh copy of the example, and draw its beginning."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        command = [sys.executable, "-m", "goodoffices", "demo"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=sandbox)
        page = browser.new_page(
            viewport={"width": WIDTH, "height": 800}, color_scheme="light", locale="en-GB"
        )
        page.goto((Path(folder) / "doha-round" / "brief.html").as_uri())
        IMAGE.parent.mkdir(exist_ok=True)
        box = page.locator(f"#{CUT}").bounding_box()
        assert box is not None, CUT
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": box["y"]}
        page.screenshot(path=IMAGE, full_page=True, clip=clip)
        browser.close()
    print(f"Wrote {IMAGE.relative_to(ROOT)}: {IMAGE.stat().st_size // 1024} kB.")


if __name__ == "__main__":
    main()
