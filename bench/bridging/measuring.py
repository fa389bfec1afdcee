"""Time and memory of one piece of work, in a process of its own that can be ended.

What the process needs before the work (imports, compiled loops) is loaded first and counts
neither as time nor as memory.
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any, Final

STATUS: Final = Path("/proc/self/status")
RESET: Final = Path("/proc/self/clear_refs")
MEGABYTE: Final = 1_000_000
LEAST_RUNS: Final = 3
MOST_RUNS: Final = 50
ENOUGH_S: Final = 1.0
"""A quick piece of work is repeated until it took so long in all."""


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work: what to do before it, the work, and what to say of its answer.

    Attributes
    ----------
    work
        Measured; without parameters.
    tell
        Given the answer of the last run, says what is to be known of it. Not measured.
    warm
        Done before: the same on something small, so that compiled loops are loaded.
    """

    work: Callable[[], Any]
    tell: Callable[[Any], Any]
    warm: Callable[[], Any] | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What a piece of work took.

    Attributes
    ----------
    seconds
        One number a run.
    megabytes
        How far memory rose above what was held before the work, at most; in millions of bytes.
    told
        What the job said of its answer.
    ended
        Why there is no answer: "out of time", "out of memory", or the error; empty else.
    """

    seconds: tuple[float, ...] = ()
    megabytes: float = 0.0
    told: Any = None
    ended: str = ""

    @property
    def median(self) -> float:
        """The middle of the runs, in seconds."""
        return median(self.seconds)


def measure(
    make: Callable[..., Job],
    *parameters: object,
    limit_s: float = 600.0,
    limit_mb: int = 16_000,
    least_runs: int = LEAST_RUNS,
    most_runs: int = MOST_RUNS,
) -> Measured:
    """Return what a job took, made and done in a process of its own.

    Parameters
    ----------
    make : callable
        Makes the job there, from parameters that can be pickled. Imports belong in it.
    limit_s : float
        After so many seconds in all the process is ended.
    limit_mb : int
        The process may take so many millions of bytes of addresses above what it needs for
        its imports.

    Notes
    -----
    Memory is the highest resident set during the first measured run less the resident set
    before it; where the system cannot start that record anew (it is not Linux), the rise of
    the highest since the process began.
    """
    context = multiprocessing.get_context("spawn")
    mine, yours = context.Pipe(duplex=False)
    process = context.Process(
        target=_apart, args=(yours, make, parameters, limit_mb, (least_runs, most_runs))
    )
    process.start()
    yours.close()
    try:
        if not mine.poll(limit_s):
            return Measured(ended=f"out of time ({limit_s:.0f} s)")
        found = mine.recv()
        assert isinstance(found, Measured)
        return found
    except EOFError:
        return Measured(ended="out of memory")  # ended by the system, without a word
    finally:
        process.kill()
        process.join()
        mine.close()


def _apart(
    answer: Connection,
    make: Callable[..., Job],
    parameters: Sequence[object],
    limit_mb: int,
    runs: tuple[int, int],
) -> None:
    try:
        job = make(*parameters)
        if job.warm is not None:
            job.warm()
        _limit(limit_mb)
        answer.send(_measured(job, *runs))
    except MemoryError:
        answer.send(Measured(ended=f"out of memory ({limit_mb / 1000:.0f} GB)"))
    except Exception as error:  # noqa: BLE001 -- a peer may fail as it likes
        answer.send(Measured(ended=f"{type(error).__name__}: {error}"[:200]))
    finally:
        answer.close()


def _measured(job: Job, least_runs: int, most_runs: int) -> Measured:
    seconds: list[float] = []
    gc.collect()
    before = _start_peak()
    risen = 0.0
    found = None
    while len(seconds) < least_runs or (len(seconds) < most_runs and sum(seconds) < ENOUGH_S):
        found = None  # what the last run held is given back first
        gc.collect()
        start = time.perf_counter()
        found = job.work()
        seconds.append(time.perf_counter() - start)
        if len(seconds) == 1:
            risen = max(0.0, _peak() - before)
    return Measured(tuple(seconds), risen / MEGABYTE, job.tell(found))


def _limit(megabytes: int) -> None:
    """Let this process take no more than so many addresses above those it has."""
    if sys.platform == "linux":
        most = _field("VmSize:") + megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _start_peak() -> float:
    """The memory held now, in bytes; the highest is counted anew from here where that can be."""
    try:
        RESET.write_text("5", encoding="ascii")
        return _field("VmRSS:")
    except OSError:
        return _peak()


def _peak() -> float:
    if STATUS.exists():
        return _field("VmHWM:")
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _field(name: str) -> int:
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    raise OSError(f"{STATUS} does not say {name}")
