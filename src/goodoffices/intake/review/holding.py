"""Who may review what was drafted from a document: those who hold it.

What only some of the team hold is theirs before it is in the record as well as after.
"""

from __future__ import annotations

from goodoffices.case.errors import NotConfirmed
from goodoffices.intake.drafts import DraftDocument
from goodoffices.record.record import Record


def may_review(document: DraftDocument, *, by: str, record: Record) -> bool:
    """Whether a person may look at the drafts of a document.

    Parameters
    ----------
    document
        The document, with its handling.
    by
        The person, by the id or the name of a member of the team.
    record
        Who is of the team.

    Examples
    --------
    >>> memo = DraftDocument(id="memo", file="memo.txt", sha256="", handling={"held_by": ["vera"]})
    >>> may_review(memo, by="joao", record=Record(title=""))
    False
    """
    held_by = document.handling.held_by
    if not held_by:
        return True
    called = {by.casefold()}
    called |= {one.id for one in record.team if one.name.casefold() == by.casefold()}
    return any(one in called for one in held_by)


def refuse_others(document: DraftDocument, *, by: str, record: Record) -> None:
    """Refuse whoever does not hold a document what is drafted from it.

    Raises
    ------
    NotConfirmed
        Where only others hold it; the sentence says nothing of what is in it.
    """
    if not may_review(document, by=by, record=record):
        how = f"only some of the team hold it, and {by} is not among them"
        raise NotConfirmed(f"what was drafted from {document.id}", how)
