"""What follows the archive while pages are served: the files of the case, and the rows.

One thread of the server does it, soon after each change and when another program has written.
What cannot be done is said, kept as a notice for the settings, and tried again: the archive
has everything.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from goodoffices.case.errors import GoodOfficesError
from goodoffices.record.write_back import is_behind, write_back
from goodoffices.storage.desk import Desk

PAUSE_S: Final = 0.5
"""Between a change and the files: what comes right after it goes into them together."""
LOOK_S: Final = 1.0
"""How often it looks whether another program has recorded something."""


class Following:
    """A thread that brings the files of a case, and whatever else follows, up to date.

    Parameters
    ----------
    desk
        The case.
    say
        Prints a line in the terminal.
    also
        What else follows the archive, called after the files; it raises nothing.
    """

    def __init__(
        self, desk: Desk, *, say: Callable[[str], None], also: Callable[[], None] | None = None
    ) -> None:
        self._desk = desk
        self._say = say
        self._also = also
        self._notice = ""
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
            if self._is_wanted.wait(LOOK_S):
                self._is_stopping.wait(PAUSE_S)
                self._is_wanted.clear()
            self._bring()

    def _bring(self) -> None:
        try:
            if is_behind(self._desk.path):
                write_back(self._desk.path)
            self._notice = ""
        except (GoodOfficesError, OSError) as error:
            sentence = f"The files could not follow; the archive has everything: {error}"
            if sentence != self._notice:
                self._say(sentence)
            self._notice = sentence
        if self._also is not None:
            self._also()


class Started:
    """The one that this process has started, if it has."""

    following: Following | None = None


def start(
    desk: Desk, *, say: Callable[[str], None], also: Callable[[], None] | None = None
) -> Following:
    """Let the files of the case that this process serves follow its archive."""
    Started.following = Following(desk, say=say, also=also)
    return Started.following


def notice() -> str:
    """Return why the files could not follow the last time; empty where they could."""
    return Started.following.notice if Started.following is not None else ""
