"""What people do with rounds: add one, correct it, say who came with which mandate."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from goodoffices.case.rounds import Delegation
from goodoffices.record.working_copy import Content
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.entries import Done, Said, add_numbered, merged
from goodoffices.web.actions.undisclosed import with_others

ROUND = "round"
TABLED = "documents_tabled"


def add_round(desk: Desk, said: Said, *, by: str) -> Done:
    """Record a new round.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    made = add_numbered(desk, ROUND, said, letter="round", by=by)
    return Done("Added the round.", made)


def edit_round(
    desk: Desk, round_id: str, said: Said, *, visible: Collection[str], seen: str, by: str
) -> Done:
    """Correct what is known of a round.

    Parameters
    ----------
    visible
        The documents that somebody may see: of those tabled, all others stay.

    Raises
    ------
    ChangedMeanwhile
        Where it is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """

    def make(state: CaseState) -> Sequence[Change]:
        before = state.content(ROUND, round_id)
        wanted = dict(said)
        if TABLED in wanted:
            wanted[TABLED] = with_others(wanted[TABLED], before.get(TABLED), visible)
        return [Change(ROUND, round_id, merged(before, wanted), seen=seen)]

    desk.change(make, by=by)
    return Done("Saved the round.", round_id)


@dataclass(frozen=True, slots=True)
class Mandated:
    """A delegation as somebody typed it, and what they had before their eyes.

    `shown` is the delegation of that party as they saw it, None where they saw none. Of
    `visible` are the issues that they may see: what is said of any other stays.
    """

    party: str
    said: Said
    shown: Delegation | None
    visible: Collection[str]


def save_delegation(desk: Desk, round_id: str, sent: Mandated, *, seen: str, by: str) -> Done:
    """Say whom a party sent to a round, and what they may settle.

    Raises
    ------
    ChangedMeanwhile
        Where the round is no more what somebody had before their eyes.
    InvalidCase
        Where the case would have mistakes.
    """

    def make(state: CaseState) -> Sequence[Change]:
        before = state.content(ROUND, round_id)
        found = before.get("delegations")
        all_: list[Content] = list(found) if isinstance(found, list) else []
        place = next((n for n, one in enumerate(all_) if _is(one, sent)), len(all_))
        old = all_[place] if place < len(all_) else {"party": sent.party}
        all_[place : place + 1] = [merged(old, _with_hidden(old, sent.said, sent.visible))]
        return [Change(ROUND, round_id, merged(before, {"delegations": all_}), seen=seen)]

    desk.change(make, by=by)
    return Done("Saved the delegation and its mandate.", round_id)


def _is(one: Content, sent: Mandated) -> bool:
    """Whether this is the delegation that was shown: another of the party may be held by others."""
    if sent.shown is None or one.get("party") != sent.party:
        return False
    return Delegation.model_validate(one).handling == sent.shown.handling


def _with_hidden(old: Content, said: Said, visible: Collection[str]) -> Said:
    """A mandate as typed, with what it says of issues that whoever typed it may not see."""
    settled, referred = old.get("may_settle"), old.get("refers")
    hidden = [one for one in settled if one not in visible] if isinstance(settled, list) else []
    others = referred.items() if isinstance(referred, dict) else ()
    kept = {issue: whom for issue, whom in others if issue not in visible}
    typed, refers = said.get("may_settle"), said.get("refers")
    known = [*(typed if isinstance(typed, list) else ()), *hidden]
    return {
        **said,
        "may_settle": known if typed is not None or hidden else None,
        "refers": {**(refers if isinstance(refers, dict) else {}), **kept} or None,
    }
