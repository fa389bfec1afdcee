"""Spoken stances: what a party says must, cannot or will not be, without a verb of stance.

"The union said the night shifts must end" demands it; "it would not sign" rejects it; "it
would sign if the rise is paid" would accept it. Only where the speaker is a party: what
unnamed sources or reporters say must be is nobody's position.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from goodoffices.case.stances import Stance
from goodoffices.intake.drafts import Band
from goodoffices.intake.positions import stance_words as words
from goodoffices.intake.positions.holders import Holders
from goodoffices.intake.positions.modality import is_supposed, mood_of
from goodoffices.intake.positions.stance_clauses import SUBJECTS, VERBAL, child, subject_of
from goodoffices.intake.positions.stance_objects import Object, taken, without_not
from goodoffices.intake.positions.stance_use import Use
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

SAYING: Final = frozenset(
    """add affirm announce argue assert communicate declare emphasise emphasize explain inform
    insist maintain note reaffirm reiterate repeat say state stress tell underline underscore
    warn write convey confirm reply respond answer clarify indicate observe remark recall""".split()
)
"""Verbs that tell what their subject holds."""
STAYING: Final = frozenset("keep remain stay retain hold maintain continue".split())

MOVES: Final = frozenset("arrive come convene go meet reconvene resume return travel visit".split())
"""What delegations do between rounds: "they will meet after the feast" is news, no concession."""

FORCES: Final = frozenset({"army", "troop", "force", "soldier"})
VIEWS: Final = frozenset({"position", "view", "stance", "conviction", "belief"})
"""Nouns that carry a clause as "say" does: "repeated its position that tolls must end"."""
NOT_ABLE: Final = frozenset(
    "do help imagine know remember see tell understand believe wait".split()
)
"""What somebody cannot do without refusing anything: "we cannot do without it"."""
PROCEDURE: Final = frozenset(
    """analyse analyze ask check consult discuss examine reflect refer review study talk
    think""".split()
)
"""What a party that "needs to" or "must" do it asks of itself before it decides."""

_OUGHT: Final = "Is “should” a demand here?"
_REFUSAL: Final = "Is this a refusal, or an announcement?"
_CANNOT: Final = "Does “cannot” refuse, or only tell what is not possible?"
_STAYS: Final = "Is this a position, or an announcement?"


@dataclass(frozen=True, slots=True)
class Said:
    """What a modal in the words of a party says.

    `own` asks that the subject is the party itself: "it will not sign".
    """

    modals: frozenset[str]
    stance: Stance
    rule: str
    negated: bool = False
    own: bool = False
    band: Band = Band.HIGH
    question: str = ""


_MUST = frozenset({"must", "have to", "need to"})
_SHOULD = frozenset({"should", "ought"})
_CAN = frozenset({"can", "ca", "could"})
_WILL = frozenset({"will", "would", "wo", "'ll", "’ll", "'d", "’d", "shall"})
_UNSURE = Band.MIDDLE

TABLE: Final[tuple[Said, ...]] = (
    Said(_MUST, Stance.DEMANDS, "says it must be"),
    Said(_MUST, Stance.REJECTS, "says it must not be", negated=True),
    Said(_SHOULD, Stance.DEMANDS, "says it should be", band=_UNSURE, question=_OUGHT),
    Said(
        _SHOULD,
        Stance.REJECTS,
        "says it should not be",
        negated=True,
        band=_UNSURE,
        question=_OUGHT,
    ),
    Said(_CAN, Stance.REJECTS, "says it cannot be", negated=True, band=_UNSURE, question=_CANNOT),
    Said(
        _WILL,
        Stance.REJECTS,
        "says it will not",
        negated=True,
        own=True,
        band=_UNSURE,
        question=_REFUSAL,
    ),
)


def find_spoken_uses(token: Token, holders: Holders) -> Iterator[Use]:
    """Yield the stance of a clause that a party says, by its modal; nothing for other clauses."""
    if token.pos_ not in VERBAL or token.lemma_.lower() in words.VERBS_BY_LEMMA:
        return
    stays = _stays(token, holders)
    if stays is not None:
        yield stays
        return
    if not any(t.tag_ == "MD" or t.lower_ == "to" for t in token.children) and not _has_to(token):
        return
    speaker = speaker_of(token, holders)
    is_nobodys = speaker is None or not holders.of(speaker)
    narrated = is_nobodys and _is_tied_by_its_words(token)
    if narrated:
        speaker = subject_of(token)  # "A will only sign if ...", whoever tells it
    if speaker is None or _is_stance(token):
        return
    use = _use(token, speaker, holders)
    if use is not None and narrated:
        use = replace(use, spoken=False)
    if use is not None:
        yield use


def _stays(clause: Token, holders: Holders) -> Use | None:
    """Read "we are staying at the dam", "the army stays there", out of a party's own mouth."""
    is_now = clause.tag_ in {"VBZ", "VBP", "VBG"} and not any(t.tag_ == "MD" for t in clause.lefts)
    if clause.lemma_.lower() not in {"stay", "remain"} or not is_now or is_supposed(clause):
        return None
    speaker, subject = speaker_of(clause, holders), child(clause, *SUBJECTS)
    mood = mood_of(clause)
    if speaker is None or subject is None or mood.negated or not _is_own(subject, speaker, holders):
        return None
    if child(clause, "acomp", "attr", "oprd") is not None or subject.lower_ in {"he", "she", "it"}:
        return None  # "we remain hopeful" is no stay
    found = replace(taken(clause, trigger=speaker, route=words.CLAUSE), stands_for=None)
    rule, asked = "says it will stay so", (_STAYS,)
    start, low = subject.left_edge.i, Band.LOW
    found = replace(found, start=min(found.start, start))
    use = Use(clause, Stance.INSISTS, found, speaker, mood, rule, start, low, asked)
    return replace(use, spoken=True)


