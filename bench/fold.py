"""How long the fold of a large record takes, and what of it.

Run it with `python -m bench.fold [STATEMENTS] [REPETITIONS]`. A record of 60 issues and 6 parties,
mostly of propositions that occur again and again, with some links, permissions and rivals.
Medians in seconds.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from goodoffices.case.issues import Issue, Option
from goodoffices.case.parties import Party, Role
from goodoffices.case.stances import Stance
from goodoffices.case.when import When
from goodoffices.record.entries import (
    Document,
    Link,
    LinkKind,
    Reading,
    ReadingStatus,
    RelayHop,
    Span,
    Statement,
)
from goodoffices.record.fold import Fold
from goodoffices.record.record import Record
from goodoffices.record.visibility import THE_TEAM, as_seen_by, viewer_named

ISSUES, PARTIES, OPTIONS, TEXTS, DOCUMENTS = 60, 6, 5, 600, 1700
STANCES = (
    *(Stance.INSISTS, Stance.REJECTS, Stance.DEMANDS, Stance.DEMANDS, Stance.PROPOSES),
    *(Stance.PREFERS, Stance.RULES_OUT),
)
FIRST_DAY = date(2024, 1, 1)


def make_record(statements: int, *, permissions: float = 0.001, seed: int = 1) -> Record:
    """Return a generated record; the same for the same numbers."""
    choose = random.Random(seed)  # noqa: S311 -- made-up words, no secret
    texts = [_text(choose) for _ in range(TEXTS)]
    links = [
        Link(
            id=f"l{number}",
            kind=choose.choice((LinkKind.SUPERSEDES, LinkKind.REPEATS, LinkKind.REPEATS)),
            statement=f"s{number}",
            other=f"s{choose.randrange(number)}",
            confirmed_by="vera",
        )
        for number in range(1, statements)
        if choose.random() < 0.02
    ]
    return Record(
        title="Generated",
        parties=tuple(
            Party(id=f"party{number}", name=f"Party {number}", roles=(Role.NEGOTIATING,))
            for number in range(PARTIES)
        ),
        issues=tuple(
            Issue(
                id=f"issue{number}", options=tuple(Option(id=f"o{each}") for each in range(OPTIONS))
            )
            for number in range(ISSUES)
        ),
        documents=tuple(
            Document(id=f"d{number}", dated=_day(number % 700)) for number in range(DOCUMENTS)
        ),
        statements=tuple(
            _statement(number, choose, texts, permissions) for number in range(statements)
        ),
        links=tuple(links),
    )


def _day(number: int) -> When:
    day = FIRST_DAY + timedelta(days=number)
    return When(start=day, end=day)


def _text(choose: random.Random) -> str:
    atoms = [
        f"issue{choose.randrange(ISSUES)} is o{choose.randrange(OPTIONS)}"
        for _ in range(choose.choice((1, 1, 1, 2, 3)))
    ]
    return choose.choice((" or ", " and ")).join(atoms)


def _statement(
    number: int, choose: random.Random, texts: list[str], permissions: float
) -> Statement:
    party = f"party{choose.randrange(PARTIES)}"
    is_permission = choose.random() < permissions
    stance = Stance.WOULD_ACCEPT if is_permission else choose.choice(STANCES)
    reading = Reading(id=f"r{number}", party=party, stance=stance, proposition=choose.choice(texts))
    readings = [reading]
    if choose.random() < 0.0001:
        rival = Reading(
            id=f"r{number}b",
            party=party,
            stance=Stance.WOULD_ACCEPT,
            proposition=choose.choice(texts),
            status=ReadingStatus.ALTERNATIVE,
            alternative_to=f"r{number}",
        )
        readings.append(rival)
    outlet = choose.random() < 0.5
    hops = (RelayHop(speaker=party, to="public", grade="B2"),)
    return Statement(
        id=f"s{number}",
        words=f"words of {number}",
        document=f"d{number % DOCUMENTS}",
        span=Span(start=number * 40, end=number * 40 + 20),
        said_on=None if outlet else _day(choose.randrange(700)),
        chain=hops,
        readings=tuple(readings),
    )


def measure(task: Callable[[], object], repetitions: int) -> float:
    """Return the median time of a task in seconds."""
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(statements: int = 100_000, repetitions: int = 5) -> None:
    """Print the medians."""
    record = make_record(statements)
    ready = Fold(record)
    north = viewer_named("party0", record)
    rows: dict[str, Callable[[], object]] = {
        "fold from nothing (Fold(record).case())": lambda: Fold(record).case(),
        "fold again (another choice of readings)": ready.case,
        "as the team sees it": lambda: as_seen_by(record, THE_TEAM),
        "as a party sees it": lambda: as_seen_by(record, north),
    }
    case = ready.case()
    print(
        f"{statements:,} statements, {ISSUES} issues, {PARTIES} parties, "
        f"{len(record.links):,} links, {TEXTS} texts: {len(case.positions):,} positions stand"
    )
    for name, task in rows.items():
        print(f"  {name:<42} {measure(task, repetitions):7.3f} s")


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
