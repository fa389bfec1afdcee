"""What people do with a document: correct what is known of it, its words never."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.record_entries import Done, Said, merged


def edit_document(desk: Desk, document: str, said: Said, *, seen: str, by: str) -> Done:
    """Correct what is known of a document.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """

    def make(state: CaseState) -> Sequence[Change]:
        before = state.content("document", document)
        return [Change("document", document, merged(before, said), seen=seen)]

    desk.change(make, by=by)
    return Done(f"Saved what is known of {document}.", document)
