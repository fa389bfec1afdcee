"""The page of the figures: what was missed is said, and each figure stands once."""

from __future__ import annotations

from pathlib import Path

from bench.web.confirmed import Outcome
from bench.web.killing import Killed
from bench.web.many import Crowd, Page
from bench.web.opening import Opened
from bench.web.page import PAGE, verdicts, write_page
from bench.web.pages import Measured, Timed
from bench.web.visiting import Visit

RIGHT = Outcome(20, 0, 0, is_whole=True, edits=0)
KILLED = Killed(20, 2, (), 3, 1, RIGHT, 0, {"done": 2}, 0)
OPENED = ("doha-round", Opened(3.0, 2.0, 2.5, 2.6))


def timed(path: str, *, seconds: float, queries: int = 3, is_file: bool = False) -> Timed:
    """A page that takes so long, with so many queries."""
    visit = Visit(path.strip("/"), path, seconds, (seconds,), (seconds,), queries, 5.0, is_file)
    small = Visit(path.strip("/"), path, seconds, (seconds,), (seconds,), 3, 5.0, is_file)
    return Timed(visit, small, seconds)


def measured(*pages: Timed) -> Measured:
    return Measured(100_000, 4.0, 900.0, (timed("/plain/", seconds=0.002), *pages))


def crowd(failed: int) -> Crowd:
    pages = (Page("plain Django page", 20, 0, 5, 9), Page("matrix", 10, failed, 50, 90))
    return Crowd("doha-round", "SQLite", 120, pages, RIGHT, (), ())


def test_what_was_kept_is_said() -> None:
    said = verdicts(measured(timed("/matrix/", seconds=0.1)), [crowd(0)], [OPENED], KILLED)
    assert said == [
        "Each page within 150 ms: met, 1 of 1.",
        "No more queries with many entries than with few: met.",
        (
            "Fifty people for two minutes without an error: met;"
            " of what was confirmed 0 lost or doubled."
        ),
        "The first page within 5 s of the command: met, 3.0 s for doha-round.",
        "Nothing confirmed lost when the server is killed: met.",
    ]


def test_what_was_missed_is_named() -> None:
    pages = measured(timed("/matrix/", seconds=0.2), timed("/stand/", seconds=0.1, queries=9))
    slow = ("large", Opened(9.0, 8.0, 8.0, 8.0))
    said = verdicts(pages, [crowd(2)], [OPENED, slow], KILLED)
    assert said[:4] == [
        "Each page within 150 ms: **missed**, 1 of 2 (not `/matrix/`).",
        "No more queries with many entries than with few: **missed** (not `/stand/`).",
        (
            "Fifty people for two minutes without an error: **missed** (not `2 in doha-round on"
            " SQLite`); of what was confirmed 0 lost or doubled."
        ),
        (
            "The first page within 5 s of the command: **missed**, 3.0 s for doha-round, 9.0 s for"
            " large."
        ),
    ]


def test_page_has_a_row_for_each_page_the_slowest_first_and_files_apart(tmp_path: Path) -> None:
    saved = timed("/matrix/export.csv", seconds=1, is_file=True)
    pages = measured(saved, timed("/people/", seconds=0.01), timed("/matrix/", seconds=0.1))
    write_page(pages, [crowd(0)], [OPENED], KILLED, page=tmp_path / "page.md")
    text = (tmp_path / "page.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `/")]
    assert rows == [
        "| `/matrix/` | 100 ms | 100 ms | 50.0 | 100 ms | 100 ms | 3, 3 |",
        "| `/people/` | 10 ms | 10 ms | 5.0 | 10 ms | 10 ms | 3, 3 |",
        "| `/matrix/export.csv` | 1.0 s | 1.0 s | 500.0 | 1.0 s | 1.0 s | 3, 3 |",
    ]
    assert verdicts(pages, [crowd(0)], [OPENED], KILLED)[0].endswith("met, 2 of 2.")


def test_page_is_in_the_documentation() -> None:
    index = (PAGE.parents[1] / "index.md").read_text("utf-8")
    assert f"reference/{PAGE.stem}" in index.split()
