"""The real `goodoffices serve`, started as a person starts it, on a machine of its own.

Nothing of the person who runs the tests is read or written: the program has a home of its own.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

PATIENCE_S: Final = 90.0
"""How long a machine under load may take to start or stop; a test goes on as soon as it can."""
READY: Final = "Ctrl-C stops it."
PROGRAM: Final = (sys.executable, "-m", "goodoffices")


@dataclass(frozen=True, slots=True)
class Served:
    """A case that is being served: where it lies, and by which link it is entered first."""

    case: Path
    link: str
    output: Path

    @property
    def origin(self) -> str:
        """The address of the pages, without a path."""
        parts = urlsplit(self.link)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def said(self) -> str:
        """What the program printed so far."""
        return self.output.read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Machine:
    """A folder with a home in it: for the program, the whole machine."""

    folder: Path
    environment: dict[str, str]

    def run(self, *words: str) -> str:
        """Run a command of the program, and return what it printed."""
        done = subprocess.run(
            [*PROGRAM, *words],
            check=True,
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def copy_example(self, name: str = "doha-round") -> Path:
        """Make a fresh copy of an example, and return its folder."""
        self.run("demo", name)
        return self.folder / name

    @contextmanager
    def serving(self, case: Path) -> Iterator[Served]:
        """Serve a case until the block ends."""
        output = self.folder / "served.txt"
        words = ("serve", str(case), "--port", str(_free_port()), "--no-browser")
        with output.open("wb") as out:
            process = subprocess.Popen(
                [*PROGRAM, *words],
                env=self.environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        try:
            yield Served(case, _link(process, output), output)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(PATIENCE_S)
            finally:
                process.kill()


def fresh_machine(folder: Path) -> Machine:
    """Return a machine on which nothing of the program was ever done."""
    home = folder / "home"
    home.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GOODOFFICES", "DJANGO", "XDG"))
    }
    own = {"HOME": str(home), "PYTHONUNBUFFERED": "1", "TZ": "UTC", "GOODOFFICES_BY": "mira"}
    return Machine(folder, kept | own)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def _link(process: subprocess.Popen[bytes], output: Path) -> str:
    ends = time.monotonic() + PATIENCE_S
    while READY not in (said := output.read_text("utf-8")):
        if process.poll() is not None or time.monotonic() > ends:
            raise AssertionError(f"the pages were not served:\n{said}")
        time.sleep(0.05)
    return str(re.findall(r"http://\S+", said)[-1])
