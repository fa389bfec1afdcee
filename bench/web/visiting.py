"""Every page of a case opened again and again in this process: the time and the queries of each.

    python -m bench.web.visiting CASE

Prints JSON, for `bench.web.pages`, and how far it is on the other stream. A page is whatever
answers a plain GET: addresses that need an id get one of the drawn case; what only takes forms,
or has nothing to show, is left out.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from goodoffices.web.preparing import prepare_database

if TYPE_CHECKING:
    from django.test import Client

RUNS: Final = 11
RUNS_AFTER: Final = 3
ENOUGH_S: Final = 5.0
"""A slow page is opened less often: when it took so long in all, that is enough."""
LONG_S: Final = 10.0
"""What takes longer the first time is not done again after a write: it takes as long then."""
SAMPLES: Final = {
    "entry_id": ("s101", "d1", "m1", "n1", "msg1"),
    "document_id": ("d1",),
    "meeting_id": ("m2",),
    "message_id": ("msg1",),
    "statement_id": ("s102",),
    "party_id": ("p01",),
    "round_id": ("first_round",),
    "issue": ("i01",),
    "party": ("p01",),
    "issue_id": ("i01",),
    "number": ("1",),
}
"""For what an address names: ids of the drawn case."""
LEFT_OUT: Final = ("static/", "first-run/", "invitation/", "account/logout", "review/read")
SEARCHES: Final = (
    ("record, searched", "/record/?q=harvest"),
    ("record, page 40", "/record/?page=40"),
)
_PART: Final = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Visit:
    """One page, or a file to take along: what it took, and its queries.

    Attributes
    ----------
    first_s, warm_s, after_s
        The first time, again and again, and right after a write.
    """

    name: str
    path: str
    first_s: float
    warm_s: tuple[float, ...]
    after_s: tuple[float, ...]
    queries: int
    kilobytes: float
    is_file: bool


def addresses() -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every address that can be filled in."""
    from django.urls import URLPattern, get_resolver  # noqa: PLC0415 -- Django is made ready first

    for one in get_resolver().url_patterns:
        if isinstance(one, URLPattern) and not str(one.pattern).startswith(LEFT_OUT):
            yield from ((str(one.name), f"/{path}") for path in _filled(str(one.pattern)))
    yield from SEARCHES


def _filled(pattern: str) -> list[str]:
    """Return an address once for each sample of the first id in it."""
    part = _PART.search(pattern)
    if part is None:
        return [pattern]
    found: list[str] = []
    for sample in SAMPLES.get(part[1], ()):
        found += _filled(pattern[: part.start()] + sample + pattern[part.end() :])
    return found


def visit(client: Client, name: str, path: str) -> Visit | None:
    """Return what a page takes; None where nothing is shown at that address."""
    from django.db import connection  # noqa: PLC0415 -- Django is made ready first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- the same

    start = time.perf_counter()
    answer = client.get(path)
    first = time.perf_counter() - start
    if answer.status_code != 200:
        return None
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    number = len(queries)  # a later request clears them
    warm = _repeated(client, path, RUNS)
    is_long = first > LONG_S
    after = (first,) if is_long else _repeated(client, path, RUNS_AFTER, writes=True)
    size = len(b"".join(answer)) / 1_000
    print(f"{path:44} {median(warm) * 1_000:8.1f} ms", file=sys.stderr, flush=True)
    is_file = answer.headers.get("Content-Disposition", "").startswith("attachment")
    return Visit(name, path, first, warm, after, number, size, is_file)


def _repeated(client: Client, path: str, runs: int, *, writes: bool = False) -> tuple[float, ...]:
    times: list[float] = []
    while len(times) < runs and (not times or sum(times) < ENOUGH_S):
        if writes:
            _write()
        start = time.perf_counter()
        client.get(path)
        times.append(time.perf_counter() - start)
    return tuple(times)


def _write() -> None:
    """Change one note, as somebody else does meanwhile."""
    from goodoffices.storage.changing import Change  # noqa: PLC0415 -- Django is made ready first
    from goodoffices.web.desks import the_desk  # noqa: PLC0415 -- the same

    content = {"id": "n1", "kind": "other", "text": f"Noted again at {time.time_ns()}."}
    the_desk().change(lambda _: [Change("note", "n1", content)], by="ben")


def main(words: list[str]) -> None:
    """Open every page, and print what each took."""
    prepare_database(Path(words[0]))
    from django.conf import settings  # noqa: PLC0415 -- Django is made ready first
    from django.test import Client  # noqa: PLC0415 -- the same

    from bench.web.signing_in import open_sessions  # noqa: PLC0415 -- the same
    from goodoffices.web.desks import the_desk  # noqa: PLC0415 -- the same

    logging.disable(logging.ERROR)
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = open_sessions(1)[0]
    start = time.perf_counter()
    the_desk().state()
    loaded = time.perf_counter() - start
    found = [visit(client, *one) for one in addresses()]
    visits = [asdict(one) for one in found if one is not None]
    print(json.dumps({"loaded_s": loaded, "visits": visits}))


if __name__ == "__main__":
    main(sys.argv[1:])
