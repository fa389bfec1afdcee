"""The process that does long work: `python -m goodoffices.web.worker PARENT`.

`serve` starts it beside itself. It ends when it is told to, and when its parent is gone.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import Final

LOOK_S: Final = 0.5
"""How often it looks whether its parent is still there."""
GRACE_S: Final = 2.0
"""How long the work at hand may take to end."""
INTERVAL_S: Final = 0.2
"""How often it looks for new work."""


def main(words: list[str]) -> None:
    """Do the work that waits, until the parent ends."""
    parent = int(words[0])
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodoffices.web.settings")
    import django  # noqa: PLC0415 -- slow import

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- slow import

    from goodoffices.storage.jobs import cut_off_left_behind  # noqa: PLC0415 -- slow import

    cut_off_left_behind()
    call_command("db_worker", interval=INTERVAL_S, startup_delay=False, verbosity=0)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_S)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
