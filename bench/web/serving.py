"""The real `goodoffices serve`, in a home of its own, for as long as something is measured."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
HOST: Final = "127.0.0.1"
SECRET: Final = "b" * 32
"""What a form has to carry, beside the cookie that says the same."""
WORLD: Final = "BENCH_WORLD"
"""In the environment: what the people of `bench.web.people` know of a case."""
PATIENCE_S: Final = 300.0
"""How long anything may take before it counts as hanging."""


class DidNotServeError(Exception):
    """The server ended before it listened, or listened and never answered."""


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.create_server((HOST, 0)) as one:
        return int(one.getsockname()[1])


def environment(home: Path, *, database: str = "") -> dict[str, str]:
    """Return the environment of the program: nothing of who runs it, and the plain page."""
    ours = {name: value for name, value in os.environ.items() if "GOODOFFICES" not in name}
    ours |= {"HOME": str(home), "XDG_DATA_HOME": str(home), "GOODOFFICES_BY": "ana"}
    ours |= {"DJANGO_SETTINGS_MODULE": "bench.web.settings", "PYTHONPATH": str(ROOT)}
    ours |= {"PYTHONUNBUFFERED": "1"}
    return ours | ({"GOODOFFICES_DATABASE": database} if database else {})


def cookies_for(case: Path, number: int, of: Mapping[str, str]) -> list[str]:
    """Return what the browsers of so many people send, for a case that nobody serves yet.

    Each has an open session, and the same secret against forms of others' pages.
    """
    words = [sys.executable, "-m", "bench.web.signing_in", str(case), str(number)]
    done = subprocess.run(words, env=dict(of), cwd=ROOT, capture_output=True, check=True)
    said = json.loads(done.stdout)
    return [f"{said['session']}={key}; {said['csrf']}={SECRET}" for key in said["keys"]]


@dataclass
class Served:
    """A server that runs: its process, its port, and what it printed."""

    process: subprocess.Popen[bytes]
    port: int
    said: list[str] = field(default_factory=list)

    def get(self, path: str, *, cookie: str = "") -> tuple[int, str, float]:
        """Return the status and the body of a page, and how many seconds it took."""
        headers = {"Cookie": cookie} if cookie else {}
        start = time.perf_counter()
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE_S)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
        return answer.status, body.decode("utf-8", "replace"), time.perf_counter() - start

    def address(self) -> str:
        """The path that was printed as the first to open."""
        line = next(one for one in self.said if f"http://{HOST}:{self.port}" in one)
        return line.partition(f":{self.port}")[2]

    def worker(self) -> int:
        """Return the process for long work, once it is there.

        Raises
        ------
        DidNotServeError
            Where there is none after a while.
        """
        ends = time.monotonic() + PATIENCE_S
        listed = ["ps", "-eo", "pid=,ppid=,args="]
        while time.monotonic() < ends:
            shown = subprocess.run(listed, capture_output=True, text=True, check=True).stdout
            for pid, of, words in (line.split(maxsplit=2) for line in shown.splitlines()):
                if int(of) == self.process.pid and "goodoffices.web.worker" in words:
                    return int(pid)
            time.sleep(0.05)
        raise DidNotServeError("\n".join(["there is no process for long work", *self.said]))

    def megabytes(self) -> float:
        """What the server holds in memory now, in millions of bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1]) / 1_000

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE_S)


def start(case: Path, of: Mapping[str, str], *, port: int) -> Served:
    """Start serving a case, and return once it listens.

    Raises
    ------
    DidNotServeError
        Where it ended instead.
    """
    words = [sys.executable, "-m", "goodoffices", "serve", str(case), "--no-browser"]
    process = subprocess.Popen(
        [*words, "--port", str(port)],
        env=dict(of),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    served = Served(process, port)
    listens = threading.Event()
    threading.Thread(target=_listen_to, args=(served, listens), daemon=True).start()
    if not listens.wait(PATIENCE_S) or process.poll() is not None:
        process.kill()
        raise DidNotServeError("\n".join(served.said))
    return served


def _listen_to(served: Served, listens: threading.Event) -> None:
    assert served.process.stdout is not None
    with served.process.stdout as lines:
        for line in lines:
            served.said.append(line.decode().rstrip())
            if "Ctrl-C stops it." in served.said[-1]:
                listens.set()
    listens.set()


@contextlib.contextmanager
def serving(case: Path, of: Mapping[str, str]) -> Iterator[Served]:
    """Serve a case, and stop after."""
    served = start(case, of, port=free_port())
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.stop()


def complaints(said: Sequence[str]) -> list[str]:
    """Return the lines of a server that tell of something that went wrong."""
    return [line for line in said if "ERROR" in line or "Traceback" in line]
