"""What people do with undertakings, linkages, and what matters to whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from goodoffices.case.errors import InvalidCase, Mistake
from goodoffices.case.undertakings import Importance, Linkage, Undertaking
from goodoffices.record.free_ids import FreeIds
from goodoffices.record.working_copy import Content
from goodoffices.storage.changing import HELD_BY_OTHERS, Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.case_entries import Completing, add_entry, edit_entry
from goodoffices.web.actions.entries import Done, Said, merged
from goodoffices.web.actions.undisclosed import seen_by_member
from goodoffices.web.forms.rows import TypedRow

UNDERTAKING: Final = "undertaking"
LINKAGE: Final = "linkage"
IMPORTANCE: Final = "importance"


def save_undertaking(
    desk: Desk,
    shown: Undertaking | None,
    said: Said,
    rows: Sequence[TypedRow],
    *,
    seen: str,
    by: str,
) -> Done:
    """Record an undertaking with its groups: a new one, or a change of one.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes, such as a tranche that is gone and waited for.
    """
    parts = _completing("groups", rows, [one.id for one in shown.groups] if shown else ())
    if shown is None:
        name = str(said.get("short") or said.get("title"))
        return add_entry(desk, UNDERTAKING, said, name=name, by=by, complete=parts)
    return edit_entry(desk, UNDERTAKING, shown, said, seen=seen, by=by, complete=parts)


def save_linkage(
    desk: Desk,
    shown: Linkage | None,
    said: Said,
    rows: Sequence[TypedRow],
    *,
    seen: str,
    by: str,
) -> Done:
    """Record a linkage with its looser forms: a new one, or a change of one.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes, such as a step that waits for itself.
    """
    known = [one.id for one in shown.loosenings] if shown else ()
    parts = _completing("loosenings", rows, known)
    if shown is None:
        name = str(said.get("title") or f"{said.get('step')} after {said.get('after')}")
        return add_entry(desk, LINKAGE, said, name=name, by=by, complete=parts)
    return edit_entry(desk, LINKAGE, shown, said, seen=seen, by=by, complete=parts)


def save_importance(
    desk: Desk, shown: Importance | None, said: Said, *, party: str, seen: str, by: str
) -> Done:
    """Record in which order undertakings matter to a party, as somebody stated or assumed.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """
    if shown is None:
        named = {"party": party, **said}
        return add_entry(desk, IMPORTANCE, named, name=f"{party} matters", by=by)
    return edit_entry(desk, IMPORTANCE, shown, said, seen=seen, by=by)


def remove_brought(desk: Desk, kind: str, entry: str, *, seen: str, by: str) -> Done:
    """Take out an undertaking or a linkage that no option brings.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where an option brings it, or something else names it.
    """
    known = {
        (issue.id, option.id)
        for issue in seen_by_member(desk, by).issues
        for option in issue.options
    }

    def make(state: CaseState) -> Sequence[Change]:
        bringing = [
            (issue.id, option.id)
            for issue in state.record.issues
            for option in issue.options
            if entry in option.brings
        ]
        if bringing:
            raise InvalidCase(
                [_brings(*one) if one in known else HELD_BY_OTHERS for one in bringing]
            )
        return [Change(kind, entry, None, seen=seen)]

    desk.change(make, by=by)
    return Done(f"Took out the {kind}.", entry)


def _brings(issue: str, option: str) -> Mistake:
    return Mistake(f"issue {issue}", 0, 0, f"its option {option} brings this; edit the issue first")


def _completing(name: str, rows: Sequence[TypedRow], shown: Collection[str]) -> Completing:
    def complete(entry: dict[str, object], _: FreeIds) -> dict[str, object]:
        return with_parts(entry, name, rows, shown=shown)

    return complete


def with_parts(
    entry: Content, name: str, rows: Sequence[TypedRow], *, shown: Collection[str]
) -> dict[str, object]:
    """Return an entry with parts of it changed, added and taken out; all others stay.

    Parameters
    ----------
    name
        The field that has the parts, each with an id and a title.
    shown
        The ids of those that whoever edits may see.

    Examples
    --------
    >>> entry = {"id": "release", "groups": [{"id": "women"}, {"id": "others"}]}
    >>> typed = [TypedRow("others", "", {"name": ""}), TypedRow("", "The ill", {"name": ""})]
    >>> with_parts(entry, "groups", typed, shown=["women", "others"])["groups"]
    [{'id': 'women'}, {'id': 'the_ill', 'title': 'The ill'}]
    """
    stood = entry.get(name)
    before: list[Mapping[str, object]] = stood if isinstance(stood, list) else []
    typed = {row.id: row for row in rows if row.id in shown}
    ids = FreeIds.beside(str(one["id"]) for one in before)
    after: list[Mapping[str, object]] = []
    for part in before:
        row = typed.get(str(part["id"]))
        if row is None:
            after.append(part)
        elif row.name:
            after.append(_part(part, row))
    after += [
        _part({"id": ids.of_name(row.name, otherwise="part")}, row) for row in rows if not row.id
    ]
    return merged(entry, {name: after or None})


def _part(before: Content, row: TypedRow) -> dict[str, object]:
    said: dict[str, object] = {
        name: row.fields[name] or None for name in ("step", "after") if name in row.fields
    }
    if "name" in row.fields:
        said["title"] = row.name
    return merged(before, said)
