"""An option, or an issue, that the case does not have yet and that a reading needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goodoffices.case.errors import CannotRecord, NotConfirmed
from goodoffices.case.issues import Issue, IssueKind
from goodoffices.intake.drafts import DraftReading, DraftStatement, State
from goodoffices.intake.review.deeds import Action, Added, Changed, Deed, change_case
from goodoffices.intake.review.storing import (
    find_draft,
    read_drafts,
    readings_of,
    with_parts,
    write_drafts,
)
from goodoffices.record.checks.check import load
from goodoffices.record.draft_files import alone
from goodoffices.record.folder import Folder


@dataclass(frozen=True, slots=True)
class NewOption:
    """A way to settle an issue, as a person names it.

    `issue_title` and `otherwise` are for an issue that is new with it: an issue has at least
    two ways to be settled, and the other one is called `otherwise` unless a person says more.
    """

    issue: str
    id: str
    title: str = ""
    issue_title: str = ""
    otherwise: str = "otherwise"


def add_option(
    case_path: Path, reading_id: str, *, option: NewOption, by: str, on: date | None = None
) -> Deed:
    """Add an option to the case, and give it to a drafted reading as its proposition.

    Raises
    ------
    UnknownId
        Where there is no such reading.
    NotConfirmed
        Where the reading is in the record by now.
    CannotRecord
        Where the issue has numbers, or an order in which only a person can place the option.
    InvalidCase
        Where the case would have a mistake, such as an id that cannot be one.
    CannotWrite
        Where the files cannot be written; nothing is changed then.
    """
    with alone(case_path):
        return _add_option(case_path, reading_id, option=option, by=by, on=on)


def _add_option(
    case_path: Path, reading_id: str, *, option: NewOption, by: str, on: date | None
) -> Deed:
    file, draft = find_draft(read_drafts(case_path), reading_id)
    held_by = file.document.handling.held_by
    reading = next((one for one in readings_of(draft) if one.id == reading_id), None)
    if reading is None or not isinstance(draft, DraftStatement):
        raise CannotRecord(f"an option for {draft.id}", "name the reading that it is for")
    if reading.state is State.ACCEPTED:
        raise NotConfirmed(f"a change of {reading_id}", "it is in the record: edit it there")
    checked = load(case_path)
    issue = next((one for one in checked.record.issues if one.id == option.issue), None)
    added: list[tuple[str, dict[str, object]]] = []
    changed: list[Changed] = []
    if issue is None:
        added.append(("issues", _new_issue(option, held_by)))
    elif option.id not in issue.values:
        changed.append(_one_more(issue, _option(option, held_by), checked.folder))
    if added or changed:
        change_case(case_path, added, changed)
    new = _with_proposition(draft, reading, f"{option.issue} is {option.id}")
    write_drafts(case_path, with_parts(file, [new]))
    return Deed(
        action=Action.ADD_OPTION,
        on=on or date.today(),  # noqa: DTZ011 -- the team's day
        by=by,
        document=file.document.id,
        draft=draft.id,
        before=(draft,),
        after=(new,),
        added=tuple(Added(list=name, id=str(entry["id"])) for name, entry in added),
        changed=tuple(changed),
    )


def _new_issue(option: NewOption, held_by: Sequence[str]) -> dict[str, object]:
    issue: dict[str, object] = {"id": option.issue}
    if option.issue_title:
        issue["title"] = option.issue_title
    issue["options"] = [_option(option, held_by), {"id": option.otherwise}]
    return issue | _held(held_by)


def _option(option: NewOption, held_by: Sequence[str]) -> dict[str, object]:
    titled = {"title": option.title} if option.title else {}
    return {"id": option.id} | titled | _held(held_by)


def _held(held_by: Sequence[str]) -> dict[str, object]:
    """The handling of what was learned from a document that only some hold."""
    return {"handling": {"held_by": [*held_by]}} if held_by else {}


def _one_more(issue: Issue, option: dict[str, object], folder: Folder) -> Changed:
    """One option more at the end of a choice; a scale has an order, a quantity has numbers."""
    if issue.kind is not IssueKind.CHOICE:
        why = f"{issue.id} is a {issue.kind.value}: change it in case.yaml"
        raise CannotRecord(f"the option {option['id']}", why)
    before = next(
        (entry.get("options") for _, _, entry in folder.raw("issues") if entry["id"] == issue.id)
    )
    there = before if isinstance(before, list) else []
    return Changed(
        list="issues",
        id=issue.id,
        field="options",
        before=before,
        after=[*there, option],
    )


def _with_proposition(
    draft: DraftStatement, reading: DraftReading, proposition: str
) -> DraftStatement:
    new = reading.model_copy(update={"proposition": proposition, "state": State.WAITING})
    readings = tuple(new if one.id == new.id else one for one in draft.readings)
    return draft.model_copy(update={"readings": readings})
