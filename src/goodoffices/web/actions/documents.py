"""What people do with a document: correct what is known of it, its words never."""

from __future__ import annotations

from goodoffices.storage.desk import Desk
from goodoffices.web.actions.entries import Done, Said, correct_entry


def edit_document(desk: Desk, document: str, said: Said, *, seen: str, by: str) -> Done:
    """Correct what is known of a document.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """
    correct_entry(desk, "document", document, said, seen=seen, by=by)
    return Done(f"Saved what is known of {document}.", document)
