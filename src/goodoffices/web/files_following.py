"""The files of the case follow what the pages record, soon after, while it is served."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from goodoffices.case.errors import GoodOfficesError
from goodoffices.record.write_back import is_behind, write_back

LOOK_S: Final = 1.0
"""How often it looks whether something was recorded."""


class FilesFollowing:
    """A thread that brings the files of a case up to date.

    What cannot be written is said once in the terminal and tried again: the archive has it.
    """

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        self._path = path
        self._say = say
        self._said = ""
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="files-following", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, having brought the files up to date once more."""
        self._is_stopping.set()
        self._thread.join()
        self._bring()

    def _follow(self) -> None:
        while not self._is_stopping.wait(LOOK_S):
            self._bring()

    def _bring(self) -> None:
        try:
            if is_behind(self._path):
                write_back(self._path)
            self._said = ""
        except (GoodOfficesError, OSError) as error:
            sentence = f"The files could not follow; the archive has everything: {error}"
            if sentence != self._said:
                self._say(sentence)
            self._said = sentence
