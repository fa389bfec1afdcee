"""A server that is killed between any two steps of a write loses nothing that was confirmed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from goodoffices.record.checks.check import load
from goodoffices.record.write_back import write_back
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk

CONFIRMED, OVER = b"c", b"o"
EVERY = 7
"""One in seven of the steps: `test_desk` and the tests of `write_back` walk each of theirs."""


def write_and_follow(case: Path, name: str, told: int) -> None:
    """What a server does with a form: record it, confirm it, and bring the files up to date."""
    both = [
        Change("note", name, {"id": name, "text": "Kept."}),
        Change(
            "statement",
            f"said_{name}",
            {
                "id": f"said_{name}",
                "words": "So be it.",
                "said_on": "2024-08-29",
                "chain": [{"speaker": "hamas", "to": "team"}],
            },
        ),
    ]
    Desk(case).change(lambda _: both, by="ana")
    os.write(told, CONFIRMED)
    write_back(case)
    os.write(told, OVER)


def killed_at(stop_at: int, act: Callable[[int], None]) -> bytes:
    """What a process told before it was killed at one of its operations on the disk."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _kill_at(stop_at, told)
            act(told)
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(heard, "rb") as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    return answer


def _kill_at(stop_at: int, told: int) -> None:
    """Let this process kill itself, with no time for anything, at one of its operations."""
    count = 0

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            nonlocal count
            if args[0] != told:
                if count == stop_at:
                    os.kill(os.getpid(), signal.SIGKILL)
                count += 1
            return real(*args, **named)

        return call

    for name in ("write", "fsync", "replace", "rename", "unlink", "ftruncate"):
        setattr(os, name, guarded(getattr(os, name)))


def test_kill_at_any_step_loses_nothing_confirmed_and_the_next_start_is_right(case: Path) -> None:
    number, told = 0, b""
    while told != CONFIRMED + OVER:
        name = f"kept_{number}"
        told = killed_at(number, lambda to, name=name: write_and_follow(case, name, to))  # type: ignore[misc]
        desk = Desk(case)
        stands = [
            key in desk.state().entries for key in (("note", name), ("statement", f"said_{name}"))
        ]
        assert stands in ([True, True], [False, False]), number  # a step is whole, or not at all
        assert stands[0] or told == b"", number
        write_back(case)
        assert load(case).archived.edits == [], number
        desk.archive.settle()  # as whoever writes next does
        assert desk.archive.verify().is_whole, number
        number += EVERY
    assert number > 20
