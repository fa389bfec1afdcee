"""What people do with drafts in the pages: done in the files, and recorded at once as theirs."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from goodoffices.case.errors import CannotRecord, GoodOfficesError, MissingExtra, NotConfirmed
from goodoffices.case.handling import PUBLIC, TEAM_ONLY, Handling
from goodoffices.case.when import When
from goodoffices.intake.review.deeds import Deed
from goodoffices.intake.review.holding import may_review
from goodoffices.intake.review.new_options import NewOption
from goodoffices.intake.review.reviewing import Review
from goodoffices.record.recording import Edit
from goodoffices.record.recording_files import record_files
from goodoffices.record.replay import Key
from goodoffices.record.visibility import Viewer
from goodoffices.record.working_copy import KINDS, READING
from goodoffices.record.write_back import write_back
from goodoffices.storage.desk import Desk
from goodoffices.web.environment import database_folder
from goodoffices.web.queries.record.wording import refusal_in_words
from goodoffices.web.queries.review import version_of

if TYPE_CHECKING:
    from goodoffices.intake.reading import Outcome

MOST_DEEDS: Final = 100
"""How many deeds of one person can be taken back."""
_KIND_OF: Final[Mapping[str, str]] = {name: kind for kind, (_, name) in KINDS.items()}
_DEEDS: Final[WeakKeyDictionary[Desk, dict[str, tuple[Deed, ...]]]] = WeakKeyDictionary()
"""By member, what they did in the review since this process began: undo takes it back."""
_LOCK: Final = threading.Lock()

Act = Callable[[Review], Deed | None]


def open_review(desk: Desk, viewer: Viewer, *, at: str = "") -> Review:
    """Return the review as somebody may see it, at a draft or at the first that waits.

    Raises
    ------
    InvalidCase
        Where a drafts file is damaged.
    """
    review = Review.open(desk.path, by=viewer.id, record=desk.seen_by(viewer))
    review.remember(_DEEDS.get(desk, {}).get(viewer.id, ()))
    if at:
        review.stand_at(at)
    return review


def decide(
    desk: Desk, viewer: Viewer, draft: str, *, act: Act, version: str
) -> tuple[Deed, Review]:
    """Do something with a draft, record it, and return what was done and where to go on.

    Parameters
    ----------
    version
        Of the draft as it was before the person's eyes.

    Raises
    ------
    NotConfirmed
        Where the draft is not what it was, or is there no more; and as for the deed itself.
    GoodOfficesError
        As for the deed itself; nothing is changed then.
    """
    write_back(desk.path)
    review = open_review(desk, viewer)
    item = review.current if review.stand_at(draft) else None
    if item is None or version_of(item.draft) != version:
        raise NotConfirmed(draft, "it was changed meanwhile, so look again")
    deed = act(review)
    assert deed is not None, "there is a draft"
    _record(desk, deed, viewer, gone=())
    _remember(desk, viewer, review)
    return deed, review


def undo(desk: Desk, viewer: Viewer) -> tuple[Deed, Review] | None:
    """Take back the last thing somebody did here; None where there is nothing.

    What was recorded with it is removed from the record; the archive keeps that it was there.

    Raises
    ------
    NotConfirmed
        Where what was added was changed since, or something else rests on it.
    """
    write_back(desk.path)
    review = open_review(desk, viewer)
    if not review.deeds:
        return None
    readings = _readings_of(desk, review.deeds[-1])
    deed = review.undo()
    assert deed is not None, "there is a deed"
    _record(desk, deed, viewer, gone=readings)
    _remember(desk, viewer, review)
    return deed, review


def accept(readings: Sequence[str]) -> Act:
    """Return what accepts a draft with these of its readings."""

    def act(review: Review) -> Deed | None:
        item = review.current
        known = {one.id for one in item.readings} if item is not None else set()
        review.chosen = known.intersection(readings)
        return review.accept()

    return act


def add_option(desk: Desk, viewer: Viewer, said: Mapping[str, Any]) -> Act:
    """Return what adds an option to the case for a reading without a proposition.

    Raises
    ------
    CannotRecord
        Where others hold what is called so: it is neither changed nor told of.
    """
    _refuse_hidden(desk, viewer, said["issue"].strip(), said["id"])
    option = NewOption(
        issue=said["issue"].strip(),
        id=said["id"],
        title=said["title"].strip(),
        issue_title=said["issue_title"].strip(),
    )
    return lambda review: review.add_option(said["reading"], option)


def _refuse_hidden(desk: Desk, viewer: Viewer, issue: str, option: str) -> None:
    state, seen = desk.state(), desk.seen_by(viewer)
    known = {one.id: one for one in seen.issues}
    whole = {one.id: one for one in state.record.issues}
    is_issue_hidden = issue not in known and any(name == issue for _, name in state.entries)
    there = {one.id for one in whole[issue].options} if issue in whole else set()
    shown = {one.id for one in known[issue].options} if issue in known else set()
    if is_issue_hidden or option in there - shown:
        raise CannotRecord(f"the option {option}", "an id in it cannot be used, so choose another")


def correct(
    desk: Desk, viewer: Viewer, draft: str, *, changes: Sequence[tuple[str, str]], version: str
) -> tuple[str, str]:
    """Correct fields of a draft, one after the other; return what could not stand, and why.

    Returns
    -------
    tuple of str
        The field that was refused and the sentence; empty where all could stand. What was
        corrected before it stays corrected.

    Raises
    ------
    NotConfirmed
        Where the draft is not what it was, or is there no more.
    """
    for name, value in changes:
        try:
            _, review = decide(
                desk,
                viewer,
                draft,
                act=lambda review, name=name, value=value: review.edit(name, value),  # type: ignore[misc]
                version=version,
            )
        except GoodOfficesError as error:
            return name, refusal_in_words(error)
        item = review.current
        version = version_of(item.draft) if item is not None else ""
    return "", ""


def read(desk: Desk, viewer: Viewer, said: Mapping[str, Any]) -> Outcome:
    """Read a report on this machine into drafts; nothing of it is in the record yet.

    Raises
    ------
    MissingExtra
        Where what reads reports is not installed.
    GoodOfficesError
        Where it cannot be kept or its drafts cannot be written.
    """
    try:
        from goodoffices.intake.documents import Told  # noqa: PLC0415 -- optional dependency
        from goodoffices.intake.reading import Reader  # noqa: PLC0415 -- optional dependency
    except ImportError as error:
        raise MissingExtra("reading reports", "intake") from error
    write_back(desk.path)
    seen, whole = desk.seen_by(viewer), desk.state()
    day: date | None = said["dated"]
    basis = f"set by {viewer.id}"
    dated = When.model_validate({"from": day, "to": day, "basis": basis}) if day else None
    reader = Reader(
        desk.path,
        seen,
        told=Told(
            by=viewer.id, outlet=said["outlet"].strip(), dated=dated, handling=_handling(said)
        ),
        taken=frozenset(name for _, name in whole.entries),
        knows=lambda document: may_review(document, by=viewer.id, record=seen),
    )
    with tempfile.TemporaryDirectory(dir=database_folder(desk.path), prefix=".") as folder:
        file = Path(folder, _file_name(said))
        file.write_bytes(said["file"].read() if said["file"] else said["text"].encode())
        outcome = next(reader.read([file]))
        named = outcome.refused.replace(str(file), file.name)  # where it lay is nobody's affair
        return replace(outcome, refused=named)


def _handling(said: Mapping[str, Any]) -> Handling:
    if said["held_by"]:
        return Handling(held_by=tuple(said["held_by"]))
    return PUBLIC if said["is_public"] else TEAM_ONLY


def _file_name(said: Mapping[str, Any]) -> str:
    if said["file"]:
        return Path(said["file"].name).name
    words = "".join(one if one.isalnum() else "-" for one in said["name"].strip().lower())
    return f"{words.strip('-')[:40] or 'report'}.txt"


def _record(desk: Desk, deed: Deed, viewer: Viewer, *, gone: Sequence[Key]) -> None:
    """Turn what a deed did to the files into events by whoever did it, and nothing else."""
    keys = {(_KIND_OF[one.list], one.id) for one in deed.added} | {*gone}
    keys |= {(_KIND_OF[one.list], one.id) for one in deed.changed}
    if not keys:
        return

    def belongs(edit: Edit) -> bool:
        content = edit.content if edit.kind == READING else None
        of = content.get("statement") if isinstance(content, dict) else None
        return edit.key in keys or ("statement", of) in keys

    record_files(desk.path, by=lambda: viewer.id, only=belongs)


def _readings_of(desk: Desk, deed: Deed) -> list[Key]:
    added = {one.id for one in deed.added if one.list == "statements"}
    return [
        (READING, reading.id)
        for statement in desk.state().record.statements
        if statement.id in added
        for reading in statement.readings
    ]


def _remember(desk: Desk, viewer: Viewer, review: Review) -> None:
    with _LOCK:
        _DEEDS.setdefault(desk, {})[viewer.id] = review.deeds[-MOST_DEEDS:]
