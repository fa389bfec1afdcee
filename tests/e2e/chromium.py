"""Where this machine's Chromium is, and how to get Debian's when it has none.

`python tests/e2e/chromium.py --install` is what `make test BROWSER=1` runs first. It never
downloads a browser of its own: only the system's package manager may bring one.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_PATHS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
DEBIAN_PACKAGES = ("chromium", "fonts-dejavu-core")


def find_chromium() -> str | None:
    """Return the path of a Chromium: what `$CHROMIUM` names, or the first one found."""
    names = (os.environ.get("CHROMIUM", ""), *NAMES, *MAC_PATHS)
    return next((path for name in names if name and (path := shutil.which(name))), None)


def what_is_missing() -> str | None:
    """Return what the browser tests lack on this machine; None when they can run."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed; `make test BROWSER=1` runs them"
    return None if find_chromium() else "no Chromium was found; install one, or say CHROMIUM=PATH"


def install_chromium() -> None:
    """Install Debian's package where we are root and it can be had; a failure is only said."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    for words in (["update"], ["install", "--yes", "--no-install-recommends", *DEBIAN_PACKAGES]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(
            ["apt-get", "--quiet=2", *words],
            env=environment,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            print(f"apt-get {words[0]} failed ({done.returncode})", file=sys.stderr)


if __name__ == "__main__":
    if not find_chromium() and "--install" in sys.argv:
        print("Installing Chromium (once)...", file=sys.stderr)
        install_chromium()
    print(f"Chromium: {find_chromium() or 'none; the browser tests will be skipped'}")