def _use(clause: Token, speaker: Token, holders: Holders) -> Use | None:
    mood = mood_of(clause)
    modal = _has_to(clause) or mood.modal
    subject = subject_of(clause) or child(clause, "expl")
    if subject is None or is_supposed(clause) or clause.lemma_.lower() in words.SPEECH:
        return None
    found = taken(clause, trigger=speaker, route=words.CLAUSE)
    first = subject.left_edge.i if _has_to(clause) else max(found.start, clause.left_edge.i)
    found = replace(found, start=first, stands_for=None)
    start = min(subject.left_edge.i, clause.left_edge.i if subject.i > clause.i else subject.i)
    base = Use(clause, Stance.DEMANDS, found, speaker, mood, "", start, spoken=True)
    plain = without_not(found)
    if child(clause, "expl") is not None and plain.negated:
        return replace(base, stance=Stance.REJECTS, object=_bare(plain), rule="says there is no")
    is_own = _is_own(subject, speaker, holders)
    is_negated = mood.negated or plain.negated
    for row in TABLE:
        if modal in row.modals and row.negated == is_negated and (is_own or not row.own):
            if row.own and clause.lemma_ == "be":
                continue
            if row.modals is _MUST and is_own and clause.lemma_.lower() in PROCEDURE:
                continue  # "we must consult our members" puts off, and asks nothing of others
            if row.modals is _CAN and clause.lemma_.lower() in NOT_ABLE:
                continue
            return _by_row(base, row, plain=plain)
    return _willing(base, modal, is_own=is_own and not is_negated)


def _is_tied_by_its_words(clause: Token) -> bool:
    """Whether a narrator tells what a party will only do, or will not do."""
    is_will = any(t.lower_ in _WILL for t in clause.lefts)
    is_threat = any(
        mark.lower_ == "unless" for t in clause.rights if t.dep_ == "advcl" for mark in t.children
    )
    is_tied = any(t.lower_ == "only" or t.dep_ == "neg" for t in clause.lefts)
    return is_will and (is_tied or is_threat)


