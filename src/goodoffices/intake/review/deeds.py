"""What a person did with a draft, kept whole enough to be taken back.

A deed holds the draft before and after, which entries it added to the case, and which fields
it changed. The same shape is a line of the review log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field

from goodoffices.case.errors import CannotWrite, InvalidCase, NotConfirmed
from goodoffices.case.model import Model
from goodoffices.case.safe_write import explain_failure
from goodoffices.case.yaml_edit import append_entries, remove_entry, remove_field, set_field
from goodoffices.intake.drafts import DraftEvent, DraftRound, DraftSource, DraftStatement
from goodoffices.intake.review.storing import read_drafts_of, with_parts, write_drafts
from goodoffices.record.archived import read_archived
from goodoffices.record.checks.check import check
from goodoffices.record.compartments import READING
from goodoffices.record.draft_files import alone
from goodoffices.record.folder import (
    ARCHIVE_FOLDER,
    DOCUMENTS_FOLDER,
    Folder,
    read_folder,
)
from goodoffices.record.one_step import edit_in_one_step, hand_over_cache
from goodoffices.record.working_copy import KINDS

LOG_SCHEMA: Final = "goodoffices/review-log/1"

_FILES: Final = {name: file for file, name in KINDS.values()}
_KINDS: Final = {name: kind for kind, (_, name) in KINDS.items()}


class Action(StrEnum):
    """What a person did."""

    ACCEPT = "accept"
    REJECT = "reject"
    DEFER = "defer"
    EDIT = "edit"
    ADD_OPTION = "add_option"


_DONE: Final = {
    Action.ACCEPT: "Accepted",
    Action.REJECT: "Rejected",
    Action.DEFER: "Deferred",
    Action.EDIT: "Corrected",
    Action.ADD_OPTION: "Added an option for",
}


class Added(Model):
    """An entry that was added to a list of the case."""

    list: str
    id: str


class Changed(Model):
    """A field of an entry of the case that got another value; None where it had none."""

    list: str
    id: str
    field: str
    before: Any = None
    after: Any


class Deed(Model):
    """One decision of a person on a draft."""

    schema_: Literal["goodoffices/review-log/1"] = Field(default=LOG_SCHEMA, alias="schema")
    action: Action
    on: date = Field(description="The day; nothing finer is kept.")
    by: str
    document: str
    draft: str
    before: tuple[DraftStatement | DraftRound | DraftEvent | DraftSource, ...] = ()
    after: tuple[DraftStatement | DraftRound | DraftEvent | DraftSource, ...] = ()
    added: tuple[Added, ...] = ()
    changed: tuple[Changed, ...] = ()
    remarks: tuple[str, ...] = Field(default=(), description="What the person should know of it.")

    @property
    def words(self) -> str:
        """What was done, in a sentence or two."""
        written = [f"{_KINDS[one.list]} {one.id}" for one in self.added]
        written += [f"{one.field} of {_KINDS[one.list]} {one.id}" for one in self.changed]
        wrote = f"; wrote {', '.join(written)}" if written else ""
        return " ".join((f"{_DONE[self.action]} {self.draft}{wrote}.", *self.remarks))


def change_case(
    path: Path,
    added: Sequence[tuple[str, dict[str, object]]],
    changed: Sequence[Changed],
    *,
    also: Callable[[Path], object] | None = None,
) -> None:
    """Add entries to lists of a case and change fields, in one step that leaves no mistake.

    Parameters
    ----------
    added
        Names of lists, each with an entry for it, in the order in which they are added.
    changed
        Fields to change.
    also
        What else is done to the copies of the files, first.

    Raises
    ------
    InvalidCase
        Where the case would have a mistake afterwards; nothing is changed then.
    CannotWrite
        Where the files cannot be written; nothing is changed then.
    """

    def edit(copies: Path) -> None:
        _bring_texts(path, copies)
        hand_over_cache(path, copies)
        if also is not None:
            also(copies)
        for name in dict.fromkeys(name for name, _ in added):
            entries = [entry for listed, entry in added if listed == name]
            append_entries(copies / _FILES[name], name, entries)
        for one in changed:
            set_field(copies / _FILES[one.list], one.list, one.id, one.field, one.after)
        _refuse_mistakes(copies)
        hand_over_cache(copies, path)

    edit_in_one_step(path, edit)


def undo(path: Path, deed: Deed, *, is_recorded: bool = False) -> None:
    """Take a deed back: what it added to the case goes, and the draft stands as before.

    Doing it again after an interruption finishes it.

    Parameters
    ----------
    is_recorded
        Whether what was added may be in the archive by now, as where pages record each deed at
        once. The caller then records that it was removed; the archive keeps that it was there.

    Raises
    ------
    NotConfirmed
        Where what was added is in the archive by now (or, with `is_recorded`, was changed there
        since), or something else rests on it.
    CannotWrite
        Where the files cannot be written; nothing is changed then.
    """
    with alone(path):
        if deed.added or deed.changed:
            folder = read_folder(path)
            if is_recorded:
                _refuse_changed_since(folder, deed)
            else:
                _refuse_recorded(folder, deed)
            _restore_case(path, folder, deed)
        file = read_drafts_of(path, deed.document)
        write_drafts(path, with_parts(file, deed.before))


def _refuse_recorded(folder: Folder, deed: Deed) -> None:
    recorded = read_archived(folder).entries
    names = [one.id for one in deed.added if (_KINDS[one.list], one.id) in recorded]
    for one in deed.changed:
        entry = recorded.get((_KINDS[one.list], one.id))
        content = entry.content if entry is not None else None
        if isinstance(content, dict) and content.get(one.field) == one.after:
            names.append(one.id)
    if names:
        how = f"{', '.join(names)} {'is' if len(names) == 1 else 'are'} in the archive by now: "
        how += "supersede what was said with a link, or erase it"
        raise NotConfirmed(f"taking back {deed.draft}", how)


def _refuse_changed_since(folder: Folder, deed: Deed) -> None:
    """What somebody has worked on since is not taken back over their head."""
    recorded = read_archived(folder).entries
    added = {(_KINDS[one.list], one.id): None for one in deed.added}
    for key, entry in recorded.items():
        content = entry.content if key[0] == READING else None
        if isinstance(content, dict) and ("statement", content.get("statement")) in added:
            added[key] = None
    first = min((recorded[key].recorded_at for key in added if key in recorded), default=None)
    names = [key[1] for key in added if key in recorded and recorded[key].changed_at != first]
    if names:
        how = f"{', '.join(names)} {'was' if len(names) == 1 else 'were'} changed since: "
        how += "supersede what was said with a link, or erase it"
        raise NotConfirmed(f"taking back {deed.draft}", how)


def _restore_case(path: Path, folder: Folder, deed: Deed) -> None:
    there = {
        (name, str(entry.get("id")))
        for name in {*(one.list for one in deed.added), *(one.list for one in deed.changed)}
        for _, _, entry in folder.raw(name)
    }

    def edit(copies: Path) -> None:
        _bring_texts(path, copies)
        hand_over_cache(path, copies)
        for one in reversed(deed.changed):
            if (one.list, one.id) in there:
                _restore_field(copies, folder, one)
        for added in reversed(deed.added):
            if (added.list, added.id) in there:
                remove_entry(copies / _FILES[added.list], added.list, added.id)
        try:
            _refuse_mistakes(copies)
        except InvalidCase as error:
            how = f"something else rests on it: {error.mistakes[0]}"
            raise NotConfirmed(f"taking back {deed.draft}", how) from error
        hand_over_cache(copies, path)

    edit_in_one_step(path, edit)


def _restore_field(copies: Path, folder: Folder, change: Changed) -> None:
    """Give a field its earlier value, unless somebody has changed it since."""
    file = copies / _FILES[change.list]
    for _, _, entry in folder.raw(change.list):
        if entry.get("id") == change.id and entry.get(change.field) == change.after:
            if change.before is None:
                remove_field(file, change.list, change.id, change.field)
            else:
                set_field(file, change.list, change.id, change.field, change.before)


def _bring_texts(path: Path, copies: Path) -> None:
    """Show the texts and the archive beside the copies of the files, so that all is checked."""
    try:
        for name in (DOCUMENTS_FOLDER, ARCHIVE_FOLDER):
            if (path / name).is_dir():
                (copies / name).symlink_to((path / name).resolve(), target_is_directory=True)
    except OSError as error:
        raise CannotWrite(str(path), explain_failure(error)) from error


def _refuse_mistakes(copies: Path) -> None:
    mistakes = check(copies, ask=False).mistakes
    if mistakes:
        raise InvalidCase(mistakes)
