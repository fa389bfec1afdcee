"""Rows and a search index for each pair of eyes, kept up to date from one state to the next."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from goodoffices.record.entries import (
    Document,
    Entry,
    Link,
    Meeting,
    Message,
    Note,
    Source,
    Statement,
)
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.storage.search import SearchIndex
from goodoffices.web.queries.record.rows import KINDS, Rows, rows_of


@dataclass(frozen=True)
class Findable:
    """What somebody may look through: the rows, and the index of the same entries."""

    rows: Rows
    index: SearchIndex


_LATEST: Final[WeakKeyDictionary[Desk, dict[Viewer, Findable]]] = WeakKeyDictionary()
"""Of each desk, what was last made for which eyes: the next state shares most of it."""
_LOCK: Final = threading.Lock()


def findable_of(desk: Desk, viewer: Viewer) -> Findable:
    """Return what a viewer may look through now; made anew only where something changed."""
    eyes = desk.state().same_eyes(viewer)

    def make() -> Findable:
        with _LOCK:
            latest = _LATEST.setdefault(desk, {})
            latest[eyes] = _made(desk.seen_by(viewer), latest.get(eyes))
            return latest[eyes]

    return desk.kept(("findable", eyes), make)


def _made(seen: Record, before: Findable | None) -> Findable:
    if before is not None and before.rows.record.erased != seen.erased:
        before = None  # what was destroyed shall not stay in the memory of an index either
    rows = rows_of(seen, before.rows if before is not None else None)
    if before is None or rows.is_anew:
        return Findable(rows, SearchIndex(texts_of(seen)))
    before.index.update(texts_of(seen, rows.changed), rows.gone)
    return Findable(rows, before.index)


def texts_of(seen: Record, only: frozenset[str] | None = None) -> dict[str, str]:
    """Return by entry the text it is found by: its words, how they are read, who said them.

    Parameters
    ----------
    only
        The entries asked for; all of them where not given.
    """
    speakers = Speakers(seen)
    texts = seen.texts
    return {
        one.id: "\n".join(filter(None, _parts(one, speakers, texts)))
        for name in KINDS.values()
        for one in getattr(seen, name)
        if only is None or one.id in only
    }


def _parts(one: Entry, speakers: Speakers, texts: Mapping[str, str]) -> Iterator[str]:
    if isinstance(one, Statement):
        yield one.words
        yield one.translation
        for reading in one.readings:
            yield reading.in_words
        yield from (speakers[hop.speaker].name for hop in one.chain)
        yield one.note
    elif isinstance(one, Document):
        yield from (one.title, one.outlet, one.author, one.note, texts.get(one.id, ""))
    elif isinstance(one, Source):
        yield from (one.description, *one.also_known_as)
    elif isinstance(one, Meeting):
        yield one.where
        yield from map(speakers.name_of, one.present)
        yield one.note
    elif isinstance(one, Message):
        yield from (one.words, one.conveyed_words, one.received, speakers[one.asked_by].name)
    elif isinstance(one, Note):
        yield one.text
    elif isinstance(one, Link):
        yield one.why
    else:
        yield str(getattr(one, "title", ""))
        yield str(getattr(one, "venue", ""))
