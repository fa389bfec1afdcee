"""Rejecting, deferring and correcting drafts: decisions that leave the record as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from goodoffices.case.errors import NotConfirmed
from goodoffices.intake.drafts import DraftsFile, DraftStatement, State
from goodoffices.intake.review.deeds import Action, Deed
from goodoffices.intake.review.editing import Correction, correct
from goodoffices.intake.review.repeating import orphaned_by
from goodoffices.intake.review.storing import (
    OPEN,
    Draft,
    Part,
    find_draft,
    read_drafts,
    text_of,
    with_parts,
    write_drafts,
)
from goodoffices.record.checks.check import load
from goodoffices.record.draft_files import alone
from goodoffices.record.record import Record


def reject(case_path: Path, draft_id: str, *, by: str, on: date | None = None) -> Deed:
    """Say that a draft is wrong: it waits no longer, and nothing of it enters the record.

    What said it again is then a position of its own. Of a statement that is accepted already,
    the readings that still wait are rejected.

    Raises
    ------
    UnknownId
        Where there is no such draft.
    NotConfirmed
        Where all of it is in the record by now.
    CannotWrite
        Where the file cannot be written; nothing is changed then.
    """
    return _put_aside(case_path, draft_id, State.REJECTED, by=by, on=on)


def defer(case_path: Path, draft_id: str, *, by: str, on: date | None = None) -> Deed:
    """Leave a draft for later: it comes again after those nobody has looked at.

    Raises
    ------
    UnknownId, NotConfirmed, CannotWrite
        As for `reject`.
    """
    return _put_aside(case_path, draft_id, State.DEFERRED, by=by, on=on)


def edit(
    case_path: Path,
    draft_id: str,
    *,
    field: str,
    value: str,
    by: str,
    on: date | None = None,
    record: Record | None = None,
) -> Deed:
    """Correct one field of a draft; `editing.fields_of` lists those that there are.

    Parameters
    ----------
    record
        What the person may see of the record, so that a refusal names nothing else; all of it,
        where not given.

    Raises
    ------
    UnknownId, InvalidCase, NotConfirmed
        Where the value cannot stand there; see `editing.correct`.
    CannotWrite
        Where the file cannot be written; nothing is changed then.
    """
    known = record if record is not None else load(case_path).record
    with alone(case_path):
        file, draft = find_draft(read_drafts(case_path), draft_id)
        new = correct(Correction(draft, file, text_of(case_path, file), known, by), field, value)
        old: Part = draft
        if type(new) is not type(draft):  # the affiliation is the source's, which others share
            old = next(one for one in file.sources if one.id == new.id)
        write_drafts(case_path, with_parts(file, [new]))
    return _deed(Action.EDIT, file, draft, by=by, on=on).model_copy(
        update={"before": (old,), "after": (new,)}
    )


def _put_aside(case_path: Path, draft_id: str, state: State, *, by: str, on: date | None) -> Deed:
    with alone(case_path):
        file, draft = find_draft(read_drafts(case_path), draft_id)
        before, after = _changed(file, draft, state)
        write_drafts(case_path, with_parts(file, after))
    action = Action.REJECT if state is State.REJECTED else Action.DEFER
    return _deed(action, file, draft, by=by, on=on).model_copy(
        update={"before": before, "after": after}
    )


def _changed(
    file: DraftsFile, draft: Draft, state: State
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """What putting a draft aside changes in its file: before and after."""
    new = _with_state(draft, state)
    if new == draft and draft.state is State.ACCEPTED:
        raise NotConfirmed(f"a change of {draft.id}", "it is in the record: edit or erase it there")
    before: tuple[Part, ...] = (draft,)
    after: tuple[Part, ...] = (new,)
    if new.state is State.REJECTED:
        orphaned = orphaned_by(draft.id, file.drafts)
        names = {one.id for one in orphaned}
        before = (*before, *(one for one in file.drafts if one.id in names))
        after = (*after, *orphaned)
    return before, after


def _with_state(draft: Draft, state: State) -> Draft:
    update: dict[str, object] = {}
    if draft.state is not State.ACCEPTED:
        update["state"] = state
    if isinstance(draft, DraftStatement):
        update["readings"] = tuple(
            one.model_copy(update={"state": state}) if one.state in OPEN else one
            for one in draft.readings
        )
    return draft.model_copy(update=update)


def _deed(action: Action, file: DraftsFile, draft: Draft, *, by: str, on: date | None) -> Deed:
    return Deed(
        action=action,
        on=on or date.today(),  # noqa: DTZ011 -- the team's day
        by=by,
        document=file.document.id,
        draft=draft.id,
    )
