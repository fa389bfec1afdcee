"""The files of a case follow its archive while its pages are served.

One thread of the server does it, soon after each change and when another program has written.
What cannot be done is said, kept as a notice for the settings, and tried again: the archive
has everything.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from goodoffices.case.errors import GoodOfficesError
from goodoffices.record.write_back import is_behind
from goodoffices.storage.desk import Desk

PAUSE_S: Final = 0.5
"""Between a change and the files: what comes right after it goes into them together."""
LOOK_S: Final = 1.0
"""How often it looks whether another program has recorded something."""
LONGEST_WAIT_S: Final = 64.0
"""After files that could not follow: twice as long each time, and at most so long."""


class Following:
    """A thread that brings the files of a case up to date.

    Parameters
    ----------
    desk
        The case.
    say
        Prints a line in the terminal.
    """

    def __init__(self, desk: Desk, *, say: Callable[[str], None]) -> None:
        self._desk = desk
        self._say = say
        self._notice = ""
        self._wait_s = LOOK_S
        self._is_wanted = threading.Event()
        self._is_stopping = threading.Event()
        desk.after_change(self._is_wanted.set)
        self._thread = threading.Thread(target=self._follow, name="files-following", daemon=True)
        self._thread.start()

    @property
    def notice(self) -> str:
        """Why the files could not follow the last time; empty where they could."""
        return self._notice

    def stop(self) -> None:
        """End, having brought the files up to date once more."""
        self._desk.after_change(None)
        self._is_stopping.set()
        self._is_wanted.set()
        self._thread.join()
        self._bring()

    def _follow(self) -> None:
        while not self._is_stopping.is_set():
            if self._notice:
                self._is_stopping.wait(self._wait_s)
            elif self._is_wanted.wait(LOOK_S):
                self._is_stopping.wait(PAUSE_S)
            self._is_wanted.clear()
            self._bring()

    def _bring(self) -> None:
        try:
            why = _written_back(self._desk.path) if is_behind(self._desk.path) else ""
        except (GoodOfficesError, OSError) as error:
            why = str(error)
        sentence = f"The files could not follow; the archive has everything: {why}" if why else ""
        if sentence and sentence != self._notice:
            self._say(sentence)
        self._notice = sentence
        self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S) if sentence else LOOK_S


def _written_back(path: Path) -> str:
    """Bring the files up to date, and return why they could not be; empty where they are.

    A process of its own does it: YAML of thousands of entries takes seconds, in which no page
    could be answered.
    """
    words = [sys.executable, "-m", "goodoffices.record.write_back", str(path.resolve())]
    # A session of its own: Ctrl-C in the terminal is for the server, which ends it in order.
    done = subprocess.run(  # noqa: S603 -- our own program
        words, stdin=subprocess.DEVNULL, capture_output=True, check=False, start_new_session=True
    )
    if done.returncode == 0:
        return ""
    said = done.stdout.decode("utf-8", "replace").strip()
    return said or f"the process that writes them ended with {done.returncode}"


class Started:
    """The one that this process has started, if it has."""

    following: Following | None = None


def start(desk: Desk, *, say: Callable[[str], None]) -> Following:
    """Let the files of the case that this process serves follow its archive."""
    Started.following = Following(desk, say=say)
    return Started.following


def notice() -> str:
    """Return why the files could not follow the last time; empty where they could."""
    return Started.following.notice if Started.following is not None else ""
