"""Keeping the process that does long work alive beside the server."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Final

GRACE_S: Final = 1.5
"""How long the work at hand may take to end by itself, and again when told a second time."""
PAUSE_S: Final = 1.0
"""Before each start: the first page comes first, and a worker that cannot start uses up nothing."""
LOOK_S: Final = 0.25
"""How often it looks whether the worker is still there."""


class WorkerKeeper:
    """Starts the worker, and starts it again where it ends by itself.

    Parameters
    ----------
    say
        Prints a line in the terminal.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._is_stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the worker: what it does is told to stop, and cut off where it does not."""
        self._is_stopping.set()
        self._thread.join()
        process = self._process
        if process is None:
            return
        for _ in range(2):  # the second time it cuts off the work at hand by itself
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(GRACE_S)
                return
        process.kill()
        process.wait()

    def _keep(self) -> None:
        while not self._is_stopping.wait(PAUSE_S):
            if self._process is not None:
                self._say("The process for long work had ended, and is started again.")
            self._process = self._started()
            while self._process.poll() is None:
                if self._is_stopping.wait(LOOK_S):
                    return

    def _started(self) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "goodoffices.web.worker", str(os.getpid())]
        # A session of its own: Ctrl-C in the terminal is for the server, which ends it in order.
        return subprocess.Popen(words, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 -- our own program
