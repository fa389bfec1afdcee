"""What a check of a schedule gives: a question, why it matters, and what others did.

Whatever stands under `elsewhere` was read in the source that it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class FindingKind(StrEnum):
    """What a question about a schedule is about, in the order in which they are asked.

    Attributes
    ----------
    CYCLE
        Undertakings that wait for each other in a circle.
    ORPHAN_LINKAGE
        A linkage or prerequisite that the schedule does not meet, or has no place for; a
        condition that names nothing.
    NOT_IN_SCHEDULE, DONE_TWICE, NOT_UNDERTAKEN
        What no phase contains, two steps contain, or nobody undertakes.
    IMPOSSIBLE_DATE
        A day that cannot be kept.
    TOO_CLOSE
        A day that cannot be kept if what it waits for takes until its own last day.
    DUE_AFTER_PHASE
        A duty whose last day lies after its phase.
    ONE_SIDED_COMPLETION
        Later phases that ask something of one party and nothing of another.
    MEANWHILE
        What goes on until a phase can begin is not said.
    NO_JUDGE
        Nobody is named who says that a condition is met, or that something is done.
    NO_CONSEQUENCE
        What happens where something is not done for which others wait.
    AGAINST_A_LIMIT
        What a norm, a rule or an instrument may rule out.
    """

    CYCLE = "cycle"
    ORPHAN_LINKAGE = "orphan_linkage"
    NOT_IN_SCHEDULE = "not_in_schedule"
    DONE_TWICE = "done_twice"
    NOT_UNDERTAKEN = "not_undertaken"
    IMPOSSIBLE_DATE = "impossible_date"
    TOO_CLOSE = "too_close"
    DUE_AFTER_PHASE = "due_after_phase"
    ONE_SIDED_COMPLETION = "one_sided_completion"
    MEANWHILE = "meanwhile"
    NO_JUDGE = "no_judge"
    NO_CONSEQUENCE = "no_consequence"
    AGAINST_A_LIMIT = "against_a_limit"


@dataclass(frozen=True, slots=True)
class Finding:
    """A question that a schedule leaves open. It is no mistake: it can be meant so.

    Attributes
    ----------
    kind
        What it is about.
    where
        References to undertakings and tranches, ids of linkages and limits, and phases
        ("phase 2").
    question
        What to ask, in one or two sentences.
    why
        Why the answer matters, in one.
    elsewhere
        What others did, in one, with its source; empty where none is known to us.
    cites
        Entries on which it rests.
    """

    kind: FindingKind
    where: tuple[str, ...]
    question: str
    why: str
    elsewhere: str = ""
    cites: tuple[str, ...] = ()


ELSEWHERE: Final[Mapping[FindingKind, str]] = {
    FindingKind.IMPOSSIBLE_DATE: (
        "In Colombia weapons were to be laid down by day 180; camps for it were late, and both "
        "sides agreed on a day three weeks later (Latin American Post, January 2017; UN News, "
        "June 2017)."
    ),
    FindingKind.TOO_CLOSE: (
        "An exchange of prisoners agreed in 2018 gave each step that waits for another a week of "
        "its own: lists by day 7, replies by day 14, observations by day 21, final replies by "
        "day 28 (PA-X, agreement 2123)."
    ),
    FindingKind.DUE_AFTER_PHASE: (
        "A text of three phases from January 2025 had a withdrawal of its first phase, of 42 "
        "days, complete by day 50 (Sweden Herald, and Devdiscourse after Reuters, January 2025)."
    ),
    FindingKind.ONE_SIDED_COMPLETION: (
        "An exchange of 2011 had a second phase two months after the first that asked something "
        "of one side only; it took place (Wikipedia, “Gilad Shalit prisoner exchange”)."
    ),
    FindingKind.MEANWHILE: (
        "A text of three phases from January 2025 said that what is done in its first phase goes "
        "on while the terms of the second are negotiated (the text as The Times of Israel had it)."
    ),
    FindingKind.NO_JUDGE: (
        "In Colombia a mechanism of both sides and the United Nations, which led it, was to "
        "settle disputes and report (Joint Communiqué 65 of 19 January 2016)."
    ),
    FindingKind.NO_CONSEQUENCE: (
        "In Colombia, where a day for laying down weapons could not be kept, both sides agreed on "
        "a later one (UN News, June 2017)."
    ),
}
"""What others did, in our own words: each a fact that its source states."""
