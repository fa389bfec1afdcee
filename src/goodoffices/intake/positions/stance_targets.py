"""Stance targets: which position "the proposal", "it" or "something that both reject" takes up.

The nearest position before it of another party that proposes or wants something, in the same
sentence or shortly before; where the words name whose proposal it is, one of that party.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from goodoffices.case.stances import PERMISSIONS, REJECTING, Stance
from goodoffices.intake.drafts import Band
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.positions.found_position import FoundPosition
from goodoffices.intake.positions.holders import surer_of
from goodoffices.intake.positions.stance_use import Use
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

SENTENCES_BACK: Final = 3
"""How far back such words may point."""
WORDS_BACK: Final = 30
PROPOSED: Final = frozenset(
    "arrangement contract deal document draft formula list offer plan proposal text treaty".split()
)
"""What may be accepted or turned down as a whole."""
WITH_CONDITION: Final = "It was tied to a condition: is it turned down as such, or so tied?"
DROPPED: Final = frozenset({Stance.INSISTS, Stance.DEMANDS, Stance.PROPOSES, Stance.OFFERS})
"""What "that demand" and "that offer" may be, when a party drops it."""
NOT_TAKEN_UP: Final = REJECTING | {Stance.DENIES, Stance.RESERVES, Stance.NO_LONGER_INSISTS}


def aim(
    parsed: Parsed, found: Sequence[FoundPosition], *, uses: Mapping[int, Use]
) -> tuple[FoundPosition, ...]:
    """Return the positions with their targets, and with the target's object as their own.

    A position whose object takes up something that is nowhere said keeps its words, with a
    question; one that is about nothing but an unexplained "it" is left out.
    """
    aimed: list[FoundPosition] = []
    moved: dict[int, int] = {}
    for place, one in enumerate(found):
        use = uses.get(one.trigger.start)
        if use is None or use.object.head.i < 0:
            continue
        mended = _aimed(parsed, one, use=use, earlier=aimed, all_found=found)
        if mended is None or (mended.rivals >= 0 and mended.rivals not in moved):
            continue
        moved[place] = len(aimed)
        if mended.rivals >= 0:
            mended = replace(mended, rivals=moved[mended.rivals])
        aimed.append(mended)
    return _within(tuple(aimed), uses)


def _aimed(
    parsed: Parsed,
    one: FoundPosition,
    *,
    use: Use,
    earlier: Sequence[FoundPosition],
    all_found: Sequence[FoundPosition],
) -> FoundPosition | None:
    words = use.object.stands_for
    if words is None:
        return _beside(parsed, one, use=use, earlier=earlier)
    target = _target(parsed, one, words=words, earlier=earlier)
    if target < 0:
        return _unexplained(one, words, all_found=all_found)
    is_near = parsed.sentence_at(earlier[target].trigger.start) == words.sent
    mended = replace(one, targets=target, object=earlier[target].object)
    if earlier[target].condition is not None and one.stance in REJECTING:
        # Who turns down "A, if B" may well take A alone.
        asked = (*mended.questions, WITH_CONDITION)
        mended = replace(mended, band=surer_of(mended.band, Band.MIDDLE), questions=asked)
    if is_near:
        return mended
    question = f"Does “{_phrase(words)}” take up what was said before?"
    band = surer_of(mended.band, Band.MIDDLE)
    return replace(mended, band=band, questions=(*mended.questions, question))


def _phrase(words: Token) -> str:
    return words.doc[words.left_edge.i : words.i + 1].text


def _target(
    parsed: Parsed, one: FoundPosition, *, words: Token, earlier: Sequence[FoundPosition]
) -> int:
    starts = [sent.start_char for sent in parsed.doc.sents if sent.start <= words.i]
    since = starts[-min(len(starts), SENTENCES_BACK + 1)]
    for place in range(len(earlier) - 1, -1, -1):
        other = earlier[place]
        if other.trigger.start < since:
            return -1
        if one.stance is Stance.NO_LONGER_INSISTS:
            if other.party == one.party and other.stance in DROPPED and other.rivals < 0:
                return place  # what a party drops is a stance of its own
            continue
        if _is_let_be(one, other, words=words):
            return place
        if other.stance in NOT_TAKEN_UP or other.party == one.party or other.rivals >= 0:
            continue
        if other.targets < 0:
            return place
    return -1


def _is_let_be(one: FoundPosition, other: FoundPosition, *, words: Token) -> bool:
    """Whether a party lets be, under a condition, what it has just spoken against itself.

    "It has reservations about the toll, but could accept it if it were lower": within one
    sentence "it" is the toll.
    """
    sentence = words.sent
    is_near = sentence.start_char <= other.trigger.start < sentence.end_char
    is_turn = one.stance in PERMISSIONS and other.stance in REJECTING | {Stance.RESERVES}
    is_pronoun = words.lower_ in {"it", "them"}
    return is_near and is_turn and is_pronoun and other.party == one.party


def _unexplained(
    one: FoundPosition, words: Token, *, all_found: Sequence[FoundPosition]
) -> FoundPosition | None:
    if words.pos_ in {"PRON", "VERB", "DET"} or words.lower_ in {"this", "that", "it", "something"}:
        return _of_a_text(one, words)
    if one.stance is Stance.NO_LONGER_INSISTS:
        return None  # "dropped that demand", and none was told
    owned = [
        place
        for place, other in enumerate(all_found)
        if words.idx <= other.trigger.start < one.extent.end and other.party != one.party
    ]
    if owned:
        return one  # "rejected B's demand for a toll": `_within` ties it to that demand
    question = f"What is “{_phrase(words)}”?"
    band = surer_of(one.band, Band.MIDDLE)
    return replace(one, band=band, questions=(*one.questions, question))


def _of_a_text(one: FoundPosition, words: Token) -> FoundPosition | None:
    """Read "it" as the plan, text or proposal named shortly before, where there is one."""
    doc = words.doc
    if words.pos_ == "VERB" or words.lower_ == "something":
        return None
    for token in reversed(doc[max(0, words.i - WORDS_BACK) : words.i]):
        if token.pos_ == "NOUN" and token.lemma_ in PROPOSED and token.tag_ == "NN":
            span = doc[token.left_edge.i : token.i + 1]
            question = f"Does “{words.text}” stand for “{span.text}”?"
            place = Extent(span.start_char, span.end_char)
            band = surer_of(one.band, Band.MIDDLE)
            return replace(one, object=place, band=band, questions=(*one.questions, question))
    return None


def _beside(
    parsed: Parsed, one: FoundPosition, *, use: Use, earlier: Sequence[FoundPosition]
) -> FoundPosition:
    """A relative clause on the last noun of a position may be about all of that position."""
    head = use.object.head
    if use.object.end > use.trigger.i or not earlier:
        return one
    for place in range(len(earlier) - 1, -1, -1):
        other = earlier[place]
        if parsed.sentence_at(other.trigger.start) != head.sent or other.rivals >= 0:
            return one
        is_in_it = other.object.start <= head.idx < other.object.end
        if not is_in_it or other.party == one.party or other.stance in NOT_TAKEN_UP:
            continue
        span = parsed.doc.char_span(*other.object, alignment_mode="expand")
        if span is not None and span.root.i == head.i:
            return replace(one, targets=place, object=other.object)
        question = f"Is it “{_phrase(head)}” alone, or all of what was said before?"
        band = surer_of(one.band, Band.MIDDLE)
        asked = (*one.questions, question)
        return replace(one, targets=place, object=other.object, band=band, questions=asked)
    return one


def _within(found: tuple[FoundPosition, ...], uses: Mapping[int, Use]) -> tuple[FoundPosition, ...]:
    """Tie "rejected B's demand for a toll" to that demand: its object is the toll."""
    mended = list(found)
    for place, one in enumerate(found):
        head = uses[one.trigger.start].object.head
        for other_place, other in enumerate(found):
            is_head = other.trigger.start == head.idx and other.party != one.party
            if is_head and one.targets < 0 and other.stance not in NOT_TAKEN_UP:
                mended[place] = replace(one, targets=other_place, object=other.object)
    return tuple(mended)
