"""Accepting drafts: what a person confirmed goes into the record, all of one step or none.

The entries have the ids of their drafts. That makes doing it again harmless: what is in the
record already is not written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from goodoffices.case.errors import UnknownId
from goodoffices.intake.drafts import DraftEvent, DraftRound, DraftsFile, DraftStatement, State
from goodoffices.intake.review.deeds import Deed, change_case
from goodoffices.intake.review.holding import refuse_others
from goodoffices.intake.review.planning import Plan, Wanted
from goodoffices.intake.review.storing import find_draft, read_drafts, with_parts, write_drafts
from goodoffices.record.checks.check import load
from goodoffices.record.draft_files import alone


def accept(
    case_path: Path,
    draft_id: str,
    *,
    by: str,
    readings: Sequence[str] | None = None,
    on: date | None = None,
) -> Deed:
    """Write one draft into the record, with the readings that a person accepts.

    Parameters
    ----------
    case_path
        The case.
    draft_id
        A statement, round or event that was drafted.
    by
        Who accepts it.
    readings
        The readings accepted with a statement; every one that can be, where not given. The
        others are rejected; one without a proposition waits until it has one.
    on
        The day; today where not given.

    Returns
    -------
    Deed
        What was added and changed, so that it can be taken back.

    Raises
    ------
    UnknownId
        Where there is no such draft or reading, or its chain names nobody that is known.
    NotConfirmed
        Where a reading cannot be accepted yet; the sentence says what it lacks. Or where its
        document is held by others.
    InvalidCase
        Where a proposition cannot be read, or the case has or would have a mistake.
    CannotWrite
        Where the files cannot be written; nothing is changed then.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from goodoffices.intake.reading import Reader
    >>> with TemporaryDirectory() as folder:
    ...     case, memo = Path(folder), Path(folder, "memo.txt")
    ...     _ = (case / "case.yaml").write_text("{schema: goodoffices/case/1, title: A bridge}")
    ...     _ = memo.write_text("The bridge stays closed, said Mara Toll, the mayor.")
    ...     _ = [*Reader(case, load(case).record).read([memo])]
    ...     print(accept(case, "memo_s1", by="ana").words)
    Accepted memo_s1; wrote document memo, source mara_toll, source outlet_of_memo, statement
    memo_s1.
    """
    wanted = Wanted(draft_id, None if readings is None else frozenset(readings))
    return accept_all(case_path, [wanted], by=by, on=on)[0]


def accept_all(
    case_path: Path,
    wanted: Sequence[Wanted],
    *,
    by: str,
    on: date | None = None,
    also: Callable[[Path], object] | None = None,
) -> list[Deed]:
    """Write several drafts into the record in one step, and return a deed for each.

    Parameters
    ----------
    case_path, by, on
        As for `accept`.
    wanted
        What is accepted.
    also
        What else is done to the files in the same step.

    Raises
    ------
    UnknownId, NotConfirmed, InvalidCase, CannotWrite
        As for `accept`; nothing of all is changed then.
    """
    with alone(case_path):
        return _accept_all(case_path, wanted, by=by, on=on, also=also)


def _accept_all(
    case_path: Path,
    wanted: Sequence[Wanted],
    *,
    by: str,
    on: date | None,
    also: Callable[[Path], object] | None,
) -> list[Deed]:
    day = on or date.today()  # noqa: DTZ011 -- the team's day
    files = {file.document.id: file for file in read_drafts(case_path)}
    checked = load(case_path)
    plan = Plan(checked.folder, checked.record, by=by, on=day)
    order = (DraftStatement, DraftRound, DraftEvent)  # what is told rests on what tells it
    found = [(*find_draft([*files.values()], one.draft), one) for one in wanted]
    found.sort(key=lambda one: order.index(type(one[1])))
    for file, _, _ in found:
        refuse_others(file.document, by=by, record=checked.record)
    deeds: dict[str, Deed] = {}
    for file, draft, one in found:
        before = plan.size
        accepted = plan.take(files[file.document.id], draft, one)
        files[file.document.id] = with_parts(files[file.document.id], [accepted])
        plan.tie(files[file.document.id], draft)
        deeds[one.draft] = plan.deed(before, file.document.id, draft, accepted)
    if plan.added or plan.changed or also is not None:
        change_case(case_path, plan.added, plan.changed, also=also)
    for document in dict.fromkeys(file.document.id for file, _, _ in found):
        write_drafts(case_path, files[document])
    return [deeds[one.draft] for one in wanted]


def wanted_of(files: Sequence[DraftsFile], ids: Sequence[str]) -> list[Wanted]:
    """Return what is accepted by ids of drafts and readings, statements once each.

    A reading's id stands for that reading and its statement; the statement's other readings
    are deferred.
    """
    readings: dict[str, set[str] | None] = {}
    for one in dict.fromkeys(ids):
        _, draft = find_draft(files, one)
        if one == draft.id:
            readings[draft.id] = None
        elif readings.get(draft.id, set()) is not None:
            named = readings.setdefault(draft.id, set())
            assert named is not None
            named.add(one)
    return [
        Wanted(draft, None if named is None else frozenset(named), State.DEFERRED)
        for draft, named in readings.items()
    ]


def is_draft(files: Sequence[DraftsFile], draft_id: str) -> bool:
    """Whether an id is that of a draft, or of one of its readings."""
    try:
        find_draft(files, draft_id)
    except UnknownId:
        return False
    return True
