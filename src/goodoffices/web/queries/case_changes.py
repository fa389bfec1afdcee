"""Which entries were recorded, changed, removed or erased since a moment, as a viewer may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from django.urls import reverse

from goodoffices.case.handling import TEAM_ONLY, Handling
from goodoffices.case.model import Model
from goodoffices.record.entries import Erased, Link, Reading
from goodoffices.record.replay import Key
from goodoffices.record.verify import Event
from goodoffices.record.visibility import Viewer, may_see
from goodoffices.record.working_copy import HEAD
from goodoffices.storage.desk import Desk
from goodoffices.web.pages.case import ChangedEntry
from goodoffices.web.queries.record.history import read_contents
from goodoffices.web.queries.record.listing import moment_in_words
from goodoffices.web.queries.record.seen_entries import SeenEntry, seen_entries

TITLES: Final = ("words", "text", "title", "name", "description", "where", "short")
FEW: Final = 140
"""Characters of an entry that stand in a list."""


def changed_since(
    desk: Desk,
    viewer: Viewer,
    since: datetime,
    *,
    without: str = "",
    with_removed: bool = True,
) -> tuple[ChangedEntry, ...]:
    """Return what was done with entries since a moment, the latest first.

    Each entry once, by what was done with it last.

    Parameters
    ----------
    without
        A member whose own deeds are left out.
    with_removed
        Whether entries that were taken out are looked for: in a long archive that takes long.
    """
    eyes = desk.state().same_eyes(viewer)

    def find() -> tuple[ChangedEntry, ...]:
        removed = _removed(desk, viewer) if with_removed else ()
        gone = [one for one in removed if one[0].at > since and one[0].by != without]
        return tuple(_found(desk, viewer, since, without, gone))

    return desk.kept(("changed since", eyes, since, without, with_removed), find)


def _found(
    desk: Desk,
    viewer: Viewer,
    since: datetime,
    without: str,
    gone: Iterable[tuple[Event, str]],
) -> list[ChangedEntry]:
    seen = seen_entries(desk, viewer)
    found: list[tuple[datetime, ChangedEntry]] = []
    for key, entry in desk.state().entries.items():
        if entry.changed_at <= since:
            continue
        later = [one for one in entry.history if one.at > since and one.by != without]
        shown = _shown(key, seen)
        if not later or shown is None:
            continue
        is_new = entry.recorded_at > since
        what = "erased" if entry.erased else "recorded" if is_new else "changed"
        url = reverse("entry", args=[key[1]]) if key != HEAD else ""
        found.append((later[-1].at, _line(later[-1], what, shown, url=url)))
    found += [(event.at, _line(event, "removed", words, url="")) for event, words in gone]
    return [line for _, line in sorted(found, key=lambda one: one[0], reverse=True)]


def _line(event: Event, what: str, words: str, *, url: str) -> ChangedEntry:
    return ChangedEntry(
        what=what,
        kind=event.kind,
        id=event.id,
        words=words if len(words) <= FEW else f"{words[: FEW - 2]} …",
        by=event.by,
        at=moment_in_words(event.at),
        url=url,
    )


def _shown(key: Key, seen: Mapping[str, SeenEntry]) -> str | None:
    """A few words of an entry; None for one that the viewer may not see."""
    kind, id = key
    if key == HEAD:
        return "title, caution and outcome of the case"
    found = seen.get(id)
    if found is None:
        return None
    if isinstance(found.entry, Erased):
        return found.entry.reason if found.entry.kind == kind else None
    return few_words(found) if found.kind == kind else None


def few_words(found: SeenEntry) -> str:
    """Return what an entry says, in one line; its id where it has no words."""
    entry = found.entry
    if isinstance(entry, Reading):
        said = f"{found.statement}: {entry.party} {entry.stance.words} {entry.proposition}"
        return said.strip()
    if isinstance(entry, Link):
        return f"{entry.statement} {entry.kind.value} {entry.other}"
    return _title(entry)


def _title(entry: Model) -> str:
    return next((str(getattr(entry, one)) for one in TITLES if getattr(entry, one, "")), "")


def _removed(desk: Desk, viewer: Viewer) -> Iterator[tuple[Event, str]]:
    """The entries that were taken out and that this viewer might have seen, with their words.

    What names anything that the viewer may not see is not told of either.
    """
    gone = desk.kept("removed", lambda: _taken_out(desk))
    today = date.today()  # noqa: DTZ011 -- the team's day
    open_ = {key for key, (_, one) in gone.items() if may_see(_handling(one), viewer, on=today)}
    hidden = {id for kind, id in gone if (kind, id) not in open_} | _hidden(desk, viewer)
    while naming := {key for key in open_ if not hidden.isdisjoint(_named_in(gone[key][1]))}:
        open_ -= naming
        hidden |= {id for _, id in naming}
    for key in open_:
        event, content = gone[key]
        yield event, next((str(content[one]) for one in TITLES if content.get(one)), "")


def _hidden(desk: Desk, viewer: Viewer) -> set[str]:
    """The ids of entries and organs that are there and that a viewer may not see."""
    state, seen = desk.state(), seen_entries(desk, viewer)
    parties = desk.seen_by(viewer).parties
    shown = {organ.id for party in parties for organ in party.organs}
    organs = {organ.id for party in state.record.parties for organ in party.organs}
    return {id for kind, id in state.entries if id not in seen and kind != HEAD[0]} | organs - shown


def _named_in(value: object) -> Iterator[str]:
    """Every word in a content that may be the id of something."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield name
            yield from _named_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _named_in(one)


def _handling(content: Mapping[str, object]) -> Handling:
    return Handling.model_validate(content["handling"]) if "handling" in content else TEAM_ONLY


def _taken_out(desk: Desk) -> dict[Key, tuple[Event, Mapping[str, object]]]:
    """By entry that is there no more, its removal and what it said last."""
    standing = desk.state().entries
    last: dict[Key, Event] = {}
    removals: dict[Key, Event] = {}
    for event in desk.archive.events():
        if event.what == "mark" or event.entry in standing:
            continue
        if event.digest:
            last[event.entry] = event
        removals[event.entry] = event
    contents = read_contents(desk.archive, last.values())
    found: dict[Key, tuple[Event, Mapping[str, object]]] = {}
    for key, event in removals.items():
        content = contents.get(last[key].digest) if key in last else None
        if event.what == "removed" and isinstance(content, dict):
            found[key] = (event, content)
    return found
