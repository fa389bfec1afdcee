"""Stance ties: what a position is tied to, and what else the same tied words may mean.

"If A, only with B" from a party that otherwise refuses A may insist on B for that case, or let
A be once there is B. Both readings are drafted, the second as a rival of the first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from goodoffices.case.stances import PERMISSIONS, Stance
from goodoffices.intake.drafts import Band
from goodoffices.intake.positions.conditions import Tie
from goodoffices.intake.positions.found_position import ConditionKind
from goodoffices.intake.positions.fronted import fronted_tie, split_if_clause
from goodoffices.intake.positions.holders import Holder, Holders
from goodoffices.intake.positions.stance_clauses import child
from goodoffices.intake.positions.stance_objects import tie_after
from goodoffices.intake.positions.stance_use import Use

if TYPE_CHECKING:
    from spacy.tokens import Token

TWO_READINGS: Final = "Two fair readings of the same words: which did the party mean?"
_AFTER_ONLY: Final = frozenset(
    {ConditionKind.IF, ConditionKind.ONLY_IF, ConditionKind.AFTER, ConditionKind.PROVIDED}
)


def read_only(use: Use, tie: Tie | None) -> tuple[Use, Tie | None]:
    """Give the "only" of "would only accept X if ..." to the condition, not to X."""
    if tie is None or not use.mood.only or tie.kind not in _AFTER_ONLY:
        return use, tie
    kind = ConditionKind.ONLY_IF if tie.kind is ConditionKind.IF else tie.kind
    stance = Stance.WOULD_ACCEPT if use.stance is Stance.INSISTS else use.stance
    return replace(use, stance=stance), replace(tie, kind=kind)


def tie_up(use: Use) -> tuple[Use, Tie | None]:
    """Cut the condition out of a use's object, and return it."""
    if use.stance is Stance.AGREES_AD_REFERENDUM:
        cut, _ = tie_after(use.object, trigger=use.trigger, refusing=False)
        return replace(use, object=cut), None
    if use.tie is not None:
        return use, use.tie
    split = split_if_clause(use.object)
    if split is not None:
        return replace(use, object=split[0]), split[1]
    cut, tie = tie_after(use.object, trigger=use.trigger, refusing=use.refuses)
    if tie is not None and not _counts(tie, use):
        return use, None
    if tie is None:
        tie = fronted_tie(use.clause)
    return replace(use, object=cut), tie


def _counts(tie: Tie, use: Use) -> bool:
    """Whether it ties: "after" dates what is told, and ties only what is allowed."""
    is_dating = tie.kind is ConditionKind.AFTER and use.trigger.doc[tie.opening].lower_ != "only"
    if not is_dating:
        return True
    return use.stance in PERMISSIONS | {Stance.OFFERS}


def find_rivals(
    use: Use, tie: Tie | None, *, parties: tuple[Holder, ...], holders: Holders
) -> list[tuple[Use, Tie]]:
    """The other fair reading of tied words, where there is one.

    "Insists that if it leaves, monitors come" may also let it leave, if monitors come; "refuses
    to leave unless monitors come" too; "would leave only if monitors come" may also insist on
    monitors for that case.
    """
    if tie is None or tie.kind is ConditionKind.PHASES:
        return []
    found, doc = use.object, use.trigger.doc
    swapped = replace(
        found, start=tie.start, end=tie.end, head=doc[tie.start : tie.end].root, stands_for=None
    )
    as_tie = Tie(found.start, found.start, found.end, ConditionKind.IF)
    question = (*use.questions, TWO_READINGS)
    is_if = tie.kind in {ConditionKind.IF, ConditionKind.ONLY_IF}
    if use.stance is Stance.INSISTS and is_if and _is_own_act(swapped.head, parties, holders):
        other = replace(use, stance=Stance.WOULD_ACCEPT, object=swapped, band=Band.MIDDLE)
        return [(replace(other, rule=f"{use.rule}, if turned", questions=question), as_tie)]
    if use.stance is Stance.REJECTS and tie.kind is ConditionKind.UNLESS:
        mood = replace(use.mood, negated=False)
        other = replace(use, stance=Stance.WOULD_ACCEPT, mood=mood, band=Band.MIDDLE)
        other = replace(other, questions=question)
        met = replace(tie, kind=ConditionKind.IF)
        return [(replace(other, rule=f"{use.rule}, unless turned"), met)]
    if use.stance is Stance.WOULD_ACCEPT and tie.kind is ConditionKind.ONLY_IF:
        other = replace(use, stance=Stance.INSISTS, object=swapped, band=Band.MIDDLE)
        return [(replace(other, rule=f"{use.rule}, only if turned", questions=question), as_tie)]
    return []


def _is_own_act(verb: Token, parties: tuple[Holder, ...], holders: Holders) -> bool:
    """Whether what stands after "if" is for the party itself to do."""
    subject = child(verb, "nsubj")
    if subject is None:
        return False
    return bool({one.party for one in holders.of(subject)} & {one.party for one in parties})
