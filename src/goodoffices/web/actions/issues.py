"""What people do with issues: add one, correct it and its options, take it out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import inf
from typing import Final

from goodoffices.case.errors import InvalidCase
from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled
from goodoffices.record.free_ids import FreeIds
from goodoffices.record.working_copy import Content
from goodoffices.storage.changing import HELD_BY_OTHERS, Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.case_entries import add_entry, edit_entry, is_held, with_unseen
from goodoffices.web.actions.entries import Done, Said, merged
from goodoffices.web.actions.undisclosed import with_others
from goodoffices.web.forms.issues import HANDLING, MEANS
from goodoffices.web.forms.rows import TypedRow

ISSUE: Final = "issue"


def add_issue(desk: Desk, said: Said, rows: Sequence[TypedRow], *, by: str) -> Done:
    """Record a new issue with its options.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    return add_entry(
        desk,
        ISSUE,
        said,
        name=str(said.get("short") or said.get("title")),
        by=by,
        complete=lambda issue, _: with_options(issue, rows, shown=()),
    )


def edit_issue(
    desk: Desk, shown: Issue, said: Said, rows: Sequence[TypedRow], *, seen: str, by: str
) -> Done:
    """Correct an issue or its options.

    Parameters
    ----------
    shown
        The issue as whoever edits may see it: options that others hold stay as they are.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes, such as an option that is gone and that a position
        names.
    """

    def complete(issue: dict[str, object], _: FreeIds) -> dict[str, object]:
        after = with_options(issue, rows, shown=shown.options)
        if after.get("kind") == IssueKind.QUANTITY.value and _hidden(issue, shown):
            raise InvalidCase([HELD_BY_OTHERS])
        return after

    return edit_entry(desk, ISSUE, shown, said, seen=seen, by=by, complete=complete)


def remove_issue(desk: Desk, shown: Issue, *, seen: str, by: str) -> Done:
    """Take an issue out of the case.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where something names it, or others hold an option of it.
    """

    def make(state: CaseState) -> Sequence[Change]:
        if _hidden(state.content(ISSUE, shown.id), shown):
            raise InvalidCase([HELD_BY_OTHERS])
        return [Change(ISSUE, shown.id, None, seen=seen)]

    desk.change(make, by=by)
    return Done("Took out the issue.", shown.id)


def _hidden(issue: Content, shown: Issue) -> bool:
    known = {one.id for one in shown.options}
    return any(one["id"] not in known for one in _options(issue))


def _options(issue: Content) -> list[Mapping[str, object]]:
    options = issue.get("options")
    return options if isinstance(options, list) else []


def with_options(
    issue: Content, rows: Sequence[TypedRow], *, shown: Sequence[Option]
) -> dict[str, object]:
    """Return an issue with options changed, added, moved and taken out.

    Parameters
    ----------
    shown
        The options that whoever edits may see; all others stay where they are.

    Examples
    --------
    >>> one = {"id": "office", "options": [{"id": "joint"}]}
    >>> typed = TypedRow("", "Nobody", {"name": "Nobody", "place": 1})
    >>> with_options(one, [typed], shown=[Option(id="joint")])
    {'id': 'office', 'options': [{'id': 'nobody', 'title': 'Nobody'}, {'id': 'joint'}]}
    """
    before = _options(issue)
    known = {one.id: one for one in shown}
    typed = {row.id: row for row in rows if row.id}
    ids = FreeIds.beside([*(str(one["id"]) for one in before), *Unsettled])
    placed: list[tuple[tuple[float, int], Content]] = []
    visible = [one for one in before if one["id"] in known]
    for number, option in enumerate(visible, start=1):
        row = typed.get(str(option["id"]))
        if row is None:
            placed.append(((number, 1), option))
        elif row.name:
            after = _option(option, row, shown=known[row.id])
            placed.append((_place(row, number), after))
    for row in rows:
        if not row.id:
            new = _option({}, row, shown=Option(id="new"))
            option_id = _new_id(new, row.name, ids)
            placed.append((_place(row, inf), {"id": option_id, **new}))
    order = [option for _, option in sorted(placed, key=lambda one: one[0])]
    for place, option in enumerate(before):
        if option["id"] not in known:
            order.insert(place, option)
    return merged(issue, {"options": order or None})


def _new_id(new: Said, name: str, ids: FreeIds) -> str:
    return ids.next("option") if is_held(new) else ids.of_name(name, otherwise="option")


def _place(row: TypedRow, number: float) -> tuple[float, int]:
    """Where an option stands: before the one whose place it takes from below, else after it."""
    place = row.fields.get("place")
    if not isinstance(place, int):
        return number, 1
    return place, 0 if place < number else 2


def _option(before: Content, row: TypedRow, *, shown: Option) -> dict[str, object]:
    """An option with what was typed in its row."""
    typed = row.fields
    said: dict[str, object] = {}
    if "name" in typed:
        said["title"] = row.name
    if "text" in typed:
        said["text"] = typed["text"] or None
    for name in ("also_known_as", "affects"):
        if name in typed:
            said[name] = [one.strip() for one in typed[name].split(",") if one.strip()] or None
    if "cites" in typed:
        said["cites"] = typed["cites"].replace(",", " ").split() or None
    if "brings" in typed:
        said["brings"] = list(typed["brings"]) or None
    said = with_unseen(said, before, shown)
    meant = {name.removeprefix(MEANS): said for name, said in typed.items() if MEANS in name}
    if meant:
        stood = before.get("interpretations")
        after = {**(stood if isinstance(stood, Mapping) else {}), **meant}
        said["interpretations"] = {party: text for party, text in after.items() if text} or None
    if any(name in typed for name in HANDLING):
        said["handling"] = _handling(before.get("handling"), typed, shown=shown.handling.to)
    return merged(before, said)


def _handling(
    before: object, typed: Mapping[str, object], *, shown: Collection[str]
) -> dict[str, object]:
    after = dict(before) if isinstance(before, Mapping) else {"level": before or "in_confidence"}
    if "level" in typed:
        after["level"] = typed["level"]
    if "held_by" in typed:
        after["held_by"] = typed["held_by"]
    if "to" in typed:
        after["to"] = with_others(typed["to"], after.get("to"), shown)
    return {name: value for name, value in after.items() if value}
