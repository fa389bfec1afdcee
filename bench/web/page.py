"""docs/reference/pages-performance.md: what the pages cost, and what they bear."""

from __future__ import annotations

import contextlib
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from bench.web import opening, pages
from bench.web.killing import Killed
from bench.web.many import PLAIN, Crowd
from bench.web.opening import Opened
from bench.web.pages import Measured, Timed
from bench.web.serving import ROOT

PAGE: Final = ROOT / "docs" / "reference" / "pages-performance.md"
LIBRARIES: Final = ("django", "waitress", "psycopg", "locust")

TEXT: Final = """\
# Performance of the pages

<!-- Written by bench/web/page.py (make bench BENCH=web); do not edit. -->

What the pages of `goodoffices serve` take of a server's time with many entries, how many people
they bear at once, and what is left when the server is killed while people write. A figure depends
on the machine; the ratios to a plain page of Django in the same run tell more.

Measured on {machine}; {libraries}.

## What was promised

{verdicts}

## Every page, with {entries} entries

An invented case of {entries} entries (statements with their readings, documents, meetings,
messages, notes and links), 60 issues and 12 parties, on SQLite. The case is loaded in
{loaded}; the server then holds {memory} MB. The **plain page** needs somebody signed in, asks the
database once more, and is three lines of HTML behind the same middleware: {plain}, and
{plain_loopback} over loopback.

- **Server time** is the median, and the 90th percentile, of a page that is opened again and again
  while nothing is written.
- **Over loopback** is the median of the same page from the real server, one request at a time.
- **After a write** is the same page when somebody has just recorded something: whatever rests on
  the record is then computed anew, once for all who see the same.
- **Queries** are those to the database with so many entries, and with {few}.

| page | server time | 90th | × plain | over loopback | after a write | queries |
|---|---:|---:|---:|---:|---:|---:|
{pages}

Files to take along hold all that was asked for: the largest has {largest} MB.

| file | server time | 90th | × plain | over loopback | after a write | queries |
|---|---:|---:|---:|---:|---:|---:|
{files}

## Fifty people at once

Each opens a page of the case, thinks for 3 to 9 seconds, and opens the next; of twenty pages one
is a message or a meeting note that is written down. All are served by one `goodoffices serve`.

{crowds}

## The first page

| case | the first time: page behind the link | later: listens | page to sign in | of the case |
|---|---:|---:|---:|---:|
{opened}

## Killed while people write

`kill -9`, at random moments, of the server or of its process for long work, while two people
write messages and meeting notes as fast as they are answered and ask for ideas to test. A killed
server is started again. A write counts as confirmed once the browser has its answer.

{killed}
"""


def write_page(
    measured: Measured,
    crowds: Sequence[Crowd],
    opened: Sequence[tuple[str, Opened]],
    killed: Killed,
    *,
    page: Path = PAGE,
) -> None:
    """Write the page anew."""
    plain = measured.plain
    text = TEXT.format(
        machine=_machine(),
        libraries=", ".join(_versions()),
        verdicts="\n".join(f"- {line}" for line in verdicts(measured, crowds, opened, killed)),
        entries=f"{measured.entries:,}",
        few=f"{pages.FEW:,}",
        loaded=_time(measured.loaded_s),
        memory=f"{measured.megabytes:,.0f}",
        plain=_time(plain.median_s),
        plain_loopback=_time(plain.loopback_s),
        pages="\n".join(_row(one, plain) for one in measured.shown),
        files="\n".join(_row(one, plain) for one in measured.files),
        largest=f"{max((one.many.kilobytes for one in measured.files), default=0) / 1_000:.0f}",
        crowds="\n\n".join(_crowd(one) for one in crowds),
        opened="\n".join(_opened(case, one) for case, one in opened),
        killed=_killed(killed),
    )
    page.write_text(text, encoding="utf-8")


def _versions() -> Iterator[str]:
    """The libraries that were measured with, as far as they are installed."""
    for name in LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def verdicts(
    measured: Measured,
    crowds: Iterable[Crowd],
    opened: Iterable[tuple[str, Opened]],
    killed: Killed,
) -> list[str]:
    """Return what was promised, and whether it was kept, a sentence each."""
    ours = measured.ours
    shown = measured.shown
    slow = [one.many.path for one in shown if not one.is_quick]
    growing = [one.many.path for one in ours if not one.is_constant]
    goal = _time(pages.GOAL_S)
    failed = [f"{one.failed} in {one.case} on {one.database}" for one in crowds if one.failed]
    lost = sum(one.outcome.lost + one.outcome.twice for one in crowds)
    first = {case: one.first_ever_s for case, one in opened}
    late = [case for case, seconds in first.items() if seconds >= opening.GOAL_S]
    return [
        (
            f"Each page within {goal}: {_kept(not slow)}, {len(shown) - len(slow)} of {len(shown)}"
            f"{_those(slow)}."
        ),
        f"No more queries with many entries than with few: {_kept(not growing)}{_those(growing)}.",
        (
            f"Fifty people for two minutes without an error: {_kept(not failed)}"
            f"{_those(failed)};"
            f" of what was confirmed {lost} lost or doubled."
        ),
        (
            f"The first page within {opening.GOAL_S:.0f} s of the command: {_kept(not late)},"
            f" {', '.join(f'{_time(seconds)} for {case}' for case, seconds in first.items())}."
        ),
        f"Nothing confirmed lost when the server is killed: {_kept(killed.is_right)}.",
    ]


def _kept(is_so: bool) -> str:  # noqa: FBT001 -- a verdict in words
    return "met" if is_so else "**missed**"


def _those(names: Sequence[str]) -> str:
    return f" (not {', '.join(f'`{one}`' for one in names)})" if names else ""


def _machine() -> str:
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, Python {platform.python_version()}"


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1_000:.0f} ms"


def _row(one: Timed, plain: Timed) -> str:
    few = one.few.queries if one.few is not None else "–"
    cells = [
        f"`{one.many.path}`",
        _time(one.median_s),
        _time(one.slow_s),
        f"{one.median_s / plain.median_s:.1f}",
        _time(one.loopback_s),
        _time(one.after_s),
        f"{one.many.queries}, {few}",
    ]
    return f"| {' | '.join(cells)} |"


def _crowd(crowd: Crowd) -> str:
    plain = crowd.of(PLAIN)
    lines = [
        (
            f"**{crowd.case} on {crowd.database}**: {crowd.a_second:.1f} pages a second,"
            f" {crowd.failed} errors; {crowd.outcome}."
        ),
        "",
        "| page | opened | median | 95th percentile | × plain |",
        "|---|---:|---:|---:|---:|",
    ]
    for page in sorted(crowd.pages, key=lambda one: one.name):
        ratio = page.median_ms / max(plain.median_ms, 1)
        median, slow = _time(page.median_ms / 1_000), _time(page.slow_ms / 1_000)
        lines.append(f"| {page.name} | {page.opened} | {median} | {slow} | {ratio:.1f} |")
    return "\n".join(lines)


def _opened(case: str, one: Opened) -> str:
    times = (one.first_ever_s, one.listens_s, one.sign_in_s, one.home_s)
    return f"| {' | '.join([case, *map(_time, times)])} |"


def _killed(killed: Killed) -> str:
    return "\n".join(f"- {line}." for line in str(killed).splitlines())
