"""What an edit leaves as it is because whoever edits does not see it: others hold it alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from goodoffices.record.record import Record
from goodoffices.record.speakers import UNDISCLOSED
from goodoffices.record.visibility import Viewer, ViewerKind
from goodoffices.record.working_copy import Content
from goodoffices.storage.desk import Desk


def seen_by_member(desk: Desk, member: str) -> Record:
    """Return the record as a member of the team sees it."""
    return desk.seen_by(Viewer(ViewerKind.MEMBER, member))


def with_undisclosed(
    said: Mapping[str, object], before: Content, *, seen: Record
) -> dict[str, object]:
    """Return what was typed, with what stood there unseen: who gave leave, to whom, and who spoke.

    Parameters
    ----------
    said
        The fields of an entry as typed; `undisclosed` where somebody was not shown.
    before
        The entry as it stands.
    seen
        The record as whoever typed may see it.
    """
    after = dict(said)
    if "handling" in after:
        parties = frozenset(one.id for one in seen.parties)
        after["handling"] = _handling(after["handling"], before.get("handling"), parties)
    if "chain" in after:
        after["chain"] = _chain(after["chain"], before.get("chain"))
    return after


def with_others(typed: object, before: object, seen: Collection[str]) -> list[object] | None:
    """Return names as typed, and after them those that stood there unseen; None for none.

    Examples
    --------
    >>> with_others(["r1"], ["r1", "r2", "r9"], {"r1", "r2"})
    ['r1', 'r9']
    """
    kept = list(typed) if isinstance(typed, list) else []
    stood = before if isinstance(before, list) else []
    return [*kept, *(one for one in stood if one not in seen)] or None


def _handling(typed: object, stood: object, parties: Collection[str]) -> object:
    if not isinstance(typed, dict) or not isinstance(stood, dict):
        return typed
    after = dict(typed)
    if after.get("given_by") == UNDISCLOSED:
        after["given_by"] = stood.get("given_by")
    to = with_others(after.get("to"), stood.get("to"), parties)
    return {**after, "to": to} if to else after


def _chain(typed: object, stood: object) -> object:
    """The chain as typed; who was not disclosed stays who it was, step by step."""
    if not isinstance(typed, list) or not isinstance(stood, list):
        return typed
    hops = []
    for place, hop in enumerate(typed):
        known = stood[place] if place < len(stood) else {}
        hidden = {
            part: known.get(part) for part in ("speaker", "to") if hop.get(part) == UNDISCLOSED
        }
        hops.append({**hop, **hidden})
    return hops
