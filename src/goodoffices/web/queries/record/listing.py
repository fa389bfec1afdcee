"""The list of the record: what was asked for, a page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime

from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.storage.search import Stretch
from goodoffices.web.pages.record import ListedEntry, PageLinks, RecordPage, Toolbar
from goodoffices.web.queries.record.rows import Row
from goodoffices.web.queries.record.searching import Findable, findable_of

PAGE: Final = 50
"""Entries on one page."""
AROUND: Final = 2
"""Pages named on either side of the one that is shown."""

Keeps = Callable[[Row, Any], bool]
FILTERS: Final[Mapping[str, Keeps]] = {
    "kind": lambda row, kind: row.kind == kind,
    "party": lambda row, party: party in row.parties,
    "register": lambda row, register: register in row.registers,
    "issue": lambda row, issue: issue in row.issues,
    "stance": lambda row, stance: stance in row.stances,
    "place": lambda row, place: place in row.place,
    "since": lambda row, day: row.said >= day.isoformat(),
    "until": lambda row, day: bool(row.said) and row.said <= day.isoformat(),
    "state": lambda row, state: row.is_draft == (state == "draft"),
    "mine": lambda row, member: member in row.held_by,
}
"""What of a row is looked at for each part of what was asked."""

IN_WORDS: Final = {
    "q": "words “{}”",
    "kind": "{}s",
    "party": "of {}",
    "register": "{}",
    "issue": "on {}",
    "stance": "{}",
    "place": "in {}",
    "since": "said since {}",
    "until": "said until {}",
    "state": "{}",
    "mine": "held by me",
}


def list_record(
    desk: Desk, viewer: Viewer, asked: Mapping[str, Any], *, number: int, may_write: bool
) -> RecordPage:
    """Return one page of what a viewer asked for in the record.

    Parameters
    ----------
    asked
        From the form: only what was asked for.
    number
        The page, from 1; one that there is not stands for the nearest.
    """
    findable = findable_of(desk, viewer)
    rows = _found(findable, asked, viewer)
    last = max(1, -(-len(rows) // PAGE))
    number = min(max(number, 1), last)
    shown = rows[(number - 1) * PAGE : number * PAGE]
    words = str(asked.get("q", ""))
    excerpts = findable.index.excerpts(words, [row.id for row in shown]) if words else {}
    return RecordPage(
        title="Record",
        caution=desk.seen_by(viewer).caution,
        toolbar=Toolbar(_in_words(asked), reverse("record"), reverse("record")),
        asked=words,
        entries=tuple(_listed(row, excerpts.get(row.id)) for row in shown),
        links=_links(asked, number, last, len(rows)),
        is_empty=not findable.rows.by_id,
        may_write=may_write,
    )


def _found(findable: Findable, asked: Mapping[str, Any], viewer: Viewer) -> Sequence[Row]:
    rows = findable.rows
    found: Sequence[Row] = rows.by_recorded if asked.get("sort") == "recorded" else rows.by_said
    if asked.get("q"):
        ids = findable.index.find(str(asked["q"]))
        found = [row for row in found if row.id in ids]
    for name, value in asked.items():
        if name in FILTERS:
            keeps, wanted = FILTERS[name], viewer.id if name == "mine" else value
            found = [row for row in found if keeps(row, wanted)]
    return found


def _listed(row: Row, excerpt: tuple[Stretch, ...] | None) -> ListedEntry:
    return ListedEntry(
        id=row.id,
        kind=row.kind,
        url=reverse("entry", args=[row.id]),
        words=excerpt or (Stretch(row.words),),
        who=row.who,
        said=row.said_in_words,
        recorded=moment_in_words(row.recorded_at),
        registers=tuple(sorted(row.registers)),
        stances=tuple(sorted(one.replace("_", " ") for one in row.stances)),
        is_draft=row.is_draft,
        held_by=", ".join(row.held_by),
    )


def moment_in_words(at: datetime | None) -> str:
    """Return a moment in the time of this machine; "not recorded" where there is none."""
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at is not None else "not recorded"


def _links(asked: Mapping[str, Any], number: int, last: int, total: int) -> PageLinks:
    def url(page: int) -> str:
        query = {name: _plain(value) for name, value in asked.items()}
        return f"?{urlencode({**query, 'page': page})}" if page else ""

    return PageLinks(
        number=number,
        first=(number - 1) * PAGE + 1 if total else 0,
        last=min(number * PAGE, total),
        total=total,
        before=url(number - 1) if number > 1 else "",
        next=url(number + 1) if number < last else "",
        pages=tuple((one, url(one)) for one in _numbers(number, last)),
    )


def _numbers(number: int, last: int) -> Iterator[int]:
    """The pages that are named: the first, the last, and those around; 0 for those left out."""
    named = sorted({1, last, *range(max(1, number - AROUND), min(last, number + AROUND) + 1)})
    before = 0
    for one in named:
        if one > before + 1:
            yield 0
        yield one
        before = one


def _plain(value: object) -> str:
    return "on" if value is True else str(value)


def _in_words(asked: Mapping[str, Any]) -> str:
    said = [
        IN_WORDS[name].format(str(value).replace("_", " "))
        for name, value in asked.items()
        if name in IN_WORDS
    ]
    return ", ".join(said) or "everything"
