"""What people do with rounds: add one, correct it, say who came with which mandate."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from goodoffices.case.rounds import Delegation
from goodoffices.record.free_ids import FreeIds
from goodoffices.record.working_copy import Content
from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.state import CaseState
from goodoffices.web.actions.record_entries import Done, Said, merged

ROUND = "round"
TABLED = "documents_tabled"


def add_round(desk: Desk, said: Said, *, by: str) -> Done:
    """Record a new round.

    Raises
    ------
    InvalidCase
        Where the case would have mistakes.
    """
    made: list[str] = []

    def make(state: CaseState) -> Sequence[Change]:
        made[:] = [FreeIds(state.record).next("round")]
        return [Change(ROUND, made[0], merged({"id": made[0]}, said), seen="")]

    desk.change(make, by=by)
    return Done("Added the round.", made[0])


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
        tabled = before.get(TABLED)
        others = [one for one in tabled if one not in visible] if isinstance(tabled, list) else []
        wanted = dict(said)
        if TABLED in wanted:
            typed = wanted[TABLED]
            wanted[TABLED] = [*(typed if isinstance(typed, list) else []), *others] or None
        return [Change(ROUND, round_id, merged(before, wanted), seen=seen)]

    desk.change(make, by=by)
    return Done("Saved the round.", round_id)


def save_delegation(
    desk: Desk,
    round_id: str,
    party: str,
    said: Said,
    *,
    shown: Delegation | None,
    seen: str,
    by: str,
) -> Done:
    """Say whom a party sent to a round, and what they may settle.

    Parameters
    ----------
    shown
        The delegation of that party as somebody saw it; None where none was seen.

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
        sent: list[Content] = list(found) if isinstance(found, list) else []
        place = next((n for n, one in enumerate(sent) if _is(one, party, shown)), len(sent))
        old = sent[place] if place < len(sent) else {"party": party}
        sent[place : place + 1] = [merged(old, said)]
        return [Change(ROUND, round_id, merged(before, {"delegations": sent}), seen=seen)]

    desk.change(make, by=by)
    return Done("Saved the delegation and its mandate.", round_id)


def _is(one: Content, party: str, shown: Delegation | None) -> bool:
    """Whether this is the delegation that was shown: another of the party may be held by others."""
    if shown is None or one.get("party") != party:
        return False
    return Delegation.model_validate(one).handling == shown.handling
