"""One thing that the record does not tell, or one question that it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UnknownKind(StrEnum):
    """Why something is not known, or what a question is about."""

    RIVAL_READINGS = "rival_readings"
    SCOPE_OF_REJECTION = "scope_of_rejection"
    UNJUDGED_CONDITION = "unjudged_condition"
    MEANING_OF_OPTION = "meaning_of_option"
    SILENT_ON_LINKED = "silent_on_linked"
    HEARSAY_ONLY = "hearsay_only"
    SILENT = "silent"
    NO_OWN_WORDS = "no_own_words"
    NO_VIEWS = "no_views"
    NO_NAMED_SOURCE = "no_named_source"
    NO_DELEGATION = "no_delegation"
    NO_MANDATE = "no_mandate"


@dataclass(frozen=True, slots=True)
class Unknown:
    """One line of "not reported" or "ask next".

    Attributes
    ----------
    parties
        Whom it concerns, or who is to be asked; several where the same is asked of several.
    issues
        The issues it is about, in the order of the case.
    text
        One line in plain words. A question is put to its parties: "you" are they.
    cites
        Statements that raise it; empty where it is a silence.
    positions
        The positions that hang on it.
    """

    kind: UnknownKind
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    text: str
    cites: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()

    @property
    def party(self) -> str:
        """The party, where it is one alone; else empty."""
        return self.parties[0] if len(self.parties) == 1 else ""

    @property
    def issue(self) -> str:
        """The issue, where it is one alone; else empty."""
        return self.issues[0] if len(self.issues) == 1 else ""
