"""A PostgreSQL of one's own: on a free port of this machine, in a folder that goes again."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.web.serving import HOST, free_port

UNPRIVILEGED: Final = "postgres"
"""Who runs it where we are root: it refuses to run as root."""


def is_there() -> bool:
    """Whether PostgreSQL is installed."""
    return all(shutil.which(name) for name in ("initdb", "pg_ctl"))


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Run a server, and give the address of an empty database."""
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="goodoffices-pg-", dir="/tmp") as name:
        folder, port = Path(name), free_port()
        if user is not None:
            shutil.chown(folder, user)
        data = str(folder / "data")

        def run(*words: str) -> None:
            subprocess.run(words, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)

        run("initdb", "-D", data, "-U", "bench", "--auth=trust", "-E", "UTF8", "--locale=C")
        options = f"-p {port} -c listen_addresses={HOST} -k {folder}"
        run("pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            yield f"postgresql://bench@{HOST}:{port}/postgres"
        finally:
            run("pg_ctl", "-D", data, "-m", "fast", "-w", "stop")
