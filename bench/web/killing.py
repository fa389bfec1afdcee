"""The server or its worker is killed at random moments of many writes, and nothing may be lost.

    python -m bench.web.killing [--writes N] [--every N] [--seed N]

Two people write messages and meeting notes and ask for long work, one after the other as fast as
they can. Each write counts as confirmed once the browser has its answer. Kill -9 comes at a random
moment, to the server or to the process for long work; a killed server is started again. At the
end everything that was confirmed must be there once, and no step half.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from typing import Final
from urllib.parse import urlencode

from bench.web.confirmed import Outcome, look_at
from bench.web.serving import (
    HOST,
    PATIENCE_S,
    ROOT,
    SECRET,
    DidNotServeError,
    Served,
    cookies_for,
    environment,
    free_port,
    start,
)
from goodoffices.record.archive import Archive
from goodoffices.record.beginning import copy_example
from goodoffices.record.folder import ARCHIVE_FOLDER

WRITERS: Final = 2
LONGEST_DELAY_S: Final = 0.08
"""How long after a write has begun the blow falls, at most: about as long as a write takes."""
WORKER_EVERY: Final = 3
"""Each blow of so many hits the process for long work."""
JOB_EVERY: Final = 8
"""Writes between two pieces of long work that are asked for."""
SEE_OTHER: Final = 303
OPEN_JOBS: Final = frozenset({"waiting", "running"})


@dataclass(frozen=True, slots=True)
class Killed:
    """What was left after many blows.

    Attributes
    ----------
    tried, unanswered, refused
        Writes that were sent, those of which nobody learnt whether they are done, and those that
        were answered with anything but a redirect.
    server, worker
        How often each was killed.
    half
        Meeting notes of which only a part is in the archive.
    jobs
        Long work by how it ended.
    check
        What `goodoffices check` answered: 0 where the case is fit for use.
    """

    tried: int
    unanswered: int
    refused: tuple[str, ...]
    server: int
    worker: int
    outcome: Outcome
    half: int
    jobs: Mapping[str, int]
    check: int

    @property
    def is_right(self) -> bool:
        """Whether nothing was lost, doubled or left half done, and all work has ended."""
        ended = not OPEN_JOBS & set(self.jobs)
        is_whole = self.outcome.is_right and not self.half and self.check == 0
        return is_whole and ended and not self.refused

    def __str__(self) -> str:
        jobs = ", ".join(f"{count} {state}" for state, count in sorted(self.jobs.items()))
        return (
            f"{self.tried} writes sent, server killed {self.server} times, worker {self.worker};"
            f" {self.unanswered} writes without an answer\n"
            f"{self.outcome}\n"
            f"{self.half} notes half written; {len(self.refused)} writes refused;"
            f" jobs: {jobs or 'none'}; check answers {self.check}"
        )


@dataclass
class Story:
    """What happened so far, told by several threads."""

    writes: int
    choose: Random
    tried: list[tuple[str, ...]] = field(default_factory=list)
    confirmed: list[tuple[str, ...]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_served: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        """Whether enough was written."""
        return len(self.tried) >= self.writes

    def next_number(self, tokens: tuple[str, ...]) -> None:
        """Note down that a write is sent."""
        with self.lock:
            self.tried.append(tokens)


class Writer(threading.Thread):
    """Somebody who writes as fast as the server answers, and goes on when it is gone."""

    def __init__(self, story: Story, cookie: str, port: int, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self._story, self._cookie, self._port = story, cookie, port
        self._number = 0

    def run(self) -> None:
        """Write until enough is written."""
        while not self._story.is_over:
            self._story.is_served.wait(PATIENCE_S)
            self._number += 1
            if self._number % JOB_EVERY == 0:
                self._send("/jobs/new/", {"kind": "ideas", "query": f"seed={self._number}"})
            said = f"Token {self.name} {self._number} end."
            if self._number % 2:
                self._write("/messages/new/", _message(said), (said,))
            else:
                asked = f"Asked {self.name} {self._number} end."
                self._write("/meeting/", _note(said, asked), (said, asked))

    def _write(self, path: str, fields: Mapping[str, str], tokens: tuple[str, ...]) -> None:
        self._story.next_number(tokens)
        status = self._send(path, fields)
        with self._story.lock:
            if status == SEE_OTHER:
                self._story.confirmed.append(tokens)
            elif status:
                self._story.refused.append(f"{path}: {status}")

    def _send(self, path: str, fields: Mapping[str, str]) -> int:
        """Return the status of the answer; 0 where the server was gone before it came."""
        headers = {"Cookie": self._cookie, "X-CSRFToken": SECRET}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            with closing(HTTPConnection(HOST, self._port, timeout=PATIENCE_S)) as connection:
                connection.request("POST", path, urlencode(fields), headers)
                answer = connection.getresponse()
                answer.read()
        except (OSError, HTTPException):
            time.sleep(0.02)
            return 0
        return answer.status


def _message(words: str) -> dict[str, str]:
    fields = {"asked_by": "hamas", "to_party": "israel", "words": words}
    return fields | {"asked_on": "2024-09-01", "level": "in_confidence", "consent": "given"}


def _note(said: str, asked: str) -> dict[str, str]:
    fields = {"held_on": "2024-09-01", "channel": "unknown", "where": "here"}
    fields |= {"said1_speaker": "egypt", "said1_words": said}
    return fields | {"asked1_by": "egypt", "asked1_to": "israel", "asked1_words": asked}


def kill_and_see(folder: Path, *, writes: int, every: int, seed: int = 1) -> Killed:
    """Kill the server or its worker once for so many writes, and return what was left.

    Parameters
    ----------
    folder
        An empty folder for the case and the home of the program.
    writes, every
        How many writes are sent in all, and how many about between two blows.

    Raises
    ------
    DidNotServeError
        Where a server did not start again.
    """
    case = folder / "doha"
    copy_example(case, "doha-round")
    of, port = environment(folder), free_port()
    cookies = cookies_for(case, WRITERS, of)
    story = Story(writes, Random(seed))  # noqa: S311 -- no secret
    served = start(case, of, port=port)
    story.is_served.set()
    writers = [Writer(story, cookie, port, f"w{n}") for n, cookie in enumerate(cookies)]
    for one in writers:
        one.start()
    blows = Counter[str]()
    while not story.is_over:
        if not _wait_for_blow(story, every):
            break
        if blows.total() % WORKER_EVERY == WORKER_EVERY - 1:
            blows["worker"] += 1
            os.kill(served.worker(), signal.SIGKILL)
        else:
            blows["server"] += 1
            served = _killed_and_started(served, case, of, story)
    for one in writers:
        one.join()
    jobs = _jobs_once_ended(case)
    served.stop()
    outcome = look_at(case, [token for tokens in story.confirmed for token in tokens])
    words = [sys.executable, "-m", "goodoffices", "check", str(case)]
    check = subprocess.run(words, cwd=ROOT, env=of, capture_output=True, check=False).returncode
    return Killed(
        tried=len(story.tried),
        unanswered=len(story.tried) - len(story.confirmed) - len(story.refused),
        refused=tuple(story.refused),
        server=blows["server"],
        worker=blows["worker"],
        outcome=outcome,
        half=_half(case, story.tried),
        jobs=jobs,
        check=check,
    )


def _wait_for_blow(story: Story, every: int) -> bool:
    """Wait until some more writes were sent and then a moment; false where they ended before."""
    with story.lock:
        until = len(story.tried) + story.choose.randint(1, 2 * every - 1)
    while len(story.tried) < until:
        if story.is_over:
            return False
        time.sleep(0.001)
    time.sleep(story.choose.uniform(0, LONGEST_DELAY_S))
    return True


def _killed_and_started(served: Served, case: Path, of: Mapping[str, str], story: Story) -> Served:
    story.is_served.clear()
    served.process.kill()
    served.process.wait()
    again = start(case, of, port=served.port)
    status, _, _ = again.get("/account/login/")
    if status != 200:
        raise DidNotServeError(f"the first page answers {status}\n" + "\n".join(again.said))
    story.is_served.set()
    return again


def _jobs_once_ended(case: Path) -> Counter[str]:
    """Return how many jobs there are in each state, once none is under way."""
    ends = time.monotonic() + PATIENCE_S
    while True:
        file = f"file:{case / 'database' / 'case.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(file, uri=True, timeout=20)) as database:
            states = Counter[str](state for (state,) in database.execute(JOBS))
        if not OPEN_JOBS & set(states) or time.monotonic() > ends:
            return states
        time.sleep(0.5)


JOBS: Final = "SELECT state FROM storage_job"


def _half(case: Path, tried: list[tuple[str, ...]]) -> int:
    """How many notes, confirmed or not, are there in part."""
    there = {
        str(entry.content["words"])
        for entry in Archive(case / ARCHIVE_FOLDER).replay().values()
        if isinstance(entry.content, dict) and "words" in entry.content
    }
    return sum(1 for tokens in tried if len({token in there for token in tokens}) > 1)


def main() -> int:
    """Kill, and print what was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writes", type=int, default=200)
    parser.add_argument("--every", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found = kill_and_see(Path(name), writes=given.writes, every=given.every, seed=given.seed)
    print(found)
    return 0 if found.is_right else 1


if __name__ == "__main__":
    sys.exit(main())
