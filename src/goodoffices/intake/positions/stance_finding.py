"""Finding positions: every stance in a parse, with its party, object, condition and rivals.

The frames say which words carry a stance (`verb_frames`, `noun_frames`, `spoken_stances`),
`holders` says whose it is, `conditions` what it is tied to. Here they are put together: what
"a proposal that both reject" takes up, and where the same words have two fair readings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from goodoffices.case.stances import Stance
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.drafts import Band
from goodoffices.intake.names.naming import NamedKind, Names
from goodoffices.intake.names.people import find_mentions, find_people
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.positions.conditional_frames import MADE_CONDITIONAL, find_conditional_use
from goodoffices.intake.positions.conditions import Tie
from goodoffices.intake.positions.found_position import ConditionKind, FoundPosition, Polarity
from goodoffices.intake.positions.holder_words import FIRST, PRONOUNS
from goodoffices.intake.positions.holders import Holder, Holders, surer_of
from goodoffices.intake.positions.noun_frames import (
    find_adjective_use,
    find_noun_use,
    find_verdict_use,
)
from goodoffices.intake.positions.spoken_stances import find_spoken_uses, speaker_of
from goodoffices.intake.positions.stance_clauses import subject_of, top_of
from goodoffices.intake.positions.stance_objects import is_negated
from goodoffices.intake.positions.stance_targets import aim
from goodoffices.intake.positions.stance_ties import TWO_READINGS, find_rivals, read_only, tie_up
from goodoffices.intake.positions.stance_use import Use, settled
from goodoffices.intake.positions.stance_words import (
    ADJECTIVES_BY_LEMMA,
    CLAUSE,
    NOUNS_BY_LEMMA,
    VERDICTS_BY_LEMMA,
)
from goodoffices.intake.positions.verb_frames import find_verb_use
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

WOULD_WANTS_IF: Final = "says it would, if"
_THREAT: Final = "Is this what it demands, or only a warning?"


@dataclass(frozen=True, slots=True)
class Whole:
    """A use with its parties and its condition: one or more positions to be."""

    use: Use
    parties: tuple[Holder, ...]
    tie: Tie | None = None
    rivals: tuple[Use, ...] = field(default=())
    rival_ties: tuple[Tie, ...] = field(default=())


def find_positions(
    parsed: Parsed,
    attributions: Sequence[Attribution],
    *,
    names: Names,
    sides: Sequence[str] = (),
    voice: str = "",
) -> tuple[FoundPosition, ...]:
    """Return what each party of the case is said to want, refuse or allow, in text order.

    Only parties that the case knows hold positions. What is supposed, asked or wished of a
    party is none of its positions; what is only possible is one of band LOW with a question.

    Parameters
    ----------
    parsed
        The parse of a document's mended copy.
    attributions
        Who says what in it; may be empty.
    names
        The names of the case.
    sides
        By attribution, the party of whoever speaks; empty where it is not known.
    voice
        The party that writes the document itself, of a letter or a communiqué.

    Examples
    --------
    >>> from goodoffices.case.parties import Party
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> from goodoffices.record.record import Record
    >>> north = Party(id="north", name="Northland")
    >>> names = Names.from_record(Record(title="", parties=(north,)))
    >>> text = "Northland rejects a toll on the bridge."
    >>> found = find_positions(parse(RepairedText.unchanged(text, ())), (), names=names)
    >>> [(one.party, one.stance.value, text[slice(*one.object)]) for one in found]
    [('north', 'rejects', 'a toll on the bridge')]
    """
    named = names.find(parsed)
    people = find_mentions(parsed, find_people(parsed, named), named)
    holders = Holders(
        parsed,
        attributions,
        named=sorted((*named, *people), key=lambda one: one.extent),
        sides=sides,
        voice=voice,
        mediating=names.mediating,
    )
    wholes = [whole for use in _uses(parsed, holders) if (whole := _whole(use, holders))]
    aimed = aim(parsed, _positions(wholes, holders), uses=_by_trigger(wholes))
    return tuple(_told_outside(one, aimed, attributions) for one in aimed)


def _uses(parsed: Parsed, holders: Holders) -> Iterator[Use]:
    """The stances of a parse, in text order, each word once."""
    taken_up: set[int] = set()
    for token in parsed.doc:
        use = _use_of(token, holders) if token.i not in taken_up else None
        kept = settled(use) if use is not None else None
        if kept is not None:
            if kept.taken_up is not None:
                taken_up.add(kept.taken_up.i)
            yield kept


def _use_of(token: Token, holders: Holders) -> Use | None:
    if token.pos_ in {"VERB", "AUX"} or token.dep_ == "relcl":
        use = find_verb_use(token) or next(find_spoken_uses(token, holders), None)
        if use is not None:
            return use
    if token.lower_ in ADJECTIVES_BY_LEMMA:
        return find_adjective_use(token)
    if token.lower_ in MADE_CONDITIONAL:
        return find_conditional_use(token)
    lemma = token.lemma_.lower()
    if lemma in NOUNS_BY_LEMMA or lemma in {"condition", "requirement"}:
        return find_noun_use(token)
    return find_verdict_use(token) if lemma in VERDICTS_BY_LEMMA else None


def _whole(use: Use, holders: Holders) -> Whole | None:
    parties = _parties(use, holders)
    if not parties or _is_about_somebody(use, holders):
        return None
    use, tie = tie_up(use)
    if use.rule == WOULD_WANTS_IF and tie is not None and tie.kind is ConditionKind.UNLESS:
        return Whole(_asked_by_threat(use, tie), parties)
    if use.rule == WOULD_WANTS_IF and tie is None:
        return None  # "it would meet on Monday" is news
    if tie is None and not use.spoken and _is_of_its_own(use):
        return None  # "it will not come on Monday" is news; with "unless" it is a position
    use, tie = read_only(use, tie)
    rivals = find_rivals(use, tie, parties=parties, holders=holders)
    return Whole(use, parties, tie, tuple(one for one, _ in rivals), tuple(t for _, t in rivals))


def _asked_by_threat(use: Use, tie: Tie) -> Use:
    """Read "it will leave unless the toll is lifted": it wants the toll lifted."""
    head = use.trigger.doc[tie.start : tie.end].root
    wanted = replace(
        use.object, head=head, start=tie.start, end=tie.end, route=CLAUSE, stands_for=None
    )
    return replace(
        use,
        stance=Stance.DEMANDS,
        object=wanted,
        rule="says it will, unless",
        band=Band.LOW,
        questions=(_THREAT,),
    )


def _is_about_somebody(use: Use, holders: Holders) -> bool:
    """Whether a stance is to a party ("supports A"), which is no matter to negotiate."""
    named = holders.named(use.object.head)
    return named is not None and named.kind is not NamedKind.ISSUE and named.party != ""


# ------------------------------------------------------------------ whose


def _parties(use: Use, holders: Holders) -> tuple[Holder, ...]:
    if use.holder is None:
        speaker = speaker_of(use.clause, holders)
        return holders.of(speaker) if speaker is not None else ()
    if use.rule.endswith("noun"):
        named = holders.named(use.holder)
        if named is not None and named.party:
            return (Holder(named.party),)
    if not use.spoken:
        return holders.of(use.holder)
    return _speakers(use, holders)


def _speakers(use: Use, holders: Holders) -> tuple[Holder, ...]:
    """The party that says a clause; of its own doing only where it is the subject."""
    holder = use.holder
    assert holder is not None
    subject = subject_of(use.trigger)
    if subject is not None and subject.lower_ in FIRST:
        return holders.of(subject)
    found = holders.of(holder)
    if subject is None or subject.lower_ not in PRONOUNS or not _is_of_its_own(use):
        return found
    own = {one.party for one in holders.of(subject)}
    return tuple(one for one in found if one.party in own)


def _is_of_its_own(use: Use) -> bool:
    return use.rule in {WOULD_WANTS_IF, "says it will not", "says it will stay so"}


# ------------------------------------------------------------------ positions


def _positions(wholes: Sequence[Whole], holders: Holders) -> list[FoundPosition]:
    found: list[FoundPosition] = []
    for group, whole in enumerate(wholes):
        several = group if len(whole.parties) > 1 else -1
        for party in whole.parties:
            first = len(found)
            found.append(_position(whole.use, whole.tie, party=party, holders=holders))
            found[-1] = replace(found[-1], group=several)
            for rival, tie in zip(whole.rivals, whole.rival_ties, strict=True):
                other = _position(rival, tie, party=party, holders=holders)
                found.append(replace(other, rivals=first, group=several))
                asked = (*found[first].questions, TWO_READINGS)
                found[first] = replace(found[first], questions=tuple(dict.fromkeys(asked)))
    return found


def _position(use: Use, tie: Tie | None, *, party: Holder, holders: Holders) -> FoundPosition:
    trigger = use.trigger
    start, end = _range(use, tie)
    questions = [*use.questions, *([party.question] if party.question else [])]
    return FoundPosition(
        party=party.party,
        stance=use.stance,
        extent=_extent(trigger, start, end),
        object=_extent(trigger, use.object.start, use.object.end),
        trigger=Extent(trigger.idx, trigger.idx + len(trigger)),
        rule=use.rule,
        band=surer_of(use.band, party.band),
        condition=None if tie is None else _extent(trigger, tie.start, tie.end),
        condition_kind=None if tie is None else tie.kind,
        modality=use.mood.modality,
        polarity=Polarity.NEGATIVE if is_negated(use.object) else Polarity.POSITIVE,
        attribution=_attribution(use, holders),
        questions=tuple(dict.fromkeys(questions)),
    )


def _range(use: Use, tie: Tie | None) -> tuple[int, int]:
    """From the holder or the object, whichever stands first, to the last word of either."""
    object_ = use.object
    starts = [use.start, use.trigger.i]
    particles = [t.i for t in use.trigger.children if t.dep_ == "prt"]
    ends = [max([use.trigger.i, *particles]) + 1]
    if object_.end > object_.start:
        starts.append(object_.start)
        ends.append(object_.end)
    if tie is not None:
        starts.append(tie.opening)
        ends.append(tie.end)
    holder = use.holder
    is_agent = use.rule.endswith(("passive", "of the matter"))
    if holder is not None and is_agent and use.trigger.i < holder.i < use.trigger.i + 15:
        ends.append(_right_of(holder))
    return max(min(starts), use.trigger.sent.start), min(max(ends), use.trigger.sent.end)


def _right_of(holder: Token) -> int:
    """The end of an agent with its conjuncts: "by the union and the board"."""
    joined = [t for t in holder.subtree if t.dep_ == "conj" and t.pos_ in {"NOUN", "PROPN"}]
    return max([holder.i, *(t.i for t in joined)]) + 1


def _extent(trigger: Token, start: int, end: int) -> Extent:
    doc = trigger.doc
    if end <= start:
        return Extent(trigger.idx, trigger.idx + len(trigger))
    span = doc[start:end]
    return Extent(span.start_char, span.end_char)


def _attribution(use: Use, holders: Holders) -> int:
    """The attribution whose cue makes the position, else the narrowest that it stands in."""
    words = Extent(use.trigger.idx, use.trigger.idx + len(use.trigger))
    told = top_of(use.clause)
    cue = Extent(told.idx, told.idx + len(told))
    for place, one in enumerate(holders.attributions):
        if one.cue is not None and (one.cue.meets(words) or one.cue.meets(cue)):
            return place
    return holders.innermost(words)


def _told_outside(
    one: FoundPosition, found: Sequence[FoundPosition], attributions: Sequence[Attribution]
) -> FoundPosition:
    """Lift "something that B rejects" out of what A insists on: whoever tells of A tells it."""
    target = found[one.targets] if one.targets >= 0 else None
    if target is None or one.attribution < 0 or one.attribution != target.attribution:
        return one
    told = attributions[one.attribution]
    if told.cue is None or not told.cue.meets(target.trigger):
        return one
    return replace(one, attribution=told.parent)


def _by_trigger(wholes: Sequence[Whole]) -> dict[int, Use]:
    return {whole.use.trigger.idx: whole.use for whole in wholes}