def _is_own(subject: Token, speaker: Token, holders: Holders) -> bool:
    """Whether a party speaks of itself: as "it" or "we", or by a name of its own."""
    if subject.lower_ in {"it", "they", "we", "i", "he", "she"} or subject.i == speaker.i:
        return True
    if subject.lemma_ in FORCES and not any(holders.named(t) for t in subject.children):
        return True  # a government's "the troops" are its own
    if any(t.dep_ == "poss" and t.lower_ in {"our", "my"} for t in subject.children):
        return True  # "our members will not sign"
    spoken_of = {one.party for one in holders.of(subject)}
    return bool(spoken_of) and spoken_of == {one.party for one in holders.of(speaker)}


def _by_row(base: Use, row: Said, *, plain: Object) -> Use:
    stance = row.stance
    if stance is Stance.REJECTS and (base.mood.never or plain.never):
        stance = Stance.RULES_OUT
    found = _bare(plain) if row.negated else base.object
    questions = (row.question,) if row.question else ()
    return replace(
        base, stance=stance, object=found, rule=row.rule, band=row.band, questions=questions
    )


def _bare(plain: Object) -> Object:
    return replace(plain, negated=False)


def _willing(base: Use, modal: str, *, is_own: bool) -> Use | None:
    """Read "it would sign, if ..." and "it will keep its troops"; the rest is news."""
    if modal not in _WILL or not is_own:
        return None
    clause = base.trigger
    found = replace(base.object, start=clause.i)
    if clause.lemma_.lower() in STAYING:
        return replace(
            base,
            stance=Stance.INSISTS,
            object=found,
            rule="says it will stay so",
            band=Band.LOW,
            questions=(_STAYS,),
        )
    if clause.lemma_ == "be" or clause.lemma_.lower() in MOVES:
        return None
    return replace(
        base, stance=Stance.WOULD_ACCEPT, object=found, rule="says it would, if", band=Band.MIDDLE
    )


def _has_to(clause: Token) -> str:
    """The outer verb of "has to leave", "needs to leave", where a clause hangs on one."""
    if clause.dep_ == "xcomp" and clause.head.lemma_ in {"have", "need"}:
        has_to = any(t.lower_ == "to" for t in clause.children)
        return f"{clause.head.lemma_} to" if has_to else ""
    return ""


def speaker_of(clause: Token, holders: Holders) -> Token | None:
    """Who says a clause: the subject of the verb that tells it, or the source of the quotation."""
    top = clause.head if _has_to(clause) else clause
    while top.dep_ == "conj" and top.head.pos_ in VERBAL:
        top = top.head
    outer = top.head
    if top.dep_ in {"ccomp", "parataxis"} and outer.lemma_.lower() in SAYING and outer.i != top.i:
        # "Insists that A must" is said by the verb of stance already.
        return None if outer.lemma_ == "insist" else subject_of(outer)
    if top.dep_ in {"acl", "relcl", "ccomp"} and outer.lemma_.lower() in VIEWS:
        return child(outer, "poss") or subject_of(outer.head)
    if top.dep_ not in {"ROOT", "ccomp", "parataxis"}:
        return None
    place = holders.innermost(Extent(clause.idx, clause.idx + len(clause)))
    if place < 0 or (top.dep_ == "ccomp" and outer.lemma_ not in SAYING):
        return None
    return holders.source_of(place)


def _is_stance(clause: Token) -> bool:
    """Whether an adjective or a verdict of the clause says its stance already."""
    known = words.ADJECTIVES_BY_LEMMA.keys() | words.VERDICTS_BY_LEMMA.keys()
    near = [t for t in clause.children if t.dep_ in {"acomp", "attr", "prep", "oprd"}]
    near += [one for t in near for one in t.children]
    if any(t.lower_ in known or t.lemma_ in words.VERDICTS_BY_LEMMA for t in near):
        return True
    perfect = any(t.lower_ == "have" and t.dep_ == "aux" for t in clause.children)
    has_subject = child(clause, *SUBJECTS, "expl") is not None
    return perfect or (not has_subject and clause.dep_ not in {"conj", "xcomp"})
