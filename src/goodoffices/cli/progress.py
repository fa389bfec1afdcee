"""Progress of long work, on a terminal only, on standard error, on one line that goes again."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

PATIENCE_S = 0.7
"""Seconds before anything is shown: what is quick says nothing."""
EVERY_S = 0.1


@contextmanager
def shown_progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """Give what to call with the work, how far it is, and how far it goes, if known."""
    started = time.monotonic()
    last = 0.0
    is_wanted = sys.stderr.isatty()

    def tell(what: str, done: int, total: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if not is_wanted or now - started < PATIENCE_S or now - last < EVERY_S:
            return
        last = now
        count = f" {done} of {total}" if total else f" {done}" if done else ""
        click.echo(
            f"\r\033[K{what}{count}  (Ctrl-C stops with the best so far)", nl=False, err=True
        )

    try:
        yield tell
    finally:
        if last:
            click.echo("\r\033[K", nl=False, err=True)
