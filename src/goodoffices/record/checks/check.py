"""Every check of a case folder, in one call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goodoffices.case.errors import InvalidCase, Mistake
from goodoffices.record.archived import Archived, read_archived
from goodoffices.record.checks.dates import check_dates
from goodoffices.record.checks.links import check_links
from goodoffices.record.checks.preferences import check_preferences
from goodoffices.record.checks.propositions import check_propositions
from goodoffices.record.checks.questions import Question, find_questions
from goodoffices.record.checks.references import check_references
from goodoffices.record.checks.spans import check_spans
from goodoffices.record.checks.undertakings import check_undertakings
from goodoffices.record.folder import Folder, read_folder
from goodoffices.record.record import Record


@dataclass(frozen=True)
class Checked:
    """A case folder with its mistakes and questions; the record is fit only without mistakes."""

    folder: Folder
    record: Record
    archived: Archived
    mistakes: tuple[Mistake, ...]
    questions: tuple[Question, ...]


def check(path: Path, *, today: date | None = None, ask: bool = True) -> Checked:
    """Return every mistake of a case folder, and every question that waits for a person.

    Parameters
    ----------
    today
        The day that unrecorded entries count as.
    ask
        Whether to look for questions too.

    Raises
    ------
    NotACase
        Where there is no case at the path.
    """
    folder = read_folder(path)
    archived = read_archived(folder)
    record = archived.onto(folder.record())
    mistakes = [*folder.mistakes]
    if folder.is_read:  # names of a file that cannot be read would all seem to be missing
        mistakes += check_references(folder)
    if folder.is_read and folder.is_whole("undertakings"):
        mistakes += check_undertakings(folder)
    if folder.is_read and folder.is_whole("issues"):
        mistakes += check_propositions(folder)
        mistakes += check_preferences(folder)
    mistakes += check_spans(folder)
    mistakes += check_links(folder)
    mistakes += check_dates(folder, record, today or date.today())  # noqa: DTZ011 -- the team's day
    mistakes = sorted(set(mistakes))
    questions = find_questions(folder, record, archived) if ask and not mistakes else ()
    return Checked(folder, record, archived, tuple(mistakes), tuple(questions))


def load(path: Path, *, today: date | None = None) -> Checked:
    """Return a case that is fit for use.

    Raises
    ------
    InvalidCase
        With every mistake, where there is any.
    NotACase
        Where there is no case at the path.
    """
    checked = check(path, today=today, ask=False)
    if checked.mistakes:
        raise InvalidCase(checked.mistakes)
    return checked
